//! The words for what can go wrong, and for what changes the group.

use crate::cluster::{MemberFaults, MemberId};
use crate::scene::friends::{Post, Side};

pub struct FaultWords {
    pub flood: &'static str,
    pub drain: &'static str,
    /// On the shore of a side, where rounds differ.
    pub shore: fn(u64) -> String,
    /// In the line over the stage: how many friends are on each side.
    pub parted: fn(&[usize]) -> String,
    pub sides: &'static str,
    /// How many of those who count are on a side, and what these can do.
    pub side_count: fn(&Side) -> String,
    pub side_round: fn(u64) -> String,
    pub side_can: fn(&Side) -> &'static str,

    /// What is unusual about the post, marked; nothing if it is well.
    pub post: fn(&Post) -> Vec<String>,
    pub post_title: &'static str,

    /// What is wrong with a friend's house, in a few words each.
    /// A friend's word that it is at home has run out.
    pub absent: &'static str,
    pub ailments: fn(&MemberFaults) -> Vec<String>,

    pub join: fn(MemberId) -> String,
}
