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
        title: ["Five friends.", "One notebook."],
        promise: "In one hour you will see how many computers decide together. No programming needed.",
        start: "Start",
        go_on: |lesson| format!("Go on with lesson {lesson}"),
        real: "*Real Raft nodes* are running in here, right now.",
        trail: "The lessons",
        done: "done",
        here: "you are here",
        soon: "coming soon",
        laboratory_hint: "Try everything, no script.",
        teacher_hint: "A guide for class, with a sheet to print.",
        glossary_hint: "Every village word and its technical name.",
    },
    side: Side {
        label: "Narration",
        feed: "What is happening",
        feed_open: "See the whole story",
        feed_earlier: "Only the last lines stay here. Go back in time, as far as the beginning, and the earlier ones are here again.",
        tabs: "What to show",
        tab_try: "Lessons",
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
        village: "Lessons",
        laboratory: "Laboratory",
        teacher: "Teacher",
        glossary: "Glossary",
    },
    trail: Trail {
        lesson: "Lesson",
        titles: [
            "Two minutes in the village",
            "Many friends, one picture",
            "Why share the work",
            "Where you already use it",
            "Who wears the cap?",
            "The majority decides",
            "Someone leaves, someone returns",
            "Lost letters, flooded river",
            "The notebook that keeps everything",
            "Tell me when it changes",
            "The safety photo",
            "The brain of Kubernetes",
            "In real life",
            "Final challenges",
        ],
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
