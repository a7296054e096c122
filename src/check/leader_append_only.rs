//! Leader Append-Only (§5.3, Figure 3): a leader never overwrites or deletes entries in its log; it only
//! appends new entries.
//!
//! Decided from `log_truncate` and `log_append` lines of members whose last `role` line says leader. A
//! purge is no deletion: what it drops is in a snapshot (§7).

use super::known::{Entry, Known};
use super::{At, Property, Report};
use crate::cluster::TraceEvent;

pub fn observe(event: &TraceEvent, known: &Known, report: &mut Report) {
    let (id, index, entry) = match event {
        TraceEvent::LogTruncate { member, from_index } => (*member, *from_index, None),
        TraceEvent::LogAppend { member, index, term, hash, .. } => {
            (*member, *index, Some(Entry { term: *term, hash: *hash }))
        }
        _ => return,
    };
    let Some(member) = known.members.get(&id).filter(|member| member.leads() && index < member.next()) else { return };
    if entry.is_none() || known.entry(member, index) != entry {
        let at = At { member: Some(id), term: Some(member.term), index: Some(index), ..At::default() };
        report.broken(Property::LeaderAppendOnly, at);
    }
}
