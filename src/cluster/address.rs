//! Who sends and receives: members by number, everybody else by name; and the kinds of messages.

use std::rc::Rc;

use serde::Serialize;

use crate::sim::mix;

/// A member's number, from 1 on.
pub use crate::raft::MemberId;

/// The most members a world can have.
pub const MEMBERS_MAX: u64 = 9;

const NAMES: [&str; MEMBERS_MAX as usize] = ["ana", "beto", "caio", "duda", "elis", "fabi", "gil", "hugo", "iara"];

/// The name of member `id`, `1..=MEMBERS_MAX`.
pub fn member_name(id: MemberId) -> &'static str {
    NAMES[(id - 1) as usize]
}

/// Who lives at an address as commands name it: `ana:2379`, `http://ana:2380`. Whoever that is has the one place, whatever
/// the port.
pub fn member_at(address: &str) -> Option<MemberId> {
    let host = host_of(address);
    (1..=MEMBERS_MAX).find(|id| member_name(*id) == host)
}

/// The host of an address.
pub fn host_of(address: &str) -> &str {
    let behind_scheme = address.rsplit("://").next().unwrap_or(address);
    behind_scheme.split(':').next().unwrap_or(behind_scheme)
}

/// One end of a message. In JSON a number for a member, a text for anybody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum Address {
    Member(MemberId),
    Client(Rc<str>),
}

impl Address {
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Address::Member(id) => Some(*id),
            Address::Client(_) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    VoteRequest,
    VoteResponse,
    PreVoteRequest,
    PreVoteResponse,
    Append,
    AppendResponse,
    Heartbeat,
    HeartbeatResponse,
    Snapshot,
    SnapshotResponse,
    TransferLeader,
    TransferLeaderResponse,
    ReadIndex,
    ReadIndexResponse,
    ClientRequest,
    ClientResponse,
    WatchEvent,
}

impl MessageKind {
    /// A leader's sign of life or the answer to it: what flies in the quietest of times.
    pub fn is_heartbeat(self) -> bool {
        matches!(self, MessageKind::Heartbeat | MessageKind::HeartbeatResponse)
    }
}

/// Random stream of the ids that etcd gives.
const STREAM_IDS: u64 = 4;

/// A member as etcd numbers it, and 0 for the group: hashes of 16 hexadecimal digits, the same in every world.
pub fn etcd_id(member: MemberId) -> u64 {
    mix(STREAM_IDS, member) | 1 << 63
}
