//! What texts there are, part by part of the page.

use crate::cluster::MemberId;

pub struct Catalogue {
    pub page: Page,
    pub header: Header,
    pub welcome: Welcome,
    pub trials: Trials,
    pub side: Side,
    pub transport: Transport,
    pub notice: Notices,
    pub places: Places,
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
    pub title: fn(friends: usize) -> String,
    /// Marked.
    pub promise: fn(friends: usize) -> String,
    pub real: &'static str,
    pub invitation: &'static str,
    pub technical: &'static str,
}

/// The three things to try.
pub struct Trials {
    pub progress: fn(done: usize, of: usize) -> String,
    pub done: &'static str,
    pub all_done: &'static str,

    pub change: &'static str,
    pub change_how: &'static str,
    pub change_do: fn(MemberId) -> String,
    pub change_wait: &'static str,
    pub change_doing: &'static str,
    pub change_done: fn(MemberId, MemberId) -> String,
    pub change_back: fn(MemberId) -> String,
    /// So many of so many are at home, and that is no majority.
    pub no_majority: fn(usize, usize) -> String,

    pub loss: &'static str,
    pub loss_how: &'static str,
    pub loss_do: &'static str,
    pub loss_armed: &'static str,
    pub loss_doing: &'static str,
    /// The piece, if its number is known, and who has it in the end.
    pub loss_done: fn(Option<u8>, MemberId) -> String,

    pub steps: &'static str,
    pub steps_how: &'static str,
    pub steps_pause: &'static str,
    pub steps_do: &'static str,
    pub steps_doing: fn(left: u32) -> String,
    pub steps_done: &'static str,
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

/// The two places of the page, and the way from the village to the laboratory.
pub struct Places {
    pub label: &'static str,
    pub village: &'static str,
    pub laboratory: &'static str,
    pub laboratory_open: &'static str,
}
