//! World + command log: play, pause, step, seek, branch, file.

mod refusal;

pub use refusal::Refusal;
