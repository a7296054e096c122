//! Outlines of jigsaw pieces as SVG path data, for a grid of equal square cells.
//!
//! Every inner edge is one symmetric knob, so the neighbour draws the same curve backwards with the
//! opposite sign: no gaps and no list of shared edges. Signs follow from column and row, so the
//! picture is cut the same way on every screen.

use std::fmt::Write;

/// One knob from (0,0) to (1,0) as four cubic curves: along the edge and sideways, in edge lengths.
/// The last curves mirror the first ones.
const KNOB: [[(f64, f64); 3]; 4] = [
    [(0.2, 0.0), (0.44, -0.06), (0.42, 0.06)],
    [(0.38, 0.16), (0.34, 0.25), (0.5, 0.25)],
    [(0.66, 0.25), (0.62, 0.16), (0.58, 0.06)],
    [(0.56, -0.06), (0.8, 0.0), (1.0, 0.0)],
];

/// A picture of `cols` × `rows` cells, `cell` units wide and high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jigsaw {
    pub cols: u8,
    pub rows: u8,
    pub cell: f64,
}

/// Which way the knob of an edge points, seen along the edge; a border has none.
#[derive(Clone, Copy, PartialEq)]
enum Knob {
    None,
    Out,
    In,
}

impl Knob {
    fn sign(self) -> f64 {
        match self {
            Knob::None => 0.0,
            Knob::Out => 1.0,
            Knob::In => -1.0,
        }
    }

    /// The same edge walked the other way.
    fn reversed(self) -> Knob {
        match self {
            Knob::None => Knob::None,
            Knob::Out => Knob::In,
            Knob::In => Knob::Out,
        }
    }
}

impl Jigsaw {
    pub fn pieces(self) -> u8 {
        self.cols * self.rows
    }

    /// The closed outline of piece `number`, counted from 1, row by row.
    pub fn piece(self, number: u8) -> String {
        let mut path = String::with_capacity(640);
        self.push_piece(&mut path, number);
        path
    }

    /// The outlines of several pieces as one path, for a clip.
    pub fn union(self, numbers: &[u8]) -> String {
        let mut path = String::with_capacity(640 * numbers.len());
        for &number in numbers {
            self.push_piece(&mut path, number);
        }
        path
    }

    /// The inner lines, once each.
    pub fn cuts(self) -> String {
        let mut path = String::new();
        for row in 0..self.rows {
            for col in 0..self.cols {
                let [x, y] = self.corner(col, row);
                let [right, bottom] = self.corner(col + 1, row + 1);
                if col + 1 < self.cols {
                    push_move(&mut path, [right, y]);
                    push_edge(&mut path, [right, y], [right, bottom], self.right_of(col, row));
                }
                if row + 1 < self.rows {
                    push_move(&mut path, [right, bottom]);
                    push_edge(&mut path, [right, bottom], [x, bottom], self.below(col, row));
                }
            }
        }
        path
    }

    /// The middle of a piece.
    pub fn centre(self, number: u8) -> [f64; 2] {
        let (col, row) = self.cell_of(number);
        let [x, y] = self.corner(col, row);
        [x + self.cell / 2.0, y + self.cell / 2.0]
    }

    fn push_piece(self, path: &mut String, number: u8) {
        let (col, row) = self.cell_of(number);
        let [x, y] = self.corner(col, row);
        let [right, bottom] = self.corner(col + 1, row + 1);
        let top_knob = if row == 0 { Knob::None } else { self.below(col, row - 1).reversed() };
        let left_knob = if col == 0 { Knob::None } else { self.right_of(col - 1, row).reversed() };
        push_move(path, [x, y]);
        push_edge(path, [x, y], [right, y], top_knob);
        push_edge(path, [right, y], [right, bottom], self.right_of(col, row));
        push_edge(path, [right, bottom], [x, bottom], self.below(col, row));
        push_edge(path, [x, bottom], [x, y], left_knob);
        path.push('Z');
    }

    fn cell_of(self, number: u8) -> (u8, u8) {
        debug_assert!((1..=self.pieces()).contains(&number), "no piece {number}");
        ((number - 1) % self.cols, (number - 1) / self.cols)
    }

    fn corner(self, col: u8, row: u8) -> [f64; 2] {
        [f64::from(col) * self.cell, f64::from(row) * self.cell]
    }

