//! The network and the members fail in every way, and the group goes on.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::*;
use quorum::cluster::{Action, Address, DropReason, MessageKind, Role, TraceEvent};
use serde_json::json;

#[test]
fn a_leader_in_the_minority_is_replaced_and_follows_after_the_heal() {
    for seed in 0..10 {
        let mut session = session(seed);
        let old = elect(&mut session);
        let buddy = old % 5 + 1;
        advance_until(&mut session, 30, "agreement", agrees);
        let term = member(&session.frame(), old).term;
        act(&mut session, json!({"partition": {"groups": [[old, buddy]]}}));
        let others: Vec<u64> = (1..=5).filter(|id| ![old, buddy].contains(id)).collect();
        assert_eq!(session.frame().network.groups, [vec![old, buddy], others.clone()]);
        let parted = advance_until(&mut session, 60, "a leader of the majority", |frame| {
            leader(frame).is_some_and(|leader| others.contains(&leader.id))
        });
        let new = leader(&parted).unwrap();
        assert!(new.term > term, "seed {seed}");
        assert_eq!(member(&parted, old).role, Role::Leader, "nobody told it");
        assert_eq!(member(&parted, old).quorum, Some(false));
        let (id, commit) = (new.id, new.commit);
        advance_until(&mut session, 30, "commits go on", |frame| member(frame, id).commit > commit);
        let parted = session.frame();
        act(&mut session, json!("heal"));
        assert_eq!(session.frame().network.groups, Vec::<Vec<u64>>::new());
        let healed = advance_until(&mut session, 30, "the old one follows", |frame| {
            member(frame, old).role == Role::Follower
                && member(frame, old).leader.is_some_and(|it| others.contains(&it))
        });
        assert!(member(&healed, old).term >= member(&parted, id).term);
        let dropped =
            count(&events(&mut session), |event| matches!(event, TraceEvent::Drop { why: DropReason::Partition, .. }));
        assert!(dropped > 10, "seed {seed}: {dropped}");
    }
}

#[test]
fn everybody_in_one_group_ends_a_partition_and_nothing_else() {
    for whole in [json!([]), json!([[1, 2, 3, 4, 5]])] {
        let mut session = session(7);
        act(&mut session, json!({"cut": {"from": 1, "to": 2}}));
        act(&mut session, json!({"partition": {"groups": [[4, 5]]}}));
        act(&mut session, json!({"partition": {"groups": whole}}));
        let network = session.frame().network;
        assert_eq!((network.groups, network.cuts), (vec![], vec![(1, 2)]));
        elect(&mut session);
    }
}

#[test]
fn clients_reach_members_across_a_partition() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"partition": {"groups": [[1], [2], [3], [4], [5]]}}));
    session.advance_to(session.now_us() + SECOND_US);
    session.take_news();
    act(&mut session, json!({"etcdctl": {"line": "get foo", "endpoint": 2}}));
    session.advance_to(session.now_us() + 6 * SECOND_US);
    let lines = events(&mut session);
    let told = count(&lines, |event| matches!(event, TraceEvent::Deliver { to: Address::Client(_), .. }));
    assert_eq!(told, 1, "it is told that nobody leads");
    assert_eq!(
        count(&lines, |event| matches!(
            event,
            TraceEvent::Deliver { from: Address::Member(_), to: Address::Member(_), .. }
        )),
        0
    );
}

#[test]
fn a_cut_goes_one_way_and_leads_to_an_election() {
    let mut session = session(7);
    let id = elect(&mut session);
    let deaf = id % 5 + 1;
    let term = member(&session.frame(), id).term;
    act(&mut session, json!({"cut": {"from": id, "to": deaf}}));
    assert_eq!(session.frame().network.cuts, [(id, deaf)]);
    session.advance_to(session.now_us() + SECOND_US / 2);
    session.take_news();
    advance_until(&mut session, 30, "a candidacy", |frame| member(frame, deaf).term > term);
    session.advance_to(session.now_us() + SECOND_US / 5);
    let lines = events(&mut session);
    let between = |from, to| (Address::Member(from), Address::Member(to));
    let delivered = |way: (Address, Address)| {
        count(&lines, |event| matches!(event, TraceEvent::Deliver { from, to, .. } if (from, to) == (&way.0, &way.1)))
    };
    assert_eq!(delivered(between(id, deaf)), 0);
    assert!(delivered(between(deaf, id)) > 0, "it can still speak to the leader");
    assert!(count(&lines, |event| matches!(event, TraceEvent::Drop { why: DropReason::Cut, .. })) > 0);
    act(&mut session, json!("heal"));
    advance_until(&mut session, 60, "agreement", agrees);
}

