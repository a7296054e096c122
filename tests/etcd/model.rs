//! The store as nobody would build it: a list of all that ever happened, and every question is answered by going
//! through it. Nothing is ever taken out of the list; compaction is a number.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use quorum::etcd::{
    Answer, Command, Compare, CompareResult, CompareTarget, Error, Event, KeyRange, KeyValue, LeaseId, Op, PutRequest,
    RangeEnd, RangeRequest, RangeResponse, Reply, Request, Response, SortOrder, SortTarget, TxnRequest,
};

/// One entry per change; a deletion has version 0.
#[derive(Clone, Default)]
pub struct Model {
    pub log: Vec<KeyValue>,
    pub revision: u64,
    pub compacted: i64,
    pub leases: BTreeMap<LeaseId, i64>,
}

pub fn is_within(range: &KeyRange, key: &str) -> bool {
    match &range.end {
        RangeEnd::Single => range.key == key,
        RangeEnd::Before(end) => (range.key.as_str()..end.as_str()).contains(&key),
        RangeEnd::Unbounded => (range.key.as_str()..).contains(&key),
    }
}

impl Model {
    pub fn new() -> Self {
        Self { revision: 1, compacted: -1, ..Self::default() }
    }

    pub fn at(&self, key: &str, revision: u64) -> Option<KeyValue> {
        let newest = self.log.iter().rfind(|kv| &*kv.key == key && kv.mod_revision <= revision);
        newest.filter(|kv| kv.version > 0).cloned()
    }

    pub fn range(&self, range: &KeyRange, revision: u64) -> Vec<KeyValue> {
        let keys: BTreeSet<&str> = self.log.iter().map(|kv| &*kv.key).filter(|key| is_within(range, key)).collect();
        keys.into_iter().filter_map(|key| self.at(key, revision)).collect()
    }

    pub fn attached(&self, lease: LeaseId) -> Vec<Rc<str>> {
        let all = self.range(&KeyRange::prefix(""), u64::MAX);
        all.into_iter().filter(|kv| kv.lease == lease).map(|kv| kv.key).collect()
    }

    /// Whether compaction leaves this change.
    pub fn is_kept(&self, kv: &KeyValue) -> bool {
        let until = u64::try_from(self.compacted).unwrap_or(0);
        kv.mod_revision > until || self.at(&kv.key, until).as_ref() == Some(kv)
    }

    pub fn events(&self, range: &KeyRange, from: u64, to: u64, prev_kv: bool) -> Result<Vec<Event>, Error> {
        if (from as i64) < self.compacted {
            return Err(Error::Compacted);
        }
        let told =
            |kv: &&KeyValue| (from..=to).contains(&kv.mod_revision) && is_within(range, &kv.key) && self.is_kept(kv);
        let prev = |kv: &KeyValue| {
            let before = kv.mod_revision - 1;
            let is_wanted = prev_kv && kv.create_revision != kv.mod_revision && before as i64 >= self.compacted;
            self.at(&kv.key, before).filter(|_| is_wanted).map(Rc::new)
        };
        let event = |kv: &KeyValue| Event { kv: Rc::new(kv.clone()), prev_kv: prev(kv) };
        Ok(self.log.iter().filter(told).map(event).collect())
    }

    fn check_revision(&self, revision: u64) -> Result<(), Error> {
        match revision {
            0 => Ok(()),
            _ if revision > self.revision => Err(Error::FutureRevision),
            _ if (revision as i64) < self.compacted => Err(Error::Compacted),
            _ => Ok(()),
        }
    }

