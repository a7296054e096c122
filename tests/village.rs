//! What happens in the village, as frames show it.

use std::collections::BTreeSet;

use quorum::cluster::{Action, Frame, MessageKind, Outcome, Role, TraceEvent, WorldSpec};
use quorum::session::Session;

const SECOND_US: u64 = 1_000_000;

fn session(seed: u64) -> Session {
    Session::new(WorldSpec::new(seed)).unwrap()
}

fn leaders(frame: &Frame) -> Vec<u64> {
    frame.members.iter().filter(|member| member.role == Role::Leader).map(|member| member.id).collect()
}

fn advance_until(session: &mut Session, seconds: u64, what: &str, reached: impl Fn(&Frame) -> bool) -> Frame {
    let limit_us = session.now_us() + seconds * SECOND_US;
    loop {
        let frame = session.frame();
        if reached(&frame) {
            return frame;
        }
        assert!(session.now_us() < limit_us, "within {seconds} s: {what}");
        session.step_forward();
    }
}

#[test]
fn one_coordinator_is_elected_and_replaced() {
    for seed in 0..20 {
        let mut session = session(seed);
        let first = advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
        let (id, term) = (leaders(&first)[0], first.members[leaders(&first)[0] as usize - 1].term);
        session.dispatch(Action::Crash { member: id }).unwrap();
        let second = advance_until(&mut session, 60, "another leader", |frame| leaders(frame).len() == 1);
        let leader = &second.members[leaders(&second)[0] as usize - 1];
        assert!(leader.id != id && leader.term > term, "seed {seed}");
    }
}

/// A piece is solid on a board only once a majority has it in its notebooks.
#[test]
fn nothing_is_fitted_before_a_majority_noted_it() {
    for seed in 0..5 {
        let mut session = session(seed);
        let mut fitted = BTreeSet::new();
        while session.now_us() < 30 * SECOND_US {
            session.step_forward();
            let frame = session.frame();
            for member in &frame.members {
                for piece in &frame.puzzle.placed[&member.id] {
                    let key = format!("/puzzle/{piece}");
                    let noted = frame.members.iter().filter(|other| {
                        other.log.entries.iter().any(|entry| entry.key.as_deref() == Some(key.as_str()))
                    });
                    assert!(noted.count() >= 3, "seed {seed}: {piece} at {}", frame.t_us);
                    fitted.insert(*piece);
                }
            }
        }
        assert!(fitted.len() > 6, "seed {seed}: only {} pieces in half a minute", fitted.len());
    }
}

#[test]
fn pictures_are_finished_one_after_the_other() {
    let mut session = session(3);
    advance_until(&mut session, 120, "a full board", |frame| frame.puzzle.placed.values().all(|all| all.len() == 12));
    let next = advance_until(&mut session, 20, "the next picture", |frame| frame.puzzle.picture == 2);
    assert!(next.puzzle.placed.values().any(Vec::is_empty));
    advance_until(&mut session, 120, "the third picture", |frame| frame.puzzle.picture == 3);
}

#[test]
fn a_lost_letter_is_lost_and_its_piece_arrives_all_the_same() {
    let mut session = session(7);
    let carries = |frame: &Frame| {
        let mut appends = frame.messages.iter().filter(|message| message.kind == MessageKind::Append && !message.lost);
        appends.find(|message| matches!(&*message.content, quorum::cluster::Content::Append { keys, .. } if !keys.is_empty())).map(|message| message.id)
    };
    let frame = advance_until(&mut session, 30, "a letter with a piece", |frame| carries(frame).is_some());
    let id = carries(&frame).unwrap();
    let to = frame.messages.iter().find(|message| message.id == id).unwrap().to.member().unwrap();
    let last = frame.members.iter().find(|member| member.role == Role::Leader).unwrap().log.last;
    session.dispatch(Action::DropMessage { id }).unwrap();
    let shown = session.frame();
    assert!(shown.messages.iter().any(|message| message.id == id && message.lost));
    advance_until(&mut session, 10, "the piece", |frame| frame.members[to as usize - 1].applied >= last);
}

#[test]
fn a_delayed_letter_comes_later() {
    let mut session = session(7);
    let frame = advance_until(&mut session, 30, "a letter", |frame| !frame.messages.is_empty());
    let letter = frame.messages[0].clone();
    session.dispatch(Action::DelayMessage { id: letter.id, by_us: 500_000 }).unwrap();
    let delayed = session.frame().messages.iter().find(|message| message.id == letter.id).cloned().unwrap();
    assert_eq!((delayed.due_us, delayed.delayed_us), (letter.due_us + 500_000, 500_000));
    session.take_news();
    session.advance_to(letter.due_us + 500_000);
    let delivered = session.take_news().lines.into_iter().find_map(|line| match line.event {
        TraceEvent::Deliver { id, .. } if id == letter.id => Some(line.t_us),
        _ => None,
    });
    assert_eq!(delivered, Some(letter.due_us + 500_000));
}

#[test]
fn what_was_stored_survives_a_crash_of_everybody() {
    let mut session = session(7);
    session.advance_to(15 * SECOND_US);
    let before = session.frame();
    let known = before.puzzle.placed[&1].len();
    assert!(known > 0);
    for member in 1..=5 {
        session.dispatch(Action::Crash { member }).unwrap();
    }
    session.advance_to(20 * SECOND_US);
    assert!(session.frame().puzzle.placed.values().all(Vec::is_empty), "nobody is there to hold a board");
    for member in 1..=5 {
        session.dispatch(Action::Restart { member }).unwrap();
    }
    let after = advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
    assert!(after.puzzle.placed.values().any(|placed| placed.len() >= known));
}

