//! The map itself.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::{Answer, KeyRange, Op, RangeEnd, Txn};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    pub value: String,
    pub create_revision: u64,
    pub mod_revision: u64,
    /// How many times it was put since it was created.
    pub version: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    revision: u64,
    keys: BTreeMap<String, KeyValue>,
}

impl Default for Store {
    /// An empty store; etcd's first revision is 1.
    fn default() -> Self {
        Self { revision: 1, keys: BTreeMap::new() }
    }
}

impl Store {
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<&KeyValue> {
        self.keys.get(key)
    }

    pub fn range(&self, range: &KeyRange) -> impl Iterator<Item = (&str, &KeyValue)> {
        let start = range.key.as_str();
        let bounds = match &range.end {
            RangeEnd::Single => Some((Bound::Included(start), Bound::Included(start))),
            RangeEnd::Before(end) if end.as_str() <= start => None,
            RangeEnd::Before(end) => Some((Bound::Included(start), Bound::Excluded(end.as_str()))),
            RangeEnd::Unbounded => Some((Bound::Included(start), Bound::Unbounded)),
        };
        let found = bounds.map(|bounds| self.keys.range::<str, _>(bounds));
        found.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
    }

    /// Takes a command in; all its changes carry one revision.
    pub fn apply(&mut self, txn: &Txn) -> Answer {
        let succeeded = txn.absent.iter().all(|key| !self.keys.contains_key(key));
        let mut answer = Answer { succeeded, revision: self.revision, deleted: 0 };
        if !succeeded {
            return answer;
        }
        let revision = self.revision + 1;
        for op in &txn.then {
            match op {
                Op::Put { key, value } => {
                    self.put(key, value, revision);
                    self.revision = revision;
                }
                Op::Delete(range) => {
                    let deleted = self.delete(range);
                    answer.deleted += deleted;
                    // As in etcd, deleting nothing is no change.
                    if deleted > 0 {
                        self.revision = revision;
                    }
                }
            }
        }
        answer.revision = self.revision;
        answer
    }

    fn put(&mut self, key: &str, value: &str, revision: u64) {
        let old = self.keys.get(key).map(|old| (old.create_revision, old.version));
        let (create_revision, version) = old.unwrap_or((revision, 0));
        let new = KeyValue { value: value.to_owned(), create_revision, mod_revision: revision, version: version + 1 };
        self.keys.insert(key.to_owned(), new);
    }

    fn delete(&mut self, range: &KeyRange) -> u64 {
        let doomed: Vec<String> = self.range(range).map(|(key, _)| key.to_owned()).collect();
        for key in &doomed {
            self.keys.remove(key);
        }
        doomed.len() as u64
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
    }
}
