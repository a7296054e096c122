//! Small things that are remembered between visits. Browsers may deny it; then nothing is remembered, and
//! nothing else changes.

use web_sys::Storage;

/// Before every key, so that other pages of the same origin are left in peace.
const PREFIX: &str = "quorum.";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(&format!("{PREFIX}{key}")).ok().flatten()
}

pub fn set(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is not remembered.
        let _ = storage.set_item(&format!("{PREFIX}{key}"), value);
    }
}

/// The session that was asked back for after a panic, once. The page itself, in `index.html`, put it there.
pub fn take_reopened() -> Option<String> {
    let storage = web_sys::window()?.session_storage().ok().flatten()?;
    let key = format!("{PREFIX}reopen");
    let session = storage.get_item(&key).ok().flatten();
    // First of all: a session that breaks the page must not break it for ever.
    let _ = storage.remove_item(&key);
    session
}

pub fn get_flag(key: &str) -> Option<bool> {
    match get(key)?.as_str() {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

pub fn set_flag(key: &str, on: bool) {
    set(key, if on { "1" } else { "0" });
}
