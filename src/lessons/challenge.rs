//! Worlds to win stars in: there is something to bring about, and something to be thrifty with.

use super::{Evidence, Scene};

pub struct Challenge {
    /// As its texts are called.
    pub id: &'static str,
    /// Worlds that have to be won one after another.
    pub scenes: &'static [Scene],
    /// Whether the world is won, by what happened since it was entered.
    pub wins: fn(&Evidence) -> bool,
    /// What it took so far, in one of its worlds.
    pub cost: fn(&Evidence) -> u64,
    /// What it may take in all of them for three stars, and for two; who wins gets one in any case.
    pub limits: [u64; 2],
    /// By which name the learner types commands.
    pub client: &'static str,
    /// Whether it is to be found out who cannot hear whom.
    pub hides_river: bool,
}

impl Challenge {
    /// For who won at this cost.
    pub fn stars(&self, cost: u64) -> u8 {
        1 + self.limits.iter().map(|limit| u8::from(cost <= *limit)).sum::<u8>()
    }
}
