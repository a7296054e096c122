//! The store as a file, and back.
//!
//! ```text
//! "quorumkv"  version  length of the payload  payload             checksum
//! 8 bytes     1 byte   8 bytes                                    8 bytes: xxh64 of all before
//! ```
//! Numbers of the frame are little-endian. The payload is the revision, the compacted one plus 1, the leases and all
//! changes in their order (see `wire`). Equal stores are equal bytes. A file may come from anybody: reading it never
//! panics, allocates no more than a few times its size, and gives only stores that [`Store::execute`] could have made.

use std::rc::Rc;

use xxhash_rust::xxh64::xxh64;

use super::lease::Lease;
use super::store::Change;
use super::wire::{Reader, Writer};
use super::{Error, KeyValue, LEASE_TTL_MAX_S, Store};

const MAGIC: &[u8] = b"quorumkv";
const VERSION: u8 = 1;
const HEAD_BYTES: usize = MAGIC.len() + 1 + 8;
const CHECKSUM_BYTES: usize = 8;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    #[error("this is no snapshot")]
    Foreign,
    #[error("a snapshot of version {0} can't be read")]
    UnknownVersion(u8),
    #[error("the snapshot is cut short: {found_bytes} of {expected_bytes} bytes are there")]
    Truncated { expected_bytes: u64, found_bytes: u64 },
    #[error("the snapshot is damaged: its checksum is another")]
    Damaged,
    /// The checksum is right, so this was written by somebody else.
    #[error("the snapshot makes no sense")]
    Malformed,
}

impl Store {
    pub fn to_snapshot(&self) -> Vec<u8> {
        let mut payload = Writer::default();
        payload.number(self.revision());
        payload.number((self.compacted + 1) as u64);
        payload.number(self.leases.len() as u64);
        for (id, lease) in self.leases() {
            payload.number(id as u64);
            payload.number(lease.ttl_s() as u64);
        }
        payload.number(self.changes.len() as u64);
        self.changes.iter().for_each(|change| write_change(&mut payload, change));
        let payload = payload.0;
        let mut file = Vec::with_capacity(HEAD_BYTES + payload.len() + CHECKSUM_BYTES);
        file.extend_from_slice(MAGIC);
        file.push(VERSION);
        file.extend_from_slice(&(payload.len() as u64).to_le_bytes());
        file.extend_from_slice(&payload);
        file.extend_from_slice(&xxh64(&file, 0).to_le_bytes());
        file
    }

    /// # Errors
    /// What is wrong with the file.
    pub fn from_snapshot(file: &[u8]) -> Result<Self, SnapshotError> {
        read_payload(unwrap(file)?).ok_or(SnapshotError::Malformed)
    }

    /// Identifies all that is kept of the changes up to `revision`, 0 being the present one. Members that have applied,
    /// and compacted, the same have the same (etcd's `hashkv`, which counts with another function).
    ///
    /// # Errors
    /// `Compacted` and `FutureRevision`.
    pub fn hash_kv(&self, revision: u64) -> Result<u32, Error> {
        let revision = self.readable(revision)?;
        let mut bytes = Writer::default();
        let changes = self.changes.iter().take_while(|change| change.kv.mod_revision <= revision);
        changes.for_each(|change| write_change(&mut bytes, change));
        Ok(xxh64(&bytes.0, 0) as u32)
    }
}

fn write_change(writer: &mut Writer, Change { sub, kv }: &Change) {
    writer.number(kv.mod_revision);
    writer.number(*sub);
    writer.text(&kv.key);
    writer.number(kv.version);
    if !kv.is_tombstone() {
        writer.number(kv.create_revision);
        writer.number(kv.lease as u64);
        writer.text(&kv.value);
    }
}

/// The payload of a file that is whole.
fn unwrap(file: &[u8]) -> Result<&[u8], SnapshotError> {
    let rest = file.strip_prefix(MAGIC).ok_or(SnapshotError::Foreign)?;
    let found_bytes = file.len() as u64;
    let too_short = |expected_bytes| SnapshotError::Truncated { expected_bytes, found_bytes };
    let least = (HEAD_BYTES + CHECKSUM_BYTES) as u64;
    let (version, rest) = rest.split_first().ok_or(too_short(least))?;
    if *version != VERSION {
        return Err(SnapshotError::UnknownVersion(*version));
    }
    let (len, _) = rest.split_first_chunk().ok_or(too_short(least))?;
    let expected = u64::from_le_bytes(*len).saturating_add(least);
    let (whole, checksum) = match file.split_last_chunk() {
        Some(split) if found_bytes >= expected => split,
        _ => return Err(too_short(expected)),
    };
    if found_bytes > expected || xxh64(whole, 0) != u64::from_le_bytes(*checksum) {
        return Err(SnapshotError::Damaged);
    }
    Ok(&whole[HEAD_BYTES..])
}

fn read_payload(payload: &[u8]) -> Option<Store> {
    let reader = &mut Reader(payload);
    let mut store = Store::default();
    let revision = reader.number()?;
    let compacted = i64::try_from(reader.number()?).ok()? - 1;
    let is_possible = revision >= store.revision() && i64::try_from(revision).ok()? >= compacted;
    store.compacted = compacted;
    for _ in 0..reader.number()? {
        let (id, ttl_s) = (reader.number()? as i64, reader.number()? as i64);
        let is_next = store.leases.last().is_none_or(|(last, _)| *last < id);
        if !is_next || id == 0 || ttl_s > LEASE_TTL_MAX_S {
            return None;
        }
        store.leases.insert(id, Lease::granted(ttl_s));
    }
    for _ in 0..reader.number()? {
        let change = read_change(reader, &store)?;
        store.keep(change);
    }
    store.settle(revision)?;
    (is_possible && reader.0.is_empty()).then_some(store)
}

/// The next change, if it can come behind the ones before.
fn read_change(reader: &mut Reader, store: &Store) -> Option<Change> {
    let (mod_revision, sub) = (reader.number()?, reader.number()?);
    let key = store.index.name(reader.text()?);
    let mut kv = KeyValue::tombstone(key, mod_revision);
    kv.version = reader.number()?;
    if !kv.is_tombstone() {
        kv.create_revision = reader.number()?;
        kv.lease = reader.number()? as i64;
        kv.value = reader.text()?.to_owned();
    }
    let is_later = store.changes.last().is_none_or(|last| (last.kv.mod_revision, last.sub) < (mod_revision, sub));
    let is_kept_of_old = i64::try_from(mod_revision).ok()? <= store.compacted;
    let before = store.index.get(&kv.key).and_then(|history| history.newest());
    let follows = match before {
        // Compaction leaves one of each key.
        Some(_) if is_kept_of_old => false,
        None if is_kept_of_old => kv.version > 0 && kv.create_revision <= mod_revision,
        Some(before) if !before.is_tombstone() && !kv.is_tombstone() => {
            before.create_revision == kv.create_revision && before.version.checked_add(1) == Some(kv.version)
        }
        Some(before) if !before.is_tombstone() => true,
        _ => kv.version == 1 && kv.create_revision == mod_revision,
    };
    let is_countable = i64::try_from(kv.version).is_ok();
    (is_later && follows && is_countable && !kv.key.is_empty()).then(|| Change { sub, kv: Rc::new(kv) })
}
