//! What happened, picked from the trace for people to read: [`TraceLine`] in, [`Line`]s and [`Mark`]s out.
//!
//! The narrator tells only what the trace says; it remembers just enough (notebooks, roles, letters on
//! their way) to say which piece, how many of how many, and why a vote was refused. It works on values:
//! the words are in `i18n::feed`. It never asks the world, so it says the same in every replay.

mod asked;
mod claims;
mod letters;
mod line;
mod looks;
mod memory;
mod narrator;
mod note;
mod notebooks;
mod roles;
#[cfg(test)]
mod tests;

pub use line::{LetterAbout, Line, Mark, NoBecause, Run, What};
pub use looks::{Glyph, Weight};
pub use narrator::{LINES_MAX, MARKS_MAX, Narrator};
pub use note::Note;
