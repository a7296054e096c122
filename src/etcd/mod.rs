//! The key-value store that members agree on: a sorted map with etcd's revisions.
//!
//! A command comes in through [`Store::apply`], its answer goes out; whoever applies the same
//! commands in the same order has the same store. Knows nothing of Raft, of time or of the web.
//!
//! Caveat: only the latest value of a key is kept. A revision counts changes as etcd's does (it
//! starts at 1, a transaction that writes adds one), but past revisions can't be read.

mod command;
mod store;

pub use command::{Answer, KeyRange, Op, RangeEnd, Txn};
pub use store::{KeyValue, Store};
