//! The tree of keys by `/`, as the rows that are in sight.
//!
//! A folder is what keys begin with up to a `/`; a slash at the very beginning is part of the first folder's name. So
//! every key, whatever is in it, stands in one place: `a//b` is `b` in `/` in `a/`, and `/a/` is a key without a name in
//! `/a/`. Texts are shared with the store; a row knows which part of its key it shows.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::Pending;
use crate::etcd::{KeyValue, Store};

/// One row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The key; a folder's first one.
    key: Rc<str>,
    /// What of it is shown: the last segment.
    start: usize,
    end: usize,
    /// From 0 on.
    pub depth: usize,
    pub kind: Kind,
    /// Which one it is among its neighbours within one folder, from 1 on, and of how many.
    pub place: (usize, usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Folder {
        is_open: bool,
        /// How many keys exist within it, at any depth.
        keys: usize,
        /// How many more keys are only noted.
        noted: usize,
    },
    Key(Leaf),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// As it is in the store; a tombstone if it was deleted a moment ago; `None` if it is only noted.
    pub kv: Option<Rc<KeyValue>>,
    pub standing: Standing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Still,
    /// By the last revision.
    Changed,
    /// A moment ago.
    Deleted,
    /// Somebody wants to put it: noted, not committed. It has no value yet, or a row of its own with the old one.
    Noted,
    /// Somebody wants to delete it.
    Doomed,
}

impl Row {
    /// The last segment; folders end with their `/`. May be empty.
    pub fn label(&self) -> &str {
        &self.key[self.start..self.end]
    }

    /// The whole key, or what the folder's keys begin with.
    pub fn path(&self) -> &str {
        &self.key[..self.end]
    }

    pub fn is_folder(&self) -> bool {
        matches!(self.kind, Kind::Folder { .. })
    }
}

/// The rows of a store in which the folders `closed` are closed, with what is `pending` and what was deleted after
/// the revision `deleted_after`.
pub fn rows(store: &Store, closed: &BTreeSet<String>, pending: &Pending, deleted_after: u64) -> Vec<Row> {
    let mut extras = Vec::new();
    for kv in store.changes_after(deleted_after).filter(|kv| kv.is_tombstone() && store.get(&kv.key).is_none()) {
        extras.push((kv.key.clone(), Leaf { kv: Some(kv.clone()), standing: Standing::Deleted }));
    }
    for key in &pending.puts {
        extras.push((key.as_str().into(), Leaf { kv: None, standing: Standing::Noted }));
    }
    // Newest first among equals: a key that was deleted twice, or is noted twice, has one row of a kind.
    extras.sort_by(|a, b| a.0.cmp(&b.0));
    extras.dedup_by(|a, b| a.0 == b.0 && a.1.standing == b.1.standing);
    let mut extras = extras.into_iter().peekable();
    let mut grower = Grower::new(closed);
    for kv in store.living() {
        while let Some((key, leaf)) = extras.next_if(|(key, _)| **key < *kv.key) {
            grower.add(key, leaf);
        }
        let standing = match () {
            () if pending.deletes(&kv.key) => Standing::Doomed,
            () if kv.mod_revision == store.revision() => Standing::Changed,
            () => Standing::Still,
        };
        grower.add(kv.key.clone(), Leaf { kv: Some(kv.clone()), standing });
    }
    extras.for_each(|(key, leaf)| grower.add(key, leaf));
    grower.finish()
}

/// Makes rows of keys that come in their order.
struct Grower<'a> {
    closed: &'a BTreeSet<String>,
    rows: Vec<Row>,
    /// The folder that each row stands in.
    parents: Vec<usize>,
    /// How many rows stand in each folder; the first one is the ground.
    counts: Vec<usize>,
    /// The folders that the last key stands in, outermost first.
    stack: Vec<Folder>,
    last: Rc<str>,
}

struct Folder {
    /// Where its path ends.
    end: usize,
    row: usize,
    number: usize,
    is_open: bool,
}

impl<'a> Grower<'a> {
    fn new(closed: &'a BTreeSet<String>) -> Self {
        Self { closed, rows: Vec::new(), parents: Vec::new(), counts: vec![0], stack: Vec::new(), last: "".into() }
    }

    fn add(&mut self, key: Rc<str>, leaf: Leaf) {
        let same = self.last.bytes().zip(key.bytes()).take_while(|(a, b)| a == b).count();
        while self.stack.last().is_some_and(|folder| folder.end > same) {
            self.stack.pop();
        }
        let mut start = self.stack.last().map_or(0, |folder| folder.end);
        // Behind each slash but one at the very beginning.
        let ends = key.bytes().enumerate().skip(start.max(1)).filter(|(_, byte)| *byte == b'/').map(|(at, _)| at + 1);
        for end in ends {
            if self.stack.last().is_some_and(|folder| !folder.is_open) {
                break;
            }
            let is_open = !self.closed.contains(&key[..end]);
            let row = self.push(key.clone(), start, end, Kind::Folder { is_open, keys: 0, noted: 0 });
            self.counts.push(0);
            self.stack.push(Folder { end, row, number: self.counts.len() - 1, is_open });
            start = end;
        }
        for folder in &self.stack {
            if let Kind::Folder { keys, noted, .. } = &mut self.rows[folder.row].kind {
                match leaf.standing {
                    Standing::Deleted => {}
                    Standing::Noted => *noted += 1,
                    Standing::Still | Standing::Changed | Standing::Doomed => *keys += 1,
                }
            }
        }
        if self.stack.last().is_none_or(|folder| folder.is_open) {
            self.push(key.clone(), start, key.len(), Kind::Key(leaf));
        }
        self.last = key;
    }

