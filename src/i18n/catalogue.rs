//! What texts there are, part by part of the page.

pub struct Catalogue {
    pub page: Page,
    pub header: Header,
    pub welcome: Welcome,
    pub side: Side,
    pub transport: Transport,
    pub notice: Notices,
    pub places: Places,
    pub trail: Trail,
    pub stage: &'static super::stage::Words,
}

pub struct Page {
    pub title: &'static str,
    pub stage: &'static str,
    /// For those who jump over the header with the keyboard.
    pub skip: &'static str,
}

pub struct Header {
    pub brand: &'static str,
    pub language: &'static str,
    pub help: &'static str,
    /// The name of the button that goes from one theme to the next.
    pub theme: fn(now: Theme, next: Theme) -> String,
}

/// The choices of theme, put in words by [`Settings::theme_name`](super::Settings::theme_name).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

pub struct Welcome {
    pub label: &'static str,
    /// Two short lines.
    pub title: [&'static str; 2],
    pub promise: &'static str,
    pub start: &'static str,
    pub go_on: fn(lesson: u8) -> String,
    /// Marked.
    pub real: &'static str,
    pub trail: &'static str,
    pub done: &'static str,
    pub here: &'static str,
    pub soon: &'static str,
    pub laboratory_hint: &'static str,
    pub teacher_hint: &'static str,
    pub glossary_hint: &'static str,
}

pub struct Side {
    pub label: &'static str,
    pub feed: &'static str,
    /// What the narration line of small screens does when it is pressed.
    pub feed_open: &'static str,
    /// Below the oldest line that is shown, when there were earlier ones.
    pub feed_earlier: &'static str,
    pub tabs: &'static str,
    pub tab_try: &'static str,
    pub tab_feed: &'static str,
    pub tab_etcd: &'static str,
    pub tab_legend: &'static str,
    pub sheet_open: &'static str,
    pub sheet_close: &'static str,
}

pub struct Transport {
    pub label: &'static str,
    pub back: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub forward: &'static str,
    pub speed: &'static str,
    pub slow: &'static str,
    pub normal: &'static str,
    pub fast: &'static str,
    /// The name of the one speed button of small screens.
    pub speed_button: fn(now: &str) -> String,
    pub skip: &'static str,
    pub skip_hint: &'static str,
    pub scrubber: &'static str,
    pub live: &'static str,
    pub clock: &'static str,
}

pub struct Notices {
    pub close: &'static str,
    /// What the first picture does not need is not there yet, or could not be fetched.
    pub coming: &'static str,
    pub missing: &'static str,
    pub retry: &'static str,
    pub address: &'static str,
    /// How many actions of a session could not be done, and why the last one couldn't.
    pub skipped: fn(usize, &str) -> String,
    pub no_session: &'static str,
}

/// The places of the page.
pub struct Places {
    pub label: &'static str,
    pub village: &'static str,
    pub laboratory: &'static str,
    pub teacher: &'static str,
    pub glossary: &'static str,
}

/// The course as one sees it from outside.
pub struct Trail {
    /// How the tab with a lesson is called.
    pub lesson: &'static str,
    /// The lessons' names.
    pub titles: [&'static str; 14],
}
