//! Reads, at any revision that is kept.

use std::cmp::Ordering;
use std::rc::Rc;

use super::{
    Error, KeyRange, KeyValue, RangeRequest, RangeResponse, Reply, Request, Response, SortOrder, SortTarget, Store,
};

impl Store {
    /// Answers what changes nothing.
    ///
    /// # Errors
    /// What etcd would refuse.
    pub fn ask(&self, request: &Request) -> Result<Reply, Error> {
        let response = match request {
            Request::Range(range) => Response::Range(self.read(range)?),
            // A transaction is worked out on a copy: it shares what it holds, and reads are rare.
            _ => self.clone().request(request)?,
        };
        Ok(Reply { revision: self.revision(), response })
    }

    /// # Errors
    /// `Compacted` and `FutureRevision`, for revisions that can't be read any more, or not yet.
    pub fn read(&self, request: &RangeRequest) -> Result<RangeResponse, Error> {
        let revision = self.readable(request.revision)?;
        let mut kvs: Vec<Rc<KeyValue>> = self.range_at(&request.range, revision).cloned().collect();
        let count = kvs.len() as u64;
        if request.count_only {
            return Ok(RangeResponse { count, ..RangeResponse::default() });
        }
        let limit = if request.limit == 0 { usize::MAX } else { usize::try_from(request.limit).unwrap_or(usize::MAX) };
        // As etcd does it: without an order asked for, only as many as may be answered (and one, to know if there
        // are more) are taken in the order of their keys, and sorted then.
        if request.order == SortOrder::None && !request.is_filtered() {
            kvs.truncate(limit.saturating_add(1));
        }
        kvs.retain(|kv| request.lets_through(kv));
        request.sort(&mut kvs);
        let more = kvs.len() > limit;
        kvs.truncate(limit);
        if request.keys_only {
            kvs.iter_mut().for_each(|kv| Rc::make_mut(kv).value.clear());
        }
        Ok(RangeResponse { kvs, more, count })
    }

    /// The revision that is meant by a number, 0 being the present one.
    pub(super) fn readable(&self, revision: u64) -> Result<u64, Error> {
        match revision {
            0 => Ok(self.revision()),
            _ if revision > self.revision() => Err(Error::FutureRevision),
            _ if self.is_compacted(revision) => Err(Error::Compacted),
            _ => Ok(revision),
        }
    }

    pub(super) fn range_at(&self, range: &KeyRange, revision: u64) -> impl Iterator<Item = &Rc<KeyValue>> {
        self.index.range(range).iter().filter_map(move |history| history.at(revision))
    }
}

impl RangeRequest {
    fn is_filtered(&self) -> bool {
        let limits = [self.min_mod_revision, self.max_mod_revision, self.min_create_revision, self.max_create_revision];
        limits != [0; 4]
    }

    fn lets_through(&self, kv: &KeyValue) -> bool {
        let within = |min, max, revision| min <= revision && (max == 0 || revision <= max);
        within(self.min_mod_revision, self.max_mod_revision, kv.mod_revision)
            && within(self.min_create_revision, self.max_create_revision, kv.create_revision)
    }

    /// Equal ones stay in the order of their keys; in etcd that holds for up to twelve.
    fn sort(&self, kvs: &mut [Rc<KeyValue>]) {
        let by_target = |a: &KeyValue, b: &KeyValue| match self.target {
            SortTarget::Key => a.key.cmp(&b.key),
            SortTarget::Version => a.version.cmp(&b.version),
            SortTarget::Create => a.create_revision.cmp(&b.create_revision),
            SortTarget::Mod => a.mod_revision.cmp(&b.mod_revision),
            SortTarget::Value => a.value.cmp(&b.value),
        };
        kvs.sort_by(|a, b| match self.order {
            SortOrder::Descend => by_target(b, a),
            SortOrder::None if self.target == SortTarget::Key => Ordering::Equal,
            SortOrder::None | SortOrder::Ascend => by_target(a, b),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::Txn;

    fn store() -> Store {
        let mut store = Store::default();
        for (key, value) in [("c", "1"), ("b", "2"), ("a", "3"), ("b", "0")] {
            store.apply(&Txn::put(key, value));
        }
        store
    }

    fn keys(asked: RangeRequest) -> (String, bool, u64) {
        let found = store().read(&asked).unwrap();
        (found.kvs.iter().map(|kv| &*kv.key).collect(), found.more, found.count)
    }

    fn all() -> RangeRequest {
        RangeRequest::new(KeyRange::prefix(""))
    }

    #[test]
    fn a_limit_says_that_there_is_more() {
        assert_eq!(keys(RangeRequest { limit: 2, ..all() }), ("ab".into(), true, 3));
        assert_eq!(keys(RangeRequest { limit: 3, ..all() }), ("abc".into(), false, 3));
        assert_eq!(keys(RangeRequest { count_only: true, limit: 1, ..all() }), (String::new(), false, 3));
    }

    #[test]
    fn sorted_by_what_is_asked_for() {
        let by = |target, order| keys(RangeRequest { target, order, ..all() }).0;
        assert_eq!(by(SortTarget::Key, SortOrder::Descend), "cba");
        assert_eq!(by(SortTarget::Mod, SortOrder::Ascend), "cab");
        assert_eq!(by(SortTarget::Create, SortOrder::Descend), "abc");
        assert_eq!(by(SortTarget::Value, SortOrder::None), "bca");
        assert_eq!(by(SortTarget::Version, SortOrder::Descend), "bac");
    }

    /// As etcd 3.4.23 answers: which ones are among the limited is decided before they are sorted.
    #[test]
    fn without_an_order_the_limit_comes_first() {
        let by_mod = |order| keys(RangeRequest { target: SortTarget::Mod, order, limit: 1, ..all() });
        assert_eq!(by_mod(SortOrder::None), ("a".into(), true, 3));
        assert_eq!(by_mod(SortOrder::Ascend), ("c".into(), true, 3));
    }

    #[test]
    fn filters_are_not_counted() {
        let asked = RangeRequest { min_mod_revision: 4, max_create_revision: 3, ..all() };
        assert_eq!(keys(asked), ("b".into(), false, 3));
    }

    #[test]
    fn the_past_is_as_it_was() {
        let asked = RangeRequest { revision: 3, keys_only: true, ..all() };
        let found = store().read(&asked).unwrap();
        let found: Vec<_> = found.kvs.iter().map(|kv| (&*kv.key, kv.value.as_str(), kv.mod_revision)).collect();
        assert_eq!(found, [("b", "", 3), ("c", "", 2)]);
        assert_eq!(store().read(&RangeRequest { revision: 6, ..all() }), Err(Error::FutureRevision));
    }
}
