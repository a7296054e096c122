//! Reads the trace event by event and keeps what there is to tell.

use std::rc::Rc;

use super::claims::Claims;
use super::memory::{Friend, Network};
use super::{LetterAbout, Line, Mark, Note, Run, What};
use crate::cluster::{Address, MemberId, Outcome, TraceEvent, TraceLine};
use crate::few::SmallMap;
use crate::puzzle::Piece;

/// How many lines are kept; older ones are forgotten.
pub const LINES_MAX: usize = 200;
/// How many marks are kept.
pub const MARKS_MAX: usize = 400;
/// How many clients are remembered to wait. One who was away when the answer came waits for ever.
const ASKED_MAX: usize = 256;

/// The client that stands for somebody from outside in the picture.
const VISITOR: &str = "visitor";

/// Tells what happened in a run. Cheap enough to be cloned into a checkpoint.
#[derive(Clone, Debug)]
pub struct Narrator {
    pub(super) friends: SmallMap<MemberId, Friend>,
    /// Who has a vote, as of what was committed last.
    pub(super) voters: Vec<MemberId>,
    lines: Vec<Line>,
    marks: Vec<Mark>,
    serial: u64,
    /// Letters on their way, for those who hold them up.
    pub(super) flying: SmallMap<u64, (Address, Address, LetterAbout)>,
    /// What clients wait for.
    asked: SmallMap<u64, (Rc<str>, Option<Note>)>,
    /// The highest line that anybody applied.
    pub(super) fitted: u64,
    /// The picture on the boards, from 1 on, and its pieces so far.
    pub(super) picture: u64,
    pub(super) placed: u32,
    pub(super) claims: Claims,
    pub(super) network: Network,
    /// When ways between friends were last closed or opened.
    pub(super) ways_us: u64,
    /// Whom somebody at the screen asked to run last.
    pub(super) pushed: Option<MemberId>,
}

impl Narrator {
    /// For a run that begins with `members` members at home, numbered from 1.
    pub fn new(members: u8) -> Narrator {
        let mut narrator = Narrator {
            friends: (1..=u64::from(members)).map(|id| (id, Friend::default())).collect(),
            voters: (1..=members.into()).collect(),
            lines: Vec::new(),
            marks: Vec::new(),
            serial: 0,
            flying: SmallMap::new(),
            asked: SmallMap::new(),
            fitted: 0,
            picture: 1,
            placed: 0,
            claims: Claims::default(),
            network: Network::default(),
            ways_us: 0,
            pushed: None,
        };
        narrator.tell(0, None, What::Woke { members: members.into() });
        narrator
    }

    /// What happened, oldest first; at most [`LINES_MAX`].
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// What the scrubber marks, oldest first; at most [`MARKS_MAX`].
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Takes in the next event of the run.
    pub fn observe(&mut self, line: &TraceLine) {
        let t = line.t_us;
        self.nothing_came(t);
        match &line.event {
            TraceEvent::Send { id, from, to, kind, copy_of, content, .. } => {
                self.sent(t, *id, from, to, *kind, copy_of.is_some(), content);
            }
            TraceEvent::Deliver { id, from, to, kind, content, .. } => {
                self.flying.remove(id);
                self.delivered(t, from, to, *kind, content);
            }
            TraceEvent::Drop { id, from, to, kind, why, content, .. } => {
                self.flying.remove(id);
                self.dropped(t, from, to, *kind, *why, content);
            }
            TraceEvent::Role { member, term, role } => self.role(t, *member, *term, *role),
            TraceEvent::Vote { member, term, candidate } => self.vote(t, *member, *term, *candidate),
            TraceEvent::LogAppend { member, index, term, entry, .. } => {
                self.appended(t, *member, *index, *term, entry);
            }
            TraceEvent::LogTruncate { member, from_index } => self.truncated(t, *member, *from_index),
            TraceEvent::LogLost { member, from_index } => self.lost(t, *member, *from_index),
            TraceEvent::LogPurge { .. } => {}
            TraceEvent::Commit { member, index, voters } => {
                self.friend(*member).leading.commit = *index;
                self.configured(t, voters.as_deref());
            }
            TraceEvent::Apply { member, index, entry, .. } => self.applied(t, *member, *index, entry),
            TraceEvent::SnapshotBuild { member, .. } => self.tell(t, Some(*member), What::SnapshotBuilt),
            // What a world has from the start nobody has sent.
            TraceEvent::SnapshotInstall { .. } if t == 0 => {}
            TraceEvent::SnapshotInstall { member, index, .. } => {
                self.friend(*member).fitted = *index;
                self.tell(t, Some(*member), What::SnapshotInstalled);
            }
            TraceEvent::Crash { member } => self.crashed(t, *member),
            TraceEvent::Shutdown { member } => {
                let friend = self.friend(*member);
                friend.leave();
                friend.removed = true;
            }
            TraceEvent::Restart { member, .. } => self.restarted(t, *member),
            TraceEvent::Invoke { op, client, request, .. } => self.invoked(t, *op, client, request),
            TraceEvent::Return { op, outcome, response, .. } => self.returned(t, *op, *outcome, response),
            TraceEvent::Action { action } => self.acted(t, action),
            // The letters that bring the news tell it.
            TraceEvent::Watch { .. } => {}
            TraceEvent::Restore { store, .. } => {
                self.began_anew(t, store.len());
                self.claims = Claims::default();
                self.placed = 0;
                for piece in Piece::all() {
                    if let Some(found) = store.get(&piece.key()) {
                        self.claims.place(piece.number(), &found.value);
                        self.placed |= 1 << piece.index();
                    }
                }
            }
        }
    }

