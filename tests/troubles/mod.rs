//! Worlds in which much goes wrong, by a seed.
#![allow(dead_code, reason = "each test file takes what it needs")]

use quorum::cluster::{Action, EtcdctlCall, TraceLine, WorldSpec};
use quorum::session::Session;
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};

const SECOND_US: u64 = 1_000_000;

/// What somebody does who means no good.
fn random_action(rng: &mut SimRng, session: &Session) -> Action {
    let frame = session.frame();
    let members = frame.members.len() as u64;
    let member = rng.random_range(1..=members);
    let letters: Vec<u64> = frame.messages.iter().filter(|message| !message.lost).map(|message| message.id).collect();
    match rng.random_range(0..100) {
        0..8 => Action::Crash { member },
        8..24 => Action::Restart { member },
        24..30 => Action::Campaign { member },
        30..45 if !letters.is_empty() => Action::DropMessage { id: letters[rng.random_range(0..letters.len())] },
        45..60 if !letters.is_empty() => {
            let id = letters[rng.random_range(0..letters.len())];
            Action::DelayMessage { id, by_us: rng.random_range(1..8 * SECOND_US) }
        }
        60..65 => Action::SuggestPiece,
        _ => command(rng, Some(member)),
    }
}

fn command(rng: &mut SimRng, endpoint: Option<u64>) -> Action {
    let key = ["a", "b", "c", "/puzzle/r1c1"][rng.random_range(0..4)];
    let line = match rng.random_range(0..8) {
        0..3 => format!("put {key} {}", rng.random_range(0..1000)),
        3..5 => format!("get {key}"),
        5 => "get a z".to_owned(),
        6 => format!("del {key}"),
        _ => "del --prefix /puzzle/r2".to_owned(),
    };
    let client = ["terminal", "somebody", "somebody-else"][rng.random_range(0..3)].to_owned();
    Action::Etcdctl(EtcdctlCall { line, endpoint, stdin: String::new(), client })
}

/// Faults of disks and networks, and changes of the group.
fn random_change(rng: &mut SimRng, session: &Session) -> Action {
    let member = rng.random_range(1..=7);
    let other = rng.random_range(1..=7);
    let letters: Vec<u64> = session.frame().messages.iter().map(|message| message.id).collect();
    match rng.random_range(0..20) {
        0 => Action::Partition { groups: vec![vec![member, other]] },
        1 => Action::Partition { groups: vec![vec![1, 2], vec![3], vec![4, 5]] },
        2 => Action::Cut { from: member, to: other },
        3 | 4 => Action::Heal,
        5 => Action::SetNetwork {
            loss_ppm: Some(rng.random_range(0..300_000)),
            duplicate_ppm: Some(rng.random_range(0..500_000)),
            latency_us: Some([rng.random_range(0..100_000), rng.random_range(100_000..400_000)]),
        },
        6 if !letters.is_empty() => Action::DuplicateMessage { id: letters[rng.random_range(0..letters.len())] },
        7 => Action::SetMember {
            member,
            slow_us: Some(rng.random_range(0..300_000)),
            clock_ppm: Some(rng.random_range(-400_000..400_000)),
            flush_us: None,
        },
        8 | 16..19 => {
            let flush_us = Some([rng.random_range(0..100_000), rng.random_range(100_000..2_000_000)]);
            Action::SetMember { member, slow_us: None, clock_ppm: None, flush_us }
        }
        9 => Action::TransferLeader { to: member },
        10 | 11 => Action::TakeSnapshot { member },
        12 | 13 => Action::AddMember { member },
        14 => Action::RemoveMember { member },
        _ => Action::SetPreVote { on: rng.random_range(0..2) == 0 },
    }
}

/// The whole trace of a world in which everything goes wrong that can.
pub fn full_trace(spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    trace_of(spec, seconds, |rng, session| match rng.random_range(0..6) {
        0 => random_change(rng, session),
        _ => random_action(rng, session),
    })
}

/// The whole trace of a world of crashes, late and lost letters.
pub fn trace(spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    trace_of(spec, seconds, random_action)
}

fn trace_of(spec: WorldSpec, seconds: u64, choose: fn(&mut SimRng, &Session) -> Action) -> Vec<TraceLine> {
    let mut rng = SimRng::seed_from_u64(spec.seed);
    let mut session = Session::new(spec).unwrap();
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..400_000));
        let action = choose(&mut rng, &session);
        // What can't be done is refused; that is as good.
        let _ = session.dispatch(action);
    }
    session.take_news().lines
}

/// The whole trace of a world without troubles, in which clients ask for much and are all answered.
pub fn calm_trace(mut spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    spec.search = false;
    let mut rng = SimRng::seed_from_u64(spec.seed);
    let mut session = Session::new(spec).unwrap();
    session.advance_to(10 * SECOND_US);
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..400_000));
        session.dispatch(command(&mut rng, None)).unwrap();
    }
    session.advance_to((seconds + 10) * SECOND_US);
    session.take_news().lines
}
