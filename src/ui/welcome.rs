//! The card that greets: what this is, and three things to try, ticked off by what really happened.

use leptos::prelude::*;

use crate::cluster::{Action, Content, Frame, MemberId, MessageKind, Role};
use crate::i18n::Phrase;
use crate::narration::{Note, Progress, Steps, Trials};
use crate::puzzle::Piece;
use crate::ui::icons::{Icon, IconView};
use crate::ui::live::{live, press};
use crate::ui::notice::Notices;
use crate::ui::phrase::phrase;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;

#[component]
pub fn Welcome() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let trials =
        Memo::new(move |before: Option<&Trials>| before.cloned().unwrap_or_default().read(&player.feed.read()));
    let steps = Memo::new(move |before: Option<&Steps>| {
        let t_us = player.frame.read().t_us;
        before.copied().unwrap_or_default().see(t_us, player.playing.get())
    });
    let done = move || {
        let progress = [trials.read().change, trials.read().loss, steps.get().progress()];
        progress.into_iter().filter(|progress| *progress == Progress::Done).count()
    };
    view! {
        <section class="card welcome" aria-label=live(move || prefs.t().welcome.label)>
            <div class="welcome-body">
                <h2>{live(move || prefs.t().welcome.title)}</h2>
                <p>{move || phrase(Phrase::parse(prefs.t().welcome.promise))}</p>
                <p class="real">
                    <i aria-hidden="true"></i>
                    {live(move || prefs.t().welcome.real)}
                </p>
                <div class="trials">
                    <div class="trials-head">
                        <h3>{live(move || prefs.t().welcome.invitation)}</h3>
                        <span>{live(move || (prefs.t().trials.progress)(done(), 3))}</span>
                    </div>
                    <ol>
                        <Change trials=trials />
                        <Loss trials=trials />
                        <Walk steps=steps />
                    </ol>
                    <p class="all-done" role="status">
                        {live(move || if done() == 3 { prefs.t().trials.all_done } else { "" })}
                    </p>
                </div>
            </div>
            <label class="switch">
                <span>{live(move || prefs.t().welcome.technical)}</span>
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=live(move || prefs.technical.get())
                    on:change:target=move |event| prefs.set_technical(event.target().checked())
                />
            </label>
        </section>
    }
}

/// One thing to try: its number or tick, what it is, how it stands, and a button that does it.
#[component]
fn Trial(
    number: u8,
    #[prop(into)] progress: Signal<Progress>,
    #[prop(into)] title: Signal<&'static str>,
    #[prop(into)] status: Signal<String>,
    children: Children,
) -> impl IntoView {
    let prefs = Prefs::expect();
    let code = move || match progress.get() {
        Progress::Todo => "todo",
        Progress::Doing => "doing",
        Progress::Done => "done",
    };
    let tick = move || match progress.get() {
        Progress::Done => view! {
            <IconView icon=Icon::Check size=18 />
            <span class="visually-hidden">{prefs.t().trials.done}</span>
        }
        .into_any(),
        _ => number.to_string().into_any(),
    };
    view! {
        <li class="trial" data-progress=code>
            <span class="trial-tick">{tick}</span>
            <div class="trial-text">
                <h4>{title}</h4>
                <p aria-live="polite">{status}</p>
                {children()}
            </div>
        </li>
    }
}

fn leader(frame: &Frame) -> Option<MemberId> {
    let leads = frame.members.iter().filter(|member| member.up && member.role == Role::Leader);
    leads.max_by_key(|member| member.term).map(|member| member.id)
}

