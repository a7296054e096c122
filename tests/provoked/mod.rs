//! Scripts that lead straight to where a mistake shows. Without the mistake nothing breaks in any of them.

use quorum::cluster::{Action, EtcdctlCall, Frame, MemberId, MessageKind, WorldSpec};
use quorum::session::Session;
use serde_json::json;

use crate::common::*;

/// A disk that flushes nothing for as long as a script takes.
const NEVER_US: [u64; 2] = [60_000_000, 60_000_000];

/// Three members, and nothing happens but what the script does.
pub fn world(seed: u64) -> WorldSpec {
    let mut spec = WorldSpec::new(seed);
    (spec.members, spec.search, spec.keep_log) = (3, false, 0);
    spec
}

fn wait(session: &mut Session, ms: u64) {
    session.advance_to(session.now_us() + ms * 1_000);
}

/// A command at a member's door, waited for; it may go unanswered.
fn command(session: &mut Session, line: &str, endpoint: MemberId) {
    let (line, client) = (line.to_owned(), "terminal".to_owned());
    let call = EtcdctlCall { line, endpoint: Some(endpoint), stdin: String::new(), client };
    if let Ok(Some(op)) = session.dispatch(Action::Etcdctl(call)) {
        session.run_until_done(op, 6 * SECOND_US);
    }
}

fn flush(session: &mut Session, member: MemberId, flush_us: [u64; 2]) {
    act(session, json!({"set_member": {"member": member, "flush_us": flush_us}}));
}

fn crash(session: &mut Session, member: MemberId) {
    act(session, json!({"crash": {"member": member}}));
}

fn restart(session: &mut Session, member: MemberId) {
    act(session, json!({"restart": {"member": member}}));
}

/// The leader and the two others, once all agree.
fn elected(session: &mut Session) -> [MemberId; 3] {
    let leader = elect(session);
    advance_until(session, 30, "agreement", agrees);
    [leader, leader % 3 + 1, (leader + 1) % 3 + 1]
}

/// Everything works again, and somebody looks at what is there.
fn aftermath(session: &mut Session) {
    act(session, json!("heal"));
    for member in 1..=3 {
        // Whoever is at home stays there.
        let _ = session.dispatch(Action::Restart { member });
    }
    wait(session, 20_000);
    for member in 1..=3 {
        command(session, "get foo", member);
        command(session, &format!("put foo {member}"), member);
    }
    wait(session, 5_000);
}

/// 3 votes for 1 and crashes before that is durable; 2 asks it in the same term.
pub fn voter_crashes(session: &mut Session) {
    wait(session, 10);
    flush(session, 3, NEVER_US);
    act(session, json!({"cut": {"from": 1, "to": 2}}));
    act(session, json!({"campaign": {"member": 1}}));
    wait(session, 500);
    act(session, json!({"cut": {"from": 1, "to": 3}}));
    crash(session, 3);
    flush(session, 3, [0, 0]);
    restart(session, 3);
    act(session, json!({"campaign": {"member": 2}}));
    wait(session, 500);
    aftermath(session);
}

/// The two who have a new entry crash before it is durable.
pub fn majority_crashes(session: &mut Session) {
    let [leader, follower, other] = elected(session);
    crash(session, other);
    flush(session, leader, NEVER_US);
    flush(session, follower, NEVER_US);
    command(session, "put foo x", leader);
    crash(session, leader);
    crash(session, follower);
    aftermath(session);
}

/// A follower hears that an entry is committed before it has flushed it, and crashes.
pub fn follower_crashes(session: &mut Session) {
    let [leader, follower, _] = elected(session);
    flush(session, follower, NEVER_US);
    command(session, "put foo x", leader);
    wait(session, 1_000);
    crash(session, follower);
    restart(session, follower);
    aftermath(session);
}

/// While a snapshot is being written, more is applied; then it is all that a member has.
pub fn snapshot_takes_time(session: &mut Session) {
    let [leader, follower, _] = elected(session);
    command(session, "put foo x", leader);
    wait(session, 1_000);
    flush(session, follower, [3_000_000, 3_000_000]);
    act(session, json!({"take_snapshot": {"member": follower}}));
    command(session, "put foo y", leader);
    wait(session, 10_000);
    crash(session, follower);
    flush(session, follower, [0, 0]);
    restart(session, follower);
    wait(session, 2_000);
    command(session, "get foo", follower);
    aftermath(session);
}

/// A member that was away gets a snapshot, and crashes once more.
pub fn snapshot_is_all_there_is(session: &mut Session) {
    let [leader, follower, _] = elected(session);
    crash(session, follower);
    for number in 0..4 {
        command(session, &format!("put foo {number}"), leader);
    }
    act(session, json!({"take_snapshot": {"member": leader}}));
    wait(session, 10_000);
    restart(session, follower);
    advance_until(session, 60, "a snapshot", |frame| member(frame, follower).applied >= Some(4));
    wait(session, 2_000);
    crash(session, follower);
    restart(session, follower);
    aftermath(session);
}

/// A leader sends a snapshot to a member that is away, and hands over; then it has a snapshot of the next term.
pub fn leader_changes_during_transfer(session: &mut Session) {
    let [leader, next, away] = elected(session);
    crash(session, away);
    for number in 0..4 {
        command(session, &format!("put foo {number}"), leader);
    }
    act(session, json!({"take_snapshot": {"member": leader}}));
    advance_until(session, 60, "a snapshot on its way", |frame| {
        frame.messages.iter().any(|message| message.kind == MessageKind::Snapshot)
    });
    act(session, json!({"transfer_leader": {"to": next}}));
    advance_until(session, 30, "another leader", |frame| common_leader(frame) == Some(next));
    command(session, "put foo y", next);
    wait(session, 1_000);
    act(session, json!({"take_snapshot": {"member": leader}}));
    // The one who was away hears of the next term from nobody.
    for (from, to) in [(next, away), (away, next), (away, leader)] {
        act(session, json!({"cut": {"from": from, "to": to}}));
    }
    restart(session, away);
    wait(session, 10_000);
    aftermath(session);
}

fn common_leader(frame: &Frame) -> Option<MemberId> {
    leader(frame).map(|leader| leader.id)
}

/// A leader whose clock is slow is cut off; the others have another one, who takes a write.
pub fn slow_clock(session: &mut Session) {
    let [leader, follower, _] = elected(session);
    command(session, "put foo x", leader);
    act(session, json!({"set_member": {"member": leader, "clock_ppm": -500_000}}));
    wait(session, 3_000);
    act(session, json!({"partition": {"groups": [[leader]]}}));
    wait(session, 3_050);
    act(session, json!({"campaign": {"member": follower}}));
    wait(session, 400);
    command(session, "put foo y", follower);
    command(session, "get foo", leader);
    aftermath(session);
}

/// A watch at a member that crashes, and a change before its client has found another one.
pub fn watched_member_crashes(session: &mut Session) {
    let [leader, second, third] = elected(session);
    let line = "watch foo --prefix".to_owned();
    let call = EtcdctlCall { line, endpoint: Some(second), stdin: String::new(), client: "lia".to_owned() };
    session.dispatch(Action::Etcdctl(call)).unwrap();
    wait(session, 1_000);
    command(session, "put foo 1", leader);
    crash(session, second);
    command(session, "put foo 2", leader);
    wait(session, 5_000);
    command(session, "put foo 3", third);
    wait(session, 2_000);
}
