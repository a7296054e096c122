//! A home: house, friend, board and notebook, in three layers: what changes with every turn of the ring
//! is a layer of its own.

use crate::cluster::{MemberFaults, MemberId};
use crate::i18n::Lang;
use crate::i18n::stage::Words as StageWords;
use crate::paint::board::{board, piece};
use crate::paint::home_small::{compact, mini};
use crate::paint::kit;
use crate::paint::markup::{N, Words, bold_width, marked_svg, when};
use crate::paint::notebook::notebook;
use crate::scene::friends::{Home, Pill, Plate, Ring};
use crate::scene::places::House;

/// Where the face is, how large it and its ring are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FacePlace {
    pub x: f64,
    pub y: f64,
    pub ring_radius: f64,
    pub ring_width: f64,
    disc: f64,
    scale: &'static str,
}

/// The face of each kind of house.
pub fn face_place(house: House) -> FacePlace {
    match house {
        House::Full => FacePlace { x: 51.0, y: 104.0, ring_radius: 36.0, ring_width: 6.0, disc: 31.0, scale: ".9375" },
        House::Compact => FacePlace { x: 32.0, y: 60.0, ring_radius: 20.0, ring_width: 4.0, disc: 18.0, scale: ".547" },
        House::Mini => FacePlace { x: 30.0, y: 51.0, ring_radius: 18.0, ring_width: 4.0, disc: 16.0, scale: ".5" },
    }
}

/// House, name, board, notebook. `left` is what a still picture says instead of turning the ring.
pub fn body(home: &Home, left: Option<String>, words: &StageWords) -> String {
    match home.house {
        House::Full => full(home, left, words),
        House::Compact => compact(home, left, words),
        House::Mini => mini(home, words),
    }
}

