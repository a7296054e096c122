//! Keys that work anywhere on the page: Space, arrows, 1 2 3, `?`.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::help::HelpDialog;
use crate::ui::player::{Player, Speed};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Toggle,
    Back,
    Forward,
    Speed(Speed),
    Help,
}

/// What has the focus, as far as keys are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    /// Takes every key for itself: a field, a slider, a list that scrolls, an open dialog.
    Taken,
    /// Reacts to Space and Enter by itself.
    Button,
    Elsewhere,
}

fn command(key: &str, focus: Focus) -> Option<Command> {
    if focus == Focus::Taken {
        return None;
    }
    match key {
        " " if focus == Focus::Elsewhere => Some(Command::Toggle),
        "ArrowLeft" => Some(Command::Back),
        "ArrowRight" => Some(Command::Forward),
        "1" => Some(Command::Speed(Speed::SLOW)),
        "2" => Some(Command::Speed(Speed::NORMAL)),
        "3" => Some(Command::Speed(Speed::FAST)),
        "?" => Some(Command::Help),
        _ => None,
    }
}

/// Listens for as long as the page lives.
pub fn listen(player: Player, help: HelpDialog) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(command) = command(&event.key(), focus(&event)) else { return };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_the_help_says() {
        assert_eq!(command(" ", Focus::Elsewhere), Some(Command::Toggle));
        assert_eq!(command("ArrowRight", Focus::Button), Some(Command::Forward));
        assert_eq!(command("3", Focus::Elsewhere), Some(Command::Speed(Speed::FAST)));
        assert_eq!(command("x", Focus::Elsewhere), None);
    }

    #[test]
    fn a_button_keeps_space_and_a_field_keeps_everything() {
        assert_eq!(command(" ", Focus::Button), None);
        for key in [" ", "ArrowLeft", "1", "?"] {
            assert_eq!(command(key, Focus::Taken), None);
        }
    }
}
