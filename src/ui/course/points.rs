//! What a lesson draws over the picture: rings around what a step points at, and what it shows of itself.

use crate::lessons::Shows;
use crate::paint::{over, spots};
use crate::scene::computer::computer;
use crate::ui::player::Player;
use crate::ui::pointing::Pointing;
use crate::ui::prefs::Prefs;
use crate::ui::stage::StageContext;
use crate::ui::view::*;

#[component]
pub fn Points() -> impl IntoView {
    let pointing = Pointing::expect();
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let StageContext { scene, .. } = expect_context();
    let rings = Memo::new(move |_| {
        let pointers = pointing.pointers();
        if pointers.is_empty() {
            return String::new();
        }
        scene.with(|scene| player.frame.with(|frame| spots::rings(scene, frame, pointers)))
    });
    let drawn = Memo::new(move |_| match pointing.shows() {
        Shows::Computer(id) => {
            let found = player.frame.with(|frame| computer(frame, id));
            let words = &prefs.later().course.pictures;
            let painted = scene.with(|scene| Some(over::computer(scene.home(id)?, &found?, words)));
            painted.unwrap_or_default()
        }
        Shows::Parts => scene.with(over::parts),
        Shows::Groups(groups) => scene.with(|scene| over::groups(scene, groups)),
        _ => String::new(),
    });
    // Lines around friends would be hard to tell from a ring around a house.
    let painted = Memo::new(move |_| {
        let has_groups = matches!(pointing.shows(), Shows::Groups(_));
        drawn.get() + &if has_groups { String::new() } else { rings.get() }
    });
    view! { <g class="spots" aria-hidden="true" inner_html=painted/> }
}
