//! The store as clients may think of it: a sorted map and a revision, without how it is replicated.
//!
//! Written apart from [`crate::etcd::Store`], whose answers it is held against.

use std::ops::Bound;

use crate::cluster::{ClientAnswer, ClientRequest};
use crate::etcd::{KeyRange, Op, RangeEnd, Txn};
use crate::few::SmallMap;

/// etcd's first revision: that of an empty store.
pub const FIRST_REVISION: u64 = 1;

#[derive(Clone, Default, PartialEq)]
pub struct Model {
    keys: SmallMap<String, String>,
}

#[derive(Default)]
struct Effect {
    succeeded: bool,
    deleted: u64,
    changed: bool,
}

impl Model {
    fn range(&self, range: &KeyRange) -> impl Iterator<Item = (&String, &String)> {
        let end = match &range.end {
            RangeEnd::Single => Bound::Included(range.key.clone()),
            RangeEnd::Before(end) => Bound::Excluded(end.clone()),
            RangeEnd::Unbounded => Bound::Unbounded,
        };
        self.keys.range((Bound::Included(range.key.clone()), end))
    }

    fn apply(&mut self, txn: &Txn) -> Effect {
        let mut effect = Effect { succeeded: self.allows(txn), ..Effect::default() };
        for op in txn.then.iter().filter(|_| effect.succeeded) {
            match op {
                Op::Put { key, value } => {
                    self.keys.insert(key.clone(), value.clone());
                    effect.changed = true;
                }
                Op::Delete(range) => {
                    let doomed: Vec<String> = self.range(range).map(|(key, _)| key.clone()).collect();
                    doomed.iter().for_each(|key| drop(self.keys.remove(key)));
                    effect.deleted += doomed.len() as u64;
                    effect.changed |= !doomed.is_empty();
                }
            }
        }
        effect
    }

    fn allows(&self, txn: &Txn) -> bool {
        txn.absent.iter().all(|key| !self.keys.contains_key(key))
    }

    /// Does what is asked at `revision`. Returns whether the answer is right.
    pub fn answers(&mut self, revision: u64, asked: &ClientRequest, told: &ClientAnswer) -> bool {
        match (asked, told) {
            (ClientRequest::Write { txn, .. }, ClientAnswer::Written { answer, .. }) => {
                let effect = self.apply(txn);
                let revision = revision + u64::from(effect.changed);
                (effect.succeeded, effect.deleted, revision) == (answer.succeeded, answer.deleted, answer.revision)
            }
            (ClientRequest::Read { range }, ClientAnswer::Values { values, revision: told }) => {
                let same = |((key, value), (other, its)): ((&String, &String), &(String, String))| {
                    key == other && value == its
                };
                let count = self.range(range).count();
                *told == revision && count == values.len() && self.range(range).zip(values).all(same)
            }
            _ => false,
        }
    }

    /// The store after a command, if that changes it.
    pub fn changed_by(&self, asked: &ClientRequest) -> Option<Self> {
        let ClientRequest::Write { txn, .. } = asked else { return None };
        if !self.allows(txn) {
            return None;
        }
        let mut next = self.clone();
        next.apply(txn).changed.then_some(next)
    }
}

/// The revision that a client was told.
pub fn told_revision(told: &ClientAnswer) -> u64 {
    match told {
        ClientAnswer::Written { answer, .. } => answer.revision,
        ClientAnswer::Values { revision, .. } => *revision,
    }
}

/// Whether, going by the answer, the store changed.
pub fn told_change(asked: &ClientRequest, told: &ClientAnswer) -> bool {
    match (asked, told) {
        (ClientRequest::Write { txn, .. }, ClientAnswer::Written { answer, .. }) => {
            let puts = txn.then.iter().any(|op| matches!(op, Op::Put { .. }));
            answer.succeeded && (puts || answer.deleted > 0)
        }
        _ => false,
    }
}

/// Whether two requests do the same to every store.
pub fn same_effect(a: &ClientRequest, b: &ClientRequest) -> bool {
    match (a, b) {
        (ClientRequest::Write { txn: a, .. }, ClientRequest::Write { txn: b, .. }) => a == b,
        _ => false,
    }
}
