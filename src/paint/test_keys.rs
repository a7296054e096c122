//! Rows and values as markup: whatever is in a key stays text.

use std::collections::BTreeSet;

use super::keys::{Look, rows as paint_rows, value};
use crate::etcd::{Store, Txn};
use crate::i18n::Lang;
use crate::scene::keys::{self, Edit, Pending};

#[test]
fn rows_hold_what_is_in_keys_as_text_only() {
    let mut store = Store::default();
    store.apply(&Txn::put("<b>/\"&", "<i>"));
    let rows = keys::rows(&store, &BTreeSet::new(), &Pending::default(), store.revision());
    let words = &Lang::Pt.later().etcd.tree;
    let look = Look { words, technical: false, first: 0, active: Some(1), chosen: None, left: &|_| None };
    let painted = paint_rows(&rows, &look);
    assert!(!painted.contains("<b>") && !painted.contains("<i>"), "{painted}");
    assert!(painted.contains("&lt;i&gt;") && painted.contains("data-key=\"&lt;b&gt;/&quot;&amp;\""), "{painted}");
    assert_eq!(painted.matches("data-active").count(), 1);
}

#[test]
fn a_change_is_told_without_colour_too() {
    let lines = [Edit::Same("a".into()), Edit::Removed("b".into()), Edit::Added(String::new())];
    let painted = value(&lines, &Lang::En.later().etcd.object);
    assert!(painted.contains("<del><span class=\"visually-hidden\">went out: </span>b</del>"), "{painted}");
    assert!(painted.contains("came in: </span> </ins>"), "{painted}");
}
