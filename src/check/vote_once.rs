//! Each member votes for at most one candidate in a given term (§5.2), crashes or not: `votedFor` is
//! persistent state (Figure 2).
//!
//! Decided from `vote` lines. The last [`TERMS_MAX`] terms that a member voted in are remembered.

use super::known::forget_oldest;
use super::{At, Property, Report};
use crate::cluster::{MemberId, TraceEvent};
use crate::few::SmallMap;

const TERMS_MAX: usize = 32;

#[derive(Default)]
pub struct VoteOnce {
    /// Whom each member voted for in each term.
    votes: SmallMap<MemberId, SmallMap<u64, MemberId>>,
}

impl VoteOnce {
    pub fn observe(&mut self, event: &TraceEvent, report: &mut Report) {
        let TraceEvent::Vote { member, term, candidate } = event else { return };
        let votes = self.votes.get_or_default(*member);
        if votes.get(term).is_some_and(|first| first != candidate) {
            let at = At { member: Some(*member), other: Some(*candidate), term: Some(*term), ..At::default() };
            return report.broken(Property::VoteOnce, at);
        }
        votes.insert(*term, *candidate);
        forget_oldest(votes, TERMS_MAX);
    }
}
