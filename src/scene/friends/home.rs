//! One home: who lives there, in which role, with which board and notebook.

use crate::cluster::{
    Address, Content, EntryFrame, EntryKind, Frame, MemberFaults, MemberFrame, MemberId, MessageKind, Role, Upkeep,
};
use crate::few::{SmallMap, sorted};
use crate::puzzle;
use crate::scene::curve::Rect;
use crate::scene::friends::card::{majority, voters};
use crate::scene::friends::piece::{PICTURE, piece_called, piece_of_key};
use crate::scene::places::{House, Map};

#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    pub id: MemberId,
    pub place: Rect,
    pub house: House,
    pub scale: f64,
    pub up: bool,
    pub plate: Option<Plate>,
    pub caption: Caption,
    /// A piece found at home that is not in the picture yet.
    pub found: Option<u8>,
    /// Empty in a world without a puzzle.
    pub board: Option<Board>,
    pub notebook: Notebook,
    /// The last entry in ink, or the photo if none is left beside it, and the first one in pencil: all that a small
    /// house shows.
    pub chips: [Option<Cell>; 2],
    pub pill: Option<Pill>,
    /// What is wrong here, if anything is.
    pub faults: MemberFaults,
    /// Its word that it is at home has run out.
    pub is_absent: bool,
}

/// The sign on the roof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plate {
    Leader,
    NoMajority,
    Candidate,
    Away,
}

/// What the friend is doing, in one or two words under its face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption {
    Away,
    Leads,
    Counts,
    Insists,
    AsksVotes,
    Voted(MemberId),
    Found(u8),
    /// Found a piece, but somebody's lies there already.
    Taken(u8),
    Noted(u8),
    NotedLine(u64),
    Fitted(u8),
    AtHome,
    Waits,
    HearsNobody,
    Learns,
    /// Everything was deleted.
    Empty,
}

/// Pieces by number, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    pub placed: Vec<u8>,
    pub noted: Vec<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notebook {
    /// The snapshot that stands for the lines up to its own.
    pub photo: Option<Cell>,
    /// The last entries, oldest first.
    pub cells: Vec<Cell>,
    /// How many cells there is room for.
    pub room: usize,
    /// How many entries are folded away on the left.
    pub folded: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub index: u64,
    pub kind: CellKind,
    /// Known by this friend to be committed; pencil otherwise.
    pub ink: bool,
    /// Who leaves home now loses it.
    pub unsaved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    Piece(u8),
    /// A write that is no piece.
    Write,
    Blank,
    Membership,
    /// A friend says that it is at home.
    Presence,
    Lease,
    /// A lease has run out, or was ended.
    LeaseOver,
    Compaction,
    /// No line: the picture of all lines up to this one.
    Photo,
}

/// What hangs at a home when leading alone isn't enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pill {
    /// A leader without a majority: its next entry has been noted by too few.
    NotYet { index: u64, piece: Option<u8>, known: usize, of: usize },
    /// Two friends lead at once, each in a term of its own.
    Term(u64),
}

pub(super) fn home(frame: &Frame, member: &MemberFrame, map: Map) -> Home {
    let cells = || member.log.entries.iter().map(|entry| cell(entry, member));
    let found = frame.puzzle.found.iter().find(|(finder, _)| *finder == member.id);
    let found = found.and_then(|(_, piece)| piece_called(piece));
    let board = board(frame, member);
    Home {
        id: member.id,
        place: map.home(member.id),
        house: map.house(),
        scale: map.house_scale(),
        up: member.up,
        plate: plate(member),
        caption: caption(frame, member, found),
        found: found.filter(|_| member.up),
        board,
        notebook: notebook(member),
        chips: [cells().rfind(|cell| cell.ink).or(photo(member)), cells().find(|cell| !cell.ink)],
        pill: pill(frame, member),
        faults: member.faults,
        is_absent: frame.puzzle.absent.contains(&member.id),
    }
}

