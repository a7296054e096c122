//! Where a run starts: the world's description, as it stands in sessions and links.

use serde::{Deserialize, Serialize};

/// A world before anything happened in it. Two equal worlds with equal actions give equal traces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorldSpec {
    pub seed: u64,
    /// How many members found the cluster: 1 to 9.
    #[serde(default = "members")]
    pub members: u8,
    /// Whether there is a jigsaw puzzle at all.
    #[serde(default = "yes")]
    pub puzzle: bool,
    /// Whether the friends look for pieces by themselves; else pieces come only by `suggest_piece`.
    #[serde(default = "yes")]
    pub search: bool,
    #[serde(default)]
    pub preload: bool,
    #[serde(default)]
    pub city: bool,
    #[serde(default)]
    pub door: Door,
    /// How many entries stay in the log behind a snapshot.
    #[serde(default = "keep_log")]
    pub keep_log: u64,
    #[serde(default)]
    pub pre_vote: bool,
    #[serde(default)]
    pub timing: Timing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    #[default]
    Open,
    Locked,
}

/// The times of a cluster, in virtual microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Timing {
    pub heartbeat_us: u64,
    /// The range an election timeout is drawn from; its end is also the leader lease.
    pub election_us: [u64; 2],
    /// The range the way of one message takes.
    pub latency_us: [u64; 2],
}

impl Default for Timing {
    fn default() -> Self {
        Self { heartbeat_us: 500_000, election_us: [1_500_000, 3_000_000], latency_us: [100_000, 150_000] }
    }
}

impl WorldSpec {
    /// The default world of `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            members: members(),
            puzzle: true,
            search: true,
            preload: false,
            city: false,
            door: Door::Open,
            keep_log: keep_log(),
            pre_vote: false,
            timing: Timing::default(),
        }
    }
}

fn members() -> u8 {
    5
}

fn keep_log() -> u64 {
    1000
}

fn yes() -> bool {
    true
}
