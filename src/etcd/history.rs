//! Keys, with all that is kept of their past.
//!
//! A deletion is kept like a put: as a *tombstone*, with version 0.

use std::rc::Rc;

use super::{KeyRange, LeaseId, RangeEnd};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    pub key: Rc<str>,
    pub value: String,
    /// When it was put first since it last did not exist.
    pub create_revision: u64,
    /// When it was put like this.
    pub mod_revision: u64,
    /// How many times it was put since it was created; 0 for a tombstone.
    pub version: u64,
    /// The lease it lives by; 0 for none.
    pub lease: LeaseId,
}

impl KeyValue {
    pub(super) fn tombstone(key: Rc<str>, mod_revision: u64) -> Self {
        Self { key, value: String::new(), create_revision: 0, mod_revision, version: 0, lease: 0 }
    }

    /// Whether this says that the key was deleted.
    pub fn is_tombstone(&self) -> bool {
        self.version == 0
    }
}

/// What is kept of one key, oldest first; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    key: Rc<str>,
    kept: Vec<Rc<KeyValue>>,
}

impl History {
    /// The key as it was once all changes up to `revision` had been made.
    pub fn at(&self, revision: u64) -> Option<&Rc<KeyValue>> {
        self.until(revision).last().filter(|kv| !kv.is_tombstone())
    }

    /// All of it, oldest first.
    pub fn kept(&self) -> &[Rc<KeyValue>] {
        &self.kept
    }

    pub fn newest(&self) -> Option<&Rc<KeyValue>> {
        self.kept.last()
    }

    fn until(&self, revision: u64) -> &[Rc<KeyValue>] {
        match self.kept.last() {
            Some(last) if last.mod_revision <= revision => &self.kept,
            _ => &self.kept[..self.kept.partition_point(|kv| kv.mod_revision <= revision)],
        }
    }

    /// How many of the oldest are not needed by anybody who reads at `revision` or later.
    fn outdated(&self, revision: u64) -> usize {
        let until = self.until(revision);
        until.len() - usize::from(until.last().is_some_and(|kv| !kv.is_tombstone()))
    }
}

/// All keys in their order, deleted ones too as long as something of them is kept. Clones share what they can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index(Vec<Rc<History>>);

impl Index {
    fn place(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|history| (*history.key).cmp(key))
    }

    pub fn get(&self, key: &str) -> Option<&History> {
        self.place(key).ok().map(|at| &*self.0[at])
    }

    /// The key, as a text that is shared if it is known already.
    pub fn name(&self, key: &str) -> Rc<str> {
        self.get(key).map_or_else(|| key.into(), |history| history.key.clone())
    }

    pub fn range(&self, range: &KeyRange) -> &[Rc<History>] {
        let start = self.place(&range.key);
        let from = start.unwrap_or_else(|at| at);
        let end = match &range.end {
            RangeEnd::Single => from + usize::from(start.is_ok()),
            RangeEnd::Before(end) => self.place(end).unwrap_or_else(|at| at),
            RangeEnd::Unbounded => self.0.len(),
        };
        &self.0[from..end.max(from)]
    }

    /// Adds what came of a key last.
    pub fn push(&mut self, kv: Rc<KeyValue>) {
        match self.place(&kv.key) {
            Ok(at) => Rc::make_mut(&mut self.0[at]).kept.push(kv),
            Err(at) => self.0.insert(at, Rc::new(History { key: kv.key.clone(), kept: vec![kv] })),
        }
    }

    pub fn compact(&mut self, revision: u64) {
        self.0.retain_mut(|history| {
            let outdated = history.outdated(revision);
            let is_kept = outdated < history.kept.len();
            if is_kept && outdated > 0 {
                Rc::make_mut(history).kept.drain(..outdated);
            }
            is_kept
        });
    }

    /// Whether this is still kept.
    pub fn keeps(&self, kv: &Rc<KeyValue>) -> bool {
        self.get(&kv.key).is_some_and(|history| {
            let until = history.until(kv.mod_revision);
            until.iter().rev().take_while(|kept| kept.mod_revision == kv.mod_revision).any(|kept| Rc::ptr_eq(kept, kv))
        })
    }
}
