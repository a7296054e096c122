//! The scene in a few values: for the line over the stage, for those who can't see it, and for one
//! friend's details.

use crate::cluster::{Frame, MemberFrame, MemberId, Role};
use crate::few::sorted;
use crate::scene::friends::flood::Side;
use crate::scene::friends::home::{CellKind, cell_kind};
use crate::scene::friends::ring::{Ring, ring};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub round: Round,
    /// Newest term first.
    pub leader: Option<MemberId>,
    /// Whether a majority follows it.
    pub quorum: bool,
    pub candidates: Vec<MemberId>,
    pub home: usize,
    pub of: usize,
    pub letters: usize,
    /// How many friends live on each side of a partition; empty without one.
    pub sides: Vec<usize>,
    /// How many pieces lie on the furthest board, and of how many; nothing without a puzzle.
    pub pieces: Option<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Nobody has ever asked for votes.
    None,
    One(u64),
    /// Two leaders at once, the older one first.
    Two(u64, u64),
}

/// What can be told of one friend.
#[derive(Clone, Debug, PartialEq)]
pub struct Details {
    pub id: MemberId,
    pub up: bool,
    pub role: Role,
    pub term: u64,
    pub leader: Option<MemberId>,
    pub voted_for: Option<MemberId>,
    pub last: Option<(u64, CellKind)>,
    pub commit: Option<u64>,
    pub revision: u64,
    pub ring: Ring,
}

pub(super) fn summary(frame: &Frame, sides: &[Side]) -> Summary {
    let members = || frame.members.iter().filter(|member| !member.removed);
    let leaders = members().filter(|member| member.up && member.role == Role::Leader);
    let leaders: Vec<&MemberFrame> = sorted(leaders, |member| std::cmp::Reverse(member.term));
    let newest = members().filter(|member| member.up).map(|member| member.term).max();
    let newest = newest.or_else(|| members().map(|member| member.term).max()).unwrap_or(0);
    let round = match (&leaders[..], newest) {
        ([new, .., old], _) if new.term != old.term => Round::Two(old.term, new.term),
        (_, 0) => Round::None,
        _ => Round::One(newest),
    };
    let whole = usize::from(frame.puzzle.rows) * usize::from(frame.puzzle.cols);
    let furthest = frame.puzzle.placed.values().map(Vec::len).max().unwrap_or(0);
    Summary {
        round,
        leader: leaders.first().map(|member| member.id),
        quorum: leaders.first().is_some_and(|member| member.quorum != Some(false)),
        candidates: members().filter(|m| m.up && m.role == Role::Candidate).map(|member| member.id).collect(),
        home: members().filter(|member| member.up).count(),
        of: members().count(),
        letters: frame.messages.iter().filter(|message| !message.lost).count(),
        sides: sides.iter().map(|side| side.members.len()).collect(),
        pieces: (whole > 0).then_some((furthest, whole)),
    }
}

/// Which picture is complete on most boards right now. It is no time to celebrate while nobody coordinates.
pub(super) fn celebrated(frame: &Frame) -> Option<u64> {
    let whole = usize::from(frame.puzzle.rows) * usize::from(frame.puzzle.cols);
    let boards = frame.puzzle.placed.values().filter(|placed| placed.len() == whole).count();
    let complete = whole > 0 && 2 * boards > frame.members.iter().filter(|member| !member.removed).count();
    let coordinated = frame.members.iter().any(|member| member.up && member.quorum == Some(true));
    (complete && coordinated).then_some(frame.puzzle.picture)
}

pub fn details(frame: &Frame, id: MemberId) -> Option<Details> {
    let member = frame.members.iter().find(|member| member.id == id)?;
    let last = member.log.entries.last().map(|entry| (entry.index, cell_kind(entry)));
    Some(Details {
        id,
        up: member.up,
        role: member.role,
        term: member.term,
        leader: member.leader,
        voted_for: member.voted_for,
        last,
        commit: member.commit,
        revision: member.revision,
        ring: ring(frame, member),
    })
}
