//! Letters on their way: the buttons that they are.

use std::sync::Arc;

use super::{Open, StageContext, act};
use crate::paint::letter as paint;
use crate::paint::markup::N;
use crate::scene::friends::Letter;
use crate::ui::live::{live, press};
use crate::ui::view::*;

/// The letter with this id for as long as its row lives.
fn letter(id: u64) -> Option<Signal<Arc<Letter>>> {
    let scene = expect_context::<StageContext>().scene;
    let found = Memo::new(move |before: Option<&Option<Arc<Letter>>>| {
        scene.with(|scene| scene.letter(id).cloned()).or_else(|| before.cloned().flatten())
    });
    let first = found.get_untracked()?;
    Some(Signal::derive(move || found.get().unwrap_or_else(|| first.clone())))
}

#[component]
pub fn LetterView(id: u64) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let Some(letter) = letter(id) else { return ().into_any() };
    let words = context.words;
    let lost = Memo::new(move |_| letter.with(|letter| letter.lost));
    let scale = Memo::new(move |_| letter.with(|letter| letter.scale));
    let place = move || letter.with(|letter| format!("translate({} {})", N(letter.at.x), N(letter.at.y)));
    // Where it is changes with every frame, what it looks like seldom does.
    let painted = Memo::new(move |_| letter.with(|letter| paint::letter(letter, words.get())));
    let open = move || context.open_letter(id);
    view! {
        <g
            id=format!("letter-{id}")
            data-letter=id.to_string()
            data-lost=live(move || lost.get().to_string())
            class="stage-letter"
            class:selected=move || matches!(context.menu.get(), Some(Open::Letter { id: open, .. }) if open == id)
            transform=live(place)
            tabindex="0"
            role="button"
            aria-haspopup="dialog"
            aria-label=live(move || (words.get().letter_label)(&letter.get()))
            on:focus=move |_| context.focused_letter.set_value(Some((id, letter.with_untracked(|letter| letter.to))))
            on:click=press(open)
            on:keydown=move |event| {
                if act::is_press(&event) {
                    event.prevent_default();
                    open();
                }
            }
        >
            <circle class="stage-reach" r=live(move || N(reach(context)).to_string())/>
            <circle class="stage-spot" r=live(move || N(37.0 * scale.get()).to_string())/>
            <g inner_html=painted/>
        </g>
    }
    .into_any()
}

/// The radius that is 22 pixels on the screen, so a finger finds the letter at any scale.
fn reach(context: StageContext) -> f64 {
    let view = context.map.get().view_box();
    context.size.get().map_or(22.0, |(width, height)| 22.0 / view.fit(width, height).scale)
}
