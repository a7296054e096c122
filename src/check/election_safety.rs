//! Election Safety (§5.2, Figure 3): at most one leader can be elected in a given term.
//!
//! Decided from `role` lines. The last [`TERMS_MAX`] terms are remembered; a second leader in a term
//! further back than that is not noticed.

use super::known::forget_oldest;
use super::{At, Property, Report};
use crate::cluster::{MemberId, Role, TraceEvent};
use crate::few::SmallMap;

const TERMS_MAX: usize = 1024;

#[derive(Default)]
pub struct ElectionSafety {
    /// Who led in each term.
    leaders: SmallMap<u64, MemberId>,
}

impl ElectionSafety {
    pub fn observe(&mut self, event: &TraceEvent, report: &mut Report) {
        let TraceEvent::Role { member, term, role: Role::Leader } = event else { return };
        match self.leaders.get(term) {
            Some(first) if first != member => {
                let at = At { member: Some(*member), other: Some(*first), term: Some(*term), ..At::default() };
                report.broken(Property::ElectionSafety, at);
            }
            Some(_) => {}
            None => {
                self.leaders.insert(*term, *member);
                forget_oldest(&mut self.leaders, TERMS_MAX);
            }
        }
    }
}
