//! The store itself: what is kept, and the two ways in which it changes, a put and a deletion.

use std::rc::Rc;

use super::history::Index;
use super::lease::Lease;
use super::{Answer, Command, Error, KeyRange, KeyValue, LeaseId, Op, Reply, Response, Txn};
use crate::few::SmallMap;

/// One change: the key as it was put, or a tombstone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Its place among those of its revision, from 0 on: etcd's sub revision.
    pub sub: u64,
    pub kv: Rc<KeyValue>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    revision: u64,
    /// What was overwritten or deleted up to here is forgotten; -1 if nothing ever was.
    pub(super) compacted: i64,
    /// How many keys exist now.
    living: usize,
    pub(super) index: Index,
    /// All that `index` keeps, in the order in which it happened.
    pub(super) changes: Vec<Change>,
    pub(super) leases: SmallMap<LeaseId, Lease>,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            revision: FIRST_REVISION,
            compacted: -1,
            living: 0,
            index: Index::default(),
            changes: Vec::new(),
            leases: SmallMap::new(),
        }
    }
}

/// The revision of an empty store.
pub const FIRST_REVISION: u64 = 1;

impl Store {
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The revision up to which it was compacted, if it ever was.
    pub fn compacted(&self) -> Option<u64> {
        u64::try_from(self.compacted).ok()
    }

    pub(super) fn is_compacted(&self, revision: u64) -> bool {
        self.compacted().is_some_and(|compacted| revision < compacted)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.living
    }

    pub fn is_empty(&self) -> bool {
        self.living == 0
    }

    /// How many changes are kept.
    pub fn changes(&self) -> usize {
        self.changes.len()
    }

    pub fn get(&self, key: &str) -> Option<&KeyValue> {
        self.index.get(key)?.at(self.revision).map(|kv| &**kv)
    }

    pub fn range(&self, range: &KeyRange) -> impl Iterator<Item = (&str, &KeyValue)> {
        self.range_at(range, self.revision).map(|kv| (&*kv.key, &**kv))
    }

    /// Takes a command in.
    ///
    /// # Errors
    /// What etcd would refuse, be it at its door or when it applies the command. Nothing has changed then.
    pub fn execute(&mut self, command: &Command) -> Result<Reply, Error> {
        let response = match command {
            Command::Txn(txn) => Response::Answer(self.apply(txn)),
            Command::Request(request) => self.request(request)?,
            Command::Compact { revision } => {
                self.compact(*revision)?;
                Response::Done
            }
            Command::LeaseGrant { id, ttl_s } => {
                self.grant(*id, *ttl_s)?;
                Response::Done
            }
            Command::LeaseRevoke { id } => Response::Revoked { deleted: self.revoke(*id)? },
        };
        Ok(Reply { revision: self.revision, response })
    }

    /// Takes the short form of a transaction in; all its changes carry one revision.
    pub fn apply(&mut self, txn: &Txn) -> Answer {
        let succeeded = txn.absent.iter().all(|key| self.get(key).is_none());
        let mut deleted = 0;
        let revision = self.revision + 1;
        for op in txn.then.iter().filter(|_| succeeded) {
            match op {
                Op::Put { key, value } => self.put(revision, key, value.clone(), 0),
                Op::Delete(range) => deleted += self.delete(revision, range).len() as u64,
            }
        }
        Answer { succeeded, revision: self.revision, deleted }
    }

    /// Puts a key as part of what happens at `revision`, the next one. The lease, if it is not 0, is there.
    pub(super) fn put(&mut self, revision: u64, key: &str, value: String, lease: LeaseId) {
        let old = self.get(key).map(|old| (old.create_revision, old.version, old.lease));
        let (create_revision, version, old_lease) = old.unwrap_or((revision, 0, 0));
        let key = self.index.name(key);
        if old_lease != lease {
            self.detach(old_lease, &key);
            self.attach(lease, &key);
        }
        self.living += usize::from(old.is_none());
        self.record(KeyValue { key, value, create_revision, mod_revision: revision, version: version + 1, lease });
    }

