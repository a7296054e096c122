//! A board: fitted pieces as one clip of the picture, noted ones half seen with a dashed outline.

use crate::cluster::MemberId;
use crate::paint::markup::N;
use crate::scene::friends::{Board, PICTURE};

/// Drawn in the picture's own units, 400 × 300. Without a board only its frame.
pub fn board(id: MemberId, board: Option<&Board>) -> String {
    let frame = r#"<rect x="-11" y="-11" width="422" height="322" rx="14" fill="var(--wood-d)"/><rect width="400" height="300" fill="var(--board)"/>"#;
    let Some(board) = board else { return frame.to_owned() };
    let placed = PICTURE.union(&board.placed);
    let noted = PICTURE.union(&board.noted);
    format!(
        r##"{frame}<use href="#puzzle-cuts" fill="none" stroke="var(--board-line)" stroke-width="4"/>
<clipPath id="board-{id}-placed"><path d="{placed}"/></clipPath>
<g clip-path="url(#board-{id}-placed)"><use href="#puzzle-picture" width="400" height="300"/><use href="#puzzle-cuts" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="4"/></g>
<clipPath id="board-{id}-noted"><path d="{noted}"/></clipPath>
<g clip-path="url(#board-{id}-noted)" opacity=".5"><use href="#puzzle-picture" width="400" height="300"/></g>
<path d="{noted}" fill="none" stroke="var(--board-ink)" stroke-width="7" stroke-dasharray="15 11"/>"##
    )
}

/// One piece by itself, upright in a box of `size` with its corner at (0, 0). `name` distinguishes this
/// drawing's clip from all others in the document.
pub fn piece(name: &str, number: u8, size: f64) -> String {
    let [x, y] = PICTURE.centre(number);
    // A piece with all its knobs fills 1.68 cells.
    let scale = size / 168.0;
    let outline = PICTURE.piece(number);
    let (left, top) = (N(size / 2.0 - x * scale), N(size / 2.0 - y * scale));
    // Finer than other numbers: pieces are small and the picture is large.
    let parts = (scale * 10_000.0).round() as u32;
    format!(
        r##"<g transform="translate({left} {top}) scale(.{parts:04})"><clipPath id="piece-{name}"><path d="{outline}"/></clipPath><g clip-path="url(#piece-{name})"><use href="#puzzle-picture" width="400" height="300"/></g><path d="{outline}" fill="none" stroke="var(--edge)" stroke-width="5"/></g>"##
    )
}
