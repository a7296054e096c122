//! What a notebook line is about.

use crate::cluster::{EntryFrame, EntryKind};

const ROWS: u8 = 3;
const COLS: u8 = 4;
/// How many pieces a picture has.
pub const PIECES: usize = ROWS as usize * COLS as usize;
const PUZZLE: &str = "/puzzle/";

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
    /// Any other key that somebody wrote.
    Key(String),
    /// A line whose content is not known.
    Line(u64),
}

impl Note {
    pub fn of(entry: &EntryFrame) -> Note {
        match (entry.kind, entry.key.as_deref()) {
            (EntryKind::Blank, _) => Note::Round(entry.term),
            (EntryKind::Membership, _) => Note::Members,
            (EntryKind::Normal, Some(PUZZLE)) => Note::NextPicture,
            (EntryKind::Normal, Some(key)) => Note::of_key(key),
            (EntryKind::Normal, None) => Note::Line(entry.index),
        }
    }

    pub fn of_key(key: &str) -> Note {
        piece_number(key).map_or_else(|| Note::Key(key.to_owned()), Note::Piece)
    }
}

/// The number of the piece that lives under `/puzzle/r{row}c{col}`, row by row from the top left.
pub fn piece_number(key: &str) -> Option<u8> {
    let (row, col) = key.strip_prefix(PUZZLE)?.strip_prefix('r')?.split_once('c')?;
    let (row, col): (u8, u8) = (row.parse().ok()?, col.parse().ok()?);
    ((1..=ROWS).contains(&row) && (1..=COLS).contains(&col)).then(|| (row - 1) * COLS + col)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_numbered_row_by_row() {
        assert_eq!(piece_number("/puzzle/r1c1"), Some(1));
        assert_eq!(piece_number("/puzzle/r2c3"), Some(7));
        assert_eq!(piece_number("/puzzle/r3c4"), Some(12));
        for other in ["/puzzle/", "/puzzle/r0c1", "/puzzle/r4c1", "/puzzle/r1c5", "/other/r1c1", "r1c1", "/puzzle/r1"] {
            assert_eq!(piece_number(other), None, "{other}");
        }
    }
}
