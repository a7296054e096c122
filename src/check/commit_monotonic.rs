//! A member's commit index never goes back (Figure 2: it "increases monotonically"; §5.3).
//!
//! Decided from `commit` lines. The index is volatile: a member that restarts goes on from the one that
//! it wrote down, which its `restart` line gives.

use super::known::Known;
use super::{At, Property, Report};
use crate::cluster::TraceEvent;

pub fn observe(event: &TraceEvent, known: &Known, report: &mut Report) {
    let TraceEvent::Commit { member, index, .. } = event else { return };
    if known.members.get(member).and_then(|known| known.commit) > Some(*index) {
        let at = At { member: Some(*member), index: Some(*index), ..At::default() };
        report.broken(Property::CommitMonotonic, at);
    }
}
