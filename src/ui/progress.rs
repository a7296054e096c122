//! How far somebody has come in the course. Kept in this browser and nowhere else.

use crate::lessons::{CHALLENGES, IDS, Kept, Mark};
use crate::platform::storage;
use crate::ui::view::*;

/// Under which name it is remembered.
const KEY: &str = "progress";

/// In the context.
#[derive(Clone, Copy)]
pub struct Progress(RwSignal<Kept>);

impl Progress {
    pub fn provide() -> Progress {
        let progress = Progress(RwSignal::new(Kept::read(&storage::get(KEY).unwrap_or_default())));
        provide_context(progress);
        progress
    }

    pub fn expect() -> Progress {
        expect_context()
    }

    pub fn get(self) -> [Mark; IDS.len()] {
        self.0.get().marks
    }

    pub fn stars(self) -> [u8; CHALLENGES] {
        self.0.get().stars
    }

    /// The lesson to go on with, if any was entered.
    pub fn next(self) -> Option<u8> {
        self.0.get().next()
    }

    /// A challenge was won.
    pub fn win(self, challenge: usize, stars: u8) {
        let mut won = Kept::default();
        won.stars[challenge] = stars;
        self.join(&won);
    }

    /// Somebody has come to a place of a lesson, from 1 on.
    pub fn reach(self, lesson: u8, place: u8, done: bool) {
        let mut reached = Kept::default();
        reached.marks[usize::from(lesson)] = Mark { place, done };
        self.join(&reached);
    }

    pub fn erase(self) {
        self.keep(Kept::default());
    }

    /// As it is kept, for a file.
    pub fn text(self) -> String {
        self.0.get_untracked().write()
    }

    /// Takes in what [`Progress::text`] gave. Returns whether there was anything.
    pub fn take_in(self, text: &str) -> bool {
        let taken = Kept::read(text);
        self.join(&taken);
        taken != Kept::default()
    }

    fn join(self, other: &Kept) {
        let before = self.0.get_untracked();
        let mut kept = before;
        kept.join(other);
        if kept != before {
            self.keep(kept);
        }
    }

    fn keep(self, kept: Kept) {
        storage::set(KEY, &kept.write());
        self.0.set(kept);
    }
}
