//! Leases: keys that live together, as long as somebody wants them to.
//!
//! What all members agree on is which leases there are, how long each one is granted for and which keys live by it.
//! How much of it is left is not: as in etcd the leader alone counts, in [`Deadlines`], and when a lease has run out
//! it has `LeaseRevoke` written into the log. Time is given by the caller; nothing in here has a clock.

use std::rc::Rc;

use super::{Error, KeyRange, LeaseId, Store};
use crate::few::SmallMap;

/// The longest time a lease is granted for, in seconds (etcd's `MaxLeaseTTL`).
pub const LEASE_TTL_MAX_S: i64 = 9_000_000_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    ttl_s: i64,
    /// Sorted.
    keys: Vec<Rc<str>>,
}

impl Lease {
    pub(super) fn granted(ttl_s: i64) -> Self {
        Self { ttl_s, keys: Vec::new() }
    }

    /// What it is granted for, in seconds.
    pub fn ttl_s(&self) -> i64 {
        self.ttl_s
    }

    /// The keys that live by it, in their order.
    pub fn keys(&self) -> &[Rc<str>] {
        &self.keys
    }
}

impl Store {
    /// All leases, by their ids.
    pub fn leases(&self) -> impl Iterator<Item = (LeaseId, &Lease)> {
        self.leases.iter().map(|(id, lease)| (*id, lease))
    }

    pub fn lease(&self, id: LeaseId) -> Option<&Lease> {
        self.leases.get(&id)
    }

    pub(super) fn grant(&mut self, id: LeaseId, ttl_s: i64) -> Result<(), Error> {
        if id == 0 {
            return Err(Error::LeaseNotFound);
        }
        if ttl_s > LEASE_TTL_MAX_S {
            return Err(Error::LeaseTtlTooLarge);
        }
        if self.leases.contains_key(&id) {
            return Err(Error::LeaseExists);
        }
        self.leases.insert(id, Lease::granted(ttl_s));
        Ok(())
    }

    /// Answers how many keys went with it.
    pub(super) fn revoke(&mut self, id: LeaseId) -> Result<u64, Error> {
        let lease = self.leases.get_mut(&id).ok_or(Error::LeaseNotFound)?;
        let keys = std::mem::take(&mut lease.keys);
        let (revision, count) = (self.revision() + 1, keys.len() as u64);
        for key in keys {
            self.delete(revision, &KeyRange::single(&*key));
        }
        self.leases.remove(&id);
        Ok(count)
    }

    pub(super) fn attach(&mut self, id: LeaseId, key: &Rc<str>) {
        if let Some(lease) = self.leases.get_mut(&id)
            && let Err(at) = lease.keys.binary_search(key)
        {
            lease.keys.insert(at, key.clone());
        }
    }

    pub(super) fn detach(&mut self, id: LeaseId, key: &Rc<str>) {
        if let Some(lease) = self.leases.get_mut(&id)
            && let Ok(at) = lease.keys.binary_search(key)
        {
            lease.keys.remove(at);
        }
    }
}

/// When each lease runs out, as the leader counts it: in microseconds of whatever clock the caller goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deadlines(SmallMap<LeaseId, Deadline>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Deadline {
    due_us: u64,
    /// When it is named again as one that has run out.
    again_us: u64,
}

impl Deadlines {
    /// Begins to count, as a new leader does: it can't know what is left, so every lease gets all of its time again,
    /// and `extra_us` besides, in which its holder may find the new leader.
    pub fn begin(store: &Store, now_us: u64, extra_us: u64) -> Self {
        let deadline = |(id, lease): (LeaseId, &Lease)| (id, due(lease, now_us.saturating_add(extra_us)));
        Self(store.leases().map(deadline).collect())
    }

    /// Gives a lease, new or not, all of its time from now on; answers how long, in seconds.
    ///
    /// # Errors
    /// `LeaseNotFound`.
    pub fn renew(&mut self, store: &Store, id: LeaseId, now_us: u64) -> Result<i64, Error> {
        let lease = store.lease(id).ok_or(Error::LeaseNotFound)?;
        self.0.insert(id, due(lease, now_us));
        Ok(lease.ttl_s)
    }

    /// Takes in which leases there are: new ones get all of their time from now on, those that were revoked are
    /// forgotten.
    pub fn follow(&mut self, store: &Store, now_us: u64) {
        let gone: Vec<LeaseId> = self.0.keys().copied().filter(|id| store.lease(*id).is_none()).collect();
        for id in &gone {
            self.0.remove(id);
        }
        for (id, lease) in store.leases() {
            if !self.0.contains_key(&id) {
                self.0.insert(id, due(lease, now_us));
            }
        }
    }