/// The friend, or the shut window; around (0, 0).
pub fn face(id: MemberId, house: House, up: bool, leads: Option<bool>) -> String {
    let FacePlace { ring_radius, disc, scale, .. } = face_place(house);
    if !up {
        let (corner, size) = (N(-ring_radius), N(2.0 * ring_radius));
        return format!(r##"<use href="#house-away" x="{corner}" y="{corner}" width="{size}" height="{size}"/>"##);
    }
    let cap = leads.map_or(String::new(), |quorum| {
        let look = if quorum { "" } else { r#" filter="url(#mute)" style="--cap:#B9BFC0""# };
        format!(r##"<use href="#coordinator-cap" width="64" height="64" y="-5"{look}/>"##)
    });
    format!(
        r#"<circle r="{}" fill="{}"/><g transform="scale({scale}) translate(-32 -32)"><g clip-path="url(#disc)"><use href="{}" width="64" height="64"/></g>{cap}</g>"#,
        N(disc),
        kit::friend_colour(id, "soft"),
        kit::avatar(id)
    )
}

/// Whether a friend with this ring wears the cap, and whether a majority follows it.
pub fn leads(ring: &Ring) -> Option<bool> {
    match ring {
        Ring::Leader { quorum } => Some(*quorum),
        _ => None,
    }
}

/// What lies over house and face: the piece that the friend has found, and what is wrong here.
pub fn over(home: &Home) -> String {
    let found = match home.found {
        Some(number) if home.house == House::Full => {
            format!(r#"<g transform="translate(72 116)">{}</g>"#, piece(&format!("found-{}", home.id), number, 34.0))
        }
        _ => String::new(),
    };
    found + &ailments(home)
}

/// One mark for each thing that is wrong, and one for a word that has run out: in a row beside the caption, or down the edge of a small house.
fn ailments(home: &Home) -> String {
    let MemberFaults { slow_us, clock_ppm, flush_us } = home.faults;
    let clock = if clock_ppm > 0 { "#mark-fast" } else { "#mark-late" };
    let marks = [
        (home.is_absent, "#mark-absent"),
        (slow_us > 0, "#mark-slow"),
        (clock_ppm != 0, clock),
        (flush_us[1] > 0, "#mark-save"),
    ];
    let mut painted = String::new();
    for (nth, (_, mark)) in marks.into_iter().filter(|(wrong, _)| *wrong).enumerate() {
        let nth = nth as i32;
        let (x, y, size) = match home.house {
            House::Full => (190 - 26 * nth, 156, 24),
            House::Compact | House::Mini => (-9, 30 + 19 * nth, 18),
        };
        painted += &format!(r##"<use href="{mark}" x="{x}" y="{y}" width="{size}" height="{size}"/>"##);
    }
    painted
}

/// 228 × 218.
fn full(home: &Home, left: Option<String>, words: &StageWords) -> String {
    let id = home.id;
    let caption = left.unwrap_or_else(|| (words.caption)(home.caption));
    let caption = when(home.up, || {
        format!(
            r#"<text x="51" y="160" text-anchor="middle" font-size="14" fill="var(--ink)">{}</text>"#,
            Words(&caption)
        )
    });
    let (mute, faint) = muted(home.up);
    format!(
        r##"<g{mute}><use href="#house" width="228" height="184"/></g>
<use href="{badge}" x="32" y="14" width="28" height="28" style="--badge-edge:#fff"/>
<text x="67" y="34.5" font-size="19" font-weight="700" fill="{on}">{name}</text>{plate}{caption}
<g transform="translate(96 65) scale(.29)"{mute}{faint}>{board}</g>
<g transform="translate(0 184)">{notebook}</g>{pill}"##,
        badge = kit::badge(id),
        on = kit::friend_colour(id, "on"),
        name = Lang::Pt.friend(id),
        plate = home.plate.map_or(String::new(), |sign| plate(sign, id, words)),
        board = board(id, home.board.as_ref()),
        notebook = notebook(&home.notebook, words),
        pill = home.pill.map_or(String::new(), |hint| pill(&hint, home.place.y > 400.0, words)),
    )
}

/// Filter and opacity of what belongs to somebody who is away.
pub(super) fn muted(up: bool) -> (&'static str, &'static str) {
    if up { ("", "") } else { (r#" filter="url(#mute)""#, r#" opacity=".5""#) }
}

/// Fill, ink, stroke and dashes of a sign.
pub(super) fn plate_colours(plate: Plate) -> (&'static str, &'static str, &'static str, &'static str) {
    match plate {
        Plate::Leader => ("var(--role-leader)", "var(--role-leader-on)", "none", "none"),
        Plate::NoMajority => ("var(--role-away)", "var(--role-away-on)", "#fff", "5 3"),
        Plate::Candidate => ("var(--role-candidate)", "var(--role-candidate-on)", "#fff", "none"),
        Plate::Away => ("var(--role-away-on)", "var(--role-away)", "none", "none"),
    }
}

fn plate(plate: Plate, id: MemberId, words: &StageWords) -> String {
    let (fill, ink, stroke, dashes) = plate_colours(plate);
    let text = (words.plate)(plate, id);
    // Long words are set smaller and further to the right, so that they clear the friend's name.
    let (size, room, right) = if bold_width(text, 14.0) > 70.0 { (12.5, 12.0, 212.0) } else { (14.0, 20.0, 200.0) };
    let width = bold_width(text, size) + room;
    let left = right - width;
    format!(
        r#"<g transform="translate({} 16)"><rect width="{}" height="24" rx="12" fill="{fill}" stroke="{stroke}" stroke-width="1.5" stroke-dasharray="{dashes}"/><text x="{}" y="17" text-anchor="middle" font-size="{}" font-weight="700" fill="{ink}">{}</text></g>"#,
        N(left),
        N(width),
        N(width / 2.0),
        N(size),
        Words(text)
    )
}

/// Hangs below the notebook; where the picture ends there, over the roof.
fn pill(pill: &Pill, low: bool, words: &StageWords) -> String {
    let top = if low { -29 } else { 221 };
    let width = if matches!(pill, Pill::Term(_)) { 150 } else { 222 };
    format!(
        r#"<g transform="translate({} {top})"><rect width="{width}" height="28" rx="14" fill="var(--surface)" stroke="var(--pencil)" stroke-width="2" stroke-dasharray="5 3.5"/><text x="{}" y="19" text-anchor="middle" font-size="14" fill="var(--ink)">{}</text></g>"#,
        114 - width / 2,
        width / 2,
        marked_svg(&(words.pill)(pill))
    )
}
