//! One moment of a world, complete enough to draw: the only thing that pictures are made from.

use std::rc::Rc;

use serde::Serialize;

use crate::cluster::{Address, Door, EntryFrame, MemberId, MessageKind, Violation};
use crate::etcd::SnapshotError;
use crate::few::SmallMap;

/// How many of a member's last log entries a frame lists.
pub const FRAME_ENTRIES_MAX: usize = 64;
/// How long a lost message stays listed, and a delivered one in `landed`.
pub const LOST_LISTED_US: u64 = 1_000_000;
pub const LANDED_LISTED_US: u64 = 200_000;
/// How long a friend who came too late with a piece stays listed.
pub const TAKEN_LISTED_US: u64 = 1_000_000;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// The moment, in virtual microseconds.
    pub t_us: u64,
    pub seed: u64,
    /// In the order of their ids; removed ones stay.
    pub members: Vec<MemberFrame>,
    /// In flight, or lost less than [`LOST_LISTED_US`] ago; in the order they were sent.
    pub messages: Vec<MessageFrame>,
    /// Delivered less than [`LANDED_LISTED_US`] ago; in the order they were sent.
    pub landed: Vec<MessageFrame>,
    pub network: NetworkFrame,
    /// In the order in which they began.
    pub watches: Vec<WatchFrame>,
    /// By their ids, as the leader has them, else the member that has applied most.
    pub leases: Vec<LeaseFrame>,
    pub puzzle: PuzzleFrame,
    pub door: Door,
    /// Letters of each client so far, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<ClientFrame>,
    /// The session's folder, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileFrame>,
    /// What `snapshot restore` made, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_dirs: Vec<DataDirFrame>,
    /// Properties that broke; empty in every correct run.
    pub violations: Vec<Violation>,
    /// Since when nobody checks whether properties hold; `None` if everything so far was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unchecked_since_us: Option<u64>,
    /// When everybody began anew from a snapshot, if they did since the world began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restored_us: Option<u64>,
    /// The times the world runs by, for scales and rings.
    pub timing: crate::cluster::Timing,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MemberFrame {
    pub id: MemberId,
    /// `ana`, `beto`, …
    pub name: &'static str,
    pub up: bool,
    pub role: Role,
    pub term: u64,
    pub removed: bool,
    /// Whom it gave its vote to in its current term: itself as a candidate, or the one it said yes to.
    pub voted_for: Option<MemberId>,
    /// The leader it knows of.
    pub leader: Option<MemberId>,
    pub log: LogFrame,
    /// The highest index it knows to be committed.
    pub commit: Option<u64>,
    /// The highest index its state machine has applied.
    pub applied: Option<u64>,
    /// The last index within its snapshot.
    pub snapshot: Option<u64>,
    /// On a leader: what it knows of each other member.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peers: Option<SmallMap<MemberId, PeerFrame>>,
    pub election: ElectionFrame,
    /// The revision of its key-value store.
    pub revision: u64,
    pub keys: usize,
    /// On a leader: whether a majority answered it within its lease. `None` on others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum: Option<bool>,
    /// On a leader: who has told it that it has the first entry that is not committed, else the last one, in
    /// the order it learnt of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acked: Vec<MemberId>,
    /// On a leader: who has a vote in the configuration in effect, in either of a joint one; by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voters: Vec<MemberId>,
    /// On a candidate: who said yes in this term, itself included, in the order it learnt of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<MemberId>,
    /// What is wrong with it, if anything is.
    #[serde(skip_serializing_if = "MemberFaults::is_none")]
    pub faults: MemberFaults,
}

/// How a member works: by default as well as can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MemberFaults {
    /// How much later it reads each letter.
    pub slow_us: u64,
    /// What its clock gains or loses in a million.
    pub clock_ppm: i32,
    /// Shortest and longest time until what it writes would survive a crash.
    pub flush_us: [u64; 2],
}

