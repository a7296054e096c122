//! Sorted things in small numbers: less code, and less work, than a tree for what mostly grows at its end.

use std::fmt;
use std::ops::{Bound, RangeBounds};

use serde::ser::{Serialize, Serializer};

/// A map that keeps its pairs in a vector, sorted by key.
#[derive(Clone, PartialEq, Eq)]
pub struct SmallMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> SmallMap<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        // New keys are mostly the greatest.
        match self.0.last() {
            Some((last, _)) if last < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(other, _)| other.cmp(key)),
        }
    }

    /// Gives back what was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|at| &self.0[at].1)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.place(key).ok().map(|at| &mut self.0[at].1)
    }

    pub fn contains_key(&self, key: &K) -> bool {
        self.place(key).is_ok()
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|at| self.0.remove(at).1)
    }

    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = self.place(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, V::default()));
            at
        });
        &mut self.0[at].1
    }

    /// The pairs in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn first(&self) -> Option<(&K, &V)> {
        self.0.first().map(|(key, value)| (key, value))
    }

    pub fn last(&self) -> Option<(&K, &V)> {
        self.0.last().map(|(key, value)| (key, value))
    }

    pub fn pop_first(&mut self) -> Option<(K, V)> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// The pairs whose keys lie within `bounds`.
    pub fn range(&self, bounds: impl RangeBounds<K>) -> impl Iterator<Item = (&K, &V)> {
        let below = |bound: Bound<&K>, with_it: bool| match bound {
            Bound::Included(key) => self.0.partition_point(|(other, _)| other < key || (with_it && other == key)),
            Bound::Excluded(key) => self.0.partition_point(|(other, _)| other < key || (!with_it && other == key)),
            Bound::Unbounded if with_it => self.0.len(),
            Bound::Unbounded => 0,
        };
        let (start, end) = (below(bounds.start_bound(), false), below(bounds.end_bound(), true));
        self.0[start..end.max(start)].iter().map(|(key, value)| (key, value))
    }

    /// How many keys are less than this one.
    pub fn count_below(&self, key: &K) -> usize {
        self.place(key).unwrap_or_else(|at| at)
    }

    /// Takes out the pairs from `key` on.
    pub fn split_off(&mut self, key: &K) -> Self {
        Self(self.0.split_off(self.count_below(key)))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<K: Ord, V> Extend<(K, V)> for SmallMap<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, pairs: T) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SmallMap<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(pairs: T) -> Self {
        let mut map = Self::default();
        map.extend(pairs);
        map
    }
}

impl<K: Ord, V> std::ops::Index<&K> for SmallMap<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        self.get(key).expect("the key is there")
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for SmallMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(key, value)| (key, value))).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for SmallMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The items in the order of their keys; equal ones stay as they came.
pub fn sorted<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut sorted: Vec<T> = Vec::new();
    for item in items {
        let mine = key(&item);
        let at = sorted.iter().rposition(|other| key(other) <= mine).map_or(0, |last| last + 1);
        sorted.insert(at, item);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_keys_in_order_and_one_of_each() {
        let mut map: SmallMap<u8, &str> = [(3, "c"), (1, "a"), (2, "b"), (1, "z")].into_iter().collect();
        assert_eq!(map.iter().collect::<Vec<_>>(), [(&1, &"z"), (&2, &"b"), (&3, &"c")]);
        assert_eq!((map.remove(&2), map.remove(&2), map.len()), (Some("b"), None, 2));
        assert_eq!((map.first(), map.last()), (Some((&1, &"z")), Some((&3, &"c"))));
        *map.get_or_default(5) = "e";
        assert_eq!(map.split_off(&3).keys().copied().collect::<Vec<_>>(), [3, 5]);
        assert_eq!(map.pop_first(), Some((1, "z")));
        assert!(map.is_empty());
    }

    #[test]
    fn ranges_are_those_of_the_librarys_map() {
        let pairs = [1, 3, 5, 7].map(|key| (key, key * 10));
        let map: SmallMap<u8, u8> = pairs.into_iter().collect();
        let tree = std::collections::BTreeMap::from(pairs);
        for bounds in [
            (Bound::Included(3), Bound::Excluded(7)),
            (Bound::Excluded(3), Bound::Included(7)),
            (Bound::Unbounded, Bound::Included(4)),
            (Bound::Included(6), Bound::Unbounded),
            (Bound::Included(4), Bound::Excluded(4)),
        ] {
            assert!(map.range(bounds).eq(tree.range(bounds)), "{bounds:?}");
        }
    }

    #[test]
    fn sorts_as_the_library_does() {
        let items = [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        let mut expected = items.to_vec();
        expected.sort_by_key(|item| item.0);
        assert_eq!(sorted(items, |item| item.0), expected);
    }
}
