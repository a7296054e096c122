//! What comes and goes on the square: people from outside, free places, bunting.

use super::{StageContext, act};
use crate::cluster::{Action, MemberId};
use crate::paint;
use crate::paint::markup::{N, marked};
use crate::scene::curve::Rect;
use crate::scene::friends::Visitor;
use crate::scene::places::Layout;
use crate::ui::live::{live, press, when};
use crate::ui::view::*;

fn visitor() -> impl Fn() -> Option<Visitor> + Copy + Send + Sync {
    let scene = expect_context::<StageContext>().scene;
    move || scene.with(|scene| scene.visitor)
}

/// The person, holding up the piece it brought.
#[component]
pub fn VisitorView() -> impl IntoView {
    let visitor = visitor();
    let words = expect_context::<StageContext>().words;
    let painted = Memo::new(move |_| visitor().map_or(String::new(), |visitor| paint::outside::visitor(&visitor)));
    let said = Memo::new(move |_| {
        let said = visitor().and_then(|visitor| (words.get().visitor)(&visitor));
        said.map(|text| text.replace('*', ""))
    });
    view! { <g role="img" aria-label=said aria-hidden=live(move || said.get().is_none().to_string()) inner_html=painted/> }
}

/// What the visitor says, beside it.
#[component]
pub fn VisitorBubble() -> impl IntoView {
    let visitor = visitor();
    let context = expect_context::<StageContext>();
    let said = Memo::new(move |_| {
        let said = visitor().and_then(|visitor| (context.words.get().visitor)(&visitor));
        said.map_or(String::new(), |said| marked(&said))
    });
    let place = Memo::new(move |_| {
        let (Some(visitor), Some((width, height))) = (visitor(), context.size.get()) else {
            return "display:none".to_owned();
        };
        let fit = context.map.get().view_box().fit(width, height);
        let place = fit.rect(visitor.place);
        format!("left:{}px;top:{}px", N(place.x + place.w), N(place.y + 4.0))
    });
    view! {
        {when(move || said.with(|said| !said.is_empty()), move || {
            view! { <p class="stage-bubble" aria-hidden="true" style=place inner_html=said></p> }.into_any()
        })}
    }
}

/// Ground for one more friend: a press invites it.
#[component]
pub fn PlotView(id: MemberId, place: Rect) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let invite = move || {
        if context.act(Action::AddMember { member: id }) {
            // The place is a home now; the keyboard stays there.
            request_animation_frame(move || act::focus(&format!("home-{id}")));
        }
    };
    view! {
        <g
            data-plot=id.to_string()
            class="stage-plot"
            tabindex="0"
            role="button"
            aria-label=live(move || (context.words.get().faults.join)(id))
            on:click=press(invite)
            on:keydown=move |event| {
                if act::is_press(&event) {
                    event.prevent_default();
                    invite();
                }
            }
            inner_html=paint::ground::plot(place)
        ></g>
    }
}

/// How fast confetti falls, in stage units a virtual second, and how far until it begins again.
const FALL: f64 = 60.0;

/// While a picture is complete: bunting over the village, and confetti that falls with virtual time.
#[component]
pub fn Bunting() -> impl IntoView {
    let StageContext { scene, map, still, player, .. } = expect_context();
    let celebrated = Memo::new(move |_| scene.with(|scene| scene.celebrated.is_some()));
    let size = move || if map.get().layout == Layout::Wide { 1.0 } else { 0.6 };
    let painted = move |paint: fn(Rect, f64) -> String| {
        Memo::new(move |_| if celebrated.get() { paint(map.get().view_box(), size()) } else { String::new() })
    };
    let (flags, confetti) = (painted(paint::outside::bunting), painted(paint::outside::confetti));
    let fall = Memo::new(move |_| {
        if !celebrated.get() {
            return String::new();
        }
        let view = map.get().view_box();
        let t_us = if still.get() { 0 } else { player.frame.with(|frame| frame.t_us) };
        let fallen = (t_us as f64 / 1e6 * FALL * size()) % view.h;
        format!("translate({} {})", N(view.x), N(view.y + fallen))
    });
    view! {
        <g class="stage-festive" aria-hidden="true">
            <g inner_html=flags/>
            <g transform=fall inner_html=confetti/>
        </g>
    }
}
