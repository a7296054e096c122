//! The catalogue in English.

use super::*;
use crate::cluster::Property;

pub(super) const EN: Catalogue = Catalogue {
    page: Page {
        title: "Quórum · five friends, one notebook",
        stage: "The friends’ village",
        skip: "Go to the village",
    },
    header: Header {
        brand: "Quórum",
        language: "Language",
        help: "Help",
        theme: |now, next| format!("Theme: {}. Change to {}", theme_name(now), theme_name(next)),
    },
    welcome: Welcome {
        label: "Welcome",
        title: |friends| match friends {
            1 => "One friend. One notebook.".to_owned(),
            _ => format!("{} friends. One notebook.", capitalised(&Lang::En.count_word(friends))),
        },
        promise: |friends| {
            let half = "They are making the same jigsaw, each at home, and talk only by *letter*.";
            match friends {
                1 => "Alone, whoever notes a piece has decided.".to_owned(),
                2 => format!("{half} A piece counts once *both* have noted it."),
                _ => {
                    let [most, all] = [friends / 2 + 1, friends].map(|n| Lang::En.count_word(n));
                    format!("{half} A piece counts once *{most} of the {all}* have noted it.")
                }
            }
        },
        real: "This is not a film: these are real programs, inside your screen.",
        invitation: "Try it",
        technical: "Show technical names",
    },
    trials: Trials {
        progress: |done, of| format!("{done} of {of} done"),
        done: "Done",
        all_done: "You have seen what matters most. Now try anything: nothing breaks.",
        change: "Send the coordinator away",
        change_how: "Whoever wears the cap coordinates. What if they leave?",
        change_do: |leader| format!("Send {} away", Lang::En.friend(leader)),
        change_wait: "Wait until somebody gets the cap.",
        change_doing: "Nobody coordinates. Watch the rings run out.",
        change_done: |before, now| {
            format!("{} left, and {} got the cap.", Lang::En.friend(before), Lang::En.friend(now))
        },
        no_majority: |home, of| format!("Only {home} of {of} at home: without a majority nothing new can count."),
        change_back: |who| format!("Call {} back", Lang::En.friend(who)),
        loss: "Lose a letter",
        loss_how: "Is the piece inside it lost as well?",
        loss_do: "Lose the next letter",
        loss_armed: "Waiting for a letter with a piece. Cancel",
        loss_doing: "The letter got lost. And the piece?",
        loss_done: |piece, who| match piece {
            Some(piece) => format!("Another letter came: {} fitted piece {piece}.", Lang::En.friend(who)),
            None => format!("Another letter came for {}.", Lang::En.friend(who)),
        },
        steps: "Stop time",
        steps_how: "Take three steps, forward or back.",
        steps_pause: "Stop time",
        steps_do: "Take a step",
        steps_doing: |left| match left {
            1 => "One step to go.".to_owned(),
            _ => format!("{} steps to go.", if left == 2 { "Two" } else { "Three" }),
        },
        steps_done: "You are in charge of time.",
    },
    side: Side {
        label: "Narration",
        feed: "What is happening",
        feed_open: "See the whole story",
        feed_earlier: "Only the last lines stay here. Go back in time, as far as the beginning, and the earlier ones are here again.",
        tabs: "What to show",
        tab_try: "Try it",
        tab_feed: "Story",
        tab_legend: "Legend",
        sheet_open: "Open the panel",
        sheet_close: "Close the panel",
    },
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
            Property::WatchComplete => "Whoever watches hears of everything, in order, once.",
        },
    },
    transport: Transport {
        label: "Time",
        back: "One step back",
        play: "Play",
        pause: "Pause",
        forward: "One step forward",
        speed: "Speed",
        slow: "Slow",
        normal: "Normal",
        fast: "Fast",
        speed_button: |now| format!("Speed: {now}. Change"),
        skip: "Skip silence",
        skip_hint: "When there is nothing but “I’m here” notes, time passes faster.",
        scrubber: "Timeline",
        live: "now",
        clock: "village time",
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
    notice: Notices {
        close: "Close this message",
        address: "This address leads nowhere. You are in the village, and nothing is lost.",
        skipped: |count, last| match count {
            1 => format!("One action of this story could not be done. {last}"),
            _ => format!("{count} actions of this story could not be done. The last one: {last}"),
        },
        no_session: "The story in this address could not be read. Here is a new village.",
    },
    lab: super::lab::EN,
    stage: &super::stage::EN,
};

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "automatic",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
