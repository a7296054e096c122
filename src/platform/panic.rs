//! What happens when something breaks in here.
//!
//! A panic aborts a wasm module: nothing written in Rust runs afterwards. So the page itself, in
//! `index.html`, owns the overlay and its buttons; all that is done here is to keep it a fresh copy of the
//! session and, as the last thing, to call it.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Where the page looks for the last known session.
const SESSION: &str = "__quorum_session";
/// The page's function that shows the overlay; takes what went wrong.
const BROKE: &str = "__quorum_broke";

/// Keeps `json`, the session so far, where it survives a panic.
pub fn remember(json: &str) {
    let _ = Reflect::set(&js_sys::global(), &SESSION.into(), &json.into());
}

/// From now on a panic shows the overlay instead of a frozen page.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let what = JsValue::from(info.to_string());
        web_sys::console::error_1(&what);
        let broke = Reflect::get(&js_sys::global(), &BROKE.into()).ok();
        if let Some(broke) = broke.and_then(|broke| broke.dyn_into::<Function>().ok()) {
            let _ = broke.call1(&JsValue::NULL, &what);
        }
    }));
}