#[test]
fn a_visitors_piece_gets_into_the_picture() {
    let mut spec = WorldSpec::new(7);
    spec.search = false;
    let mut session = Session::new(spec).unwrap();
    advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
    session.dispatch(Action::SuggestPiece).unwrap();
    assert_eq!(session.frame().puzzle.visitor, Some("r1c1"));
    advance_until(&mut session, 10, "the piece on every board", |frame| {
        frame.puzzle.placed.values().all(|placed| placed == &["r1c1"])
    });
    assert_eq!(session.frame().puzzle.visitor, None);
}

#[test]
fn commands_are_answered_through_any_member() {
    let mut session = session(7);
    advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
    for endpoint in 1..=5 {
        let mut run = |line: String| {
            let call = quorum::cluster::EtcdctlCall {
                line,
                endpoint: Some(endpoint),
                stdin: String::new(),
                client: "terminal".into(),
            };
            let op = session.dispatch(Action::Etcdctl(call)).unwrap().unwrap();
            session.run_until_done(op, 5 * SECOND_US).0
        };
        assert_eq!(run(format!("put foo {endpoint}")).stdout, "OK\n");
        assert_eq!(run("get foo".into()).stdout, format!("foo\n{endpoint}\n"));
        assert_eq!(run("del foo".into()).stdout, "1\n");
        assert_eq!(run("get foo".into()).stdout, "");
        assert_eq!(run("frobnicate".into()).exit, 1);
    }
}

#[test]
fn with_nobody_to_answer_a_command_is_told_so_in_time() {
    let mut session = session(7);
    for member in 1..=5 {
        session.dispatch(Action::Crash { member }).unwrap();
    }
    let call = serde_json::from_str(r#"{"etcdctl":{"line":"put foo bar"}}"#).unwrap();
    let op = session.dispatch(call).unwrap().unwrap();
    let output = session.run_until_done(op, 5 * SECOND_US).0;
    assert_eq!((output.exit, output.stderr.as_str()), (1, "Error: context deadline exceeded\n"));
    let told = session
        .take_news()
        .lines
        .into_iter()
        .any(|line| matches!(line.event, TraceEvent::Return { outcome: Outcome::Unknown, .. }));
    assert!(told);
}

#[test]
fn every_size_of_village_elects_and_assembles() {
    for members in 1..=9 {
        let mut spec = WorldSpec::new(11);
        spec.members = members;
        let mut session = Session::new(spec).unwrap();
        advance_until(&mut session, 60, "a leader", |frame| leaders(frame).len() == 1);
        advance_until(&mut session, 60, "three pieces", |frame| {
            frame.puzzle.placed.values().any(|placed| placed.len() >= 3)
        });
    }
}

#[test]
fn worlds_that_make_no_sense_are_refused() {
    let refused = |change: fn(&mut WorldSpec)| {
        let mut spec = WorldSpec::new(1);
        change(&mut spec);
        assert!(Session::new(spec).is_err());
    };
    refused(|spec| spec.members = 0);
    refused(|spec| spec.members = 10);
    refused(|spec| spec.timing.latency_us = [2, 1]);
    refused(|spec| spec.timing.latency_us = [0, u64::MAX]);
    refused(|spec| spec.timing.heartbeat_us = 0);
    refused(|spec| spec.timing.heartbeat_us = u64::MAX);
    refused(|spec| spec.timing.election_us = [1_500_000, u64::MAX]);
    refused(|spec| spec.timing.election_us = [100_000, 200_000]);
    refused(|spec| spec.timing.election_us = [3_000_000, 3_000_000]);
}

/// Whatever people write below the album's keys, the friends go on and time does too.
#[test]
fn strange_albums_stop_nobody() {
    for members in [1, 5] {
        let mut spec = WorldSpec::new(7);
        spec.members = members;
        let mut session = Session::new(spec).unwrap();
        advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
        for line in ["put /album/2 x", "put /album/x y", "put /puzzle/r1c1 me"] {
            let call = serde_json::from_value(serde_json::json!({"etcdctl": {"line": line}})).unwrap();
            let op = session.dispatch(call).unwrap().unwrap();
            assert_eq!(session.run_until_done(op, 5 * SECOND_US).0.stdout, "OK\n");
        }
        advance_until(&mut session, 240, "the picture after the next", |frame| frame.puzzle.picture == 3);
    }
}

#[test]
fn two_visitors_bring_two_pieces() {
    let mut spec = WorldSpec::new(7);
    spec.search = false;
    let mut session = Session::new(spec).unwrap();
    advance_until(&mut session, 30, "a leader", |frame| leaders(frame).len() == 1);
    session.dispatch(Action::SuggestPiece).unwrap();
    session.dispatch(Action::SuggestPiece).unwrap();
    assert_eq!(session.frame().puzzle.visitor, Some("r1c2"));
    advance_until(&mut session, 10, "both pieces", |frame| {
        frame.puzzle.placed.values().all(|placed| placed == &["r1c1", "r1c2"])
    });
    assert_eq!(session.frame().puzzle.visitor, None);
}
