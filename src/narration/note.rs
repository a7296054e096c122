//! What a notebook line is about.

use super::narrator::friend_called;
use crate::cluster::{EntryFrame, EntryKind, MemberId, Upkeep};
use crate::puzzle::{self, Piece};

/// One notebook line, as people speak of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// A piece of the puzzle, by its number on the board.
    Piece(u8),
    /// The blank line a new leader begins its term with.
    Round(u64),
    /// Who belongs to the group.
    Members,
    /// The board is emptied for the next picture.
    NextPicture,
    /// A friend says that it is at home.
    Presence(MemberId),
    /// A lease, for what lasts only as long as somebody renews it.
    Lease,
    /// A lease has run out, or was ended.
    LeaseOver,
    /// What was overwritten long ago is forgotten.
    Cleared,
    /// Any other key that somebody put a value to.
    Key(String),
    /// Any other command, as a technician would write it.
    Command(String),
    /// A line whose content is not known.
    Line(u64),
}

impl Note {
    pub fn of(entry: &EntryFrame) -> Note {
        match entry.upkeep() {
            Some(Upkeep::Grant(_)) => return Note::Lease,
            Some(Upkeep::Revoke(_)) => return Note::LeaseOver,
            Some(Upkeep::Compact) => return Note::Cleared,
            None => {}
        }
        match (entry.kind, entry.key.as_deref()) {
            (EntryKind::Blank, _) => Note::Round(entry.term),
            (EntryKind::Membership, _) => Note::Members,
            (EntryKind::Normal, Some(key)) if key.starts_with(puzzle::ALBUM) && entry.clears(puzzle::PREFIX) => {
                Note::NextPicture
            }
            (EntryKind::Normal, Some(key)) => Note::of_key(key),
            (EntryKind::Normal, None) => Note::Command(entry.label.to_string()),
        }
    }

    pub fn of_key(key: &str) -> Note {
        let friend = key.strip_prefix(puzzle::PRESENCE).and_then(friend_called);
        match (Piece::from_key(key), friend) {
            (Some(piece), _) => Note::Piece(piece.number()),
            (None, Some(friend)) => Note::Presence(friend),
            (None, None) => Note::Key(key.to_owned()),
        }
    }

    /// What friends write all the time to be seen as present. Told when it begins or ends, not line by line.
    pub fn is_upkeep(&self) -> bool {
        matches!(self, Note::Presence(_) | Note::Lease)
    }
}
