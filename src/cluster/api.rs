//! What clients ask members for and are told, as in etcd's API (`api/etcdserverpb/rpc.proto`).

use std::rc::Rc;

use super::MemberId;
use super::change::Change;
use super::stream::Stream;
use crate::etcd::{self, Command, KeyRange, LeaseId, Reply, Request};

/// What a client asks a member for, as in etcd's API.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientRequest {
    /// Through the log.
    Write {
        op: u64,
        command: Rc<Command>,
    },
    /// What changes nothing: linearizable, or answered from the member's own store as it is.
    Read {
        request: Rc<Request>,
        serializable: bool,
    },
    /// How much is left of a lease. Only the leader can tell.
    LeaseTimeToLive {
        id: LeaseId,
    },
    LeaseKeepAlive {
        id: LeaseId,
    },
    /// The leases that the member itself knows.
    Leases,
    /// To be told of what changes, until the connection ends.
    Watch(Rc<WatchCall>),
    /// The member's whole store, as a file.
    Snapshot,
    Members,
    Status,
    /// 0 for the present revision.
    HashKv {
        revision: i64,
    },
    MoveLeader {
        to: MemberId,
    },
    Change {
        change: Change,
        /// Whose addresses are given for those of somebody who is to join.
        claimed: Rc<[MemberId]>,
    },
}

/// A watch as a client asks for it.
#[derive(Debug)]
pub struct WatchCall {
    pub range: KeyRange,
    /// The first revision to be told of; 0 for what comes from now on, as does less, as long as nothing is compacted.
    pub revision: i64,
    pub prev_kv: bool,
    /// What the news come back on.
    pub stream: Rc<Stream>,
}

impl PartialEq for WatchCall {
    fn eq(&self, other: &Self) -> bool {
        (&self.range, self.revision, self.prev_kv) == (&other.range, other.revision, other.prev_kv)
    }
}

/// What a member answers.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientAnswer {
    /// Applied, at this index of the log.
    Written {
        reply: Reply,
        index: u64,
    },
    Read(Reply),
    /// `remaining_s` is -1 for a lease that is not there, or no more.
    Lease {
        granted_s: i64,
        remaining_s: i64,
        keys: Rc<[Rc<str>]>,
    },
    Leases(Rc<[LeaseId]>),
    /// The news begin behind this revision.
    Watching {
        revision: u64,
    },
    Snapshot(Rc<[u8]>),
    Members(Rc<[Listed]>),
    Status(Box<Status>),
    Hash {
        hash: u32,
        compacted: i64,
    },
    /// Leadership was handed over.
    Done,
    /// Who belongs to the group since this index of the log.
    Changed {
        members: Rc<[Listed]>,
        index: u64,
    },
}

/// A member as the configuration in effect lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: MemberId,
    pub is_learner: bool,
}

/// A member's account of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub snapshot_bytes: u64,
    pub leader: MemberId,
    pub is_learner: bool,
    pub index: u64,
    pub applied: u64,
}

/// Why a member did not do what it was asked for, in etcd's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// It was refused before it entered a log.
    #[error("etcdserver: no leader")]
    NoLeader,
    /// It may or may not have happened.
    #[error("etcdserver: request timed out")]
    Unknown,
    #[error(transparent)]
    Refused(#[from] etcd::Error),
    /// It has no certificate: nothing was read of what it asked for.
    #[error("remote error: tls: bad certificate")]
    Denied,
    #[error("etcdserver: not leader")]
    NotLeader,
    #[error("etcdserver: bad leader transferee")]
    BadTransferee,
    #[error("etcdserver: rpc not supported for learner")]
    Learner,
    #[error("etcdserver: member not found")]
    MemberNotFound,
    /// Or one of the addresses is a member's already.
    #[error("etcdserver: Peer URLs already exists")]
    MemberExists,
    #[error("etcdserver: can only promote a learner member")]
    NoLearner,
    #[error("etcdserver: can only promote a learner member which is in sync with leader")]
    LearnerNotReady,
    /// The last member can't leave.
    #[error("etcdserver: re-configuration failed due to not enough started members")]
    NotEnoughStarted,
    #[error("etcdserver: too many learner members in cluster")]
    TooManyLearners,
    /// Not everybody, or not enough, would be there for a change.
    #[error("etcdserver: unhealthy cluster")]
    Unhealthy,
}

pub type ClientResponse = Result<ClientAnswer, ClientError>;

/// What a client is told, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub response: ClientResponse,
    pub member: MemberId,
    pub term: u64,
    /// Of the member's own store.
    pub revision: u64,
}

impl ClientRequest {
    /// What a technician would call it.
    pub fn label(&self) -> String {
        match self {
            Self::Write { command, .. } => command.label(),
            Self::Read { request, .. } => match &**request {
                Request::Range(range) => format!("get {}", range.range.key),
                _ => "txn".to_owned(),
            },
            Self::LeaseTimeToLive { id } => format!("lease timetolive {id:x}"),
            Self::LeaseKeepAlive { id } => format!("lease keep-alive {id:x}"),
            Self::Leases => "lease list".to_owned(),
            Self::Watch(call) => format!("watch {}", call.range.key),
            Self::Snapshot => "snapshot save".to_owned(),
            Self::Members => "member list".to_owned(),
            Self::Status => "endpoint status".to_owned(),
            Self::HashKv { .. } => "endpoint hashkv".to_owned(),
            Self::MoveLeader { to } => format!("move-leader {to:x}"),
            Self::Change { change, .. } => match change {
                Change::Add(id) | Change::AddLearner(id) => format!("member add {id:x}"),
                Change::Promote(id) => format!("member promote {id:x}"),
                Change::Remove(id) => format!("member remove {id:x}"),
            },
        }
    }
}
