//! A moment of the village as one picture that stays as it is: all that the stage shows, and nothing to press.

use crate::cluster::Frame;
use crate::i18n::Lang;
use crate::paint::home::{self, FacePlace};
use crate::paint::markup::{N, Words};
use crate::paint::{ground, kit, letter, outside, ring, street};
use crate::scene::friends::{self, FriendsScene, Home, Ring, View};
use crate::scene::places::{Layout, Map};

/// The moment of `frame` with small houses; `name` tells those who don't see it, and goes before what there is to see.
/// `stem` is this picture's own in the document.
pub fn still(frame: &Frame, lang: Lang, name: &str, stem: &str) -> String {
    let map = Map { layout: Layout::Compact, village: friends::village(frame), street: friends::has_street(frame) };
    // So slow that whatever flies is a letter.
    let scene = friends::scene(frame, View { map, speed: 0.001, still: false });
    let view = map.view_box();
    let [x, y, w, h] = [view.x, view.y, view.w, view.h].map(N);
    let told = format!("{name} {}", (lang.texts().stage.description)(&scene.summary));
    let painted = apart(&(ground::ground(map, !scene.sides.is_empty()) + &layers(frame, map, &scene, lang)), stem);
    format!(r#"<svg class="still" viewBox="{x} {y} {w} {h}" role="img" aria-label="{}">{painted}</svg>"#, Words(&told))
}

/// In the stage's order.
fn layers(frame: &Frame, map: Map, scene: &FriendsScene, lang: Lang) -> String {
    let (words, street_words) = (lang.texts().stage, &lang.later().street);
    let around = friends::street(frame, map);
    let mut out = ground::shores(&scene.shores, words) + &ground::cut_ways(&scene.cut_ways);
    out += &street::lines(&around);
    out.extend(around.people.iter().map(|person| street::person(person, street_words)));
    if !around.crowd.is_empty() {
        out += &street::crowd(around.crowd.len(), map.crowd());
    }
    out.extend(around.gate.map(street::gate));
    out.extend(scene.visitor.as_ref().map(outside::visitor));
    out.extend(scene.homes.iter().zip(&scene.rings).map(|(home, ring)| house(home, ring, lang)));
    out.extend(scene.landed.iter().map(|mark| outside::landed(mark, 0.8)));
    out.extend(around.photo.as_ref().map(|photo| street::photo(photo, street_words)));
    out += &letter::trails(&scene.letters);
    out.extend(scene.letters.iter().map(|flying| {
        let (x, y) = (N(flying.at.x), N(flying.at.y));
        format!(
            r#"<g data-letter="{}" transform="translate({x} {y})">{}</g>"#,
            flying.id,
            letter::letter(flying, words)
        )
    }));
    out
}

fn house(shown: &Home, turned: &Ring, lang: Lang) -> String {
    let words = lang.texts().stage;
    let away = if shown.up { "" } else { ";--wall:var(--wall-away);--brick:var(--role-away)" };
    let FacePlace { x, y, ring_radius, ring_width, .. } = home::face_place(shown.house);
    format!(
        r#"<g data-home="{}" transform="translate({} {}) scale({})" style="--c:{}{away}">{}<g transform="translate({} {})">{}{}</g>{}</g>"#,
        shown.id,
        N(shown.place.x),
        N(shown.place.y),
        N(shown.scale),
        kit::friend_colour(shown.id, "fill"),
        home::body(shown, None, words),
        N(x),
        N(y),
        ring::ring(turned, ring_radius, ring_width, words),
        home::face(shown.id, shown.house, shown.up, home::leads(turned)),
        home::over(shown),
    )
}

/// The stage is in the same page: what a picture refers to within itself gets names of its own.
pub(super) fn apart(markup: &str, name: &str) -> String {
    let mut out = markup.to_owned();
    for stem in ["board-", "piece-"] {
        for before in ["id=\"", "url(#"] {
            out = out.replace(&format!("{before}{stem}"), &format!("{before}{name}-{stem}"));
        }
    }
    out
}
