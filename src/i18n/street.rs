//! The words of the pavement, of new notices and of the door; they come later ([`Later`](super::Later)).

use crate::cluster::MemberId;
use crate::scene::friends::{Hears, Person};

pub struct StreetWords {
    /// How a client is called.
    pub name: fn(&str) -> String,
    /// Behind the name, over what is followed.
    pub follows: &'static str,
    pub hears: fn(Hears) -> String,
    pub sent: fn(u64) -> String,
    pub received: fn(u64) -> String,
    /// All of it in one sentence.
    pub person: fn(&Person) -> String,
    pub crowd: fn(&[String]) -> String,
    pub gate: &'static str,
    /// On the photo that a new group begins with, and in words.
    pub photo: fn(u64) -> String,
    pub photo_label: fn(u64) -> String,

    /// The menu of a new notice: who wants to know what, and at whose house it asks.
    pub title: &'static str,
    pub who: &'static str,
    pub what: &'static str,
    pub topic_puzzle: &'static str,
    pub topic_piece: fn(u8) -> String,
    pub topic_registry: &'static str,
    pub topic_presence: &'static str,
    pub whose: &'static str,
    pub at: fn(MemberId) -> String,
    pub ask: fn(&str) -> String,

    /// Somebody's own menu.
    pub stop: &'static str,
    pub nothing: &'static str,
    /// Rows of what is known of it: name and value.
    pub details: fn(&Person) -> Vec<(&'static str, String)>,

    pub lock: &'static str,
    pub unlock: &'static str,
    pub lock_hint: &'static str,
}

pub(super) mod en;
pub(super) mod pt;
