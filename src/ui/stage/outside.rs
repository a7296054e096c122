//! What comes and goes on the square: letters that have just landed, people from outside, bunting.

use std::sync::Arc;

use leptos::prelude::*;

use super::StageContext;
use super::board::PieceView;
use super::letter::line_colour;
use super::marked::marked;
use crate::scene::friends::{Landed, Party, Visitor};
use crate::scene::places::Layout;
use crate::ui::kit;

/// A check at the door of whoever got a letter.
#[component]
pub fn LandedView(mark: Arc<Landed>) -> impl IntoView {
    let colour = line_colour(mark.from);
    let check = match mark.from {
        Party::Member(id) => kit::friend_colour(id, "text"),
        _ => "var(--k-suggest)".to_owned(),
    };
    let small = mark.way.is_empty();
    let room = if expect_context::<StageContext>().map.get_untracked().layout == Layout::Wide { 1.0 } else { 0.8 };
    let scale = if small { 0.7 * room } else { room };
    view! {
        <g aria-hidden="true" fill="none" stroke-linecap="round" stroke-linejoin="round">
            <path d=mark.way.clone() stroke=colour.clone() stroke-width="3" opacity=".45"/>
            <g transform=format!("translate({:.1} {:.1}) scale({scale})", mark.at.x, mark.at.y)>
                <circle r="10" fill="var(--surface)" stroke=colour stroke-width="2.5"/>
                <path d="M-4.5 0l3.2 3.4L4.8-3.6" stroke=check stroke-width="2.6"/>
            </g>
        </g>
    }
}

fn visitor() -> Memo<Option<Visitor>> {
    let scene = expect_context::<StageContext>().scene;
    Memo::new(move |_| scene.with(|scene| scene.visitor))
}

/// The person, 64 × 84 in its own units, holding up the piece it brought.
#[component]
pub fn VisitorView() -> impl IntoView {
    let visitor = visitor();
    let words = expect_context::<StageContext>().words;
    move || {
        visitor.get().map(|visitor| {
            let scale = visitor.place.w / 64.0;
            let said = (words.get().visitor)(&visitor).map(|text| text.replace('*', ""));
            let piece = visitor.piece.map(|number| {
                view! {
                    <g transform="translate(-16 -1) rotate(-8 18 18)">
                        <PieceView name="visitor" number size=36.0/>
                    </g>
                }
            });
            view! {
                <g
                    role="img"
                    aria-label=said
                    transform=format!("translate({} {}) scale({scale})", visitor.place.x, visitor.place.y)
                >
                    <use href="#visitor" width="64" height="84"/>
                    {piece}
                </g>
            }
        })
    }
}

/// What the visitor says, beside it.
#[component]
pub fn VisitorBubble() -> impl IntoView {
    let visitor = visitor();
    let context = expect_context::<StageContext>();
    move || {
        let visitor = visitor.get()?;
        let said = (context.words.get().visitor)(&visitor)?;
        let (width, height) = context.size.get()?;
        let fit = context.map.get().view_box().fit(width, height);
        let place = fit.rect(visitor.place);
        Some(view! {
            <p
                class="stage-bubble"
                aria-hidden="true"
                style:left=format!("{:.0}px", place.x + place.w)
                style:top=format!("{:.0}px", place.y + 4.0)
            >
                {marked(&said)}
            </p>
        })
    }
}

/// How fast confetti falls, in stage units a virtual second, and how far until it begins again.
const FALL: f64 = 60.0;

/// While a picture is complete: bunting over the village, and confetti that falls with virtual time.
#[component]
pub fn Bunting() -> impl IntoView {
    let StageContext { scene, map, still, player, .. } = expect_context();
    let celebrated = Memo::new(move |_| scene.with(|scene| scene.celebrated.is_some()));
    move || {
        celebrated.get().then(|| {
            let view = map.get().view_box();
            let size = if map.get().layout == Layout::Wide { 1.0 } else { 0.6 };
            let fall = move || {
                let t_us = if still.get() { 0 } else { player.frame.with(|frame| frame.t_us) };
                let fallen = (t_us as f64 / 1e6 * FALL * size) % view.h;
                format!("translate({} {:.1})", view.x, view.y + fallen)
            };
            let flags = (0..15).map(|nth| {
                let x = view.x + view.w * (f64::from(nth) + 0.5) / 15.0;
                let sag = 10.0 + 16.0 * (std::f64::consts::PI * (f64::from(nth) + 0.5) / 5.0).sin().abs();
                let place = format!("translate({x:.0} {:.0}) scale({size})", view.y + (sag - 8.0) * size);
                view! { <path d="M-11 0h22L0 24z" fill=COLOURS[nth as usize % 5] stroke="var(--edge)" stroke-opacity=".4" transform=place/> }
            });
            view! {
                <g class="stage-festive" aria-hidden="true">
                    {flags.collect_view()}
                    <g transform=fall>
                        {confetti(view.w, view.h, size)}
                        <g transform=format!("translate(0 {})", -view.h)>{confetti(view.w, view.h, size)}</g>
                    </g>
                </g>
            }
        })
    }
}

const COLOURS: [&str; 5] = ["var(--a-fill)", "var(--b-fill)", "var(--c-fill)", "var(--d-fill)", "var(--e-fill)"];

/// Scattered, but the same each time.
fn confetti(width: f64, height: f64, size: f64) -> impl IntoView {
    let bit = move |nth: u32| {
        let x = f64::from(nth * 97 % 101) / 101.0 * width;
        let y = f64::from(nth * 61 % 103) / 103.0 * height;
        let place = format!("translate({x:.0} {y:.0}) rotate({}) scale({size})", nth * 47 % 180);
        view! { <path d="M-5-3h10v6H-5z" fill=COLOURS[nth as usize % 5] transform=place/> }
    };
    (1..28).map(bit).collect_view()
}
