pub mod cluster;
pub mod i18n;
pub mod puzzle;
pub mod scene;
pub mod session;
#[cfg(feature = "ui")]
pub mod ui;
