//! What is refused at the door, said pair by pair.

use quorum::etcd::{Error, KeyRange, RangeEnd, Request};

/// A put or a deletion somewhere within a list of operations. `way`: through which of the operations, and on which
/// side, one comes to it.
struct Touch<'a> {
    way: Vec<(usize, bool)>,
    put: Option<&'a str>,
    delete: Option<&'a KeyRange>,
}

pub fn check(request: &Request) -> Result<(), Error> {
    check_fields(request)?;
    if let Request::Txn(txn) = request {
        for ops in [&txn.then, &txn.otherwise] {
            let mut touches = Vec::new();
            collect(ops, &[], &mut touches);
            for (at, one) in touches.iter().enumerate() {
                for other in &touches[at + 1..] {
                    if clash(one, other) || clash(other, one) {
                        return Err(Error::DuplicateKey);
                    }
                }
            }
        }
    }
    Ok(())
}

fn check_fields(request: &Request) -> Result<(), Error> {
    let is_no_key = |range: &KeyRange| range.key.is_empty() && range.end != RangeEnd::Unbounded;
    match request {
        Request::Put(put) if put.key.is_empty() => Err(Error::EmptyKey),
        Request::Put(put) if put.ignore_value && !put.value.is_empty() => Err(Error::ValueProvided),
        Request::Put(put) if put.ignore_lease && put.lease != 0 => Err(Error::LeaseProvided),
        Request::Range(range) if is_no_key(&range.range) => Err(Error::EmptyKey),
        Request::Delete(delete) if is_no_key(&delete.range) => Err(Error::EmptyKey),
        Request::Txn(txn) if txn.compare.iter().any(|compare| is_no_key(&compare.range)) => Err(Error::EmptyKey),
        Request::Txn(txn) => txn.then.iter().chain(&txn.otherwise).try_for_each(check_fields),
        _ => Ok(()),
    }
}

fn collect<'a>(ops: &'a [Request], way: &[(usize, bool)], touches: &mut Vec<Touch<'a>>) {
    for (place, op) in ops.iter().enumerate() {
        match op {
            Request::Put(put) => touches.push(Touch { way: way.to_vec(), put: Some(&put.key), delete: None }),
            Request::Delete(delete) => {
                touches.push(Touch { way: way.to_vec(), put: None, delete: Some(&delete.range) });
            }
            Request::Txn(txn) => {
                collect(&txn.then, &[way, &[(place, true)]].concat(), touches);
                collect(&txn.otherwise, &[way, &[(place, false)]].concat(), touches);
            }
            Request::Range(_) => {}
        }
    }
}

fn clash(one: &Touch, other: &Touch) -> bool {
    let Some(key) = one.put else { return false };
    let common = one.way.iter().zip(&other.way).take_while(|(a, b)| a == b).count();
    let parting = (one.way.get(common), other.way.get(common));
    // Either the one or the other happens.
    if let (Some((a, _)), Some((b, _))) = parting
        && a == b
    {
        return false;
    }
    match other.delete {
        None => other.put == Some(key),
        // etcd doesn't look at transactions behind the one that the put is in, nor at ranges without an end.
        Some(range) => {
            let is_behind = matches!(parting, (Some((a, _)), Some((b, _))) if a < b);
            let is_unseen = is_behind || range.end == RangeEnd::Unbounded;
            !is_unseen && super::model::is_within(range, key)
        }
    }
}
