//! Where etcdctl is: in the page it comes later than the village, which does not need it (feature `split`).
//!
//! A world that has not got it refuses command lines, and a refused action leaves no trace. Whoever takes a session in
//! has the tool, so a log is never refused for that.

use std::rc::Rc;

use crate::cluster::post::PostOffice;
use crate::cluster::{EtcdctlCall, MemberId};

/// Starts a command at a member, with input that goes on or not; returns its operation.
pub type Tool = fn(&Rc<PostOffice>, &EtcdctlCall, MemberId, is_open: bool) -> u64;

#[cfg(not(feature = "split"))]
pub fn tool() -> Option<Tool> {
    Some(super::terminal::run_command)
}

#[cfg(feature = "split")]
static TOOL: std::sync::OnceLock<Tool> = std::sync::OnceLock::new();

#[cfg(feature = "split")]
pub fn tool() -> Option<Tool> {
    TOOL.get().copied()
}

/// The tool has come. What only this leads to may be in another file than the world.
#[cfg(feature = "split")]
pub fn bring_etcdctl() {
    // It may come again, and is the same.
    let _ = TOOL.set(super::terminal::run_command);
}
