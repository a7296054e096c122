//! Quórum: see how a group of computers agrees. Real Raft nodes under a virtual clock, and the page that shows them.
//!
//! In the order in which they stand on each other:

mod base64;
pub mod few;

pub mod json;

pub mod mistake;

pub mod sim;

pub mod etcd;

pub mod raft;

pub mod etcdctl;

pub mod puzzle;

pub mod cluster;

pub mod check;
// Pictures and words are made of what comes out of here.
pub mod session;

pub mod lessons;

pub mod explore;

pub mod narration;

pub mod palette;

pub mod scene;

pub mod i18n;

pub mod paint;

pub mod platform;

#[cfg(feature = "ui")]
pub mod ui;
