//! Watches at members that have no leader: late for a while, then ended, as etcdctl's are.

mod common;

use common::*;
use quorum::cluster::MemberId;
use quorum::session::Session;
use serde_json::json;

const OVER: &str = "watch was canceled (etcdserver: no leader)\nError: watch is canceled by the server\n";

/// Lets time pass until a watch is over, and checks how.
#[track_caller]
fn ends(session: &mut Session, op: u64, seconds: u64) -> u64 {
    let since_us = session.now_us();
    let (output, is_done) = session.run_until_done(op, seconds * SECOND_US);
    assert!(is_done, "it is still running");
    assert_eq!((output.stderr.as_str(), output.exit), (OVER, 5));
    assert!(session.frame().watches.is_empty());
    session.now_us() - since_us
}

fn cut_off(session: &mut Session, members: [MemberId; 2]) {
    act(session, json!({"partition": {"groups": [members]}}));
}

/// The news are late, and none is lost.
#[test]
fn a_watch_outlives_a_few_seconds_without_a_leader() {
    for (seed, pre_vote) in [(0, false), (1, true), (2, false), (3, true)] {
        let (mut session, [leader, second, third, ..]) = plain(seed);
        act(&mut session, json!({"set_pre_vote": {"on": pre_vote}}));
        let watch = begin(&mut session, "lia", second, "watch k", "");
        wait(&mut session, 1.0);
        cut_off(&mut session, [second, third]);
        ok(&mut session, leader, "put k 1");
        wait(&mut session, 3.0);
        assert_eq!(printed(&session, watch), "");
        act(&mut session, json!("heal"));
        advance_until(&mut session, 60, "agreement", agrees);
        wait(&mut session, 2.0);
        assert_eq!(printed(&session, watch), "PUT\nk\n1\n", "seed {seed}");
        assert!(session.runs(watch) && session.frame().violations.is_empty());
    }
}

/// Nor does it end because there is an election.
#[test]
fn a_watch_outlives_a_leader() {
    for seed in 0..8 {
        let (mut session, [leader, second, ..]) = plain(seed);
        let watch = begin(&mut session, "lia", second, "watch k", "");
        wait(&mut session, 1.0);
        act(&mut session, json!({"crash": {"member": leader}}));
        let next = elect(&mut session);
        ok(&mut session, next, "put k 1");
        wait(&mut session, 2.0);
        assert_eq!(printed(&session, watch), "PUT\nk\n1\n", "seed {seed}");
    }
}

/// Who is alone needs nobody's answer to lead.
#[test]
fn a_single_member_has_a_leader() {
    let mut session = session_with(7, |spec| (spec.members, spec.puzzle) = (1, false));
    elect(&mut session);
    let watch = begin(&mut session, "lia", 1, "watch k", "");
    wait(&mut session, 60.0);
    ok(&mut session, 1, "put k 1");
    wait(&mut session, 1.0);
    assert_eq!(printed(&session, watch), "PUT\nk\n1\n");
    ok(&mut session, 1, "member add beto --peer-urls=http://beto:2380");
}

#[test]
fn without_a_leader_a_watch_ends() {
    for (seed, pre_vote) in [(0, false), (1, true), (2, false), (3, true)] {
        let (mut session, [_, second, third, ..]) = plain(seed);
        act(&mut session, json!({"set_pre_vote": {"on": pre_vote}}));
        let watch = begin(&mut session, "lia", second, "watch k", "");
        wait(&mut session, 1.0);
        cut_off(&mut session, [second, third]);
        let took_us = ends(&mut session, watch, 30);
        // Its patience with the leader, and three election timeouts.
        assert!(took_us > 6 * SECOND_US && took_us < 15 * SECOND_US, "seed {seed}: {took_us} us");
        // One that begins there doesn't.
        let late = begin(&mut session, "lia", second, "watch k", "");
        assert!(ends(&mut session, late, 5) < SECOND_US, "seed {seed}");
        act(&mut session, json!("heal"));
        advance_until(&mut session, 60, "agreement", agrees);
        ok(&mut session, second, "put k 1");
        // Nothing is lost to whoever asks from there on.
        let rest = begin(&mut session, "lia", second, "watch k --rev=2", "");
        wait(&mut session, 2.0);
        assert_eq!(printed(&session, rest), "PUT\nk\n1\n");
    }
}

/// It still calls itself leader, but nobody answers it.
#[test]
fn a_leader_that_is_cut_off_ends_its_watches_too() {
    for seed in 0..4 {
        let (mut session, [leader, second, ..]) = plain(seed);
        let own = begin(&mut session, "lia", leader, "watch k", "");
        let other = begin(&mut session, "tome", leader, "watch k -w json", "");
        wait(&mut session, 1.0);
        cut_off(&mut session, [leader, second]);
        let (output, is_done) = session.run_until_done(other, 30 * SECOND_US);
        assert!(is_done && member(&session.frame(), leader).role == quorum::cluster::Role::Leader);
        let json = "{\"Header\":{},\"Events\":null,\"CompactRevision\":0,\"Canceled\":true,\"Created\":false}\n";
        assert_eq!((output.stdout.as_str(), output.stderr.as_str(), output.exit), (json, OVER, 5));
        ends(&mut session, own, 1);
    }
}
