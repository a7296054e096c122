//! Worlds to win stars in: there is something to bring about, and something to be thrifty with.

use super::{Evidence, Scene, Value};

/// What a press can have the challenge's client type; anything else can be typed in the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tools {
    None,
    /// Any of these lines, at the door of whoever leads.
    Lines(&'static [&'static str]),
    /// This line, at any friend's door.
    Doors(&'static str),
}

pub struct Challenge {
    /// As its texts are called.
    pub id: &'static str,
    /// Worlds that have to be won one after another.
    pub scenes: &'static [Scene],
    /// Whether the world is won, by what happened since it was entered.
    pub wins: fn(&Evidence) -> bool,
    /// Whether it can't be won any more.
    pub lost: fn(&Evidence) -> bool,
    /// What it took so far, in one of its worlds.
    pub cost: fn(&Evidence) -> u64,
    /// What that is: a count of something, or a time.
    pub told_as: fn(u64) -> Value,
    /// What it may take in all of them for three stars, and for two; who wins gets one in any case.
    pub limits: [u64; 2],
    /// By which name the learner types commands.
    pub client: &'static str,
    pub tools: Tools,
    /// Whether it is to be found out who cannot hear whom.
    pub hides_river: bool,
}

impl Challenge {
    /// For who won at this cost.
    pub fn stars(&self, cost: u64) -> u8 {
        1 + self.limits.iter().map(|limit| u8::from(cost <= *limit)).sum::<u8>()
    }
}
