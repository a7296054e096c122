//! Who placed which piece, and who says to be at home: so that a conflict can be told, and an absence.

use super::{Narrator, Note, What};
use crate::cluster::{EntryFrame, MemberId, Upkeep};
use crate::few::SmallMap;
use crate::puzzle::{self, Piece};

#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// By a piece's number: who placed it.
    placed: SmallMap<u8, String>,
    /// Whose presence lives by which lease.
    leases: SmallMap<i64, MemberId>,
    /// Whose presence has run out.
    absent: Vec<MemberId>,
}

impl Claims {
    pub fn place(&mut self, piece: u8, by: &str) {
        self.placed.insert(piece, by.to_owned());
    }
}

impl Narrator {
    /// What the first application of an entry means if it is more than that it counts now. `Some(None)`: nothing that
    /// anybody has to know.
    pub(super) fn claimed(&mut self, entry: &EntryFrame, note: &Note) -> Option<(Option<MemberId>, Option<What>)> {
        self.take_away(entry);
        match note {
            Note::Presence(friend) => {
                let (_, _, lease) = entry.put()?;
                self.claims.leases.insert(lease, *friend);
                let again = self.claims.absent.contains(friend);
                self.claims.absent.retain(|other| other != friend);
                Some((Some(*friend), Some(What::SaidHome { again })))
            }
            Note::LeaseOver => {
                let Some(Upkeep::Revoke(lease)) = entry.upkeep() else { return None };
                let friend = self.claims.leases.remove(&lease)?;
                // Whoever has taken another lease is still there.
                if self.claims.leases.values().any(|other| *other == friend) {
                    return None;
                }
                self.claims.absent.push(friend);
                Some((Some(friend), Some(What::PresenceOver)))
            }
            Note::Lease => Some((None, None)),
            Note::Piece(piece) => self.placing(entry, *piece).map(|taken| (None, taken)),
            _ => None,
        }
    }

    /// A piece is placed only where there is none, and only in the picture it was found for.
    fn placing(&mut self, entry: &EntryFrame, piece: u8) -> Option<Option<What>> {
        let (_, by, _) = entry.put()?;
        let picture = entry.absent().iter().find_map(|key| puzzle::album_number(key));
        if picture.is_some_and(|picture| picture < self.picture) {
            return Some(None);
        }
        let is_placed = self.placed & (1 << (piece - 1)) != 0 && !entry.absent().is_empty();
        match self.claims.placed.get(&piece).filter(|_| is_placed) {
            // It was not told of its own and proposed it again.
            Some(first) if first == by => Some(None),
            Some(first) => {
                let first = first.clone();
                Some(Some(What::Taken { note: Note::Piece(piece), by: by.to_owned(), first }))
            }
            None => {
                self.claims.place(piece, by);
                None
            }
        }
    }

    fn take_away(&mut self, entry: &EntryFrame) {
        if entry.clears(puzzle::PREFIX) {
            self.placed = 0;
        }
        if let Some(piece) = entry.deleted().and_then(Piece::from_key) {
            self.placed &= !(1 << piece.index());
        }
    }
}
