//! Members change by etcdctl: through the member that is asked, the leader and its log, and no other way.

mod common;

use common::*;
use quorum::cluster::{Action, EntryFrame, EntryKind, Frame, MemberFrame, MemberId, Role, member_name};
use quorum::session::Session;
use serde_json::json;

const ADD: &str = "member add fabi --peer-urls=http://fabi:2380";

/// Who belongs to the group, as a member itself lists it.
fn voters(session: &Session, id: MemberId) -> Vec<MemberId> {
    member(&session.frame(), id).voters.clone()
}

/// The configurations in anybody's log, but for the first.
fn changes(frame: &Frame) -> Vec<(MemberId, u64)> {
    let is_change = |entry: &&EntryFrame| entry.kind == EntryKind::Membership && entry.index > 0;
    let of = |member: &MemberFrame| {
        member.log.entries.iter().filter(is_change).map(|entry| (member.id, entry.index)).collect::<Vec<_>>()
    };
    frame.members.iter().flat_map(of).collect()
}

fn has_joined(frame: &Frame, id: MemberId) -> bool {
    frame.members.iter().any(|member| member.id == id && member.up && !member.removed && member.role != Role::Learner)
}

#[test]
fn members_join_and_leave_through_any_member() {
    for seed in 0..5 {
        let (mut session, [leader, second, third, ..]) = well(seed);
        let told = ok(&mut session, second, ADD);
        assert!(told.contains(" added to cluster ") && told.contains("ETCD_NAME=\"fabi\""), "{told}");
        assert!(has_joined(&session.frame(), 6), "seed {seed}: it is told once it is so");
        let gone = number_of(&mut session, third, member_name(second));
        ok(&mut session, third, &format!("member remove {gone}"));
        let frame = advance_until(&mut session, 5, "it is shut down", |frame| member(frame, second).removed);
        assert!(!member(&frame, second).up);
        let own = number_of(&mut session, third, member_name(leader));
        ok(&mut session, third, &format!("member remove {own}"));
        advance_until(&mut session, 10, "the leader is shut down", |frame| member(frame, leader).removed);
        let next = elect(&mut session);
        let left: Vec<MemberId> = (1..=6).filter(|id| ![leader, second].contains(id)).collect();
        assert_eq!(voters(&session, next), left, "seed {seed}");
        ok(&mut session, next, "put k 1");
        assert_eq!(session.frame().violations, []);
    }
}

/// The member that is asked hears of it itself, and has applied it, before it says so.
#[test]
fn who_is_asked_answers_once_it_has_applied_it() {
    for seed in 0..8 {
        let (mut session, [_, second, third, ..]) = well(seed);
        ok(&mut session, second, ADD);
        let has_applied = |session: &Session| {
            let frame = session.frame();
            let is_change = |entry: &&EntryFrame| entry.kind == EntryKind::Membership;
            let member = member(&frame, second);
            let last = member.log.entries.iter().filter(is_change).map(|entry| entry.index).max();
            assert!(member.applied >= last, "seed {seed}: {:?} of {last:?}", member.applied);
        };
        has_applied(&session);
        assert_eq!(voters(&session, second), [1, 2, 3, 4, 5, 6]);
        let gone = number_of(&mut session, second, member_name(third));
        ok(&mut session, second, &format!("member remove {gone}"));
        has_applied(&session);
        assert!(!voters(&session, second).contains(&third));
    }
}

/// Whoever is asked to leave says that it did, before it is shut down.
#[test]
fn who_leaves_can_still_say_so() {
    for seed in 0..8 {
        let (mut session, [leader, second, ..]) = well(seed);
        for id in [second, leader] {
            let own = number_of(&mut session, id, member_name(id));
            let told = ok(&mut session, id, &format!("member remove {own} -w json"));
            assert!(!told.contains(&format!("\"name\":\"{}\"", member_name(id))), "seed {seed}: {told}");
            assert!(!member(&session.frame(), id).removed, "seed {seed}: it has a little time");
            advance_until(&mut session, 10, "it is shut down", |frame| member(frame, id).removed);
        }
        let next = elect(&mut session);
        ok(&mut session, next, "put k 1");
        assert_eq!(session.frame().violations, []);
    }
}

#[test]
fn a_learner_leaves_though_every_voter_is_needed() {
    let (mut session, [leader, second, third, fourth, ..]) = well(7);
    ok(&mut session, second, &format!("{ADD} --learner"));
    session.dispatch(Action::Crash { member: third }).expect("it is at home");
    session.dispatch(Action::Crash { member: fourth }).expect("it is at home");
    wait(&mut session, 6.0);
    let number = number_of(&mut session, leader, "fabi");
    ok(&mut session, second, &format!("member remove {number}"));
}

#[test]
fn a_learner_joins_and_is_promoted() {
    let (mut session, [leader, second, ..]) = well(7);
    let told = ok(&mut session, second, &format!("{ADD} --learner"));
    assert!(told.starts_with("Member "), "{told}");
    wait(&mut session, 2.0);
    assert_eq!(member(&session.frame(), 6).role, Role::Learner);
    let number = number_of(&mut session, leader, "fabi");
    ok(&mut session, second, &format!("member promote {number}"));
    assert!(has_joined(&session.frame(), 6));
    let again = run(&mut session, second, &format!("member promote {number}"));
    assert_eq!(again.stderr, "Error: etcdserver: can only promote a learner member\n");
    let twice = run(&mut session, second, ADD);
    assert_eq!(twice.stderr, "Error: etcdserver: Peer URLs already exists\n");
}

