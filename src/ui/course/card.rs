//! The card beside the stage: what a step says, the bet, what there is to try, and the way on.

use super::beside::Beside;
use super::bet::Bet;
use super::challenges::{Challenges, Trying};
use super::chart::charts;
use super::end::End;
use super::shown::shown;
use super::words::told;
use super::{Seen, Taken};
use crate::i18n::CourseWords;
use crate::lessons::text::{self, Texts};
use crate::lessons::{IDS, Lesson, Phase, Pointer, Shows};
use crate::platform::address::{self, Place};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::{Live, live, part, press};
use crate::ui::player::Player;
use crate::ui::pointing::Pointing;
use crate::ui::prefs::Prefs;
use crate::ui::progress::Progress;
use crate::ui::sheet::Panel;
use crate::ui::view::*;

static STYLE: &str = include_str!("course.css");

/// Finds the lesson's words in the language that is set.
#[derive(Clone, Copy)]
pub struct Script {
    pub lesson: &'static Lesson,
    pub prefs: Prefs,
}

impl Script {
    /// Tracks the language.
    pub fn texts(self) -> Texts {
        text::lesson(usize::from(self.lesson.number), self.prefs.lang.get()).expect("every lesson has its words")
    }

    /// A text, as markup; empty if there is none.
    pub fn told(self, key: &str, seen: &Seen) -> String {
        self.texts().get(key).map_or_else(String::new, |text| told(self.prefs.lang.get(), text, &seen.values))
    }

    pub fn words(self) -> &'static CourseWords {
        &self.prefs.later().course
    }

    pub fn say(self, word: fn(&CourseWords) -> &'static str) -> Live {
        live(move || word(self.words()))
    }
}

#[component]
pub fn LessonCard(number: u8, step: Option<u8>) -> impl IntoView {
    let card = match Lesson::of(number) {
        Some(lesson) => view! { <Open lesson step/> }.into_any(),
        None => view! { <Soon number/> }.into_any(),
    };
    view! {
        <style inner_html=STYLE></style>
        {card}
    }
}

/// A lesson that is still to come.
#[component]
fn Soon(number: u8) -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let words = move || &prefs.later().course;
    expect_context::<Player>().lead_no_more();
    view! {
        <section class="card front lesson" id="lesson" tabindex="-1">
            <div class="front-body">
                <p class="lesson-kicker">{live(move || (words().kicker)(number, IDS.len() as u8 - 1))}</p>
                <h2>{live(move || prefs.t().trail.titles[usize::from(number)])}</h2>
                <p class="lesson-soon">{live(move || words().soon)}</p>
                <p>{live(move || words().soon_text)}</p>
                <a class="btn" href=live(move || panel.link(Place::Welcome))>{live(move || words().to_trail)}</a>
            </div>
        </section>
    }
}

#[component]
fn Open(lesson: &'static Lesson, step: Option<u8>) -> impl IntoView {
    let prefs = Prefs::expect();
    let (pointing, progress, panel) = (Pointing::expect(), Progress::expect(), expect_context::<Panel>());
    let taken = Taken::begin(lesson, step.map_or(0, |step| usize::from(step) - 1));
    let script = Script { lesson, prefs };
    let seen = taken.seen;
    let place = Memo::new(move |_| seen.read().place);
    let body = ElementRef::new();
    Effect::new(move || {
        let place = place.get();
        let points = lesson.steps.get(place).map_or(&[][..], |step| step.points);
        pointing.at(points);
        pointing.show(lesson.steps.get(place).map_or(Shows::Village, |step| step.shows));
        if points.iter().any(|pointer| matches!(pointer, Pointer::Terminal | Pointer::Tree(_))) {
            panel.lay_open_etcd();
        }
        address::note(Place::Lesson(lesson.number, Some(place as u8 + 1)));
        progress.reach(lesson.number, place as u8 + 1, place >= lesson.steps.len());
    });
    // A challenge, a world of it, and how it ended.
    let trial = Memo::new(move |_| {
        let seen = seen.read();
        (seen.challenge, seen.part, seen.is_won, seen.is_lost)
    });
    // What is new is read from its beginning.
    Effect::new(move || {
        let _ = (place.get(), trial.get());
        if let Some(body) = body.get_untracked() {
            body.set_scroll_top(0);
        }
    });
    // Whoever opens a session of their own has left the lesson: it goes on where everything is theirs.
    Effect::new(move || {
        taken.player.frame.track();
        if !taken.player.is_led() {
            panel.leave_for(Place::Laboratory);
        }
    });
    on_cleanup(move || {
        pointing.at(&[]);
        pointing.show(Shows::Village);
        taken.leave_the_terminal();
        taken.player.lead_no_more();
    });
    request_animation_frame(move || taken.run());

    let said = Memo::new(move |_| {
        let seen = seen.read();
        if seen.place < lesson.steps.len() && seen.challenge.is_none() {
            script.told(&(seen.place + 1).to_string(), &seen)
        } else {
            String::new()
        }
    });
    // Before the bet is locked nothing is typed.
    let has_commands = Memo::new(move |_| place.get() < lesson.steps.len() && seen.read().phase != Phase::Betting);
    let is_bet = Memo::new(move |_| {
        let place = place.get();
        (lesson.bet.step..=lesson.bet.decided).contains(&place)
    });
    let tried = Memo::new(move |_| seen.read().challenge);
    Effect::new(move || {
        if tried.get().is_some() {
            panel.lay_open_etcd();
        }
    });
    let shows_challenges = Memo::new(move |_| {
        let step = lesson.steps.get(place.get());
        !lesson.challenges.is_empty() && step.is_none_or(|step| step.points.contains(&Pointer::Words))
    });
    let is_end = Memo::new(move |_| place.get() >= lesson.steps.len() && tried.get().is_none());
    view! {
        <section
            class="card front lesson"
            id="lesson"
            tabindex="-1"
            aria-labelledby="lesson-title"
            data-step=live(move || (place.get() + 1).to_string())
            data-phase=live(move || phase(seen.read().phase))
            data-terminal=lesson.steps.iter().any(|step| !step.commands.is_empty()).to_string()
        >
            // Where it has to be scrolled, the keyboard can, though a step may have nothing to press.
            <div class="front-body" node_ref=body tabindex="0" role="group" aria-labelledby="lesson-title">
                <p class="lesson-kicker">
                    {live(move || (script.words().kicker)(lesson.number, IDS.len() as u8 - 1))}
                </p>
                <h2 id="lesson-title">{live(move || prefs.t().trail.titles[usize::from(lesson.number)])}</h2>
                <p class="lesson-text" aria-live="polite" inner_html=said></p>
                {part(move || if has_commands.get() { commands(taken, script, place.get()) } else { ().into_any() })}
                {part(move || if is_bet.get() { view! { <Bet taken script/> }.into_any() } else { ().into_any() })}
                {part(move || charts(taken, script, place.get()))}
                {part(move || match (tried.get(), shows_challenges.get()) {
                    (Some(nth), _) => view! { <Trying taken script nth/> }.into_any(),
                    (None, true) => view! { <Challenges taken script/> }.into_any(),
                    (None, false) => ().into_any(),
                })}
                {part(move || shown(taken, script, place.get()))}
                {part(move || if is_end.get() { view! { <End taken script/> }.into_any() } else { ().into_any() })}
            </div>
            <label class="switch">
                <span>{live(move || prefs.later().settings.technical)}</span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || prefs.technical.get()
                    on:change=move |event| prefs.set_technical(event_target_checked(&event))
                />
            </label>
            <Foot taken script/>
        </section>
        <Beside taken script/>
    }
}

