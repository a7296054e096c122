//! The only place that touches the browser's own things: storage, files, address, preferences, the last words of a panic.

pub mod address;
#[cfg(feature = "ui")]
pub mod files;
pub mod keys;
#[cfg(feature = "ui")]
pub mod panic;
#[cfg(feature = "ui")]
pub mod screen;
#[cfg(feature = "ui")]
pub mod storage;
