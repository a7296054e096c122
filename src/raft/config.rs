//! openraft's settings for a world's timing.

use std::sync::Arc;

use openraft::{Config, ConfigError, SnapshotPolicy};

/// A member builds a snapshot by itself after so many entries, so that logs of long runs don't grow for ever (§7).
/// etcd's `--snapshot-count` is 10,000; a village takes some forty minutes for a thousand.
pub const SNAPSHOT_ENTRIES: u64 = 1000;

/// Times in milliseconds, as openraft counts them.
pub struct RaftTiming {
    pub heartbeat_ms: u64,
    pub election_ms: [u64; 2],
}

/// `keep_log`: how many entries stay in the log behind a snapshot.
///
/// # Errors
/// If the times contradict each other, e.g. an election timeout not longer than a heartbeat.
pub fn config(timing: &RaftTiming, pre_vote: bool, keep_log: u64) -> Result<Arc<Config>, ConfigError> {
    let config = Config {
        heartbeat_interval: timing.heartbeat_ms,
        election_timeout_min: timing.election_ms[0],
        election_timeout_max: timing.election_ms[1],
        // Its default suits real networks; here a snapshot is a letter like any other.
        install_snapshot_timeout: timing.election_ms[1].max(200),
        // Also when somebody asks for one; then the log behind it is purged but for so many entries.
        snapshot_policy: SnapshotPolicy::LogsSinceLast(SNAPSHOT_ENTRIES),
        max_in_snapshot_log_to_keep: keep_log,
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
