//! Pieces by number: people count them from 1, row by row, while keys name row and column.

use crate::puzzle::jigsaw::Jigsaw;

/// The picture of the kit: 400 × 300 units in 4 × 3 pieces.
pub const PICTURE: Jigsaw = Jigsaw { cols: 4, rows: 3, cell: 100.0 };

/// The number of the piece that a key or name ending in `r1c2` stands for, if it stands for one.
pub fn piece_number(name: &str) -> Option<u8> {
    let name = name.rsplit('/').next()?;
    let (row, col) = name.strip_prefix('r')?.split_once('c')?;
    let (row, col): (u8, u8) = (row.parse().ok()?, col.parse().ok()?);
    let fits = (1..=PICTURE.rows).contains(&row) && (1..=PICTURE.cols).contains(&col);
    fits.then(|| (row - 1) * PICTURE.cols + col)
}

/// The same for a key-value key, of which only those under `/puzzle/` are pieces.
pub(super) fn piece_of_key(key: &str) -> Option<u8> {
    key.starts_with("/puzzle/").then(|| piece_number(key)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted_row_by_row() {
        assert_eq!(piece_number("r1c1"), Some(1));
        assert_eq!(piece_number("r2c3"), Some(7));
        assert_eq!(piece_of_key("/puzzle/r3c4"), Some(12));
    }

    #[test]
    fn other_keys_are_no_pieces() {
        assert_eq!(piece_of_key("/registry/r1c1"), None);
        assert_eq!(piece_of_key("/puzzle/r4c1"), None);
        assert_eq!(piece_of_key("/puzzle/"), None);
        assert_eq!(piece_of_key("/puzzle/r1c0"), None);
        assert_eq!(piece_of_key("/puzzle/rçc1"), None);
    }
}
