//! Wishes of whoever looks at the stage, on their way to the session.

use leptos::prelude::*;

use super::{NotDone, Open, StageContext};
use crate::cluster::Action;

impl StageContext {
    /// Does it, or says why it can't be done.
    pub(super) fn act(self, action: Action) -> bool {
        let outcome = self.player.dispatch(action);
        let done = outcome.is_ok();
        self.notice.set(outcome.err().map(NotDone::Refused));
        done
    }

    /// A letter would fly away under its menu, so playback waits; a home stays where it is.
    pub(super) fn open_letter(self, id: u64) {
        let resume = self.player.playing.get_untracked();
        if resume {
            self.player.pause();
        }
        self.menu.set(Some(Open::Letter { id, resume }));
    }

    pub(super) fn close_menu(self) {
        let Some(open) = self.menu.get_untracked() else { return };
        self.menu.set(None);
        let opener = match open {
            Open::Home(id) | Open::Faults(id) => format!("home-{id}"),
            Open::Letter { id, .. } => format!("letter-{id}"),
            Open::Client(ref client) => format!("client-{client}"),
            Open::Gate => "door-gate".to_owned(),
            Open::Notice => "tool-notice".to_owned(),
            Open::Chooser => "tool-send-away".to_owned(),
        };
        focus(&opener);
        if let Open::Letter { resume: true, .. } = open {
            self.player.play();
        }
    }
}

/// Puts the keyboard on the element with this id, if there is one.
pub(super) fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let Some(element) = document().get_element_by_id(id) else { return };
    // Homes and letters are SVG: both kinds of elements can have the focus, but have no common type for it.
    let done = match element.dyn_ref::<web_sys::SvgElement>() {
        Some(svg) => svg.focus(),
        None => element.unchecked_into::<web_sys::HtmlElement>().focus(),
    };
    let _ = done;
}

/// What opens a home's or a letter's menu.
pub(super) fn is_press(event: &web_sys::KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Enter" | " ")
}
