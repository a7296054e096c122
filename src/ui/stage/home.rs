//! A home: house, friend, board and notebook. Which of its drawings depends on the room there is.

use std::sync::Arc;

use leptos::prelude::*;

use super::board::{BoardView, PieceView};
use super::marked::marked_svg;
use super::notebook::NotebookView;
use super::ring::RingView;
use super::small_home::{CompactHome, MiniHome};
use super::text::bold_width;
use super::{Open, StageContext, act};
use crate::cluster::MemberId;
use crate::scene::curve::Rect;
use crate::scene::friends::{Home, Pill, Plate, Ring};
use crate::scene::places::House;
use crate::ui::kit;

/// A home's parts as signals of their own.
#[derive(Clone, Copy)]
pub(super) struct HomeSignals {
    pub id: MemberId,
    pub home: Signal<Arc<Home>>,
    pub ring: Memo<Ring>,
}

#[component]
pub fn HomeView(id: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, menu, .. } = context;
    let found = Memo::new(move |before: Option<&Option<Arc<Home>>>| {
        // Its row goes away right after the home has: until then the last picture stays.
        scene.with(|scene| scene.home(id).cloned()).or_else(|| before.cloned().flatten())
    });
    let Some(first) = found.get_untracked() else { return ().into_any() };
    let home = Signal::derive(move || found.get().unwrap_or_else(|| first.clone()));
    let ring = Memo::new(move |_| {
        scene.with(|scene| {
            let place = scene.homes.iter().position(|home| home.id == id);
            place.map_or(Ring::Idle, |place| scene.rings[place])
        })
    });
    let signals = HomeSignals { id, home, ring };
    let house = Memo::new(move |_| home.with(|home| home.house));
    let place = Memo::new(move |_| home.with(|home| (home.place, home.scale)));
    let up = Memo::new(move |_| home.with(|home| home.up));
    let open = move || menu.set(Some(Open::Home(id)));
    let transform = move || {
        let (Rect { x, y, .. }, scale) = place.get();
        format!("translate({x:.1} {y:.1}) scale({scale})")
    };
    let colours = move || {
        let fill = kit::friend_colour(id, "fill");
        if up.get() {
            format!("--c:{fill}")
        } else {
            format!("--c:{fill};--wall:var(--wall-away);--brick:var(--role-away)")
        }
    };
    let width = move || {
        let (Rect { w, .. }, scale) = place.get();
        w / scale + 14.0
    };
    let height = move || {
        let (Rect { h, .. }, scale) = place.get();
        h / scale + 12.0
    };
    // The halo is the button: its name tells everything, so the words in the drawing are not read out.
    view! {
        <g
            data-member=id.to_string()
            data-up=move || up.get().to_string()
            data-role=move || home.with(|home| role(home.plate))
            data-placed=move || home.with(|home| home.board.as_ref().map_or(0, |board| board.placed.len()).to_string())
            data-noted=move || home.with(|home| home.board.as_ref().map_or(0, |board| board.noted.len()).to_string())
            class="stage-home"
            class:selected=move || menu.get() == Some(Open::Home(id))
            transform=transform
            style=colours
        >
            <rect
                id=format!("home-{id}")
                class="stage-halo"
                x="-7"
                y="-6"
                width=width
                height=height
                rx="12"
                tabindex="0"
                role="button"
                aria-haspopup="dialog"
                aria-label=move || home.with(|home| (words.get().home_label)(home))
                on:click=move |_| open()
                on:keydown=move |event| {
                    if act::is_press(&event) {
                        event.prevent_default();
                        open();
                    }
                }
            />
            <g class="stage-house" aria-hidden="true">
                {move || match house.get() {
                    House::Full => view! { <FullHome signals/> }.into_any(),
                    House::Compact => view! { <CompactHome signals/> }.into_any(),
                    House::Mini => view! { <MiniHome signals/> }.into_any(),
                }}
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

/// 228 × 218.
#[component]
fn FullHome(signals: HomeSignals) -> impl IntoView {
    let StageContext { words, still, .. } = expect_context();
    let HomeSignals { id, home, ring } = signals;
    let up = Memo::new(move |_| home.with(|home| home.up));
    let board = Memo::new(move |_| home.with(|home| home.board.clone()));
    let notebook = Memo::new(move |_| home.with(|home| home.notebook.clone()));
    let plate = Memo::new(move |_| home.with(|home| home.plate));
    let pill = Memo::new(move |_| home.with(|home| home.pill));
    let found = Memo::new(move |_| home.with(|home| home.found));
    let caption = move || {
        let caption = home.with(|home| home.caption);
        let number = if still.get() { (words.get().ring_left)(&ring.get()) } else { None };
        number.unwrap_or_else(|| (words.get().caption)(caption))
    };
    let mute = move || if up.get() { "none" } else { "url(#mute)" };
    view! {
        <g filter=mute>
            <use href="#house" width="228" height="184"/>
        </g>
        <use href=kit::badge(id) x="32" y="14" width="28" height="28" style="--badge-edge:#fff"/>
        <text x="67" y="34.5" font-size="19" font-weight="700" fill=kit::friend_colour(id, "on")>
            {crate::i18n::Lang::Pt.friend(id)}
        </text>
        {move || plate.get().map(|plate| view! { <PlateView plate id/> })}
        <g transform="translate(51 104)">
            <Face id up=up ring=ring radius=36.0 width=6.0 disc=31.0 scale=0.9375/>
        </g>
        <text x="51" y="160" text-anchor="middle" font-size="14" fill="var(--ink)" opacity=move || if up.get() { 1 } else { 0 }>
            {caption}
        </text>
        {move || found.get().map(|number| view! {
            <g transform="translate(72 116)">
                <PieceView name=FOUND[(id - 1) as usize] number size=34.0/>
            </g>
        })}
        <g transform="translate(96 65) scale(.29)" filter=mute opacity=move || if up.get() { 1.0 } else { 0.5 }>
            <BoardView id board/>
        </g>
        <g transform="translate(0 184)">
            <NotebookView notebook/>
        </g>
        {move || pill.get().map(|pill| view! { <PillView pill home/> })}
    }
}

/// Names of the clips of pieces that friends hold.
const FOUND: [&str; 9] =
    ["found-1", "found-2", "found-3", "found-4", "found-5", "found-6", "found-7", "found-8", "found-9"];

/// The friend in its ring, or the shut window. Around (0, 0).
#[component]
pub(super) fn Face(
    id: MemberId,
    up: Memo<bool>,
    ring: Memo<Ring>,
    radius: f64,
    width: f64,
    /// The coloured disc behind the face.
    disc: f64,
    scale: f64,
) -> impl IntoView {
    let leads = Memo::new(move |_| match ring.get() {
        Ring::Leader { quorum } => Some(quorum),
        _ => None,
    });
    let cap = move || {
        leads.get().map(|quorum| {
            let (filter, style) = if quorum { ("none", "") } else { ("url(#mute)", "--cap:#B9BFC0") };
            view! { <use href="#coordinator-cap" width="64" height="64" y="-5" filter=filter style=style/> }
        })
    };
    let window = radius;
    view! {
        <Show
            when=move || up.get()
            fallback=move || view! {
                <use href="#house-away" x=-window y=-window width=2.0 * window height=2.0 * window/>
            }
        >
            <circle r=disc fill=kit::friend_colour(id, "soft")/>
            <RingView ring radius width/>
            <g transform=format!("scale({scale}) translate(-32 -32)")>
                <g clip-path="url(#disc)">
                    <use href=kit::avatar(id) width="64" height="64"/>
                </g>
                {cap}
            </g>
        </Show>
    }
}

#[component]
fn PlateView(plate: Plate, id: MemberId) -> impl IntoView {
    let words = expect_context::<StageContext>().words;
    let (fill, ink, stroke, dashes) = match plate {
        Plate::Leader => ("var(--role-leader)", "var(--role-leader-on)", "none", "none"),
        Plate::NoMajority => ("var(--role-away)", "var(--role-away-on)", "#fff", "5 3"),
        Plate::Candidate => ("var(--role-candidate)", "var(--role-candidate-on)", "#fff", "none"),
        Plate::Away => ("var(--role-away-on)", "var(--role-away)", "none", "none"),
    };
    view! {
        {move || {
            let text = (words.get().plate)(plate, id);
            let words = bold_width(text, 14.0);
            // Long words come close to both ends of their plate, so that they clear the friend's name.
            let width = words + if words > 70.0 { 15.0 } else { 20.0 };
            let left = if words > 70.0 { 208.0 } else { 200.0 } - width;
            view! {
                <g transform=format!("translate({left} 16)")>
                    <rect width=width height="24" rx="12" fill=fill stroke=stroke stroke-width="1.5" stroke-dasharray=dashes/>
                    <text x=width / 2.0 y="17" text-anchor="middle" font-size="14" font-weight="700" fill=ink>{text}</text>
                </g>
            }
        }}
    }
}

/// Hangs below the notebook; where the picture ends there, over the roof.
#[component]
fn PillView(pill: Pill, home: Signal<Arc<Home>>) -> impl IntoView {
    let words = expect_context::<StageContext>().words;
    let top = if home.with_untracked(|home| home.place.y > 400.0) { -29 } else { 221 };
    let width = if matches!(pill, Pill::Term(_)) { 150 } else { 222 };
    view! {
        <g transform=format!("translate({} {top})", 114 - width / 2)>
            <rect width=width height="28" rx="14" fill="var(--surface)" stroke="var(--pencil)" stroke-width="2" stroke-dasharray="5 3.5"/>
            <text x=width / 2 y="19" text-anchor="middle" font-size="14" fill="var(--ink)">
                {move || marked_svg(&(words.get().pill)(&pill))}
            </text>
        </g>
    }
}
