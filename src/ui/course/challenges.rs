//! The challenges of the last lesson: six cards, and the one that is tried.

use super::Taken;
use super::card::Script;
use super::words::told;
use crate::cluster::MemberId;
use crate::lessons::{Challenge, Heard, Tools, Values};
use crate::paint::markup::marked;
use crate::ui::icons::{Icon, icon};
use crate::ui::live::{Live, live, part, press};
use crate::ui::prefs::Prefs;
use crate::ui::progress::Progress;
use crate::ui::view::*;

/// A text of a challenge, as markup.
fn text(script: Script, challenge: &Challenge, rest: &str) -> String {
    let key = if rest.is_empty() { challenge.id.to_owned() } else { format!("{}.{rest}", challenge.id) };
    let text = script.texts().get(&key).unwrap_or_default();
    told(script.prefs.lang.get(), text, &Values::default())
}

/// All of them, with the stars that were won.
#[component]
pub fn Challenges(taken: Taken, script: Script) -> impl IntoView {
    let progress = Progress::expect();
    let card = move |(nth, challenge): (usize, &'static Challenge)| {
        let stars = Memo::new(move |_| progress.stars()[nth]);
        view! {
            <li>
                <button class="challenge" data-stars=live(move || stars.get().to_string()) on:click=press(move || taken.try_challenge(nth))>
                    <b inner_html=live(move || text(script, challenge, "title"))></b>
                    <Stars script stars/>
                </button>
            </li>
        }
    };
    view! { <ul class="challenges">{taken.lesson.challenges.iter().enumerate().map(card).collect_view()}</ul> }
}

#[component]
fn Stars(script: Script, stars: Memo<u8>) -> impl IntoView {
    let drawn = move || {
        let star = |nth: u8| format!("<i data-won=\"{}\">{}</i>", nth < stars.get(), icon(Icon::Star, 20));
        (0..3).map(star).collect::<String>()
    };
    view! {
        <span class="stars" role="img" aria-label=live(move || (script.words().stars)(stars.get())) inner_html=live(drawn)></span>
    }
}

/// The one that is tried.
#[component]
pub fn Trying(taken: Taken, script: Script, nth: usize) -> impl IntoView {
    let challenge = &taken.lesson.challenges[nth];
    let seen = taken.seen;
    let say = move |rest: &'static str| live(move || text(script, challenge, rest));
    let stars = Memo::new(move |_| seen.read().stars);
    let won = Memo::new(move |_| stars.get().unwrap_or(0));
    let progress = Progress::expect();
    Effect::new(move || {
        if let Some(stars) = stars.get() {
            progress.win(nth, stars);
        }
    });
    let cost = Memo::new(move |_| seen.read().cost.clone());
    let spent = move || {
        let mut values = Values::default();
        values.set("n", cost.get()?);
        let text = script.texts().get(&format!("{}.count", challenge.id))?;
        Some(told(script.prefs.lang.get(), text, &values))
    };
    let is_lost = Memo::new(move |_| seen.read().is_lost);
    let parts = challenge.scenes.len();
    let part_of =
        move || if parts > 1 { (script.words().village_of)(seen.read().part + 1, parts) } else { String::new() };
    let target = move |count: u8| {
        let drawn = (0..count).map(|_| icon(Icon::Star, 16)).collect::<String>();
        let wins = move || text(script, challenge, &format!("stars.{count}"));
        view! {
            <li data-won=live(move || (won.get() >= count).to_string())>
                <i aria-hidden="true" inner_html=drawn></i>
                <span inner_html=live(wins)></span>
            </li>
        }
    };
    view! {
        <div class="goal" data-reached=live(move || stars.get().is_some().to_string()) data-lost=live(move || is_lost.get().to_string())>
            <h3 inner_html=say("title")></h3>
            <p class="goal-reached" role="status">
                {live(move || if stars.get().is_some() { script.words().challenge_won } else { "" })}
            </p>
            <p class="goal-lost" role="status" inner_html=live(move || if is_lost.get() { text(script, challenge, "lost") } else { String::new() })></p>
            {part(move || {
                if stars.get().is_none() {
                    return ().into_any();
                }
                view! {
                    <Stars script stars=won/>
                    <p inner_html=say("why")></p>
                }
                .into_any()
            })}
            <p inner_html=say("")></p>
            <p class="chart-unit">{live(part_of)}</p>
            <p class="challenge-tools">
                <b>{script.say(|words| words.challenge_tools)}</b>
                " "
                <span inner_html=say("tools")></span>
            </p>
            {tools(taken, script, challenge)}
            {challenge.hides_river.then(|| view! { <Name taken script/> })}
            <p class="challenge-spent" inner_html=live(move || spent().unwrap_or_default())></p>
            <ul class="targets">{[3, 2, 1].map(target).collect_view()}</ul>
            <details>
                <summary>{script.say(|words| words.hint)}</summary>
                <p inner_html=say("hint")></p>
            </details>
            <div class="hero-ways">
                <button class=live(move || if is_lost.get() { "btn primary" } else { "btn" }) on:click=press(move || taken.try_challenge(nth))>
                    {script.say(|words| words.challenge_again)}
                </button>
            </div>
        </div>
    }
}

