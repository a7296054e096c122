//! The laboratory: what happens to the whole village within reach; what happens to one friend or one letter is in
//! its menu on the stage. What it shows is what the frame says; what it
//! does are actions, so it lands in the session's log.

mod dials;
mod river;

use leptos::ev::MouseEvent;
use leptos::tachys::html::InertElement;

use self::dials::dials;
use self::river::river;
use crate::cluster::{Action, Frame, MemberId};
use crate::i18n::Lab as Texts;
use crate::paint::kit;
use crate::paint::markup::marked;
use crate::palette::{self, Draft, Palette};
use crate::ui::help::HelpDialog;
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::keys::move_to;
use crate::ui::live::{Live, live, part, press};
use crate::ui::notice::Notices;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

const ID: &str = "lab";

/// What the laboratory's parts show, and where they send their wishes.
#[derive(Clone, Copy)]
struct Bench {
    player: Player,
    prefs: Prefs,
    notices: Notices,
    seen: Memo<Palette>,
    draft: RwSignal<Draft>,
}

impl Bench {
    fn new() -> Bench {
        let player = expect_context::<Player>();
        let draft = RwSignal::new(Draft::default());
        let seen = Memo::new(move |_| Palette::of(&player.frame.read(), &draft.read()));
        Bench { player, prefs: Prefs::expect(), notices: Notices::expect(), seen, draft }
    }

    /// The words in the language that is set. Tracks it.
    fn t(self) -> &'static Texts {
        &self.prefs.later().lab
    }

    /// One of them.
    fn say(self, text: fn(&Texts) -> &'static str) -> Live {
        live(move || text(self.t()))
    }

    fn prepare(self, change: &mut dyn FnMut(&mut Draft)) {
        self.draft.update(|draft| change(draft));
    }

    /// Asks for what `wish` makes of the present moment.
    fn ask(self, wish: impl FnOnce(&Frame) -> Action) {
        self.notices.dispatch(self.player, self.player.with_frame(wish));
    }
}

#[component]
pub fn Lab() -> impl IntoView {
    let bench = Bench::new();
    // Whoever came by a link that is out of sight now would have to start at the top of the page.
    if document().query_selector(".doors :focus").is_ok_and(|link| link.is_some()) {
        request_animation_frame(|| move_to(ID));
    }
    view! {
        <section class="card front lab" id=ID tabindex="-1" aria-labelledby="lab-title">
            <div class="front-body">
                <div class="lab-head">
                    <h2 id="lab-title">{live(move || bench.prefs.t().places.laboratory)}</h2>
                    <p>{bench.say(|texts| texts.motto)}</p>
                </div>
                {friends(bench)}
                {dials(bench)}
                {river(bench)}
                {now(bench)}
                {village(bench)}
            </div>
            <label class="switch">
                <span>
                    {bench.say(|texts| texts.pre_vote)} <small>{bench.say(|texts| texts.pre_vote_hint)}</small>
                </span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || bench.seen.read().pre_vote
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        bench.ask(|_| Action::SetPreVote { on });
                    }
                />
            </label>
        </section>
    }
}

/// A button with a drawing before its words.
fn tool(drawing: InertElement, words: Live, act: Box<dyn FnMut(MouseEvent)>) -> impl IntoView {
    view! {
        <button class="tool" on:click=act>
            {drawing}
            <span>{words}</span>
        </button>
    }
}

/// How many there are, and who is at home.
fn friends(bench: Bench) -> impl IntoView {
    let hint = move || {
        let away: Vec<_> = bench.seen.read().friends.iter().filter(|(_, up)| !up).map(|(id, _)| *id).collect();
        marked(&(bench.t().door_hint)(&away))
    };
    let step = move |shown, name: fn(&Texts) -> &'static str, wish: fn(&Frame) -> Action| {
        view! {
            <button
                class="iconbtn"
                aria-label=bench.say(name)
                title=bench.say(name)
                on:click=press(move || bench.ask(wish))
            >
                {icon_view(shown, 20)}
            </button>
        }
    };
    let door = move |&(id, up): &(MemberId, bool)| {
        let name = move || if up { (bench.t().send_out)(id) } else { (bench.t().call_back)(id) };
        let wish = move |_: &Frame| if up { Action::Crash { member: id } } else { Action::Restart { member: id } };
        view! {
            <button data-up=live(move || up.to_string()) aria-label=live(name) on:click=press(move || bench.ask(wish))>
                {symbol_view(kit::badge(id), 24, 24, "")}
            </button>
        }
    };
    view! {
        <section>
            <div class="lab-row">
                <h3>{bench.say(|texts| texts.friends)}</h3>
                {step(Icon::Minus, |texts| texts.fewer, palette::remove)}
                <b role="status">{live(move || bench.seen.read().friends.len().to_string())}</b>
                {step(Icon::Plus, |texts| texts.more, palette::add)}
            </div>
            <div class="lab-friends" role="group" aria-label=bench.say(|texts| texts.friends)>
                {part(move || bench.seen.read().friends.iter().map(door).collect_view().into_any())}
            </div>
            <p class="lab-hint" inner_html=live(hint)></p>
        </section>
    }
}

/// What happens once, at a press.
fn now(bench: Bench) -> impl IntoView {
    let wish =
        move |drawing, words: Live, wish: fn(&Frame) -> Action| tool(drawing, words, press(move || bench.ask(wish)));
    let bring = live(move || bench.prefs.t().stage.tool_bring);
    view! {
        <section>
            <h3>{bench.say(|texts| texts.now)}</h3>
            <div class="lab-tools">
                {wish(icon_view(Icon::Vote, 20), bench.say(|texts| texts.election), palette::campaign)}
                {wish(icon_view(Icon::Cap, 20), bench.say(|texts| texts.cap), palette::hand_over)}
                {wish(icon_view(Icon::Photo, 20), bench.say(|texts| texts.photo), palette::snapshot)}
                {wish(icon_view(Icon::Piece, 20), bring, |_| Action::SuggestPiece)}
                {wish(icon_view(Icon::Mend, 20), bench.say(|texts| texts.heal), |_| Action::Heal)}
            </div>
        </section>
    }
}

/// The seed, and the same from the start.
fn village(bench: Bench) -> impl IntoView {
    let help = HelpDialog::expect();
    view! {
        <section class="lab-row">
            <h3>{live(move || bench.prefs.t().places.village)}</h3>
            <button
                class="tool"
                aria-haspopup="dialog"
                on:click=press(move || help.open_seed())
                inner_html=live(move || format!("<span>{}</span>", marked(&(bench.t().seed)(bench.seen.read().seed))))
            ></button>
            {tool(
                icon_view(Icon::StepBack, 20),
                live(move || bench.prefs.later().help.restart),
                press(move || bench.player.restart(bench.player.with_frame(|frame| frame.seed))),
            )}
        </section>
    }
}
