//! Files that are no snapshots of ours, or not any more.

use quorum::etcd::{Command, KeyRange, SnapshotError, Store, Txn};
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};
use xxhash_rust::xxh64::xxh64;

use crate::random;

const HEAD_BYTES: usize = 17;
const CHECKSUM_BYTES: usize = 8;

fn some_store(seed: u64, commands: usize) -> Store {
    let rng = &mut SimRng::seed_from_u64(seed);
    let mut store = Store::default();
    for _ in 0..commands {
        let command = random::command(rng, store.revision());
        let _ = store.execute(&command);
    }
    store
}

/// A file around this payload, as somebody who knows the format makes it.
fn sealed(payload: &[u8]) -> Vec<u8> {
    let mut file = b"quorumkv\x01".to_vec();
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(payload);
    file.extend(xxh64(&file, 0).to_le_bytes());
    file
}

fn payload(file: &[u8]) -> &[u8] {
    &file[HEAD_BYTES..file.len() - CHECKSUM_BYTES]
}

#[test]
fn the_format_is_what_it_says() {
    let file = some_store(3, 60).to_snapshot();
    assert_eq!(sealed(payload(&file)), file);
    let mut store = Store::default();
    assert_eq!(payload(&store.to_snapshot()), [1, 0, 0, 0]);
    store.apply(&Txn::put("k", "v"));
    assert_eq!(payload(&store.to_snapshot()), [2, 0, 0, 1, 2, 0, 1, b'k', 1, 2, 0, 1, b'v']);
}

#[test]
fn a_file_that_is_cut_short_is_refused() {
    let file = some_store(3, 60).to_snapshot();
    for len in 0..file.len() {
        let error = Store::from_snapshot(&file[..len]).unwrap_err();
        match error {
            SnapshotError::Foreign => assert!(len < 8, "{len}"),
            SnapshotError::Truncated { found_bytes, expected_bytes } => {
                assert_eq!(found_bytes, len as u64);
                assert!(expected_bytes == file.len() as u64 || len < HEAD_BYTES, "{len}");
            }
            other => panic!("{len}: {other:?}"),
        }
    }
    let longer = [&file[..], b"!"].concat();
    assert_eq!(Store::from_snapshot(&longer), Err(SnapshotError::Damaged));
}

#[test]
fn a_byte_that_changed_is_noticed() {
    let file = some_store(4, 60).to_snapshot();
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << bit;
            let error = Store::from_snapshot(&damaged).unwrap_err();
            let is_expected = match at {
                0..8 => error == SnapshotError::Foreign,
                8 => matches!(error, SnapshotError::UnknownVersion(_)),
                9..HEAD_BYTES => matches!(error, SnapshotError::Truncated { .. } | SnapshotError::Damaged),
                _ => error == SnapshotError::Damaged,
            };
            assert!(is_expected, "byte {at}, bit {bit}: {error:?}");
        }
    }
}

#[test]
fn other_files_are_refused() {
    for file in [&b""[..], b"{}", b"quorum", b"PK\x03\x04", &[0; 100], &[0xff; 100]] {
        assert_eq!(Store::from_snapshot(file), Err(SnapshotError::Foreign));
    }
}

/// A forged file with a right checksum is refused, or gives a store in which everything works.
#[test]
fn whatever_is_accepted_is_a_store() {
    let rng = &mut SimRng::seed_from_u64(5);
    let (mut accepted, mut refused) = (0, 0);
    for round in 0..20_000 {
        let mut forged = payload(&some_store(round % 50, 12).to_snapshot()).to_vec();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..forged.len());
            match rng.random_range(0..4) {
                0 => forged[at] = rng.random(),
                1 => forged[at] ^= 1 << rng.random_range(0..8),
                2 => drop(forged.remove(at)),
                _ => forged.insert(at, rng.random()),
            }
        }
        let file = sealed(&forged);
        match Store::from_snapshot(&file) {
            Ok(mut store) => {
                assert_eq!(store.to_snapshot(), file);
                let (last, least) = (store.revision(), store.compacted().unwrap_or(1));
                store.events(&KeyRange::prefix(""), least, last, true).unwrap();
                store.hash_kv(0).unwrap();
                for _ in 0..20 {
                    let _ = store.execute(&random::command(rng, last.min(30)));
                }
                assert_eq!(Store::from_snapshot(&store.to_snapshot()).as_ref(), Ok(&store));
                store.execute(&Command::Compact { revision: store.revision() as i64 }).ok();
                accepted += 1;
            }
            Err(error) => {
                assert_eq!(error, SnapshotError::Malformed);
                refused += 1;
            }
        }
    }
    println!("of {} forged files {accepted} were taken, {refused} refused", accepted + refused);
    assert!(accepted > 1000 && refused > 1000, "{accepted} {refused}");
}

#[test]
fn lengths_that_lie_cost_nothing() {
    let endless = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    for before in [&[][..], &[9], &[9, 0], &[9, 0, 0], &[9, 0, 0, 1, 2, 0], &[9, 0, 0, 1, 2, 0, 1, b'k', 1, 2, 0]] {
        let file = sealed(&[before, &endless[..]].concat());
        assert_eq!(Store::from_snapshot(&file), Err(SnapshotError::Malformed), "{before:?}");
    }
}
