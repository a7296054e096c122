//! What the trace has said so far about each member's log, and about what is committed.
//!
//! Properties read it as it was before the line at hand. It holds no rules, only the bookkeeping that
//! several of them need.
//!
//! Kept small: of a log only the entries that the member does not yet know to be committed; of what is
//! committed, the last [`HISTORY_MAX`] entries or more. Given up with that: a member that falls further
//! back than that and then applies something else for an entry that old is not noticed.

use crate::cluster::{MemberId, Role, TraceEvent};
use crate::few::SmallMap;

/// How many committed entries are remembered at least; never more than twice as many.
pub const HISTORY_MAX: usize = 1024;

/// An entry, as far as it tells it from any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub term: u64,
    pub hash: u64,
}

/// An entry that somebody said to be committed.
#[derive(Clone, Copy, Debug)]
pub struct Committed {
    pub entry: Entry,
    /// Who said so first.
    pub by: MemberId,
    /// In which term, or earlier.
    pub in_term: u64,
    /// Whether somebody has applied it, and the client's operation that it then was.
    pub applied: bool,
    pub op: Option<u64>,
}

/// One member, as the trace tells of it.
#[derive(Debug, Default)]
pub struct Member {
    /// `None` while it is away.
    pub role: Option<Role>,
    pub term: u64,
    /// The highest index it said to be committed since it started.
    pub commit: Option<u64>,
    /// How many entries of its log, from the first on, it knows to be committed (or has in a snapshot).
    pub settled: u64,
    /// The term of the last one of them, if that is known.
    settled_term: Option<u64>,
    /// The last index in the snapshot that it keeps.
    pub snapshot: Option<u64>,
    /// Its entries from `settled` on.
    pub tail: SmallMap<u64, Entry>,
}

impl Member {
    /// The index after its last entry.
    pub fn next(&self) -> u64 {
        self.tail.last().map_or(self.settled, |(last, _)| last + 1)
    }

    pub fn leads(&self) -> bool {
        self.role == Some(Role::Leader)
    }
}

#[derive(Debug, Default)]
pub struct Known {
    pub members: SmallMap<MemberId, Member>,
    pub committed: SmallMap<u64, Committed>,
}

impl Known {
    /// The entry that a member has at `index`; `None` if it has none, or it is forgotten.
    pub fn entry(&self, member: &Member, index: u64) -> Option<Entry> {
        if index < member.settled {
            return self.committed.get(&index).map(|committed| committed.entry);
        }
        member.tail.get(&index).copied()
    }

    /// The term of the entry before `index` in a member's log; 0 before the first one.
    pub fn term_before(&self, member: &Member, index: u64) -> Option<u64> {
        match index.checked_sub(1) {
            None => Some(0),
            Some(_) if index == member.settled => member.settled_term,
            Some(before) => self.entry(member, before).map(|entry| entry.term),
        }
    }

    /// How many entries, from the first on, two members have in common.
    ///
    /// By log matching that is up to the last one in which they agree, so it mostly takes one look.
    pub fn common(&self, a: &Member, b: &Member) -> u64 {
        let settled = a.settled.min(b.settled);
        let end = a.next().min(b.next());
        let agreed = (settled..end).rev().find(|index| {
            let entry = self.entry(a, *index);
            entry.is_some() && entry == self.entry(b, *index)
        });
        agreed.map_or(settled.min(end), |last| last + 1)
    }

    /// The first entry committed in a term before `term` that `member` doesn't have.
    ///
    /// Later terms say nothing: whoever wins an old election late, by a letter that took its time, leads
    /// without what was committed meanwhile, and can't commit anything any more.
    pub fn missing(&self, member: &Member, term: u64) -> Option<(u64, Committed)> {
        let rest = self.committed.range(member.settled..);
        rest.filter(|(_, committed)| committed.in_term < term)
            .find(|(index, committed)| member.tail.get(index) != Some(&committed.entry))
            .map(|(index, committed)| (*index, *committed))
    }

    /// Whether nobody has said yet that the entry at `index` is committed.
    pub fn is_news(&self, index: u64) -> bool {
        self.committed.last().is_none_or(|(last, _)| *last < index)
    }

