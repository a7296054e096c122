//! Letters and the ways they fly.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Open, StageContext, act};
use crate::paint::kit;
use crate::paint::markup::bold_width;
use crate::paint::outside::line_colour;
use crate::scene::friends::{Letter, Motion, Party};

/// The letter with this id for as long as its row lives.
fn letter(id: u64) -> Option<Signal<Arc<Letter>>> {
    let scene = expect_context::<StageContext>().scene;
    let found = Memo::new(move |before: Option<&Option<Arc<Letter>>>| {
        scene.with(|scene| scene.letter(id).cloned()).or_else(|| before.cloned().flatten())
    });
    let first = found.get_untracked()?;
    Some(Signal::derive(move || found.get().unwrap_or_else(|| first.clone())))
}

/// Solid behind the letter, dots before it, a circle where it goes.
#[component]
pub fn TrailView(id: u64) -> impl IntoView {
    let Some(letter) = letter(id) else { return ().into_any() };
    let first = letter.get_untracked();
    let colour = line_colour(first.from);
    let end = Memo::new(move |_| letter.with(|letter| letter.end));
    let motion = Memo::new(move |_| letter.with(|letter| letter.motion));
    let width = move || if motion.get() == Motion::Pulse { 7 } else { 3 };
    let target = move || {
        let end = end.get();
        match motion.get() {
            Motion::Pulse => ().into_any(),
            Motion::Flying => view! {
                <circle cx=end.x cy=end.y r="5" fill="var(--surface)" stroke=colour.clone() stroke-width="2.5"/>
            }
            .into_any(),
            Motion::Still => {
                let degrees = letter.with(|letter| letter.end_degrees);
                let place = format!("translate({:.1} {:.1}) rotate({degrees:.0})", end.x, end.y);
                view! { <path d="M3 0L-11-7V7z" fill=colour.clone() transform=place/> }.into_any()
            }
        }
    };
    let stroke = line_colour(first.from);
    view! {
        <g fill="none" stroke=stroke stroke-linecap="round" opacity=move || letter.with(|l| if l.lost { 0.45 } else { 1.0 })>
            <path d=move || letter.with(|letter| letter.todo.clone()) stroke-width="3" stroke-dasharray=".1 9" stroke-opacity=".9"/>
            <path d=move || letter.with(|letter| letter.done.clone()) stroke-width=width/>
            {target}
        </g>
    }
    .into_any()
}

#[component]
pub fn LetterView(id: u64) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let Some(letter) = letter(id) else { return ().into_any() };
    let words = context.words;
    let first = letter.get_untracked();
    let (glyph, from) = (first.glyph, first.from);
    let motion = Memo::new(move |_| letter.with(|letter| letter.motion));
    let lost = Memo::new(move |_| letter.with(|letter| letter.lost));
    let delayed = Memo::new(move |_| letter.with(|letter| letter.delayed));
    let tag = Memo::new(move |_| letter.with(|letter| letter.tag.clone().filter(|_| letter.tagged)));
    let scale = Memo::new(move |_| letter.with(|letter| letter.scale));
    let tilt = Memo::new(move |_| letter.with(|letter| letter.tilt));
    let place = move || letter.with(|letter| format!("translate({:.1} {:.1})", letter.at.x, letter.at.y));

    let badge = match from {
        Party::Member(member) => Some(view! {
            <use href=kit::badge(member) x="15" y="-31" width="24" height="24" style="--badge-edge:var(--surface)"/>
        }),
        _ => None,
    };
    let tag_view = move || {
        let text = tag.get().map(|tag| (words.get().tag)(&tag))?;
        let width = 16.0 + bold_width(&text, 13.0);
        Some(view! {
            <g transform="translate(0 27)">
                <rect x=-width / 2.0 y="-10" width=width height="20" rx="10" fill="var(--surface)" stroke="var(--line-strong)"/>
                <text y="4.5" text-anchor="middle" font-size="13" font-weight="700" fill="var(--ink)">{text}</text>
            </g>
        })
    };
    let body = move || {
        // A pulse is only light on its way, but can still be reached and opened.
        (motion.get() != Motion::Pulse).then(|| {
            view! {
                <g class="stage-letter-body" opacity=move || if lost.get() { 0.45 } else { 1.0 } transform=move || format!("scale({})", scale.get())>
                    <ellipse cy="27" rx="19.4" ry="4" fill="var(--ink)" opacity=".16"/>
                    <g transform=move || format!("rotate({})", tilt.get())>
                        <use href=kit::glyph(glyph) x="-27" y="-19.3" width="54" height="38.6" style=kit::seal(glyph)/>
                        {badge.clone()}
                    </g>
                </g>
                {tag_view}
                {move || delayed.get().then(|| view! {
                    <use href="#mark-clock" x="-38" y="-2" width="26" height="26" transform=move || format!("scale({})", scale.get().max(0.8))/>
                })}
                {move || lost.get().then(|| view! { <use href="#mark-lost" x="-14" y="-14" width="28" height="28"/> })}
            }
        })
    };
    let open = move || context.open_letter(id);
    view! {
        <g
            id=format!("letter-{id}")
            data-letter=id.to_string()
            data-lost=move || lost.get().to_string()
            class="stage-letter"
            class:selected=move || matches!(context.menu.get(), Some(Open::Letter { id: open, .. }) if open == id)
            transform=place
            tabindex="0"
            role="button"
            aria-haspopup="dialog"
            aria-label=move || (words.get().letter_label)(&letter.get())
            on:click=move |_| open()
            on:keydown=move |event| {
                if act::is_press(&event) {
                    event.prevent_default();
                    open();
                }
            }
        >
            <circle class="stage-reach" r=move || reach(context)/>
            <circle class="stage-spot" r=move || 37.0 * scale.get()/>
            {body}
        </g>
    }
    .into_any()
}

/// The radius that is 22 pixels on the screen, so a finger finds the letter at any scale.
fn reach(context: StageContext) -> f64 {
    let view = context.map.get().view_box();
    context.size.get().map_or(22.0, |(width, height)| 22.0 / view.fit(width, height).scale)
}