fn plate(member: &MemberFrame) -> Option<Plate> {
    match member.role {
        _ if !member.up => Some(Plate::Away),
        Role::Leader if member.quorum == Some(false) => Some(Plate::NoMajority),
        Role::Leader => Some(Plate::Leader),
        Role::Candidate => Some(Plate::Candidate),
        Role::Follower | Role::Learner => None,
    }
}

fn caption(frame: &Frame, member: &MemberFrame, found: Option<u8>) -> Caption {
    let uncommitted = member.log.last > member.commit;
    if let Some(piece) = taken_from(frame, member).filter(|_| member.up) {
        return Caption::Taken(piece);
    }
    match member.role {
        _ if !member.up => Caption::Away,
        Role::Leader if member.quorum == Some(false) => Caption::Insists,
        Role::Leader if uncommitted => Caption::Counts,
        Role::Leader => found.map_or(Caption::Leads, Caption::Found),
        Role::Candidate => Caption::AsksVotes,
        Role::Learner => Caption::Learns,
        Role::Follower => follower_caption(frame, member, found, uncommitted),
    }
}

/// The piece that somebody else has placed before this friend.
fn taken_from(frame: &Frame, member: &MemberFrame) -> Option<u8> {
    let (_, piece) = frame.puzzle.taken.iter().find(|(friend, _)| *friend == member.id)?;
    piece_called(piece)
}

fn follower_caption(frame: &Frame, member: &MemberFrame, found: Option<u8>, uncommitted: bool) -> Caption {
    let last = member.log.entries.last();
    // The line that founds the group stands in every notebook from the start: nobody notes it.
    if let (true, Some(entry)) = (uncommitted, last.filter(|entry| entry.term > 0)) {
        return entry_piece(entry).map_or(Caption::NotedLine(entry.index), Caption::Noted);
    }
    // Just told that its last entry is committed.
    let told = |message: &crate::cluster::MessageFrame| {
        message.to == Address::Member(member.id)
            && message.kind == MessageKind::Append
            && matches!(*message.content, Content::Append { commit, .. } if commit.is_some() && commit == member.commit)
    };
    if let Some(piece) = last.and_then(entry_piece).filter(|_| frame.landed.iter().any(told)) {
        return Caption::Fitted(piece);
    }
    if let Some(piece) = found {
        return Caption::Found(piece);
    }
    let leaderless = member.leader.is_none_or(|leader| leader == member.id);
    match (leaderless, member.voted_for) {
        (true, Some(candidate)) if candidate != member.id => Caption::Voted(candidate),
        (true, _) => Caption::HearsNobody,
        (false, _) if member.keys == 0 && member.revision > 1 => Caption::Empty,
        (false, _) if member.election.lease_until_us.is_some_and(|until| until > frame.t_us) => Caption::AtHome,
        (false, _) => Caption::Waits,
    }
}

pub fn board(frame: &Frame, member: &MemberFrame) -> Option<Board> {
    if (frame.puzzle.cols, frame.puzzle.rows) != (PICTURE.cols, PICTURE.rows) {
        return None;
    }
    let applied = if member.up { member.applied } else { member.commit };
    let placed = if member.up {
        let placed = frame.puzzle.placed.get(&member.id).map(Vec::as_slice).unwrap_or_default();
        sorted(placed.iter().filter_map(|piece| piece_called(piece)), |piece| *piece)
    } else {
        left_behind(member)
    };
    let not_applied = member.log.entries.iter().filter(|entry| Some(entry.index) > applied);
    let noted = not_applied.filter_map(entry_piece).filter(|piece| !placed.contains(piece));
    let mut noted: Vec<u8> = sorted(noted, |piece| *piece);
    noted.dedup();
    Some(Board { placed, noted })
}

