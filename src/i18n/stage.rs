//! The stage's words: plain texts, and functions from the scene's values to sentences. Both languages
//! fill in the same struct, so a text missing in one of them doesn't compile.
//!
//! Sentences with `*stars*` are for [`Phrase`](super::Phrase): what stands between them stands out.

mod en;
mod faults;
mod pt;

pub use en::EN;
pub use faults::FaultWords;
pub use pt::PT;

use crate::cluster::MemberId;
use crate::scene::friends::{
    Caption, Card, Cell, Details, Glyph, Home, Letter, Pill, Plate, Ring, Summary, Tag, Tally, Visitor,
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
    pub nothing_to_lose: &'static str,
    pub choose_friend: &'static str,

    pub plate: fn(Plate, MemberId) -> &'static str,
    pub caption: fn(Caption) -> String,
    /// For small houses, where only some fit.
    pub caption_short: fn(Caption) -> &'static str,
    /// In place of a caption where nothing moves: how long the ring still lasts.
    pub ring_left: fn(&Ring) -> Option<String>,
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
    pub send_away: &'static str,
    pub bring_back: &'static str,
    /// In the list of friends, where the button has to say whom.
    pub bring_back_friend: fn(MemberId) -> String,
    pub campaign: &'static str,
    pub campaign_refused: fn(&Details) -> Option<String>,
    pub lose: &'static str,
    pub delay: &'static str,
    pub letter_gone: &'static str,

    /// What a letter says, from whom to whom, and when it arrives.
    pub letter_says: fn(&Letter) -> String,
    pub letter_way: fn(&Letter) -> String,
    pub letter_arrives: fn(u64) -> String,
    pub letter_lost: &'static str,

    /// Rows of a friend's details: name and value, in plain or in precise words.
    pub details: fn(&Details, bool) -> Vec<(&'static str, String)>,

    pub faults: FaultWords,
}

#[cfg(test)]
mod tests;
