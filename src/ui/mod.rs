//! Components that paint models and turn clicks and keys into commands for the [`player::Player`].

pub mod player;

pub fn mount() {}
