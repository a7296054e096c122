//! Pieces by number: people count them from 1, row by row, while keys name row and column.

use crate::puzzle::jigsaw::Jigsaw;
use crate::puzzle::{COLS, Piece, ROWS};

/// The picture of the kit: 400 × 300 units in 4 × 3 pieces.
pub const PICTURE: Jigsaw = Jigsaw { cols: COLS, rows: ROWS, cell: 100.0 };

/// The number of the piece called `r1c2`, if there is one.
pub(super) fn piece_called(name: &str) -> Option<u8> {
    Piece::from_name(name).map(Piece::number)
}

/// The number of the piece that a key-value key stands for, if it stands for one.
pub(super) fn piece_of_key(key: &str) -> Option<u8> {
    Piece::from_key(key).map(Piece::number)
}
