//! Files that are brought from the computer: looked at before anything is asked of the session.

use leptos::ev::DragEvent;
use leptos::web_sys::{DataTransfer, File};

use super::{Etcd, Part};
use crate::base64;
use crate::cluster::Action;
use crate::etcd::{SnapshotError, Store};
use crate::platform::files;
use crate::ui::sheet::{Panel, Tab};
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
pub fn bring(etcd: Etcd, file: &File) {
    let came = etcd.came;
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
    let parts = name.split(|letter| !is_plain(letter)).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-").replace("-.", ".");
    name.trim_start_matches('.').chars().take(64).collect()
}

/// Files that are dropped anywhere on the page come into the album, which opens: none takes the page's place.
pub fn catch(etcd: Etcd, panel: Panel) {
    let files = |event: &DragEvent| event.data_transfer().filter(holds_files);
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        if files(&event).is_some() {
            event.prevent_default();
            etcd.held.set(true);
        }
    });
    let left = window_event_listener(leptos::ev::dragleave, move |event| {
        // The pointer has left the window, not only one of its parts.
        if event.related_target().is_none() {
            etcd.held.set(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        etcd.held.set(false);
        let Some(data) = files(&event) else { return };
        event.prevent_default();
        if let Some(file) = data.files().and_then(|files| files.item(0)) {
            panel.show(Tab::Etcd);
            etcd.part.set(Part::Album);
            bring(etcd, &file);
        }
    });
    on_cleanup(move || {
        over.remove();
        left.remove();
        dropped.remove();
    });
}

/// Words that are dragged into a field are no file.
fn holds_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}
