//! Requests, alone and in transactions.
//!
//! A transaction first decides, for itself and for all within it, which way it goes: every comparison sees the
//! store as it was before. Then it is seen whether anything on the way is to be refused. Only then it happens.

use super::{
    Compare, CompareResult, CompareTarget, DeleteRequest, Error, KeyRange, KeyValue, PutRequest, Request, Response,
    Store, TxnRequest,
};

/// A transaction that has decided.
struct Decided<'a> {
    succeeded: bool,
    ops: &'a [Request],
    /// The transactions among `ops`, in their order.
    nested: Vec<Decided<'a>>,
}

impl Store {
    pub(super) fn request(&mut self, request: &Request) -> Result<Response, Error> {
        request.check()?;
        let revision = self.revision() + 1;
        match request {
            Request::Range(range) => Ok(Response::Range(self.read(range)?)),
            Request::Put(put) => {
                // Alone the lease is looked at first, within a transaction the key.
                self.check_lease(put)?;
                self.check_present(put)?;
                Ok(self.put_as_asked(revision, put))
            }
            Request::Delete(delete) => Ok(self.delete_as_asked(revision, delete)),
            Request::Txn(txn) => {
                let decided = self.decide(txn);
                self.check_puts(&decided)?;
                self.check_reads(&decided)?;
                self.carry_out(revision, &decided)
            }
        }
    }

    fn decide<'a>(&self, txn: &'a TxnRequest) -> Decided<'a> {
        let succeeded = txn.compare.iter().all(|compare| self.holds(compare));
        let ops = if succeeded { &txn.then } else { &txn.otherwise };
        let nested = ops.iter().filter_map(|op| match op {
            Request::Txn(txn) => Some(self.decide(txn)),
            _ => None,
        });
        Decided { succeeded, ops, nested: nested.collect() }
    }

    fn holds(&self, compare: &Compare) -> bool {
        let mut kvs = self.range(&compare.range).map(|(_, kv)| kv).peekable();
        match kvs.peek() {
            Some(_) => kvs.all(|kv| compare.holds(kv)),
            None if matches!(compare.target, CompareTarget::Value(_)) => false,
            None => compare.holds(&KeyValue::tombstone("".into(), 0)),
        }
    }

    fn check_puts(&self, decided: &Decided) -> Result<(), Error> {
        let mut nested = decided.nested.iter();
        for op in decided.ops {
            match op {
                Request::Put(put) => {
                    self.check_present(put)?;
                    self.check_lease(put)?;
                }
                Request::Txn(_) => nested.next().map_or(Ok(()), |decided| self.check_puts(decided))?,
                Request::Range(_) | Request::Delete(_) => {}
            }
        }
        Ok(())
    }

    fn check_reads(&self, decided: &Decided) -> Result<(), Error> {
        let mut nested = decided.nested.iter();
        for op in decided.ops {
            match op {
                Request::Range(range) => drop(self.readable(range.revision)?),
                Request::Txn(_) => nested.next().map_or(Ok(()), |decided| self.check_reads(decided))?,
                Request::Put(_) | Request::Delete(_) => {}
            }
        }
        Ok(())
    }

    fn check_present(&self, put: &PutRequest) -> Result<(), Error> {
        let is_needed = put.ignore_value || put.ignore_lease;
        if is_needed && self.get(&put.key).is_none() { Err(Error::KeyNotFound) } else { Ok(()) }
    }

    fn check_lease(&self, put: &PutRequest) -> Result<(), Error> {
        if put.lease != 0 && self.lease(put.lease).is_none() { Err(Error::LeaseNotFound) } else { Ok(()) }
    }

    fn carry_out(&mut self, revision: u64, decided: &Decided) -> Result<Response, Error> {
        let mut nested = decided.nested.iter();
        let mut responses = Vec::new();
        for op in decided.ops {
            responses.push(match op {
                Request::Range(range) => Response::Range(self.read(range)?),
                Request::Put(put) => self.put_as_asked(revision, put),
                Request::Delete(delete) => self.delete_as_asked(revision, delete),
                Request::Txn(_) => {
                    let decided = nested.next().expect("each transaction in it has decided");
                    self.carry_out(revision, decided)?
                }
            });
        }
        Ok(Response::Txn { succeeded: decided.succeeded, responses })
    }

    fn put_as_asked(&mut self, revision: u64, put: &PutRequest) -> Response {
        let old = self.range_at(&KeyRange::single(&*put.key), revision).next().cloned();
        let (mut value, mut lease) = (&put.value, put.lease);
        if let Some(old) = &old {
            if put.ignore_value {
                value = &old.value;
            }
            if put.ignore_lease {
                lease = old.lease;
            }
        }
        self.put(revision, &put.key, value.clone(), lease);
        Response::Put { prev_kv: old.filter(|_| put.prev_kv) }
    }

    fn delete_as_asked(&mut self, revision: u64, delete: &DeleteRequest) -> Response {
        let mut prev_kvs = self.delete(revision, &delete.range);
        let deleted = prev_kvs.len() as u64;
        if !delete.prev_kv {
            prev_kvs.clear();
        }
        Response::Delete { deleted, prev_kvs }
    }
}