    fn push(&mut self, key: Rc<str>, start: usize, end: usize, kind: Kind) -> usize {
        let parent = self.stack.last().map_or(0, |folder| folder.number);
        self.counts[parent] += 1;
        self.rows.push(Row { key, start, end, depth: self.stack.len(), kind, place: (self.counts[parent], 0) });
        self.parents.push(parent);
        self.rows.len() - 1
    }

    fn finish(mut self) -> Vec<Row> {
        for (row, parent) in self.rows.iter_mut().zip(&self.parents) {
            row.place.1 = self.counts[*parent];
        }
        self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{KeyRange, Txn};

    fn store(keys: &[&str]) -> Store {
        let mut store = Store::default();
        for key in keys {
            store.apply(&Txn::put(*key, "x"));
        }
        store
    }

    fn shown(rows: &[Row]) -> Vec<String> {
        let row = |row: &Row| {
            let mark = match &row.kind {
                Kind::Folder { is_open: true, keys, noted: 0 } => format!("- {keys}"),
                Kind::Folder { is_open: true, keys, noted } => format!("- {keys}, {noted} noted"),
                Kind::Folder { is_open: false, keys, .. } => format!("+ {keys}"),
                Kind::Key(leaf) => format!("{:?}", leaf.standing),
            };
            format!("{}{} ({mark}) {}/{}", "  ".repeat(row.depth), row.label(), row.place.0, row.place.1)
        };
        rows.iter().map(row).collect()
    }

    fn all(store: &Store) -> Vec<Row> {
        rows(store, &BTreeSet::new(), &Pending::default(), store.revision())
    }

    #[test]
    fn folders_are_what_keys_begin_with() {
        let store = store(&["/r/pods/b", "/r/pods/a", "/r/nodes/n", "foo"]);
        let expected = [
            "/r/ (- 3) 1/2",
            "  nodes/ (- 1) 1/2",
            "    n (Still) 1/1",
            "  pods/ (- 2) 2/2",
            "    a (Still) 1/2",
            "    b (Still) 2/2",
            "foo (Changed) 2/2",
        ];
        assert_eq!(shown(&all(&store)), expected);
    }

    #[test]
    fn strange_keys_have_one_place_each() {
        let store = store(&["/", "//", "//a", "/a", "/a/", "a//b", "a/", "a"]);
        let rows = all(&store);
        let expected = [
            "/ (Still) 1/6",
            "// (- 2) 2/6",
            "   (Still) 1/2",
            "  a (Still) 2/2",
            "/a (Still) 3/6",
            "/a/ (- 1) 4/6",
            "   (Still) 1/1",
            "a (Changed) 5/6",
            "a/ (- 2) 6/6",
            "   (Still) 1/2",
            "  / (- 1) 2/2",
            "    b (Still) 1/1",
        ];
        assert_eq!(shown(&rows), expected);
        let keys: Vec<&str> = rows.iter().filter(|row| !row.is_folder()).map(Row::path).collect();
        assert_eq!(keys, ["/", "//", "//a", "/a", "/a/", "a", "a/", "a//b"]);
    }

    #[test]
    fn a_closed_folder_hides_what_is_in_it_and_counts_it() {
        let store = store(&["/a/b/1", "/a/b/2", "/a/c", "/d"]);
        let closed = BTreeSet::from(["/a/b/".to_owned()]);
        let rows = rows(&store, &closed, &Pending::default(), store.revision());
        let expected = ["/a/ (- 3) 1/2", "  b/ (+ 2) 1/2", "  c (Still) 2/2", "/d (Changed) 2/2"];
        assert_eq!(shown(&rows), expected);
    }

    #[test]
    fn what_is_deleted_noted_or_doomed_says_so() {
        let mut store = store(&["/p/1", "/p/2", "/p/3"]);
        store.apply(&Txn::delete(KeyRange::single("/p/2")));
        let pending = Pending { puts: vec!["/p/4".into(), "/p/1".into()], deletions: vec![KeyRange::single("/p/3")] };
        let rows = rows(&store, &BTreeSet::new(), &pending, store.revision() - 1);
        let expected = [
            "/p/ (- 2, 2 noted) 1/1",
            "  1 (Still) 1/5",
            "  1 (Noted) 2/5",
            "  2 (Deleted) 3/5",
            "  3 (Doomed) 4/5",
            "  4 (Noted) 5/5",
        ];
        assert_eq!(shown(&rows), expected);
    }

    #[test]
    fn letters_of_several_bytes_are_never_cut() {
        let store = store(&["é/a", "è/b", "/ç/ã"]);
        let labels: Vec<String> = all(&store).iter().map(|row| row.label().to_owned()).collect();
        assert_eq!(labels, ["/ç/", "ã", "è/", "b", "é/", "a"]);
    }
}
