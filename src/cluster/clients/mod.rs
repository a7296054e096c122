//! Who uses the cluster: the friends with their puzzle, a visitor, whoever types commands.

mod desk;
mod files;
mod friend;
mod presence;
mod terminal;
mod tool;
mod visitor;
mod watcher;

use std::rc::Rc;

use super::post::PostOffice;
use super::{MEMBERS_MAX, member_name};

pub use desk::{Counts, Desk};
pub use files::{FILE_NAME_LEN_MAX, File, may_be_a_file};
pub use friend::{board, live};
pub use presence::is_present;
#[cfg(feature = "split")]
pub use tool::bring_etcdctl;
pub use tool::{Tool, tool};
pub use visitor::bring;
pub use watcher::Watching;

/// The longest name of a client, in letters.
pub const NAME_LEN_MAX: usize = 32;
/// The client that brings pieces from outside.
const VISITOR: &str = "visitor";
/// Who types in the page's terminal, and the city's API server.
const TERMINAL: &str = "terminal";
const API_SERVER: &str = "apiserver";

/// What etcd's client says when nobody answered in time.
const DEADLINE_EXCEEDED: &str = "context deadline exceeded";

/// Whether somebody at a terminal may go by this name: nobody else does.
pub fn may_be_called(client: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let is_taken = || client == VISITOR || (1..=MEMBERS_MAX).any(|id| member_name(id) == client);
    (1..=NAME_LEN_MAX).contains(&client.chars().count()) && client.chars().all(is_plain) && !is_taken()
}

/// Whom a locked door lets in. The friends ask at home, where there is no door.
pub fn has_certificate(client: &str) -> bool {
    client == TERMINAL || client == API_SERVER
}

/// Locks the door, or opens it. Who has no certificate loses what connection there was.
pub fn lock(post: &Rc<PostOffice>, is_locked: bool) {
    post.is_locked.set(is_locked);
    if is_locked {
        for watching in post.desk.watches().iter().filter(|watching| !has_certificate(&watching.client)) {
            watching.hang_up();
        }
    }
}
