//! The jigsaw puzzle as data: which pieces there are, what they are called, who looks for which.
//!
//! A piece that is in the picture is a key of the store, `/puzzle/r1c1` to `/puzzle/r3c4`; a finished
//! picture is a key in the album, `/album/1`. Knows nothing of Raft.

pub mod jigsaw;

use rand::SeedableRng;
use rand::seq::SliceRandom;

use crate::sim::{SimRng, mix};

pub const ROWS: u8 = 3;
pub const COLS: u8 = 4;
pub const PIECES: usize = ROWS as usize * COLS as usize;

/// Where the pieces of the current picture are.
pub const PREFIX: &str = "/puzzle/";
/// Where finished pictures are.
pub const ALBUM: &str = "/album/";

/// Where friends say that they are at home.
pub const PRESENCE: &str = "/presence/";

/// How long a friend looks for one piece, in virtual microseconds.
pub const SEARCH_US: std::ops::RangeInclusive<u64> = 4_000_000..=11_000_000;
/// How long a finished picture is admired before the next begins.
pub const ADMIRE_US: u64 = 5_000_000;

/// How many finished pictures the album has room for: the next one takes the place of the oldest.
pub const ALBUM_MAX: u64 = 100;

/// A piece by its place, row by row from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Piece(u8);

static NAMES: [&str; PIECES] =
    ["r1c1", "r1c2", "r1c3", "r1c4", "r2c1", "r2c2", "r2c3", "r2c4", "r3c1", "r3c2", "r3c3", "r3c4"];

impl Piece {
    pub fn all() -> impl Iterator<Item = Piece> {
        (0..PIECES as u8).map(Piece)
    }

    pub fn name(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    pub fn key(self) -> String {
        format!("{PREFIX}{}", self.name())
    }

    pub fn from_key(key: &str) -> Option<Piece> {
        Self::from_name(key.strip_prefix(PREFIX)?)
    }

    pub fn from_name(name: &str) -> Option<Piece> {
        NAMES.iter().position(|known| *known == name).map(|place| Piece(place as u8))
    }

    /// From 0, row by row.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// As people count: from 1, row by row.
    pub fn number(self) -> u8 {
        self.0 + 1
    }
}

/// The album's key for picture number `picture`, counted from 1.
pub fn album_key(picture: u64) -> String {
    format!("{ALBUM}{picture}")
}

/// The picture that a key of the album is for.
pub fn album_number(key: &str) -> Option<u64> {
    key.strip_prefix(ALBUM)?.parse().ok()
}

/// The pieces that friend number `me` looks for, in its order, among friends of whom `present` says who is at home.
///
/// Every piece is dealt to exactly one friend. The pieces of those who are not at home are dealt to the others, behind
/// their own.
pub fn dealt_to(seed: u64, picture: u64, me: usize, present: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Piece::all().collect();
    pieces.shuffle(&mut SimRng::seed_from_u64(mix(seed, picture)));
    let share = |friend: usize| pieces.iter().copied().skip(friend).step_by(present.len().max(1));
    let is_present = |friend: &usize| present.get(*friend) == Some(&true);
    let others = (0..present.len()).filter(|friend| !is_present(friend)).flat_map(share);
    let at_home: Vec<usize> = (0..present.len()).filter(is_present).collect();
    let place = at_home.iter().position(|friend| *friend == me);
    let more = place.into_iter().flat_map(|place| others.clone().skip(place).step_by(at_home.len()));
    share(me).chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_dealt_once() {
        for friends in 1..=9 {
            for away in 0..friends {
                let present: Vec<bool> = (0..friends).map(|friend| away == 0 || friend != away).collect();
                let at_home = (0..friends).filter(|friend| present[*friend]);
                let mut dealt: Vec<Piece> = at_home.flat_map(|friend| dealt_to(7, 1, friend, &present)).collect();
                dealt.sort();
                assert_eq!(dealt, Piece::all().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn who_is_away_changes_nothing_of_what_others_looked_for_first() {
        let (all, without) = ([true; 5], [true, true, true, false, true]);
        for friend in [0, 1, 2, 4] {
            let (before, after) = (dealt_to(7, 1, friend, &all), dealt_to(7, 1, friend, &without));
            assert_eq!(after[..before.len()], before[..]);
        }
    }

    #[test]
    fn a_key_names_its_picture() {
        assert_eq!(album_number(&album_key(107)), Some(107));
        assert_eq!([album_number("/album/"), album_number("/album/x"), album_number("/puzzle/1")], [None; 3]);
    }

    #[test]
    fn a_key_names_its_piece() {
        assert!(Piece::all().all(|piece| Piece::from_key(&piece.key()) == Some(piece)));
        assert_eq!(Piece::from_key("/puzzle/r4c1"), None);
        for other in ["r1c1", "/puzzle/", "/puzzle/r1c0", "/puzzle/r1", "/puzzle/rçc1", "/other/r1c1"] {
            assert_eq!(Piece::from_key(other), None, "{other}");
        }
        assert_eq!(Piece::from_key("/puzzle/r2c3").map(Piece::number), Some(7));
    }
}
