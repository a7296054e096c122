//! A world and the log of what was asked of it: play, step, seek, branch, file.
//!
//! Async tasks can't be copied, so the past is re-executed: a session that goes back makes its world
//! anew and runs it to the moment asked for. The log and the seed are all there is to save.
//! Knows nothing of Leptos.

mod file;
mod pacing;
mod run;
mod seed;

pub use crate::cluster::Refusal;
pub use file::{AT_US_MAX, BadSession, FILE_MAX_BYTES, FORMAT, LogEntry, SessionFile};
pub use pacing::{Pacing, QUIET_BOOST, Speed, Way};
pub use run::{News, Session};
pub use seed::{BadSeed, read_seed};