    fn right_of(self, col: u8, row: u8) -> Knob {
        match (col + 1 == self.cols, (col + row) % 2) {
            (true, _) => Knob::None,
            (false, 0) => Knob::In,
            (false, _) => Knob::Out,
        }
    }

    fn below(self, col: u8, row: u8) -> Knob {
        match (row + 1 == self.rows, (col * 2 + row) % 3) {
            (true, _) => Knob::None,
            (false, 0) => Knob::Out,
            (false, _) => Knob::In,
        }
    }
}

fn push_move(path: &mut String, at: [f64; 2]) {
    path.push('M');
    push_point(path, at);
}

fn push_edge(path: &mut String, from: [f64; 2], to: [f64; 2], knob: Knob) {
    if knob == Knob::None {
        path.push('L');
        push_point(path, to);
        return;
    }
    let (dx, dy, sign) = (to[0] - from[0], to[1] - from[1], knob.sign());
    for curve in KNOB {
        for (nth, (along, sideways)) in curve.into_iter().enumerate() {
            path.push(if nth == 0 { 'C' } else { ' ' });
            let sideways = sideways * sign;
            push_point(path, [from[0] + along * dx + sideways * dy, from[1] + along * dy - sideways * dx]);
        }
    }
}

/// A coordinate pair, rounded to tenths without trailing zeros.
fn push_point(path: &mut String, [x, y]: [f64; 2]) {
    let tenths = |value: f64| (value * 10.0).round() / 10.0 + 0.0;
    write!(path, "{} {}", tenths(x), tenths(y)).expect("writing to a string never fails");
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Jigsaw = Jigsaw { cols: 4, rows: 3, cell: 100.0 };

    /// Piece 7 stands in the middle, so all its edges are knobs.
    #[test]
    fn an_inner_piece_has_four_knobs() {
        assert_eq!(
            PICTURE.piece(7),
            "M200 100C220 100 244 106 242 94C238 84 234 75 250 75C266 75 262 84 258 94C256 106 280 100 300 100\
             C300 120 294 144 306 142C316 138 325 134 325 150C325 166 316 162 306 158C294 156 300 180 300 200\
             C280 200 256 206 258 194C262 184 266 175 250 175C234 175 238 184 242 194C244 206 220 200 200 200\
             C200 180 206 156 194 158C184 162 175 166 175 150C175 134 184 138 194 142C206 144 200 120 200 100Z"
        );
    }

    #[test]
    fn a_corner_piece_has_two_straight_edges() {
        assert_eq!(PICTURE.piece(1).matches('L').count(), 2);
        assert_eq!(PICTURE.piece(12).matches('L').count(), 2);
        assert_eq!(PICTURE.piece(2).matches('L').count(), 1);
    }

    /// Walked backwards, a piece's right edge is its neighbour's left edge.
    #[test]
    fn neighbours_share_their_edge() {
        for row in 0..3 {
            for col in 0..3 {
                let mut mine = Vec::new();
                let [x, y] = PICTURE.corner(col + 1, row);
                let knob = PICTURE.right_of(col, row);
                let mut path = String::new();
                push_edge(&mut path, [x, y], [x, y + 100.0], knob);
                points(&path, &mut mine);
                let mut theirs = Vec::new();
                let mut path = String::new();
                push_edge(&mut path, [x, y + 100.0], [x, y], knob.reversed());
                points(&path, &mut theirs);
                theirs.reverse();
                assert_eq!(mine[..mine.len() - 1], theirs[1..], "edge right of {col},{row}");
            }
        }
    }

    #[test]
    fn the_cuts_are_every_inner_edge_once() {
        assert_eq!(PICTURE.cuts().matches('M').count(), 3 * 3 + 4 * 2);
    }

    #[test]
    fn a_union_is_all_its_pieces() {
        assert_eq!(PICTURE.union(&[1, 7]), PICTURE.piece(1) + &PICTURE.piece(7));
        assert_eq!(PICTURE.union(&[]), "");
    }

    fn points(path: &str, into: &mut Vec<(String, String)>) {
        let numbers: Vec<&str> = path.split(['C', ' ']).filter(|part| !part.is_empty()).collect();
        into.extend(numbers.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())));
    }
}
