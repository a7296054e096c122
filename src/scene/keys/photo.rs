//! What would become of the keys if everybody began anew from a photo: a store as it was saved.

use std::cmp::Reverse;
use std::rc::Rc;

use crate::etcd::{KeyValue, Store};
use crate::puzzle::{PRESENCE, Piece};

/// How many keys of a kind are named; the rest is counted.
const NAMED_MAX: usize = 100;

/// What would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Keys that exist now and are not in the photo, with the revision they were put at.
    pub gone: Names,
    /// Keys that would have another value again, with the revision of the present one.
    pub older: Names,
    /// Keys of the photo that don't exist now, with the revision they were put at.
    pub back: Names,
    /// How many stay as they are.
    pub same: usize,
    /// The pieces of the picture by number, as it is now and as it would be.
    pub pieces_now: Vec<u8>,
    pub pieces_then: Vec<u8>,
}

/// Keys, each with a revision: first those that people wrote, the latest before all others; then who is at home. Pieces
/// of the puzzle have numbers, and are told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub named: Vec<(String, u64)>,
    /// With the pieces.
    pub count: usize,
    /// The pieces of the puzzle, by number.
    pub pieces: Vec<u8>,
}

impl Names {
    fn of(mut keys: Vec<&Rc<KeyValue>>) -> Names {
        let count = keys.len();
        let mut pieces: Vec<u8> = keys.iter().filter_map(|kv| Piece::from_key(&kv.key)).map(Piece::number).collect();
        pieces.sort_unstable();
        keys.retain(|kv| Piece::from_key(&kv.key).is_none());
        // Keys stay in their order where one change wrote several.
        keys.sort_by_key(|kv| (kv.key.starts_with(PRESENCE), Reverse(kv.mod_revision)));
        let named = keys.iter().take(NAMED_MAX).map(|kv| (kv.key.to_string(), kv.mod_revision)).collect();
        Names { named, count, pieces }
    }
}

impl Loss {
    pub fn of(now: &Store, photo: &Store) -> Loss {
        let (mut gone, mut older, mut same) = (Vec::new(), Vec::new(), 0);
        for kv in now.living() {
            match photo.get(&kv.key) {
                None => gone.push(kv),
                Some(then) if then.value != kv.value => older.push(kv),
                Some(_) => same += 1,
            }
        }
        let back = photo.living().filter(|kv| now.get(&kv.key).is_none()).collect();
        Loss {
            gone: Names::of(gone),
            older: Names::of(older),
            back: Names::of(back),
            same,
            pieces_now: pieces(now),
            pieces_then: pieces(photo),
        }
    }
}

/// The pieces that are in a store, by number.
pub fn pieces(store: &Store) -> Vec<u8> {
    let mut pieces: Vec<u8> = store.living().filter_map(|kv| Piece::from_key(&kv.key)).map(Piece::number).collect();
    pieces.sort_unstable();
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{KeyRange, Txn};

    #[test]
    fn tells_what_goes_what_comes_back_and_what_stays() {
        let mut now = Store::default();
        for (key, value) in [("/puzzle/r1c2", "x"), ("a", "1"), ("b", "1")] {
            now.apply(&Txn::put(key, value));
        }
        let photo = now.clone();
        now.apply(&Txn::put("b", "2"));
        now.apply(&Txn::put("/puzzle/r3c4", "y"));
        now.apply(&Txn::delete(KeyRange::single("/puzzle/r1c2")));
        let loss = Loss::of(&now, &photo);
        assert_eq!((loss.gone.named, loss.gone.count), (vec![], 1), "a piece is told by its number, once");
        assert_eq!(loss.gone.pieces, [12]);
        assert_eq!((loss.pieces_now, loss.pieces_then), (vec![12], vec![2]));
        assert_eq!(loss.older.named, [("b".to_owned(), 5)]);
        assert_eq!((loss.back.pieces, loss.back.count, loss.same), (vec![2], 1, 1));
    }

    #[test]
    fn what_people_wrote_comes_first_the_latest_before_all() {
        let mut now = Store::default();
        for key in ["/puzzle/r1c1", "/registry/pods/a", "/presence/1", "mine", "yours"] {
            now.apply(&Txn::put(key, "x"));
        }
        let loss = Loss::of(&now, &Store::default());
        let named: Vec<&str> = loss.gone.named.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(named, ["yours", "mine", "/registry/pods/a", "/presence/1"]);
    }

    #[test]
    fn many_are_counted() {
        let mut now = Store::default();
        for number in 0..150 {
            now.apply(&Txn::put(format!("k{number}"), "x"));
        }
        let loss = Loss::of(&now, &Store::default());
        assert_eq!((loss.gone.count, loss.gone.named.len()), (150, NAMED_MAX));
    }
}