    pub fn read(&self, asked: &RangeRequest) -> Result<RangeResponse, Error> {
        self.check_revision(asked.revision)?;
        let revision = if asked.revision == 0 { u64::MAX } else { asked.revision };
        let mut kvs = self.range(&asked.range, revision);
        let count = kvs.len() as u64;
        if asked.count_only {
            return Ok(RangeResponse { kvs: Vec::new(), more: false, count });
        }
        let filters =
            [asked.min_mod_revision, asked.max_mod_revision, asked.min_create_revision, asked.max_create_revision];
        let limit = asked.limit as usize;
        if asked.order == SortOrder::None && filters == [0; 4] && limit > 0 {
            kvs.truncate(limit + 1);
        }
        kvs.retain(|kv| {
            let is_below = |max, revision| max == 0 || revision <= max;
            asked.min_mod_revision <= kv.mod_revision
                && asked.min_create_revision <= kv.create_revision
                && is_below(asked.max_mod_revision, kv.mod_revision)
                && is_below(asked.max_create_revision, kv.create_revision)
        });
        // Put in one by one, behind those that are not above it.
        let mut sorted: Vec<KeyValue> = Vec::new();
        for kv in kvs {
            let rank = |kv: &KeyValue| match asked.target {
                SortTarget::Key => (kv.key.to_string(), 0),
                SortTarget::Version => (String::new(), kv.version),
                SortTarget::Create => (String::new(), kv.create_revision),
                SortTarget::Mod => (String::new(), kv.mod_revision),
                SortTarget::Value => (kv.value.clone(), 0),
            };
            let is_behind = |other: &KeyValue| match asked.order {
                SortOrder::Descend => rank(other) >= rank(&kv),
                SortOrder::None | SortOrder::Ascend => rank(other) <= rank(&kv),
            };
            let place = sorted.iter().take_while(|other| is_behind(other)).count();
            sorted.insert(place, kv);
        }
        let more = limit > 0 && sorted.len() > limit;
        if limit > 0 {
            sorted.truncate(limit);
        }
        for kv in &mut sorted {
            if asked.keys_only {
                kv.value = String::new();
            }
        }
        Ok(RangeResponse { kvs: sorted.into_iter().map(Rc::new).collect(), more, count })
    }

    pub fn execute(&mut self, command: &Command) -> Result<Reply, Error> {
        let response = match command {
            Command::Txn(txn) => {
                let succeeded = txn.absent.iter().all(|key| self.at(key, u64::MAX).is_none());
                let (before, mut deleted) = (self.revision, 0);
                for op in txn.then.iter().filter(|_| succeeded) {
                    match op {
                        Op::Put { key, value } => {
                            self.put(before + 1, &PutRequest::new(key.as_str(), value.as_str()));
                        }
                        Op::Delete(range) => deleted += self.delete(before + 1, range).len() as u64,
                    }
                }
                Response::Answer(Answer { succeeded, revision: self.revision, deleted })
            }
            Command::Request(request) => {
                super::door::check(request)?;
                if let Request::Put(put) = request
                    && put.lease != 0
                    && !self.leases.contains_key(&put.lease)
                {
                    return Err(Error::LeaseNotFound);
                }
                // A request is a transaction of one.
                let whole = TxnRequest { then: vec![request.clone()], ..TxnRequest::default() };
                let mut ways = Vec::new();
                self.decide(&whole, &mut ways);
                self.refuse(&whole, &mut ways.iter(), true)?;
                self.refuse(&whole, &mut ways.iter(), false)?;
                let Response::Txn { mut responses, .. } = self.run(self.revision + 1, &whole, &mut ways.iter()) else {
                    unreachable!("a transaction is answered as one");
                };
                responses.remove(0)
            }
            Command::Compact { revision } => {
                if *revision <= self.compacted {
                    return Err(Error::Compacted);
                }
                if *revision > self.revision as i64 {
                    return Err(Error::FutureRevision);
                }
                self.compacted = *revision;
                Response::Done
            }
            Command::LeaseGrant { id: 0, .. } => return Err(Error::LeaseNotFound),
            Command::LeaseGrant { ttl_s: 9_000_000_001.., .. } => return Err(Error::LeaseTtlTooLarge),
            Command::LeaseGrant { id, .. } if self.leases.contains_key(id) => return Err(Error::LeaseExists),
            Command::LeaseGrant { id, ttl_s } => {
                self.leases.insert(*id, *ttl_s);
                Response::Done
            }
            Command::LeaseRevoke { id } => {
                let (keys, revision) = (self.attached(*id), self.revision + 1);
                let deleted = keys.len() as u64;
                self.leases.remove(id).ok_or(Error::LeaseNotFound)?;
                for key in keys {
                    self.delete(revision, &KeyRange::single(&*key));
                }
                Response::Revoked { deleted }
            }
        };
        Ok(Reply { revision: self.revision, response })
    }

    /// Which way each transaction goes, in the order in which they are written.
    fn decide(&self, txn: &TxnRequest, ways: &mut Vec<bool>) {
        let way = txn.compare.iter().all(|compare| self.holds(compare));
        ways.push(way);
        for op in if way { &txn.then } else { &txn.otherwise } {
            if let Request::Txn(txn) = op {
                self.decide(txn, ways);
            }
        }
    }

