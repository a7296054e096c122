//! What pictures of a store are made from. Nothing is copied: values are shared with the store.

use std::rc::Rc;

use super::{KeyRange, KeyValue, Store};

impl Store {
    /// All keys that exist, in the order of their bytes.
    pub fn living(&self) -> impl Iterator<Item = &Rc<KeyValue>> {
        let revision = self.revision();
        self.index.range(&KeyRange::from_key("")).iter().filter_map(move |history| history.at(revision))
    }

    /// All that is kept of a key, oldest first, tombstones among it; nothing of a key that nobody ever put.
    pub fn kept(&self, key: &str) -> &[Rc<KeyValue>] {
        self.index.get(key).map_or(&[], |history| history.kept())
    }

    /// The revision of the last change that is kept; 0 if none is. After a compaction it may be less than the store's own.
    pub fn last_kept(&self) -> u64 {
        self.changes.last().map_or(0, |change| change.kv.mod_revision)
    }

    /// What is kept of the changes behind `revision`, newest first.
    pub fn changes_after(&self, revision: u64) -> impl Iterator<Item = &Rc<KeyValue>> {
        self.changes.iter().rev().map(|change| &change.kv).take_while(move |kv| kv.mod_revision > revision)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::Txn;

    #[test]
    fn a_deleted_key_is_kept_but_does_not_live() {
        let mut store = Store::default();
        for txn in [Txn::put("a", "1"), Txn::put("b", "2"), Txn::delete(KeyRange::single("a"))] {
            store.apply(&txn);
        }
        assert_eq!(store.living().map(|kv| &*kv.key).collect::<Vec<_>>(), ["b"]);
        let kept: Vec<(u64, u64)> = store.kept("a").iter().map(|kv| (kv.mod_revision, kv.version)).collect();
        assert_eq!(kept, [(2, 1), (4, 0)]);
        assert!(store.kept("c").is_empty());
        assert_eq!(store.changes_after(2).map(|kv| kv.mod_revision).collect::<Vec<_>>(), [4, 3]);
    }
}