/// For styles and for those who read the page by program.
fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Betting => "betting",
        Phase::Running => "running",
        Phase::Ended => "ended",
        Phase::Trying => "trying",
    }
}

/// What the step has one type: a press types it.
fn commands(taken: Taken, script: Script, place: usize) -> AnyView {
    let step = &taken.lesson.steps[place];
    if step.commands.is_empty() {
        return ().into_any();
    }
    let row = move |(nth, line): (usize, &'static &'static str)| {
        view! {
            <li>
                <button
                    class="lesson-command"
                    aria-label=live(move || (script.words().type_it)(line))
                    aria-pressed=live(move || taken.seen.read().typed.get(nth).copied().unwrap_or(false).to_string())
                    on:click=press(move || taken.type_line(line))
                >
                    <code lang="en">{format!("etcdctl {line}")}</code>
                </button>
            </li>
        }
    };
    view! { <ul class="lesson-commands">{step.commands.iter().enumerate().map(row).collect_view()}</ul> }.into_any()
}

/// Where one is, back and on: always in the same place.
#[component]
fn Foot(taken: Taken, script: Script) -> impl IntoView {
    let panel = expect_context::<Panel>();
    let seen = taken.seen;
    let place = Memo::new(move |_| seen.read().place);
    let last = taken.places() - 1;
    let dot = move |at: usize| {
        view! {
            <li>
                <button
                    aria-current=live(move || if place.get() == at { "step" } else { "false" })
                    data-past=live(move || (at < place.get()).to_string())
                    aria-label=live(move || (script.words().step)(at + 1, last + 1))
                    on:click=press(move || taken.go_to(at))
                ></button>
            </li>
        }
    };
    let on = move || {
        let (seen, words) = (seen.read(), script.words());
        match seen.phase {
            _ if seen.has_next_part() => words.challenge_next,
            _ if seen.challenge.is_some() => words.challenge_all,
            Phase::Betting => words.see,
            Phase::Trying => {
                if taken.lesson.number as usize + 1 < IDS.len() {
                    words.next_lesson
                } else {
                    words.to_trail
                }
            }
            _ => words.next,
        }
    };
    let go_on = move || {
        let seen = seen.get_untracked();
        if seen.has_next_part() {
            taken.next_part();
        } else if seen.challenge.is_some() {
            taken.leave_challenge();
        } else if seen.phase == Phase::Trying {
            panel.leave_for(next_place(taken.lesson.number));
        } else {
            panel.uncover_stage();
            taken.next();
        }
    };
    let go_back = move || match place.get_untracked() {
        _ if seen.with_untracked(|seen| seen.challenge.is_some()) => taken.leave_challenge(),
        0 => panel.leave_for(Place::Welcome),
        at => taken.go_to(at - 1),
    };
    view! {
        <div class="lesson-foot">
            <ol class="lesson-dots" aria-label=script.say(|words| words.steps)>
                {(0..=last).map(dot).collect_view()}
            </ol>
            <div class="lesson-ways">
                <button class="btn" id="lesson-back" on:click=press(go_back)>
                    {icon_view(Icon::ChevronLeft, 20)}
                    <span>{script.say(|words| words.back)}</span>
                </button>
                <button class="btn primary" id="lesson-next" on:click=press(go_on)>
                    <span>{live(on)}</span>
                    {icon_view(Icon::ChevronRight, 20)}
                </button>
            </div>
        </div>
    }
}

/// The lesson that follows; behind the last one, the trail.
fn next_place(number: u8) -> Place {
    if usize::from(number) + 1 < IDS.len() { Place::Lesson(number + 1, None) } else { Place::Welcome }
}