/// No operation is applied twice, and every letter is still one letter.
#[test]
fn copies_of_all_letters_do_no_harm() {
    for seed in 0..5 {
        let mut session = session(seed);
        act(&mut session, json!({"set_network": {"duplicate_ppm": 1_000_000}}));
        assert_eq!(session.frame().network.duplicate_ppm, 1_000_000);
        advance_until(&mut session, 90, "pieces", |frame| frame.puzzle.placed.values().any(|all| all.len() >= 8));
        act(&mut session, json!("suggest_piece"));
        put(&mut session, "foo");
        session.advance_to(session.now_us() + 5 * SECOND_US);
        let lines = events(&mut session);
        let mut places = BTreeMap::new();
        let mut copies = 0;
        for line in &lines {
            match line.event {
                TraceEvent::Apply { op: Some(op), index, .. } => {
                    assert_eq!(*places.entry(op).or_insert(index), index, "seed {seed}: op {op} twice in the log");
                }
                TraceEvent::Send { copy_of: Some(original), id, .. } => {
                    assert!(original < id);
                    copies += 1;
                }
                _ => {}
            }
        }
        let sent = count(&lines, |event| matches!(event, TraceEvent::Send { .. }));
        assert_eq!(2 * copies, sent, "each one letter has one copy");
        assert!(places.len() >= 9);
    }
}

#[test]
fn one_letter_is_copied() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"etcdctl": {"line": "put foo bar"}}));
    let letters = session.frame().messages;
    let request = letters.iter().find(|letter| letter.kind == MessageKind::ClientRequest).unwrap();
    let revision = session.frame().members[0].revision;
    act(&mut session, json!({"duplicate_message": {"id": request.id}}));
    let copy = session.frame().messages.into_iter().find(|letter| letter.copy_of == Some(request.id)).unwrap();
    assert_eq!((copy.kind, &copy.to), (request.kind, &request.to));
    session.take_news();
    session.advance_to(session.now_us() + 2 * SECOND_US);
    let lines = events(&mut session);
    let delivered = |id| count(&lines, |event| matches!(event, TraceEvent::Deliver { id: it, .. } if *it == id));
    assert_eq!((delivered(request.id), delivered(copy.id)), (1, 1));
    let puts: BTreeSet<u64> = lines
        .iter()
        .filter_map(|line| match &line.event {
            TraceEvent::Apply { index, entry, .. } if entry.key.as_deref() == Some("foo") => Some(*index),
            _ => None,
        })
        .collect();
    assert_eq!(puts.len(), 1, "put once");
    assert!(session.frame().members[0].revision > revision);
}

#[test]
fn a_third_of_all_letters_lost_stops_nobody() {
    for seed in 0..5 {
        let mut session = session(seed);
        act(&mut session, json!({"set_network": {"loss_ppm": 300_000}}));
        advance_until(&mut session, 300, "a picture", |frame| frame.puzzle.picture >= 2);
        let lines = events(&mut session);
        let sent = count(&lines, |event| matches!(event, TraceEvent::Send { .. }));
        let lost = count(&lines, |event| matches!(event, TraceEvent::Drop { why: DropReason::Loss, .. }));
        assert!((sent / 4..sent * 2 / 5).contains(&lost), "seed {seed}: {lost} of {sent}");
    }
}

#[test]
fn letters_take_as_long_as_is_asked_for() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"set_network": {"latency_us": [300_000, 300_000]}}));
    session.advance_to(session.now_us() + SECOND_US);
    let now_us = session.now_us();
    session.advance_to(now_us + 2 * SECOND_US);
    let slow = session.frame().messages;
    assert!(!slow.is_empty());
    assert!(
        slow.iter().filter(|letter| letter.sent_us > now_us).all(|letter| letter.due_us - letter.sent_us == 300_000)
    );
}

