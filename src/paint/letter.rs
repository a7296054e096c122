//! Letters and the ways they fly.

use std::sync::Arc;

use crate::i18n::stage::Words as StageWords;
use crate::paint::kit;
use crate::paint::markup::{N, Words, bold_width, when};
use crate::paint::outside::line_colour;
use crate::scene::friends::{Letter, Motion, Party};

/// All ways at once: solid behind the letter, dots before it, a circle where it goes.
pub fn trails(letters: &[Arc<Letter>]) -> String {
    letters.iter().map(|letter| trail(letter)).collect()
}

fn trail(letter: &Letter) -> String {
    let colour = line_colour(&letter.from);
    let (x, y) = (N(letter.end.x), N(letter.end.y));
    let target = match letter.motion {
        Motion::Pulse => String::new(),
        Motion::Flying => {
            format!(r#"<circle cx="{x}" cy="{y}" r="5" fill="var(--surface)" stroke="{colour}" stroke-width="2.5"/>"#)
        }
        Motion::Still => format!(
            r#"<path d="M3 0L-11-7V7z" fill="{colour}" transform="matrix({right} {down} {up} {right} {x} {y})"/>"#,
            right = N(letter.end_way.x),
            down = N(letter.end_way.y),
            up = N(-letter.end_way.y),
        ),
    };
    let faint = if letter.lost { r#" opacity=".45""# } else { "" };
    let width = if letter.motion == Motion::Pulse { 7 } else { 3 };
    let (todo, done) = (&letter.todo, &letter.done);
    format!(
        r#"<g fill="none" stroke="{colour}" stroke-linecap="round"{faint}><path d="{todo}" stroke-width="3" stroke-dasharray=".1 9" stroke-opacity=".9"/><path d="{done}" stroke-width="{width}"/>{target}</g>"#
    )
}

/// The letter itself, around (0, 0). A pulse is only light on its way.
pub fn letter(letter: &Letter, words: &StageWords) -> String {
    if letter.motion == Motion::Pulse {
        return String::new();
    }
    let badge = match letter.from {
        Party::Member(member) => format!(
            r#"<use href="{}" x="15" y="-31" width="24" height="24" style="--badge-edge:var(--surface)"/>"#,
            kit::badge(member)
        ),
        _ => String::new(),
    };
    let tag = letter.tag.as_ref().filter(|_| letter.tagged).map_or(String::new(), |tag| {
        let text = (words.tag)(tag);
        let width = 16.0 + bold_width(&text, 13.0);
        format!(
            r#"<g transform="translate(0 27)"><rect x="{}" y="-10" width="{}" height="20" rx="10" fill="var(--surface)" stroke="var(--line-strong)"/><text y="4.5" text-anchor="middle" font-size="13" font-weight="700" fill="var(--ink)">{}</text></g>"#,
            N(-width / 2.0),
            N(width),
            Words(&text)
        )
    });
    let clock = when(letter.delayed, || {
        let scale = N(letter.scale.max(0.8));
        format!(r##"<use href="#mark-clock" x="-38" y="-2" width="26" height="26" transform="scale({scale})"/>"##)
    });
    let cross = if letter.lost { r##"<use href="#mark-lost" x="-14" y="-14" width="28" height="28"/>"## } else { "" };
    let (glyph, seal) = (kit::glyph(letter.glyph), kit::seal(letter.glyph));
    let behind = when(letter.copy, || {
        format!(r#"<use href="{glyph}" x="-20" y="-26" width="54" height="38.6" style="{seal}" opacity=".55"/>"#)
    });
    let faint = if letter.lost { r#" opacity=".45""# } else { "" };
    format!(
        r#"<g class="stage-letter-body"{faint} transform="scale({})"><ellipse cy="27" rx="19.4" ry="4" fill="var(--ink)" opacity=".16"/><g transform="rotate({})">{behind}<use href="{glyph}" x="-27" y="-19.3" width="54" height="38.6" style="{seal}"/>{badge}</g></g>{tag}{clock}{cross}"#,
        N(letter.scale),
        N(letter.tilt),
    )
}
