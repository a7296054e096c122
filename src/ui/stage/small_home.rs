//! Homes for little room: the last entry in ink and the first in pencil instead of eight cells.

use leptos::prelude::*;

use super::StageContext;
use super::board::BoardView;
use super::home::{Face, HomeSignals};
use super::notebook::CellView;
use crate::scene::friends::Cell;
use crate::ui::kit;

/// 120 × 104.
#[component]
pub fn CompactHome(signals: HomeSignals) -> impl IntoView {
    let StageContext { words, still, .. } = expect_context();
    let HomeSignals { id, home, ring } = signals;
    let up = Memo::new(move |_| home.with(|home| home.up));
    let board = Memo::new(move |_| home.with(|home| home.board.clone()));
    let chips = Memo::new(move |_| home.with(|home| home.chips));
    let caption = Memo::new(move |_| home.with(|home| home.caption));
    let mute = move || if up.get() { "none" } else { "url(#mute)" };
    let noted = move || {
        let [ink, pencil] = chips.get();
        let width = chip_width([ink, pencil]);
        let alone = ink.is_none() || pencil.is_none();
        let chip = move |cell: Cell, x: f64| view! { <CellView cell x=x y=82.0 width=width height=20.0/> };
        let second = if ink.is_some() { 38.0 + width } else { 34.0 };
        let ink = ink.map(|cell| chip(cell, 34.0));
        let pencil = pencil.map(|cell| chip(cell, second));
        // Beside two cells there is no room for a word.
        let word = alone.then(|| {
            let text = move || {
                let number = if still.get() { (words.get().ring_left)(&ring.get()) } else { None };
                // Only the number itself fits.
                let number = number.map(|text| text.split_once(' ').map_or(text.clone(), |(_, rest)| rest.to_owned()));
                number.unwrap_or_else(|| (words.get().caption_short)(caption.get()).to_owned())
            };
            view! { <text x="109" y="97" text-anchor="end" font-size="14" fill="var(--ink)">{text}</text> }
        });
        (ink, pencil, word)
    };
    view! {
        <g filter=mute>
            <use href="#house-compact" width="120" height="108"/>
        </g>
        <use href=kit::badge(id) x="19" y="6" width="21" height="21" style="--badge-edge:#fff"/>
        <text x="46" y="22.5" font-size="16" font-weight="700" fill=kit::friend_colour(id, "on")>
            {crate::i18n::Lang::Pt.friend(id)}
        </text>
        <g transform="translate(32 60)">
            <Face id up=up ring=ring radius=20.0 width=4.0 disc=18.0 scale=0.547/>
        </g>
        <g transform="translate(57 42) scale(.125)" filter=mute opacity=move || if up.get() { 1.0 } else { 0.5 }>
            <BoardView id board/>
        </g>
        <use href="#notebook" x="12" y="82" width="17" height="20"/>
        {noted}
    }
}

/// Wide enough for the figures.
fn chip_width(chips: [Option<Cell>; 2]) -> f64 {
    let long = chips.iter().flatten().any(|cell| cell.index > 999);
    if long { 33.0 } else { 26.0 }
}

/// 92 × 76.
#[component]
pub fn MiniHome(signals: HomeSignals) -> impl IntoView {
    let HomeSignals { id, home, ring } = signals;
    let up = Memo::new(move |_| home.with(|home| home.up));
    let chips = Memo::new(move |_| home.with(|home| home.chips));
    let mute = move || if up.get() { "none" } else { "url(#mute)" };
    let noted = move || {
        let cells: Vec<_> = chips.get().into_iter().flatten().collect();
        let top = if cells.len() == 2 { 28.0 } else { 40.0 };
        let cell = |(nth, &cell): (usize, &_)| {
            view! { <CellView cell x=54.0 y=top + 24.0 * nth as f64 width=28.0 height=20.0/> }
        };
        cells.iter().enumerate().map(cell).collect_view()
    };
    view! {
        <g filter=mute>
            <use href="#house-mini" width="92" height="78"/>
        </g>
        <use href=kit::badge(id) x="14" y="4" width="18" height="18" style="--badge-edge:#fff"/>
        <text x="37" y="18" font-size="14" font-weight="700" fill=kit::friend_colour(id, "on")>
            {crate::i18n::Lang::Pt.friend(id)}
        </text>
        <g transform="translate(30 51)">
            <Face id up=up ring=ring radius=18.0 width=4.0 disc=16.0 scale=0.5/>
        </g>
        {noted}
    }
}
