//! Members join and leave, leaders hand over, snapshots are taken and bring the slow up to date.

mod common;

use std::collections::BTreeSet;

use common::*;
use quorum::cluster::{Action, MemberId, MessageKind, Refusal, Role, TraceEvent, TraceLine};
use quorum::session::Session;
use serde_json::json;

/// Waits until a change of the group is through: another one would not be refused for it.
#[track_caller]
fn settle(session: &mut Session, id: MemberId, removed: bool) {
    advance_until(session, 60, "the change", |frame| {
        let it = member(frame, id);
        it.removed == removed && (removed || [Role::Follower, Role::Leader].contains(&it.role)) && agrees(frame)
    });
    session.advance_to(session.now_us() + SECOND_US);
}

fn configurations(lines: &[TraceLine]) -> Vec<Vec<Vec<MemberId>>> {
    let mut found: Vec<Vec<Vec<MemberId>>> = Vec::new();
    for line in lines {
        if let TraceEvent::Commit { voters: Some(voters), .. } = &line.event
            && found.last() != Some(voters)
        {
            found.push(voters.clone());
        }
    }
    found
}

#[test]
fn three_become_five_become_three() {
    for seed in 0..5 {
        let mut session = session_with(seed, |spec| spec.members = 3);
        elect(&mut session);
        for id in [4, 5] {
            act(&mut session, json!({"add_member": {"member": id}}));
            assert_eq!(member(&session.frame(), id).role, Role::Learner);
            settle(&mut session, id, false);
        }
        let leader = leader(&session.frame()).unwrap().id;
        let (first, second) = (leader % 5 + 1, (leader + 1) % 5 + 1);
        for id in [first, second] {
            act(&mut session, json!({"remove_member": {"member": id}}));
            settle(&mut session, id, true);
            assert!(!member(&session.frame(), id).up);
        }
        let found = configurations(&events(&mut session));
        let all = vec![1, 2, 3, 4, 5];
        let without =
            |gone: &[MemberId]| -> Vec<MemberId> { all.iter().copied().filter(|id| !gone.contains(id)).collect() };
        let expected: Vec<Vec<Vec<MemberId>>> = vec![
            vec![vec![1, 2, 3]],
            vec![vec![1, 2, 3], vec![1, 2, 3, 4]],
            vec![vec![1, 2, 3, 4]],
            vec![vec![1, 2, 3, 4], all.clone()],
            vec![all.clone()],
            vec![all.clone(), without(&[first])],
            vec![without(&[first])],
            vec![without(&[first]), without(&[first, second])],
            vec![without(&[first, second])],
        ];
        assert_eq!(found, expected, "seed {seed}");
        assert!(put(&mut session, "foo"));
    }
}

