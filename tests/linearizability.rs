//! Which histories are linearizable: the page's checker and stateright's agree.
//!
//! Histories are made by clients of one store, of which some hear nothing; then half of them are spoilt.

use std::rc::Rc;

use quorum::check::{Checks, Property};
use quorum::cluster::{ClientAnswer, ClientRequest, EntryFrame, EntryKind, Outcome, TraceEvent, TraceLine};
use quorum::etcd::{
    Answer, Command, DeleteRequest, KeyRange, Op, PutRequest, RangeRequest, RangeResponse, Reply, Request, Response,
    Store, Txn, TxnRequest,
};
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};
use stateright::semantics::{ConsistencyTester, LinearizabilityTester, SequentialSpec};

/// A line of a history.
#[derive(Clone, Debug)]
enum Event {
    Invoke(u64, ClientRequest),
    Return(u64, Outcome, Option<ClientAnswer>),
    /// Some member applied the operation: no more than a hint.
    Apply(u64),
}

#[derive(Clone)]
struct Spec(Store);

impl SequentialSpec for Spec {
    type Op = ClientRequest;
    type Ret = ClientAnswer;

    fn invoke(&mut self, request: &ClientRequest) -> ClientAnswer {
        match request {
            ClientRequest::Write { command, .. } => {
                ClientAnswer::Written { reply: self.0.execute(command).unwrap(), index: 0 }
            }
            ClientRequest::Read { request, .. } => ClientAnswer::Read(self.0.ask(request).unwrap()),
            other => panic!("{other:?} is not asked here"),
        }
    }
}

fn pick<'a>(rng: &mut SimRng, from: &[&'a str]) -> &'a str {
    from[rng.random_range(0..from.len())]
}

fn random_range(rng: &mut SimRng) -> KeyRange {
    match rng.random_range(0..4) {
        0 => KeyRange::prefix(""),
        1 => KeyRange::prefix("a"),
        _ => KeyRange::single(pick(rng, &["a", "ab", "b"])),
    }
}

fn read(range: KeyRange) -> ClientRequest {
    let request = Rc::new(Request::Range(RangeRequest::new(range)));
    ClientRequest::Read { request, serializable: false }
}

fn random_request(rng: &mut SimRng, op: u64) -> ClientRequest {
    let key = pick(rng, &["a", "ab", "b"]);
    let value = pick(rng, &["1", "2"]);
    let command = match rng.random_range(0..14) {
        0..4 => return read(random_range(rng)),
        4..6 => Txn::put(key, value).into(),
        6..8 => Txn::put(key, value).if_absent(pick(rng, &["a", "b"])).into(),
        8 => Txn::delete(random_range(rng)).into(),
        9 => Txn::delete(random_range(rng)).and(Op::Put { key: key.into(), value: value.into() }).into(),
        10 => {
            Command::Request(Request::Delete(DeleteRequest { prev_kv: true, ..DeleteRequest::new(random_range(rng)) }))
        }
        11 => Command::Request(Request::Txn(TxnRequest {
            compare: vec![],
            then: vec![Request::Put(PutRequest::new(key, value)), Request::Range(RangeRequest::new(random_range(rng)))],
            otherwise: vec![],
        })),
        _ => Command::Request(Request::Put(PutRequest { prev_kv: true, ..PutRequest::new(key, value) })),
    };
    ClientRequest::Write { op, command: Rc::new(command) }
}

/// An operation under way: what was asked, the answer once it took effect, and whether its client still waits.
struct UnderWay {
    op: u64,
    request: ClientRequest,
    answer: Option<ClientAnswer>,
    waits: bool,
}

/// What clients see of a correct store.
fn history(rng: &mut SimRng, ops: u64) -> Vec<Event> {
    let mut store = Spec(Store::default());
    let mut events = Vec::new();
    let mut under_way: Vec<UnderWay> = Vec::new();
    let mut invoked = 0;
    for _ in 0..ops * 5 {
        let waiting = under_way.iter().filter(|one| one.waits).count();
        if invoked < ops && waiting < 4 && rng.random_range(0..3) == 0 {
            invoked += 1;
            let request = random_request(rng, invoked);
            events.push(Event::Invoke(invoked, request.clone()));
            under_way.push(UnderWay { op: invoked, request, answer: None, waits: true });
            continue;
        }
        if under_way.is_empty() {
            continue;
        }
        let at = rng.random_range(0..under_way.len());
        let one = &mut under_way[at];
        match rng.random_range(0..10) {
            0 if one.waits => {
                one.waits = false;
                events.push(Event::Return(one.op, Outcome::Unknown, None));
            }
            1 if one.waits && one.answer.is_none() => {
                events.push(Event::Return(one.op, Outcome::Error, None));
                under_way.remove(at);
            }
            _ => match one.answer.clone() {
                None => {
                    one.answer = Some(store.invoke(&one.request));
                    if matches!(one.request, ClientRequest::Write { .. }) {
                        events.push(Event::Apply(one.op));
                    }
                }
                Some(answer) => {
                    if one.waits {
                        events.push(Event::Return(one.op, Outcome::Ok, Some(answer)));
                    }
                    under_way.remove(at);
                }
            },
        }
    }
    events
}

