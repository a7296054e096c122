//! The bar over the picture: one sentence about what goes on, and what can be done without aiming.

use leptos::tachys::html::InertElement;

use super::{NotDone, Open, StageContext};
use crate::cluster::Action;
use crate::paint::markup::marked;
use crate::palette;
use crate::scene::friends;
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

#[component]
pub fn Bar() -> impl IntoView {
    let StageContext { words, scene, .. } = expect_context();
    let summary = Memo::new(move |_| scene.with(|scene| marked(&(words.get().summary)(&scene.summary))));
    view! {
        <div class="stage-bar">
            <p inner_html=summary></p>
            <StageTools/>
        </div>
    }
}

/// The tools. Within [`super::Stage`], whose context they use.
#[component]
pub fn StageTools() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, scene, menu, notice, player, .. } = context;
    let loseable = Memo::new(move |_| player.frame.with(|frame| friends::newest_to_lose(frame)));
    let nothing = move || loseable.get().is_none();
    let is_high = Memo::new(move |_| scene.with(|scene| !scene.sides.is_empty()));
    view! {
        <div class="stage-tools" role="group" aria-label=live(move || words.get().tools)>
            <button
                type="button"
                id="tool-send-away"
                class="stage-tool"
                aria-haspopup="dialog"
                on:click=press(move || menu.set(Some(Open::Chooser)))
            >
                {icon(Icon::Door)}
                {live(move || words.get().tool_send_away)}
            </button>
            <button
                type="button"
                class="stage-tool"
                aria-disabled=live(move || nothing().to_string())
                title=move || nothing().then(|| words.get().nothing_to_lose)
                on:click=press(move || match loseable.get_untracked() {
                    Some(id) => {
                        context.act(Action::DropMessage { id });
                    }
                    None => notice.set(Some(NotDone::NothingToLose)),
                })
            >
                {icon(Icon::LetterLost)}
                {live(move || words.get().tool_lose)}
            </button>
            <button
                type="button"
                class="stage-tool"
                on:click=press(move || {
                    context.act(Action::SuggestPiece);
                })
            >
                {icon(Icon::Piece)}
                {live(move || words.get().tool_bring)}
            </button>
            <button
                type="button"
                id="tool-notice"
                class="stage-tool"
                aria-haspopup="dialog"
                on:click=press(move || menu.set(Some(Open::Notice)))
            >
                {icon(Icon::Bell)}
                {live(move || words.get().tool_notice)}
            </button>
            <button
                type="button"
                id="tool-flood"
                class="stage-tool"
                on:click=press(move || {
                    let is_high = is_high.get_untracked();
                    context.act(if is_high { palette::ebb() } else { player.frame.with_untracked(|frame| palette::flood(frame)) });
                })
            >
                {icon(Icon::River)}
                {live(move || if is_high.get() { words.get().faults.drain } else { words.get().faults.flood })}
            </button>
        </div>
    }
}

/// Why something wasn't done; stays for as long as it is true, until it is closed or something else is asked for.
#[component]
pub fn Notice() -> impl IntoView {
    let StageContext { words, notice, player, prefs, .. } = expect_context();
    let text = Memo::new(move |_| match notice.get()? {
        NotDone::Refused(refusal) => Some(prefs.lang.get().refusal(&refusal)),
        NotDone::NothingToLose => {
            let still_true = player.frame.with(|frame| friends::newest_to_lose(frame)).is_none();
            still_true.then(|| words.get().nothing_to_lose.to_owned())
        }
    });
    view! {
        <div class="stage-notice" role="status" class:shown=move || text.with(Option::is_some)>
            {part(move || {
                let Some(text) = text.get() else { return ().into_any() };
                view! {
                    <p>{text}</p>
                    <button
                        type="button"
                        class="stage-close"
                        aria-label=live(move || words.get().close)
                        on:click=press(move || notice.set(None))
                    >
                        {icon(Icon::Close)}
                    </button>
                }
                .into_any()
            })}
        </div>
    }
}

/// On a button.
pub(super) fn icon(shown: Icon) -> InertElement {
    icon_view(shown, 20)
}
