//! The counting card: what a leader knows of its next entry, or a candidate of its votes.
//!
//! Only what *they* know fills a slot. An answer still on its way stands smaller in a dashed one.

use crate::cluster::{Address, Content, EntryFrame, EntryKind, Frame, MemberFrame, MemberId, MessageKind, Role};
use crate::few::sorted;
use crate::scene::friends::home::{entry_piece, first_uncommitted};
use crate::scene::friends::summary::celebrated;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Card {
    Entry(EntryCount),
    /// At least one candidate; the one with most votes first.
    Votes(Vec<Tally>),
    /// A picture is complete on so many boards.
    Complete {
        picture: u64,
        boards: usize,
        of: usize,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryCount {
    pub counted: Counted,
    pub index: u64,
    pub tally: Tally,
}

/// What the entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Piece(u8),
    Line,
    /// The first entry of a new leader.
    Blank,
    Membership,
}

/// Who has been counted by `by`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub by: MemberId,
    pub term: u64,
    /// One for each member that counts, full ones first.
    pub slots: Vec<Slot>,
    pub majority: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Known(MemberId),
    OnTheWay(MemberId),
    Empty,
}

impl Tally {
    pub fn known(&self) -> usize {
        self.slots.iter().filter(|slot| matches!(slot, Slot::Known(_))).count()
    }

    /// How many are missing for the majority.
    pub fn missing(&self) -> usize {
        self.majority.saturating_sub(self.known())
    }
}

/// Those who count, by what the leader knows: who joins may take itself for one of them a moment later. Without a
/// leader nobody knows better than each of them.
pub(super) fn voters(frame: &Frame) -> impl Iterator<Item = &MemberFrame> {
    let known = leader(frame).map(|leader| &leader.voters).filter(|voters| !voters.is_empty());
    frame.members.iter().filter(move |member| {
        !member.removed && known.map_or(member.role != Role::Learner, |voters| voters.contains(&member.id))
    })
}

pub(super) fn majority(of: usize) -> usize {
    of / 2 + 1
}

pub(super) fn card(frame: &Frame) -> Option<Card> {
    if let Some(candidacies) = candidacies(frame) {
        return Some(Card::Votes(candidacies));
    }
    let complete = celebrated(frame).map(|picture| {
        let whole = usize::from(frame.puzzle.rows) * usize::from(frame.puzzle.cols);
        let boards = frame.puzzle.placed.values().filter(|placed| placed.len() == whole).count();
        Card::Complete { picture, boards, of: voters(frame).count() }
    });
    let leader = leader(frame)?;
    // The line that founds the group was in every notebook before anybody coordinated: nothing to count.
    match first_uncommitted(leader).filter(|entry| entry.term > 0) {
        Some(entry) => Some(Card::Entry(entry_count(frame, leader, entry))),
        None => complete.or_else(|| told(frame, leader)),
    }
}

/// The leader that matters: an older one that hasn't heard of it yet doesn't.
fn leader(frame: &Frame) -> Option<&MemberFrame> {
    let leaders = frame.members.iter().filter(|member| member.up && member.role == Role::Leader);
    leaders.max_by_key(|member| member.term)
}

/// The last entry stays on the card until all who are at home have heard that it counts.
fn told(frame: &Frame, leader: &MemberFrame) -> Option<Card> {
    let entry = leader.log.entries.last()?;
    let unaware = |member: &MemberFrame| member.up && member.commit < leader.commit;
    voters(frame).any(unaware).then(|| Card::Entry(entry_count(frame, leader, entry)))
}

fn entry_count(frame: &Frame, leader: &MemberFrame, entry: &EntryFrame) -> EntryCount {
    let counted = match entry.kind {
        EntryKind::Blank => Counted::Blank,
        EntryKind::Membership => Counted::Membership,
        EntryKind::Normal => entry_piece(entry).map_or(Counted::Line, Counted::Piece),
    };
    let has = |id: MemberId| {
        leader.peers.as_ref().and_then(|peers| peers.get(&id)).is_some_and(|peer| peer.matched >= Some(entry.index))
    };
    let known: Vec<MemberId> = voters(frame).map(|member| member.id).filter(|&id| has(id)).collect();
    let acked = |kind, content: &Content| {
        kind == MessageKind::AppendResponse
            && matches!(content, Content::AppendResult { ok: true, matched } if *matched >= Some(entry.index))
    };
    let slots = slots(frame, leader.id, in_order(leader, known), acked);
    EntryCount { counted, index: entry.index, tally: tally(leader, slots) }
}

fn candidacies(frame: &Frame) -> Option<Vec<Tally>> {
    let candidates =
        frame.members.iter().filter(|member| member.up && !member.removed && member.role == Role::Candidate);
    let newest = candidates.clone().map(|member| member.term).max()?;
    if leader(frame).is_some_and(|leader| leader.term >= newest) {
        return None;
    }
    let granted = |kind, content: &Content| {
        kind == MessageKind::VoteResponse && matches!(content, Content::Vote { granted: true, .. })
    };
    let tallies = candidates.map(|member| {
        let own = if member.votes.is_empty() { vec![member.id] } else { member.votes.clone() };
        tally(member, slots(frame, member.id, own, granted))
    });
    Some(sorted(tallies, |tally| (std::cmp::Reverse((tally.term, tally.known())), tally.by)))
}

fn tally(by: &MemberFrame, slots: Vec<Slot>) -> Tally {
    Tally { by: by.id, term: by.term, majority: majority(slots.len()), slots }
}

/// The leader first, then the others in the order in which it has counted them.
fn in_order(leader: &MemberFrame, known: Vec<MemberId>) -> Vec<MemberId> {
    let rank = |id: MemberId| leader.acked.iter().position(|other| *other == id).unwrap_or(usize::MAX);
    let others = known.into_iter().filter(|&id| id != leader.id);
    std::iter::once(leader.id).chain(sorted(others, |&id| (rank(id), id))).collect()
}

fn slots(
    frame: &Frame,
    by: MemberId,
    known: Vec<MemberId>,
    counts: impl Fn(MessageKind, &Content) -> bool,
) -> Vec<Slot> {
    let to_it = frame.messages.iter().filter(|message| !message.lost && message.to == Address::Member(by));
    let arriving = to_it.filter(|message| counts(message.kind, &message.content)).map(|m| (m.due_us, m.from.member()));
    let arriving = sorted(arriving.filter_map(|(due, from)| Some((due, from?))), |arrival| *arrival);
    let mut slots: Vec<Slot> = known.into_iter().map(Slot::Known).collect();
    for (_, id) in arriving {
        if !slots.contains(&Slot::Known(id)) && !slots.contains(&Slot::OnTheWay(id)) {
            slots.push(Slot::OnTheWay(id));
        }
    }
    slots.resize(voters(frame).count().max(slots.len()), Slot::Empty);
    slots
}
