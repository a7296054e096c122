//! The words around a lesson; those within one stand beside it, in `lessons/`.

mod en;
mod pictures;
mod pt;

pub use self::pictures::{Measured, PictureWords};
use crate::cluster::Outcome;
pub(super) use en::EN;
pub(super) use pt::PT;

pub struct CourseWords {
    pub kicker: fn(number: u8, of: u8) -> String,
    pub step: fn(step: usize, of: usize) -> String,
    pub steps: &'static str,
    pub back: &'static str,
    pub next: &'static str,
    /// What goes on from the card with the bet.
    pub see: &'static str,
    pub next_lesson: &'static str,
    pub to_trail: &'static str,
    pub bet: &'static str,
    pub locked: &'static str,
    pub happened: &'static str,
    pub yours: &'static str,
    pub nothing_chosen: &'static str,
    /// What happened is none of the options.
    pub otherwise: &'static str,
    pub again: &'static str,
    pub goal: &'static str,
    pub reached: &'static str,
    pub hint: &'static str,
    pub limits: &'static str,
    pub new_words: &'static str,
    pub type_it: fn(line: &str) -> String,
    pub numbers: &'static str,
    pub measured: &'static str,
    pub challenge_try: &'static str,
    pub challenge_again: &'static str,
    pub challenge_all: &'static str,
    pub challenge_next: &'static str,
    pub challenge_won: &'static str,
    pub challenge_tools: &'static str,
    pub challenge_this: &'static str,
    pub challenge_wrong: &'static str,
    /// What a challenge's client was told last: by this friend, and what a read brought.
    pub heard: fn(outcome: Outcome, friend: &str, value: Option<&str>) -> String,
    pub stars: fn(u8) -> String,
    pub village_of: fn(part: usize, of: usize) -> String,
    /// Above villages that stand side by side.
    pub beside: &'static str,
    /// How many live in a village.
    pub friends: fn(usize) -> String,
    /// How many pieces of how many are in the picture.
    pub placed: fn(usize, usize) -> String,
    pub done_in: fn(time: &str) -> String,
    /// Who still has to look for how many pieces.
    pub waits: fn(friend: &str, pieces: usize) -> String,
    pub pictures: PictureWords,
    pub soon: &'static str,
    pub soon_text: &'static str,
}
