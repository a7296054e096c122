//! What can be asked of the store, as it stands in the log.

use serde::Serialize;

use super::{KeyRange, LeaseId, RangeEnd, Request};

/// Whatever changes the store.
///
/// A store that has applied the same commands in the same order is the same store, so a command carries all
/// that it needs: the id of a new lease is chosen before, and that a lease has run out is told by a
/// `LeaseRevoke`. Encoded by their places here: new ones go to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Command {
    Txn(Txn),
    Request(Request),
    /// Forgets what was overwritten or deleted up to this revision.
    Compact {
        revision: i64,
    },
    /// `id` is above 0 and new. `ttl_s`: whole seconds; etcd grants at least its minimum (2 s by default), which
    /// depends on the election timeout, so whoever makes the command sees to that.
    LeaseGrant {
        id: LeaseId,
        ttl_s: i64,
    },
    /// Ends a lease, by somebody's wish or because its time is over, and deletes its keys.
    LeaseRevoke {
        id: LeaseId,
    },
}

impl Command {
    /// What a technician would call it: `put /puzzle/r1c2`, `del foo`, `lease revoke 1a`.
    pub fn label(&self) -> String {
        match self {
            Command::Txn(txn) => txn.label(),
            Command::Request(Request::Put(put)) => format!("put {}", put.key),
            Command::Request(Request::Delete(delete)) => deletion(&delete.range),
            Command::Request(_) => "txn".to_owned(),
            Command::Compact { revision } => format!("compaction {revision}"),
            Command::LeaseGrant { id, .. } => format!("lease grant {id:x}"),
            Command::LeaseRevoke { id } => format!("lease revoke {id:x}"),
        }
    }

    /// The key that its first put writes.
    pub fn key(&self) -> Option<&str> {
        match self {
            Command::Txn(txn) => txn.key(),
            Command::Request(Request::Put(put)) => Some(&put.key),
            _ => None,
        }
    }
}

fn deletion(range: &KeyRange) -> String {
    let more = if range.end == RangeEnd::Single { "" } else { " …" };
    format!("del {}{more}", range.key)
}

impl From<Txn> for Command {
    fn from(txn: Txn) -> Self {
        Command::Txn(txn)
    }
}

/// The short form that most in here need: operations that take effect together, if none of the keys in `absent`
/// exists. Unlike in a [`super::TxnRequest`], a later operation may undo an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Txn {
    pub absent: Vec<String>,
    pub then: Vec<Op>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Op {
    Put { key: String, value: String },
    Delete(KeyRange),
}

/// What the store answers to a [`Txn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Whether the condition held and the operations took effect.
    pub succeeded: bool,
    /// The store's revision afterwards.
    pub revision: u64,
    pub deleted: u64,
}

impl Txn {
    pub fn put(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { absent: Vec::new(), then: vec![Op::Put { key: key.into(), value: value.into() }] }
    }

    pub fn delete(range: KeyRange) -> Self {
        Self { absent: Vec::new(), then: vec![Op::Delete(range)] }
    }

    /// The same operations, only if `key` does not exist.
    pub fn if_absent(mut self, key: impl Into<String>) -> Self {
        self.absent.push(key.into());
        self
    }

    pub fn and(mut self, op: Op) -> Self {
        self.then.push(op);
        self
    }

    /// The key that its first put writes.
    pub fn key(&self) -> Option<&str> {
        self.then.iter().find_map(|op| match op {
            Op::Put { key, .. } => Some(key.as_str()),
            Op::Delete(_) => None,
        })
    }

    /// What a technician would call it: `put /puzzle/r1c2`, `del foo`.
    pub fn label(&self) -> String {
        match self.then.first() {
            Some(Op::Put { key, .. }) => format!("put {key}"),
            Some(Op::Delete(range)) => deletion(range),
            None => "txn".to_owned(),
        }
    }
}