#[test]
fn a_group_grows_from_one_to_nine() {
    let mut session = session_with(7, |spec| spec.members = 1);
    elect(&mut session);
    for id in 2..=9 {
        act(&mut session, json!({"add_member": {"member": id}}));
        settle(&mut session, id, false);
    }
    let frame = session.frame();
    assert_eq!(leader(&frame).unwrap().peers.as_ref().unwrap().len(), 8);
    // The pieces are dealt to all nine.
    session.take_news();
    session.advance_to(session.now_us() + 120 * SECOND_US);
    let clients: BTreeSet<String> = events(&mut session)
        .into_iter()
        .filter_map(|line| match line.event {
            TraceEvent::Invoke { client, .. } => Some(client.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(clients.len(), 9, "{clients:?}");
    assert!(session.frame().puzzle.picture > 1);
}

#[test]
fn the_leader_leaves() {
    for seed in 0..10 {
        let mut session = session(seed);
        let id = elect(&mut session);
        act(&mut session, json!({"remove_member": {"member": id}}));
        settle(&mut session, id, true);
        let frame = session.frame();
        assert!(leader(&frame).is_some_and(|leader| leader.id != id));
        assert_eq!(member(&frame, id).name, quorum::cluster::member_name(id), "it stays in the frame");
        let shut_us = events(&mut session).into_iter().find_map(|line| {
            matches!(line.event, TraceEvent::Shutdown { member } if member == id).then_some(line.t_us)
        });
        let shut_us = shut_us.expect("it is shut down");
        // Nothing of it is left running: neither letters nor proposals.
        session.take_news();
        session.advance_to(shut_us + 60 * SECOND_US);
        let name = member(&frame, id).name;
        let lives = count(&events(&mut session), |event| match event {
            TraceEvent::Send { from, .. } => from.member() == Some(id),
            TraceEvent::Invoke { client, .. } => &**client == name,
            _ => false,
        });
        assert_eq!(lives, 0, "seed {seed}");
        assert!(session.frame().puzzle.picture > 1, "seed {seed}: its pieces are dealt to others");
        let refused = |action: serde_json::Value, session: &mut Session| {
            session.dispatch(serde_json::from_value(action).unwrap()).unwrap_err()
        };
        assert_eq!(refused(json!({"restart": {"member": id}}), &mut session), Refusal::Removed(id));
        assert_eq!(refused(json!({"remove_member": {"member": id}}), &mut session), Refusal::Removed(id));
    }
}

#[test]
fn whoever_left_may_come_back() {
    let mut session = session_with(7, |spec| spec.keep_log = 2);
    let leader = elect(&mut session);
    let id = leader % 5 + 1;
    act(&mut session, json!({"remove_member": {"member": id}}));
    settle(&mut session, id, true);
    session.advance_to(session.now_us() + 10 * SECOND_US);
    act(&mut session, json!({"take_snapshot": {"member": leader}}));
    session.advance_to(session.now_us() + SECOND_US);
    act(&mut session, json!({"add_member": {"member": id}}));
    assert!(!member(&session.frame(), id).removed);
    settle(&mut session, id, false);
    assert!(member(&session.frame(), id).up);
    assert!(put(&mut session, "foo"));
}

#[test]
fn one_change_at_a_time() {
    let mut session = session_with(7, |spec| spec.members = 3);
    elect(&mut session);
    act(&mut session, json!({"add_member": {"member": 4}}));
    let refused = |session: &mut Session, action| session.dispatch(action).unwrap_err();
    assert_eq!(refused(&mut session, Action::AddMember { member: 5 }), Refusal::ChangeUnderWay(4));
    assert_eq!(refused(&mut session, Action::RemoveMember { member: 1 }), Refusal::ChangeUnderWay(4));
    assert_eq!(refused(&mut session, Action::TransferLeader { to: 4 }), Refusal::NoVoter(4));
    assert_eq!(refused(&mut session, Action::Campaign { member: 4 }), Refusal::NoVoter(4));
    settle(&mut session, 4, false);
    act(&mut session, json!({"remove_member": {"member": 1}}));
    assert_eq!(refused(&mut session, Action::AddMember { member: 1 }), Refusal::ChangeUnderWay(1));
    let mut alone = session_with(7, |spec| spec.members = 1);
    assert_eq!(refused(&mut alone, Action::RemoveMember { member: 1 }), Refusal::LastMember(1));
}

/// Whatever happens to leaders on the way, a change is carried through.
#[test]
fn a_change_survives_its_leaders() {
    for seed in 0..10 {
        let mut session = session_with(seed, |spec| spec.members = 3);
        elect(&mut session);
        act(&mut session, json!({"add_member": {"member": 4}}));
        for _ in 0..2 {
            session.advance_to(session.now_us() + 137_000 * (seed + 1));
            if let Some(id) = leader(&session.frame()).map(|leader| leader.id) {
                act(&mut session, json!({"crash": {"member": id}}));
                session.advance_to(session.now_us() + 2 * SECOND_US);
                act(&mut session, json!({"restart": {"member": id}}));
            }
        }
        settle(&mut session, 4, false);
        assert!(put(&mut session, "foo"), "seed {seed}");
    }
}

#[test]
fn leadership_is_handed_over() {
    for seed in 0..10 {
        let mut session = session(seed);
        let id = elect(&mut session);
        advance_until(&mut session, 30, "agreement", agrees);
        let to = id % 5 + 1;
        let asked_us = session.now_us();
        act(&mut session, json!({"transfer_leader": {"to": to}}));
        let frame =
            advance_until(&mut session, 30, "a new leader", |frame| leader(frame).is_some_and(|it| it.id == to));
        assert!(frame.t_us - asked_us < SECOND_US, "seed {seed}: without waiting for a timeout");
        assert!(put(&mut session, "foo"), "seed {seed}");
    }
}

/// The letter that says so is lost and its receiver leaves: somebody else takes over, and writes go on.
#[test]
fn a_hand_over_that_comes_to_nothing_stops_nobody() {
    let mut session = session(7);
    let id = elect(&mut session);
    let to = id % 5 + 1;
    act(&mut session, json!({"transfer_leader": {"to": to}}));
    act(&mut session, json!({"crash": {"member": to}}));
    let frame = advance_until(&mut session, 30, "a leader that is neither", |frame| {
        leader(frame).is_some_and(|it| ![id, to].contains(&it.id))
    });
    assert!(leader(&frame).is_some());
    assert!(put(&mut session, "foo"));
}

#[test]
fn a_lagging_member_catches_up_by_snapshot() {
    for (seed, flush_us) in [(7, 0), (8, 0), (7, 300_000), (9, 200_000)] {
        let mut session = session_with(seed, |spec| spec.keep_log = 2);
        let id = elect(&mut session);
        let late = id % 5 + 1;
        act(&mut session, json!({"set_member": {"member": late, "flush_us": [0, flush_us]}}));
        act(&mut session, json!({"crash": {"member": late}}));
        session.advance_to(session.now_us() + 15 * SECOND_US);
        act(&mut session, json!({"take_snapshot": {"member": id}}));
        let snapshot = member(&session.frame(), id).snapshot.expect("a snapshot");
        session.take_news();
        // A leader keeps entries as long as a letter with them may be on its way.
        advance_until(&mut session, 10, "two entries are kept behind it", |frame| {
            member(frame, id).log.first == Some(snapshot - 1)
        });
        act(&mut session, json!({"restart": {"member": late}}));
        advance_until(&mut session, 30, "agreement", agrees);
        let lines = events(&mut session);
        let sent = |event: &TraceEvent| matches!(event, TraceEvent::Send { kind: MessageKind::Snapshot, .. });
        assert!(count(&lines, sent) > 0, "seed {seed}");
        let installed = |event: &TraceEvent| matches!(event, TraceEvent::SnapshotInstall { member, index, .. } if (*member, *index) == (late, snapshot));
        assert_eq!(count(&lines, installed), 1, "seed {seed}");
        let purged = |event: &TraceEvent| matches!(event, TraceEvent::LogPurge { member, .. } if *member == late);
        assert_eq!(count(&lines, purged), 1, "seed {seed}");
        let again = Action::TakeSnapshot { member: late };
        if member(&session.frame(), late).applied == Some(snapshot) {
            assert_eq!(session.dispatch(again).unwrap_err(), Refusal::NothingNew(late));
        }
        // It starts again from the snapshot.
        act(&mut session, json!({"crash": {"member": late}}));
        act(&mut session, json!({"restart": {"member": late}}));
        advance_until(&mut session, 30, "agreement", agrees);
        assert_eq!(session.frame().puzzle.placed[&late], session.frame().puzzle.placed[&id]);
    }
}

#[test]
fn a_new_member_of_a_group_with_a_snapshot_gets_it() {
    let mut session = session_with(7, |spec| {
        spec.members = 3;
        spec.keep_log = 0;
    });
    let id = elect(&mut session);
    session.advance_to(session.now_us() + 10 * SECOND_US);
    act(&mut session, json!({"take_snapshot": {"member": id}}));
    session.advance_to(session.now_us() + SECOND_US);
    session.take_news();
    act(&mut session, json!({"add_member": {"member": 9}}));
    settle(&mut session, 9, false);
    let installed = |event: &TraceEvent| matches!(event, TraceEvent::SnapshotInstall { member: 9, .. });
    assert_eq!(count(&events(&mut session), installed), 1);
    // Voters known only from a snapshot are told with commits too.
    act(&mut session, json!({"transfer_leader": {"to": 9}}));
    advance_until(&mut session, 30, "a new leader", |frame| leader(frame).is_some_and(|it| it.id == 9));
    assert!(put(&mut session, "foo"));
    let found = configurations(&events(&mut session));
    assert_eq!(found.last(), Some(&vec![vec![1, 2, 3, 9]]));
}
