//! A transcript while it is made: drives a world, writes down what it shows, and compares at the end.

use std::fmt::Write as _;

use quorum::check::Checks;
use quorum::cluster::{
    Address, Content, Frame, MemberFrame, MemberId, MessageFrame, MessageKind, Role, TraceEvent, TraceLine, WorldSpec,
    member_name,
};
use quorum::session::Session;
use serde_json::{Value, json};

use super::golden::{self, wrapped};
use super::words::{Row, Show, Words, seconds};
use crate::common;

/// Letters of a kind, between these ends, are taken out of the air as soon as they are sent.
#[derive(Clone, Copy)]
struct Lose {
    kind: MessageKind,
    from: Option<MemberId>,
    to: Option<MemberId>,
    /// Only those that carry this entry.
    entry: Option<u64>,
}

impl Lose {
    fn takes(&self, letter: &MessageFrame) -> bool {
        let is = |wanted: Option<MemberId>, end: &Address| wanted.is_none_or(|id| *end == Address::Member(id));
        let carries =
            |wanted: u64| matches!(&*letter.content, Content::Append { entries, .. } if entries.contains(&wanted));
        self.kind == letter.kind
            && is(self.from, &letter.from)
            && is(self.to, &letter.to)
            && self.entry.is_none_or(carries)
    }
}

pub struct Scene {
    name: &'static str,
    text: String,
    session: Session,
    checks: Checks,
    words: Words,
    show: Vec<Show>,
    /// If there is anybody: only letters and events of these.
    watched: Vec<MemberId>,
    lose: Vec<Lose>,
    rows: Vec<Row>,
    /// Nothing is written down: what happens has been told before.
    muted: bool,
    lines: Vec<TraceLine>,
}

/// How often letters that are to get lost are looked for: every letter is on its way for longer.
const SLICE_US: u64 = 10_000;

fn silent(seed: u64) -> WorldSpec {
    WorldSpec { puzzle: false, search: false, ..WorldSpec::new(seed) }
}

impl Scene {
    pub fn new(name: &'static str, title: &str) -> Self {
        let text = format!(
            "{title}\n{}\n\n\
             Made from a run by tests/scenarios.rs, not written by hand; QUORUM_BLESS=1 cargo test --test scenarios\n\
             makes it anew. Times are virtual seconds. A letter stands where it arrives; what is done to the world\n\
             has a » before it. An entry is index.term: 0.0 founds the group, and a new leader's first one is blank.\n",
            "=".repeat(title.chars().count())
        );
        // Until the first world begins.
        let session = Session::new(silent(0)).unwrap();
        Self {
            name,
            text,
            session,
            checks: Checks::default(),
            words: Words::default(),
            show: Vec::new(),
            watched: Vec::new(),
            lose: Vec::new(),
            rows: Vec::new(),
            muted: false,
            lines: Vec::new(),
        }
    }

    /// Writes nothing down, or again.
    pub fn mute(&mut self, muted: bool) {
        self.flush();
        self.muted = muted;
    }

    fn print(&mut self, text: &str) {
        self.flush();
        if !self.muted {
            self.text += text;
        }
    }

    pub fn heading(&mut self, text: &str) {
        self.print(&format!("\n{text}\n{}\n", "-".repeat(text.chars().count())));
    }

    pub fn say(&mut self, text: &str) {
        self.print(&format!("\n{}", wrapped("", text)));
    }

    /// What the paper says.
    pub fn paper(&mut self, text: &str) {
        self.print(&format!("\n{}", wrapped("paper:   ", text)));
    }

    /// Where openraft, or what is built around it here, does it differently.
    pub fn differs(&mut self, text: &str) {
        self.remark(&wrapped("differs: ", text));
    }

    /// What is seen in the lines above, in figures that come from the run.
    pub fn seen(&mut self, text: &str) {
        self.remark(&wrapped("seen:    ", text));
    }

    /// Stands right below what it speaks of: events, a table, another remark.
    fn remark(&mut self, text: &str) {
        self.flush();
        let last = self.text.lines().next_back().unwrap_or_default();
        let is_below = [" ", "seen: ", "differs: "].iter().any(|start| last.starts_with(start));
        self.print(&format!("{}{text}", if is_below { "" } else { "\n" }));
    }

