//! What a notebook line is about.

use crate::cluster::{EntryFrame, EntryKind};
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
    /// Any other key that somebody put a value to.
    Key(String),
    /// Any other command, as a technician would write it.
    Command(String),
    /// A line whose content is not known.
    Line(u64),
}

impl Note {
    pub fn of(entry: &EntryFrame) -> Note {
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
        Piece::from_key(key).map_or_else(|| Note::Key(key.to_owned()), |piece| Note::Piece(piece.number()))
    }
}
