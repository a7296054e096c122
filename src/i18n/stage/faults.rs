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
    pub ailments: fn(&MemberFaults) -> Vec<String>,
    pub menu: &'static str,
    pub menu_title: fn(MemberId) -> String,
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
    pub join: fn(MemberId) -> String,
    pub copy: &'static str,
}
