//! Rings around what a lesson points at on the picture. Things beside it have none.

use crate::cluster::{Address, Frame, MessageKind};
use crate::lessons::{Line, Pointer, leader};
use crate::paint::home::{FacePlace, face_place};
use crate::paint::markup::N;
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::{FriendsScene, Home, Plate};
use crate::scene::places::House;

/// How round the corners of a box are.
const CORNER: f64 = 12.0;

/// A place to look at.
struct Spot {
    place: Rect,
    /// Round like a ring or a letter; else a box.
    round: bool,
    /// What hangs over its upper right corner and is to be read.
    sign: Option<Rect>,
}

/// In the picture's units.
pub fn rings(scene: &FriendsScene, frame: &Frame, pointers: &[Pointer]) -> String {
    let ring = |spot: Spot| {
        let Rect { x, y, w, h } = spot.place;
        let radius = if spot.round { w / 2.0 } else { CORNER };
        let shape = match spot.sign {
            Some(sign) => format!(r#"path d="{}""#, open(spot.place, sign)),
            None => format!(r#"rect x="{}" y="{}" width="{}" height="{}" rx="{}""#, N(x), N(y), N(w), N(h), N(radius)),
        };
        let drawn = |class: &str| {
            let (name, at) = shape.split_once(' ').unwrap_or_default();
            format!(r#"<{name} class="{class}" {at}/>"#)
        };
        drawn("spot-halo") + &drawn("spot-ring")
    };
    spots(scene, frame, pointers).into_iter().map(ring).collect()
}

fn spots(scene: &FriendsScene, frame: &Frame, pointers: &[Pointer]) -> Vec<Spot> {
    let mut found = Vec::new();
    for pointer in pointers {
        let home = |id| scene.home(id);
        let leads = || leader(frame).and_then(|leader| scene.home(leader.id));
        match *pointer {
            Pointer::Home(id) => found.extend(home(id).map(|home| whole(home))),
            Pointer::Ring(id) => found.extend(home(id).map(|home| face(home))),
            Pointer::Cap => found.extend(leads().map(|home| face(home))),
            Pointer::Board(id) => found.extend(home(id).map(|home| part(home, board))),
            Pointer::Notebook(id, line) => found.extend(home(id).map(|home| part(home, |house| notebook(house, line)))),
            Pointer::LeadersNotebook(line) => {
                found.extend(leads().map(|home| part(home, |house| notebook(house, line))));
            }
            Pointer::Letter(kind) => letters(scene, frame, kind, None, &mut found),
            Pointer::LetterTo(kind, from, to) => letters(scene, frame, kind, Some((from, to)), &mut found),
            Pointer::Visitor(_)
            | Pointer::Count
            | Pointer::River
            | Pointer::Transport
            | Pointer::Terminal
            | Pointer::Tree(_)
            | Pointer::Chart(_)
            | Pointer::Words => {}
        }
    }
    found
}

fn letters(scene: &FriendsScene, frame: &Frame, kind: MessageKind, way: Option<(u64, u64)>, found: &mut Vec<Spot>) {
    let fits =
        |from: &Address, to: &Address| way.is_none_or(|(a, b)| (from.member(), to.member()) == (Some(a), Some(b)));
    for message in frame.messages.iter().filter(|message| message.kind == kind && fits(&message.from, &message.to)) {
        if let Some(letter) = scene.letter(message.id) {
            found.push(Spot { round: true, ..boxed(around(letter.at, 34.0 * letter.scale)) });
        }
    }
}

fn boxed(place: Rect) -> Spot {
    Spot { place, round: false, sign: None }
}

/// A home; a small one wears its sign on the edge of its roof.
fn whole(home: &Home) -> Spot {
    let width = match home.plate {
        Some(Plate::NoMajority) => 88.0,
        Some(Plate::Leader | Plate::Candidate) => 74.0,
        Some(Plate::Away) | None => 0.0,
    };
    let sign = Rect::new(118.0 - width, -11.0, width, 17.0);
    let has_sign = home.house == House::Compact && width > 0.0;
    Spot { sign: has_sign.then(|| part(home, |_| sign).place), ..boxed(grown(home.place, 4.0)) }
}

/// Around a box, but for the corner where the sign hangs.
fn open(Rect { x, y, w, h }: Rect, sign: Rect) -> String {
    let [begin, low] = [sign.y + sign.h + 3.0, y + h - CORNER].map(N);
    let [right, left, inner, upper, end] = [x + w, x + CORNER, CORNER, y + CORNER, sign.x - 3.0].map(N);
    format!(
        "M{right} {begin}V{low}a{inner} {inner} 0 0 1 -{inner} {inner}H{left}a{inner} {inner} 0 0 1 -{inner} -{inner}V{upper}a{inner} {inner} 0 0 1 {inner} -{inner}H{end}"
    )
}

fn grown(rect: Rect, by: f64) -> Rect {
    Rect::new(rect.x - by, rect.y - by, rect.w + 2.0 * by, rect.h + 2.0 * by)
}

fn around(at: Point, radius: f64) -> Rect {
    Rect::new(at.x - radius, at.y - radius, 2.0 * radius, 2.0 * radius)
}

/// A part of a house, given in the house's own units.
fn part(home: &Home, at: impl Fn(House) -> Rect) -> Spot {
    let (place, scale) = (at(home.house), home.scale);
    boxed(Rect::new(home.place.x + place.x * scale, home.place.y + place.y * scale, place.w * scale, place.h * scale))
}

/// Where a home's board is, in the picture's units.
pub(super) fn board_of(home: &Home) -> Rect {
    part(home, board).place
}

fn face(home: &Home) -> Spot {
    let place = |house| {
        let FacePlace { x, y, ring_radius, ring_width, .. } = face_place(house);
        around(Point::new(x, y), ring_radius + ring_width / 2.0 + 6.0)
    };
    Spot { round: true, ..part(home, place) }
}

fn board(house: House) -> Rect {
    match house {
        House::Full => Rect::new(89.0, 58.0, 130.0, 101.0),
        House::Compact => Rect::new(52.0, 37.0, 60.0, 48.0),
        // It has none.
        House::Mini => Rect::new(0.0, 0.0, 92.0, 76.0),
    }
}

fn notebook(house: House, line: Line) -> Rect {
    match (house, line) {
        (House::Full, _) => Rect::new(-2.0, 180.0, 232.0, 42.0),
        (House::Compact, _) => Rect::new(8.0, 78.0, 104.0, 28.0),
        (House::Mini, _) => Rect::new(50.0, 24.0, 38.0, 52.0),
    }
}
