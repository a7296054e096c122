//! The words of the menus, which come later ([`Later`](crate::i18n::Later)).

use crate::cluster::MemberId;
use crate::scene::friends::{Details, Letter};

pub struct MenuWords {
    pub choose_friend: &'static str,
    pub send_away: &'static str,
    pub bring_back: &'static str,
    /// In the list of friends, where the button has to say whom.
    pub bring_back_friend: fn(MemberId) -> String,
    pub campaign: &'static str,
    pub campaign_refused: fn(&Details) -> Option<String>,
    pub lose: &'static str,
    pub delay: &'static str,
    pub letter_gone: &'static str,
    /// What a letter says, from whom to whom, and when it arrives.
    pub letter_says: fn(&Letter) -> String,
    pub letter_way: fn(&Letter) -> String,
    pub letter_arrives: fn(u64) -> String,
    pub letter_lost: &'static str,
    /// Rows of a friend's details: name and value, in plain or in precise words.
    pub details: fn(&Details, bool) -> Vec<(&'static str, String)>,

    /// The menu of what can go wrong at a friend's.
    pub trouble: &'static str,
    pub trouble_title: fn(MemberId) -> String,
    pub back: &'static str,
    pub slow: &'static str,
    pub slow_value: fn(u64) -> String,
    pub clock: &'static str,
    pub clock_value: fn(i32) -> String,
    pub disk: &'static str,
    pub disk_value: fn(u64) -> String,
    pub cut: &'static str,
    pub cut_way: fn(from: MemberId, to: MemberId) -> String,
    pub hand_over: fn(MemberId) -> String,
    pub photo: &'static str,
    pub leave: &'static str,
    pub copy: &'static str,
}
