//! Homes for little room: the last entry in ink and the first in pencil instead of eight cells.

use crate::i18n::Lang;
use crate::i18n::stage::Words as StageWords;
use crate::paint::board::board;
use crate::paint::home::{muted, plate_colours};
use crate::paint::kit;
use crate::paint::markup::{N, Words, bold_width};
use crate::paint::notebook::{cell, cell_width};
use crate::scene::friends::{Cell, Home, Plate};

/// 120 × 104.
pub fn compact(home: &Home, left: Option<String>, words: &StageWords) -> String {
    let id = home.id;
    let (mute, faint) = muted(home.up);
    format!(
        r##"<g{mute}><use href="#house-compact" width="120" height="108"/></g>
<use href="{badge}" x="19" y="6" width="21" height="21" style="--badge-edge:#fff"/>
<text x="46" y="22.5" font-size="16" font-weight="700" fill="{on}">{name}</text>
<g transform="translate(57 42) scale(.125)"{mute}{faint}>{board}</g>
<use href="#notebook" x="12" y="82" width="17" height="20"/>{noted}{plate}"##,
        badge = kit::badge(id),
        on = kit::friend_colour(id, "on"),
        name = Lang::Pt.friend(id),
        board = board(id, home.board.as_ref()),
        noted = noted(home, left, words),
        plate = home.plate.map_or(String::new(), |sign| plate(sign, home, words)),
    )
}

/// On the edge of the roof, where it covers neither the name nor the board. Who is away has a caption.
fn plate(plate: Plate, home: &Home, words: &StageWords) -> String {
    if plate == Plate::Away {
        return String::new();
    }
    let text = (words.plate)(plate, home.id);
    let (fill, ink, stroke, dashes) = plate_colours(plate);
    let width = bold_width(text, 12.0) + 12.0;
    format!(
        r#"<g transform="translate({} -11)"><rect width="{}" height="17" rx="8.5" fill="{fill}" stroke="{stroke}" stroke-width="1.2" stroke-dasharray="{dashes}"/><text x="{}" y="12.5" text-anchor="middle" font-size="12" font-weight="700" fill="{ink}">{}</text></g>"#,
        N(118.0 - width),
        N(width),
        N(width / 2.0),
        Words(text)
    )
}

fn noted(home: &Home, left: Option<String>, words: &StageWords) -> String {
    let [ink, pencil] = &home.chips;
    let width = chip_width(&home.chips);
    let chip = |entry: &Option<Cell>, x: f64| {
        entry.as_ref().map_or(String::new(), |entry| cell(entry, x, 82.0, cell_width(entry, width), 20.0, words))
    };
    let second = ink.map_or(34.0, |ink| 38.0 + cell_width(&ink, width));
    let chips = chip(ink, 34.0) + &chip(pencil, second);
    // Beside two cells there is no room for a word.
    if ink.is_some() && pencil.is_some() {
        return chips;
    }
    let word = left.unwrap_or_else(|| (words.caption_short)(home.caption).to_owned());
    format!(r#"{chips}<text x="109" y="97" text-anchor="end" font-size="14" fill="var(--ink)">{}</text>"#, Words(&word))
}

/// Wide enough for the figures.
fn chip_width(chips: &[Option<Cell>; 2]) -> f64 {
    let long = chips.iter().flatten().any(|cell| cell.index > 999);
    if long { 33.0 } else { 26.0 }
}

/// 92 × 76.
pub fn mini(home: &Home, words: &StageWords) -> String {
    let id = home.id;
    let (mute, _) = muted(home.up);
    let cells: Vec<&Cell> = home.chips.iter().flatten().collect();
    let top = if cells.len() == 2 { 28.0 } else { 40.0 };
    let mut noted = String::new();
    for (nth, entry) in cells.iter().enumerate() {
        let width = cell_width(entry, 28.0);
        noted += &cell(entry, (89.0 - width).min(54.0), top + 24.0 * nth as f64, width, 20.0, words);
    }
    format!(
        r##"<g{mute}><use href="#house-mini" width="92" height="78"/></g>
<use href="{badge}" x="14" y="4" width="18" height="18" style="--badge-edge:#fff"/>
<text x="37" y="18" font-size="14" font-weight="700" fill="{on}">{name}</text>{noted}"##,
        badge = kit::badge(id),
        on = kit::friend_colour(id, "on"),
        name = Lang::Pt.friend(id),
    )
}
