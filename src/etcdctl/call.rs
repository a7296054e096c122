//! What a command line comes to: what its client asks members for, and what it prints is made from.

use super::trouble::Refused;
use crate::etcd::{DeleteRequest, Event, KeyRange, LeaseId, PutRequest, RangeRequest, Request, Response, TxnRequest};

/// etcdctl's own default for `--command-timeout`.
const COMMAND_TIMEOUT_US: u64 = 5_000_000;

/// A command line that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    pub command: Command,
    pub style: Style,
    /// `--endpoints`, as they stand there (`beto:2379`); empty for the one that the terminal is connected to.
    pub endpoints: Vec<String>,
    /// `--command-timeout`, in microseconds; with 0 it is over before anything is asked. `None` where the real tool goes
    /// by none: `txn`, `watch`, `lease timetolive`, `lease keep-alive`, `lease list`, and `snapshot save` without the flag.
    pub timeout_us: Option<u64>,
}

/// How answers are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub format: Format,
    /// `--hex`: texts as hexadecimal escapes.
    pub hex: bool,
    /// `get --print-value-only`.
    pub values_only: bool,
    /// `txn --interactive`: prints what is to be entered next.
    pub prompts: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Simple,
    Json,
    Fields,
    Table,
}

/// What the client asks for. Numbers and ids as etcd's API has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing is asked of anybody: a version, a help text.
    Say(String),
    Get {
        request: RangeRequest,
        serializable: bool,
    },
    Put(PutRequest),
    Delete(DeleteRequest),
    Txn(TxnRequest),
    Compact {
        revision: i64,
    },
    Watch(Watch),
    /// `watch --interactive` whose input is all there: what it says to its lines, and how it ends, which the real tool
    /// does as soon as its input has ended, before any watch has been told anything. Of one that is typed on,
    /// [`spoken`](super::spoken) reads the lines.
    Interactive {
        said: String,
        end: Box<Refused>,
    },
    LeaseGrant {
        ttl_s: i64,
    },
    LeaseRevoke {
        id: LeaseId,
    },
    LeaseTimeToLive {
        id: LeaseId,
        keys: bool,
    },
    LeaseKeepAlive {
        id: LeaseId,
        once: bool,
    },
    LeaseList,
    SnapshotSave {
        file: String,
    },
    SnapshotStatus {
        file: String,
    },
    /// `data_dir`: the new directory, `default.etcd` if nothing else is said.
    SnapshotRestore {
        file: String,
        data_dir: String,
        /// `--name`, `--initial-cluster`: the first has to be one of the second.
        name: String,
        initial_cluster: String,
    },
    MemberList,
    MemberAdd {
        /// For what is printed only: members tell their names when they start.
        name: String,
        /// As etcd keeps them.
        peer_urls: Vec<String>,
        /// As they stand on the line, which is printed, too.
        given_urls: String,
        learner: bool,
    },
    MemberRemove {
        id: u64,
    },
    MemberPromote {
        id: u64,
    },
    MoveLeader {
        to: u64,
    },
    /// `cluster`: of all members, not only of the endpoints.
    EndpointStatus {
        cluster: bool,
    },
    EndpointHealth {
        cluster: bool,
    },
    EndpointHashKv {
        cluster: bool,
        revision: i64,
    },
}

impl Command {
    /// Whether nothing is another after it, whatever comes of it.
    pub fn only_reads(&self) -> bool {
        match self {
            Command::Txn(txn) => Request::Txn(txn.clone()).only_reads(),
            Command::Put(_)
            | Command::Delete(_)
            | Command::Compact { .. }
            | Command::LeaseGrant { .. }
            | Command::LeaseRevoke { .. }
            | Command::LeaseKeepAlive { .. }
            | Command::MemberAdd { .. }
            | Command::MemberRemove { .. }
            | Command::MemberPromote { .. }
            | Command::MoveLeader { .. } => false,
            _ => true,
        }
    }

    /// After how long the tool gives up, in microseconds, by what `--command-timeout` says.
    pub fn timeout_us(&self, given: Option<u64>) -> Option<u64> {
        match self {
            Command::Txn(_)
            | Command::Watch(_)
            | Command::LeaseTimeToLive { .. }
            | Command::LeaseKeepAlive { .. }
            | Command::LeaseList => None,
            Command::SnapshotSave { .. } => given,
            _ => given.or(Some(COMMAND_TIMEOUT_US)),
        }
    }
}

/// What one line of an interactive session comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// A watch begins.
    Watch(Watch),
    /// All watches are asked how far they are.
    Progress,
    /// It can't be read: what is said about that.
    Complaint(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    pub range: KeyRange,
    /// The first revision to be told of; 0 for what comes from now on.
    pub revision: i64,
    pub prev_kv: bool,
}

/// What stands at the head of every answer of etcd's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    pub cluster_id: u64,
    pub member_id: u64,
    pub revision: u64,
    pub raft_term: u64,
}

/// What came back, as far as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To `get`, `put`, `del` and `txn`.
    Store(Response),
    Compacted {
        revision: i64,
    },
    LeaseGranted {
        id: LeaseId,
        ttl_s: i64,
    },
    LeaseRevoked {
        id: LeaseId,
    },
    /// `remaining_s` is -1 for a lease that is not there, or no more.
    LeaseTimeToLive {
        id: LeaseId,
        granted_s: i64,
        remaining_s: i64,
        keys: Vec<String>,
    },
    LeaseKeptAlive {
        id: LeaseId,
        ttl_s: i64,
    },
    /// The lease that was kept alive is there no more.
    LeaseGone {
        id: LeaseId,
    },
    Leases(Vec<LeaseId>),
    /// The watch has begun.
    WatchCreated,
    /// What happened, in its order. All of it at one revision, or up to one that was already there.
    Events(Vec<Event>),
    /// The server ended the watch, or never began it. `compacted`: up to which revision the store is, if it is because
    /// of that; 0 if not (`mvcc: watcher range is empty`).
    WatchCanceled {
        compacted: i64,
        error: String,
    },
    SnapshotSaved {
        file: String,
    },
    /// Prints nothing, as the real tool does.
    SnapshotRestored,
    SnapshotStatus {
        hash: u32,
        revision: u64,
        total_keys: u64,
        total_bytes: u64,
    },
    Members(Vec<MemberLine>),
    MemberAdded {
        member: MemberLine,
        members: Vec<MemberLine>,
    },
    MemberRemoved {
        id: u64,
        members: Vec<MemberLine>,
    },
    MemberPromoted {
        id: u64,
    },
    LeaderMoved {
        from: u64,
        to: u64,
    },
    /// Of the endpoints that answered, and of the others.
    Statuses(Vec<StatusLine>, Vec<Unanswered>),
    Health(Vec<HealthLine>),
    Hashes(Vec<HashLine>, Vec<Unanswered>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    pub id: u64,
    /// Empty for one that was added and never started.
    pub name: String,
    pub peer_urls: Vec<String>,
    pub client_urls: Vec<String>,
    pub is_learner: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLine {
    pub endpoint: String,
    pub header: Header,
    pub db_bytes: u64,
    pub leader: u64,
    pub is_learner: bool,
    pub raft_index: u64,
    pub applied_index: u64,
    /// What is wrong with it, in etcd's words: `etcdserver: no leader`.
    pub errors: Vec<String>,
}

/// An endpoint that gave no answer but an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    pub endpoint: String,
    pub error: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthLine {
    pub endpoint: String,
    pub took_us: u64,
    /// What went wrong, if anything did.
    pub error: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashLine {
    pub endpoint: String,
    pub header: Header,
    pub hash: u32,
    pub compacted: i64,
}
