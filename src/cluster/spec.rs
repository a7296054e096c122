//! Where a run starts: the world's description, as it stands in sessions and links.

use serde::{Deserialize, Serialize};

use crate::json::{Fields, Json};
use crate::mistake::Mistakes;

/// A world before anything happened in it. Two equal worlds with equal actions give equal traces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Json")]
pub struct WorldSpec {
    pub seed: u64,
    /// How many members found the cluster: 1 to 9.
    pub members: u8,
    /// Whether there is a jigsaw puzzle at all.
    pub puzzle: bool,
    /// Whether the friends look for pieces by themselves; else pieces come only by `suggest_piece`.
    pub search: bool,
    pub preload: bool,
    pub city: bool,
    pub door: Door,
    /// How many entries stay in the log behind a snapshot.
    pub keep_log: u64,
    pub pre_vote: bool,
    pub timing: Timing,
    /// What it gets wrong on purpose, in tests of the checks; no part of a session.
    #[serde(skip)]
    pub mistakes: Mistakes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    #[default]
    Open,
    Locked,
}

/// The times of a cluster, in virtual microseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
            members: 5,
            puzzle: true,
            search: true,
            preload: false,
            city: false,
            door: Door::Open,
            keep_log: 1000,
            pre_vote: false,
            timing: Timing::default(),
            mistakes: Mistakes::default(),
        }
    }
}

impl TryFrom<Json> for WorldSpec {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let mut fields = Fields::try_from(json)?;
        let usual = Self::new(fields.take("seed"));
        let spec = Self {
            seed: usual.seed,
            members: fields.or("members", usual.members),
            puzzle: fields.or("puzzle", usual.puzzle),
            search: fields.or("search", usual.search),
            preload: fields.or("preload", usual.preload),
            city: fields.or("city", usual.city),
            door: fields.or("door", usual.door),
            keep_log: fields.or("keep_log", usual.keep_log),
            pre_vote: fields.or("pre_vote", usual.pre_vote),
            timing: fields.or("timing", usual.timing),
            mistakes: usual.mistakes,
        };
        fields.give(spec)
    }
}

impl TryFrom<Json> for Door {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Text(name) if name == "open" => Ok(Self::Open),
            Json::Text(name) if name == "locked" => Ok(Self::Locked),
            _ => Err("it has to be `open` or `locked`".to_owned()),
        }
    }
}

impl TryFrom<Json> for Timing {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let mut fields = Fields::try_from(json)?;
        let usual = Self::default();
        let timing = Self {
            heartbeat_us: fields.or("heartbeat_us", usual.heartbeat_us),
            election_us: fields.or("election_us", usual.election_us),
            latency_us: fields.or("latency_us", usual.latency_us),
        };
        fields.give(timing)
    }
}