/// Whoever is cut off answers nothing, the leader of before least of all, and nothing comes of it later.
#[test]
fn who_is_cut_off_changes_nothing() {
    for (seed, cut_off_leader) in [(1, true), (2, true), (3, false), (4, false)] {
        let (mut session, [leader, second, third, fourth, fifth]) = well(seed);
        let number = number_of(&mut session, leader, member_name(fifth));
        let (asked, other) = if cut_off_leader { (leader, second) } else { (second, leader) };
        act(&mut session, json!({"partition": {"groups": [[asked, other], [third, fourth, fifth]]}}));
        let silence = "Error: context deadline exceeded\n";
        let unhealthy = "Error: etcdserver: unhealthy cluster\n";
        for (line, said) in [(ADD, unhealthy), (&format!("member remove {number}"), silence), (ADD, unhealthy)] {
            let output = run(&mut session, asked, line);
            assert_eq!((output.exit, output.stderr.as_str()), (1, said), "{line}");
        }
        advance_until(&mut session, 60, "a leader of the majority", |frame| {
            [third, fourth, fifth].iter().any(|id| member(frame, *id).quorum == Some(true))
        });
        // Behind the partition nobody carries it out.
        wait(&mut session, 600.0);
        assert!(changes(&session.frame()).is_empty(), "seed {seed}: {:?}", changes(&session.frame()));
        act(&mut session, json!("heal"));
        advance_until(&mut session, 60, "agreement", agrees);
        wait(&mut session, 30.0);
        let frame = session.frame();
        assert!(frame.members.iter().all(|member| member.up && !member.removed), "seed {seed}");
        assert_eq!((frame.members.len(), changes(&frame), &frame.violations[..]), (5, Vec::new(), &[][..]));
        ok(&mut session, second, ADD);
        assert!(has_joined(&session.frame(), 6), "healed, it works");
    }
}

/// A group that begins anew lists its members anew: who is there, learners too, but nobody who had left.
#[test]
fn a_group_that_begins_anew_has_other_members() {
    let (mut session, [leader, second, third, ..]) = well(7);
    ok(&mut session, leader, &format!("{ADD} --learner"));
    let number = number_of(&mut session, leader, member_name(second));
    ok(&mut session, leader, &format!("member remove {number}"));
    advance_until(&mut session, 5, "it is shut down", |frame| member(frame, second).removed);
    ok(&mut session, leader, "put k 1");
    ok(&mut session, leader, "snapshot save backup.db");
    ok(&mut session, leader, "snapshot restore backup.db");
    // Told of more than the snapshot has, it misses what comes under the same numbers.
    let watch = begin(&mut session, "lia", third, "watch k", "");
    wait(&mut session, 1.0);
    ok(&mut session, leader, "put k 2");
    wait(&mut session, 1.0);
    act(&mut session, json!({"start_from": {"data_dir": "default.etcd"}}));
    assert!(session.frame().members.iter().all(|member| member.id != second));
    let leader = elect(&mut session);
    let left: Vec<MemberId> = (1..=6).filter(|id| *id != second).collect();
    assert_eq!(voters(&session, leader), left);
    advance_until(&mut session, 30, "agreement", agrees);
    wait(&mut session, 5.0);
    for value in ["missed", "told"] {
        ok(&mut session, leader, &format!("put k {value}"));
    }
    wait(&mut session, 2.0);
    assert_eq!(printed(&session, watch), "PUT\nk\n2\nPUT\nk\ntold\n");
    // It may come back.
    ok(&mut session, leader, &format!("member add {0} --peer-urls=http://{0}:2380", member_name(second)));
    assert!(has_joined(&session.frame(), second));
    assert_eq!(session.frame().violations, []);
}

/// A leader that crashes between the two configurations of a change leaves the next one to end it.
#[test]
fn a_joint_configuration_is_left_by_the_next_leader() {
    let mut ended = 0;
    for seed in 0..8 {
        let (mut session, [leader, second, .., fifth]) = well(seed);
        let number = number_of(&mut session, leader, member_name(fifth));
        let op = begin(&mut session, "terminal", second, &format!("member remove {number}"), "");
        // Two commits: of the joint configuration, then of the other.
        advance_until(&mut session, 5, "a joint configuration", |frame| {
            let last = member(frame, leader).log.entries.last().cloned();
            last.is_some_and(|entry| entry.kind == EntryKind::Membership)
                && member(frame, second).log.last == member(frame, leader).log.last
        });
        act(&mut session, json!({"crash": {"member": leader}}));
        let (output, is_done) = session.run_until_done(op, 10 * SECOND_US);
        assert!(is_done);
        elect(&mut session);
        wait(&mut session, 10.0);
        let frame = session.frame();
        let next = leader_of(&frame);
        if output.exit == 0 || !member(&frame, next).voters.contains(&fifth) {
            ended += 1;
            assert!(member(&frame, fifth).removed && !member(&frame, fifth).up, "seed {seed}");
        }
        ok(&mut session, next, "put k 1");
        // A joint configuration that stayed would not let another change begin.
        act(&mut session, json!({"restart": {"member": leader}}));
        advance_until(&mut session, 60, "agreement", agrees);
        wait(&mut session, 6.0);
        ok(&mut session, next, ADD);
        assert_eq!(session.frame().violations, []);
    }
    assert!(ended >= 4, "{ended}");
}

fn leader_of(frame: &Frame) -> MemberId {
    leader(frame).unwrap().id
}
