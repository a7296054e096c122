//! The puzzle: its pieces and how they look.

pub mod jigsaw;
