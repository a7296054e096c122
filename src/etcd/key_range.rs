//! Which keys are meant.

use serde::Serialize;

/// One key, or all keys from one on up to an end, in the order of their bytes.
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

    /// `key` and all keys behind it.
    pub fn from_key(key: impl Into<String>) -> Self {
        Self { key: key.into(), end: RangeEnd::Unbounded }
    }

    /// Whether no key at all can be in it.
    pub fn is_empty(&self) -> bool {
        matches!(&self.end, RangeEnd::Before(end) if *end <= self.key)
    }

    pub fn contains(&self, key: &str) -> bool {
        let start = self.key.as_str();
        match &self.end {
            RangeEnd::Single => key == start,
            RangeEnd::Before(end) => start <= key && key < end.as_str(),
            RangeEnd::Unbounded => start <= key,
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

    #[test]
    fn an_end_is_not_in_its_range() {
        let to_c = KeyRange { key: "a".into(), end: RangeEnd::Before("c".into()) };
        let within = |range: &KeyRange| ["a", "b", "c", "d"].map(|key| range.contains(key));
        assert_eq!(within(&to_c), [true, true, false, false]);
        assert_eq!(within(&KeyRange::single("b")), [false, true, false, false]);
        assert_eq!(within(&KeyRange::from_key("b")), [false, true, true, true]);
        assert_eq!(within(&KeyRange { key: "c".into(), end: RangeEnd::Before("a".into()) }), [false; 4]);
    }
}
