//! Looking for runs that go wrong: random worlds and random troubles by a seed, every check on every event, then
//! everything healed and agreement required.
//!
//! Safety and liveness are apart: while there is trouble nothing may break, but nothing has to succeed either; once
//! all is healed, everybody has to agree again within [`AGREEMENT_US_MAX`], and a new write has to be taken.
//! [`explore`] makes up a run and judges it, [`judge`] judges any session, [`shrink`] makes a failing one short.
//! For tests and tools: the page does not come here.

mod judge;
mod shrink;
mod trouble;

pub use judge::{AGREEMENT_US_MAX, Fault, Verdict, judge};
pub use shrink::shrink;
pub use trouble::{Trouble, command, heal, make_trouble, troubled};

use crate::session::SessionFile;

/// A run that was made up, and what is to be said of it.
pub struct Explored {
    /// All that was done in it, the healing at its end included.
    pub file: SessionFile,
    pub verdict: Verdict,
}

/// Makes `seconds` virtual seconds of trouble by `seed`, heals everything and judges the whole run.
pub fn explore(seed: u64, seconds: u64) -> Explored {
    let file = heal(make_trouble(seed, seconds));
    let verdict = judge(&file);
    Explored { file, verdict }
}