impl MemberFaults {
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Leader,
    Candidate,
    Follower,
    Learner,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LogFrame {
    pub first: Option<u64>,
    pub last: Option<u64>,
    /// The first entry that a crash would take away, because it is not flushed; `None` if all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unflushed: Option<u64>,
    /// The last [`FRAME_ENTRIES_MAX`] entries, oldest first.
    pub entries: Rc<[EntryFrame]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PeerFrame {
    /// The highest index known to be in that member's log.
    #[serde(rename = "match")]
    pub matched: Option<u64>,
    /// The index that would be sent next.
    pub next: u64,
}

/// When a member will ask for votes: first the leader's lease has to end, then its own timer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ElectionFrame {
    pub lease_until_us: Option<u64>,
    pub campaign_at_us: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageFrame {
    pub id: u64,
    pub from: Address,
    pub to: Address,
    pub kind: MessageKind,
    pub term: u64,
    pub sent_us: u64,
    /// When it arrives, did arrive, or was lost.
    pub due_us: u64,
    /// When it arrives if nothing stops it; later than `due_us` only for one that gets lost on its way.
    pub planned_us: u64,
    pub lost: bool,
    /// By how much an action held it up, in all.
    #[serde(skip_serializing_if = "is_zero")]
    pub delayed_us: u64,
    /// The message it is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<u64>,
    /// What is written in it.
    pub content: Rc<Content>,
}

/// What a message says, as far as a picture needs it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Entries for a follower's log; empty when only the commit index travels.
    Append {
        prev: Option<u64>,
        entries: Rc<[u64]>,
        keys: Rc<[Rc<str>]>,
        commit: Option<u64>,
    },
    /// The follower's log agrees up to `matched`, or doesn't (`ok: false`).
    AppendResult {
        ok: bool,
        matched: Option<u64>,
    },
    /// A vote is asked for by somebody whose log ends at `last`.
    VoteAsked {
        last: Option<u64>,
    },
    Vote {
        granted: bool,
        /// Beside what was asked for, if the answer is no.
        #[serde(skip_serializing_if = "Option::is_none")]
        refused: Option<Box<VoteRefused>>,
    },
    /// A client's command, e.g. `put /puzzle/r1c2`, and the key it puts a value to, if it does.
    Request {
        label: Rc<str>,
        key: Option<Rc<str>>,
    },
    Answer {
        ok: bool,
        revision: Option<u64>,
    },
    Nothing,
    /// What happened to a watcher's keys at a revision; no keys: the watch is over.
    WatchEvent {
        revision: u64,
        keys: Rc<[Rc<str>]>,
    },
    /// The door is locked for whoever asked.
    Denied,
}

/// What a member that says no to a candidate says of itself, and what it had been asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoteRefused {
    /// The round that votes were asked for, and how the candidate's log ends: term and index.
    pub asked_term: u64,
    pub asked_last: Option<(u64, u64)>,
    /// Its own vote: the round, and whom it went to.
    pub term: u64,
    pub node: MemberId,
    /// Whether that one was elected.
    pub committed: bool,
    /// Whether the lease of the one who was elected still held, or may have.
    pub leased: bool,
    /// How its own log ends: term and index.
    pub last: Option<(u64, u64)>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NetworkFrame {
    /// The sides of a partition, those that nobody named last; empty without one.
    pub groups: Vec<Vec<MemberId>>,
    /// Ways that are cut, from and to.
    pub cuts: Vec<(MemberId, MemberId)>,
    pub loss_ppm: u32,
    pub duplicate_ppm: u32,
    pub latency_us: [u64; 2],
    /// Whether members ask, before they campaign, if they would win.
    pub pre_vote: bool,
}

/// Somebody who wants to be told of changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WatchFrame {
    pub op: u64,
    pub client: Rc<str>,
    /// Whom it is connected to, or tries to be.
    pub member: MemberId,
    /// Whether it hears of what happens.
    pub connected: bool,
    /// It has no certificate, and the door is locked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    pub key: String,
    /// The first key behind those that are watched: absent for one key, empty for all behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range_end: Option<String>,
    /// The revision it was told last, or that its news begin behind.
    pub revision: Option<u64>,
    /// How many events it was told.
    pub events: u64,
    /// When it was told of any last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_us: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeaseFrame {
    /// Hexadecimal, as etcdctl writes it.
    pub id: String,
    pub ttl_s: i64,
    /// By the leader's clock; `None` while nobody counts.
    pub remaining_us: Option<u64>,
    pub keys: Vec<Rc<str>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClientFrame {
    pub name: Rc<str>,
    pub sent: u64,
    pub received: u64,
    /// When a locked door last turned it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_us: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileFrame {
    pub name: String,
    pub bytes: u64,
    /// What is in it, if it is a whole snapshot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keys: Option<usize>,
    /// Why it is none.
    #[serde(skip)]
    pub fault: Option<SnapshotError>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DataDirFrame {
    pub name: String,
    pub revision: u64,
    pub keys: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PuzzleFrame {
    pub rows: u8,
    pub cols: u8,
    /// Which picture is being assembled, from 1 on, as the furthest member has it.
    pub picture: u64,
    /// The pieces on each member's board (`r1c1` … `r3c4`), that is: applied by that member.
    pub placed: SmallMap<MemberId, Vec<&'static str>>,
    /// Pieces that a friend has found and proposes, not yet in the picture, with who found it.
    pub found: Vec<(MemberId, &'static str)>,
    /// A piece brought by somebody from outside that is not in the picture yet.
    pub visitor: Option<&'static str>,
    /// Friends who found a piece and were told, less than [`TAKEN_LISTED_US`] ago, that somebody's lies there already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<(MemberId, &'static str)>,
    /// Friends who once said that they are at home, and whose word has run out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<MemberId>,
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}