fn spoil_answer(rng: &mut SimRng, told: &mut ClientAnswer) {
    let nudge = |rng: &mut SimRng, revision: &mut u64| match rng.random_range(0..3) {
        0 => *revision += 1,
        1 => *revision = revision.saturating_sub(1),
        _ => {}
    };
    let (ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply)) = told else { unreachable!() };
    match (&mut reply.response, rng.random_range(0..4)) {
        (Response::Answer(answer), 0) => answer.succeeded = !answer.succeeded,
        (Response::Answer(answer), 1) => answer.deleted = (answer.deleted + 1) % 3,
        (Response::Put { prev_kv }, 0) => *prev_kv = None,
        (Response::Delete { deleted, .. }, 0) => *deleted = (*deleted + 1) % 3,
        (Response::Range(found), 0) => drop(found.kvs.pop()),
        (Response::Range(found), 1) if !found.kvs.is_empty() => {
            Rc::make_mut(&mut found.kvs[0]).value = pick(rng, &["1", "2"]).into();
        }
        _ => nudge(rng, &mut reply.revision),
    }
}

/// Makes the history one that maybe no store gives.
fn spoil(rng: &mut SimRng, events: &mut Vec<Event>) {
    let answers: Vec<usize> =
        (0..events.len()).filter(|at| matches!(&events[*at], Event::Return(_, _, Some(_)))).collect();
    if answers.is_empty() {
        return;
    }
    let at = answers[rng.random_range(0..answers.len())];
    match rng.random_range(0..5) {
        0 | 1 => {
            let Event::Return(_, _, Some(told)) = &mut events[at] else { unreachable!() };
            spoil_answer(rng, told);
        }
        // Another operation's answer.
        2 => {
            let other = answers[rng.random_range(0..answers.len())];
            let Event::Return(_, _, told) = events[other].clone() else { unreachable!() };
            let Event::Return(_, _, mine) = &mut events[at] else { unreachable!() };
            *mine = told;
        }
        // Answered much earlier: before it, or what it saw, happened.
        3 => {
            let Event::Return(op, ..) = events[at] else { unreachable!() };
            let invoked = events.iter().position(|event| matches!(event, Event::Invoke(other, _) if *other == op));
            let answer = events.remove(at);
            events.insert(rng.random_range(invoked.unwrap() + 1..=at), answer);
        }
        // Asked much later than it took effect.
        _ => {
            let Event::Return(op, ..) = events[at] else { unreachable!() };
            let invoked = events.iter().position(|event| matches!(event, Event::Invoke(other, _) if *other == op));
            let asked = events.remove(invoked.unwrap());
            events.insert(rng.random_range(invoked.unwrap()..at), asked);
        }
    }
}

/// Stateright's verdict. Every operation is a thread of its own: so none waits for another one.
fn independent(events: &[Event]) -> bool {
    let ignored = |op: u64| {
        events.iter().any(|event| match event {
            Event::Invoke(other, ClientRequest::Read { .. }) => {
                let answered = |event: &Event| matches!(event, Event::Return(other, Outcome::Ok, _) if *other == op);
                *other == op && !events.iter().any(answered)
            }
            Event::Return(other, Outcome::Error, _) => *other == op,
            _ => false,
        })
    };
    let mut tester = LinearizabilityTester::new(Spec(Store::default()));
    for event in events {
        match event {
            Event::Invoke(op, request) if !ignored(*op) => drop(tester.on_invoke(*op, request.clone()).unwrap()),
            Event::Return(op, Outcome::Ok, Some(told)) => drop(tester.on_return(*op, told.clone()).unwrap()),
            _ => {}
        }
    }
    tester.is_consistent()
}

/// The page's verdict; `None` if it can't tell.
fn ours(events: &[Event], rng: &mut SimRng) -> Option<bool> {
    judge(events, 0, rng)
}

