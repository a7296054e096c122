//! The card that greets: what this is, and three things to try, ticked off by what really happened.

use crate::cluster::{Action, Content, Frame, MemberId, MessageKind};
use crate::i18n::Trials as Texts;
use crate::narration::{Note, Progress, STEPS_WANTED, Trials};
use crate::paint::markup::{Words, marked};
use crate::palette;
use crate::platform::address::Place;
use crate::puzzle::Piece;
use crate::ui::icons::{Icon, icon};
use crate::ui::live::{live, press};
use crate::ui::notice::Notices;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::sheet::Panel;
use crate::ui::view::*;

#[component]
pub fn Welcome() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let notices = Notices::expect();
    let panel = expect_context::<Panel>();
    let trials =
        Memo::new(move |before: Option<&Trials>| before.cloned().unwrap_or_default().read(&player.feed.read()));
    let village = Memo::new(move |_| Village::of(&player.frame.read()));
    // A letter flies for a second or so: whoever is not that quick has the next one caught.
    let armed = RwSignal::new(false);
    Effect::new(move || {
        if armed.get()
            && let Some(id) = village.read().letter
        {
            armed.set(false);
            notices.dispatch(player, Action::DropMessage { id });
        }
    });
    let texts = move || &prefs.t().trials;
    let rows = [
        Memo::new(move |_| change(&trials.read(), &village.read(), texts())),
        Memo::new(move |_| loss(&trials.read(), armed.get(), texts())),
        Memo::new(move |_| walk(player.steps.get(), player.playing.get(), texts())),
    ];
    let current = Memo::new(move |_| {
        let undone = rows.iter().position(|row| row.read().progress != Progress::Done);
        undone.unwrap_or(rows.len()) as u64
    });
    let done = move || rows.iter().filter(|row| row.read().progress == Progress::Done).count();
    let fulfil = move |wish: Wish| match wish {
        Wish::Wait => {}
        Wish::Act(action) => notices.dispatch(player, action),
        Wish::Arm(on) => armed.set(on),
        Wish::Pause => player.pause(),
        Wish::Step => player.step_forward(),
    };
    view! {
        <section class="card front welcome" hidden=move || panel.place() != Place::Welcome aria-label=live(move || prefs.t().welcome.label)>
            <div class="front-body">
                <h2>{live(move || (prefs.t().welcome.title)(village.read().of))}</h2>
                <p inner_html=live(move || marked(&(prefs.t().welcome.promise)(village.read().of)))></p>
                <p class="real">
                    <i aria-hidden="true"></i>
                    {live(move || prefs.t().welcome.real)}
                </p>
                <div class="trials">
                    <div class="trials-head">
                        <h3>{live(move || prefs.t().welcome.invitation)}</h3>
                        <span>{live(move || (texts().progress)(done(), rows.len()))}</span>
                    </div>
                    <ol>
                        {rows
                            .into_iter()
                            .enumerate()
                            .map(|(nth, row)| view! { <Trial nth=nth row=row current=current fulfil=fulfil /> })
                            .collect_view()}
                    </ol>
                    <p class="all-done" role="status">
                        {live(move || if done() == rows.len() { texts().all_done } else { "" })}
                    </p>
                </div>
                <a class="btn" href=live(move || panel.link(Place::Laboratory))>
                    {live(move || prefs.t().places.laboratory_open)}
                </a>
            </div>
            <label class="switch">
                <span>{live(move || prefs.t().welcome.technical)}</span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || prefs.technical.get()
                    on:change=move |event| prefs.set_technical(event_target_checked(&event))
                />
            </label>
        </section>
    }
}

/// One thing to try, as it stands now.
#[derive(Clone, PartialEq)]
struct Row {
    progress: Progress,
    title: &'static str,
    status: String,
    /// The words on its button, which is always there: nobody loses the keyboard's focus by pressing it.
    label: String,
    wish: Wish,
}

/// What a press on a button asks for.
#[derive(Clone, PartialEq)]
enum Wish {
    /// Nothing can be done now; the label says why.
    Wait,
    Act(Action),
    /// Whether the next letter with a piece is to be lost.
    Arm(bool),
    Pause,
    Step,
}

/// What of a frame the things to try depend on: little, so that they are seldom made anew.
#[derive(Clone, PartialEq)]
struct Village {
    leader: Option<MemberId>,
    away: Vec<MemberId>,
    of: usize,
    /// The letter with a piece that set out last and is still on its way to somebody who is at home.
    letter: Option<u64>,
}

impl Village {
    fn of(frame: &Frame) -> Village {
        let members = || frame.members.iter().filter(|member| !member.removed);
        Village {
            leader: palette::leader(frame),
            away: members().filter(|member| !member.up).map(|member| member.id).collect(),
            of: members().count(),
            letter: piece_letter(frame),
        }
    }

    fn home(&self) -> usize {
        self.of - self.away.len()
    }
}