    /// A new world without a puzzle; the one before is judged.
    pub fn begin(&mut self, seed: u64, change: impl FnOnce(&mut WorldSpec)) {
        self.judge();
        let mut spec = silent(seed);
        change(&mut spec);
        let pre_vote = if spec.pre_vote { ", with pre-votes" } else { "" };
        self.print(&format!("\n[a new world: {} members{pre_vote}, seed {seed}]\n", spec.members));
        self.session = Session::new(spec).unwrap();
        self.checks = Checks::default();
        self.words = Words::default();
        self.lines.clear();
        self.lose.clear();
        self.show.clear();
        self.watched.clear();
        self.note();
    }

    /// Shows these things from now on, and nothing else.
    pub fn show(&mut self, show: &[Show]) {
        self.note();
        self.show = show.to_vec();
    }

    /// Shows only what one of these has a part in; of nobody: all.
    pub fn watch(&mut self, members: &[MemberId]) {
        self.note();
        self.watched = members.to_vec();
    }

    /// From now on letters of this kind between these ends, or from or to anybody, are taken away.
    pub fn lose(&mut self, kind: MessageKind, from: impl Into<Option<MemberId>>, to: impl Into<Option<MemberId>>) {
        self.lose.push(Lose { kind, from: from.into(), to: to.into(), entry: None });
        self.take_away(&self.frame());
    }

    /// From now on appends that carry this entry are taken away.
    pub fn lose_entry(&mut self, from: MemberId, index: u64) {
        self.lose.push(Lose { kind: MessageKind::Append, from: Some(from), to: None, entry: Some(index) });
        self.take_away(&self.frame());
    }

    /// Letters get through again.
    pub fn lose_nothing(&mut self) {
        self.lose.clear();
    }

    fn take_away(&mut self, frame: &Frame) {
        if self.lose.is_empty() {
            return;
        }
        for letter in frame.messages.iter().filter(|letter| !letter.lost) {
            if self.lose.iter().any(|it| it.takes(letter)) {
                common::act(&mut self.session, json!({"drop_message": {"id": letter.id}}));
            }
        }
    }

    #[track_caller]
    pub fn act(&mut self, action: Value) {
        common::act(&mut self.session, action);
        self.take_away(&self.frame());
    }

    /// Has the terminal ask a member for a write, and does not wait.
    #[track_caller]
    pub fn put(&mut self, key: &str, at: MemberId) {
        self.act(json!({"etcdctl": {"line": format!("put {key} 1"), "endpoint": at}}));
    }

    /// Goes on to the next visible moment.
    fn step(&mut self) {
        self.session.step_forward();
        self.take_away(&self.frame());
    }

    /// Goes on until the frame is as wanted.
    #[track_caller]
    pub fn until(&mut self, what: &str, reached: impl Fn(&Frame) -> bool) -> Frame {
        let limit_us = self.session.now_us() + 60 * common::SECOND_US;
        loop {
            let frame = self.session.frame();
            if reached(&frame) {
                return frame;
            }
            self.note();
            assert!(self.session.now_us() < limit_us, "within a minute: {what}\n{}", self.shown());
            self.step();
        }
    }

    /// Lets time pass.
    pub fn wait_ms(&mut self, ms: u64) {
        let until_us = self.session.now_us() + ms * 1000;
        while self.session.now_us() < until_us {
            let slice_us = if self.lose.is_empty() { ms * 1000 } else { SLICE_US };
            self.session.advance_to((self.session.now_us() + slice_us).min(until_us));
            self.take_away(&self.frame());
        }
    }

    /// Has a member campaign until it leads: more than once, if it has to learn of a greater term first.
    /// Returns its term.
    #[track_caller]
    pub fn lead(&mut self, id: MemberId) -> u64 {
        for _ in 0..4 {
            self.act(json!({"campaign": {"member": id}}));
            for _ in 0..50 {
                self.wait_ms(10);
                let frame = self.frame();
                let member = common::member(&frame, id);
                if member.role == Role::Leader {
                    return member.term;
                }
            }
        }
        panic!("{} is not elected\n{}", member_name(id), self.shown());
    }

    pub fn frame(&self) -> Frame {
        self.session.frame()
    }

    /// All events of this world so far.
    pub fn lines(&mut self) -> &[TraceLine] {
        self.note();
        &self.lines
    }

    /// How many events there have been: what is behind them is `&lines()[mark..]`.
    pub fn mark(&mut self) -> usize {
        self.lines().len()
    }

