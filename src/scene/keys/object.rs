//! One key: as it is, what its last change did, and what is kept of its past.

use super::{Edit, diff, pretty};
use crate::etcd::{KeyValue, LeaseId, Store};

/// The longest value that is compared with the one before; the longest that is shown at all.
const DIFF_BYTES_MAX: usize = 32 << 10;
pub const SHOWN_BYTES_MAX: usize = 64 << 10;
/// How many versions are listed.
pub const VERSIONS_MAX: usize = 50;

/// A key at one of its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    pub key: String,
    /// The version that is shown; `None` if nothing is kept of the key.
    pub shown: Option<Shown>,
    /// Whether that is how it is now.
    pub is_newest: bool,
    /// The value, compared with the one before it.
    pub lines: Vec<Edit>,
    /// Whether the value was too long to be shown whole.
    pub is_cut: bool,
    /// Newest first.
    pub versions: Vec<Version>,
    /// How many more are kept.
    pub more: usize,
}

/// One version, without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The revisions at which it was created and changed last.
    pub created: u64,
    pub changed: u64,
    /// 0: it was deleted.
    pub version: u64,
    lease: LeaseId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub revision: u64,
    /// 0: it was deleted.
    pub version: u64,
    pub value: String,
}

impl Object {
    /// `revision`: which of the key's versions to show; the newest without it, or if it is none of them.
    pub fn of(store: &Store, key: &str, revision: Option<u64>) -> Object {
        let kept = store.kept(key);
        let wanted = revision.and_then(|revision| kept.iter().rposition(|kv| kv.mod_revision == revision));
        let at = wanted.or(kept.len().checked_sub(1));
        let shown = at.map(|at| &*kept[at]);
        let before = at.and_then(|at| at.checked_sub(1)).map(|at| &*kept[at]).filter(|kv| !kv.is_tombstone());
        let (value, is_cut) = cut(shown.map_or("", |kv| kv.value.as_str()), SHOWN_BYTES_MAX);
        let versions = kept.iter().rev().take(VERSIONS_MAX).map(|kv| Version {
            revision: kv.mod_revision,
            version: kv.version,
            value: cut(kv.value.lines().next().unwrap_or_default(), 60).0.to_owned(),
        });
        Object {
            key: key.to_owned(),
            is_newest: at.is_none_or(|at| at + 1 == kept.len()),
            lines: match before {
                Some(before) if before.value.len().max(value.len()) <= DIFF_BYTES_MAX => {
                    let is_json = [&*before.value, value].iter().all(|text| text.trim_start().starts_with(['{', '[']));
                    diff(&pretty(&before.value), &pretty(value), if is_json { but_for_comma } else { str::eq })
                }
                _ => pretty(value).into_iter().map(Edit::Same).collect(),
            },
            shown: shown.map(Shown::of),
            is_cut,
            versions: versions.collect(),
            more: kept.len().saturating_sub(VERSIONS_MAX),
        }
    }

    /// The lease it lives by, if it does.
    pub fn lease(&self) -> Option<LeaseId> {
        self.shown.map(|shown| shown.lease).filter(|lease| *lease != 0 && self.is_newest)
    }
}

/// In JSON, what follows a line is not the line's.
fn but_for_comma(a: &str, b: &str) -> bool {
    a.trim_end_matches(',') == b.trim_end_matches(',')
}

impl Shown {
    fn of(kv: &KeyValue) -> Shown {
        let KeyValue { create_revision: created, mod_revision: changed, version, lease, .. } = *kv;
        Shown { created, changed, version, lease }
    }
}

/// The beginning of a text, and whether there is more of it.
fn cut(text: &str, bytes_max: usize) -> (&str, bool) {
    if text.len() <= bytes_max {
        return (text, false);
    }
    let end = (0..=bytes_max).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    (&text[..end], true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{KeyRange, Txn};

    fn store() -> Store {
        let mut store = Store::default();
        store.apply(&Txn::put("a", r#"{"n":1,"m":2}"#));
        store.apply(&Txn::put("a", r#"{"n":1,"m":3}"#));
        store.apply(&Txn::delete(KeyRange::single("a")));
        store.apply(&Txn::put("a", "new"));
        store
    }

    #[test]
    fn a_comma_that_came_with_the_next_line_is_no_change() {
        let mut store = Store::default();
        store.apply(&Txn::put("a", r#"["leite","pão"]"#));
        store.apply(&Txn::put("a", r#"["leite","pão","cacau"]"#));
        let object = Object::of(&store, "a", None);
        let changed: Vec<&Edit> = object.lines.iter().filter(|edit| !matches!(edit, Edit::Same(_))).collect();
        assert_eq!(changed, [&Edit::Added("  \"cacau\"".into())]);
        assert!(object.lines.contains(&Edit::Same("  \"pão\",".into())), "as it is now");
    }

    #[test]
    fn a_version_is_compared_with_the_one_before() {
        let object = Object::of(&store(), "a", Some(3));
        let changed: Vec<&Edit> = object.lines.iter().filter(|edit| !matches!(edit, Edit::Same(_))).collect();
        assert_eq!(changed, [&Edit::Removed("  \"m\": 2".into()), &Edit::Added("  \"m\": 3".into())]);
        assert!(!object.is_newest);
        let versions: Vec<(u64, u64)> = object.versions.iter().map(|v| (v.revision, v.version)).collect();
        assert_eq!(versions, [(5, 1), (4, 0), (3, 2), (2, 1)]);
    }

    #[test]
    fn what_begins_anew_has_nothing_to_be_compared_with() {
        let object = Object::of(&store(), "a", None);
        assert_eq!(object.lines, [Edit::Same("new".into())]);
        assert!(object.is_newest && object.shown.unwrap().version == 1);
        let nothing = Object::of(&store(), "b", None);
        assert_eq!((nothing.shown, nothing.lines.len(), nothing.versions.len()), (None, 0, 0));
    }

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let mut store = Store::default();
        store.apply(&Txn::put("a", "é".repeat(SHOWN_BYTES_MAX)));
        let object = Object::of(&store, "a", None);
        assert!(object.is_cut);
        assert_eq!(object.lines, [Edit::Same("é".repeat(SHOWN_BYTES_MAX / 2))]);
    }
}
