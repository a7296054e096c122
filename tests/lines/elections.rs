//! Mistakes around votes and leaders.

use quorum::cluster::{MemberId, Role, TraceEvent};

use super::{History, Village};

/// Says that somebody leads, and at once that it doesn't.
fn leads_for_a_moment(history: &mut History, at: usize, member: MemberId, term: u64, before: (Role, u64)) {
    let role = |role, term| TraceEvent::Role { member, term, role };
    history.insert(at, [role(Role::Leader, term), role(before.0, before.1)]);
}

/// The first follower that fits, as it is.
fn follower(village: &Village, fits: impl Fn(MemberId) -> bool) -> Option<(MemberId, (Role, u64))> {
    let mut followers = village.people.iter().filter(|(_, person)| person.role == Some(Role::Follower));
    followers.find(|(id, _)| fits(**id)).map(|(id, person)| (*id, (Role::Follower, person.term)))
}

pub fn two_leaders(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::Role { member, term, role: Role::Leader } => {
            let (other, before) = follower(village, |id| id != *member && village.lacks(id).is_none())?;
            Some((at, *term, other, before))
        }
        _ => None,
    });
    let Some((at, term, other, before)) = found else { return false };
    leads_for_a_moment(history, at + 1, other, term, before);
    true
}

pub fn vote_changed(history: &mut History) -> bool {
    let found = history.find(|at, _, event| match event {
        TraceEvent::Vote { member, term, candidate } => Some((at, *member, *term, candidate % 5 + 1)),
        _ => None,
    });
    let Some((at, member, term, candidate)) = found else { return false };
    history.insert(at + 1, [TraceEvent::Vote { member, term, candidate }]);
    true
}

pub fn vote_forgotten(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::Restart { member, .. } => {
            let person = village.people.get(member)?;
            let (term, candidate) = person.vote.filter(|(term, _)| *term == person.term)?;
            Some((at, *member, term, candidate % 5 + 1))
        }
        _ => None,
    });
    let Some((at, member, term, candidate)) = found else { return false };
    history.insert(at + 1, [TraceEvent::Vote { member, term, candidate }]);
    true
}

/// A later term than any.
const TERM: u64 = 1_000_000;

fn leader_without(history: &mut History, fits: fn(&Village, u64) -> bool) -> bool {
    let found = history.find(|at, village, _| {
        let lacks = |id| village.lacks(id).is_some_and(|index| fits(village, index));
        follower(village, lacks).map(|(id, before)| (at, id, before))
    });
    let Some((at, id, before)) = found else { return false };
    leads_for_a_moment(history, at, id, TERM, before);
    true
}

pub fn incomplete_leader(history: &mut History) -> bool {
    leader_without(history, |village, index| village.promised.range(index..).next().is_none())
}

pub fn leader_without_promise(history: &mut History) -> bool {
    leader_without(history, |village, index| village.promised.range(index..).next().is_some())
}
