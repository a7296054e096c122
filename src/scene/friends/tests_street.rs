//! Who stands on the pavement, and what is to be seen of it.

use super::standing::{Standing, has_street};
use super::test_frames::{FrameBuilder, frame};
use super::*;
use crate::cluster::{Address, ClientFrame, Content, Door, MessageKind, WatchFrame};
use crate::scene::pavement::CROWD;
use crate::scene::places::{End, Layout};

const MAP: Map = Map { layout: Layout::Wide, village: Village::Small, street: true };
const VIEW: View = View { map: MAP, speed: 0.125, still: false };

fn watch(client: &str, member: u64, key: &str) -> WatchFrame {
    let range_end = key.ends_with('/').then(|| format!("{}0", &key[..key.len() - 1]));
    WatchFrame {
        op: 1,
        client: client.into(),
        member,
        connected: true,
        denied: false,
        key: key.to_owned(),
        range_end,
        revision: Some(9),
        events: 0,
        told_us: None,
    }
}

fn asks(name: &str) -> ClientFrame {
    ClientFrame { name: name.into(), sent: 3, received: 2, denied_us: None }
}

fn watched(watches: &[WatchFrame]) -> FrameBuilder {
    let mut frame = frame(5).led_by(2, 1);
    frame.0.watches = watches.to_vec();
    frame
}

fn names(frame: &FrameBuilder) -> Vec<String> {
    street(&frame.0, MAP).people.iter().map(|person| person.client.to_string()).collect()
}

#[test]
fn nobody_needs_a_pavement_for_the_visitor_and_the_terminal() {
    let mut frame = frame(5);
    frame.0.clients = vec![asks("terminal"), asks("visitor")];
    assert!(!has_street(&frame.0));
    frame.0.watches = vec![watch("terminal", 1, "/puzzle/")];
    assert!(has_street(&frame.0), "but whoever watches stands there");
    assert_eq!(street(&frame.0, MAP).people[0].look, Look::You);
}

#[test]
fn everybody_has_the_same_place_whoever_came_first() {
    let mut frame = watched(&[watch("lia", 1, "/registry/"), watch("rosa", 4, "/puzzle/")]);
    assert_eq!(names(&frame), ["rosa", "lia"]);
    let place = |frame: &FrameBuilder, name: &str| Standing::of(&frame.0).end(&Address::Client(name.into()));
    assert_eq!((place(&frame, "rosa"), place(&frame, "lia")), (End::Street(0), End::Street(2)));
    frame.0.clients = vec![asks("apiserver"), asks("rui"), asks("zeca")];
    assert_eq!(names(&frame), ["rosa", "apiserver", "lia"], "who only asks takes what is free");
    assert_eq!(place(&frame, "zeca"), End::Street(CROWD));
    assert_eq!(place(&frame, "visitor"), End::Outside);
    assert_eq!(street(&frame.0, MAP).crowd.len(), 2);
}

#[test]
fn a_watcher_is_tied_to_whom_it_hears() {
    let mut frame = watched(&[watch("rosa", 4, "/puzzle/"), watch("rosa", 4, "/registry/")]);
    let person = street(&frame.0, MAP).people[0].clone();
    assert_eq!(person.hears, Hears::Member(4));
    assert_eq!(person.line, MAP.route(End::Street(0), End::Member(4), 0).path());
    assert_eq!(person.follows, Some(Follows { key: "/puzzle/".into(), is_prefix: true, more: 1 }));
    for watch in &mut frame.0.watches {
        watch.connected = false;
    }
    let person = street(&frame.0, MAP).people[0].clone();
    assert_eq!((person.hears, person.line), (Hears::Searches, String::new()));
}

#[test]
fn news_are_seen_for_a_moment() {
    let mut frame = watched(&[watch("rosa", 4, "/puzzle/")]);
    frame.0.watches[0].told_us = Some(frame.0.t_us - 900_000);
    assert!(street(&frame.0, MAP).people[0].is_told);
    frame.0.watches[0].told_us = Some(frame.0.t_us - 1_100_000);
    assert!(!street(&frame.0, MAP).people[0].is_told);
}

#[test]
fn news_fly_from_the_home_to_the_watcher() {
    let news = Content::WatchEvent { revision: 11, keys: ["/puzzle/r2c3".into()].into() };
    let (from, to) = (Address::Member(4), Address::Client("rosa".into()));
    let frame = watched(&[watch("rosa", 4, "/puzzle/")]).message(from, to, MessageKind::WatchEvent, news, 60_000);
    let letter = scene(&frame.0, VIEW).letters[0].clone();
    assert_eq!((letter.glyph, &letter.tag), (Glyph::News, &Some(Tag::Revision(11))));
    assert_eq!(letter.to, Party::Client("rosa".into()));
    assert_eq!(letter.end, MAP.route(End::Member(4), End::Street(0), letter.id).0[3]);
}

#[test]
fn who_has_no_key_is_turned_away_while_the_door_is_locked() {
    let mut frame = watched(&[watch("quati", 1, "/puzzle/")]);
    (frame.0.watches[0].connected, frame.0.watches[0].denied) = (false, true);
    frame.0.door = Door::Locked;
    let street = street(&frame.0, MAP);
    assert_eq!((street.people[0].hears, street.people[0].look), (Hears::TurnedAway, Look::Intruder));
    assert!(street.gate.is_some());

    frame.0.clients = vec![ClientFrame { denied_us: Some(frame.0.t_us - 1_000_000), ..asks("visitor") }];
    assert!(scene(&frame.0, VIEW).visitor.is_some_and(|visitor| visitor.is_denied));
    frame.0.door = Door::Open;
    assert_eq!(scene(&frame.0, VIEW).visitor, None);
    assert_eq!(super::street(&frame.0, MAP).gate, None);
}

#[test]
fn the_gate_stands_before_no_home() {
    let mut frame = frame(5);
    frame.0.door = Door::Locked;
    for layout in [Layout::Wide, Layout::Compact] {
        for village in [Village::Small, Village::Big] {
            let map = Map { layout, village, street: true };
            let gate = street(&frame.0, map).gate.expect("a locked door");
            assert!(map.seats().all(|id| !map.home(id).intersects(gate)), "{map:?} {gate:?}");
        }
    }
}

#[test]
fn a_new_group_begins_with_a_photo_for_all() {
    let mut frame = frame(5).fitted(3);
    assert_eq!(street(&frame.0, MAP).photo, None);
    frame.0.restored_us = Some(frame.0.t_us - 500_000);
    let photo = street(&frame.0, MAP).photo.expect("a photo");
    assert_eq!((photo.lines.len(), photo.board.map(|board| board.placed.len())), (5, Some(3)));
    frame.0.restored_us = Some(frame.0.t_us - 5_000_000);
    assert_eq!(street(&frame.0, MAP).photo, None);
}

#[test]
fn absence_and_conflict_are_seen_at_home() {
    let mut frame = frame(5).led_by(2, 1).fitted(3).away(4);
    frame.0.puzzle.absent = vec![4];
    frame.0.puzzle.taken = vec![(1, "r2c3")];
    let seen = scene(&frame.0, VIEW);
    assert!(seen.home(4).unwrap().is_absent && !seen.home(1).unwrap().is_absent);
    assert_eq!((seen.home(1).unwrap().caption, seen.home(4).unwrap().caption), (Caption::Taken(7), Caption::Away));
}
