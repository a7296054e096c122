pub mod cluster;
pub mod i18n;
pub mod narration;
pub mod platform;
pub mod session;
#[cfg(feature = "ui")]
pub mod ui;
