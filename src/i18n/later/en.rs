//! What comes later in English.

use super::*;
use crate::cluster::Property;
use crate::i18n::en::theme_name;

pub(super) const EN: Later = Later {
    legend: Legend {
        title: "Legend",
        notebook: "In the notebook",
        numbers: "The number is the line in the notebook.",
        fitted: "fitted",
        noted: "only noted",
        blank: "new round",
        membership: "list of friends",
        letters: "The letters",
        append: "piece",
        ack: "noted",
        reject: "doesn’t match",
        vote_request: "vote for me?",
        vote_yes: "vote yes",
        vote_no: "vote no",
        heartbeat: "I’m here",
        found: "found it",
        answer: "answer",
        ring: "The ring",
        ring_lease: "has news",
        ring_timer: "patience",
        ring_low: "will ask soon",
        technical: LegendTechnical {
            numbers: "The number is the index in the log.",
            fitted: "committed",
            noted: "uncommitted",
            blank: "blank",
            membership: "membership",
            append: "AppendEntries",
            ack: "match",
            reject: "reject (prev)",
            vote_request: "RequestVote",
            vote_yes: "vote granted",
            vote_no: "vote refused",
            heartbeat: "heartbeat",
            found: "request (put)",
            answer: "response",
            ring_lease: "leader lease",
            ring_timer: "timeout",
            ring_low: "time is up",
        },
    },
    seal: Seal {
        well: "All is well",
        broken: "A rule broke",
        unchecked: "Not all of this was checked",
        checked: "Checked at every step, from outside:",
        property: |property| match property {
            Property::ElectionSafety => "A round never has two coordinators.",
            Property::LeaderAppendOnly => "Whoever coordinates never erases their own notebook.",
            Property::LogMatching => "If a line is the same, so is everything before it.",
            Property::LeaderCompleteness => "Whoever gets the cap already has everything that counted.",
            Property::StateMachineSafety => "On the same line everybody fits the same thing.",
            Property::VoteOnce => "Each friend votes once a round.",
            Property::CommitMonotonic => "What is in ink never turns back to pencil.",
            Property::AcknowledgedWrites => "What somebody was told is done is never lost.",
            Property::Linearizability => "Whoever asks gets the newest answer.",
        },
    },
    help: Help {
        title: "Help",
        close: "Close",
        keys: "Keys",
        key_list: [
            ("Space", "play or pause"),
            ("←", "one step back"),
            ("→", "one step forward"),
            ("1 2 3", "slow, normal, fast"),
            ("?", "open this help"),
            ("Esc", "close or leave"),
        ],
        real: "What is real",
        real_text: |openraft| {
            format!(
                "Each friend is a real Raft node, from the library *openraft {openraft}*. \
                 Only the post and the clock are simulated. The same seed always tells the same story."
            )
        },
        seed: "Seed",
        seed_text: "The seed decides all that is drawn by lot: pieces, delays, patience.",
        seed_now: |seed| format!("This village grew from seed *{seed}*."),
        seed_new: "Another seed",
        seed_go: "Start with it",
        restart: "Start over",
        seed_empty: "Write a number, such as 7.",
        seed_not_a_number: "A seed is a number without point or letters.",
        seed_too_long: "This number is too big. Use up to 15 digits.",
    },
    settings: Settings {
        title: "Settings",
        motion: "Less motion",
        motion_hint: "Starts paused and goes step by step.",
        theme: "Theme",
        theme_name,
    },
    lab: super::super::lab::EN,
};
