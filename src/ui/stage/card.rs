//! Where the count is shown.

use super::StageContext;
use crate::paint::card as paint;
use crate::ui::view::*;

/// The floating card of the wide picture.
#[component]
pub fn CountCard() -> impl IntoView {
    let StageContext { scene, words, .. } = expect_context();
    let painted = Memo::new(move |_| {
        let words = words.get();
        scene.with(|scene| scene.card.as_ref().map_or(String::new(), |card| paint::card(card, words)))
    });
    view! { <div class="stage-count-place" inner_html=painted></div> }
}

/// One line over the picture: the count, or else what goes on.
#[component]
pub fn CountingStrip() -> impl IntoView {
    let StageContext { scene, words, .. } = expect_context();
    let painted = Memo::new(move |_| {
        let words = words.get();
        scene.with(|scene| paint::strip(scene.card.as_deref(), &scene.summary, words))
    });
    view! { <div class="stage-strip-place" inner_html=painted></div> }
}
