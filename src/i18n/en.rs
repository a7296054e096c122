//! The catalogue in English.

use super::*;

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
        tab_etcd: "etcd",
        tab_legend: "Legend",
        sheet_open: "Open the panel",
        sheet_close: "Close the panel",
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
    notice: Notices {
        close: "Close this message",
        coming: "One moment: the rest of the page is on its way.",
        missing: "Part of the page did not arrive: laboratory, story, menus and help. See whether you are online.",
        retry: "Try again",
        address: "This address leads nowhere. You are in the village, and nothing is lost.",
        skipped: |count, last| match count {
            1 => format!("One action of this story could not be done. {last}"),
            _ => format!("{count} actions of this story could not be done. The last one: {last}"),
        },
        no_session: "The story in this address could not be read. Here is a new village.",
    },
    places: Places {
        label: "Places",
        village: "Village",
        laboratory: "Laboratory",
        laboratory_open: "Open the laboratory",
    },
    stage: &super::stage::EN,
};

pub(super) fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "automatic",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}
