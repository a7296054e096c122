//! Random commands and questions, on few enough keys that they meet.

use quorum::etcd::{
    Command, Compare, CompareResult, CompareTarget, DeleteRequest, KeyRange, Op, PutRequest, RangeEnd, RangeRequest,
    Request, SortOrder, SortTarget, Txn, TxnRequest,
};
use quorum::sim::SimRng;
use rand::RngExt;

const KEYS: &[&str] = &["/a", "/a/1", "/a/2", "/b", "/é", "c"];
const LEASES: std::ops::RangeInclusive<i64> = 1..=4;

pub fn pick<T: Clone>(rng: &mut SimRng, from: &[T]) -> T {
    from[rng.random_range(0..from.len())].clone()
}

fn one_in(rng: &mut SimRng, many: u32) -> bool {
    rng.random_range(0..many) == 0
}

pub fn range(rng: &mut SimRng) -> KeyRange {
    let key = pick(rng, KEYS);
    match rng.random_range(0..12) {
        0..5 => KeyRange::single(key),
        5 => KeyRange::prefix("/a"),
        6 => KeyRange::prefix("/"),
        7 => KeyRange::prefix(""),
        8 => KeyRange::from_key(key),
        9 if one_in(rng, 8) => KeyRange::single(""),
        _ => KeyRange { key: key.into(), end: RangeEnd::Before(pick(rng, KEYS).into()) },
    }
}

fn lease(rng: &mut SimRng) -> i64 {
    if one_in(rng, 2) { 0 } else { rng.random_range(LEASES) }
}

fn put(rng: &mut SimRng) -> PutRequest {
    let key = if one_in(rng, 60) { "" } else { pick(rng, KEYS) };
    let (ignore_value, ignore_lease) = (one_in(rng, 8), one_in(rng, 8));
    PutRequest {
        key: key.into(),
        value: if ignore_value && !one_in(rng, 10) { "" } else { pick(rng, &["1", "2", "três"]) }.into(),
        lease: if ignore_lease && !one_in(rng, 10) { 0 } else { lease(rng) },
        prev_kv: one_in(rng, 2),
        ignore_value,
        ignore_lease,
    }
}

/// `revision`: the present one.
pub fn read(rng: &mut SimRng, revision: u64) -> RangeRequest {
    let some = |rng: &mut SimRng, often| if one_in(rng, often) { rng.random_range(0..revision + 2) } else { 0 };
    RangeRequest {
        range: range(rng),
        revision: some(rng, 3),
        limit: if one_in(rng, 3) { rng.random_range(0..4) } else { 0 },
        order: pick(rng, &[SortOrder::None, SortOrder::Ascend, SortOrder::Descend]),
        target: pick(
            rng,
            &[SortTarget::Key, SortTarget::Version, SortTarget::Create, SortTarget::Mod, SortTarget::Value],
        ),
        keys_only: one_in(rng, 5),
        count_only: one_in(rng, 8),
        min_mod_revision: some(rng, 8),
        max_mod_revision: some(rng, 8),
        min_create_revision: some(rng, 8),
        max_create_revision: some(rng, 8),
    }
}

fn compare(rng: &mut SimRng, revision: u64) -> Compare {
    let number = if one_in(rng, 2) { rng.random_range(0..3) } else { rng.random_range(0..revision as i64 + 1) };
    Compare {
        range: if one_in(rng, 3) { range(rng) } else { KeyRange::single(pick(rng, KEYS)) },
        result: pick(
            rng,
            &[CompareResult::Equal, CompareResult::NotEqual, CompareResult::Greater, CompareResult::Less],
        ),
        target: match rng.random_range(0..5) {
            0 => CompareTarget::Version(number),
            1 => CompareTarget::Create(number),
            2 => CompareTarget::Mod(number),
            3 => CompareTarget::Value(pick(rng, &["", "1", "2", "três"]).into()),
            _ => CompareTarget::Lease(lease(rng)),
        },
    }
}

fn txn(rng: &mut SimRng, revision: u64, depth: u32) -> TxnRequest {
    let count = rng.random_range(0..3);
    let compare = (0..count).map(|_| compare(rng, revision)).collect();
    let ops = |rng: &mut SimRng| {
        let count = rng.random_range(0..4);
        (0..count).map(|_| request(rng, revision, depth + 1)).collect()
    };
    TxnRequest { compare, then: ops(rng), otherwise: ops(rng) }
}

pub fn request(rng: &mut SimRng, revision: u64, depth: u32) -> Request {
    match rng.random_range(0..10) {
        0..4 => Request::Put(put(rng)),
        4..6 => Request::Delete(DeleteRequest { range: range(rng), prev_kv: one_in(rng, 2) }),
        6..8 if depth < 3 => Request::Txn(txn(rng, revision, depth)),
        _ => Request::Range(read(rng, revision)),
    }
}

fn short(rng: &mut SimRng) -> Txn {
    let op = |rng: &mut SimRng| match one_in(rng, 3) {
        true => Op::Delete(range(rng)),
        false => Op::Put { key: pick(rng, KEYS).into(), value: pick(rng, &["1", "2"]).into() },
    };
    let absent = if one_in(rng, 2) { vec![pick(rng, KEYS).into()] } else { Vec::new() };
    let count = rng.random_range(0..4);
    Txn { absent, then: (0..count).map(|_| op(rng)).collect() }
}

pub fn command(rng: &mut SimRng, revision: u64) -> Command {
    match rng.random_range(0..100) {
        0..60 => Command::Request(request(rng, revision, 0)),
        60..80 => Command::Txn(short(rng)),
        80..82 => Command::Compact { revision: rng.random_range(-1..revision as i64 + 2) },
        82..94 => {
            let ttl_s = if one_in(rng, 20) { 9_000_000_001 } else { rng.random_range(2..600) };
            Command::LeaseGrant { id: rng.random_range(0..=*LEASES.end()), ttl_s }
        }
        _ => Command::LeaseRevoke { id: rng.random_range(LEASES) },
    }
}
