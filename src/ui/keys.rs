//! Listens to the keys that work anywhere on the page.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::platform::keys::{Command, Focus, command};
use crate::ui::help::HelpDialog;
use crate::ui::player::Player;
use crate::ui::sheet::Panel;

/// Listens for as long as the page lives.
pub fn listen(player: Player, help: HelpDialog, panel: Panel) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(command) = command(&event.key(), focus(&event)) else { return };
        // What nobody sees is not played.
        if panel.has_text() && command != Command::Help {
            return;
        }
        event.prevent_default();
        match command {
            Command::Toggle => player.toggle(),
            Command::Back => player.step_back(),
            Command::Forward => player.step_forward(),
            Command::Speed(speed) => player.set_speed(speed),
            Command::Help => help.open(),
        }
    });
    on_cleanup(move || handle.remove());
}

/// Puts the keyboard on the element with this id, if there is one.
pub fn move_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<leptos::web_sys::HtmlElement>().focus();
    }
}

fn focus(event: &KeyboardEvent) -> Focus {
    const TAKEN: &str = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=slider], dialog";
    const BUTTON: &str = "button, a[href], [role=button], summary, input[type=checkbox]";
    let target = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::Element>().ok());
    let within = |selector| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    match () {
        () if within(TAKEN) => Focus::Taken,
        () if within(BUTTON) => Focus::Button,
        () => Focus::Elsewhere,
    }
}
