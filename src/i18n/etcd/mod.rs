//! The texts of the etcd panel: terminal, keys, leases, photos. They come later, with `i18n/later`.

mod en;
mod pt;
mod trouble;

pub use en::EN;
pub use pt::PT;

use crate::cluster::MemberId;
use crate::etcd::SnapshotError;
use crate::etcdctl::Trouble;

/// A plain word, and the precise one beside it for those who want technical names.
pub type Named = (&'static str, &'static str);

pub struct Etcd {
    pub panel: &'static str,
    pub parts: &'static str,
    pub keys: Named,
    pub leases: Named,
    pub album: Named,
    pub terminal: Terminal,
    pub tree: Tree,
    pub object: Object,
    pub lease: Lease,
    pub photo: Photo,
}

pub struct Terminal {
    pub title: &'static str,
    /// Who answers, and the choice that leaves it to the village.
    pub asks: &'static str,
    pub whoever_leads: &'static str,
    pub house: fn(MemberId, House) -> String,
    pub examples: &'static str,
    pub line: &'static str,
    pub invitation: &'static str,
    pub send: &'static str,
    pub stdin: &'static str,
    pub stdin_label: &'static str,
    /// The same for `txn`, marked, and what its three parts are for.
    pub txn_label: &'static str,
    pub txn_parts: [Named; 3],
    /// For `watch -i`, and for the value of a `put`.
    pub session_label: &'static str,
    pub value_label: &'static str,
    /// While a command reads on.
    pub talk_label: &'static str,
    /// How what is written is sent: by keys, to a command that reads on, and by a finger. And that nothing is.
    pub how: &'static str,
    pub how_talk: &'static str,
    pub how_touch: &'static str,
    pub blank: &'static str,
    /// For one thing that goes on, and for several.
    pub stop: (&'static str, &'static str),
    pub copy: &'static str,
    pub copied: &'static str,
    pub waiting: &'static str,
    /// Nobody may ever answer: of the house that was asked, and how many seconds the tool waits, unless it waits for ever.
    pub patience: fn(MemberId, House, Option<u64>) -> String,
    pub listening: &'static str,
    pub lasting: &'static str,
    /// Beside these two, for those who have such keys.
    pub stop_keys: (&'static str, &'static str),
    /// The door is locked, and this terminal has the key.
    pub locked: &'static str,
    /// Beside what a transaction printed that did its second list; a deletion of nothing; a lease that is not there.
    pub otherwise: &'static str,
    pub nothing_deleted: &'static str,
    pub no_lease: &'static str,
    /// Not the latest moment is shown.
    pub in_the_past: &'static str,
    /// Above the tool's own help: what the commands are for, in groups, and what stands behind one of them. Marked.
    pub help: &'static [Named],
    pub help_head: &'static str,
    pub help_foot: &'static str,
    pub help_one: &'static str,
    /// Time stands still, so nothing will be answered.
    pub standing: &'static str,
    /// No such key; none in a prefix; none in another stretch of keys.
    pub silent_get: &'static str,
    pub silent_prefix: &'static str,
    pub silent_stretch: &'static str,
    pub silent: &'static str,
    pub no_prefix: fn(key: &str) -> String,
    /// Somebody acted in the past, so what came then is gone, with so many commands of this terminal. Marked.
    pub branched: fn(forgotten: usize) -> String,
    pub left_out: fn(lines: usize) -> String,
    pub offers: &'static str,
    pub no_offers: &'static str,
    /// Why a command failed, if there is more to say than it did itself.
    pub trouble: fn(&Trouble, technical: bool) -> Option<String>,
}

/// Whether somebody answers at a house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum House {
    AtHome,
    Away,
    /// Of nobody in the group any more.
    Left,
}

pub struct Tree {
    pub label: &'static str,
    pub empty: &'static str,
    pub away: fn(MemberId) -> String,
    pub nobody: &'static str,
    /// Whose keys these are, at which revision. Here and below, `technical` chooses their names.
    pub whose: fn(MemberId, u64, technical: bool) -> String,
    pub revision: fn(u64, technical: bool) -> String,
    /// How many keys are in a folder, and in one where there is none yet: how many are only noted.
    pub count: fn(usize, technical: bool) -> String,
    pub count_noted: fn(usize) -> String,
    pub nameless: &'static str,
    /// In place of a value that is none.
    pub blank: &'static str,
    pub changed: &'static str,
    pub deleted: &'static str,
    pub noted: &'static str,
    pub doomed: &'static str,
    pub lease: fn(Option<u64>) -> String,
}

pub struct Object {
    pub back: Named,
    pub created: fn(u64, technical: bool) -> String,
    /// Beside it: what the number counts is said.
    pub changed: fn(u64) -> String,
    pub version: &'static str,
    pub deleted: fn(u64, technical: bool) -> String,
    pub nothing: &'static str,
    pub past: fn(u64, technical: bool) -> String,
    pub newest: &'static str,
    pub value: &'static str,
    pub empty: &'static str,
    pub cut: &'static str,
    pub added: &'static str,
    pub removed: &'static str,
    pub history: Named,
    pub was_deleted: &'static str,
    pub more: fn(usize) -> String,
    pub watchers: Named,
    pub nobody: Named,
    pub knows: &'static str,
    pub on_its_way: &'static str,
    pub not_connected: &'static str,
}

pub struct Lease {
    pub none: &'static str,
    pub granted: fn(ttl_s: i64) -> String,
    pub left: fn(s: u64) -> String,
    pub nobody_counts: &'static str,
    pub no_keys: &'static str,
}

pub struct Photo {
    pub take: &'static str,
    pub none: &'static str,
    pub tells: fn(revision: u64, technical: bool, keys: usize, pieces: usize, bytes: u64) -> String,
    pub bytes: fn(u64) -> String,
    pub well: &'static str,
    pub bad: &'static str,
    pub fault: fn(&SnapshotError) -> &'static str,
    pub download: &'static str,
    pub restore: &'static str,
    pub drop: &'static str,
    pub choose: &'static str,
    pub too_large: fn(name: &str) -> String,
    pub unreadable: fn(name: &str) -> String,
    pub came: fn(name: &str) -> String,
    pub refused: fn(name: &str, why: &str) -> String,
    /// Before everybody begins anew; after they did; and when another one was made later. Marked.
    pub ready: fn(dir: &str, revision: u64, technical: bool) -> String,
    pub begun: fn(dir: &str, revision: u64, technical: bool, at_us: u64) -> String,
    pub outdated: fn(dir: &str, revision: u64, technical: bool) -> String,
    pub gone: &'static str,
    pub older: &'static str,
    pub back: &'static str,
    pub same: fn(usize, technical: bool) -> String,
    pub nothing_gone: &'static str,
    pub pieces: fn(&[u8]) -> String,
    pub more: fn(usize) -> String,
    /// Below the picture as it is, and as it would be: how many pieces.
    pub board_now: fn(usize) -> String,
    pub board_then: fn(usize) -> String,
    pub begin: &'static str,
    pub begin_hint: &'static str,
    pub etcdutl: &'static str,
}
