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
    Put {
        key: String,
        value: String,
    },
    /// Deletes `key`, or with an `end` every key in `key..end`.
    Delete {
        key: String,
        end: Option<String>,
    },
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

    pub fn delete(key: impl Into<String>, end: Option<String>) -> Self {
        Self { absent: Vec::new(), then: vec![Op::Delete { key: key.into(), end }] }
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

    /// The key that the first operation writes.
    pub fn key(&self) -> Option<&str> {
        self.then.first().map(|op| match op {
            Op::Put { key, .. } | Op::Delete { key, .. } => key.as_str(),
        })
    }

    /// What a technician would call it: `put /puzzle/r1c2`, `del foo`.
    pub fn label(&self) -> String {
        match self.then.first() {
            Some(Op::Put { key, .. }) => format!("put {key}"),
            Some(Op::Delete { key, end: None }) => format!("del {key}"),
            Some(Op::Delete { key, end: Some(_) }) => format!("del {key} …"),
            None => "txn".to_owned(),
        }
    }
}

/// The end of the range of all keys that start with `prefix`, as etcd computes it: the prefix with
/// its last character stepped on. `None` for the empty prefix: there is no end.
pub fn prefix_end(prefix: &str) -> Option<String> {
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
