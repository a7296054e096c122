//! A home: the button over it, and its painted layers.

use std::sync::Arc;

use super::{Open, StageContext, act};
use crate::cluster::MemberId;
use crate::paint::home::{self as paint, FacePlace};
use crate::paint::markup::N;
use crate::paint::{kit, ring as paint_ring};
use crate::scene::friends::{Home, Plate, Ring};
use crate::scene::places::House;
use crate::ui::live::{live, press};
use crate::ui::view::*;

#[component]
pub fn HomeView(id: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, menu, still, .. } = context;
    let Some(first) = scene.with_untracked(|scene| scene.home(id).cloned()) else { return ().into_any() };
    let home = Memo::new(move |before: Option<&Arc<Home>>| {
        // Its row goes away right after the home has: until then the last picture stays.
        let found = scene.with(|scene| scene.home(id).cloned());
        found.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    let ring = move || {
        scene.with(|scene| {
            let place = scene.homes.iter().position(|home| home.id == id);
            place.map_or(Ring::Idle, |place| scene.rings[place])
        })
    };
    let open = move || menu.set(Some(Open::Home(id)));
    let transform = move || {
        home.with(|home| format!("translate({} {}) scale({})", N(home.place.x), N(home.place.y), N(home.scale)))
    };
    let colours = move || {
        let fill = kit::friend_colour(id, "fill");
        if home.with(|home| home.up) {
            format!("--c:{fill}")
        } else {
            format!("--c:{fill};--wall:var(--wall-away);--brick:var(--role-away)")
        }
    };
    let width = move || home.with(|home| N(home.place.w / home.scale + 14.0).to_string());
    let height = move || home.with(|home| N(home.place.h / home.scale + 12.0).to_string());
    let painted_body = Memo::new(move |_| {
        home.with(|home| {
            let short = home.house != House::Full;
            let left = if still.get() { (words.get().ring_left)(&ring(), short) } else { None };
            paint::body(home, left, words.get())
        })
    });
    let painted_ring = Memo::new(move |_| {
        let FacePlace { ring_radius, ring_width, .. } = paint::face_place(home.with(|home| home.house));
        paint_ring::ring(&ring(), ring_radius, ring_width, words.get())
    });
    let painted_face =
        Memo::new(move |_| home.with(|home| paint::face(id, home.house, home.up, paint::leads(&ring()))));
    let painted_over = Memo::new(move |_| home.with(|home| paint::over(home)));
    let face_at = move || {
        let FacePlace { x, y, .. } = paint::face_place(home.with(|home| home.house));
        format!("translate({} {})", N(x), N(y))
    };
    // The halo is the button: its name tells everything, so the words in the drawing are not read out.
    view! {
        <g
            data-member=id.to_string()
            data-up=live(move || home.with(|home| home.up).to_string())
            data-role=live(move || home.with(|home| role(home.plate)))
            data-placed=live(move || home.with(|home| home.board.as_ref().map_or(0, |board| board.placed.len()).to_string()))
            data-noted=live(move || home.with(|home| home.board.as_ref().map_or(0, |board| board.noted.len()).to_string()))
            class="stage-home"
            class:selected=move || menu.get() == Some(Open::Home(id))
            transform=live(transform)
            style=live(colours)
        >
            <rect
                id=format!("home-{id}")
                class="stage-halo"
                x="-7"
                y="-6"
                width=live(width)
                height=live(height)
                rx="12"
                tabindex="0"
                role="button"
                aria-haspopup="dialog"
                aria-label=live(move || home.with(|home| (words.get().home_label)(home)))
                on:click=press(open)
                on:keydown=move |event| {
                    if act::is_press(&event) {
                        event.prevent_default();
                        open();
                    }
                }
            />
            <g class="stage-house" aria-hidden="true">
                <g inner_html=painted_body/>
                <g transform=live(face_at)>
                    <g inner_html=painted_ring/>
                    <g inner_html=painted_face/>
                </g>
                <g inner_html=painted_over/>
            </g>
        </g>
    }
    .into_any()
}

/// The role that a plate stands for, as frames spell it; for those who read the page by program.
fn role(plate: Option<Plate>) -> &'static str {
    match plate {
        Some(Plate::Leader | Plate::NoMajority) => "leader",
        Some(Plate::Candidate) => "candidate",
        Some(Plate::Away) | None => "follower",
    }
}
