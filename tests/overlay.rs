//! What is shown when something broke: it lives in `index.html`, because it has to work when nothing else does.

const PAGE: &str = include_str!("../index.html");
const HOOK: &str = include_str!("../src/platform/panic.rs");
const MOUNT: &str = include_str!("../src/platform/screen.rs");

/// The values of an attribute, in the order of the page.
fn values(name: &str) -> Vec<&'static str> {
    let start = format!("{name}=\"");
    PAGE.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_text_of_the_bare_page_is_there_in_both_languages() {
    let (pt, en) = (values("data-pt"), values("data-en"));
    assert!(pt.len() >= 6, "the overlay has a title, texts and buttons");
    assert_eq!(pt.len(), en.len());
    for (pt, en) in pt.iter().zip(&en) {
        assert!(!pt.trim().is_empty() && !en.trim().is_empty() && pt != en, "{pt} / {en}");
    }
}

#[test]
fn the_page_and_the_panic_hook_agree_on_names() {
    for (name, module) in [("__quorum_session", HOOK), ("__quorum_broke", HOOK), ("__quorum_mounted", MOUNT)] {
        assert!(PAGE.contains(name) && module.contains(&format!("\"{name}\"")), "{name}");
    }
}
