//! A board: fitted pieces as one clip of the picture, noted ones half seen with a dashed outline.

use leptos::prelude::*;

use crate::cluster::MemberId;
use crate::scene::friends::{Board, PICTURE};

/// Drawn in the picture's own units, 400 × 300.
#[component]
pub fn BoardView(id: MemberId, #[prop(into)] board: Signal<Option<Board>>) -> impl IntoView {
    let clip = move |kind: &'static str| format!("board-{id}-{kind}");
    let pieces = move || {
        let board = board.get()?;
        let placed = PICTURE.union(&board.placed);
        let noted = PICTURE.union(&board.noted);
        Some(view! {
            <use href="#puzzle-cuts" fill="none" stroke="var(--board-line)" stroke-width="4"/>
            <clipPath id=clip("placed")>
                <path d=placed/>
            </clipPath>
            <g clip-path=format!("url(#{})", clip("placed"))>
                <use href="#puzzle-picture" width="400" height="300"/>
                <use href="#puzzle-cuts" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="4"/>
            </g>
            <clipPath id=clip("noted")>
                <path d=noted.clone()/>
            </clipPath>
            <g clip-path=format!("url(#{})", clip("noted")) opacity=".5">
                <use href="#puzzle-picture" width="400" height="300"/>
            </g>
            <path d=noted fill="none" stroke="var(--board-ink)" stroke-width="7" stroke-dasharray="15 11"/>
        })
    };
    view! {
        <rect x="-11" y="-11" width="422" height="322" rx="14" fill="var(--wood-d)"/>
        <rect width="400" height="300" fill="var(--board)"/>
        {pieces}
    }
}

/// One piece by itself, upright in a box of `size` with its corner at (0, 0).
#[component]
pub fn PieceView(
    /// Distinguishes this drawing's clip from all others in the document.
    name: &'static str,
    number: u8,
    size: f64,
) -> impl IntoView {
    let [x, y] = PICTURE.centre(number);
    // A piece with all its knobs fills 1.68 cells.
    let scale = size / 168.0;
    let place = format!("translate({} {}) scale({scale})", size / 2.0 - x * scale, size / 2.0 - y * scale);
    let outline = PICTURE.piece(number);
    let clip = format!("piece-{name}");
    view! {
        <g transform=place>
            <clipPath id=clip.clone()>
                <path d=outline.clone()/>
            </clipPath>
            <g clip-path=format!("url(#{clip})")>
                <use href="#puzzle-picture" width="400" height="300"/>
            </g>
            <path d=outline fill="none" stroke="var(--edge)" stroke-width="5"/>
        </g>
    }
}
