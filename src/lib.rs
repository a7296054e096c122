pub mod cluster;
pub mod session;
#[cfg(feature = "ui")]
pub mod ui;
