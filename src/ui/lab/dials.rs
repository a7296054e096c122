//! What becomes of letters: how many get lost, how long they take, how many come twice.

use super::Bench;
use crate::i18n::{Lab as Texts, Lang};
use crate::palette::{Dial, Letters};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::live;
use crate::ui::view::*;

pub fn dials(bench: Bench) -> impl IntoView {
    view! {
        <section>
            <h3>{bench.say(|texts| texts.letters)}</h3>
            {row(bench, Icon::LetterLost, |texts| texts.loss, &[Dial::Loss])}
            {row(bench, Icon::Clock, |texts| texts.delay, &[Dial::Shortest, Dial::Longest])}
            <p class="lab-hint">{bench.say(|texts| texts.delay_hint)}</p>
            {row(bench, Icon::Copies, |texts| texts.copies, &[Dial::Copies])}
        </section>
    }
}

/// What it is, its value in words, and the sliders that set it.
fn row(bench: Bench, drawing: Icon, name: fn(&Texts) -> &'static str, dials: &'static [Dial]) -> impl IntoView {
    let value = move || words(bench.prefs.lang.get(), &bench.seen.read().letters, dials);
    view! {
        <div class="dial">
            <p>{icon_view(drawing, 18)} {bench.say(name)} <b>{live(value)}</b></p>
            <div>{dials.iter().map(|dial| slider(bench, *dial)).collect_view()}</div>
        </div>
    }
}

fn words(lang: Lang, letters: &Letters, dials: &[Dial]) -> String {
    match dials {
        [Dial::Loss] => lang.percent(letters.loss_ppm),
        [Dial::Copies] => lang.percent(letters.duplicate_ppm),
        [Dial::Shortest] => lang.time_range([letters.latency_us[0]; 2]),
        [Dial::Longest] => lang.time_range([letters.latency_us[1]; 2]),
        _ => lang.time_range(letters.latency_us),
    }
}

/// Shows where it stands while it is moved, and asks for that once it is let go.
fn slider(bench: Bench, dial: Dial) -> impl IntoView {
    let name: fn(&Texts) -> &'static str = match dial {
        Dial::Loss => |texts| texts.loss,
        Dial::Copies => |texts| texts.copies,
        Dial::Shortest => |texts| texts.shortest,
        Dial::Longest => |texts| texts.longest,
    };
    let to = |event: &leptos::web_sys::Event| event_target_value(event).parse::<u64>().unwrap_or_default();
    let now = move || bench.player.with_frame(Letters::of);
    let at = move || bench.seen.read().letters.at(dial);
    view! {
        <input
            max=dial.max().to_string()
            step=Dial::STEP.to_string()
            type="range"
            style=live(move || format!("--at:{}%", (at() * 100 / dial.max()).min(100)))
            aria-label=bench.say(name)
            title=bench.say(name)
            aria-valuetext=live(move || words(bench.prefs.lang.get(), &bench.seen.read().letters, &[dial]))
            prop:value=live(move || at().to_string())
            on:input=move |event| {
                let to = to(&event);
                // Back where it was, it is let go without a word.
                let held = (now().at(dial) != to).then_some((dial, to));
                bench.prepare(&mut |draft| draft.held = held);
            }
            on:change=move |event| {
                let wanted = now().turned(dial, to(&event));
                bench.ask(|_| wanted.ask(dial));
                bench.prepare(&mut |draft| draft.held = None);
            }
        />
    }
}
