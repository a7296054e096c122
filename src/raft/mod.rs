//! openraft on the simulation: types, runtime, stores that survive a crash, network, observation.
//!
//! One member is a [`Raft`] made of a [`LogStore`] and a [`SnapshotShelf`] (which survive on a [`Disk`]), a
//! [`StateMachine`] (which is rebuilt from them at a restart) and a [`Network`]. openraft itself is
//! used as it is; all that we add sits behind its own traits. Knows nothing of the page.

mod config;
mod disk;
mod heartbeat;
mod log_store;
mod network;
mod observer;
mod runtime;
mod state_machine;
mod timer;
mod types;

use openraft::EntryPayload;
use openraft::entry::RaftEntry;

use crate::etcd::Command;

pub use config::{RaftTiming, config, tick_us};
pub use disk::Disk;
pub use heartbeat::HeartbeatTimer;
pub use log_store::{LogStore, Stored};
pub use network::{Network, Request, Response, Transport, handle};
pub use observer::Observer;
pub use runtime::{SimInstant, SimRuntime};
pub use state_machine::{SnapshotData, SnapshotShelf, StateMachine};
pub use timer::ElectionTimer;
pub use types::*;

/// Identifies an entry with all that is in it: equal entries have equal hashes on every machine.
pub fn entry_hash(entry: &Entry) -> u64 {
    let id = entry.log_id();
    let head = (id.committed_leader_id().term, id.index());
    let bytes = match &entry.payload {
        EntryPayload::Blank => postcard::to_stdvec(&(head, 0u8)),
        EntryPayload::Normal(proposal) => match &*proposal.command {
            Command::Txn(txn) => postcard::to_stdvec(&(head, 1u8, proposal.op, txn)),
            command => postcard::to_stdvec(&(head, 3u8, proposal.op, command)),
        },
        EntryPayload::Membership(membership) => {
            let learners: Vec<_> = membership.learner_ids().collect();
            postcard::to_stdvec(&(head, 2u8, membership.get_joint_config(), learners))
        }
    };
    xxhash_rust::xxh64::xxh64(&bytes.expect("plain values always have a binary form"), 0)
}