    /// When an event that is as wanted happened first, after a mark.
    #[track_caller]
    pub fn when(&mut self, mark: usize, what: &str, is: impl Fn(&TraceEvent) -> bool) -> u64 {
        let found = self.lines()[mark..].iter().find(|line| is(&line.event)).map(|line| line.t_us);
        found.unwrap_or_else(|| panic!("it did not happen: {what}"))
    }

    pub fn count(&mut self, mark: usize, is: impl Fn(&TraceEvent) -> bool) -> usize {
        common::count(&self.lines()[mark..], is)
    }

    /// The members' logs as a table, with how far each knows its own to be committed.
    pub fn logs(&mut self) {
        self.flush();
        let frame = self.frame();
        let mut table = format!("\n{}  logs\n", seconds(frame.t_us));
        let entries = |member: &MemberFrame| {
            let entries = member.log.entries.iter().map(|entry| format!("{}.{}", entry.index, entry.term));
            let purged = (member.log.first > Some(0)).then(|| "…".to_owned());
            purged.into_iter().chain(entries).collect::<Vec<_>>().join(" ")
        };
        let width = frame.members.iter().map(|member| entries(member).chars().count()).max().unwrap_or(0);
        for member in &frame.members {
            let role = match (member.up, member.removed, member.role) {
                (_, true, _) => "removed".to_owned(),
                (false, ..) => "away".to_owned(),
                (_, _, Role::Leader) => format!("LEADER of term {}", member.term),
                (_, _, Role::Candidate) => format!("candidate, term {}", member.term),
                (_, _, Role::Learner) => format!("learner, term {}", member.term),
                (_, _, Role::Follower) => format!("term {}", member.term),
            };
            let commit = member.commit.map_or("nothing".to_owned(), |index| index.to_string());
            writeln!(table, "          {:<5} {:<width$}   committed {commit}; {role}", member.name, entries(member))
                .unwrap();
        }
        self.print(&table);
    }

    /// The terms in a member's log, from index 0 on.
    pub fn terms(&self, id: MemberId) -> Vec<u64> {
        common::member(&self.frame(), id).log.entries.iter().map(|entry| entry.term).collect()
    }

    /// Reads the trace on.
    fn note(&mut self) {
        for line in self.session.take_news().lines {
            self.checks.observe(&line);
            let row = self.words.read(&line, &self.show);
            if let Some(mut row) = row.filter(|_| self.is_watched(&line.event))
                && !self.rows.last_mut().is_some_and(|last| last.merge(&mut row))
            {
                self.rows.push(row);
            }
            self.lines.push(line);
        }
    }

    fn is_watched(&self, event: &TraceEvent) -> bool {
        let is = |end: &Address| end.member().is_none_or(|id| self.watched.contains(&id));
        self.watched.is_empty()
            || match event {
                TraceEvent::Deliver { from, to, .. } | TraceEvent::Drop { from, to, .. } => is(from) && is(to),
                TraceEvent::Role { member, .. }
                | TraceEvent::Vote { member, .. }
                | TraceEvent::LogAppend { member, .. }
                | TraceEvent::LogTruncate { member, .. }
                | TraceEvent::Commit { member, .. }
                | TraceEvent::Apply { member, .. } => self.watched.contains(member),
                _ => true,
            }
    }

    fn shown(&self) -> String {
        self.rows.iter().map(|row| row.text().trim_end().to_owned() + "\n").collect()
    }

    fn flush(&mut self) {
        self.note();
        if !self.rows.is_empty() && !self.muted {
            self.text.push('\n');
            self.text += &self.shown();
        }
        self.rows.clear();
    }

    /// What must hold in every run held in this one.
    fn judge(&mut self) {
        self.flush();
        self.checks.finish(self.session.now_us());
        assert_eq!(self.checks.violations(), [], "{}", self.name);
        assert_eq!(self.checks.undecided_since_us(), None, "{}", self.name);
        assert_eq!(self.session.frame().violations, [], "{}", self.name);
    }

    /// The transcript is complete.
    pub fn finish(mut self) {
        self.judge();
        golden::keep(self.name, &self.text);
    }
}

/// Whatever fails, the transcript so far says what led to it.
impl Drop for Scene {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}\n{}", self.text, self.shown());
        }
    }
}
