//! What is checked in every run, by name, and how it is said that it broke: plain values, for frames and tools.

use serde::Serialize;

use super::MemberId;

/// A property that holds at every moment of every correct run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    ElectionSafety,
    LeaderAppendOnly,
    LogMatching,
    LeaderCompleteness,
    StateMachineSafety,
    VoteOnce,
    CommitMonotonic,
    AcknowledgedWrites,
    Linearizability,
    WatchComplete,
}

impl Property {
    /// All of them: first the five of the Raft paper's Figure 3, in its order.
    pub const ALL: [Self; 10] = [
        Self::ElectionSafety,
        Self::LeaderAppendOnly,
        Self::LogMatching,
        Self::LeaderCompleteness,
        Self::StateMachineSafety,
        Self::VoteOnce,
        Self::CommitMonotonic,
        Self::AcknowledgedWrites,
        Self::Linearizability,
        Self::WatchComplete,
    ];

    /// As in the Raft paper, for tools: `election_safety`. The same as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::ElectionSafety => "election_safety",
            Self::LeaderAppendOnly => "leader_append_only",
            Self::LogMatching => "log_matching",
            Self::LeaderCompleteness => "leader_completeness",
            Self::StateMachineSafety => "state_machine_safety",
            Self::VoteOnce => "vote_once",
            Self::CommitMonotonic => "commit_monotonic",
            Self::AcknowledgedWrites => "acknowledged_writes",
            Self::Linearizability => "linearizability",
            Self::WatchComplete => "watch_complete",
        }
    }

    /// Where the Raft paper (Ongaro and Ousterhout, extended version) speaks of it.
    pub fn section(self) -> &'static str {
        match self {
            Self::ElectionSafety | Self::VoteOnce => "§5.2",
            Self::LeaderAppendOnly | Self::LogMatching | Self::CommitMonotonic => "§5.3",
            Self::LeaderCompleteness => "§5.4",
            Self::StateMachineSafety => "§5.4.3",
            Self::AcknowledgedWrites | Self::Linearizability | Self::WatchComplete => "§8",
        }
    }
}

/// A property broke, at this virtual microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    pub property: Property,
    pub t_us: u64,
    #[serde(flatten)]
    pub at: At,
}

/// Who and what was involved in it, as far as it concerns the property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct At {
    /// Whose line of the trace broke it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Whom that contradicts, or whom the vote went to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<MemberId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<u64>,
    /// The place in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<u64>,
    /// The client's operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<u64>,
    /// The store's revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
}
