//! The rows of the tree of keys, one key's value and its watchers, as markup.

use std::fmt::Write;

use super::markup::Words;
use crate::i18n::etcd::{Object as ObjectWords, Tree as TreeWords};
use crate::scene::keys::{Edit, Kind, Leaf, Row, Standing};

/// How much of a value a row shows, in letters.
const VALUE_CHARS_MAX: usize = 60;

/// How rows are shown.
pub struct Look<'a> {
    pub words: &'a TreeWords,
    /// Whether keys and revisions have their technical names.
    pub technical: bool,
    /// The number of the first row.
    pub first: usize,
    /// The one that keys act on.
    pub active: Option<usize>,
    /// The key that is looked at.
    pub chosen: Option<&'a str>,
    /// How many seconds a lease has left; outside `None`: there is no such lease.
    pub left: &'a dyn Fn(i64) -> Option<Option<u64>>,
}

pub fn rows(rows: &[Row], look: &Look) -> String {
    let mut out = String::with_capacity(rows.len() * 320);
    for (at, shown) in rows.iter().enumerate() {
        row(&mut out, look.first + at, shown, look);
    }
    out
}

/// Writing into a text can't fail, here and below.
fn row(out: &mut String, number: usize, row: &Row, look: &Look) {
    let words = look.words;
    let (pos, of) = row.place;
    let active = if look.active == Some(number) { " data-active" } else { "" };
    let _ = write!(
        out,
        r#"<div role="treeitem" id="key-{number}" data-row="{number}" data-key="{key}" title="{key}" aria-level="{level}" aria-posinset="{pos}" aria-setsize="{of}" style="--depth:{depth}"{active}"#,
        key = Words(row.path()),
        level = row.depth + 1,
        depth = row.depth.min(12),
    );
    match &row.kind {
        Kind::Folder { is_open, keys, noted } => {
            let count = if *keys == 0 && *noted > 0 {
                (words.count_noted)(*noted)
            } else {
                (words.count)(*keys, look.technical)
            };
            let _ = write!(
                out,
                r#" aria-expanded="{is_open}" class="key-folder"><i class="key-turn"></i><span class="key-name" lang="en">{}</span><span class="key-count">{}</span></div>"#,
                Words(row.label()),
                Words(&count),
            );
        }
        Kind::Key(leaf) => {
            let is_chosen = look.chosen == Some(row.path()) && leaf.kv.is_some();
            let _ = write!(out, r#" aria-selected="{is_chosen}" class="key-leaf {}">"#, class(leaf.standing));
            self::leaf(out, row.label(), leaf, look);
            out.push_str("</div>");
        }
    }
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Still => "",
        Standing::Changed => "key-changed",
        Standing::Deleted => "key-deleted",
        Standing::Noted => "key-noted",
        Standing::Doomed => "key-doomed",
    }
}

fn leaf(out: &mut String, label: &str, leaf: &Leaf, look: &Look) {
    let words = look.words;
    if label.is_empty() {
        let _ = write!(out, r#"<span class="key-name key-nameless">{}</span>"#, Words(words.nameless));
    } else {
        let _ = write!(out, r#"<span class="key-name" lang="en">{}</span>"#, Words(label));
    }
    let living = leaf.kv.as_ref().filter(|_| leaf.standing != Standing::Deleted);
    if let Some(kv) = living {
        let line = kv.value.lines().next().unwrap_or_default();
        let end = line.char_indices().nth(VALUE_CHARS_MAX).map_or(line.len(), |(at, _)| at);
        let _ = match kv.value.is_empty() {
            true => write!(out, r#"<span class="key-value key-nameless">{}</span>"#, Words(words.blank)),
            false => write!(out, r#"<span class="key-value" lang="en">{}</span>"#, Words(&line[..end])),
        };
        if kv.lease != 0
            && let Some(left) = (look.left)(kv.lease)
        {
            let said = (words.lease)(left);
            let _ = match left {
                Some(seconds) => write!(
                    out,
                    r#"<span class="key-lease"><span aria-hidden="true">{seconds} s</span><span class="visually-hidden">{}</span></span>"#,
                    Words(&said)
                ),
                // Nobody counts: no number, but no blank ring either.
                None => write!(out, r#"<span class="key-lease">{}</span>"#, Words(&said)),
            };
        }
    }
    let said = match leaf.standing {
        Standing::Still => "",
        Standing::Changed => words.changed,
        Standing::Deleted => words.deleted,
        Standing::Noted => words.noted,
        Standing::Doomed => words.doomed,
    };
    match (&leaf.kv, leaf.standing) {
        (Some(kv), Standing::Still | Standing::Changed | Standing::Deleted) => {
            let revision = (words.revision)(kv.mod_revision, look.technical);
            let _ = write!(out, r#"<span class="key-rev">{}</span>"#, Words(&revision));
            if !said.is_empty() {
                let _ = write!(out, r#"<span class="visually-hidden">{}</span>"#, Words(said));
            }
        }
        _ => {
            let _ = write!(out, r#"<span class="key-rev">{}</span>"#, Words(said));
        }
    }
}

/// A value line by line, with what its last change did.
pub fn value(lines: &[Edit], words: &ObjectWords) -> String {
    let mut out = String::new();
    for edit in lines {
        // An empty line is as high as any other.
        let shown = |line: &str| if line.is_empty() { " ".to_owned() } else { Words(line).to_string() };
        let hidden = |said: &str| format!(r#"<span class="visually-hidden">{}: </span>"#, Words(said));
        let _ = match edit {
            Edit::Same(line) => write!(out, "<div>{}</div>", shown(line)),
            Edit::Added(line) => write!(out, "<ins>{}{}</ins>", hidden(words.added), shown(line)),
            Edit::Removed(line) => write!(out, "<del>{}{}</del>", hidden(words.removed), shown(line)),
        };
    }
    out
}

/// A key that may be broken only behind a `/`.
pub fn key(key: &str) -> String {
    Words(key).to_string().replace('/', "/<wbr>")
}