fn piece_letter(frame: &Frame) -> Option<u64> {
    let carries_piece = |content: &Content| matches!(content, Content::Append { keys, .. } if keys.iter().any(|key| Piece::from_key(key).is_some()));
    let mut letters = frame.messages.iter().rev();
    let letter = letters.find(|letter| {
        let flying = !letter.lost && letter.due_us > frame.t_us;
        let receiver = letter.to.member().and_then(|to| frame.members.iter().find(|member| member.id == to));
        let at_home = receiver.is_some_and(|member| member.up);
        flying && at_home && letter.kind == MessageKind::Append && carries_piece(&letter.content)
    });
    letter.map(|letter| letter.id)
}

fn change(trials: &Trials, village: &Village, texts: &Texts) -> Row {
    let wait = || (texts.change_wait.to_owned(), Wish::Wait);
    let send = |member| ((texts.change_do)(member), Wish::Act(Action::Crash { member }));
    let call = |member| ((texts.change_back)(member), Wish::Act(Action::Restart { member }));
    let is_away = |id: &MemberId| village.away.contains(id);
    let status = match (trials.change, trials.successor) {
        (Progress::Done, Some((before, after))) => (texts.change_done)(before, after),
        (Progress::Doing, _) => texts.change_doing.to_owned(),
        _ => texts.change_how.to_owned(),
    };
    let before = trials.successor.map(|(before, _)| before).filter(is_away);
    let (label, wish) = match (village.leader, village.away.first(), before) {
        // Without a majority nobody can be elected: somebody has to come back first.
        (_, Some(&first), _) if 2 * village.home() <= village.of => {
            let status = (texts.no_majority)(village.home(), village.of);
            let (label, wish) = call(first);
            return Row { progress: trials.change, title: texts.change, status, label, wish };
        }
        (_, _, Some(before)) => call(before),
        (Some(leader), ..) if trials.change != Progress::Doing => send(leader),
        _ => wait(),
    };
    Row { progress: trials.change, title: texts.change, status, label, wish }
}

fn loss(trials: &Trials, armed: bool, texts: &Texts) -> Row {
    let status = match (trials.loss, &trials.lost) {
        (Progress::Done, Some((note, who))) => (texts.loss_done)(number(note), *who),
        (Progress::Doing, _) => texts.loss_doing.to_owned(),
        _ => texts.loss_how.to_owned(),
    };
    let label = if armed { texts.loss_armed } else { texts.loss_do }.to_owned();
    Row { progress: trials.loss, title: texts.loss, status, label, wish: Wish::Arm(!armed) }
}

fn number(note: &Note) -> Option<u8> {
    match note {
        Note::Piece(number) => Some(*number),
        _ => None,
    }
}

/// `steps` have been taken by hand so far.
fn walk(steps: u32, playing: bool, texts: &Texts) -> Row {
    let (progress, status) = match steps {
        0 => (Progress::Todo, texts.steps_how.to_owned()),
        1..STEPS_WANTED => (Progress::Doing, (texts.steps_doing)(STEPS_WANTED - steps)),
        _ => (Progress::Done, texts.steps_done.to_owned()),
    };
    let (label, wish) = if playing { (texts.steps_pause, Wish::Pause) } else { (texts.steps_do, Wish::Step) };
    Row { progress, title: texts.steps, status, label: label.to_owned(), wish }
}

/// Its number or tick, what it is, how it stands, and the button that does it.
#[component]
fn Trial(nth: usize, row: Memo<Row>, current: Memo<u64>, fulfil: impl Fn(Wish) + 'static) -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let item = ElementRef::new();
    let code = move || match row.read().progress {
        Progress::Todo => "todo",
        Progress::Doing => "doing",
        Progress::Done => "done",
    };
    let tick = Memo::new(move |_| match row.read().progress {
        Progress::Done => {
            format!(r#"{}<span class="visually-hidden">{}</span>"#, icon(Icon::Check, 18), Words(prefs.t().trials.done))
        }
        _ => (nth + 1).to_string(),
    });
    let on_press = move || {
        // What happens now happens on the stage: the sheet makes room, and this row stays in sight.
        panel.uncover_stage();
        request_animation_frame(move || {
            if let Some(item) = item.get_untracked() {
                item.scroll_into_view_with_bool(false);
            }
        });
        fulfil(row.get_untracked().wish);
    };
    view! {
        <li
            class="trial"
            data-progress=live(code)
            data-next=live(move || (current.get() == nth as u64).to_string())
            node_ref=item
        >
            <span class="trial-tick" inner_html=tick></span>
            <div class="trial-text">
                <h4>{live(move || row.read().title)}</h4>
                <p aria-live="polite">{live(move || row.read().status.clone())}</p>
                <button
                    class="btn"
                    aria-disabled=live(move || (row.read().wish == Wish::Wait).to_string())
                    aria-pressed=move || match row.read().wish {
                        Wish::Arm(on) => Some((!on).to_string()),
                        _ => None,
                    }
                    on:click=press(on_press)
                >
                    {live(move || row.read().label.clone())}
                </button>
            </div>
        </li>
    }
}
