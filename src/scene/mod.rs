//! Layout and models of the views: a [`Frame`](crate::cluster::Frame) goes in, plain values that can be
//! compared come out, and components only paint them.
//!
//! Nothing in here reads a clock, knows Leptos or holds words: a scene is a pure function of a frame and
//! of how it is looked at, and what has to be said leaves as values that the catalogues put in words.

pub mod around;
pub mod computer;
pub mod copies;
pub mod curve;
pub mod friends;
pub mod keys;
pub mod number;
pub mod outline;
pub mod pavement;
pub mod places;
pub mod rail;
pub mod restores;
pub mod shell;
