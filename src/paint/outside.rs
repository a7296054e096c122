//! What comes and goes on the square: letters that have just landed, people from outside, bunting.

use crate::paint::board::piece;
use crate::paint::kit;
use crate::paint::markup::N;
use crate::scene::curve::Rect;
use crate::scene::friends::{Landed, Party, Visitor};

/// The colour of what a sender leaves on the stage.
pub fn line_colour(party: &Party) -> String {
    match party {
        Party::Member(id) => kit::friend_colour(*id, "line"),
        _ => "var(--k-suggest)".to_owned(),
    }
}

/// A check at the door of whoever got a letter. `room` is 1 in the wide picture.
pub fn landed(mark: &Landed, room: f64) -> String {
    let colour = line_colour(&mark.from);
    let check = match mark.from {
        Party::Member(id) => kit::friend_colour(id, "text"),
        _ => "var(--k-suggest)".to_owned(),
    };
    let scale = if mark.way.is_empty() { 0.7 * room } else { room };
    format!(
        r#"<g fill="none" stroke-linecap="round" stroke-linejoin="round"><path d="{}" stroke="{colour}" stroke-width="3" opacity=".45"/><g transform="translate({} {}) scale({})"><circle r="10" fill="var(--surface)" stroke="{colour}" stroke-width="2.5"/><path d="M-4.5 0l3.2 3.4L4.8-3.6" stroke="{check}" stroke-width="2.6"/></g></g>"#,
        mark.way,
        N(mark.at.x),
        N(mark.at.y),
        N(scale)
    )
}

/// The person, holding up the piece it brought.
pub fn visitor(visitor: &Visitor) -> String {
    let Rect { x, y, w, .. } = visitor.place;
    let who = if visitor.is_you { "#you" } else { "#visitor" };
    let piece = visitor.piece.map_or(String::new(), |number| {
        format!(r#"<g transform="translate(-16 -1) rotate(-8 18 18)">{}</g>"#, piece("visitor", number, 36.0))
    });
    format!(
        r##"<g transform="translate({} {}) scale({})"><use href="{who}" width="64" height="84"/>{piece}</g>"##,
        N(x),
        N(y),
        N(w / 64.0)
    )
}

const COLOURS: [&str; 5] = ["var(--a-fill)", "var(--b-fill)", "var(--c-fill)", "var(--d-fill)", "var(--e-fill)"];

/// Flags over the village while a picture is complete.
pub fn bunting(view: Rect, size: f64) -> String {
    let mut flags = String::new();
    for nth in 0..15u32 {
        let middle = f64::from(nth) + 0.5;
        // Three strings of five flags.
        let along = middle % 5.0 / 5.0;
        let sag = 10.0 + 64.0 * along * (1.0 - along);
        flags += &format!(
            r#"<path d="M-11 0h22L0 24z" fill="{}" stroke="var(--edge)" stroke-opacity=".4" transform="translate({} {}) scale({})"/>"#,
            COLOURS[nth as usize % 5],
            N(view.x + view.w * middle / 15.0),
            N(view.y + (sag - 8.0) * size),
            N(size)
        );
    }
    flags
}

/// Two screens of confetti, one above the other; scattered, but the same each time.
pub fn confetti(view: Rect, size: f64) -> String {
    let mut bits = String::new();
    for nth in 1..28u32 {
        bits += &format!(
            r#"<path d="M-5-3h10v6H-5z" fill="{}" transform="translate({} {}) rotate({}) scale({})"/>"#,
            COLOURS[nth as usize % 5],
            N(f64::from(nth * 97 % 101) / 101.0 * view.w),
            N(f64::from(nth * 61 % 103) / 103.0 * view.h),
            nth * 47 % 180,
            N(size)
        );
    }
    format!(r#"{bits}<g transform="translate(0 {})">{bits}</g>"#, N(-view.h))
}
