//! What those who watch are told: every change of some keys, in the order in which it happened.

use std::rc::Rc;

use super::{Error, KeyRange, KeyValue, Store};

/// One change of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The key as it was put; a tombstone if it was deleted.
    pub kv: Rc<KeyValue>,
    /// What was there before, if that was asked for and is still kept.
    pub prev_kv: Option<Rc<KeyValue>>,
}

impl Store {
    /// The changes from revision `from` on up to `to`, both included.
    ///
    /// A watcher that has been told everything up to a revision goes on behind it. As in etcd, a watch may begin at the
    /// very revision that the store was compacted to; what that one deleted, or overwrote itself, is forgotten.
    ///
    /// # Errors
    /// `Compacted`: some of them are forgotten, and the watch has to end.
    pub fn events(&self, range: &KeyRange, from: u64, to: u64, prev_kv: bool) -> Result<Vec<Event>, Error> {
        if self.is_compacted(from) {
            return Err(Error::Compacted);
        }
        let first = self.changes.partition_point(|change| change.kv.mod_revision < from);
        let changes = self.changes[first..].iter().map(|change| &change.kv);
        let changes = changes.take_while(|kv| kv.mod_revision <= to).filter(|kv| range.contains(&kv.key));
        let event = |kv: &Rc<KeyValue>| Event { kv: kv.clone(), prev_kv: self.before(kv).filter(|_| prev_kv).cloned() };
        Ok(changes.map(event).collect())
    }

    /// The key as it was at the revision before.
    fn before(&self, kv: &KeyValue) -> Option<&Rc<KeyValue>> {
        let is_new = kv.create_revision == kv.mod_revision;
        let revision = kv.mod_revision.checked_sub(1).filter(|revision| !is_new && !self.is_compacted(*revision))?;
        self.index.get(&kv.key)?.at(revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{Command, Txn};

    fn store() -> Store {
        let mut store = Store::default();
        store.apply(&Txn::put("k", "1"));
        store.apply(&Txn::put("k", "2"));
        store.apply(&Txn::delete(KeyRange::single("k")));
        store.apply(&Txn::put("k", "3"));
        store.apply(&Txn::put("l", "1"));
        store
    }

    fn told(store: &Store, from: u64) -> Result<Vec<String>, Error> {
        let events = store.events(&KeyRange::single("k"), from, u64::MAX, true)?;
        let value = |kv: &Rc<KeyValue>| if kv.is_tombstone() { "deleted".to_owned() } else { kv.value.clone() };
        let tell = |event: &Event| format!("{:?} {}", event.prev_kv.as_ref().map(value), value(&event.kv));
        Ok(events.iter().map(tell).collect())
    }

    #[test]
    fn every_change_is_told_with_what_was_before() {
        let all = ["None 1", "Some(\"1\") 2", "Some(\"2\") deleted", "None 3"];
        assert_eq!(told(&store(), 1).unwrap(), all);
        assert_eq!(told(&store(), 3).unwrap(), all[1..]);
        assert_eq!(told(&store(), 6).unwrap(), [""; 0]);
        assert_eq!(told(&store(), 99).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_forgotten_is_not_told() {
        let mut store = store();
        store.execute(&Command::Compact { revision: 3 }).unwrap();
        assert_eq!(told(&store, 2), Err(Error::Compacted));
        assert_eq!(told(&store, 3).unwrap(), ["None 2", "Some(\"2\") deleted", "None 3"]);
        store.execute(&Command::Compact { revision: 4 }).unwrap();
        assert_eq!(told(&store, 4).unwrap(), ["None 3"]);
    }
}
