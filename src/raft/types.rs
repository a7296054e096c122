//! openraft's types as they are used here.

use std::fmt;
use std::rc::Rc;

use openraft::type_config::alias;

use crate::etcd::{self, Command, Reply};
use crate::raft::{SimRuntime, StateMachine};

pub type MemberId = u64;

/// What a client wants written, as the log carries it. Cheap to clone: entries travel a lot.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The client's operation, a number of the world's own; 0 for none.
    pub op: u64,
    pub command: Rc<Command>,
}

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.command.label())
    }
}

/// What applying an entry answers; entries that carry no proposal answer nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied(pub Option<Result<Reply, etcd::Error>>);

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(Ok(reply)) => write!(f, "revision {}", reply.revision),
            Some(Err(error)) => error.fmt(f),
            None => f.write_str("nothing"),
        }
    }
}

openraft::declare_raft_types!(
    /// Standard Raft: at most one leader a term.
    pub TypeConfig:
        D = Proposal,
        R = Applied,
        NodeId = MemberId,
        Node = openraft::EmptyNode,
        LeaderId = openraft::impls::leader_id_std::LeaderId<u64, u64>,
        AsyncRuntime = SimRuntime,
);

pub type Raft = openraft::Raft<TypeConfig, StateMachine>;
pub type Metrics = openraft::RaftMetrics<TypeConfig>;
pub type LogId = alias::LogIdOf<TypeConfig>;
pub type Entry = alias::EntryOf<TypeConfig>;
pub type Vote = alias::VoteOf<TypeConfig>;
pub type Membership = openraft::Membership<MemberId, openraft::EmptyNode>;
pub type StoredMembership = alias::StoredMembershipOf<TypeConfig>;
pub type SnapshotMeta = alias::SnapshotMetaOf<TypeConfig>;
pub type Snapshot = alias::SnapshotOf<TypeConfig, super::SnapshotData>;
