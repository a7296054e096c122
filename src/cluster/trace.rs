//! What happened, event by event: the record that checks, narration and the trace hash read.
//!
//! Fields that are not serialized (`content`, `entry`, `asked`, `told`) are for those who put events in
//! words or check them: they follow from the rest of the run, so neither the JSON lines nor the hash need
//! them.

use std::rc::Rc;

use serde::Serialize;

use crate::cluster::{Action, Address, ClientAnswer, ClientRequest, Content, EntryFrame, MemberId, MessageKind, Role};
use crate::etcd::{Event, Store};

/// One line of the trace: an event and the virtual microsecond it happened in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceLine {
    pub t_us: u64,
    #[serde(flatten)]
    pub event: TraceEvent,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TraceEvent {
    Send {
        id: u64,
        from: Address,
        to: Address,
        kind: MessageKind,
        term: u64,
        /// The message that this one is a copy of.
        #[serde(skip_serializing_if = "Option::is_none")]
        copy_of: Option<u64>,
        #[serde(skip)]
        content: Rc<Content>,
    },
    Deliver {
        id: u64,
        from: Address,
        to: Address,
        kind: MessageKind,
        term: u64,
        #[serde(skip)]
        content: Rc<Content>,
    },
    Drop {
        id: u64,
        from: Address,
        to: Address,
        kind: MessageKind,
        term: u64,
        why: DropReason,
        #[serde(skip)]
        content: Rc<Content>,
    },
    /// Every change of role, not a sampled one.
    Role {
        member: MemberId,
        term: u64,
        role: Role,
    },
    /// Its own candidacy, or a yes that it sends, once durable.
    Vote {
        member: MemberId,
        term: u64,
        #[serde(rename = "for")]
        candidate: MemberId,
    },
    LogAppend {
        member: MemberId,
        index: u64,
        term: u64,
        #[serde(serialize_with = "hex")]
        hash: u64,
        #[serde(skip)]
        entry: Rc<EntryFrame>,
    },
    LogTruncate {
        member: MemberId,
        from_index: u64,
    },
    LogPurge {
        member: MemberId,
        upto_index: u64,
    },
    /// At a crash: entries from here on had not been flushed.
    LogLost {
        member: MemberId,
        from_index: u64,
    },
    Commit {
        member: MemberId,
        index: u64,
        /// On a leader: the voters of its configuration, one list, or two in a joint one.
        #[serde(skip_serializing_if = "Option::is_none")]
        voters: Option<Vec<Vec<MemberId>>>,
    },
    Apply {
        member: MemberId,
        index: u64,
        term: u64,
        #[serde(serialize_with = "hex")]
        hash: u64,
        op: Option<u64>,
        #[serde(skip)]
        entry: Rc<EntryFrame>,
    },
    SnapshotBuild {
        member: MemberId,
        index: u64,
        term: u64,
    },
    SnapshotInstall {
        member: MemberId,
        index: u64,
        term: u64,
    },
    Crash {
        member: MemberId,
    },
    /// A removed member stops for good.
    Shutdown {
        member: MemberId,
    },
    Restart {
        member: MemberId,
        last: Option<u64>,
        committed: Option<u64>,
        snapshot: Option<u64>,
    },
    /// A client asked for something.
    Invoke {
        op: u64,
        client: Rc<str>,
        request: Rc<str>,
        /// What it asked for; `None` for a command that makes no sense.
        #[serde(skip)]
        asked: Option<ClientRequest>,
    },
    /// What a client was told.
    Return {
        op: u64,
        outcome: Outcome,
        response: Rc<str>,
        index: Option<u64>,
        /// What it was told; `None` for an error.
        #[serde(skip)]
        told: Option<Rc<ClientAnswer>>,
    },
    Action {
        action: Rc<Action>,
    },
    /// A group is founded with a store that is not empty: nothing before counts any more.
    Restore {
        revision: u64,
        #[serde(skip)]
        store: Rc<Store>,
    },
    /// A watcher was told what happened up to a revision since it was told last; without events, that its news begin
    /// behind that revision.
    Watch {
        op: u64,
        revision: u64,
        /// How many events.
        events: u64,
        #[serde(skip)]
        told: Rc<[Event]>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    Loss,
    Cut,
    Partition,
    Action,
    Down,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Ok,
    Error,
    Unknown,
}

/// 16 hex digits for people and for JavaScript, whose numbers don't hold 64 bits; a number for the trace hash.
fn hex<S: serde::Serializer>(hash: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.collect_str(&format_args!("{hash:016x}"))
    } else {
        serializer.serialize_u64(*hash)
    }
}