    /// Adds a line, and a mark if it is worth one.
    pub(super) fn tell(&mut self, t_us: u64, who: Option<MemberId>, what: What) {
        if what.is_mark() {
            self.marks.push(Mark { t_us, who, what: what.clone() });
            if self.marks.len() > MARKS_MAX {
                self.marks.remove(0);
            }
        }
        self.lines.push(Line { serial: self.serial, t_us, who, what });
        self.serial += 1;
        if self.lines.len() > LINES_MAX {
            self.lines.remove(0);
        }
    }

    /// The last line, if `fits` says that what happens now belongs to it; its time becomes `t_us`.
    pub(super) fn merge(&mut self, t_us: u64, fits: impl FnOnce(&Line) -> bool) -> Option<&mut What> {
        let line = self.lines.last_mut().filter(|line| fits(line))?;
        line.t_us = t_us;
        Some(&mut line.what)
    }

    /// The last line told since `t_us` that `fits`, to be changed where it stands.
    pub(super) fn told_since(&mut self, t_us: u64, fits: impl Fn(&Line) -> bool) -> Option<&mut What> {
        let mut lately = self.lines.iter_mut().rev().take_while(|line| line.t_us >= t_us);
        let line = lately.find(|line| fits(line))?;
        Some(&mut line.what)
    }

    pub(super) fn last_line(&self) -> Option<&Line> {
        self.lines.last()
    }

    pub(super) fn friend(&mut self, id: MemberId) -> &mut Friend {
        self.friends.get_or_default(id)
    }

    /// How many friends have a vote, at home or not.
    pub(super) fn group(&self) -> usize {
        self.voters.len()
    }

    /// The same narrator without the lines told so far.
    #[cfg(test)]
    pub(super) fn forgetting(mut self) -> Narrator {
        self.lines.clear();
        self
    }

    fn invoked(&mut self, t: u64, op: u64, client: &Rc<str>, request: &str) {
        let note = request.split_whitespace().find_map(Piece::from_key).map(|piece| Note::Piece(piece.number()));
        self.asked.insert(op, (client.clone(), note.clone()));
        if self.asked.len() > ASKED_MAX {
            self.asked.pop_first();
        }
        match (friend_called(client), &**client, note) {
            (Some(who), _, Some(note)) => {
                let tells = self.friends.get(&who).and_then(|friend| friend.heard);
                let tells = tells.filter(|leader| *leader != who && !self.friend(who).leads());
                self.tell(t, Some(who), What::Found { note, tells });
            }
            (None, VISITOR, note) => self.tell(t, None, What::VisitorBrought { note }),
            // What friends do on their own, such as clearing the board, shows when it is noted.
            (Some(_), _, None) => {}
            (None, ..) => {
                let what = What::ClientAsked { client: client.to_string(), request: request.to_owned() };
                self.tell(t, None, what);
            }
        }
    }

    fn returned(&mut self, t: u64, op: u64, outcome: Outcome, response: &str) {
        let Some((client, note)) = self.asked.remove(&op) else { return };
        if friend_called(&client).is_some() {
            return;
        }
        let what = match &*client {
            VISITOR => What::VisitorTold { outcome, note },
            _ => What::ClientTold { client: client.to_string(), outcome, response: response.to_owned() },
        };
        self.tell(t, None, what);
    }

    /// A new group with what was in a snapshot: of the old one's notebooks nothing counts any more. The first group
    /// wakes with what it has.
    fn began_anew(&mut self, t: u64, keys: usize) {
        if t == 0 {
            return;
        }
        for id in self.friends.keys().copied().collect::<Vec<_>>() {
            let friend = self.friend(id);
            *friend = Friend { removed: friend.removed, ..Friend::default() };
        }
        // Their notebooks begin at the first line again.
        self.fitted = 0;
        self.tell(t, None, What::BeganAnew { keys });
    }

    /// Why `member` asks for votes at `t`.
    pub(super) fn run(&mut self, t: u64, member: MemberId, already: bool) -> Run {
        match self.friend(member).cause.take() {
            Some((until, run)) if t <= until => run,
            _ if already => Run::Again,
            _ => Run::Silence,
        }
    }
}

/// The member whose name a client goes by.
pub(super) fn friend_called(client: &str) -> Option<MemberId> {
    (1..=crate::cluster::MEMBERS_MAX).find(|id| crate::cluster::member_name(*id) == client)
}
