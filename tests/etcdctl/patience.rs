//! How long commands wait for a member that is away: as the real tool for an endpoint at which nobody listens.

use quorum::cluster::{Action, EtcdctlCall};
use quorum::etcdctl::CommandOutput;

use crate::transcript::Etcdctl;
use crate::village::{Door, Village};

const SECOND_US: u64 = 1_000_000;

/// A village whose terminal stands at the door of somebody who is away, and a lease there.
fn nobody_home() -> (Village, String) {
    let mut village = Village::new(Door::Follower);
    let granted = village.run("lease grant 60", "").stdout;
    let lease = granted.split(' ').nth(1).expect("an id").to_owned();
    village.run("put a 1", "");
    village.session.dispatch(Action::Crash { member: village.member }).expect("it is at home");
    (village, lease)
}

fn begin(village: &mut Village, line: &str, stdin: &str) -> u64 {
    let (endpoint, client) = (Some(village.member), "terminal".to_owned());
    let call = EtcdctlCall { line: line.to_owned(), endpoint, stdin: stdin.to_owned(), client };
    village.session.dispatch(Action::Etcdctl(call)).expect("it can begin").expect("a command is an operation")
}

fn after(village: &mut Village, op: u64, seconds: u64) -> (CommandOutput, bool) {
    village.session.advance_to(village.session.now_us() + seconds * SECOND_US);
    village.session.take_output(op).unwrap_or_default()
}

#[test]
fn who_goes_by_no_timeout_waits_until_somebody_stops_it() {
    let interrupt = || Action::Interrupt { client: "terminal".to_owned() };
    for (line, stdin) in [
        ("txn --command-timeout=1s", "\nput a 2\n\n\n"),
        ("txn", "\nget a\n\n\n"),
        ("lease timetolive $LEASE", ""),
        ("lease keep-alive --once $LEASE", ""),
        ("lease list --command-timeout=1s", ""),
        ("snapshot save x.db", ""),
    ] {
        let (mut village, lease) = nobody_home();
        let op = begin(&mut village, &line.replace("$LEASE", &lease), stdin);
        let (output, is_done) = after(&mut village, op, 30);
        assert_eq!((output, is_done), (CommandOutput::default(), false), "{line}");
        village.session.dispatch(interrupt()).expect("it can be stopped by now");
        assert_eq!(after(&mut village, op, 1), (CommandOutput::default(), true), "{line}");
        assert!(village.session.dispatch(interrupt()).is_err(), "{line} runs no more");
    }
    for (line, seconds) in [("snapshot save x.db --command-timeout=2s", 2), ("put a 2", 5), ("lease grant 5", 5)] {
        let (mut village, _) = nobody_home();
        let op = begin(&mut village, line, "");
        assert!(!after(&mut village, op, seconds - 1).1, "{line}");
        let (output, is_done) = after(&mut village, op, 2);
        assert!(is_done && output.stderr.contains("context deadline exceeded"), "{line}: {output:?}");
    }
}

/// etcd's client asks again what makes no difference.
#[test]
fn a_question_is_answered_once_somebody_is_home() {
    for (line, answer) in [("lease list", "found 1 leases\n"), ("lease timetolive $LEASE", "granted with TTL(60s)")] {
        let (mut village, lease) = nobody_home();
        let op = begin(&mut village, &line.replace("$LEASE", &lease), "");
        assert!(!after(&mut village, op, 10).1, "{line}");
        village.session.dispatch(Action::Restart { member: village.member }).expect("it is away");
        let (output, is_done) = after(&mut village, op, 10);
        assert!(is_done && output.stdout.contains(answer), "{line}: {output:?}");
    }
}

/// The lease may have run out by then for all that the tool knows.
#[test]
fn a_lease_that_nobody_keeps_alive_is_given_up_after_three_seconds() {
    let (mut village, lease) = nobody_home();
    let op = begin(&mut village, &format!("lease keep-alive {lease}"), "");
    assert!(!after(&mut village, op, 2).1);
    let (output, is_done) = after(&mut village, op, 2);
    let stdout = format!("lease {lease} expired or revoked.\n");
    assert_eq!((output, is_done), (CommandOutput { stdout, ..CommandOutput::default() }, true));
}

/// What was never sent can't have happened.
#[test]
fn who_has_no_time_sends_nothing() {
    let mut village = Village::new(Door::Leader);
    village.run("put a 1", "");
    let sent = |village: &Village| {
        let clients = village.session.frame().clients.clone();
        clients.iter().map(|client| client.sent).sum::<u64>()
    };
    let before = sent(&village);
    for line in
        ["put a 2", "del a", "lease grant 5", "compaction 2", "member list", "endpoint status", "snapshot save x"]
    {
        let output = village.run(&format!("{line} --command-timeout=0s"), "");
        assert!(output.exit != 0 && output.stderr.contains("context deadline exceeded"), "{line}: {output:?}");
    }
    assert_eq!(sent(&village), before);
    assert_eq!(village.run("get a", "").stdout, "a\n1\n");
}
