//! The only place that touches the browser's own things: storage, address, preferences, the last words of a panic.

pub mod address;
pub mod keys;
#[cfg(feature = "ui")]
pub mod panic;
#[cfg(feature = "ui")]
pub mod screen;
#[cfg(feature = "ui")]
pub mod storage;
