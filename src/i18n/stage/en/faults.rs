//! What can go wrong.

use crate::cluster::{MemberFaults, MemberId};
use crate::i18n::Lang;
use crate::i18n::stage::FaultWords;
use crate::scene::friends::Post;

pub(super) const FAULTS: FaultWords = FaultWords {
    flood: "Flood the river",
    drain: "Lower the river",
    shore: |term| format!("Here: round {term}"),
    parted,
    sides: "The river separates them",
    side_count: |side| format!("{} of {}", side.votes, side.of),
    side_round: |term| format!("round {term}"),
    side_can: |side| {
        if side.has_majority() { "They can elect and decide." } else { "They write in pencil. Nothing new counts." }
    },
    post,
    post_title: "Post",
    absent: "its sign of being at home has run out",
    ailments,
    join: |id| format!("Empty plot: invite {} to the group", name(id)),
};

fn name(id: MemberId) -> &'static str {
    Lang::En.friend(id)
}

fn parted(sides: &[usize]) -> String {
    let numbers: Vec<String> = sides.iter().map(usize::to_string).collect();
    format!("The river separates {}.", Lang::En.list(&numbers))
}

fn post(post: &Post) -> Vec<String> {
    let mut said = Vec::new();
    if post.loss_ppm > 0 {
        said.push(format!("loses *{}*", Lang::En.percent(post.loss_ppm)));
    }
    if post.duplicate_ppm > 0 {
        said.push(format!("repeats *{}*", Lang::En.percent(post.duplicate_ppm)));
    }
    if let Some([min, max]) = post.latency_us {
        said.push(format!("takes *{} to {}*", Lang::En.bare_seconds(min), Lang::En.seconds(max)));
    }
    match post.cuts {
        0 => {}
        1 => said.push("*1* way cut".to_owned()),
        n => said.push(format!("*{n}* ways cut")),
    }
    said
}

fn ailments(faults: &MemberFaults) -> Vec<String> {
    let mut said = Vec::new();
    if faults.slow_us > 0 {
        said.push(format!("reads letters {} late", Lang::En.seconds(faults.slow_us)));
    }
    if faults.clock_ppm != 0 {
        said.push(format!("clock {}", clock_value(faults.clock_ppm)));
    }
    if faults.flush_us[1] > 0 {
        said.push(format!("saves notes within {}", Lang::En.seconds(faults.flush_us[1])));
    }
    said
}

pub(super) fn clock_value(ppm: i32) -> String {
    let percent = Lang::En.percent(ppm.unsigned_abs());
    match ppm {
        0 => "right".to_owned(),
        1.. => format!("gains {percent}"),
        _ => format!("loses {percent}"),
    }
}