    /// The leases whose time is over, by their ids. Each one is named again after `again_us`, if it is still there.
    pub fn take_expired(&mut self, now_us: u64, again_us: u64) -> Vec<LeaseId> {
        let is_over = |deadline: &Deadline| deadline.due_us.max(deadline.again_us) <= now_us;
        let expired: Vec<LeaseId> = self.0.iter().filter(|(_, due)| is_over(due)).map(|(id, _)| *id).collect();
        for id in &expired {
            if let Some(deadline) = self.0.get_mut(id) {
                deadline.again_us = now_us.saturating_add(again_us);
            }
        }
        expired
    }

    /// When the next one is named as run out.
    pub fn next_us(&self) -> Option<u64> {
        self.0.values().map(|deadline| deadline.due_us.max(deadline.again_us)).min()
    }

    /// What is left of a lease; `None` if it is not known or over.
    pub fn remaining_us(&self, id: LeaseId, now_us: u64) -> Option<u64> {
        self.0.get(&id).and_then(|deadline| deadline.due_us.checked_sub(now_us)).filter(|left_us| *left_us > 0)
    }
}

fn due(lease: &Lease, from_us: u64) -> Deadline {
    let ttl_us = u64::try_from(lease.ttl_s).unwrap_or(0).saturating_mul(1_000_000);
    Deadline { due_us: from_us.saturating_add(ttl_us), again_us: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{Command, PutRequest, Request};

    fn store(leases: &[(LeaseId, i64)]) -> Store {
        let mut store = Store::default();
        leases.iter().for_each(|(id, ttl_s)| store.grant(*id, *ttl_s).unwrap());
        store
    }

    fn put(store: &mut Store, key: &str, lease: LeaseId) {
        let put = PutRequest { lease, ..PutRequest::new(key, "x") };
        store.execute(&Command::Request(Request::Put(put))).unwrap();
    }

    #[test]
    fn a_key_lives_by_the_lease_it_was_put_with_last() {
        let mut store = store(&[(1, 60), (2, 60)]);
        put(&mut store, "b", 1);
        put(&mut store, "a", 1);
        put(&mut store, "a", 2);
        put(&mut store, "b", 1);
        let keys = |id| store.lease(id).unwrap().keys().join(" ");
        assert_eq!((keys(1).as_str(), keys(2).as_str()), ("b", "a"));
        put(&mut store, "a", 0);
        assert!(store.lease(2).unwrap().keys().is_empty());
    }

    #[test]
    fn all_keys_of_a_lease_go_at_one_revision() {
        let mut store = store(&[(1, 60)]);
        ["b", "a", "c"].into_iter().for_each(|key| put(&mut store, key, 1));
        put(&mut store, "c", 0);
        store.revoke(1).unwrap();
        assert_eq!((store.revision(), store.len()), (6, 1));
        let told = store.events(&KeyRange::prefix(""), 6, 6, false).unwrap();
        assert_eq!(told.iter().map(|event| &*event.kv.key).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(store.revoke(1), Err(Error::LeaseNotFound));
    }

    #[test]
    fn a_lease_without_keys_ends_without_a_revision() {
        let mut store = store(&[(1, 60)]);
        store.revoke(1).unwrap();
        assert_eq!((store.revision(), store.leases().count()), (1, 0));
    }

    #[test]
    fn leases_run_out_by_the_callers_time() {
        let store = store(&[(1, 10), (2, 20)]);
        let mut deadlines = Deadlines::begin(&store, 1_000_000, 500_000);
        assert_eq!(deadlines.next_us(), Some(11_500_000));
        assert_eq!(deadlines.remaining_us(2, 1_500_000), Some(20_000_000));
        assert_eq!(deadlines.renew(&store, 1, 11_000_000), Ok(10));
        assert_eq!(deadlines.take_expired(20_999_999, 3_000_000), [0; 0]);
        assert_eq!(deadlines.take_expired(21_500_000, 3_000_000), [1, 2]);
        assert_eq!(deadlines.take_expired(22_000_000, 3_000_000), [0; 0], "somebody is about to revoke them");
        assert_eq!(deadlines.next_us(), Some(24_500_000));
        assert_eq!(deadlines.remaining_us(1, 21_000_000), None);
        assert_eq!(deadlines.remaining_us(1, 22_000_000), None, "what is over stays over");
        assert_eq!(deadlines.renew(&store, 3, 0), Err(Error::LeaseNotFound));
    }

    #[test]
    fn leases_come_and_go() {
        let mut deadlines = Deadlines::begin(&store(&[(1, 10), (2, 20)]), 0, 0);
        deadlines.follow(&store(&[(2, 20), (3, 30)]), 5_000_000);
        let left = [1, 2, 3].map(|id| deadlines.remaining_us(id, 5_000_000));
        assert_eq!(left, [None, Some(15_000_000), Some(30_000_000)]);
    }
}
