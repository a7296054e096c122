//! Compaction: forgets what nobody can read any more.

use super::{Error, Store};

impl Store {
    /// Keeps of each key what it is at `revision` and what came later. Who reads at an earlier revision is refused
    /// from now on.
    pub(super) fn compact(&mut self, revision: i64) -> Result<(), Error> {
        if revision <= self.compacted {
            return Err(Error::Compacted);
        }
        let until = u64::try_from(revision).unwrap_or(0);
        if until > self.revision() {
            return Err(Error::FutureRevision);
        }
        self.compacted = revision;
        self.index.compact(until);
        let index = &self.index;
        self.changes.retain(|change| change.kv.mod_revision > until || index.keeps(&change.kv));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{KeyRange, RangeRequest, Txn};

    #[test]
    fn what_can_still_be_read_is_kept() {
        let mut store = Store::default();
        for value in ["1", "2", "3"] {
            store.apply(&Txn::put("k", value));
        }
        store.apply(&Txn::put("gone", "x"));
        store.apply(&Txn::delete(KeyRange::single("gone")));
        let read = |store: &Store, revision| {
            let asked = RangeRequest { revision, ..RangeRequest::new(KeyRange::single("k")) };
            store.read(&asked).map(|found| found.kvs[0].value.clone())
        };
        store.compact(3).unwrap();
        assert_eq!(read(&store, 2), Err(Error::Compacted));
        assert_eq!(read(&store, 3).as_deref(), Ok("2"));
        assert_eq!((store.changes(), store.len()), (4, 1));
        store.compact(6).unwrap();
        assert_eq!((store.changes(), store.len()), (1, 1));
        assert_eq!(read(&store, 6).as_deref(), Ok("3"));
        assert_eq!(read(&store, 7), Err(Error::FutureRevision));
    }

    /// As etcd 3.4.23 answers.
    #[test]
    fn revision_0_can_be_compacted_once() {
        let mut store = Store::default();
        assert_eq!(store.compact(-1), Err(Error::Compacted));
        assert_eq!(store.compact(0), Ok(()));
        assert_eq!(store.compact(0), Err(Error::Compacted));
        assert_eq!(store.compact(1), Ok(()));
        assert_eq!(store.compact(2), Err(Error::FutureRevision));
    }
}
