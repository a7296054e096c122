//! Members change by etcdctl: through the member that is asked, the leader and its log, and no other way.

mod common;

use common::*;
use quorum::cluster::{Action, EntryFrame, EntryKind, Frame, MemberFrame, MemberId, Role, member_name};
use quorum::scene::friends::{self, View};
use quorum::scene::places::{Layout, Map, Village};
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

/// A member that is added has a vote at once; that it moves in, and hears of that, takes a little longer.
#[track_caller]
fn joins(session: &mut Session, id: MemberId) {
    let leader = elect(session);
    assert!(voters(session, leader).contains(&id));
    advance_until(session, 5, "it has moved in", |frame| {
        frame.members.iter().any(|one| one.id == id && one.up && !one.removed && one.role == Role::Follower)
    });
}

#[test]
fn members_join_and_leave_through_any_member() {
    for seed in 0..5 {
        let (mut session, [leader, second, third, ..]) = well(seed);
        let told = ok(&mut session, second, ADD);
        assert!(told.contains(" added to cluster ") && told.contains("ETCD_NAME=\"fabi\""), "{told}");
        joins(&mut session, 6);
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

/// The leader writes to whoever is added before it has moved in.
#[test]
fn every_moment_of_a_sixth_friends_coming_can_be_shown() {
    for line in [ADD.to_owned(), format!("{ADD} --learner")] {
        let (mut session, [leader, ..]) = well(1);
        begin(&mut session, "terminal", leader, &line, "");
        let is_written_first = std::cell::Cell::new(false);
        advance_until(&mut session, 5, "it has moved in", |frame| {
            let village = friends::village(frame);
            for layout in [Layout::Wide, Layout::Compact] {
                let map = Map { layout, village, street: false };
                friends::scene(frame, View { map, speed: 0.125, still: false });
            }
            let is_there = frame.members.iter().any(|one| one.id == 6);
            is_written_first.set(is_written_first.get() || !is_there && village == Village::Big);
            is_there
        });
        assert!(is_written_first.get(), "{line}");
    }
}

/// The member that is asked has applied the change itself before it says so.
#[test]
fn who_is_asked_answers_once_it_has_applied_it() {
    for seed in 0..8 {
        let (mut session, [leader, second, third, ..]) = well(seed);
        let gone = number_of(&mut session, second, member_name(third));
        for line in [ADD.to_owned(), format!("member remove {gone}")] {
            ok(&mut session, second, &line);
            let frame = session.frame();
            let last = changes(&frame).into_iter().filter(|(id, _)| *id == leader).map(|(_, index)| index).max();
            let applied = member(&frame, second).applied;
            assert!(applied >= last && last.is_some(), "seed {seed}: {line}: {applied:?} of {last:?}");
        }
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
    joins(&mut session, 6);
    let again = run(&mut session, second, &format!("member promote {number}"));
    assert_eq!(again.stderr, "Error: etcdserver: can only promote a learner member\n");
    let twice = run(&mut session, second, ADD);
    assert_eq!(twice.stderr, "Error: etcdserver: Peer URLs already exists\n");
}

/// As in etcd, an address is one member's only, and who joins is known by it; the name is but printed.
#[test]
fn who_is_added_is_known_by_the_address() {
    let (mut session, [leader, second, ..]) = well(7);
    let taken = format!("http://{}:2380", member_name(leader));
    for (name, urls) in [("fabi", &taken), ("fabi", &format!("http://fabi:2380,{taken}")), ("nobody", &taken)] {
        for flag in ["", " --learner"] {
            let output = run(&mut session, second, &format!("member add {name} --peer-urls={urls}{flag}"));
            assert_eq!(output.stderr, "Error: etcdserver: Peer URLs already exists\n", "{name} at {urls}");
        }
    }
    let stranger = run(&mut session, second, "member add nobody --peer-urls=http://nobody:2380");
    assert!(stranger.stderr.ends_with(" can live in this village\n"), "{stranger:?}");
    assert_eq!(voters(&session, leader), [1, 2, 3, 4, 5]);
    let told = ok(&mut session, second, &format!("member add {} --peer-urls=http://gil:2380", member_name(leader)));
    assert!(told.contains(&format!("ETCD_NAME=\"{}\"", member_name(leader))), "{told}");
    joins(&mut session, 7);
    wait(&mut session, 6.0);
    // Another port is another address, and the name says whose.
    let told = ok(&mut session, second, "member add fabi --peer-urls=http://fabi:12380,http://fabi:12379");
    assert!(told.contains("fabi=http://fabi:12379,fabi=http://fabi:12380"), "{told}");
    joins(&mut session, 6);
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
        joins(&mut session, 6);
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
    joins(&mut session, second);
    assert_eq!(session.frame().violations, []);
}

/// A leader that crashes while it takes somebody in leaves no learner behind: there is one voter more, or nobody.
#[test]
fn who_is_added_has_a_vote_or_is_not_there() {
    let (mut added, mut not) = (0, 0);
    for seed in 0..24 {
        let (mut session, [leader, second, ..]) = well(seed);
        let op = begin(&mut session, "terminal", second, ADD, "");
        // From before the change is in a log until after it is committed.
        wait(&mut session, 0.4 + 0.06 * seed as f64);
        act(&mut session, json!({"crash": {"member": leader}}));
        assert!(session.run_until_done(op, 10 * SECOND_US).1);
        elect(&mut session);
        wait(&mut session, 20.0);
        let frame = session.frame();
        let next = leader_of(&frame);
        let new = frame.members.iter().find(|member| member.id == 6);
        match voters(&session, next).contains(&6) {
            true => added += usize::from(new.is_some_and(|member| member.role == Role::Follower && member.up)),
            false => not += usize::from(new.is_none()),
        }
        assert_eq!(added + not, 1 + seed as usize, "seed {seed}: {new:?}");
        act(&mut session, json!({"restart": {"member": leader}}));
        advance_until(&mut session, 60, "agreement", agrees);
        assert_eq!(session.frame().violations, []);
    }
    assert!(added > 5 && not > 5, "{added} added, {not} not");
}

/// Of a group of one the second member is needed for its own coming, so it is there in time, though the first one
/// crashes in between, and though its disk is slow.
#[test]
fn the_first_member_takes_in_the_second() {
    let (mut added, mut not) = (0, 0);
    for seed in 0..24 {
        let mut session = session_with(seed, |spec| (spec.members, spec.puzzle) = (1, false));
        elect(&mut session);
        wait(&mut session, 10.0);
        if seed % 3 == 0 {
            act(&mut session, json!({"set_member": {"member": 1, "flush_us": [300_000, 900_000]}}));
        }
        let op = begin(&mut session, "terminal", 1, "member add beto --peer-urls=http://beto:2380", "");
        wait(&mut session, 0.05 + 0.04 * seed as f64);
        act(&mut session, json!({"crash": {"member": 1}}));
        assert!(session.run_until_done(op, 10 * SECOND_US).1);
        act(&mut session, json!({"restart": {"member": 1}}));
        let leader = elect(&mut session);
        wait(&mut session, 20.0);
        let frame = session.frame();
        match voters(&session, leader_of(&frame)).contains(&2) {
            true => added += usize::from(member(&frame, 2).role != Role::Learner && member(&frame, 2).up),
            false => not += usize::from(frame.members.len() == 1),
        }
        assert_eq!(added + not, 1 + seed as usize, "seed {seed}");
        ok(&mut session, leader, "put k 1");
        advance_until(&mut session, 60, "agreement", agrees);
        assert_eq!(session.frame().violations, []);
    }
    assert!(added > 5 && not > 2, "{added} added, {not} not");
}

/// Nothing else may be done to the group meanwhile that would count its members wrongly.
#[test]
fn a_change_is_under_way_until_it_is_committed_and_who_left_is_shut_down() {
    let refusals = [
        Action::StartFrom { data_dir: "default.etcd".into() },
        Action::AddMember { member: 7 },
        Action::RemoveMember { member: 1 },
    ];
    let under_way = |session: &mut Session, id: MemberId| {
        for action in &refusals {
            let refusal = session.dispatch(action.clone()).expect_err("a change is under way");
            assert_eq!(refusal, quorum::session::Refusal::ChangeUnderWay(id), "{action:?}");
        }
    };
    for (seed, flag) in [(0, ""), (1, " --learner")] {
        let (mut session, [leader, second, third, ..]) = well(seed);
        ok(&mut session, leader, "snapshot save backup.db");
        ok(&mut session, leader, "snapshot restore backup.db");
        let last = |frame: &Frame| member(frame, leader).log.entries.last().cloned();
        let is_change =
            |frame: &Frame| last(frame).is_some_and(|entry| entry.kind == EntryKind::Membership && entry.index > 0);
        let op = begin(&mut session, "terminal", second, &format!("{ADD}{flag}"), "");
        advance_until(&mut session, 5, "the change is in a log", is_change);
        under_way(&mut session, 6);
        assert_eq!(session.run_until_done(op, 5 * SECOND_US).0.exit, 0);
        let gone = number_of(&mut session, second, member_name(third));
        ok(&mut session, second, &format!("member remove {gone}"));
        under_way(&mut session, third);
        advance_until(&mut session, 5, "it is shut down", |frame| member(frame, third).removed);
        session.dispatch(refusals[0].clone()).expect("the change is over");
        let leader = elect(&mut session);
        let others: Vec<MemberId> = (1..=6).filter(|id| *id != third).collect();
        assert_eq!(voters(&session, leader), others);
    }
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