/// As [`ours`], with so much time between the events.
fn judge(events: &[Event], apart_us: u64, rng: &mut SimRng) -> Option<bool> {
    let mut checks = Checks::default();
    for (t_us, event) in (0..).map(|at| at * apart_us).zip(events) {
        let event = match event.clone() {
            Event::Invoke(op, asked) => {
                TraceEvent::Invoke { op, client: "somebody".into(), request: "".into(), asked: Some(asked) }
            }
            Event::Return(op, outcome, told) => {
                TraceEvent::Return { op, outcome, response: "".into(), index: None, told: told.map(Rc::new) }
            }
            Event::Apply(op) => {
                let (index, term) = (rng.random_range(0..20), 1);
                let entry =
                    EntryFrame { index, term, kind: EntryKind::Blank, label: "".into(), key: None, command: None };
                TraceEvent::Apply { member: 1, index, term, hash: 0, op: Some(op), entry: Rc::new(entry) }
            }
        };
        checks.observe(&TraceLine { t_us, event });
    }
    checks.finish(0);
    let broken = checks.violations().iter().any(|violation| violation.property == Property::Linearizability);
    checks.undecided_since_us().is_none().then_some(!broken)
}

#[test]
fn both_checkers_agree() {
    let (mut good, mut bad) = (0, 0);
    for seed in 0..30_000 {
        let mut rng = SimRng::seed_from_u64(seed);
        let ops = rng.random_range(1..=8);
        let mut events = history(&mut rng, ops);
        let spoilt = seed % 2 == 1;
        if spoilt {
            spoil(&mut rng, &mut events);
        }
        let expected = independent(&events);
        assert!(expected || spoilt, "seed {seed}: what a correct store tells is linearizable\n{events:#?}");
        assert_eq!(ours(&events, &mut rng), Some(expected), "seed {seed}\n{events:#?}");
        *(if expected { &mut good } else { &mut bad }) += 1;
    }
    assert!(good > 10_000 && bad > 5_000, "{good} linearizable ones, {bad} others");
}

/// Answers that come when nobody waits for them any more never make a right history wrong; a wrong one may
/// pass, as a read that was given up is not looked at.
#[test]
fn late_answers_raise_no_false_alarm() {
    let (mut found, mut undecided) = (0, 0);
    for seed in 0..30_000 {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut events = history(&mut rng, 8);
        if seed % 2 == 1 {
            spoil(&mut rng, &mut events);
        }
        match judge(&events, 2_000_000, &mut rng) {
            Some(false) => {
                found += 1;
                assert!(!independent(&events), "seed {seed}\n{events:#?}");
            }
            None => undecided += 1,
            Some(true) => {}
        }
    }
    assert!(found > 3_000 && undecided > 100, "{found} found, {undecided} undecided");
}

/// So many puts of different keys that nobody hears of, then an answer that says how many changes there
/// were, and a read of everything that no store gives.
fn gaps(unknown: u64, changes: u64) -> Vec<Event> {
    let mut events = Vec::new();
    let put = |op: u64| ClientRequest::Write { op, command: Rc::new(Txn::put(format!("key {op}"), "1").into()) };
    for op in 1..=unknown {
        events.extend([Event::Invoke(op, put(op)), Event::Return(op, Outcome::Unknown, None)]);
    }
    let (last, asked) = (unknown + 1, unknown + 2);
    let revision = changes + 2;
    let answer = Answer { succeeded: true, revision, deleted: 0 };
    let written = Reply { revision, response: Response::Answer(answer) };
    let nothing = Reply { revision, response: Response::Range(RangeResponse::default()) };
    events.extend([
        Event::Invoke(last, put(last)),
        Event::Return(last, Outcome::Ok, Some(ClientAnswer::Written { reply: written, index: 0 })),
        Event::Invoke(asked, read(KeyRange::prefix(""))),
        Event::Return(asked, Outcome::Ok, Some(ClientAnswer::Read(nothing))),
    ]);
    events
}

/// Where there are too many possibilities to follow up, it says so: neither "right" nor "wrong".
#[test]
fn what_cannot_be_told_is_called_undecided() {
    let mut rng = SimRng::seed_from_u64(0);
    let mut verdict = |unknown, changes, lines: usize| {
        let events = gaps(unknown, changes);
        ours(&events[..events.len() - 2 + lines], &mut rng)
    };
    // Of 5 unknown puts 2 took effect: 10 possibilities, and the read contradicts all of them.
    assert_eq!((verdict(5, 2, 0), verdict(5, 2, 2)), (Some(true), Some(false)));
    // Of 12, 6 did: too many.
    assert_eq!((verdict(12, 6, 0), verdict(12, 6, 2)), (Some(true), None));
    // More changes than anybody asked for are wrong in any case.
    assert_eq!(verdict(2, 3, 0), Some(false));
    // Too many to keep them all in mind.
    assert_eq!((verdict(300, 1, 0), verdict(300, 1, 2)), (Some(true), None));
}
