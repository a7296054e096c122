//! The key-value store that members agree on: etcd's, in memory.
//!
//! A [`Command`] comes in through [`Store::execute`], its reply goes out; whoever executes the same commands in the
//! same order has the same store. Reads ask the store as it is and change nothing. Knows nothing of Raft, of clocks or
//! of the web.
//!
//! Every command that changes something makes one new *revision*; the changes within it are numbered (*sub*). All of
//! them are kept until a compaction: in [`history`] by key, for reads at any revision, and in one list in the order in
//! which they happened, for those who watch. Both share what they hold.
//!
//! Semantics and error texts are those of etcd 3.4. Where it differs:
//!
//! - Keys and values are text, in the order of their bytes.
//! - Sorting is stable; etcd's is for up to twelve keys.
//! - Compaction is done at once. etcd takes what is outdated away a little later, so a watch from the very revision
//!   that was compacted may still be told of what that one deleted.
//! - A transaction that deletes a key by a range without an end, and puts it with `ignore_value` or `ignore_lease`,
//!   makes etcd 3.4 panic. Here that put finds nothing to keep.
//! - Hashes (`hashkv`) and snapshot files are our own.

mod check;
mod command;
mod compact;
mod error;
mod history;
mod key_range;
mod lease;
mod look;
mod range;
mod request;
mod snapshot;
mod store;
mod txn;
mod watch;
mod wire;

/// A lease's number; 0 means none.
pub type LeaseId = i64;

pub use check::TXN_OPS_MAX;
pub use command::{Answer, Command, Op, Txn};
pub use error::Error;
pub use history::KeyValue;
pub use key_range::{KeyRange, RangeEnd};
pub use lease::{Deadlines, LEASE_TTL_MAX_S, Lease};
pub use request::*;
pub use snapshot::SnapshotError;
pub use store::{FIRST_REVISION, Store};
pub use watch::Event;
