//! Words of what a lesson's step draws: a computer, groups, copies, cards.

mod en;
mod pt;

pub(super) use en::EN;
pub(super) use pt::PT;

use crate::cluster::MemberId;

pub struct PictureWords {
    /// What a press shows in a house's place.
    pub as_computer: &'static str,
    pub as_house: &'static str,
    /// What a computer has: what lies on the board, what is in the notebook, letters on their way.
    pub memory: Measured,
    pub disk: Measured,
    pub network: Measured,
    /// The same in one sentence, of whose computer it is.
    pub computer: fn(friend: &str, memory: &str, disk: &str, network: &str) -> String,
    /// Of one of two groups, 0 or 1.
    pub group: fn(nth: usize) -> String,
    /// Who is in both.
    pub in_both: fn(friends: &str, count: usize) -> String,
    /// There is no way around it, for groups of a majority.
    pub always: fn(majority: usize) -> String,
    /// A group with fewer than a majority.
    pub too_few: fn(nth: usize, count: usize) -> String,
    pub copies: &'static str,
    pub copies_line: &'static str,
    pub change: fn(friend: &str) -> String,
    pub restore: fn(friend: &str) -> String,
    /// So many copies hold the same lines.
    pub copies_equal: fn(copies: usize, lines: usize) -> String,
    /// Not everybody has every line.
    pub copies_short: &'static str,
    /// A line of one copy against those that agree with each other.
    pub copies_differ: fn(MemberId, line: u64, others: usize) -> String,
    /// What it says there and in the others.
    pub copies_say: fn(there: &str, others: &str) -> String,
    /// It is the learner's own copy.
    pub copies_own: &'static str,
    /// Leads to a step.
    pub moment: fn(lesson: u8, step: u8) -> String,
}

/// A label, and how an amount is told.
pub struct Measured {
    pub label: &'static str,
    pub amount: fn(u64) -> String,
}