/// The pieces on the board of somebody who is away: what its notebook holds in ink of the last picture.
fn left_behind(member: &MemberFrame) -> Vec<u8> {
    let mut placed = Vec::new();
    for entry in member.log.entries.iter().filter(|entry| Some(entry.index) <= member.commit) {
        placed.retain(|piece| !takes_away(entry, *piece));
        placed.extend(entry_piece(entry));
    }
    let mut placed = sorted(placed, |piece| *piece);
    placed.dedup();
    placed
}

fn takes_away(entry: &EntryFrame, piece: u8) -> bool {
    entry.clears(puzzle::PREFIX) || entry.deleted().and_then(piece_of_key) == Some(piece)
}

fn notebook(member: &MemberFrame) -> Notebook {
    let Some(last) = member.log.last else { return Notebook { room: 8, ..Notebook::default() } };
    // Longer numbers need wider cells, so fewer of them fit.
    let photo = photo(member);
    let room = match last {
        ..100 => 8,
        100..1000 => 6,
        _ => 4,
    } - if photo.is_some() { 2 } else { 0 };
    let entries = &member.log.entries;
    let shown = &entries[entries.len().saturating_sub(room)..];
    let cells: Vec<Cell> = shown.iter().map(|entry| cell(entry, member)).collect();
    let first = member.log.first.unwrap_or(last);
    let folded = cells.first().map_or(0, |cell| cell.index.saturating_sub(first));
    Notebook { photo, cells, room, folded }
}

/// A world that begins with something in its drawers has a snapshot of it before anybody noted a line: no photo.
fn photo(member: &MemberFrame) -> Option<Cell> {
    let index = member.snapshot.filter(|index| *index > 0)?;
    Some(Cell { index, kind: CellKind::Photo, ink: true, unsaved: false })
}

fn cell(entry: &EntryFrame, member: &MemberFrame) -> Cell {
    let kind = cell_kind(entry);
    let unsaved = member.log.unflushed.is_some_and(|first| entry.index >= first);
    Cell { index: entry.index, kind, ink: Some(entry.index) <= member.commit, unsaved }
}

pub(super) fn cell_kind(entry: &EntryFrame) -> CellKind {
    match entry.kind {
        EntryKind::Blank => CellKind::Blank,
        EntryKind::Membership => CellKind::Membership,
        EntryKind::Normal => match (entry_piece(entry), entry.upkeep()) {
            (Some(piece), _) => CellKind::Piece(piece),
            (None, Some(Upkeep::Grant(_))) => CellKind::Lease,
            (None, Some(Upkeep::Revoke(_))) => CellKind::LeaseOver,
            (None, Some(Upkeep::Compact)) => CellKind::Compaction,
            _ if entry.key.as_deref().is_some_and(|key| key.starts_with(puzzle::PRESENCE)) => CellKind::Presence,
            _ => CellKind::Write,
        },
    }
}

pub(super) fn entry_piece(entry: &EntryFrame) -> Option<u8> {
    entry.key.as_deref().and_then(piece_of_key)
}

fn pill(frame: &Frame, member: &MemberFrame) -> Option<Pill> {
    if !member.up || member.role != Role::Leader {
        return None;
    }
    if member.quorum == Some(false)
        && let Some(entry) = first_uncommitted(member)
    {
        let of = voters(frame).count();
        let known =
            1 + member.peers.iter().flat_map(SmallMap::values).filter(|peer| peer.matched >= Some(entry.index)).count();
        return Some(Pill::NotYet {
            index: entry.index,
            piece: entry_piece(entry),
            known: known.min(majority(of) - 1),
            of,
        });
    }
    let leaders = frame.members.iter().filter(|other| other.up && other.role == Role::Leader).count();
    (leaders > 1).then_some(Pill::Term(member.term))
}

pub(super) fn first_uncommitted(member: &MemberFrame) -> Option<&EntryFrame> {
    member.log.entries.iter().find(|entry| Some(entry.index) > member.commit)
}
