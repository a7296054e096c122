//! What the person's system prefers, and the marks on `<html>` that styles follow.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A media query as a signal that follows the system for as long as the page lives.
pub fn media(query: &str) -> ReadSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let (matches, set_matches) = signal(list.as_ref().is_some_and(|list| list.matches()));
    if let Some(list) = list {
        let watched = list.clone();
        let changed = Closure::<dyn FnMut()>::new(move || set_matches.set(watched.matches()));
        // Safari before 14 has no `addEventListener` here: the value of the first moment stays.
        let _ = list.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
        changed.forget();
    }
    matches
}

/// Sets an attribute of `<html>`.
pub fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// A number that is the same all over a day and another one tomorrow: YYYYMMDD.
pub fn seed_of_the_day() -> u64 {
    let now = js_sys::Date::new_0();
    u64::from(now.get_full_year()) * 10_000 + u64::from(now.get_month() + 1) * 100 + u64::from(now.get_date())
}

/// Takes away what the bare page showed until the real one was there.
pub fn mounted() {
    if let Some(skeleton) = document().get_element_by_id("skeleton") {
        skeleton.remove();
    }
    // From now on only errors of this very page call the overlay.
    let _ = js_sys::Reflect::set(&js_sys::global(), &"__quorum_mounted".into(), &true.into());
}

/// The wall clock, in milliseconds since some moment of its own.
pub fn now_ms() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Calls `then` whenever nobody can see the page any more.
pub fn on_hidden(then: impl Fn() + 'static) {
    let changed = Closure::<dyn Fn()>::new(move || {
        if document().visibility_state() == web_sys::VisibilityState::Hidden {
            then();
        }
    });
    let _ = document().add_event_listener_with_callback("visibilitychange", changed.as_ref().unchecked_ref());
    changed.forget();
}