#[component]
fn Change(trials: Memo<Trials>) -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let notices = Notices::expect();
    let progress = Memo::new(move |_| trials.read().change);
    let now = Memo::new(move |_| leader(&player.frame.read()));
    let away = Memo::new(move |_| {
        let (before, _) = trials.read().successor?;
        player.frame.read().members.iter().any(|member| member.id == before && !member.up).then_some(before)
    });
    let status = move || {
        let texts = &prefs.t().trials;
        match (progress.get(), trials.read().successor) {
            (Progress::Done, Some((before, after))) => (texts.change_done)(before, after),
            (Progress::Todo, _) => texts.change_how.to_owned(),
            _ => texts.change_doing.to_owned(),
        }
    };
    let button = move || {
        let texts = &prefs.t().trials;
        let press = move |action| move |_| notices.dispatch(player, action_of(action));
        match (progress.get(), away.get(), now.get()) {
            (Progress::Done, Some(who), _) => {
                let call = press(Press::Restart(who));
                view! { <button class="btn" on:click=call>{(texts.change_back)(who)}</button> }.into_any()
            }
            (Progress::Todo, _, Some(who)) => {
                let send = press(Press::Crash(who));
                view! { <button class="btn" on:click=send>{(texts.change_do)(who)}</button> }.into_any()
            }
            (Progress::Todo, _, None) => view! { <p class="why-not">{texts.change_wait}</p> }.into_any(),
            _ => ().into_any(),
        }
    };
    view! {
        <Trial
            number=1
            progress=progress
            title=Signal::derive(move || prefs.t().trials.change)
            status=Signal::derive(status)
        >
            {button}
        </Trial>
    }
}

#[derive(Clone, Copy)]
enum Press {
    Crash(MemberId),
    Restart(MemberId),
}

fn action_of(press: Press) -> Action {
    match press {
        Press::Crash(member) => Action::Crash { member },
        Press::Restart(member) => Action::Restart { member },
    }
}

/// The letter with a piece that set out last and is still on its way.
fn piece_letter(frame: &Frame) -> Option<u64> {
    let carries_piece = |content: &Content| matches!(content, Content::Append { keys, .. } if keys.iter().any(|key| Piece::from_key(key).is_some()));
    let mut letters = frame.messages.iter().rev();
    let letter = letters.find(|letter| {
        let flying = !letter.lost && letter.due_us > frame.t_us;
        flying && letter.kind == MessageKind::Append && carries_piece(&letter.content)
    });
    letter.map(|letter| letter.id)
}

#[component]
fn Loss(trials: Memo<Trials>) -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let notices = Notices::expect();
    let progress = Memo::new(move |_| trials.read().loss);
    let letter = Memo::new(move |_| piece_letter(&player.frame.read()));
    // A letter flies for a second or so: whoever is not that quick has the next one caught.
    let armed = RwSignal::new(false);
    Effect::new(move || {
        if armed.get()
            && let Some(id) = letter.get()
        {
            armed.set(false);
            notices.dispatch(player, Action::DropMessage { id });
        }
    });
    let status = move || {
        let texts = &prefs.t().trials;
        match (progress.get(), &trials.read().lost) {
            (Progress::Done, Some((note, who))) => (texts.loss_done)(number(note), *who),
            (Progress::Todo, _) => texts.loss_how.to_owned(),
            _ => texts.loss_doing.to_owned(),
        }
    };
    let label = move || {
        let texts = &prefs.t().trials;
        if armed.get() { texts.loss_armed } else { texts.loss_do }
    };
    view! {
        <Trial
            number=2
            progress=progress
            title=Signal::derive(move || prefs.t().trials.loss)
            status=Signal::derive(status)
        >
            <Show when=move || progress.get() == Progress::Todo>
                <button
                    class="btn"
                    aria-pressed=live(move || armed.get().to_string())
                    on:click=press(move || armed.update(|armed| *armed = !*armed))
                >
                    {label}
                </button>
            </Show>
        </Trial>
    }
}

fn number(note: &Note) -> Option<u8> {
    match note {
        Note::Piece(number) => Some(*number),
        _ => None,
    }
}

#[component]
fn Walk(steps: Memo<Steps>) -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let progress = Memo::new(move |_| steps.get().progress());
    let status = move || {
        let texts = &prefs.t().trials;
        match progress.get() {
            Progress::Done => texts.steps_done.to_owned(),
            Progress::Todo => texts.steps_how.to_owned(),
            Progress::Doing => (texts.steps_doing)(steps.get().left()),
        }
    };
    let label = move || {
        let texts = &prefs.t().trials;
        if player.playing.get() { texts.steps_pause } else { texts.steps_do }
    };
    let press = move |_| {
        if player.playing.get_untracked() { player.pause() } else { player.step_forward() }
    };
    view! {
        <Trial
            number=3
            progress=progress
            title=Signal::derive(move || prefs.t().trials.steps)
            status=Signal::derive(status)
        >
            <Show when=move || progress.get() != Progress::Done>
                <button class="btn" on:click=press>
                    {label}
                </button>
            </Show>
        </Trial>
    }
}
