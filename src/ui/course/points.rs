//! The rings on the picture around what a step points at.

use crate::paint::spots;
use crate::ui::player::Player;
use crate::ui::pointing::Pointing;
use crate::ui::stage::StageContext;
use crate::ui::view::*;

#[component]
pub fn Points() -> impl IntoView {
    let pointing = Pointing::expect();
    let player = expect_context::<Player>();
    let StageContext { scene, .. } = expect_context();
    let painted = Memo::new(move |_| {
        let pointers = pointing.pointers();
        if pointers.is_empty() {
            return String::new();
        }
        scene.with(|scene| player.frame.with(|frame| spots::rings(scene, frame, pointers)))
    });
    view! { <g class="spots" aria-hidden="true" inner_html=painted/> }
}
