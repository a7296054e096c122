//! Between a lesson's card and the stage: what is pointed at, and which letter is open.

use crate::lessons::{Pointer, Shows};
use crate::ui::view::*;

/// What a lesson points at, and what the learner does. In the context.
#[derive(Clone, Copy)]
pub struct Pointing {
    pointers: RwSignal<&'static [Pointer]>,
    shows: RwSignal<Shows>,
    letter: RwSignal<Option<u64>>,
    client: RwSignal<&'static str>,
    hides_river: RwSignal<bool>,
}

/// By which name the terminal's commands are given, unless a lesson has somebody else sit there.
pub const TERMINAL: &str = "terminal";

impl Pointing {
    pub fn provide() -> Pointing {
        let pointing = Pointing {
            pointers: RwSignal::new(&[]),
            shows: RwSignal::new(Shows::Village),
            letter: RwSignal::new(None),
            client: RwSignal::new(TERMINAL),
            hides_river: RwSignal::new(false),
        };
        provide_context(pointing);
        pointing
    }

    pub fn expect() -> Pointing {
        expect_context()
    }

    pub fn at(self, pointers: &'static [Pointer]) {
        self.pointers.set(pointers);
    }

    /// What is drawn over the village; a press may change it while the step is shown.
    pub fn shows(self) -> Shows {
        self.shows.get()
    }

    pub fn show(self, shows: Shows) {
        self.shows.set(shows);
    }

    /// What beside the picture is pointed at, for styles.
    pub fn beside(self) -> String {
        let name = |pointer: &Pointer| match pointer {
            Pointer::Transport => Some("transport"),
            Pointer::Count => Some("count"),
            Pointer::Terminal => Some("terminal"),
            Pointer::Tree(_) => Some("tree"),
            _ => None,
        };
        self.pointers().iter().filter_map(name).collect::<Vec<_>>().join(" ")
    }

    pub fn pointers(self) -> &'static [Pointer] {
        self.pointers.get()
    }

    /// The letter that the learner has opened, if any.
    pub fn letter(self) -> Option<u64> {
        self.letter.get()
    }

    /// Whether it is to be found out who cannot hear whom.
    pub fn hides_river(self) -> bool {
        self.hides_river.get()
    }

    pub fn hide_river(self, hides: bool) {
        if self.hides_river.get_untracked() != hides {
            self.hides_river.set(hides);
        }
    }

    /// Who sits at the terminal.
    pub fn client(self) -> &'static str {
        self.client.get_untracked()
    }

    pub fn seat(self, client: &'static str) {
        if self.client.get_untracked() != client {
            self.client.set(client);
        }
    }

    pub fn set_letter(self, letter: Option<u64>) {
        if self.letter.get_untracked() != letter {
            self.letter.set(letter);
        }
    }
}