impl Compare {
    fn holds(&self, kv: &KeyValue) -> bool {
        let ordering = match &self.target {
            CompareTarget::Version(version) => (kv.version as i64).cmp(version),
            CompareTarget::Create(revision) => (kv.create_revision as i64).cmp(revision),
            CompareTarget::Mod(revision) => (kv.mod_revision as i64).cmp(revision),
            CompareTarget::Value(value) => kv.value.cmp(value),
            CompareTarget::Lease(lease) => kv.lease.cmp(lease),
        };
        match self.result {
            CompareResult::Equal => ordering.is_eq(),
            CompareResult::NotEqual => ordering.is_ne(),
            CompareResult::Greater => ordering.is_gt(),
            CompareResult::Less => ordering.is_lt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{Command, RangeRequest, RangeResponse, Reply};

    fn put(key: &str, value: &str) -> Request {
        Request::Put(PutRequest::new(key, value))
    }

    fn execute(store: &mut Store, request: Request) -> Result<Reply, Error> {
        store.execute(&Command::Request(request))
    }

    fn equals(key: &str, value: &str) -> Compare {
        let target = CompareTarget::Value(value.into());
        Compare { range: KeyRange::single(key), result: CompareResult::Equal, target }
    }

    #[test]
    fn operations_see_what_came_before_them() {
        let mut store = Store::default();
        let get = || Request::Range(RangeRequest::new(KeyRange::single("a")));
        let then = vec![get(), put("a", "1"), get(), Request::Delete(DeleteRequest::new(KeyRange::single("b")))];
        let reply = execute(&mut store, Request::Txn(TxnRequest { then, ..TxnRequest::default() })).unwrap();
        let Response::Txn { responses, .. } = reply.response else { panic!("{reply:?}") };
        let count = |at: usize| match &responses[at] {
            Response::Range(RangeResponse { count, .. }) => *count,
            other => panic!("{other:?}"),
        };
        assert_eq!((count(0), count(2), reply.revision), (0, 1, 2));
    }

    #[test]
    fn comparisons_see_the_store_as_it_was_before() {
        let mut store = Store::default();
        let within = TxnRequest { compare: vec![equals("a", "1")], then: vec![put("b", "saw it")], otherwise: vec![] };
        let then = vec![put("a", "1"), Request::Txn(within)];
        let reply = execute(&mut store, Request::Txn(TxnRequest { then, ..TxnRequest::default() })).unwrap();
        let Response::Txn { responses, .. } = reply.response else { panic!("{reply:?}") };
        assert_eq!(responses[1], Response::Txn { succeeded: false, responses: vec![] });
        assert_eq!(store.len(), 1);
    }

    #[test]
    fn a_value_that_is_not_there_equals_nothing() {
        let mut store = Store::default();
        assert!(!store.holds(&equals("a", "")));
        execute(&mut store, put("a", "")).unwrap();
        assert!(store.holds(&equals("a", "")));
    }

    #[test]
    fn one_refusal_refuses_it_all() {
        let mut store = Store::default();
        let missing = Request::Put(PutRequest { key: "b".into(), ignore_value: true, ..PutRequest::default() });
        let txn = TxnRequest { then: vec![put("a", "1"), missing], ..TxnRequest::default() };
        assert_eq!(execute(&mut store, Request::Txn(txn)), Err(Error::KeyNotFound));
        assert_eq!(store, Store::default());
    }
}
