//! etcd's strict check: no change of the group by which it might stop to work.

mod common;

use common::*;
use quorum::cluster::{MemberId, Role, member_name};
use quorum::session::Session;
use serde_json::json;

const ADD: &str = "member add fabi --peer-urls=http://fabi:2380";
const UNHEALTHY: &str = "Error: etcdserver: unhealthy cluster\n";

fn remove(session: &mut Session, id: MemberId) -> String {
    let (leader, name) = (elect(session), member_name(id));
    format!("member remove {}", number_of(session, leader, name))
}

fn crash(session: &mut Session, id: MemberId) {
    act(session, json!({"crash": {"member": id}}));
}

fn restart(session: &mut Session, id: MemberId) {
    act(session, json!({"restart": {"member": id}}));
}

#[track_caller]
fn refused(session: &mut Session, endpoint: MemberId, line: &str, said: &str) {
    let since_us = session.now_us();
    let output = run(session, endpoint, line);
    let seed = session.frame().seed;
    assert_eq!((output.exit, output.stderr.as_str()), (1, said), "seed {seed}: {line}");
    assert!(session.now_us() < since_us + 3 * SECOND_US, "seed {seed}: it took too long: {line}");
}

/// Two of five are away, so everybody who is left is needed: at once, as long as they are away, and until one has been
/// back for five seconds without a break.
#[test]
fn who_is_needed_stays() {
    for seed in 0..4 {
        let (mut session, [_, second, third, fourth, fifth]) = well(seed);
        let (live, dead) = (remove(&mut session, second), remove(&mut session, fifth));
        crash(&mut session, fourth);
        crash(&mut session, fifth);
        refused(&mut session, third, &live, UNHEALTHY);
        refused(&mut session, third, ADD, UNHEALTHY);
        wait(&mut session, 6.0);
        refused(&mut session, third, &live, UNHEALTHY);
        restart(&mut session, fourth);
        wait(&mut session, 3.0);
        refused(&mut session, third, &live, UNHEALTHY);
        wait(&mut session, 3.0);
        refused(&mut session, third, ADD, UNHEALTHY);
        // Nobody misses the vote of somebody who is away.
        ok(&mut session, third, &dead);
        ok(&mut session, third, ADD);
        ok(&mut session, third, &live);
        assert_eq!(session.frame().violations, []);
    }
}

/// Nobody is taken in before everybody has been there for five seconds.
#[test]
fn who_has_just_returned_does_not_count() {
    for seed in 0..4 {
        let (mut session, [_, second, third, ..]) = well(seed);
        crash(&mut session, third);
        refused(&mut session, second, ADD, UNHEALTHY);
        wait(&mut session, 2.0);
        refused(&mut session, second, ADD, UNHEALTHY);
        restart(&mut session, third);
        wait(&mut session, 3.0);
        refused(&mut session, second, ADD, UNHEALTHY);
        wait(&mut session, 3.0);
        ok(&mut session, second, ADD);
        // Nor does a new one.
        refused(&mut session, second, "member add gil --peer-urls=http://gil:2380", UNHEALTHY);
        wait(&mut session, 6.0);
        ok(&mut session, second, "member add gil --peer-urls=http://gil:2380");
    }
}

/// etcd's connections outlive elections: a new leader takes it that whoever answers has always been there.
#[test]
fn a_new_leader_need_not_wait() {
    for seed in 0..4 {
        let (mut session, [_, second, ..]) = well(seed);
        act(&mut session, json!({"transfer_leader": {"to": second}}));
        advance_until(&mut session, 10, "it leads", |frame| member(frame, second).quorum == Some(true));
        ok(&mut session, second, ADD);
    }
}

/// But it misses whom it can't reach, though it never has reached it while it led.
#[test]
fn a_new_leader_knows_who_is_away() {
    for seed in 0..4 {
        let (mut session, [leader, second, third, fourth, _]) = well(seed);
        let (dead, live) = (remove(&mut session, leader), remove(&mut session, second));
        crash(&mut session, leader);
        elect(&mut session);
        refused(&mut session, second, ADD, UNHEALTHY);
        crash(&mut session, fourth);
        elect(&mut session);
        refused(&mut session, third, &live, UNHEALTHY);
        ok(&mut session, third, &dead);
    }
}

/// Whether the group is well is asked first, whether the change makes sense only then.
#[test]
fn health_comes_before_sense() {
    let (mut session, [leader, second, third, fourth, fifth]) = well(7);
    let known = format!("member add {0} --peer-urls=http://{0}:2380", member_name(second));
    refused(&mut session, second, &known, "Error: etcdserver: Peer URLs already exists\n");
    refused(&mut session, second, "member remove 1234", "Error: etcdserver: member not found\n");
    refused(&mut session, second, "member promote 1234", "Error: etcdserver: member not found\n");
    let voter = number_of(&mut session, leader, member_name(third));
    let no_learner = "Error: etcdserver: can only promote a learner member\n";
    refused(&mut session, second, &format!("member promote {voter}"), no_learner);
    crash(&mut session, fourth);
    crash(&mut session, fifth);
    refused(&mut session, second, &known, UNHEALTHY);
    // Nobody is connected to somebody unknown, so nobody would miss it.
    refused(&mut session, second, "member remove 1234", "Error: etcdserver: member not found\n");
}

#[test]
fn there_is_one_learner_at_most() {
    let (mut session, [_, second, ..]) = well(7);
    ok(&mut session, second, &format!("{ADD} --learner"));
    wait(&mut session, 6.0);
    let another = "member add gil --peer-urls=http://gil:2380";
    let too_many = "Error: etcdserver: too many learner members in cluster\n";
    refused(&mut session, second, &format!("{another} --learner"), too_many);
    ok(&mut session, second, another);
    assert!(session.frame().members.iter().any(|member| member.id == 6 && member.role == Role::Learner));
}

/// The last member can't leave, nor can one of two while the other one is not there.
#[test]
fn somebody_stays() {
    let mut session = session_with(7, |spec| (spec.members, spec.puzzle) = (1, false));
    elect(&mut session);
    wait(&mut session, 10.0);
    let own = remove(&mut session, 1);
    let not_enough = "Error: etcdserver: re-configuration failed due to not enough started members\n";
    refused(&mut session, 1, &own, not_enough);
    refused(&mut session, 1, "member remove 1234", "Error: etcdserver: member not found\n");
    ok(&mut session, 1, "member add beto --peer-urls=http://beto:2380");
    refused(&mut session, 1, &own, UNHEALTHY);
    wait(&mut session, 6.0);
    let other = remove(&mut session, 2);
    ok(&mut session, 1, &other);
}
