//! What clients may ask for, as in etcd's API (`KV` of its `api/etcdserverpb/rpc.proto`), and what they are told.

use std::rc::Rc;

use serde::Serialize;

use super::{KeyRange, KeyValue, LeaseId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Request {
    Range(RangeRequest),
    Put(PutRequest),
    Delete(DeleteRequest),
    Txn(TxnRequest),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RangeRequest {
    pub range: KeyRange,
    /// The revision to read at; 0 for the present one.
    pub revision: u64,
    /// How many keys to answer with; 0 for all.
    pub limit: u64,
    pub order: SortOrder,
    pub target: SortTarget,
    /// Leaves values out.
    pub keys_only: bool,
    /// Counts only: all keys in the range, whatever the limit and the filters are.
    pub count_only: bool,
    /// Leaves out what was changed, or created, before or after these; 0 for no such limit.
    pub min_mod_revision: u64,
    pub max_mod_revision: u64,
    pub min_create_revision: u64,
    pub max_create_revision: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum SortOrder {
    /// By key; by another target: ascending.
    #[default]
    None,
    Ascend,
    Descend,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum SortTarget {
    #[default]
    Key,
    Version,
    Create,
    Mod,
    Value,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PutRequest {
    pub key: String,
    pub value: String,
    /// The lease it shall live by, instead of its present one; 0 for none.
    pub lease: LeaseId,
    /// Answers with what was there.
    pub prev_kv: bool,
    /// Keeps the value that is there.
    pub ignore_value: bool,
    /// Keeps the lease that is there.
    pub ignore_lease: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeleteRequest {
    pub range: KeyRange,
    /// Answers with what was there.
    pub prev_kv: bool,
}

/// All of `then` if every comparison holds, else all of `otherwise`, at one revision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TxnRequest {
    pub compare: Vec<Compare>,
    pub then: Vec<Request>,
    pub otherwise: Vec<Request>,
}

/// Holds if it holds for every key of the range. Where there is no key, numbers are compared with 0 and a
/// comparison of values fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compare {
    pub range: KeyRange,
    pub result: CompareResult,
    pub target: CompareTarget,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum CompareResult {
    Equal,
    Greater,
    Less,
    NotEqual,
}

/// What of the key is compared with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum CompareTarget {
    Version(i64),
    Create(i64),
    Mod(i64),
    Value(String),
    Lease(LeaseId),
}

/// What came of a [`super::Command`], and the store's revision afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub revision: u64,
    pub response: Response,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    Range(RangeResponse),
    Put {
        prev_kv: Option<Rc<KeyValue>>,
    },
    Delete {
        deleted: u64,
        prev_kvs: Vec<Rc<KeyValue>>,
    },
    Txn {
        succeeded: bool,
        responses: Vec<Response>,
    },
    /// To a [`super::Txn`].
    Answer(super::Answer),
    /// A lease's keys are gone with it.
    Revoked {
        deleted: u64,
    },
    /// Compacted or granted.
    Done,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeResponse {
    pub kvs: Vec<Rc<KeyValue>>,
    /// There are more than the limit let through.
    pub more: bool,
    /// How many keys are in the range, whatever limit and filters are.
    pub count: u64,
}

impl Request {
    /// Whether it changes nothing, whatever is in the store: then no log needs to know of it.
    pub fn only_reads(&self) -> bool {
        match self {
            Request::Range(_) => true,
            Request::Put(_) | Request::Delete(_) => false,
            Request::Txn(txn) => txn.then.iter().chain(&txn.otherwise).all(Request::only_reads),
        }
    }
}

impl Reply {
    /// Whether the condition of a transaction held.
    pub fn succeeded(&self) -> bool {
        match &self.response {
            Response::Answer(answer) => answer.succeeded,
            Response::Txn { succeeded, .. } => *succeeded,
            _ => true,
        }
    }
}

impl Response {
    /// Whether, by what it says, the store was changed.
    pub fn tells_change(&self, asked_puts: bool) -> bool {
        match self {
            Response::Range(_) | Response::Done => false,
            Response::Put { .. } => true,
            Response::Delete { deleted, .. } | Response::Revoked { deleted } => *deleted > 0,
            Response::Txn { responses, .. } => responses.iter().any(|response| response.tells_change(asked_puts)),
            Response::Answer(answer) => answer.succeeded && (asked_puts || answer.deleted > 0),
        }
    }
}

impl RangeRequest {
    /// All of the range, as it is now.
    pub fn new(range: KeyRange) -> Self {
        Self {
            range,
            revision: 0,
            limit: 0,
            order: SortOrder::None,
            target: SortTarget::Key,
            keys_only: false,
            count_only: false,
            min_mod_revision: 0,
            max_mod_revision: 0,
            min_create_revision: 0,
            max_create_revision: 0,
        }
    }
}

impl PutRequest {
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into(), ..Self::default() }
    }
}

impl DeleteRequest {
    pub fn new(range: KeyRange) -> Self {
        Self { range, prev_kv: false }
    }
}
