//! An entry of a log, as far as pictures and stories need it.

use std::rc::Rc;

use serde::Serialize;

use crate::etcd::{Command, LeaseId, Op, Request};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryFrame {
    pub index: u64,
    pub term: u64,
    pub kind: EntryKind,
    /// What a technician would call it: `put /puzzle/r1c2`, `blank`, `members 1 2 3`.
    pub label: Rc<str>,
    /// The key it puts a value to, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Rc<str>>,
    /// What exactly it has the store do, if it does.
    #[serde(skip)]
    pub command: Option<Rc<Command>>,
}

impl EntryFrame {
    /// The key it deletes; of several, what its label says of them.
    pub fn deleted(&self) -> Option<&str> {
        self.label.strip_prefix("del ")
    }

    /// Whether it deletes all keys that begin like this.
    pub fn clears(&self, prefix: &str) -> bool {
        self.deleted().and_then(|keys| keys.strip_suffix(" …")) == Some(prefix)
    }

    /// What it puts, and by which lease that lives; 0 for none.
    pub fn put(&self) -> Option<(&str, &str, LeaseId)> {
        match &**self.command.as_ref()? {
            Command::Request(Request::Put(put)) => Some((&put.key, &put.value, put.lease)),
            Command::Txn(txn) => txn.then.iter().find_map(|op| match op {
                Op::Put { key, value } => Some((&**key, &**value, 0)),
                Op::Delete(_) => None,
            }),
            _ => None,
        }
    }

    /// The keys that must not exist for it to take effect.
    pub fn absent(&self) -> &[String] {
        match self.command.as_deref() {
            Some(Command::Txn(txn)) => &txn.absent,
            _ => &[],
        }
    }

    /// What it does to leases or to the past, if it does.
    pub fn upkeep(&self) -> Option<Upkeep> {
        match self.command.as_deref()? {
            Command::LeaseGrant { id, .. } => Some(Upkeep::Grant(*id)),
            Command::LeaseRevoke { id } => Some(Upkeep::Revoke(*id)),
            Command::Compact { .. } => Some(Upkeep::Compact),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Blank,
    Normal,
    Membership,
}

/// What an entry does that puts or deletes nothing by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upkeep {
    Grant(LeaseId),
    /// The lease ends, and its keys with it.
    Revoke(LeaseId),
    Compact,
}