    fn holds(&self, compare: &Compare) -> bool {
        let mut kvs = self.range(&compare.range, u64::MAX);
        if kvs.is_empty() {
            if matches!(compare.target, CompareTarget::Value(_)) {
                return false;
            }
            kvs.push(gone("", 0));
        }
        kvs.iter().all(|kv| {
            let (is_less, is_greater) = match &compare.target {
                CompareTarget::Version(other) => ((kv.version as i64) < *other, kv.version as i64 > *other),
                CompareTarget::Create(other) => {
                    ((kv.create_revision as i64) < *other, kv.create_revision as i64 > *other)
                }
                CompareTarget::Mod(other) => ((kv.mod_revision as i64) < *other, kv.mod_revision as i64 > *other),
                CompareTarget::Value(other) => (kv.value < *other, kv.value > *other),
                CompareTarget::Lease(other) => (kv.lease < *other, kv.lease > *other),
            };
            match compare.result {
                CompareResult::Equal => !is_less && !is_greater,
                CompareResult::NotEqual => is_less || is_greater,
                CompareResult::Less => is_less,
                CompareResult::Greater => is_greater,
            }
        })
    }

    /// First the puts are looked at, then the reads.
    fn refuse<'a>(&self, txn: &TxnRequest, ways: &mut impl Iterator<Item = &'a bool>, puts: bool) -> Result<(), Error> {
        for op in if *ways.next().unwrap() { &txn.then } else { &txn.otherwise } {
            match op {
                Request::Txn(txn) => self.refuse(txn, ways, puts)?,
                Request::Put(put) if puts => {
                    if (put.ignore_value || put.ignore_lease) && self.at(&put.key, u64::MAX).is_none() {
                        return Err(Error::KeyNotFound);
                    }
                    if put.lease != 0 && !self.leases.contains_key(&put.lease) {
                        return Err(Error::LeaseNotFound);
                    }
                }
                Request::Range(range) if !puts => self.check_revision(range.revision)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn run<'a>(&mut self, revision: u64, txn: &TxnRequest, ways: &mut impl Iterator<Item = &'a bool>) -> Response {
        let succeeded = *ways.next().unwrap();
        let mut responses = Vec::new();
        for op in if succeeded { &txn.then } else { &txn.otherwise } {
            responses.push(match op {
                Request::Range(range) => Response::Range(self.read(range).unwrap()),
                Request::Put(put) => {
                    let prev_kv = self.put(revision, put).filter(|_| put.prev_kv).map(Rc::new);
                    Response::Put { prev_kv }
                }
                Request::Delete(delete) => {
                    let gone = self.delete(revision, &delete.range);
                    let deleted = gone.len() as u64;
                    let prev_kvs = gone.into_iter().filter(|_| delete.prev_kv).map(Rc::new).collect();
                    Response::Delete { deleted, prev_kvs }
                }
                Request::Txn(txn) => self.run(revision, txn, ways),
            });
        }
        Response::Txn { succeeded, responses }
    }

    fn put(&mut self, revision: u64, put: &PutRequest) -> Option<KeyValue> {
        let old = self.at(&put.key, u64::MAX);
        let kv = KeyValue {
            key: put.key.as_str().into(),
            value: old.as_ref().filter(|_| put.ignore_value).map_or(put.value.clone(), |old| old.value.clone()),
            create_revision: old.as_ref().map_or(revision, |old| old.create_revision),
            mod_revision: revision,
            version: old.as_ref().map_or(1, |old| old.version + 1),
            lease: old.as_ref().filter(|_| put.ignore_lease).map_or(put.lease, |old| old.lease),
        };
        self.log.push(kv);
        self.revision = revision;
        old
    }

    fn delete(&mut self, revision: u64, range: &KeyRange) -> Vec<KeyValue> {
        let doomed = self.range(range, u64::MAX);
        for kv in &doomed {
            self.log.push(gone(&kv.key, revision));
            self.revision = revision;
        }
        doomed
    }
}

fn gone(key: &str, mod_revision: u64) -> KeyValue {
    KeyValue { key: key.into(), value: String::new(), create_revision: 0, mod_revision, version: 0, lease: 0 }
}
