//! A trace that can be changed, and what it tells of the village at each of its lines.
//!
//! Its traces hold no snapshots, so every log is whole.

pub mod clients;
pub mod elections;
pub mod logs;
pub mod machines;
pub mod watches;

use std::collections::BTreeMap;
use std::rc::Rc;

use quorum::cluster::{
    ClientAnswer, ClientRequest, EntryFrame, EntryKind, MemberId, Outcome, Role, TraceEvent, TraceLine,
};
use quorum::etcd::Reply;

/// Term and hash of an entry.
type Entry = (u64, u64);

#[derive(Default)]
pub struct Person {
    pub role: Option<Role>,
    pub term: u64,
    pub log: Vec<Entry>,
    pub commit: Option<u64>,
    /// The index that it applies next.
    pub next: u64,
    /// The term and the candidate of its last vote.
    pub vote: Option<(u64, MemberId)>,
}

impl Person {
    pub fn has(&self, index: u64, entry: Entry) -> bool {
        self.log.get(index as usize) == Some(&entry)
    }

    pub fn last(&self) -> u64 {
        self.log.len() as u64 - 1
    }
}

/// The village before a line of the trace.
#[derive(Default)]
pub struct Village {
    pub people: BTreeMap<MemberId, Person>,
    pub committed: Vec<Entry>,
    /// How many entries somebody has applied.
    pub applied: u64,
    /// Indices that clients were told of.
    pub promised: BTreeMap<u64, u64>,
    /// What was asked, with the greatest revision told before.
    pub asked: BTreeMap<u64, (ClientRequest, u64)>,
    /// The greatest revision told.
    pub floor: u64,
}

impl Village {
    /// The first committed entry that a member lacks.
    pub fn lacks(&self, id: MemberId) -> Option<u64> {
        let log = &self.people[&id].log;
        (0..self.committed.len()).find(|index| log.get(*index) != self.committed.get(*index)).map(|index| index as u64)
    }

    pub fn leads(&self, id: MemberId) -> bool {
        self.people[&id].role == Some(Role::Leader)
    }

    fn observe(&mut self, event: &TraceEvent) {
        let people = &mut self.people;
        match event {
            TraceEvent::Role { member, term, role } => {
                let person = people.entry(*member).or_default();
                (person.role, person.term) = (Some(*role), *term);
            }
            TraceEvent::Vote { member, term, candidate } => {
                people.entry(*member).or_default().vote = Some((*term, *candidate))
            }
            TraceEvent::LogAppend { member, term, hash, .. } => {
                people.entry(*member).or_default().log.push((*term, *hash))
            }
            TraceEvent::LogTruncate { member, from_index } => {
                people.entry(*member).or_default().log.truncate(*from_index as usize)
            }
            TraceEvent::Commit { member, index, .. } => {
                let person = people.entry(*member).or_default();
                person.commit = Some(*index);
                let known = self.committed.len();
                self.committed.extend(person.log.iter().take(*index as usize + 1).skip(known));
            }
            TraceEvent::Apply { member, index, .. } => {
                people.entry(*member).or_default().next = index + 1;
                self.applied = self.applied.max(index + 1);
            }
            TraceEvent::Crash { member } => people.entry(*member).or_default().role = None,
            TraceEvent::Restart { member, committed, .. } => {
                let person = people.entry(*member).or_default();
                (person.commit, person.next) = (*committed, 0);
            }
            TraceEvent::Invoke { op, asked: Some(asked), .. } => {
                self.asked.insert(*op, (asked.clone(), self.floor));
            }
            TraceEvent::Return { op, outcome: Outcome::Ok, index, told: Some(told), .. } => {
                if let ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) = &**told {
                    self.floor = self.floor.max(reply.revision);
                }
                if let Some(index) = index {
                    self.promised.insert(*index, *op);
                }
            }
            _ => {}
        }
    }
}

/// What a client was told of the store.
pub fn reply(told: &ClientAnswer) -> &Reply {
    match told {
        ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => reply,
        other => panic!("{other:?} says nothing of a revision"),
    }
}

pub fn reply_mut(told: &mut ClientAnswer) -> &mut Reply {
    match told {
        ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => reply,
        other => panic!("{other:?} says nothing of a revision"),
    }
}

pub fn revision(told: &ClientAnswer) -> u64 {
    reply(told).revision
}

/// Whose line it is, if it is about a member's log or state.
pub fn member_of(event: &TraceEvent) -> Option<MemberId> {
    match event {
        TraceEvent::Role { member, .. }
        | TraceEvent::LogAppend { member, .. }
        | TraceEvent::LogTruncate { member, .. }
        | TraceEvent::Commit { member, .. }
        | TraceEvent::Apply { member, .. }
        | TraceEvent::Crash { member }
        | TraceEvent::Restart { member, .. } => Some(*member),
        _ => None,
    }
}

pub struct History {
    pub lines: Vec<TraceLine>,
}

impl History {
    pub fn new(lines: Vec<TraceLine>) -> Self {
        Self { lines }
    }

    pub fn event(&self, at: usize) -> &TraceEvent {
        &self.lines[at].event
    }

    /// The first occasion: the first line for which `look`, given the village before it, finds something.
    pub fn find<T>(&self, mut look: impl FnMut(usize, &Village, &TraceEvent) -> Option<T>) -> Option<T> {
        let mut village = Village::default();
        self.lines.iter().enumerate().find_map(|(at, line)| {
            let found = look(at, &village, &line.event);
            village.observe(&line.event);
            found
        })
    }

    /// Where the first line from `at` on is that fits.
    pub fn next(&self, at: usize, fits: impl Fn(&TraceEvent) -> bool) -> Option<usize> {
        (at..self.lines.len()).find(|at| fits(self.event(*at)))
    }

    /// Puts lines before the one at `at`, in the moment of the one before them.
    pub fn insert(&mut self, at: usize, events: impl IntoIterator<Item = TraceEvent>) {
        let t_us = self.lines[at - 1].t_us;
        self.lines.splice(at..at, events.into_iter().map(|event| TraceLine { t_us, event }));
    }

    /// Takes a line to an earlier place.
    pub fn bring_forward(&mut self, from: usize, to: usize) {
        let mut line = self.lines.remove(from);
        line.t_us = self.lines[to].t_us;
        self.lines.insert(to, line);
    }

    /// The trace ends before this line.
    pub fn end_before(&mut self, at: Option<usize>) {
        self.lines.truncate(at.unwrap_or(self.lines.len()));
    }
}

pub fn append(member: MemberId, index: u64, (term, hash): Entry) -> TraceEvent {
    let entry = EntryFrame { index, term, kind: EntryKind::Blank, label: "blank".into(), key: None, command: None };
    TraceEvent::LogAppend { member, index, term, hash, entry: Rc::new(entry) }
}

pub fn commit(member: MemberId, index: u64, voters: Option<Vec<Vec<MemberId>>>) -> TraceEvent {
    TraceEvent::Commit { member, index, voters }
}
