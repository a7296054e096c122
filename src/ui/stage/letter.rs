//! Letters on their way: the buttons that they are.

use std::sync::Arc;

use super::{Open, StageContext, act};
use crate::paint::letter as paint;
use crate::paint::markup::N;
use crate::scene::friends::Letter;
use crate::ui::live::{live, press};
use crate::ui::view::*;

#[component]
pub fn LetterView(id: u64) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, .. } = context;
    let Some(first) = scene.with_untracked(|scene| scene.letter(id).cloned()) else { return ().into_any() };
    let letter = Memo::new(move |before: Option<&Arc<Letter>>| {
        // Its row goes away right after the letter has.
        let found = scene.with(|scene| scene.letter(id).cloned());
        found.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let place = move || letter.with(|letter| format!("translate({} {})", N(letter.at.x), N(letter.at.y)));
    // Where it is changes with every frame, what it looks like seldom does.
    let painted = Memo::new(move |_| letter.with(|letter| paint::letter(letter, words.get())));
    let open = move || context.open_letter(id);
    view! {
        <g
            id=format!("letter-{id}")
            data-letter=id.to_string()
            data-lost=live(move || letter.with(|letter| letter.lost).to_string())
            class="stage-letter"
            class:selected=move || matches!(context.menu.get(), Some(Open::Letter { id: open, .. }) if open == id)
            transform=live(place)
            tabindex="0"
            role="button"
            aria-haspopup="dialog"
            aria-label=live(move || (words.get().letter_label)(&letter.get()))
            on:focus=move |_| context.focused_letter.set_value(Some((id, letter.with_untracked(|letter| letter.to.clone()))))
            on:click=press(open)
            on:keydown=move |event| {
                if act::is_press(&event) {
                    event.prevent_default();
                    open();
                }
            }
        >
            <circle class="stage-reach" r=live(move || N(reach(context)).to_string())/>
            <circle class="stage-spot" r=live(move || N(37.0 * letter.with(|letter| letter.scale)).to_string())/>
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
