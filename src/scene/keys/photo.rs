//! What would become of the keys if everybody began anew from a photo: a store as it was saved.

use crate::etcd::{KeyValue, Store};
use crate::puzzle::Piece;

/// How many keys of a kind are named; the rest is counted.
const NAMED_MAX: usize = 20;

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
}

/// Keys in their order, each with a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub named: Vec<(String, u64)>,
    pub count: usize,
    /// Those of them that are pieces of the puzzle, by number.
    pub pieces: Vec<u8>,
}

impl Names {
    fn add(&mut self, kv: &KeyValue) {
        self.count += 1;
        self.pieces.extend(Piece::from_key(&kv.key).map(Piece::number));
        if self.named.len() < NAMED_MAX {
            self.named.push((kv.key.to_string(), kv.mod_revision));
        }
    }
}

impl Loss {
    pub fn of(now: &Store, photo: &Store) -> Loss {
        let mut loss = Loss::default();
        for kv in now.living() {
            match photo.get(&kv.key) {
                None => loss.gone.add(kv),
                Some(then) if then.value != kv.value => loss.older.add(kv),
                Some(_) => loss.same += 1,
            }
        }
        photo.living().filter(|kv| now.get(&kv.key).is_none()).for_each(|kv| loss.back.add(kv));
        loss
    }
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
        assert_eq!(loss.gone.named, [("/puzzle/r3c4".to_owned(), 6)]);
        assert_eq!(loss.gone.pieces, [12]);
        assert_eq!(loss.older.named, [("b".to_owned(), 5)]);
        assert_eq!((loss.back.pieces, loss.back.count, loss.same), (vec![2], 1, 1));
    }

    #[test]
    fn many_are_counted() {
        let mut now = Store::default();
        for number in 0..100 {
            now.apply(&Txn::put(format!("k{number}"), "x"));
        }
        let loss = Loss::of(&now, &Store::default());
        assert_eq!((loss.gone.count, loss.gone.named.len()), (100, NAMED_MAX));
    }
}
