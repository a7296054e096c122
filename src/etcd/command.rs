//! What can be asked of the store, as it stands in the log.

use serde::Serialize;

/// Operations that take effect together, if none of the keys in `absent` exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Txn {
    pub absent: Vec<String>,
    pub then: Vec<Op>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Op {
    Put { key: String, value: String },
    Delete(KeyRange),
}

/// One key, or all keys from one on up to an end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyRange {
    pub key: String,
    pub end: RangeEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum RangeEnd {
    /// It is one key.
    Single,
    /// The first key that is not in the range any more.
    Before(String),
    Unbounded,
}

impl KeyRange {
    pub fn single(key: impl Into<String>) -> Self {
        Self { key: key.into(), end: RangeEnd::Single }
    }

    /// All keys that start with `prefix`. As in etcd, the end is the prefix with its last character stepped on.
    pub fn prefix(prefix: impl Into<String>) -> Self {
        let key = prefix.into();
        let end = prefix_end(&key).map_or(RangeEnd::Unbounded, RangeEnd::Before);
        Self { key, end }
    }
}

/// What the store answers to a [`Txn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Whether the condition held and the operations took effect.
    pub succeeded: bool,
    /// The store's revision afterwards.
    pub revision: u64,
    pub deleted: u64,
}

impl Txn {
    pub fn put(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { absent: Vec::new(), then: vec![Op::Put { key: key.into(), value: value.into() }] }
    }

    pub fn delete(range: KeyRange) -> Self {
        Self { absent: Vec::new(), then: vec![Op::Delete(range)] }
    }

    /// The same operations, only if `key` does not exist.
    pub fn if_absent(mut self, key: impl Into<String>) -> Self {
        self.absent.push(key.into());
        self
    }

    pub fn and(mut self, op: Op) -> Self {
        self.then.push(op);
        self
    }

    /// The key that its first put writes.
    pub fn key(&self) -> Option<&str> {
        self.then.iter().find_map(|op| match op {
            Op::Put { key, .. } => Some(key.as_str()),
            Op::Delete(_) => None,
        })
    }

    /// What a technician would call it: `put /puzzle/r1c2`, `del foo`.
    pub fn label(&self) -> String {
        match self.then.first() {
            Some(Op::Put { key, .. }) => format!("put {key}"),
            Some(Op::Delete(range)) if range.end == RangeEnd::Single => format!("del {}", range.key),
            Some(Op::Delete(range)) => format!("del {} …", range.key),
            None => "txn".to_owned(),
        }
    }
}

fn prefix_end(prefix: &str) -> Option<String> {
    let mut end: Vec<char> = prefix.chars().collect();
    while let Some(last) = end.pop() {
        let next = (last as u32 + 1..=char::MAX as u32).find_map(char::from_u32);
        if let Some(next) = next {
            end.push(next);
            return Some(end.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_after_its_last_key() {
        assert_eq!(KeyRange::prefix("/p/").end, RangeEnd::Before("/p0".into()));
        assert_eq!(KeyRange::prefix("").end, RangeEnd::Unbounded);
        assert_eq!(KeyRange::prefix("a\u{10FFFF}").end, RangeEnd::Before("b".into()));
    }
}
