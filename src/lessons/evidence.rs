//! What a run has shown: the trace since a scene began, the moment that counts from, and the present one.

mod clients;

use std::rc::Rc;

pub use clients::{Told, read_keys};

use crate::cluster::{Frame, MemberFrame, MemberId, Role, TraceEvent, TraceLine};
use crate::puzzle::PREFIX;

/// Older lines than these are forgotten first: nobody asks for them once a goal is given.
const LINES_MAX: usize = 200_000;

pub struct Evidence {
    /// Of the scene, heartbeats left out, oldest first.
    lines: Vec<TraceLine>,
    /// How many of the first ones are forgotten.
    forgotten: usize,
    /// How many there were at the mark, the forgotten ones included.
    marked: usize,
    /// How many heartbeats were sent since the scene began.
    pub heartbeats: u64,
    /// Whom the learner named, in a challenge that asks for somebody.
    pub named: Vec<MemberId>,
    /// The moment that counts from: a bet was locked, a step or a goal began.
    pub mark: Rc<Frame>,
    pub now: Rc<Frame>,
}

/// What the learner looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looking {
    pub paused: bool,
    /// The letter that is open.
    pub letter: Option<u64>,
    /// In how many of the lesson's challenges a star was won, ever.
    pub challenges_won: usize,
}

impl Evidence {
    pub fn new(now: Rc<Frame>) -> Self {
        let (mark, named) = (now.clone(), Vec::new());
        Self { lines: Vec::new(), forgotten: 0, marked: 0, heartbeats: 0, named, mark, now }
    }

    pub fn begin_anew(&mut self) {
        self.lines.clear();
        self.forgotten = 0;
        self.heartbeats = 0;
    }

    pub fn observe(&mut self, line: &TraceLine) {
        if let TraceEvent::Send { kind, .. } | TraceEvent::Deliver { kind, .. } = &line.event
            && kind.is_heartbeat()
        {
            self.heartbeats += u64::from(matches!(line.event, TraceEvent::Send { .. }));
            return;
        }
        if self.lines.len() >= LINES_MAX {
            self.lines.drain(..LINES_MAX / 2);
            self.forgotten += LINES_MAX / 2;
        }
        self.lines.push(line.clone());
    }

    /// From now on only what comes counts.
    pub fn mark(&mut self) {
        self.mark = self.now.clone();
        self.marked = self.forgotten + self.lines.len();
    }

    /// What happened since the mark.
    pub fn since(&self) -> &[TraceLine] {
        let from = self.marked.saturating_sub(self.forgotten);
        self.lines.get(from..).unwrap_or_default()
    }

    /// What happened since the scene began.
    pub fn all(&self) -> &[TraceLine] {
        &self.lines
    }

    /// Microseconds since the mark.
    pub fn passed_us(&self) -> u64 {
        self.now.t_us.saturating_sub(self.mark.t_us)
    }

    pub fn leader(&self) -> Option<&MemberFrame> {
        leader(&self.now)
    }

    /// The first event since the mark that `pick` takes something from, and when it was.
    pub fn first<T>(&self, pick: impl Fn(&TraceEvent) -> Option<T>) -> Option<(u64, T)> {
        self.since().iter().find_map(|line| pick(&line.event).map(|found| (line.t_us, found)))
    }

    /// The line with the piece that somebody from outside brought first since the mark.
    pub fn brought(&self) -> Option<u64> {
        let (_, request) = self.first(|event| match event {
            TraceEvent::Invoke { client, request, .. } if &**client == "visitor" => Some(request.clone()),
            _ => None,
        })?;
        let (_, line) = self.first(|event| match event {
            TraceEvent::LogAppend { index, entry, .. } if entry.label == request => Some(*index),
            _ => None,
        })?;
        Some(line)
    }

    /// When each member since the mark noted the line, in order.
    pub fn noted_at(&self, line: u64) -> impl Iterator<Item = (u64, MemberId)> + '_ {
        self.since().iter().filter_map(move |found| match &found.event {
            TraceEvent::LogAppend { member, index, .. } if *index == line => Some((found.t_us, *member)),
            _ => None,
        })
    }

    /// When each member since the mark applied the line, in order.
    pub fn fitted_at(&self, line: u64) -> impl Iterator<Item = (u64, MemberId)> + '_ {
        self.since().iter().filter_map(move |found| match &found.event {
            TraceEvent::Apply { member, index, .. } if *index == line => Some((found.t_us, *member)),
            _ => None,
        })
    }

    /// When a piece first got into the picture that nobody had noted by `t_us`.
    pub fn piece_fitted_after(&self, t_us: u64) -> Option<u64> {
        let (mut last_index, mut last_term) = (0, 0);
        for line in self.lines.iter().take_while(|line| line.t_us <= t_us) {
            if let TraceEvent::LogAppend { index, term, .. } = line.event {
                (last_index, last_term) = (index.max(last_index), term.max(last_term));
            }
        }
        self.lines.iter().find_map(|line| match &line.event {
            TraceEvent::Apply { index, term, entry, .. } => {
                let is_new = *index > last_index || *term > last_term;
                let is_piece = entry.key.as_ref().is_some_and(|key| key.starts_with(PREFIX));
                (line.t_us > t_us && is_new && is_piece).then_some(line.t_us)
            }
            _ => None,
        })
    }

    /// Who became leader or candidate first since the mark, and when.
    pub fn first_role(&self, wanted: Role) -> Option<(u64, MemberId)> {
        self.first(|event| match event {
            TraceEvent::Role { member, role, .. } if *role == wanted => Some(*member),
            _ => None,
        })
    }
}

/// Who is up and leads in the greatest term.
pub fn leader(frame: &Frame) -> Option<&MemberFrame> {
    frame.members.iter().filter(|member| member.up && member.role == Role::Leader).max_by_key(|member| member.term)
}

/// How many are at home.
pub fn up(frame: &Frame) -> usize {
    frame.members.iter().filter(|member| member.up).count()
}

pub fn member(frame: &Frame, id: MemberId) -> Option<&MemberFrame> {
    frame.members.iter().find(|member| member.id == id)
}

/// How many pieces lie on a friend's board.
pub fn pieces_of(frame: &Frame, id: MemberId) -> usize {
    frame.puzzle.placed.get(&id).map_or(0, Vec::len)
}

/// How many of a group make a majority.
pub fn majority(frame: &Frame) -> usize {
    frame.members.iter().filter(|member| !member.removed).count() / 2 + 1
}

/// How many notebooks, of friends at home or away, hold line `index` of round `term`.
pub fn noted(frame: &Frame, index: u64, term: u64) -> usize {
    let holds =
        |member: &&MemberFrame| member.log.entries.iter().any(|entry| (entry.index, entry.term) == (index, term));
    frame.members.iter().filter(holds).count()
}

/// Of how many, itself included, the leader knows that they hold line `index`.
pub fn known(frame: &Frame, index: u64) -> usize {
    let Some(peers) = leader(frame).and_then(|leader| leader.peers.as_ref()) else { return 0 };
    1 + peers.values().filter(|peer| peer.matched.is_some_and(|matched| matched >= index)).count()
}

/// How many know that line `index` is committed.
pub fn ink(frame: &Frame, index: u64) -> usize {
    frame.members.iter().filter(|member| member.commit.is_some_and(|commit| commit >= index)).count()
}

/// How many have applied line `index`.
pub fn fitted(frame: &Frame, index: u64) -> usize {
    frame.members.iter().filter(|member| member.applied.is_some_and(|applied| applied >= index)).count()
}
