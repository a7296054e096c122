//! What a step draws, in English.

use super::{Measured, PictureWords};
use crate::i18n::Lang;

pub const EN: PictureWords = PictureWords {
    as_computer: "See the computer",
    as_house: "See the house again",
    memory: Measured {
        label: "memory",
        amount: |pieces| match pieces {
            1 => "1 piece".to_owned(),
            n => format!("{n} pieces"),
        },
    },
    disk: Measured {
        label: "disk",
        amount: |lines| match lines {
            1 => "1 line".to_owned(),
            n => format!("{n} lines"),
        },
    },
    network: Measured {
        label: "network",
        amount: |letters| match letters {
            1 => "1 letter".to_owned(),
            n => format!("{n} letters"),
        },
    },
    computer: |friend, memory, disk, network| {
        format!(
            "In {friend}’s place: a computer. The board is its memory: {memory}. The notebook is its disk: {disk}. On the way, over the network: {network}."
        )
    },
    group: |nth| format!("Group {}", nth + 1),
    in_both: |friends, count| match count {
        1 => format!("In both groups: {friends}."),
        n => format!("In both groups, {n} friends: {friends}."),
    },
    always: |majority| format!("Swap anyone you like: two groups of {majority} always share someone."),
    too_few: |nth, count| match count {
        0 => format!("Group {} is empty.", nth + 1),
        1 => format!("Group {} has just 1 friend. That is no majority: this group decides nothing.", nth + 1),
        n => format!("Group {} has just {n} friends. That is no majority: this group decides nothing.", nth + 1),
    },
    copies: "What is in each notebook now",
    copies_line: "line",
    change: |friend| format!("Change a line in {friend}’s copy"),
    restore: |friend| format!("Undo it in {friend}’s copy"),
    copies_equal: |copies, lines| format!("There are {copies} copies, and the {lines} lines are the same in all."),
    copies_short: "Someone does not have all the lines yet.",
    copies_differ: |member, line, others| {
        format!(
            "{}’s line {line} does not match: {others} copies say something else. Everybody notices.",
            Lang::En.friend(member)
        )
    },
    copies_say: |there, others| format!("There: {there}. In the others: {others}."),
    copies_own: "This copy is yours, just to try it. In the village no notebook has changed.",
    moment: |lesson, step| format!("See it in step {lesson}.{step}"),
};