#[test]
fn heal_ends_every_fault_and_brings_nobody_back() {
    let mut session = session(7);
    elect(&mut session);
    let healthy = session.frame().network;
    for action in [
        json!({"partition": {"groups": [[1], [2, 3]]}}),
        json!({"cut": {"from": 1, "to": 2}}),
        json!({"set_network": {"loss_ppm": 1, "duplicate_ppm": 2, "latency_us": [3, 4]}}),
        json!({"set_member": {"member": 1, "slow_us": 5, "clock_ppm": -6, "flush_us": [7, 8]}}),
        json!({"crash": {"member": 5}}),
    ] {
        act(&mut session, action);
    }
    let faults = session.frame().members[0].faults;
    assert_eq!((faults.slow_us, faults.clock_ppm, faults.flush_us), (5, -6, [7, 8]));
    act(&mut session, json!("heal"));
    let frame = session.frame();
    assert_eq!(frame.network, healthy);
    assert!(frame.members.iter().all(|member| member.faults.is_none()));
    assert!(!member(&frame, 5).up);
    advance_until(&mut session, 60, "agreement", agrees);
}

#[test]
fn a_slow_member_answers_later() {
    let mut session = session(7);
    let id = elect(&mut session);
    let slow = id % 5 + 1;
    act(&mut session, json!({"set_member": {"member": slow, "slow_us": 400_000}}));
    session.advance_to(session.now_us() + SECOND_US);
    session.take_news();
    session.advance_to(session.now_us() + 5 * SECOND_US);
    let mut read = Vec::new();
    let mut answered = Vec::new();
    for line in events(&mut session) {
        match &line.event {
            TraceEvent::Deliver { to, kind: MessageKind::Heartbeat, .. } if *to == Address::Member(slow) => {
                read.push(line.t_us + 400_000);
            }
            TraceEvent::Send { from, kind: MessageKind::HeartbeatResponse, .. } if *from == Address::Member(slow) => {
                answered.push(line.t_us);
            }
            _ => {}
        }
    }
    let all_read = answered.iter().skip(1).all(|at_us| read.contains(at_us));
    assert!(answered.len() > 5 && all_read, "{answered:?} {read:?}");
}

/// Whoever's clock runs fast loses patience first, whoever's runs slow beats its drum slowly.
#[test]
fn clocks_that_run_fast_or_slow() {
    let beats = |ppm: i32| {
        let mut session = session_with(7, |spec| spec.search = false);
        let id = elect(&mut session);
        act(&mut session, json!({"set_member": {"member": id, "clock_ppm": ppm}}));
        session.advance_to(session.now_us() + SECOND_US);
        session.take_news();
        session.advance_to(session.now_us() + 12 * SECOND_US);
        count(
            &events(&mut session),
            |event| matches!(event, TraceEvent::Send { from, kind: MessageKind::Heartbeat, .. } if *from == Address::Member(id)),
        ) / 4
    };
    let (slow, right, fast) = (beats(-400_000), beats(0), beats(400_000));
    assert!((right * 5 / 10..right * 7 / 10).contains(&slow), "{slow} {right}");
    assert!((right * 13 / 10..right * 15 / 10).contains(&fast), "{fast} {right}");
}

/// Without pre-votes an isolated member raises its term with each candidacy; with them it only asks.
#[test]
fn an_isolated_member_with_and_without_pre_votes() {
    let isolated = |pre_vote: bool, at_run_time: bool| {
        let mut session = session_with(7, |spec| spec.pre_vote = pre_vote && !at_run_time);
        let id = elect(&mut session);
        let alone = id % 5 + 1;
        if at_run_time {
            act(&mut session, json!({"set_pre_vote": {"on": pre_vote}}));
            // A restart keeps to it.
            act(&mut session, json!({"crash": {"member": alone}}));
            act(&mut session, json!({"restart": {"member": alone}}));
        }
        advance_until(&mut session, 30, "agreement", agrees);
        let term = member(&session.frame(), id).term;
        act(&mut session, json!({"partition": {"groups": [[alone]]}}));
        session.take_news();
        session.advance_to(session.now_us() + 60 * SECOND_US);
        let lines = events(&mut session);
        let asked = count(&lines, |event| matches!(event, TraceEvent::Send { kind: MessageKind::PreVoteRequest, .. }));
        let rise = member(&session.frame(), alone).term - term;
        act(&mut session, json!("heal"));
        advance_until(&mut session, 60, "agreement", agrees);
        (asked, rise, member(&session.frame(), id).role == Role::Leader)
    };
    let (asked, rise, _) = isolated(false, false);
    assert!(asked == 0 && rise > 10, "{asked} {rise}");
    for at_run_time in [false, true] {
        let (asked, rise, still_leads) = isolated(true, at_run_time);
        assert!(asked > 40 && rise == 0 && still_leads, "{asked} {rise} {still_leads}");
    }
}

