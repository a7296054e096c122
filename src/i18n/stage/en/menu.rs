//! What can be done with a friend or a letter.

use super::details::details;
use super::faults::clock_value;
use super::{name, numbers, party};
use crate::cluster::Role;
use crate::i18n::Lang;
use crate::i18n::stage::MenuWords;
use crate::scene::friends::{Details, Glyph, Letter, Tag};

pub const MENU: MenuWords = MenuWords {
    choose_friend: "Who leaves or comes back?",
    send_away: "Send away",
    bring_back: "Bring back",
    bring_back_friend: |id| format!("Bring {} back", name(id)),
    campaign: "Ask for a vote now",
    campaign_refused,
    lose: "Lose this letter",
    delay: "Delay it by half a second",
    letter_gone: "This letter has arrived.",
    letter_says,
    letter_way: |letter| format!("From {} to {}.", party(&letter.from), party(&letter.to)),
    letter_arrives: |left_us| format!("Arrives in {}.", short_time(left_us)),
    letter_lost: "The letter got lost on its way.",
    details,

    trouble: "Make trouble…",
    trouble_title: |id| format!("Trouble for {}", name(id)),
    back: "Back",
    slow: "Reads letters late",
    slow_value: |us| if us == 0 { "no".to_owned() } else { format!("{} later", Lang::En.seconds(us)) },
    clock: "Clock",
    clock_value,
    disk: "Slow to save notes",
    disk_value: |us| if us == 0 { "no".to_owned() } else { format!("up to {}", Lang::En.seconds(us)) },
    cut: "Lose all letters to:",
    cut_way: |from, to| format!("Cut the way from {} to {}", name(from), name(to)),
    hand_over: |id| format!("Hand the cap to {}", name(id)),
    photo: "Photograph the notebook",
    leave: "Leave the group",
    copy: "Send a copy",
};

fn campaign_refused(details: &Details) -> Option<String> {
    let who = name(details.id);
    match details.role {
        _ if !details.up => Some(format!("{who} is not at home.")),
        Role::Leader => Some(format!("{who} already coordinates.")),
        _ => None,
    }
}

fn letter_says(letter: &Letter) -> String {
    let term = letter.term;
    match (letter.glyph, &letter.tag) {
        (Glyph::Append, Some(Tag::Pieces(pieces))) if pieces.len() == 1 => format!("“Note piece {}.”", pieces[0]),
        (Glyph::Append, Some(Tag::Pieces(pieces))) => format!("“Note pieces {}.”", numbers(pieces)),
        (Glyph::Append, Some(Tag::Lines { first, last })) if first == last => format!("“Note line {first}.”"),
        (Glyph::Append, Some(Tag::Lines { first, last })) => format!("“Note lines {first} to {last}.”"),
        (Glyph::Append, Some(Tag::InkUpTo(index))) => format!("“Up to line {index}, it counts.”"),
        (Glyph::Append, _) => "“Does your notebook match mine?”".to_owned(),
        (Glyph::Ack, _) => "“Noted.”".to_owned(),
        (Glyph::Reject, _) => "“It doesn’t match my notebook. Go back a little.”".to_owned(),
        (Glyph::VoteRequest, Some(Tag::PreVote(_))) => format!("“If I open round {term}, will you vote for me?”"),
        (Glyph::VoteRequest, _) => format!("“I opened round {term}. Will you vote for me?”"),
        (Glyph::VoteYes, _) => "“Yes, I vote for you.”".to_owned(),
        (Glyph::VoteNo, _) => "“I can’t vote for you now.”".to_owned(),
        (Glyph::Heartbeat, _) => "“I’m here.”".to_owned(),
        (Glyph::Snapshot, _) => "“Here is a photo of the puzzle.”".to_owned(),
        (Glyph::Suggestion, Some(Tag::Pieces(pieces))) => format!("“I found piece {}.”", numbers(pieces)),
        (Glyph::Suggestion, _) => "“I found a piece.”".to_owned(),
        (Glyph::Request, _) => "“Please do this.”".to_owned(),
        (Glyph::Answer, _) => "“Done.”".to_owned(),
        (Glyph::Denied, _) => "“It didn’t work.”".to_owned(),
        (Glyph::News, _) => "“What you asked to follow has changed.”".to_owned(),
        (Glyph::Ask, _) => "“Up to which line does it count?”".to_owned(),
    }
}

/// Letters fly for less than a fifth of a second: hundredths.
fn short_time(us: u64) -> String {
    format!("{}.{:02} s", us / 1_000_000, us / 10_000 % 100)
}
