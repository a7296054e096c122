//! What is wrong with the post and the river, in words and numbers.

use super::StageContext;
use crate::paint::flood as paint;
use crate::scene::friends;
use crate::ui::live::{live, when};
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// One line over the picture while the post is not as it was.
#[component]
pub fn PostLine() -> impl IntoView {
    let StageContext { scene, words, .. } = expect_context();
    let post = Memo::new(move |_| scene.with(|scene| scene.post));
    when(
        move || !post.get().is_well(),
        move || {
            let painted = live(move || paint::post(&post.get(), words.get()));
            view! { <p class="stage-post" role="status" inner_html=painted></p> }.into_any()
        },
    )
}

/// Under the story, while the river parts the friends: who is where, and what they can do there.
#[component]
pub fn Sides() -> impl IntoView {
    let (player, prefs) = (expect_context::<Player>(), Prefs::expect());
    let sides = Memo::new(move |_| player.frame.with(|frame| friends::sides(frame)));
    when(
        move || sides.with(|sides| !sides.is_empty()),
        move || {
            let painted = live(move || sides.with(|sides| paint::sides(sides, prefs.t().stage)));
            view! {
                <section class="sides" aria-label=live(move || prefs.t().stage.faults.sides) inner_html=painted></section>
            }
            .into_any()
        },
    )
}
