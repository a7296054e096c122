//! What a member's stores tell about themselves as it happens: nothing here is sampled.

use super::Stored;
use super::types::{LogId, SnapshotMeta, Vote};

/// Told of each change once it is durable (vote, truncation, purge, snapshot) or done (new entries,
/// which are durable later; state machine), in order.
pub trait Observer {
    /// `waited`: openraft took its decision a while ago, the disk took its time.
    fn voted(&self, vote: &Vote, waited: bool);
    fn appended(&self, stored: &Stored);
    /// Entries from this index on were not durable when the member crashed.
    fn lost(&self, from_index: u64);
    fn truncated(&self, from_index: u64);
    fn purged(&self, upto_index: u64);
    fn applied(&self, stored: &Stored);
    fn snapshot_built(&self, last: &LogId);
    fn snapshot_installed(&self, meta: &SnapshotMeta);
}
