//! What a step shows in its card besides words, bet and charts: cards, and what there is to press for what is drawn.

use super::Taken;
use super::card::Script;
use super::words::told;
use crate::cluster::MemberId;
use crate::i18n::{Lang, Measured, PictureWords};
use crate::lessons::text::parts;
use crate::lessons::{Card, Common, Group, Lesson, Pointer, Shows, Values, common, majority};
use crate::paint::copies::table;
use crate::paint::drawings::drawing;
use crate::paint::kit;
use crate::paint::over::number;
use crate::platform::address::Place;
use crate::scene::computer::computer;
use crate::scene::copies::{Odd, copies};
use crate::ui::keys::move_to;
use crate::ui::live::{live, part, press};
use crate::ui::pointing::Pointing;
use crate::ui::sheet::Panel;
use crate::ui::view::*;

/// Of the step at `place`.
pub fn shown(taken: Taken, script: Script, place: usize) -> AnyView {
    let Some(step) = taken.lesson.steps.get(place) else { return ().into_any() };
    match step.shows {
        Shows::Cards(all) => view! { <Cards taken script stem="card" all/> }.into_any(),
        Shows::CardsOf([from, to]) => view! { <Cards taken script stem="card" all=&[] from to/> }.into_any(),
        Shows::Computer(id) => view! { <Computer taken script id/> }.into_any(),
        Shows::Groups(groups) => view! { <Groups taken script groups/> }.into_any(),
        Shows::Copies(id) => view! { <Copies taken script id/> }.into_any(),
        Shows::Parts => view! { <Cards taken script stem="part" all=&[]/> }.into_any(),
        Shows::Village if step.points.contains(&Pointer::Words) && taken.lesson.challenges.is_empty() => {
            view! { <Cards taken script stem="card" all=&[]/> }.into_any()
        }
        Shows::Village | Shows::Villages(_) | Shows::Queues(_) => ().into_any(),
    }
}

fn words(script: Script) -> &'static PictureWords {
    &script.words().pictures
}

/// The lesson's cards: a title, what belongs to it, and what stands beside it.
#[component]
fn Cards(
    taken: Taken,
    script: Script,
    stem: &'static str,
    all: &'static [Card],
    #[prop(default = 1)] from: usize,
    #[prop(default = usize::MAX)] to: usize,
) -> impl IntoView {
    let card = move |(nth, text): (usize, &'static str)| {
        let mut parts = parts(text);
        let title = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let line = move |line: &'static str| {
            let line = told(script.prefs.lang.get(), line, &Values::default());
            view! { <p inner_html=line></p> }
        };
        let (drawn, way) = match all.get(nth) {
            Some(Card::Drawn(shown)) => (drawing(*shown), ().into_any()),
            Some(Card::Moment(lesson, step)) => (String::new(), moment(taken, script, *lesson, *step)),
            None if stem == "part" => (number(nth), ().into_any()),
            None => (String::new(), ().into_any()),
        };
        view! {
            <li>
                <i class="card-drawing" inner_html=drawn></i>
                <b>{title}</b>
                {rest.into_iter().map(line).collect_view()}
                {way}
            </li>
        }
    };
    let cards = move || {
        let all = script.texts().numbered(stem).enumerate();
        all.filter(|(nth, _)| (from..=to).contains(&(nth + 1))).map(card).collect_view().into_any()
    };
    let are_drawn = matches!(all.first(), Some(Card::Drawn(_)));
    view! { <ul class=if are_drawn { "cards small" } else { "cards" }>{part(cards)}</ul> }
}

/// Leads to a step, or says that it is still to come.
fn moment(taken: Taken, script: Script, lesson: u8, step: u8) -> AnyView {
    if Lesson::of(lesson).is_none() {
        return view! { <p class="card-soon">{script.say(|words| words.soon)}</p> }.into_any();
    }
    let panel = expect_context::<Panel>();
    let place = Place::Lesson(lesson, Some(step));
    view! {
        <a
            class="card-moment"
            href=live(move || panel.link(place))
            on:click=move |event| {
                // The address stays that of this lesson, so following it again would change nothing.
                if lesson == taken.lesson.number {
                    event.prevent_default();
                    taken.go_to(usize::from(step) - 1);
                    move_to("lesson");
                }
            }
        >
            {live(move || (words(script).moment)(lesson, step))}
        </a>
    }
    .into_any()
}

