//! What tests of the core do again and again.
#![allow(dead_code, reason = "each test file takes what it needs")]

use quorum::cluster::{Action, EtcdctlCall, Frame, MemberFrame, MemberId, Role, TraceEvent, TraceLine, WorldSpec};
use quorum::etcdctl::CommandOutput;
use quorum::session::Session;

pub const SECOND_US: u64 = 1_000_000;

pub fn session(seed: u64) -> Session {
    Session::new(WorldSpec::new(seed)).unwrap()
}

pub fn session_with(seed: u64, change: impl FnOnce(&mut WorldSpec)) -> Session {
    let mut spec = WorldSpec::new(seed);
    change(&mut spec);
    Session::new(spec).unwrap()
}

#[track_caller]
pub fn act(session: &mut Session, json: serde_json::Value) {
    let action: Action = serde_json::from_value(json.clone()).unwrap();
    session.dispatch(action).unwrap_or_else(|refusal| panic!("{json}: {refusal}"));
}

/// Advances event by event until a frame is as wanted.
#[track_caller]
pub fn advance_until(session: &mut Session, seconds: u64, what: &str, reached: impl Fn(&Frame) -> bool) -> Frame {
    let limit_us = session.now_us() + seconds * SECOND_US;
    loop {
        let frame = session.frame();
        if reached(&frame) {
            return frame;
        }
        let seed = frame.seed;
        assert!(session.now_us() < limit_us, "seed {seed}: within {seconds} s: {what}; {}", describe(&frame));
        session.step_forward();
    }
}

fn describe(frame: &Frame) -> String {
    let members = frame.members.iter().map(|member| {
        format!(
            "{} {:?} up {} term {} last {:?} commit {:?}",
            member.name, member.role, member.up, member.term, member.log.last, member.commit
        )
    });
    members.collect::<Vec<_>>().join("; ")
}

pub fn member(frame: &Frame, id: MemberId) -> &MemberFrame {
    frame.members.iter().find(|member| member.id == id).unwrap()
}

/// Whoever leads in the greatest term.
pub fn leader(frame: &Frame) -> Option<&MemberFrame> {
    frame.members.iter().filter(|member| member.up && member.role == Role::Leader).max_by_key(|member| member.term)
}

#[track_caller]
pub fn elect(session: &mut Session) -> MemberId {
    let frame = advance_until(session, 60, "a leader", |frame| leader(frame).is_some_and(|it| it.quorum == Some(true)));
    leader(&frame).unwrap().id
}

/// Everybody who is at home has the same log, committed and applied to its end, and follows one leader.
pub fn agrees(frame: &Frame) -> bool {
    let up: Vec<&MemberFrame> = frame.members.iter().filter(|member| member.up).collect();
    let Some(first) = leader(frame) else { return false };
    up.iter().all(|member| {
        member.leader == Some(first.id)
            && member.term == first.term
            && member.log.last == first.log.last
            && member.commit == member.log.last
            && member.applied == member.log.last
    })
}

/// Puts a key from outside and waits for the answer, up to 5 s. Returns whether it was acknowledged.
pub fn put(session: &mut Session, key: &str) -> bool {
    let action = serde_json::from_value(serde_json::json!({"etcdctl": {"line": format!("put {key} x")}})).unwrap();
    let op = session.dispatch(action).unwrap().unwrap();
    session.run_until_done(op, 6 * SECOND_US).0.exit == 0
}

/// The value of a key, read through the leader; none if it is not there.
#[track_caller]
pub fn get(session: &mut Session, key: &str) -> Option<String> {
    let action = serde_json::from_value(serde_json::json!({"etcdctl": {"line": format!("get {key}")}})).unwrap();
    let op = session.dispatch(action).unwrap().unwrap();
    let (output, is_done) = session.run_until_done(op, 6 * SECOND_US);
    assert!(is_done, "an answer");
    assert_eq!(output.exit, 0, "{}", output.stderr);
    output.stdout.lines().nth(1).map(str::to_owned)
}

pub fn events(session: &mut Session) -> Vec<TraceLine> {
    session.take_news().lines
}

pub fn count(lines: &[TraceLine], is: impl Fn(&TraceEvent) -> bool) -> usize {
    lines.iter().filter(|line| is(&line.event)).count()
}

/// A village without a puzzle, with a leader.
pub fn plain(seed: u64) -> (Session, [MemberId; 5]) {
    let mut session = session_with(seed, |spec| spec.puzzle = false);
    let leader = elect(&mut session);
    advance_until(&mut session, 30, "agreement", agrees);
    let others: Vec<MemberId> = (1..=5).filter(|id| *id != leader).collect();
    (session, [leader, others[0], others[1], others[2], others[3]])
}

/// As [`plain`], with everybody reached for long enough that members may change.
pub fn well(seed: u64) -> (Session, [MemberId; 5]) {
    let (mut session, members) = plain(seed);
    session.advance_to(10 * SECOND_US);
    (session, members)
}

/// Begins a command and returns its operation.
#[track_caller]
pub fn begin(session: &mut Session, client: &str, endpoint: MemberId, line: &str, stdin: &str) -> u64 {
    let (line, client, stdin) = (line.to_owned(), client.to_owned(), stdin.to_owned());
    let call = EtcdctlCall { line, endpoint: Some(endpoint), stdin, client };
    session.dispatch(Action::Etcdctl(call)).unwrap().unwrap()
}

#[track_caller]
pub fn run(session: &mut Session, endpoint: MemberId, line: &str) -> CommandOutput {
    let op = begin(session, "terminal", endpoint, line, "");
    let (output, is_done) = session.run_until_done(op, 60 * SECOND_US);
    assert!(is_done, "{line}");
    output
}

#[track_caller]
pub fn ok(session: &mut Session, endpoint: MemberId, line: &str) -> String {
    let output = run(session, endpoint, line);
    assert_eq!((output.exit, output.stderr.as_str()), (0, ""), "{line}");
    output.stdout
}

pub fn wait(session: &mut Session, seconds: f64) {
    session.advance_to(session.now_us() + (seconds * SECOND_US as f64) as u64);
}

pub fn printed(session: &Session, op: u64) -> String {
    session.take_output(op).map(|(output, _)| output.stdout).unwrap_or_default()
}

/// The number that etcd gives a member, as `member list` shows it.
#[track_caller]
pub fn number_of(session: &mut Session, endpoint: MemberId, name: &str) -> String {
    let list = ok(session, endpoint, "member list");
    let line = list.lines().find(|line| line.split(", ").nth(2) == Some(name)).unwrap_or_else(|| panic!("{list}"));
    line.split(", ").next().unwrap().to_owned()
}
