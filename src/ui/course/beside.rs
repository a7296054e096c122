//! Villages side by side in place of the stage, each a real run at the moment that the stage's has come to.

use std::cell::RefCell;

use super::card::Script;
use super::{SEED, Taken};
use crate::lessons::{self, Shows};
use crate::paint::villages::village;
use crate::ui::live::{live, part};
use crate::ui::view::*;

/// How often they are painted anew while time passes, per real second: three villages at once are much to draw.
const PICTURES: f64 = 8.0;

#[component]
pub fn Beside(taken: Taken, script: Script) -> impl IntoView {
    let place = Memo::new(move |_| taken.seen.read().place);
    part(move || {
        let Some(step) = taken.lesson.steps.get(place.get()) else { return ().into_any() };
        if step.shows.scenes().is_empty() {
            return ().into_any();
        }
        let runs = RefCell::new(lessons::Beside::new(taken.lesson, step, step.shows.scenes(), SEED));
        let runs = StoredValue::new_local(runs);
        let player = taken.player;
        let moment = Memo::new(move |_| {
            let stride_us = if player.playing.get() { (player.pace.get() * 1e6 / PICTURES) as u64 } else { 1 };
            taken.beside_us.get().map(|now_us| now_us / stride_us.max(1) * stride_us.max(1))
        });
        let has_queues = matches!(step.shows, Shows::Queues(_));
        let painted = move || {
            let (lang, moment) = (script.prefs.lang.get(), moment.get());
            let shown = runs.with_value(|runs| runs.borrow_mut().show(moment));
            let painted = shown.iter().enumerate();
            painted.map(|(nth, shown)| village(nth, shown, has_queues, lang, script.words())).collect::<String>()
        };
        view! {
            <section class="beside" aria-label=script.say(|words| words.beside)>
                <h2>{script.say(|words| words.beside)}</h2>
                <ul inner_html=live(painted)></ul>
            </section>
        }
        .into_any()
    })
}
