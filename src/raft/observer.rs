//! What a member's stores tell about themselves as it happens: nothing here is sampled.

use super::Stored;
use super::types::{LogId, Vote};

/// Told of each change once it is durable (vote, log) or done (state machine), in order.
pub trait Observer {
    fn voted(&self, vote: &Vote);
    fn appended(&self, stored: &Stored);
    fn truncated(&self, from_index: u64);
    fn purged(&self, upto_index: u64);
    fn applied(&self, stored: &Stored);
    fn snapshot_built(&self, last: &LogId);
    fn snapshot_installed(&self, last: &LogId);
}
