//! The people on the pavement: whom they listen to, what they follow, and whether they just learnt of something; the
//! gate while it is locked; and the photo that a new group begins with.

use std::sync::Arc;

use crate::cluster::{Door, Frame, MemberId, WatchFrame};
use crate::scene::curve::{Cubic, Point, Rect};
use crate::scene::friends::home::{Board, board};
use crate::scene::friends::lived_in;
use crate::scene::friends::marks::was_denied;
use crate::scene::friends::standing::{Standing, TERMINAL};
use crate::scene::pavement::CROWD;
use crate::scene::places::{End, Layout, Map, Village};

/// How long it shows that somebody was just told something, in virtual time.
const TOLD_SHOWN_US: u64 = 1_000_000;
/// How long the photo that a group begins with is shown.
const PHOTO_SHOWN_US: u64 = 1_500_000;

#[derive(Clone, Debug, PartialEq)]
pub struct Street {
    /// From left to right.
    pub people: Vec<Person>,
    /// Names of those for whom there is no room.
    pub crowd: Vec<Arc<str>>,
    /// Where the locked gate stands; none while it is open.
    pub gate: Option<Rect>,
    pub photo: Option<Photo>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub client: Arc<str>,
    pub look: Look,
    pub place: Rect,
    pub card: Rect,
    /// The first thing that it follows.
    pub follows: Option<Follows>,
    pub hears: Hears,
    /// It was told of something a moment ago.
    pub is_told: bool,
    /// The revision it was told last.
    pub revision: Option<u64>,
    /// Of all that it follows.
    pub events: u64,
    pub sent: u64,
    pub received: u64,
    /// To the home that it is connected to, as path data.
    pub line: String,
}

/// What somebody follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follows {
    /// One key, or the first of a range.
    pub key: String,
    /// All keys that begin like this.
    pub is_prefix: bool,
    /// How many more wishes it has.
    pub more: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    Member(MemberId),
    /// Looks for a member that answers.
    Searches,
    TurnedAway,
    /// Follows nothing.
    Nobody,
}

/// Which drawing stands for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Rosa,
    Tome,
    Lia,
    /// Types in the terminal.
    You,
    /// Nobody knows it, and the door is locked for it.
    Intruder,
}

/// What a new group begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    pub place: Rect,
    /// Dotted lines to all homes: path data and where they end.
    pub lines: Vec<(String, Point)>,
    pub board: Option<Board>,
    pub revision: u64,
}

pub fn street(frame: &Frame, map: Map) -> Street {
    let standing = Standing::of(frame);
    let places = (0..CROWD).zip(&standing.places);
    let people = places.filter_map(|(nth, name)| Some(person(frame, map, nth, name.as_deref()?)));
    Street {
        people: people.collect(),
        crowd: standing.crowd.iter().map(|name| Arc::from(&**name)).collect(),
        gate: (frame.door == Door::Locked).then(|| gate(map)),
        photo: photo(frame, map),
    }
}

fn person(frame: &Frame, map: Map, nth: u8, name: &str) -> Person {
    let seat = map.seat(nth);
    let watches = || frame.watches.iter().filter(|watch| *watch.client == *name);
    let counts = frame.clients.iter().find(|client| *client.name == *name);
    let hears = hears(watches(), was_denied(frame, name));
    let told_us = watches().filter_map(|watch| watch.told_us).max();
    let line = match hears {
        Hears::Member(id) => map.route(End::Street(nth), End::Member(id), 0).path(),
        _ => String::new(),
    };
    Person {
        client: name.into(),
        look: look(name, hears == Hears::TurnedAway),
        place: seat.person,
        card: seat.card,
        follows: watches().next().map(|first| Follows {
            key: first.key.clone(),
            is_prefix: first.range_end.is_some(),
            more: watches().count() - 1,
        }),
        hears,
        is_told: told_us.is_some_and(|at_us| frame.t_us <= at_us + TOLD_SHOWN_US),
        revision: watches().filter_map(|watch| watch.revision).max(),
        events: watches().map(|watch| watch.events).sum(),
        sent: counts.map_or(0, |counts| counts.sent),
        received: counts.map_or(0, |counts| counts.received),
        line,
    }
}

fn hears<'a>(mut watches: impl Iterator<Item = &'a WatchFrame> + Clone, is_denied: bool) -> Hears {
    if is_denied || watches.clone().any(|watch| watch.denied) {
        return Hears::TurnedAway;
    }
    let connected = watches.clone().find(|watch| watch.connected);
    match connected {
        Some(watch) => Hears::Member(watch.member),
        None if watches.next().is_some() => Hears::Searches,
        None => Hears::Nobody,
    }
}

/// By name for those whom the kit knows; anybody else gets one of the same drawings, always the same one.
fn look(name: &str, is_turned_away: bool) -> Look {
    match name {
        "rosa" => Look::Rosa,
        "tome" => Look::Tome,
        "lia" => Look::Lia,
        TERMINAL => Look::You,
        _ if is_turned_away => Look::Intruder,
        _ => [Look::Rosa, Look::Tome, Look::Lia][name.bytes().map(usize::from).sum::<usize>() % 3],
    }
}

/// Beside the visitor, below what it says; where homes are close, below it.
fn gate(map: Map) -> Rect {
    let Rect { x, y, w, h } = map.visitor();
    let (width, height) = (w * 0.9, w * 0.9 * 74.0 / 96.0);
    match (map.village, map.layout) {
        (Village::Big, _) => Rect::new(x, y + h + 2.0, width, height),
        (Village::Small, Layout::Wide) => Rect::new(x + w * 1.12, y + h * 0.82, width, height),
        (Village::Small, Layout::Compact) => Rect::new(x + w * 1.02, y + h - height, width, height),
    }
}

fn photo(frame: &Frame, map: Map) -> Option<Photo> {
    let since_us = frame.t_us.checked_sub(frame.restored_us?)?;
    if since_us > PHOTO_SHOWN_US {
        return None;
    }
    let (w, h) = if map.layout == Layout::Wide { (116.0, 130.0) } else { (62.0, 70.0) };
    let place = Rect::around(map.centre(), w, h);
    let line = |id: MemberId| {
        let home = map.home(id);
        let (from, to) = (place.exit(home.centre()), home.exit(map.centre()));
        (Cubic([from, from.towards(to, 0.3), from.towards(to, 0.7), to]).path(), to)
    };
    let furthest = lived_in(frame).max_by_key(|member| member.revision)?;
    Some(Photo {
        place,
        lines: lived_in(frame).map(|member| line(member.id)).collect(),
        board: board(frame, furthest),
        revision: furthest.revision,
    })
}