    /// Deletes what there is, as part of what happens at `revision`, the next one. As in etcd, deleting nothing is no
    /// change.
    pub(super) fn delete(&mut self, revision: u64, range: &KeyRange) -> Vec<Rc<KeyValue>> {
        let doomed: Vec<Rc<KeyValue>> = self.range_at(range, revision).cloned().collect();
        for kv in &doomed {
            self.detach(kv.lease, &kv.key);
            self.living -= 1;
            self.record(KeyValue::tombstone(kv.key.clone(), revision));
        }
        doomed
    }

    fn record(&mut self, kv: KeyValue) {
        let sub = match self.changes.last() {
            Some(last) if last.kv.mod_revision == kv.mod_revision => last.sub + 1,
            _ => 0,
        };
        self.revision = kv.mod_revision;
        self.keep(Change { sub, kv: Rc::new(kv) });
    }

    pub(super) fn keep(&mut self, change: Change) {
        self.index.push(change.kv.clone());
        self.changes.push(change);
    }

    /// Works out the rest of a store that was filled with changes. `None` if they don't belong into one of this
    /// revision, or keys live by leases that it doesn't have.
    pub(super) fn settle(&mut self, revision: u64) -> Option<()> {
        if self.changes.last().is_some_and(|last| last.kv.mod_revision > revision) {
            return None;
        }
        self.revision = revision;
        let living: Vec<Rc<KeyValue>> = self.range_at(&KeyRange::from_key(""), revision).cloned().collect();
        self.living = living.len();
        for kv in living.iter().filter(|kv| kv.lease != 0) {
            self.lease(kv.lease)?;
            self.attach(kv.lease, &kv.key);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_count_changes_as_etcd_does() {
        let mut store = Store::default();
        assert_eq!(store.revision(), 1);
        assert_eq!(store.apply(&Txn::put("a", "1")).revision, 2);
        assert_eq!(store.apply(&Txn::put("a", "2")).revision, 3);
        let a = store.get("a").unwrap();
        assert_eq!((a.create_revision, a.mod_revision, a.version), (2, 3, 2));
        let nothing = store.apply(&Txn::delete(KeyRange::single("b")));
        assert_eq!((nothing.revision, nothing.deleted), (3, 0));
    }

    #[test]
    fn a_condition_that_fails_changes_nothing() {
        let mut store = Store::default();
        store.apply(&Txn::put("a", "1"));
        let before = store.clone();
        let answer = store.apply(&Txn::put("a", "2").if_absent("a"));
        assert!(!answer.succeeded);
        assert_eq!(store, before);
    }

    #[test]
    fn one_transaction_is_one_revision() {
        let mut store = Store::default();
        for key in ["/p/1", "/p/2", "/q"] {
            store.apply(&Txn::put(key, "x"));
        }
        let next = Txn::delete(KeyRange::prefix("/p/")).and(Op::Put { key: "/n".into(), value: "1".into() });
        let answer = store.apply(&next);
        assert_eq!((answer.deleted, answer.revision, store.len()), (2, 5, 2));
        assert_eq!(store.get("/n").unwrap().mod_revision, 5);
        let subs: Vec<(u64, u64)> =
            store.changes[3..].iter().map(|change| (change.kv.mod_revision, change.sub)).collect();
        assert_eq!(subs, [(5, 0), (5, 1), (5, 2)]);
    }

    #[test]
    fn what_is_put_again_begins_anew() {
        let mut store = Store::default();
        let again = Txn::delete(KeyRange::single("a")).and(Op::Put { key: "a".into(), value: "2".into() });
        store.apply(&Txn::put("a", "1"));
        assert_eq!(store.apply(&again), Answer { succeeded: true, revision: 3, deleted: 1 });
        let a = store.get("a").unwrap();
        assert_eq!((a.create_revision, a.version, a.value.as_str(), store.len()), (3, 1, "2", 1));
    }
}
