//! What pictures and sentences are made of is what really happened: where letters get lost, who was counted
//! when, why votes are refused, what is a piece.

mod common;

use std::collections::BTreeMap;

use common::{SECOND_US, act, advance_until, elect, get, leader, member, put, session, session_with};
use quorum::cluster::{Content, Frame, MessageFrame, MessageKind, TraceEvent, VoteRefused};
use quorum::narration::{Narrator, NoBecause, Note, What};
use quorum::scene::curve::Point;
use quorum::scene::friends::{Glyph, View, scene};
use quorum::scene::places::{Layout, Map, Village};
use quorum::session::Session;
use serde_json::json;

const VIEW: View =
    View { map: Map { layout: Layout::Wide, village: Village::Small, street: false }, speed: 0.125, still: false };
/// No letter gets this far in a microsecond.
const NEAR: f64 = 0.1;

fn place(frame: &Frame, id: u64) -> Point {
    scene(frame, VIEW).letter(id).expect("it is drawn").at
}

fn message(frame: &Frame, id: u64) -> &MessageFrame {
    frame.messages.iter().find(|message| message.id == id).expect("it is listed")
}

/// The place of a letter just before its end, at it and some time after.
fn around_its_end(session: &mut Session, id: u64, lose: bool) -> [Point; 3] {
    let letter = message(&session.frame(), id).clone();
    let end_us = if lose { session.now_us() } else { letter.due_us };
    if !lose {
        session.advance_to(end_us - 1);
    }
    assert!(!message(&session.frame(), id).lost);
    let before = place(&session.frame(), id);
    match lose {
        true => act(session, json!({"drop_message": {"id": id}})),
        false => session.advance_to(end_us),
    }
    let lost = message(&session.frame(), id).clone();
    assert!(lost.lost && lost.due_us == end_us && lost.planned_us == letter.planned_us);
    let at = place(&session.frame(), id);
    session.advance_to(end_us + SECOND_US / 2);
    [before, at, place(&session.frame(), id)]
}

fn sent_now(session: &mut Session) -> u64 {
    let frame = advance_until(session, 10, "a letter", |frame| {
        frame.messages.iter().any(|message| message.sent_us == frame.t_us && message.from.member().is_some())
    });
    frame.messages.iter().find(|message| message.sent_us == frame.t_us).unwrap().id
}

#[test]
fn a_letter_lies_where_it_was_lost() {
    for seed in 0..6 {
        let mut session = session(seed);
        elect(&mut session);
        for part in [5, 50, 95] {
            let id = sent_now(&mut session);
            let letter = message(&session.frame(), id).clone();
            session.advance_to(letter.sent_us + (letter.planned_us - letter.sent_us) * part / 100);
            let [before, at, later] = around_its_end(&mut session, id, true);
            assert_eq!((at, later), (before, before), "seed {seed}, {part}% of the way");
        }
        act(&mut session, json!({"set_network": {"loss_ppm": 1_000_000}}));
        let id = sent_now(&mut session);
        let letter = message(&session.frame(), id).clone();
        assert!(letter.due_us < letter.planned_us);
        let [before, at, later] = around_its_end(&mut session, id, false);
        assert!((at - before).length() < NEAR, "seed {seed}");
        assert_eq!(at, later);
    }
}

#[test]
fn a_letter_that_found_nobody_lies_at_the_door() {
    let mut session = session(7);
    let id = elect(&mut session);
    let away = id % 5 + 1;
    act(&mut session, json!({"crash": {"member": away}}));
    let frame = advance_until(&mut session, 10, "a letter for who is away", |frame| {
        frame.messages.iter().any(|message| message.lost && message.to.member() == Some(away))
    });
    let lost = frame.messages.iter().find(|message| message.lost && message.to.member() == Some(away)).unwrap();
    let letter = scene(&frame, VIEW).letter(lost.id).cloned().unwrap();
    assert!((letter.at - letter.end).length() < NEAR);
}

/// As an observer of every moment would have counted.
#[test]
fn acknowledgements_are_listed_as_the_leader_learnt_of_them() {
    let mut counted = 0;
    for seed in 0..4 {
        let mut session = session(seed);
        // By leader, round and line: who was seen to have it, in that order.
        let mut seen: BTreeMap<(u64, u64, u64), Vec<u64>> = BTreeMap::new();
        let mut frames = Vec::new();
        while session.now_us() < 30 * SECOND_US {
            let frame = session.frame();
            if let Some(leading) = leader(&frame) {
                for index in leading.commit.unwrap_or(0)..=leading.log.last.unwrap() {
                    let known = seen.entry((leading.id, leading.term, index)).or_default();
                    let peers = leading.peers.as_ref().unwrap();
                    let has = |id: &&u64| peers[*id].matched >= Some(index) && !known.contains(id);
                    let new: Vec<u64> = peers.keys().filter(has).copied().collect();
                    known.extend(new);
                }
                let index = leading.commit.map_or(0, |commit| commit + 1).min(leading.log.last.unwrap());
                let expected = &seen[&(leading.id, leading.term, index)];
                assert_eq!(&leading.acked, expected, "seed {seed}, {} us, line {index}", frame.t_us);
                counted += usize::from(!expected.is_sorted());
                frames.push((frame.t_us, leading.acked.clone()));
            }
            if !session.step_forward() {
                break;
            }
        }
        let (t_us, acked) = frames[frames.len() / 2].clone();
        session.seek(t_us);
        assert_eq!(leader(&session.frame()).unwrap().acked, acked, "the past looks as it looked then");
    }
    assert!(counted > 10, "{counted}");
}

