//! What is shown when something broke. The overlay itself lives in `index.html`, with its texts and buttons:
//! it has to work when nothing in here runs any more, or never did. This module only watches over it.

#[cfg(test)]
mod tests {
    const PAGE: &str = include_str!("../../index.html");

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
        for name in ["__quorum_session", "__quorum_broke", "__quorum_mounted"] {
            assert!(PAGE.contains(name), "{name}");
        }
    }
}
