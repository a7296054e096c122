//! What etcd refuses at its door, whatever is in the store (its `api/v3rpc/key.go`).
//!
//! [`super::Store::execute`] looks at this too; who looks first spares the log an entry that comes to nothing.

use super::{DeleteRequest, Error, KeyRange, RangeEnd, Request, TxnRequest};

/// etcd's default for `--max-txn-ops`: how many comparisons, or operations either way, a transaction may have. Those
/// within it share what it leaves.
pub const TXN_OPS_MAX: usize = 128;

impl Request {
    /// # Errors
    /// `EmptyKey`, `ValueProvided`, `LeaseProvided`; of transactions also `TooManyOps` and `DuplicateKey`.
    pub fn check(&self) -> Result<(), Error> {
        self.check_fields(TXN_OPS_MAX)?;
        if let Request::Txn(txn) = self {
            Touched::by(&txn.then)?;
            Touched::by(&txn.otherwise)?;
        }
        Ok(())
    }

    fn check_fields(&self, ops_max: usize) -> Result<(), Error> {
        match self {
            Request::Range(range) => check_key(&range.range),
            Request::Delete(delete) => check_key(&delete.range),
            Request::Put(put) if put.key.is_empty() => Err(Error::EmptyKey),
            Request::Put(put) if put.ignore_value && !put.value.is_empty() => Err(Error::ValueProvided),
            Request::Put(put) if put.ignore_lease && put.lease != 0 => Err(Error::LeaseProvided),
            Request::Put(_) => Ok(()),
            Request::Txn(txn) => check_txn(txn, ops_max),
        }
    }
}

/// "All keys" is a range from the empty key on; etcd's client sends the first key there can be instead.
fn check_key(range: &KeyRange) -> Result<(), Error> {
    let is_all = range.end == RangeEnd::Unbounded;
    if range.key.is_empty() && !is_all { Err(Error::EmptyKey) } else { Ok(()) }
}

fn check_txn(txn: &TxnRequest, ops_max: usize) -> Result<(), Error> {
    let most = txn.compare.len().max(txn.then.len()).max(txn.otherwise.len());
    let left = ops_max.checked_sub(most).ok_or(Error::TooManyOps)?;
    for compare in &txn.compare {
        check_key(&compare.range)?;
    }
    txn.then.iter().chain(&txn.otherwise).try_for_each(|op| op.check_fields(left))
}

/// What a list of operations puts and deletes, with all that is within it.
#[derive(Default)]
struct Touched<'a> {
    puts: Vec<&'a str>,
    deletes: Vec<&'a KeyRange>,
}

impl<'a> Touched<'a> {
    /// No key is put twice, nor put and deleted, on any way that a transaction may go.
    fn by(ops: &'a [Request]) -> Result<Self, Error> {
        let mut all = Self::default();
        // Ranges without an end are overlooked, as etcd does.
        all.deletes.extend(ops.iter().filter_map(|op| match op {
            Request::Delete(DeleteRequest { range, .. }) if range.end != RangeEnd::Unbounded => Some(range),
            _ => None,
        }));
        for op in ops {
            let Request::Txn(txn) = op else { continue };
            let (then, otherwise) = (Self::by(&txn.then)?, Self::by(&txn.otherwise)?);
            for key in &then.puts {
                all.add_put(key)?;
            }
            // Only one of both happens, so they may put the same.
            for key in otherwise.puts.into_iter().filter(|key| !then.puts.contains(key)) {
                all.add_put(key)?;
            }
            all.deletes.extend(then.deletes);
            all.deletes.extend(otherwise.deletes);
        }
        for op in ops {
            if let Request::Put(put) = op {
                all.add_put(&put.key)?;
            }
        }
        Ok(all)
    }

    fn add_put(&mut self, key: &'a str) -> Result<(), Error> {
        if self.puts.contains(&key) || self.deletes.iter().any(|range| range.contains(key)) {
            return Err(Error::DuplicateKey);
        }
        self.puts.push(key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{PutRequest, RangeRequest};

    fn put(key: &str) -> Request {
        Request::Put(PutRequest::new(key, "x"))
    }

    fn delete(range: KeyRange) -> Request {
        Request::Delete(DeleteRequest::new(range))
    }

    fn txn(then: Vec<Request>, otherwise: Vec<Request>) -> Request {
        Request::Txn(TxnRequest { compare: Vec::new(), then, otherwise })
    }

    #[test]
    fn a_key_is_touched_once() {
        let twice = Err(Error::DuplicateKey);
        assert_eq!(txn(vec![put("a"), put("a")], vec![]).check(), twice);
        assert_eq!(txn(vec![put("a")], vec![put("a")]).check(), Ok(()));
        assert_eq!(txn(vec![put("a"), txn(vec![], vec![put("a")])], vec![]).check(), twice);
        assert_eq!(txn(vec![txn(vec![put("a")], vec![put("a")])], vec![]).check(), Ok(()));
        assert_eq!(txn(vec![delete(KeyRange::prefix("/p/")), put("/p/1")], vec![]).check(), twice);
        assert_eq!(
            txn(vec![delete(KeyRange::prefix("/p/")), delete(KeyRange::single("/p/1"))], vec![]).check(),
            Ok(())
        );
    }

    #[test]
    fn what_etcd_overlooks_is_let_through() {
        assert_eq!(txn(vec![delete(KeyRange::from_key("a")), put("b")], vec![]).check(), Ok(()));
        let (put_in, delete_in) = (txn(vec![put("b")], vec![]), txn(vec![delete(KeyRange::single("b"))], vec![]));
        assert_eq!(txn(vec![put_in.clone(), delete_in.clone()], vec![]).check(), Ok(()));
        assert_eq!(txn(vec![delete_in, put_in], vec![]).check(), Err(Error::DuplicateKey));
    }

    #[test]
    fn operations_are_counted_level_by_level() {
        let puts = |from: usize, to: usize| (from..to).map(|key| put(&key.to_string())).collect::<Vec<_>>();
        let inner = |count: usize| vec![txn(puts(200, 200 + count), vec![])];
        let within = |outer, count| txn([puts(0, outer), inner(count)].concat(), vec![]);
        assert_eq!(txn(puts(0, 128), vec![]).check(), Ok(()));
        assert_eq!(txn(puts(0, 129), vec![]).check(), Err(Error::TooManyOps));
        assert_eq!(within(126, 1).check(), Ok(()));
        assert_eq!(within(126, 2).check(), Err(Error::TooManyOps));
        assert_eq!(within(127, 1).check(), Err(Error::TooManyOps));
    }

    #[test]
    fn keys_are_not_empty() {
        let range = |range| Request::Range(RangeRequest::new(range));
        assert_eq!(put("").check(), Err(Error::EmptyKey));
        assert_eq!(range(KeyRange::single("")).check(), Err(Error::EmptyKey));
        assert_eq!(range(KeyRange::prefix("")).check(), Ok(()));
        assert_eq!(txn(vec![], vec![delete(KeyRange::single(""))]).check(), Err(Error::EmptyKey));
    }
}
