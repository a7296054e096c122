//! How much room keys take: prints the bytes that one takes in a member's memory, in a snapshot's file and, once it was
//! put ten times, in memory again, on the average of so many keys as Kubernetes has.

#[path = "common/counting.rs"]
mod counting;

use counting::live_bytes;
use quorum::etcd::{Store, Txn};

const KEYS: usize = 10_000;
/// How long a value is, in bytes: a small object's JSON.
const VALUE_BYTES: usize = 100;

fn main() {
    let before = live_bytes();
    let mut store = Store::default();
    put_all(&mut store);
    let in_memory = live_bytes() - before;
    let in_file = store.to_snapshot().len();
    (1..10).for_each(|_| put_all(&mut store));
    let with_history = live_bytes() - before;
    let text = KEYS * VALUE_BYTES + (0..KEYS).map(|number| key(number).len()).sum::<usize>();
    println!(
        "{KEYS} keys, bytes per key: {} of text, {} in memory, {} in a snapshot, {} in memory with ten revisions",
        text / KEYS,
        in_memory / KEYS,
        in_file / KEYS,
        with_history / KEYS
    );
}

fn key(number: usize) -> String {
    format!("/registry/pods/default/meuapp-7cbd4f77d5-{number:05}")
}

fn put_all(store: &mut Store) {
    for number in 0..KEYS {
        store.apply(&Txn::put(key(number), "x".repeat(VALUE_BYTES)));
    }
}
