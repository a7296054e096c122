//! Log Matching (§5.3, Figure 3): if two logs contain an entry with the same index and term, then the
//! logs are identical in all entries up through the given index.
//!
//! Decided by the induction that the paper's proof goes by, one step at each `log_append`: entries with
//! the same index and term are equal (their hashes are), and so is the term of the entry before them.
//! And a log has neither holes nor two entries in one place. Whoever overwrites while leading breaks
//! Leader Append-Only instead.
//!
//! Remembered are the last entries only, see [`HISTORY_MAX`].

use super::known::{Entry, HISTORY_MAX, Known, Member, forget_oldest};
use super::{At, Property, Report};
use crate::cluster::{MemberId, TraceEvent};
use crate::few::SmallMap;

struct Seen {
    hash: u64,
    /// Unknown when it came right behind a snapshot whose last term is forgotten.
    term_before: Option<u64>,
    by: MemberId,
}

#[derive(Default)]
pub struct LogMatching {
    /// By index and term.
    seen: SmallMap<(u64, u64), Seen>,
}

impl LogMatching {
    pub fn observe(&mut self, event: &TraceEvent, known: &Known, report: &mut Report) {
        let TraceEvent::LogAppend { member: id, index, term, hash, .. } = event else { return };
        let empty = Member::default();
        let member = known.members.get(id).unwrap_or(&empty);
        let mut broken = |other| {
            let at = At { member: Some(*id), other, term: Some(*term), index: Some(*index), ..At::default() };
            report.broken(Property::LogMatching, at);
        };
        let is_hole = *index > member.next();
        let is_overwritten = *index < member.next()
            && !member.leads()
            && known.entry(member, *index) != Some(Entry { term: *term, hash: *hash });
        if is_hole || is_overwritten {
            return broken(None);
        }
        let term_before = known.term_before(member, *index);
        match self.seen.get_mut(&(*index, *term)) {
            Some(seen) => {
                let differs = seen.term_before.is_some() && term_before.is_some() && seen.term_before != term_before;
                if seen.hash != *hash || differs {
                    broken(Some(seen.by));
                }
                seen.term_before = seen.term_before.or(term_before);
            }
            None => {
                self.seen.insert((*index, *term), Seen { hash: *hash, term_before, by: *id });
                forget_oldest(&mut self.seen, HISTORY_MAX);
            }
        }
    }
}
