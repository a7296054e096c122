//! What becomes of letters: how many get lost, how long they take, how many come twice.

use super::Bench;
use crate::i18n::{Lab as Texts, Lang};
use crate::palette::{Dial, Letters};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::live;
use crate::ui::view::*;

/// What is shown: the network as it is, and the slider that is being moved.
#[derive(Clone, Copy)]
struct Shown {
    letters: Memo<Letters>,
    moving: RwSignal<Option<(Dial, u64)>>,
}

#[component]
pub fn Dials() -> impl IntoView {
    let bench = Bench::expect();
    let moving = RwSignal::new(None);
    let letters = Memo::new(move |_| {
        let letters = Letters::of(&bench.player.frame.read());
        moving.get().map_or(letters, |(dial, to)| letters.turned(dial, to))
    });
    let shown = Shown { letters, moving };
    view! {
        <section>
            <h3>{live(move || bench.t().letters)}</h3>
            {row(bench, shown, Icon::LetterLost, |texts| texts.loss, &[Dial::Loss])}
            {row(bench, shown, Icon::Clock, |texts| texts.delay, &[Dial::Shortest, Dial::Longest])}
            <p class="lab-hint">{live(move || bench.t().delay_hint)}</p>
            {row(bench, shown, Icon::Copies, |texts| texts.copies, &[Dial::Copies])}
        </section>
    }
}

/// What it is, its value in words, and the sliders that set it.
fn row(
    bench: Bench,
    shown: Shown,
    drawing: Icon,
    name: fn(&Texts) -> &'static str,
    dials: &'static [Dial],
) -> AnyView {
    let value = move || words(bench.prefs.lang.get(), &shown.letters.get(), dials);
    view! {
        <div class="dial">
            <p>{icon_view(drawing, 18)} {live(move || name(bench.t()))} <b>{live(value)}</b></p>
            <div>{dials.iter().map(|dial| slider(bench, shown, *dial)).collect_view()}</div>
        </div>
    }
    .into_any()
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
fn slider(bench: Bench, shown: Shown, dial: Dial) -> AnyView {
    let Shown { letters, moving } = shown;
    let name = move || match dial {
        Dial::Loss => bench.t().loss,
        Dial::Copies => bench.t().copies,
        Dial::Shortest => bench.t().shortest,
        Dial::Longest => bench.t().longest,
    };
    let to = |event: &leptos::web_sys::Event| event_target_value(event).parse::<u64>().unwrap_or_default();
    let now = move || bench.player.with_frame(Letters::of);
    let at = move || letters.get().at(dial);
    view! {
        <input
            max=dial.max().to_string()
            step=Dial::STEP.to_string()
            type="range"
            style=live(move || format!("--at:{}%", (at() * 100 / dial.max()).min(100)))
            aria-label=live(name)
            title=live(name)
            aria-valuetext=live(move || words(bench.prefs.lang.get(), &letters.get(), &[dial]))
            prop:value=live(move || at().to_string())
            on:input=move |event| {
                let to = to(&event);
                // Back where it was, it is let go without a word.
                moving.set((now().at(dial) != to).then_some((dial, to)));
            }
            on:change=move |event| {
                let wanted = now().turned(dial, to(&event));
                bench.ask(|_| wanted.ask(dial));
                moving.set(None);
            }
        />
    }
    .into_any()
}
