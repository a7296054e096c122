//! Homes for little room: the last entry in ink and the first in pencil instead of eight cells.

use leptos::prelude::*;

use super::StageContext;
use super::board::BoardView;
use super::home::{Face, HomeSignals};
use super::notebook::CellView;
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
        let ink = ink.map(|cell| view! { <CellView cell x=34.0 y=82.0 width=26.0 height=20.0/> });
        let x = if ink.is_some() { 64.0 } else { 34.0 };
        let alone = ink.is_none() != pencil.is_none() || pencil.is_none();
        let pencil = pencil.map(|cell| view! { <CellView cell x=x y=82.0 width=26.0 height=20.0/> });
        // Beside two cells there is no room for a word.
        let word = alone.then(|| {
            let text = move || {
                let number = if still.get() { (words.get().ring_left)(&ring.get()) } else { None };
                // Only the number itself fits.
                let number = number.map(|text| text.split_once(' ').map_or(text.clone(), |(_, rest)| rest.to_owned()));
                number.unwrap_or_else(|| (words.get().caption_short)(caption.get()).to_owned())
            };
            view! { <text x="106" y="97" text-anchor="end" font-size="14" fill="var(--ink)">{text}</text> }
        });
        (ink, pencil, word)
    };
    view! {
        <g filter=mute>
            <use_ href="#house-compact" width="120" height="108"/>
        </g>
        <use_ href=kit::badge(id) x="19" y="6" width="21" height="21" style="--badge-edge:#fff"/>
        <text x="46" y="22.5" font-size="16" font-weight="700" fill=kit::friend_colour(id, "on")>
            {crate::i18n::Lang::Pt.friend(id)}
        </text>
        <g transform="translate(32 60)">
            <Face id up=up ring=ring radius=20.0 width=4.0 disc=18.0 scale=0.547/>
        </g>
        <g transform="translate(57 42) scale(.125)" filter=mute opacity=move || if up.get() { 1.0 } else { 0.5 }>
            <BoardView id board/>
        </g>
        <use_ href="#notebook" x="12" y="82" width="17" height="20"/>
        {noted}
    }
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
            view! { <CellView cell x=55.0 y=top + 24.0 * nth as f64 width=26.0 height=20.0/> }
        };
        cells.iter().enumerate().map(cell).collect_view()
    };
    view! {
        <g filter=mute>
            <use_ href="#house-mini" width="92" height="78"/>
        </g>
        <use_ href=kit::badge(id) x="14" y="4" width="18" height="18" style="--badge-edge:#fff"/>
        <text x="37" y="18" font-size="14" font-weight="700" fill=kit::friend_colour(id, "on")>
            {crate::i18n::Lang::Pt.friend(id)}
        </text>
        <g transform="translate(30 51)">
            <Face id up=up ring=ring radius=18.0 width=4.0 disc=16.0 scale=0.5/>
        </g>
        {noted}
    }
}
