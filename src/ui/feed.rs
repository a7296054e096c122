//! The story so far, newest first; and its last line alone, for small screens.

use std::sync::Arc;

use crate::i18n::Lang;
use crate::narration::{Line, Weight};
use crate::paint::markup::{Words, phrase};
use crate::session::Speed;
use crate::ui::icons::{Icon, badge, friend_letter, glyph, icon};
use crate::ui::later::Later;
use crate::ui::live::{live, press};
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::sheet::{Panel, Tab};
use crate::ui::view::*;

/// How many lines are shown; older ones are of no use on a screen.
const SHOWN_MAX: usize = 60;

/// A line as it is shown.
#[derive(Clone, PartialEq)]
struct Row {
    serial: u64,
    bar: String,
    painted: Arc<str>,
}

impl Row {
    fn of(line: &Line, lang: Lang, technical: bool) -> Row {
        let painted = format!(
            r#"<span class="feed-glyph">{}{}</span><div><p>{}</p><time>{}</time></div>"#,
            glyph(line.glyph(), false),
            line.who.map(badge).unwrap_or_default(),
            phrase(&lang.told(line.who, &line.what, technical)),
            lang.time(line.t_us)
        );
        Row { serial: line.serial, bar: bar(line), painted: painted.into() }
    }

    /// Each telling numbers its lines from 0 on: only with what it says is a row the one that is shown already.
    fn key(&self) -> (u64, Arc<str>) {
        (self.serial, self.painted.clone())
    }
}

/// The bar at the left edge, in the friend's colour.
fn bar(line: &Line) -> String {
    line.who.map(|who| format!("--bar:var(--{}-line)", friend_letter(who))).unwrap_or_default()
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
    let has_earlier = Memo::new(move |_| rows.read().last().is_some_and(|oldest| oldest.serial > 0));
    let earlier = move || if has_earlier.get() { prefs.t().side.feed_earlier } else { "" };
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
                <For each=move || rows.get() key=Row::key let(row)>
                    <li style=row.bar inner_html=row.painted.to_string()></li>
                </For>
                <li class="feed-earlier">{live(earlier)}</li>
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
    let later = Later::expect();
    let painted = Memo::new(move |_| {
        let lang = prefs.lang.get();
        let lines = player.feed.read();
        let line = lines.last().map(|line| {
            format!(
                r#"{}{}<span class="say-text">{}</span>"#,
                glyph(line.glyph(), true),
                line.who.map(badge).unwrap_or_default(),
                phrase(&later.told(lang, line.who, &line.what, prefs.technical.get()))
            )
        });
        format!(
            r#"{}<span class="visually-hidden">{}</span>{}"#,
            line.unwrap_or_default(),
            Words(lang.texts().side.feed_open),
            icon(Icon::ChevronRight, 20)
        )
    });
    view! {
        <button
            class="say"
            style=live(move || player.feed.read().last().map(bar).unwrap_or_default())
            on:click=press(move || panel.show(Tab::Feed))
            inner_html=painted
        ></button>
    }
}
