//! The story so far, newest first; and its last line alone, for small screens.

use crate::i18n::{Lang, Phrase};
use crate::narration::{Glyph, Line, Weight};
use crate::session::Speed;
use crate::ui::icons::{Badge, GlyphView, Icon, IconView, friend_letter};
use crate::ui::live::{live, press};
use crate::ui::phrase::phrase;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::sheet::{Panel, Tab};
use crate::ui::view::*;

/// How many lines are shown; older ones are of no use on a screen.
const SHOWN_MAX: usize = 60;

/// A line put in words.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    key: (u64, u64, Lang, bool),
    who: Option<u64>,
    /// The bar at the left edge, in the friend's colour.
    bar: String,
    glyph: Glyph,
    text: Phrase,
    time: String,
}

impl Row {
    fn of(line: &Line, lang: Lang, technical: bool) -> Row {
        Row {
            key: (line.serial, line.merged, lang, technical),
            who: line.who,
            bar: line.who.map(|who| format!("--bar:var(--{}-line)", friend_letter(who))).unwrap_or_default(),
            glyph: line.glyph(),
            text: lang.told(line.who, &line.what, technical),
            time: lang.time(line.t_us),
        }
    }
}

#[component]
pub fn Feed() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let rows = Memo::new(move |_| {
        let (lang, technical) = (prefs.lang.get(), prefs.technical.get());
        let lines = player.feed.read();
        lines.iter().rev().take(SHOWN_MAX).map(|line| Row::of(line, lang, technical)).collect::<Vec<_>>()
    });
    // At full speed there is no time to listen to everything: only what matters most is said.
    let fast = Memo::new(move |_| player.speed.get() == Speed::FAST);
    let politeness = move || if fast.get() { "off" } else { "polite" };
    let said = Memo::new(move |_| {
        let lines = player.feed.read();
        let weighty = lines.iter().rev().find(|line| line.weight() == Weight::Key).filter(|_| fast.get());
        weighty.map(|line| prefs.lang.get().told(line.who, &line.what, false).plain()).unwrap_or_default()
    });
    view! {
        <section class="feed-part">
            <h2 id="feed-title">{live(move || prefs.t().side.feed)}</h2>
            <ol class="feed" aria-live=live(politeness) aria-labelledby="feed-title" tabindex="0">
                <For each=move || rows.get() key=|row| row.key let(row)>
                    <li style=row.bar>
                        <span class="feed-glyph">
                            <GlyphView glyph=row.glyph />
                            {row.who.map(|who| view! { <Badge member=who /> })}
                        </span>
                        <div>
                            <p>{phrase(row.text)}</p>
                            <time>{row.time}</time>
                        </div>
                    </li>
                </For>
            </ol>
            <p class="visually-hidden" role="status">
                {said}
            </p>
        </section>
    }
}

/// The last line, which opens all of them.
#[component]
pub fn Say() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let panel = expect_context::<Panel>();
    let last = Memo::new(move |_| {
        let (lang, technical) = (prefs.lang.get(), prefs.technical.get());
        player.feed.read().last().map(|line| Row::of(line, lang, technical))
    });
    view! {
        <button
            class="say"
            style=live(move || last.get().map(|row| row.bar).unwrap_or_default())
            on:click=press(move || panel.show(Tab::Feed))
        >
            {move || {
                last.get()
                    .map(|row| {
                        view! {
                            <GlyphView glyph=row.glyph small=true />
                            {row.who.map(|who| view! { <Badge member=who /> })}
                            <span class="say-text">{phrase(row.text)}</span>
                        }
                    })
            }}
            <span class="visually-hidden">{live(move || prefs.t().side.feed_open)}</span>
            <IconView icon=Icon::ChevronRight />
        </button>
    }
}
