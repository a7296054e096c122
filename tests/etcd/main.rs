//! The store, held against a model that goes through all that ever happened, over long random histories.

mod door;
mod model;
mod random;
mod snapshot;

use std::cell::RefCell;
use std::collections::BTreeMap;

use model::Model;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use quorum::etcd::{Error, KeyRange, Reply, Request, Response, Store};
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};

/// How many histories, and how many commands in each at most.
const HISTORIES: u32 = 80;
const COMMANDS_MAX: usize = 500;

/// How often what came out, so that it is seen that everything did.
#[derive(Default)]
struct Seen(BTreeMap<String, u64>);

impl Seen {
    fn count(&mut self, what: impl ToString) {
        *self.0.entry(what.to_string()).or_default() += 1;
    }

    fn reply(&mut self, reply: &Result<Reply, Error>) {
        match reply {
            Ok(reply) => self.response(&reply.response),
            Err(error) => self.count(error),
        }
    }

    fn response(&mut self, response: &Response) {
        match response {
            Response::Range(range) => self.count(if range.more { "range with more" } else { "range" }),
            Response::Put { prev_kv } => self.count(if prev_kv.is_some() { "put with prev_kv" } else { "put" }),
            Response::Delete { prev_kvs, .. } => {
                self.count(if prev_kvs.is_empty() { "delete" } else { "delete with prev_kv" });
            }
            Response::Txn { succeeded, responses } => {
                self.count(format!("txn {succeeded}"));
                responses.iter().for_each(|response| self.response(response));
            }
            Response::Answer(answer) => self.count(format!("short txn {}", answer.succeeded)),
            Response::Done | Response::Revoked { .. } => self.count("compaction or lease"),
        }
    }
}

/// All that can be asked of a store without naming keys.
fn expect_same(store: &Store, model: &Model) {
    let living = model.range(&KeyRange::prefix(""), u64::MAX);
    assert_eq!(store.revision(), model.revision);
    assert_eq!(store.compacted(), u64::try_from(model.compacted).ok());
    assert_eq!((store.len(), store.is_empty()), (living.len(), living.is_empty()));
    assert!(store.range(&KeyRange::prefix("")).map(|(_, kv)| kv).eq(&living));
    assert_eq!(store.changes(), model.log.iter().filter(|kv| model.is_kept(kv)).count());
    let leases: Vec<_> = store.leases().map(|(id, lease)| (id, lease.ttl_s(), lease.keys().to_vec())).collect();
    let expected: Vec<_> = model.leases.iter().map(|(id, ttl_s)| (*id, *ttl_s, model.attached(*id))).collect();
    assert_eq!(leases, expected);
}

/// Each command and what is asked after it is made from one seed, so that a history that fails can be made shorter.
fn history(seeds: &[u64], seen: &mut Seen) {
    let (mut store, mut model) = (Store::default(), Model::new());
    // What the hash of each revision was when it was the present one, since the last compaction.
    let mut hashes = BTreeMap::new();
    for (step, seed) in seeds.iter().enumerate() {
        let at = format!("step {step}");
        let rng = &mut SimRng::seed_from_u64(*seed);
        let command = random::command(rng, store.revision());
        let before = store.clone();
        let reply = store.execute(&command);
        assert_eq!(reply, model.execute(&command), "{at}: {command:?}");
        if reply.is_err() {
            assert_eq!(store, before, "{at}: {command:?}");
        }
        seen.reply(&reply);
        expect_same(&store, &model);

        for _ in 0..3 {
            let asked = random::read(rng, store.revision());
            assert_eq!(store.read(&asked), model.read(&asked), "{at}: {asked:?}");
        }
        let (range, from) = (random::range(rng), rng.random_range(0..store.revision() + 2));
        let (to, prev_kv) = (rng.random_range(from..store.revision() + 3), rng.random_range(0..2) == 0);
        let events = store.events(&range, from, to, prev_kv);
        assert_eq!(events, model.events(&range, from, to, prev_kv), "{at}: {range:?} {from} {to}");
        seen.count(if events.is_ok_and(|events| !events.is_empty()) { "watch with events" } else { "watch without" });

        if before.compacted() != store.compacted() {
            hashes.clear();
        }
        hashes.insert(store.revision(), store.hash_kv(0).unwrap());
        let asked = rng.random_range(1..store.revision() + 2);
        match store.hash_kv(asked) {
            Ok(hash) if hashes.contains_key(&asked) => {
                assert_eq!(hash, hashes[&asked], "{at}");
                seen.count("hash of the past");
            }
            Ok(_) => assert!(asked < store.revision(), "{at}"),
            Err(error) => assert_eq!(Err(error), model.read(&at_revision(asked)).map(|_| ()), "{at}"),
        }
        if rng.random_range(0..25) == 0 {
            let file = store.to_snapshot();
            let restored = Store::from_snapshot(&file).unwrap();
            assert_eq!(restored, store, "{at}");
            assert_eq!(restored.to_snapshot(), file, "{at}");
            // The rest of the history happens to the restored one.
            store = restored;
            seen.count("snapshot");
        }
    }
}