#[test]
fn refused_actions_say_why_and_change_nothing() {
    let mut session = session(7);
    let id = elect(&mut session);
    let away = id % 5 + 1;
    act(&mut session, json!({"crash": {"member": away}}));
    act(&mut session, json!({"cut": {"from": 1, "to": 2}}));
    let (hash, file) = (session.trace_hash(), session.export());
    let minute_us = 60_000_001;
    for refused in [
        json!({"partition": {"groups": []}}),
        json!({"partition": {"groups": [[1, 2, 3, 4, 5]]}}),
        json!({"partition": {"groups": [[1], []]}}),
        json!({"partition": {"groups": [[1, 2], [2, 3]]}}),
        json!({"partition": {"groups": [[1, 1], [2, 3]]}}),
        json!({"partition": {"groups": [[1], [6]]}}),
        json!({"cut": {"from": 1, "to": 1}}),
        json!({"cut": {"from": 1, "to": 2}}),
        json!({"cut": {"from": 1, "to": 0}}),
        json!({"set_network": {}}),
        json!({"set_network": {"loss_ppm": 1_000_001}}),
        json!({"set_network": {"duplicate_ppm": 1_000_001}}),
        json!({"set_network": {"latency_us": [2, 1]}}),
        json!({"set_network": {"latency_us": [0, minute_us]}}),
        json!({"duplicate_message": {"id": 0}}),
        json!({"delay_message": {"id": 1, "by_us": minute_us}}),
        json!({"set_member": {"member": 1}}),
        json!({"set_member": {"member": 9, "slow_us": 1}}),
        json!({"set_member": {"member": 1, "slow_us": minute_us}}),
        json!({"set_member": {"member": 1, "clock_ppm": 500_001}}),
        json!({"set_member": {"member": 1, "clock_ppm": i32::MIN}}),
        json!({"set_member": {"member": 1, "flush_us": [2, 1]}}),
        json!({"set_member": {"member": 1, "flush_us": [0, minute_us]}}),
        json!({"transfer_leader": {"to": id}}),
        json!({"transfer_leader": {"to": away}}),
        json!({"transfer_leader": {"to": 8}}),
        json!({"take_snapshot": {"member": away}}),
        json!({"add_member": {"member": 0}}),
        json!({"add_member": {"member": 10}}),
        json!({"add_member": {"member": 1}}),
        json!({"remove_member": {"member": 6}}),
    ] {
        let action: Action = serde_json::from_value(refused.clone()).unwrap();
        let refusal = session.dispatch(action).expect_err(&refused.to_string());
        assert!(!refusal.to_string().is_empty());
        assert_eq!((session.trace_hash(), session.export()), (hash, file.clone()), "{refused}");
    }
}

#[test]
fn a_side_that_nobody_lives_on_any_more_is_none() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"partition": {"groups": [[5], [1, 2, 3, 4]]}}));
    advance_until(&mut session, 60, "a leader of the four", |frame| leader(frame).is_some_and(|leader| leader.id != 5));
    act(&mut session, json!({"remove_member": {"member": 5}}));
    let alone = advance_until(&mut session, 60, "Elis leaves", |frame| member(frame, 5).removed);
    assert_eq!(alone.network.groups, Vec::<Vec<u64>>::new());
    let whole = Action::Partition { groups: vec![vec![1, 2, 3, 4]] };
    assert!(session.dispatch(whole).is_err(), "all who are left are on one side");
    act(&mut session, json!({"add_member": {"member": 5}}));
    advance_until(&mut session, 60, "Elis is back", |frame| {
        !member(frame, 5).removed && member(frame, 5).role == Role::Follower
    });
}