/// What is told of refusals from now until somebody says no, with the answer it was read from.
#[track_caller]
fn refusal(session: &mut Session, candidate: u64) -> Vec<(VoteRefused, NoBecause)> {
    let mut narrator = Narrator::new(5);
    for line in session.take_news().lines {
        narrator.observe(&line);
    }
    act(session, json!({"campaign": {"member": candidate}}));
    session.advance_to(session.now_us() + SECOND_US / 2);
    let mut told = Vec::new();
    for line in session.take_news().lines {
        let before = narrator.lines().last().map(|line| line.serial);
        narrator.observe(&line);
        let TraceEvent::Send { content, kind: MessageKind::VoteResponse, .. } = &line.event else { continue };
        let Content::Vote { refused: Some(refused), .. } = &**content else { continue };
        let line = narrator.lines().last().filter(|line| Some(line.serial) != before).unwrap();
        let What::VoteNo { because, .. } = &line.what else { panic!("{line:?}") };
        told.push(((**refused).clone(), *because));
    }
    told
}

#[test]
fn a_vote_is_refused_for_openrafts_own_reasons() {
    for seed in 0..6 {
        let mut session = session_with(seed, |world| world.search = false);
        let id = elect(&mut session);
        put(&mut session, "before");
        let behind = id % 5 + 1;
        act(&mut session, json!({"cut": {"from": id, "to": behind}}));
        put(&mut session, "without");
        // It lacks a line, and those who have it trust the leader: that is what they look at first.
        let told = refusal(&mut session, behind);
        assert!(told.len() >= 3, "seed {seed}: {told:?}");
        for (refused, because) in &told {
            assert!(refused.committed && refused.leased && refused.node == id, "seed {seed}: {refused:?}");
            assert!(refused.last > refused.asked_last);
            assert_eq!(*because, NoBecause::Lease { leader: id }, "seed {seed}");
        }
    }
    for seed in 0..6 {
        let mut session = session_with(seed, |world| {
            world.search = false;
            // Nobody runs by itself for a while after the lease.
            world.timing.election_us = [1_900_000, 2_000_000];
        });
        let id = elect(&mut session);
        put(&mut session, "before");
        let behind = id % 5 + 1;
        act(&mut session, json!({"cut": {"from": id, "to": behind}}));
        put(&mut session, "without");
        act(&mut session, json!({"crash": {"member": id}}));
        advance_until(&mut session, 10, "no lease holds", |frame| {
            let up = || frame.members.iter().filter(|member| member.up);
            up().all(|member| member.election.lease_until_us.is_some_and(|until_us| until_us <= frame.t_us))
        });
        let told = refusal(&mut session, behind);
        assert!(!told.is_empty(), "seed {seed}");
        for (refused, because) in &told {
            assert!(refused.last > refused.asked_last && !refused.leased, "seed {seed}: {refused:?}");
            assert_eq!(*because, NoBecause::LogAhead, "seed {seed}");
        }
        assert!(told.iter().any(|(refused, _)| refused.committed), "a vote for who is away stays: {told:?}");
    }
}

#[test]
fn what_is_read_or_deleted_is_no_piece() {
    let mut session = session_with(7, |world| world.search = false);
    let id = elect(&mut session);
    assert!(put(&mut session, "/puzzle/r1c1"));
    let letter = |session: &Session| {
        let frame = session.frame();
        let scene = scene(&frame, VIEW);
        let request = frame.messages.iter().find(|message| message.kind == MessageKind::ClientRequest).unwrap();
        let Content::Request { key, .. } = &*request.content else { panic!("{request:?}") };
        (key.as_deref().map(str::to_owned), scene.letter(request.id).unwrap().glyph)
    };
    act(&mut session, json!({"etcdctl": {"line": "get /puzzle/r1c1"}}));
    assert_eq!(letter(&session), (None, Glyph::Request));
    session.advance_to(session.now_us() + 2 * SECOND_US);
    act(&mut session, json!({"etcdctl": {"line": "put /puzzle/r1c2 x"}}));
    assert_eq!(letter(&session), (Some("/puzzle/r1c2".to_owned()), Glyph::Suggestion));
    session.advance_to(session.now_us() + 2 * SECOND_US);
    act(&mut session, json!({"etcdctl": {"line": "del /puzzle/r1c1"}}));
    assert_eq!(letter(&session), (None, Glyph::Request));
    let mut entries = 0;
    while entries == 0 || session.is_busy() {
        let frame = session.frame();
        for home in &scene(&frame, VIEW).homes {
            let deletion = member(&frame, home.id).log.entries.iter().rfind(|entry| entry.label.starts_with("del"));
            entries += usize::from(deletion.is_some_and(|entry| entry.key.is_none()));
            assert!(home.board.as_ref().unwrap().noted.is_empty(), "{}", home.id);
        }
        session.step_forward();
    }
    assert_eq!(member(&session.frame(), id).log.entries.last().unwrap().key, None);
    assert_eq!(get(&mut session, "/puzzle/r1c1"), None);
}

#[test]
fn the_next_picture_is_recognised() {
    let mut session = session(7);
    let mut narrator = Narrator::new(5);
    let next = loop {
        session.advance_to(session.now_us() + SECOND_US);
        for line in session.take_news().lines {
            narrator.observe(&line);
        }
        let is_next = |what: &What| matches!(what, What::NewPicture { .. });
        if let Some(line) = narrator.lines().iter().find(|line| is_next(&line.what)) {
            break line.what.clone();
        }
        assert!(session.now_us() < 200 * SECOND_US, "no picture was completed");
    };
    assert_eq!(next, What::NewPicture { picture: 2 });
    assert_eq!(session.frame().puzzle.picture, 2);
    let of_picture = |line: &&quorum::narration::Line| matches!(&line.what, What::Noted { notes, .. } if *notes == [Note::NextPicture]);
    assert!(narrator.lines().iter().find(of_picture).is_some());
}
