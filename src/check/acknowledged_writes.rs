//! A write that a client was told of is never lost: a request is answered once its entry has been
//! applied (§5.3, §8), and what is committed stays (§5.4).
//!
//! Decided from `return` lines with outcome `ok` and an index: at that moment somebody has applied that
//! very operation there. From then on no member commits or applies another entry at that index, and
//! later leaders have it. Such a loss breaks other properties too; here it is said that a client was
//! promised something.
//!
//! The last [`HISTORY_MAX`] promises are remembered, and none is made of an entry that is forgotten.

use super::known::{Entry, HISTORY_MAX, Known, forget_oldest};
use super::{At, Property, Report};
use crate::cluster::{MemberId, Outcome, Role, TraceEvent};
use crate::few::SmallMap;

struct Promise {
    entry: Entry,
    in_term: u64,
    op: u64,
}

#[derive(Default)]
pub struct AcknowledgedWrites {
    /// By index.
    promises: SmallMap<u64, Promise>,
}

impl AcknowledgedWrites {
    pub fn observe(&mut self, event: &TraceEvent, known: &Known, report: &mut Report) {
        match event {
            TraceEvent::Return { op, outcome: Outcome::Ok, index: Some(index), .. } => {
                self.promised(*op, *index, known, report);
            }
            TraceEvent::Role { member, term, role: Role::Leader } => {
                let Some(leader) = known.members.get(member) else { return };
                let promises = self.promises.range(leader.settled..);
                let mut lost = promises
                    .filter(|(_, promise)| promise.in_term < *term)
                    .filter(|(index, promise)| leader.tail.get(index) != Some(&promise.entry));
                if let Some((index, promise)) = lost.next() {
                    broken(*member, *index, promise, report);
                }
            }
            TraceEvent::Commit { member, index, .. } => {
                let Some(known) = known.members.get(member).filter(|known| known.settled <= *index) else { return };
                for (index, promise) in self.promises.range(known.settled..=*index) {
                    if known.tail.get(index).is_some_and(|entry| *entry != promise.entry) {
                        return broken(*member, *index, promise, report);
                    }
                }
            }
            TraceEvent::Apply { member, index, hash, .. } => {
                if let Some(promise) = self.promises.get(index).filter(|promise| promise.entry.hash != *hash) {
                    broken(*member, *index, promise, report);
                }
            }
            _ => {}
        }
    }

    fn promised(&mut self, op: u64, index: u64, known: &Known, report: &mut Report) {
        match known.committed.get(&index) {
            Some(committed) if committed.applied && committed.op == Some(op) => {
                let promise = Promise { entry: committed.entry, in_term: committed.in_term, op };
                self.promises.insert(index, promise);
                forget_oldest(&mut self.promises, HISTORY_MAX);
            }
            None if known.committed.first().is_some_and(|(first, _)| index < *first) => {}
            _ => {
                let at = At { index: Some(index), op: Some(op), ..At::default() };
                report.broken(Property::AcknowledgedWrites, at);
            }
        }
    }
}

fn broken(member: MemberId, index: u64, promise: &Promise, report: &mut Report) {
    let at = At { member: Some(member), index: Some(index), op: Some(promise.op), ..At::default() };
    report.broken(Property::AcknowledgedWrites, at);
}
