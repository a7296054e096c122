//! Components that paint models and turn clicks and keys into commands for the [`player::Player`].

pub mod kit;
pub mod player;
pub mod prefs;
pub mod stage;

pub fn mount() {}
