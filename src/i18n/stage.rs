//! The stage's words: plain texts, and functions from the scene's values to sentences. Both languages
//! fill in the same struct, so a text missing in one of them doesn't compile.
//!
//! Sentences with `*stars*` are for [`Phrase`](super::Phrase): what stands between them stands out.

pub(super) mod en;
mod faults;
mod menu;
pub(super) mod pt;

pub use en::EN;
pub use faults::FaultWords;
pub use menu::MenuWords;
pub use pt::PT;

use crate::cluster::MemberId;
use crate::scene::friends::{
    Caption, Card, Cell, Glyph, Home, Letter, Pill, Plate, Ring, Summary, Tag, Tally, Visitor,
};

pub struct Words {
    /// The whole part of the page, and the picture in it.
    pub stage: &'static str,
    pub village: &'static str,

    /// Over the stage, marked.
    pub summary: fn(&Summary) -> String,
    /// Everything in one sentence, for those who don't see the picture.
    pub description: fn(&Summary) -> String,

    pub tools: &'static str,
    pub tool_send_away: &'static str,
    pub tool_lose: &'static str,
    pub tool_bring: &'static str,
    pub tool_notice: &'static str,
    pub nothing_to_lose: &'static str,

    pub plate: fn(Plate, MemberId) -> &'static str,
    pub caption: fn(Caption) -> String,
    /// For small houses, where only some fit.
    pub caption_short: fn(Caption) -> &'static str,
    /// In place of a caption where nothing moves: how long the ring still lasts.
    /// `short` is the time alone, for small houses.
    pub ring_left: fn(&Ring, short: bool) -> Option<String>,
    pub ring_name: fn(&Ring) -> &'static str,
    pub home_label: fn(&Home) -> String,
    pub cell: fn(&Cell) -> String,
    pub pill: fn(&Pill) -> String,

    pub tag: fn(&Tag) -> String,
    pub glyph: fn(Glyph) -> &'static str,
    pub letter_label: fn(&Letter) -> String,

    /// The counting card's title, what is known (marked) and what is missing (marked).
    pub card_title: fn(&Card) -> String,
    pub card_known: fn(&Card) -> String,
    pub card_missing: fn(&Card) -> String,
    pub strip_title: fn(&Card) -> String,
    pub strip_missing: fn(&Card) -> String,
    /// All slots of a tally, spoken.
    pub tally: fn(&Tally) -> String,
    pub no_count: &'static str,
    pub visitor: fn(&Visitor) -> Option<String>,

    pub close: &'static str,

    pub faults: FaultWords,
}

#[cfg(test)]
mod tests;
