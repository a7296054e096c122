//! The moment that is worth showing: a picture of the lesson's own run there, and the ways to it.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::signal_local;

use super::drawings::{Drawing, drawing};
use super::plan::to_show;
use super::words::{Said, lesson, say};
use crate::cluster::Frame;
use crate::i18n::Lang;
use crate::lessons::guide::{self, Moment as At};
use crate::lessons::{Lesson, Phase, Play};
use crate::paint::markup::Words;
use crate::paint::still::still;
use crate::platform::address::{self, Place};
use crate::platform::files;
use crate::ui::course::SEED;
use crate::ui::live::{live, part, press};
use crate::ui::sheet::Panel;
use crate::ui::view::*;

#[component]
pub fn Moment(said: Said, number: Memo<u8>) -> impl IntoView {
    let (frame, set_frame) = signal_local(None::<(u8, Rc<Frame>)>);
    // What there is to read comes first: to run a lesson takes a moment.
    Effect::new(move || {
        let lesson = number.get();
        let run = move || {
            let shown = frame.try_get_untracked().flatten().map(|(lesson, _)| lesson);
            if shown != Some(lesson) && number.try_get_untracked() == Some(lesson) {
                set_frame.set(frame_of(lesson).map(|frame| (lesson, frame)));
            }
        };
        set_timeout(run, Duration::ZERO);
    });
    let painted = move || {
        let (lang, number) = (said.lang(), number.get());
        match frame.get() {
            Some((lesson, frame)) if lesson == number => picture(lang, &frame),
            _ => String::new(),
        }
    };
    let is_open = Memo::new(move |_| Lesson::of(number.get()).is_some());
    view! {
        <section class="card guide-now" aria-labelledby="guide-now-title">
            <h2 id="guide-now-title">{said.live("label.show")}</h2>
            {part(move || {
                if is_open.get() {
                    view! { <div class="guide-picture" inner_html=live(painted)></div> }.into_any()
                } else {
                    view! { <p class="guide-soon">{said.live("label.soon")}</p> }.into_any()
                }
            })}
            <p inner_html=live(move || to_show(said.lang(), number.get()))></p>
            {part(move || if is_open.get() { view! { <Ways said number/> }.into_any() } else { ().into_any() })}
        </section>
    }
}

/// Straight there, and its address for others.
#[component]
fn Ways(said: Said, number: Memo<u8>) -> impl IntoView {
    let panel = expect_context::<Panel>();
    let copied = RwSignal::new(None::<u8>);
    let ways = ElementRef::new();
    let copy = move || {
        if let Some(within) = ways.get_untracked() {
            files::copy(&address::whole(place(number.get_untracked()), said.0.lang.get_untracked()), &within);
            copied.set(Some(number.get_untracked()));
        }
    };
    view! {
        <div class="guide-ways" node_ref=ways>
            <a class="btn primary" id="guide-open" href=live(move || panel.link(place(number.get())))>
                <span class="guide-icon" inner_html=drawing(Drawing::Screen, 20)></span>
                {said.live("label.open")}
            </a>
            <button
                class="btn"
                id="guide-copy"
                title=said.live("label.link")
                aria-label=said.live("label.link")
                on:click=press(copy)
                inner_html=drawing(Drawing::Link, 20)
            ></button>
        </div>
        <p class="guide-copied" role="status">
            {live(move || if copied.get() == Some(number.get()) { say(said.lang(), "label.copied") } else { "" })}
        </p>
    }
}

/// Where a lesson's moment is; its beginning if none is named.
pub fn place(number: u8) -> Place {
    Place::Lesson(number, at(number).map(|at| at.step))
}

/// It is the same in all languages.
fn at(number: u8) -> Option<At> {
    guide::show(lesson(Lang::default(), number)).map(|(at, _)| at)
}

/// The run where the step's time stands; where a bet is to be placed, before it. `None` for a lesson that is still to
/// come.
fn frame_of(number: u8) -> Option<Rc<Frame>> {
    let (mut play, mut session) = Play::new(Lesson::of(number)?, SEED);
    let step = at(number).map_or(0, |at| usize::from(at.step.saturating_sub(1)));
    play.go_to(&mut session, step, &mut |_, _| {});
    if play.phase() == Phase::Running {
        play.finish(&mut session, &mut |_, _| {});
    }
    Some(Rc::new(session.frame()))
}

fn picture(lang: Lang, frame: &Frame) -> String {
    let time = lang.time(frame.t_us);
    let name = say(lang, "label.instant").replace("{time}", &time);
    format!("{}<b aria-hidden=\"true\">{}</b>", still(frame, lang, &name, "still"), Words(&time))
}