/// A house, or the computer in its place.
#[component]
fn Computer(taken: Taken, script: Script, id: MemberId) -> impl IntoView {
    let pointing = Pointing::expect();
    let is_shown = move || pointing.shows() == Shows::Computer(id);
    let press_on = move || pointing.show(if is_shown() { Shows::Village } else { Shows::Computer(id) });
    let say = move || {
        let Some(it) = taken.player.frame.with(|frame| computer(frame, id)).filter(|_| is_shown()) else {
            return String::new();
        };
        let words = words(script);
        let amount = |measured: &Measured, amount: u64| (measured.amount)(amount);
        let [memory, disk, network] =
            [amount(&words.memory, it.memory), amount(&words.disk, it.disk), amount(&words.network, it.network)];
        (words.computer)(Lang::Pt.friend(id), &memory, &disk, &network)
    };
    view! {
        <div class="shown">
            <button class="btn" id="shown-computer" on:click=press(press_on)>
                {live(move || if is_shown() { words(script).as_house } else { words(script).as_computer })}
            </button>
            <p role="status">{live(say)}</p>
        </div>
    }
}

/// Who is in each of two groups, to be changed, and who is in both.
#[component]
fn Groups(taken: Taken, script: Script, groups: [Group; 2]) -> impl IntoView {
    let pointing = Pointing::expect();
    let now = move || if let Shows::Groups(now) = pointing.shows() { now } else { groups };
    let friends = taken.player.frame.with_untracked(|frame| {
        frame.members.iter().filter(|member| !member.removed).map(|member| member.id).collect::<Vec<_>>()
    });
    let fieldset = move |nth: usize| {
        let choice = move |id: MemberId| {
            let toggle = move || {
                let mut groups = now();
                groups[nth] = groups[nth].toggled(id);
                pointing.show(Shows::Groups(groups));
            };
            let badge = format!(r#"<svg width="18" height="18"><use href="{}"/></svg>"#, kit::badge(id));
            view! {
                <button
                    class="group-friend"
                    aria-pressed=live(move || now()[nth].has(id).to_string())
                    on:click=press(toggle)
                >
                    <i aria-hidden="true" inner_html=badge></i>
                    {Lang::Pt.friend(id)}
                </button>
            }
        };
        view! {
            <fieldset class="group" data-nth=nth.to_string()>
                <legend>{live(move || (words(script).group)(nth))}</legend>
                {friends.iter().copied().map(choice).collect_view()}
            </fieldset>
        }
    };
    let say = move || {
        let (words, groups) = (words(script), now());
        let majority = taken.player.frame.with(|frame| majority(frame));
        match common(groups, majority) {
            Common::TooFew(nth) => (words.too_few)(nth, groups[nth].len()),
            Common::Friends(both) => {
                let names: Vec<String> = both.members().map(|id| Lang::Pt.friend(id).to_owned()).collect();
                (words.in_both)(&script.prefs.lang.get().list(&names), names.len())
            }
        }
    };
    let always = move || (words(script).always)(taken.player.frame.with(|frame| majority(frame)));
    view! {
        <div class="shown" id="shown-groups">
            {[0, 1].map(fieldset).into_iter().collect_view()}
            <p class="shown-both" role="status">{live(say)}</p>
            <p>{live(always)}</p>
        </div>
    }
}

/// All notebooks as they are, and a friend's with a line that a press changes.
#[component]
fn Copies(taken: Taken, script: Script, id: MemberId) -> impl IntoView {
    let is_changed = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let changed = is_changed.get().then_some(id);
        taken.player.frame.with(|frame| copies(frame, changed))
    });
    let say = move || {
        let (words, found) = (words(script), found.get());
        match &found.odd {
            Some(Odd { member, line, others, .. }) => (words.copies_differ)(*member, *line, *others),
            None if !found.are_whole() => words.copies_short.to_owned(),
            None => (words.copies_equal)(found.rows.len(), found.lines.len()),
        }
    };
    let quoted = move || {
        let words = words(script);
        found.get().odd.map_or_else(String::new, |odd| (words.copies_say)(&odd.says, &odd.others_say))
    };
    let own = move || if is_changed.get() { words(script).copies_own } else { "" };
    let label = move || {
        let words = words(script);
        (if is_changed.get() { words.restore } else { words.change })(Lang::Pt.friend(id))
    };
    view! {
        <figure class="shown" id="shown-copies">
            <figcaption>{live(move || words(script).copies)}</figcaption>
            <p class="shown-both" role="status">{live(say)}</p>
            <table inner_html=live(move || table(&found.get(), script.prefs.lang.get(), words(script)))></table>
            <button class="btn" on:click=press(move || is_changed.update(|changed| *changed = !*changed))>
                {live(label)}
            </button>
            <p>{live(quoted)}</p>
            <p class="shown-own">{live(own)}</p>
        </figure>
    }
}
