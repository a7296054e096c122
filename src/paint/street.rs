//! People on the pavement, the locked gate, and the photo that a new group begins with.

use crate::i18n::StreetWords;
use crate::paint::board::board;
use crate::paint::markup::{N, Words, bold_width, when};
use crate::scene::curve::Rect;
use crate::scene::friends::{Hears, Look, Person, Photo, Street};

/// How wide a letter of the fixed font is, in its size.
const MONO_EM: f64 = 0.602;

/// Sizes of what is written on a card.
struct Type {
    size: f64,
    key: f64,
    /// Where the first line stands, and how far the next ones are from it.
    first: f64,
    pitch: f64,
    margin: f64,
}

fn type_of(card: Rect) -> Type {
    if card.w > 120.0 {
        Type { size: 16.0, key: 15.5, first: 18.0, pitch: 19.0, margin: 11.0 }
    } else {
        Type { size: 13.0, key: 12.0, first: 14.0, pitch: 15.0, margin: 5.0 }
    }
}

/// Below the homes: dotted lines to whom they listen, and the photo's to everybody.
pub fn lines(street: &Street) -> String {
    let to_home = street.people.iter().filter(|person| !person.line.is_empty()).map(|person| {
        let line = &person.line;
        format!(r#"<path d="{line}" stroke="var(--k-watch)" stroke-width="2.5" stroke-dasharray=".1 7"/>"#)
    });
    let to_all = street.photo.iter().flat_map(|photo| &photo.lines).map(|(line, _)| {
        format!(r#"<path d="{line}" stroke="var(--k-snap)" stroke-width="3" stroke-dasharray=".1 9"/>"#)
    });
    format!(r#"<g fill="none" stroke-linecap="round">{}</g>"#, to_home.chain(to_all).collect::<String>())
}

/// Somebody, and the card beside it.
pub fn person(person: &Person, words: &StreetWords) -> String {
    let Rect { x, y, w, h } = person.place;
    let look = look(person.look);
    let figure = format!(r##"<use href="{look}" x="{}" y="{}" width="{}" height="{}"/>"##, N(x), N(y), N(w), N(h));
    figure + &card(person, words)
}

fn look(look: Look) -> &'static str {
    match look {
        Look::Rosa => "#watcher-rosa",
        Look::Tome => "#watcher-tome",
        Look::Lia => "#watcher-lia",
        Look::You => "#you",
        Look::Intruder => "#intruder",
    }
}

fn card(person: &Person, words: &StreetWords) -> String {
    let at = person.card;
    let Type { size, key, first, pitch, margin } = type_of(at);
    let (stroke, width, dashes) = match person.hears {
        Hears::TurnedAway => ("var(--bad)", 2.0, "5 3"),
        _ if person.is_told => ("var(--k-watch)", 3.0, "none"),
        Hears::Searches => ("var(--line-strong)", 1.5, "4 3"),
        _ => ("var(--line-strong)", 1.5, "none"),
    };
    let (left, room) = (at.x + margin, at.w - 2.0 * margin);
    let row = |nth: f64, attributes: &str, text: &str| {
        format!(r#"<text x="{}" y="{}" {attributes}>{text}</text>"#, N(left), N(at.y + first + nth * pitch))
    };
    let name = name(&(words.name)(&person.client), person.follows.is_some().then_some(words.follows), room, size);
    let plain = format!(r#"font-size="{}" fill="var(--ink)""#, N(size));
    let (second, third) = match &person.follows {
        Some(follows) => {
            let more = if follows.more > 0 { format!(" +{}", follows.more) } else { String::new() };
            let letters = (room / (key * MONO_EM)) as usize - more.chars().count();
            let mono = format!(r#"font-size="{}" fill="var(--ink)" style="font-family:var(--font-mono)""#, N(key));
            (
                row(1.0, &mono, &Words(&(middle_out(&follows.key, letters) + &more)).to_string()),
                (words.hears)(person.hears),
            )
        }
        None => {
            let said = match person.hears {
                Hears::TurnedAway => (words.hears)(person.hears),
                _ => (words.sent)(person.sent),
            };
            let quiet = format!(r#"font-size="{}" fill="var(--ink-2)""#, N(key));
            (row(1.0, &quiet, &Words(&said).to_string()), (words.received)(person.received))
        }
    };
    let told = when(person.is_told, || {
        let size = pitch + 7.0;
        format!(
            r##"<use href="#letter-watch" x="{}" y="{}" width="{}" height="{}" style="--k:var(--k-watch);--on:var(--k-on)"/>"##,
            N(at.x + at.w - size * 1.4 + 6.0),
            N(at.y - size * 0.45),
            N(size * 1.4),
            N(size)
        )
    });
    let ink = if person.hears == Hears::TurnedAway { "var(--bad)" } else { "var(--ink-2)" };
    let quiet = format!(r#"font-size="{}" fill="{ink}""#, N(key));
    format!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="9" fill="var(--surface)" stroke="{stroke}" stroke-width="{}" stroke-dasharray="{dashes}"/>{}{second}{}{told}"#,
        N(at.x),
        N(at.y),
        N(at.w),
        N(at.h),
        N(width),
        row(0.0, &plain, &name),
        row(2.0, &quiet, &Words(&third).to_string()),
    )
}

/// The name, with a verb behind it where there is room.
fn name(name: &str, verb: Option<&str>, room: f64, size: f64) -> String {
    let mut short = name.to_owned();
    while bold_width(&short, size) > room {
        short = format!(
            "{}…",
            &short.trim_end_matches('…').chars().rev().skip(1).collect::<Vec<_>>().iter().rev().collect::<String>()
        );
    }
    let bold = format!(r#"<tspan font-weight="700">{}</tspan>"#, Words(&short));
    match verb {
        Some(verb) if bold_width(&short, size) + bold_width(verb, size) + 5.0 <= room => bold + " " + verb,
        _ => bold,
    }
}

/// `text`, or its beginning and its end.
fn middle_out(text: &str, letters: usize) -> String {
    let all: Vec<char> = text.chars().collect();
    if all.len() <= letters {
        return text.to_owned();
    }
    let start = letters.saturating_sub(1) / 2;
    let end = letters.saturating_sub(1) - start;
    all[..start].iter().chain(&['…']).chain(&all[all.len() - end..]).collect()
}

/// How many more there are.
pub fn crowd(count: usize, at: Rect) -> String {
    let (middle, size) = (N(at.x + at.w / 2.0), N(at.h * 0.66));
    format!(
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="var(--surface)" stroke="var(--line-strong)" stroke-width="1.5"/><text x="{middle}" y="{}" text-anchor="middle" font-size="{size}" font-weight="700" fill="var(--ink)">+{count}</text>"#,
        N(at.x),
        N(at.y),
        N(at.w),
        N(at.h),
        N(at.h / 2.0),
        N(at.y + at.h * 0.74),
    )
}

pub fn gate(at: Rect) -> String {
    format!(r##"<use href="#gate" x="{}" y="{}" width="{}" height="{}"/>"##, N(at.x), N(at.y), N(at.w), N(at.h))
}

/// A polaroid of the board that everybody begins with, and circles where its lines end.
pub fn photo(photo: &Photo, words: &StreetWords) -> String {
    let Rect { x, y, w, .. } = photo.place;
    let ends = photo.lines.iter().map(|(_, end)| {
        format!(
            r#"<circle cx="{}" cy="{}" r="5" fill="var(--surface)" stroke="var(--k-snap)" stroke-width="2.5"/>"#,
            N(end.x),
            N(end.y)
        )
    });
    // The board has 400 units to the frame's 80 of 100.
    let picture = photo.board.as_ref().map_or(String::new(), |fitted| {
        format!(
            r#"<g transform="translate(10 11) scale(.2)"><g transform="translate(0 0)">{}</g></g>"#,
            board(0, Some(fitted))
        )
    });
    format!(
        r##"{}<g transform="translate({} {}) rotate(-3 {middle} {middle}) scale({})"><use href="#photo" width="100" height="112"/>{picture}<text x="50" y="94" text-anchor="middle" font-size="{}" font-weight="700" fill="#14252A">{}</text></g>"##,
        ends.collect::<String>(),
        N(x),
        N(y),
        N(w / 100.0),
        if w > 100.0 { "14" } else { "21" },
        Words(&(words.photo)(photo.revision)),
        middle = N(w / 2.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_keys_keep_both_ends() {
        assert_eq!(middle_out("/puzzle/", 12), "/puzzle/");
        assert_eq!(middle_out("/registry/pods/default/meuapp", 11), "/regi…euapp");
    }

    #[test]
    fn long_names_fit_their_card() {
        let long = name("rosalinda-maria-do-carmo-oliveir", Some("segue"), 90.0, 13.0);
        assert!(long.contains('…') && !long.contains("segue"), "{long}");
        assert!(name("Rosa", Some("segue"), 90.0, 13.0).ends_with("segue"));
    }
}
