//! The bet: three options, locked when time passes, and what then happened. It never scores.

use super::Taken;
use super::card::Script;
use crate::lessons::Phase;
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

const OPTIONS: [&str; 3] = ["a", "b", "c"];

#[component]
pub fn Bet(taken: Taken, script: Script) -> impl IntoView {
    let seen = taken.seen;
    let is_open = Memo::new(move |_| seen.read().phase == Phase::Betting);
    let outcome = Memo::new(move |_| seen.read().outcome);
    let state = move |option: usize| {
        let seen = seen.read();
        match (seen.outcome.map(|outcome| outcome.happened == Some(option)), seen.chosen == Some(option)) {
            (Some(true), _) => "happened",
            (Some(false), true) => "other",
            _ => "",
        }
    };
    let row = move |(option, key): (usize, &'static str)| {
        let mark = move || {
            let (words, seen) = (script.words(), seen.read());
            let happened = seen.outcome.is_some_and(|outcome| outcome.happened == Some(option));
            match (happened, seen.chosen == Some(option) && seen.outcome.is_some()) {
                (true, true) => format!("{}, {}", words.happened, words.yours),
                (true, false) => words.happened.to_owned(),
                (false, true) => words.yours.to_owned(),
                (false, false) => String::new(),
            }
        };
        view! {
            <label class="bet-option" data-result=live(move || state(option))>
                <input
                    prop:name="bet"
                    type="radio"
                    value=key
                    prop:checked=move || seen.read().chosen == Some(option)
                    prop:disabled=move || !is_open.get()
                    on:change=move |_| taken.choose(option)
                />
                <span>
                    <span inner_html=live(move || script.told(key, &seen.read()))></span>
                    <small>{live(mark)}</small>
                </span>
            </label>
        }
    };
    let why = move || {
        let seen = seen.read();
        let Some(outcome) = seen.outcome else { return String::new() };
        match (outcome.happened, outcome.chosen) {
            (None, _) => script.words().otherwise.to_owned(),
            (Some(_), Some(chosen)) => script.told(&format!("{}.why", OPTIONS[chosen]), &seen),
            (Some(happened), None) => script.told(&format!("{}.why", OPTIONS[happened]), &seen),
        }
    };
    let kept = move || {
        let (words, seen) = (script.words(), seen.read());
        match (seen.phase, seen.outcome, seen.chosen) {
            (Phase::Betting, ..) | (_, Some(_), _) => "",
            (_, None, Some(_)) => words.locked,
            (_, None, None) => words.nothing_chosen,
        }
    };
    // Where there is little room the verdict would come below the edge.
    let verdict = ElementRef::new();
    Effect::new(move || {
        if outcome.get().is_some() {
            request_animation_frame(move || {
                if let Some(verdict) = verdict.get_untracked() {
                    verdict.scroll_into_view_with_bool(false);
                }
            });
        }
    });
    view! {
        <fieldset class="bet" data-open=live(move || is_open.get().to_string())>
            <legend>{script.say(|words| words.bet)}</legend>
            <p class="bet-question" inner_html=live(move || script.told("bet", &seen.read()))></p>
            {OPTIONS.into_iter().enumerate().map(row).collect_view()}
            <p class="bet-kept" role="status">{live(kept)}</p>
            <p class="bet-why" role="status" node_ref=verdict inner_html=live(why)></p>
            {part(move || {
                if outcome.get().is_none() {
                    return ().into_any();
                }
                view! {
                    <button class="btn" on:click=press(move || taken.player.play())>
                        {script.say(|words| words.again)}
                    </button>
                }
                .into_any()
            })}
        </fieldset>
    }
}
