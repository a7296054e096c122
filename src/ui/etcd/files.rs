//! Files that are brought from the computer: looked at before anything is asked of the session.

use leptos::web_sys::File;

use super::Etcd;
use crate::base64;
use crate::cluster::Action;
use crate::etcd::{SnapshotError, Store};
use crate::platform::files;
use crate::ui::view::*;

/// No larger file is taken.
const BYTES_MAX: f64 = 512.0 * 1024.0;

/// What came of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    Well(String),
    TooLarge(String),
    Unreadable(String),
    /// It is no photo, or a damaged one: nothing has happened.
    Bad(String, SnapshotError),
}

/// Reads a file and has the session take it, if it is a whole photo.
pub fn bring(etcd: Etcd, file: &File, came: RwSignal<Option<Came>>) {
    let name = plain(&file.name());
    if file.size() > BYTES_MAX {
        return came.set(Some(Came::TooLarge(name)));
    }
    files::read(file, move |read| {
        let Some((bytes, base64)) = read.and_then(|base64| Some((base64::decode(&base64)?, base64))) else {
            return came.set(Some(Came::Unreadable(name)));
        };
        match Store::from_snapshot(&bytes) {
            Ok(_) => {
                etcd.notices.dispatch(etcd.player, Action::File { name: name.clone(), base64 });
                came.set(Some(Came::Well(name)));
            }
            Err(fault) => came.set(Some(Came::Bad(name, fault))),
        }
    });
}

/// A name that a command line can hold: without blanks and the like.
fn plain(name: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let name: String = name.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).take(64).collect();
    name.trim_start_matches('.').to_owned()
}