/// What a press has the challenge's client ask for, so that nothing has to be typed.
fn tools(taken: Taken, script: Script, challenge: &'static Challenge) -> AnyView {
    let ask = move |door: Option<MemberId>, line: &'static str, shown: Live| {
        view! {
            <button class="btn" on:click=press(move || taken.type_at(door, line))>
                {shown}
            </button>
        }
    };
    match challenge.tools {
        Tools::None => ().into_any(),
        Tools::Lines(lines) => {
            let row = |line: &'static &'static str| {
                let line: &'static str = line;
                view! {
                    <li>
                        <button class="lesson-command" aria-label=live(move || (script.words().type_it)(line)) on:click=press(move || taken.type_at(None, line))>
                            <code lang="en">{format!("etcdctl {line}")}</code>
                        </button>
                    </li>
                }
            };
            view! { <ul class="lesson-commands">{lines.iter().map(row).collect_view()}</ul> }.into_any()
        }
        Tools::Doors(line) => {
            let members = taken.player.frame.get_untracked().members.iter().map(|member| member.id).collect::<Vec<_>>();
            let heard = move || {
                let heard = taken.seen.read().heard.clone();
                heard.map_or_else(String::new, |Heard { by, outcome, value }| {
                    let friend = by.map_or("", |id| script.prefs.lang.get().friend(id));
                    marked(&(script.words().heard)(outcome, friend, value.as_deref()))
                })
            };
            let door = |id: MemberId| ask(Some(id), line, live(move || script.prefs.lang.get().friend(id)));
            view! {
                <fieldset class="naming" id="challenge-doors">
                    <legend inner_html=live(move || text(script, challenge, "ask"))></legend>
                    {members.into_iter().map(door).collect_view()}
                    <p class="heard" role="status" inner_html=live(heard)></p>
                </fieldset>
            }
            .into_any()
        }
    }
}

/// Says which house it is.
#[component]
fn Name(taken: Taken, script: Script) -> impl IntoView {
    let prefs = Prefs::expect();
    let named = RwSignal::new(None::<MemberId>);
    let members = taken.player.frame.get_untracked().members.iter().map(|member| member.id).collect::<Vec<_>>();
    let choice = move |id: MemberId| {
        view! {
            <button
                class="btn"
                on:click=press(move || {
                    named.set(Some(id));
                    taken.name(id);
                })
            >
                {live(move || prefs.lang.get().friend(id))}
            </button>
        }
    };
    let wrong =
        move || if named.get().is_some() && !taken.seen.read().is_won { script.words().challenge_wrong } else { "" };
    view! {
        <fieldset class="naming">
            <legend>{script.say(|words| words.challenge_this)}</legend>
            {members.into_iter().map(choice).collect_view()}
            <p role="status">{live(wrong)}</p>
        </fieldset>
    }
}
