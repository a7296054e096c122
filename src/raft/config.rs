//! openraft's settings for a world's timing.

use std::sync::Arc;

use openraft::{Config, ConfigError, SnapshotPolicy};

/// Times in milliseconds, as openraft counts them.
pub struct RaftTiming {
    pub heartbeat_ms: u64,
    pub election_ms: [u64; 2],
}

/// # Errors
/// If the times contradict each other, e.g. an election timeout not longer than a heartbeat.
pub fn config(timing: &RaftTiming, pre_vote: bool) -> Result<Arc<Config>, ConfigError> {
    let config = Config {
        heartbeat_interval: timing.heartbeat_ms,
        election_timeout_min: timing.election_ms[0],
        election_timeout_max: timing.election_ms[1],
        // Its default suits real networks; here a snapshot is a letter like any other.
        install_snapshot_timeout: timing.election_ms[1].max(200),
        snapshot_policy: SnapshotPolicy::Never,
        enable_pre_vote: Some(pre_vote),
        // Else a leader that comes back quickly goes on leading without an election.
        enable_leader_restore: Some(false),
        ..Default::default()
    };
    Ok(Arc::new(config.validate()?))
}

/// How often openraft looks at its election timer: `heartbeat × 13/64`, in whole milliseconds.
pub fn tick_us(timing: &RaftTiming) -> u64 {
    (timing.heartbeat_ms * 13 / 64).max(1) * 1000
}
