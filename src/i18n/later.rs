//! The texts of what the page shows later: they come with the code that shows them (`ui/more.rs`), so nothing else may
//! name them.

mod en;
mod pt;

use super::stage::MenuWords;
use super::{Lang, StreetWords, Theme};
use crate::cluster::Property;

pub struct Later {
    pub legend: Legend,
    pub seal: Seal,
    pub help: Help,
    pub settings: Settings,
    pub lab: super::Lab,
    pub menu: MenuWords,
    pub street: StreetWords,
    pub etcd: super::etcd::Etcd,
    pub course: super::CourseWords,
}

impl Lang {
    pub fn later(self) -> &'static Later {
        match self {
            Lang::Pt => &pt::PT,
            Lang::En => &en::EN,
        }
    }
}

pub struct Legend {
    pub title: &'static str,
    pub notebook: &'static str,
    /// What the number in a cell is.
    pub numbers: &'static str,
    pub fitted: &'static str,
    pub noted: &'static str,
    pub blank: &'static str,
    pub membership: &'static str,
    pub presence: &'static str,
    pub lease: &'static str,
    pub lease_over: &'static str,
    pub compaction: &'static str,
    pub letters: &'static str,
    pub append: &'static str,
    pub ack: &'static str,
    pub reject: &'static str,
    pub vote_request: &'static str,
    pub vote_yes: &'static str,
    pub vote_no: &'static str,
    pub heartbeat: &'static str,
    pub found: &'static str,
    pub answer: &'static str,
    pub news: &'static str,
    pub ring: &'static str,
    pub ring_lease: &'static str,
    pub ring_timer: &'static str,
    pub ring_low: &'static str,
    pub technical: LegendTechnical,
}

/// The same, for those who want technical names.
pub struct LegendTechnical {
    pub numbers: &'static str,
    pub fitted: &'static str,
    pub noted: &'static str,
    pub blank: &'static str,
    pub membership: &'static str,
    pub presence: &'static str,
    pub lease: &'static str,
    pub lease_over: &'static str,
    pub compaction: &'static str,
    pub append: &'static str,
    pub ack: &'static str,
    pub reject: &'static str,
    pub vote_request: &'static str,
    pub vote_yes: &'static str,
    pub vote_no: &'static str,
    pub heartbeat: &'static str,
    pub found: &'static str,
    pub answer: &'static str,
    pub news: &'static str,
    pub ring_lease: &'static str,
    pub ring_timer: &'static str,
    pub ring_low: &'static str,
}

/// What is checked at every step, and that it holds.
pub struct Seal {
    pub well: &'static str,
    pub broken: &'static str,
    /// Somebody asked for speed instead.
    pub unchecked: &'static str,
    pub checked: &'static str,
    pub property: fn(Property) -> &'static str,
}

pub struct Help {
    pub title: &'static str,
    pub close: &'static str,
    pub keys: &'static str,
    /// The key as it stands on the keyboard, and what it does.
    pub key_list: [(&'static str, &'static str); 6],
    pub real: &'static str,
    pub real_text: fn(openraft: &str) -> String,
    pub seed: &'static str,
    pub seed_text: &'static str,
    pub seed_now: fn(seed: u64) -> String,
    pub seed_new: &'static str,
    pub seed_go: &'static str,
    pub restart: &'static str,
    pub seed_empty: &'static str,
    pub seed_not_a_number: &'static str,
    pub seed_too_long: &'static str,
}

pub struct Settings {
    pub progress: &'static str,
    pub progress_where: &'static str,
    pub progress_save: &'static str,
    pub progress_open: &'static str,
    pub progress_erase: &'static str,
    pub progress_erase_now: &'static str,
    pub progress_sure: &'static str,
    pub progress_took: &'static str,
    pub progress_none: &'static str,
    pub progress_erased: &'static str,
    pub technical: &'static str,
    pub title: &'static str,
    pub motion: &'static str,
    pub motion_hint: &'static str,
    pub theme: &'static str,
    pub theme_name: fn(Theme) -> &'static str,
}