    /// Takes the line in.
    pub fn observe(&mut self, event: &TraceEvent) {
        match event {
            TraceEvent::Role { member, term, role } => {
                let member = self.members.get_or_default(*member);
                (member.role, member.term) = (Some(*role), *term);
            }
            TraceEvent::LogAppend { member, index, term, hash, .. } => {
                self.cut(*member, *index);
                let entry = Entry { term: *term, hash: *hash };
                self.members.get_or_default(*member).tail.insert(*index, entry);
            }
            TraceEvent::LogTruncate { member, from_index } | TraceEvent::LogLost { member, from_index } => {
                self.cut(*member, *from_index);
            }
            TraceEvent::LogPurge { member, upto_index } => self.settle(*member, upto_index + 1, None),
            TraceEvent::SnapshotBuild { member, index, .. } => {
                self.members.get_or_default(*member).snapshot = Some(*index);
            }
            TraceEvent::SnapshotInstall { member, index, term } => {
                self.settle(*member, index + 1, Some(*term));
                self.members.get_or_default(*member).snapshot = Some(*index);
            }
            TraceEvent::Commit { member: id, index, .. } => {
                self.commit(*id, *index);
                let member = self.members.get_or_default(*id);
                member.commit = Some(*index);
                // It may know of more than it has: a snapshot is on its way to the disk.
                let count = member.next().min(index + 1);
                self.settle(*id, count, None);
            }
            TraceEvent::Apply { index, op, .. } => {
                if let Some(committed) = self.committed.get_mut(index).filter(|committed| !committed.applied) {
                    (committed.applied, committed.op) = (true, *op);
                }
            }
            TraceEvent::Crash { member } | TraceEvent::Shutdown { member } => {
                self.members.get_or_default(*member).role = None
            }
            TraceEvent::Restart { member, last, committed, snapshot } => {
                self.cut(*member, stored(*last, *snapshot));
                let member = self.members.get_or_default(*member);
                (member.commit, member.snapshot) = (*committed, *snapshot);
            }
            _ => {}
        }
    }

    /// The member's log ends before `from`.
    fn cut(&mut self, member: MemberId, from: u64) {
        let before = from.checked_sub(1).and_then(|before| self.committed.get(&before));
        let member = self.members.get_or_default(member);
        member.tail.split_off(&from);
        if member.settled > from {
            member.settled = from;
            member.settled_term = before.map(|committed| committed.entry.term);
        }
    }

    /// The member has the first `count` entries for good; the last one is of `term`, if that is known.
    fn settle(&mut self, member: MemberId, count: u64, term: Option<u64>) {
        let last = count.checked_sub(1).and_then(|last| self.committed.get(&last));
        let member = self.members.get_or_default(member);
        if member.settled >= count {
            return;
        }
        let rest = member.tail.split_off(&count);
        let mine = std::mem::replace(&mut member.tail, rest);
        member.settled_term = mine
            .last()
            .filter(|(index, _)| **index + 1 == count)
            .map(|(_, entry)| entry.term)
            .or(term)
            .or(last.map(|committed| committed.entry.term));
        member.settled = count;
    }

    /// What the member says to be committed is, if nobody said so before.
    fn commit(&mut self, by: MemberId, upto: u64) {
        let Some(member) = self.members.get(&by) else { return };
        let known = self.committed.last().map_or(0, |(last, _)| last + 1);
        for (index, entry) in member.tail.range(known..=upto) {
            let committed = Committed { entry: *entry, by, in_term: member.term, applied: false, op: None };
            self.committed.insert(*index, committed);
        }
        forget_oldest(&mut self.committed, HISTORY_MAX);
    }
}

/// How many entries a member starts with again: those in its log, or in a snapshot that reaches further, as
/// it is when the crash came before the log behind it was purged.
pub fn stored(last: Option<u64>, snapshot: Option<u64>) -> u64 {
    last.max(snapshot).map_or(0, |last| last + 1)
}

/// Forgets all but the last `count`, once there are twice as many: rarely, so that it costs little.
pub fn forget_oldest<K: Ord + Copy, V>(map: &mut SmallMap<K, V>, count: usize) {
    if map.len() < 2 * count {
        return;
    }
    let first = map.keys().nth(map.len() - count).copied();
    if let Some(first) = first {
        *map = map.split_off(&first);
    }
}
