//! The page that greets: the living village, one promise, one button, and the trail of lessons.

use crate::i18n::Catalogue;
use crate::lessons::{IDS, SOON};
use crate::paint::markup::{Words, marked};
use crate::platform::address::Place;
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::live::{live, press};
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::progress::Progress;
use crate::ui::sheet::Panel;
use crate::ui::view::*;

/// What each lesson is drawn as on the trail.
const DRAWINGS: [Icon; IDS.len()] = [
    Icon::Home,
    Icon::Piece,
    Icon::Copies,
    Icon::Globe,
    Icon::Cap,
    Icon::Flag,
    Icon::Door,
    Icon::River,
    Icon::Book,
    Icon::Bell,
    Icon::Photo,
    Icon::Hexagon,
    Icon::Key,
    Icon::Star,
];

type Door = (Place, Icon, fn(&Catalogue) -> [&'static str; 2]);

/// Where else one can go, with its name and what is there.
const DOORS: [Door; 3] = [
    (Place::Laboratory, Icon::Flask, |t| [t.places.laboratory, t.welcome.laboratory_hint]),
    (Place::Teacher(None), Icon::Teach, |t| [t.places.teacher, t.welcome.teacher_hint]),
    (Place::Glossary, Icon::Book, |t| [t.places.glossary, t.welcome.glossary_hint]),
];

#[component]
pub fn Welcome() -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let progress = Progress::expect();
    let t = move || &prefs.t().welcome;
    let next = Memo::new(move |_| progress.next());
    let door = move |(place, drawing, words): Door| {
        view! {
            <a class="card" href=live(move || panel.link(place))>
                <i>{icon_view(drawing, 26)}</i>
                <span>
                    <b>{live(move || words(prefs.t())[0])}</b>
                    {live(move || words(prefs.t())[1])}
                </span>
                {icon_view(Icon::ChevronRight, 22)}
            </a>
        }
    };
    view! {
        <section class="hero" aria-label=live(move || t().label)>
            <h2>
                {live(move || t().title[0])}
                <br/>
                {live(move || t().title[1])}
            </h2>
            <p>{live(move || t().promise)}</p>
            <div class="hero-ways">
                <a class="btn primary" href=live(move || panel.link(Place::Lesson(0, None)))>
                    {live(move || t().start)} {icon_view(Icon::ChevronRight, 20)}
                </a>
                <a
                    class="btn"
                    hidden=move || next.get().is_none_or(|lesson| lesson == 0)
                    href=live(move || panel.link(Place::Lesson(next.get().unwrap_or(0), None)))
                >
                    {live(move || (t().go_on)(next.get().unwrap_or(0)))}
                </a>
            </div>
            <p class="real">
                <i aria-hidden="true"></i>
                <span inner_html=live(move || marked(t().real))></span>
            </p>
        </section>
        <PauseButton />
        <nav class="trail" aria-label=live(move || t().trail)>
            <ol>
                {(0..IDS.len() as u8).map(|number| view! { <Stop number next /> }).collect_view()}
            </ol>
        </nav>
        <nav class="doors" aria-label=live(move || prefs.t().places.label)>
            {DOORS.map(door).collect_view()}
        </nav>
    }
}

/// What moves can be stopped, wherever it moves.
#[component]
fn PauseButton() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let label = move || {
        let texts = &prefs.t().transport;
        if player.playing.get() { texts.pause } else { texts.play }
    };
    let drawing = move || icon(if player.playing.get() { Icon::Pause } else { Icon::Play }, 22);
    view! {
        <button
            class="iconbtn hero-pause"
            title=live(label)
            aria-label=live(label)
            on:click=press(move || player.toggle())
            inner_html=live(drawing)
        ></button>
    }
}

/// A lesson on the trail: never locked.
#[component]
fn Stop(number: u8, next: Memo<Option<u8>>) -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let progress = Progress::expect();
    let is_open = !SOON.contains(&number);
    let mark = Memo::new(move |_| progress.get()[usize::from(number)]);
    let is_here = Memo::new(move |_| next.get() == Some(number) && !mark.get().done);
    let state = move || match (mark.get().done, is_here.get()) {
        (true, _) => "done",
        (_, true) => "here",
        _ if !is_open => "soon",
        _ => "open",
    };
    let note = move || {
        let t = &prefs.t().welcome;
        match state() {
            "done" => t.done,
            "here" => t.here,
            "soon" => t.soon,
            _ => "",
        }
    };
    let disc = move || {
        let check = if mark.get().done { format!("<i>{}</i>", icon(Icon::Check, 16)) } else { String::new() };
        icon(DRAWINGS[usize::from(number)], 26) + &check
    };
    let name = move || {
        let title = prefs.t().trail.titles[usize::from(number)];
        format!("<b>{number}</b> {} <small>{}</small>", Words(title), Words(note()))
    };
    view! {
        <li data-state=live(state) style=format!("--n:{number}")>
            <a href=live(move || panel.link(Place::Lesson(number, None))) aria-current=live(move || if is_here.get() { "step" } else { "false" })>
                <span class="stop-disc" aria-hidden="true" inner_html=live(disc)></span>
                <span class="stop-name" inner_html=live(name)></span>
            </a>
        </li>
    }
}
