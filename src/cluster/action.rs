//! What anybody can ask of a world, as it stands in sessions, scripts and links.

use serde::{Deserialize, Serialize};

use crate::cluster::MemberId;

/// One wish, externally tagged in JSON: `{"crash":{"member":2}}`, `"suggest_piece"`.
///
/// A session's log holds nothing else, so every field is a whole number or a text: no floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// The member stops at once: all that it was doing is gone, what it stored stays.
    Crash { member: MemberId },
    /// The member starts again from what it stored.
    Restart { member: MemberId },
    /// The member asks for votes now, without waiting for its election timer.
    Campaign { member: MemberId },
    /// The message is lost on its way.
    DropMessage { id: u64 },
    /// The message arrives `by_us` microseconds later than it would have.
    DelayMessage { id: u64, by_us: u64 },
    /// Somebody from outside brings the next puzzle piece.
    SuggestPiece,
    /// One command line of `etcdctl`, without that word in front.
    Etcdctl(EtcdctlCall),
    /// Letters pass only within a group. Members that no group names are one more group; whoever is no
    /// member reaches everybody. It takes the place of an earlier partition.
    Partition { groups: Vec<Vec<MemberId>> },
    /// Letters from one member to another get lost, those the other way don't.
    Cut { from: MemberId, to: MemberId },
    /// Ends all faults of the network and of members. Whoever is away stays away.
    Heal,
    /// What becomes of letters sent from now on; what is not named stays as it is.
    SetNetwork {
        /// In a million.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        loss_ppm: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duplicate_ppm: Option<u32>,
        /// Shortest and longest way.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        latency_us: Option<[u64; 2]>,
    },
    /// A copy of the message sets out now.
    DuplicateMessage { id: u64 },
    /// How well a member works from now on; what is not named stays as it is.
    SetMember {
        member: MemberId,
        /// It reads each letter so much later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slow_us: Option<u64>,
        /// Its clock gains so many microseconds a second, or loses them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock_ppm: Option<i32>,
        /// Shortest and longest time until what it writes would survive a crash.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flush_us: Option<[u64; 2]>,
    },
    /// The leader hands its office over.
    TransferLeader { to: MemberId },
    /// Whether members ask, before they campaign, if they would win.
    SetPreVote { on: bool },
    /// The member builds a snapshot and purges the log behind it.
    TakeSnapshot { member: MemberId },
    /// The member joins: as a learner, then as a voter.
    AddMember { member: MemberId },
    /// The member leaves, and is shut down once that is committed.
    RemoveMember { member: MemberId },
}

/// A command typed by a client that is connected to the member `endpoint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EtcdctlCall {
    pub line: String,
    /// The member that answers; without it, the leader that members at home know, else the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<MemberId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stdin: String,
    #[serde(default = "terminal", skip_serializing_if = "is_terminal")]
    pub client: String,
}

fn terminal() -> String {
    "terminal".to_owned()
}

fn is_terminal(client: &String) -> bool {
    client == "terminal"
}