fn at_revision(revision: u64) -> quorum::etcd::RangeRequest {
    quorum::etcd::RangeRequest { revision, ..quorum::etcd::RangeRequest::new(KeyRange::single("c")) }
}

#[test]
fn the_store_is_what_a_list_of_all_that_happened_says() {
    let seen = RefCell::new(Seen::default());
    let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seeds = vec(any::<u64>(), 1..COMMANDS_MAX);
    let outcome = runner.run(&seeds, |seeds| {
        history(&seeds, &mut seen.borrow_mut());
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    let seen = seen.into_inner();
    println!("{HISTORIES} histories: {:#?}", seen.0);
    let errors = [
        Error::EmptyKey,
        Error::KeyNotFound,
        Error::ValueProvided,
        Error::LeaseProvided,
        Error::DuplicateKey,
        Error::Compacted,
        Error::FutureRevision,
        Error::LeaseNotFound,
        Error::LeaseExists,
        Error::LeaseTtlTooLarge,
    ];
    let others = ["range with more", "put with prev_kv", "delete with prev_kv", "txn true", "txn false"];
    let others = others.into_iter().chain(["short txn false", "watch with events", "hash of the past", "snapshot"]);
    for what in errors.iter().map(ToString::to_string).chain(others.map(str::to_owned)) {
        assert!(seen.0.get(&what).is_some_and(|count| *count >= 20), "hardly ever: {what}");
    }
}

/// Whoever watches from revision to revision is told everything once, in order, wherever the pieces are cut.
#[test]
fn a_watch_in_pieces_is_the_watch_in_one() {
    for seed in 0..20 {
        let rng = &mut SimRng::seed_from_u64(seed);
        let mut store = Store::default();
        let range = random::range(rng);
        let (mut told, mut until) = (Vec::new(), 0);
        for _ in 0..200 {
            let request = random::request(rng, store.revision(), 0);
            let _ = store.execute(&quorum::etcd::Command::Request(request));
            if rng.random_range(0..5) == 0 {
                told.extend(store.events(&range, until + 1, store.revision(), true).unwrap());
                until = store.revision();
            }
        }
        told.extend(store.events(&range, until + 1, store.revision(), true).unwrap());
        assert_eq!(told, store.events(&range, 0, u64::MAX, true).unwrap(), "seed {seed}");
        assert!(told.is_sorted_by_key(|event| event.kv.mod_revision), "seed {seed}");
    }
}

/// Reading alone never makes a revision.
#[test]
fn reads_and_refusals_leave_no_trace() {
    let rng = &mut SimRng::seed_from_u64(1);
    let mut store = Store::default();
    let mut unchanged = 0;
    for _ in 0..2000 {
        let request = random::request(rng, store.revision(), 0);
        let (before, is_read) = (store.clone(), matches!(request, Request::Range(_)));
        let reply = store.execute(&quorum::etcd::Command::Request(request));
        if is_read || reply.is_err() {
            assert_eq!(store, before);
            unchanged += 1;
        }
    }
    assert!(unchanged > 200, "{unchanged}");
}
