//! What a lesson's step draws over the village: a computer in a house's place, lines around groups of friends.

use std::sync::Arc;

use crate::i18n::{Lang, Measured, PictureWords};
use crate::lessons::Group;
use crate::paint::kit;
use crate::paint::markup::{N, Words, when};
use crate::paint::spots::board_of;
use crate::scene::around::around;
use crate::scene::computer::Computer;
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::{FriendsScene, Home};

/// How far the lines around two groups lie from the middles of the houses, by their width: apart from each other.
const DISTANCES: [f64; 2] = [0.34, 0.27];

/// In the picture's units, where the house stands.
pub fn computer(home: &Home, computer: &Computer, words: &PictureWords) -> String {
    let Rect { x, y, w, h } = home.place;
    // In a small house there is no room for what is counted.
    let is_small = w < 150.0;
    let (name, size) = if is_small { (16.0, 13.0) } else { (22.0, 17.0) };
    let head = name * 2.0;
    let pitch = (h - head - 8.0) / 3.0;
    let row = |nth: usize, (measured, amount): (&Measured, u64)| {
        let middle = head + 4.0 + pitch * (nth as f64 + 0.5);
        format!(
            r#"<rect x="5" y="{}" width="{}" height="{}" rx="4" fill="var(--surface-3)"/><circle cx="14" cy="{m}" r="3.5" class="over-light"/><g font-size="{}"><text x="23" y="{t}" fill="var(--ink-2)">{}</text><text x="{}" y="{t}" text-anchor="end" font-weight="700" fill="var(--ink)">{}</text></g>"#,
            N(middle - pitch / 2.0 + 2.0),
            N(w - 10.0),
            N(pitch - 4.0),
            N(size),
            measured.label,
            N(w - 10.0),
            Words(&if is_small { amount.to_string() } else { (measured.amount)(amount) }),
            m = N(middle),
            t = N(middle + size * 0.35),
        )
    };
    let measured = [(&words.memory, computer.memory), (&words.disk, computer.disk), (&words.network, computer.network)];
    format!(
        r##"<g class="over-computer" data-computer="{id}" data-up="{up}" transform="translate({} {})"><rect width="{}" height="{}" rx="8" fill="var(--surface)" stroke="var(--line-strong)" stroke-width="2"/><path d="M8 1.500h{}" stroke="{}" stroke-width="5" stroke-linecap="round"/><use href="{}" x="8" y="{}" width="{badge}" height="{badge}"/><text x="{}" y="{}" font-size="{}" font-weight="700" fill="var(--ink)">{}</text>{}</g>"##,
        N(x),
        N(y),
        N(w),
        N(h),
        N(w - 16.0),
        kit::friend_colour(home.id, "fill"),
        kit::badge(home.id),
        N(head / 2.0 - name * 0.6 + 2.0),
        N(16.0 + name * 1.3),
        N(head / 2.0 + name * 0.35 + 2.0),
        N(name),
        Lang::Pt.friend(home.id),
        measured.into_iter().enumerate().map(|(nth, row_of)| row(nth, row_of)).collect::<String>(),
        id = home.id,
        up = computer.up,
        badge = N(name * 1.3),
    )
}

/// A line around each group, apart by colour, dashes and number; who is in both stands out.
pub fn groups(scene: &FriendsScene, groups: [Group; 2]) -> String {
    let homes = |group: Group| scene.homes.iter().filter(move |home| group.has(home.id));
    let both = homes(groups[0].shared(groups[1])).map(|home| {
        let Rect { x, y, w, h } = home.place;
        let [x, y, w, h] = [x - 5.0, y - 5.0, w + 10.0, h + 10.0].map(N);
        format!(r#"<rect class="over-both" data-both="{}" x="{x}" y="{y}" width="{w}" height="{h}" rx="14"/>"#, home.id)
    });
    let line = |nth: usize| {
        let places: Vec<Rect> = homes(groups[nth]).map(|home| home.place).collect();
        let Some(first) = places.first() else { return String::new() };
        let way = around(&places, first.w * DISTANCES[nth]);
        format!(r#"<path class="over-gap" d="{way}"/><path class="over-group" data-nth="{nth}" d="{way}"/>"#)
    };
    let marks_of = |home: &Home| {
        let radius = radius(home);
        let mut marks = String::new();
        for nth in (0..2).filter(|nth| groups[*nth].has(home.id)) {
            let at = Point::new(home.place.x + radius * (1.0 + nth as f64 * 2.3), home.place.y + home.place.h - radius);
            marks += &mark(nth, at, radius);
        }
        marks
    };
    let marks = scene.homes.iter().map(|home| marks_of(home)).collect::<String>();
    let lines = line(0) + &line(1);
    both.collect::<String>() + &lines + &when(!lines.is_empty(), || marks)
}

/// What a distributed system is made of, each part with its number: computers, a network between them, and one goal.
pub fn parts(scene: &FriendsScene) -> String {
    let boxed = |nth: usize, Rect { x, y, w, h }: Rect| {
        let [x, y, w, h] = [x, y, w, h].map(N);
        format!(r#"<rect class="over-part" data-nth="{nth}" x="{x}" y="{y}" width="{w}" height="{h}" rx="10"/>"#)
    };
    // From wall to wall, so that no line crosses the two houses that it joins.
    let way = |from: &Home, to: &Home| [from.place.exit(to.place.centre()), to.place.exit(from.place.centre())];
    let pairs =
        scene.homes.iter().enumerate().flat_map(|(nth, from)| scene.homes[nth + 1..].iter().map(move |to| (from, to)));
    let line = |(from, to): (&Arc<Home>, &Arc<Home>)| {
        let [from, to] = way(from, to);
        format!("M{} {}L{} {}", N(from.x), N(from.y), N(to.x), N(to.y))
    };
    let ways: String = pairs.map(line).collect();
    // Where there is most room between neighbours.
    let between = scene.homes.windows(2).map(|pair| way(&pair[0], &pair[1]));
    let widest = between.max_by(|one, other| (one[1] - one[0]).length().total_cmp(&(other[1] - other[0]).length()));
    let computers = scene.homes.iter().map(|home| {
        let Rect { x, y, .. } = home.place;
        let at = Point::new(x + radius(home) * 0.6, y + radius(home) * 0.6);
        boxed(0, home.place) + &mark(0, at, radius(home))
    });
    let goals = scene.homes.iter().map(|home| {
        let board = board_of(home);
        boxed(2, board) + &mark(2, Point::new(board.x + board.w, board.y + board.h), radius(home))
    });
    let network =
        widest.zip(scene.homes.first()).map(|([from, to], home)| mark(1, from.towards(to, 0.5), radius(home)));
    let shown = computers.chain(goals).collect::<String>();
    format!(r#"<path class="over-part" data-nth="1" d="{ways}"/>{shown}{}"#, network.unwrap_or_default())
}

/// A number of its own picture, for where the part is told.
pub fn number(nth: usize) -> String {
    format!(
        r#"<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>"#,
        mark(nth, Point::new(12.0, 12.0), 11.0)
    )
}

fn radius(home: &Home) -> f64 {
    if home.place.w < 150.0 { 9.0 } else { 13.0 }
}

fn mark(nth: usize, Point { x, y }: Point, radius: f64) -> String {
    format!(
        r#"<g class="over-mark" data-nth="{nth}"><circle cx="{}" cy="{}" r="{}"/><text x="{0}" y="{}" text-anchor="middle" font-size="{}">{}</text></g>"#,
        N(x),
        N(y),
        N(radius),
        N(y + radius * 0.5),
        N(radius * 1.45),
        nth + 1,
    )
}
