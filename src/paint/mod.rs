//! Models and words become SVG and HTML markup: pure text in, pure text out.
//!
//! What only shows something is painted here and put into the page as a whole; what can be pressed,
//! focused or moves with every frame is a component in `ui`. Knows nothing of Leptos, reads no clock.

pub mod board;
pub mod card;
pub mod chart;
pub mod copies;
pub mod drawings;
pub mod flood;
pub mod ground;
pub mod home;
mod home_small;
pub mod keys;
pub mod kit;
pub mod letter;
pub mod markup;
mod notebook;
pub mod outside;
pub mod over;
pub mod photos;
pub mod qr;
pub mod ring;
pub mod spots;
pub mod still;
pub mod street;
pub mod villages;

#[cfg(test)]
mod test_keys;
#[cfg(test)]
mod tests;
