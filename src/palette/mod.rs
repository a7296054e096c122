//! What the laboratory's buttons and sliders ask for: a frame in, an [`Action`] out.
//!
//! A wish that nobody can fulfil is asked for all the same, of whoever comes nearest to it: the session's
//! refusal then says why not.

mod letters;
mod notice;
mod sides;
#[cfg(test)]
mod tests;

pub use self::letters::{Dial, Letters};
pub use self::notice::{Topic, WATCHERS, idle_watcher, quiet_member, stop, topics, turn_key, watch};
use self::sides::sides;
pub use self::sides::{Sides, ebb, flood, moved, part};

use crate::cluster::{Action, Frame, MEMBERS_MAX, MemberFrame, MemberId, Role};

/// What the laboratory shows: little, so that it is seldom made anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The group, and who of it is at home; by id.
    pub friends: Vec<(MemberId, bool)>,
    pub letters: Letters,
    pub sides: Sides,
    pub is_parted: bool,
    pub pre_vote: bool,
    pub seed: u64,
}

/// What is made ready but not asked for yet.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// For as long as nobody is parted.
    pub sides: Sides,
    /// A slider that is held, and where.
    pub held: Option<(Dial, u64)>,
}

impl Palette {
    pub fn of(frame: &Frame, draft: &Draft) -> Palette {
        let letters = Letters::of(frame);
        Palette {
            friends: group(frame).map(|member| (member.id, member.up)).collect(),
            letters: draft.held.map_or(letters, |(dial, to)| letters.turned(dial, to)),
            sides: sides(frame, &draft.sides),
            is_parted: !frame.network.groups.is_empty(),
            pre_vote: frame.network.pre_vote,
            seed: frame.seed,
        }
    }
}

/// Who belongs to the group, or is still leaving it; by id.
fn group(frame: &Frame) -> impl DoubleEndedIterator<Item = &MemberFrame> + Clone {
    frame.members.iter().filter(|member| !member.removed)
}

/// Whoever leads: of those at home that do, the one in the greatest term.
pub fn leader(frame: &Frame) -> Option<MemberId> {
    let leads = group(frame).filter(|member| member.up && member.role == Role::Leader);
    leads.max_by_key(|member| member.term).map(|member| member.id)
}

/// The first of `candidates` that is fit, else the first one.
fn first<'a>(
    candidates: impl Iterator<Item = &'a MemberFrame> + Clone,
    fit: impl FnMut(&&MemberFrame) -> bool,
) -> MemberId {
    let found = candidates.clone().find(fit).or_else(|| candidates.clone().next());
    found.map_or(1, |member| member.id)
}

fn may_lead(member: &MemberFrame) -> bool {
    member.up && !matches!(member.role, Role::Leader | Role::Learner)
}

/// Takes in whoever has the lowest number of those that don't belong to the group.
pub fn add(frame: &Frame) -> Action {
    let free = |id: &MemberId| group(frame).all(|member| member.id != *id);
    Action::AddMember { member: (1..=MEMBERS_MAX).find(free).unwrap_or(MEMBERS_MAX + 1) }
}

/// Has the one with the highest number leave.
pub fn remove(frame: &Frame) -> Action {
    Action::RemoveMember { member: first(group(frame).rev(), |_| true) }
}

/// The first follower that may asks for votes.
pub fn campaign(frame: &Frame) -> Action {
    Action::Campaign { member: first(group(frame), |member| may_lead(member)) }
}

/// The leader hands over to the next one at home that has a vote, round and round.
pub fn hand_over(frame: &Frame) -> Action {
    let leader = leader(frame).unwrap_or_default();
    let (before, after) = (|id| id <= leader, |id| id > leader);
    let round = group(frame).filter(move |member| after(member.id));
    let round = round.chain(group(frame).filter(move |member| before(member.id)));
    Action::TransferLeader { to: first(round, |member| may_lead(member)) }
}

/// The leader takes a snapshot; while nobody leads, somebody at home does.
pub fn snapshot(frame: &Frame) -> Action {
    let leader = leader(frame);
    Action::TakeSnapshot { member: leader.unwrap_or_else(|| first(group(frame), |member| member.up)) }
}
