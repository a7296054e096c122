//! State Machine Safety (§5.4.3, Figure 3): if a server has applied a log entry at a given index to its
//! state machine, no other server will ever apply a different log entry for the same index.
//!
//! Decided from `commit`, `apply` and snapshot lines against what was committed first at each index.
//! With it, what Figure 2 asks for so that the machines stay alike: entries are applied one by one in
//! the log's order, only committed ones, and nobody commits what its log doesn't hold, unless others have
//! before (then a snapshot is on its way to it). A member that restarts applies its log anew, from its
//! snapshot on; it has all that it wrote down to be committed.
//!
//! Entries older than the last [`HISTORY_MAX`](super::known::HISTORY_MAX) are not compared any more.

use super::known::{Known, stored};
use super::{At, Property, Report};
use crate::cluster::{MemberId, TraceEvent};
use crate::few::SmallMap;

#[derive(Default)]
pub struct StateMachineSafety {
    /// The index that each member applies next.
    next: SmallMap<MemberId, u64>,
}

impl StateMachineSafety {
    pub fn observe(&mut self, event: &TraceEvent, known: &Known, report: &mut Report) {
        let mut broken = |member: &MemberId, other, index: u64| {
            let at = At { member: Some(*member), other, index: Some(index), ..At::default() };
            report.broken(Property::StateMachineSafety, at);
        };
        match event {
            TraceEvent::Commit { member: id, index, .. } => {
                let Some(member) = known.members.get(id) else { return broken(id, None, *index) };
                if *index >= member.next() && known.is_news(*index) {
                    return broken(id, None, *index);
                }
                for (index, entry) in member.tail.range(..=*index) {
                    if let Some(first) = known.committed.get(index).filter(|first| first.entry != *entry) {
                        return broken(id, Some(first.by), *index);
                    }
                }
            }
            TraceEvent::Apply { member, index, hash, .. } => {
                let next = self.next.get_or_default(*member);
                let is_in_order = std::mem::replace(next, index + 1) == *index;
                let commit = known.members.get(member).and_then(|member| member.commit);
                let first = known.committed.get(index);
                if let Some(first) = first.filter(|first| first.entry.hash != *hash) {
                    broken(member, Some(first.by), *index);
                } else if !is_in_order || commit < Some(*index) {
                    broken(member, None, *index);
                }
            }
            TraceEvent::SnapshotBuild { member, index, term } => {
                let next = self.next.get_or_default(*member);
                let first = known.committed.get(index);
                // The machine may have gone on while the snapshot was written.
                if *index >= *next || first.is_some_and(|first| first.entry.term != *term) {
                    broken(member, first.map(|first| first.by), *index);
                }
            }
            TraceEvent::SnapshotInstall { member, index, term } => {
                self.next.insert(*member, index + 1);
                if let Some(first) = known.committed.get(index).filter(|first| first.entry.term != *term) {
                    broken(member, Some(first.by), *index);
                }
            }
            TraceEvent::Restart { member, last, committed, snapshot } => {
                if let Some(committed) = committed.filter(|committed| *committed >= stored(*last, *snapshot)) {
                    broken(member, None, committed);
                }
                self.next.insert(*member, snapshot.map_or(0, |last| last + 1));
            }
            _ => {}
        }
    }
}
