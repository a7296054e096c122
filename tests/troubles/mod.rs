//! Worlds in which much goes wrong, by a seed.

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
    let client = ["terminal", "lia", "somebody"][rng.random_range(0..3)].to_owned();
    Action::Etcdctl(EtcdctlCall { line, endpoint, stdin: String::new(), client })
}

/// The whole trace of a world of troubles.
pub fn trace(spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    let mut rng = SimRng::seed_from_u64(spec.seed);
    let mut session = Session::new(spec).unwrap();
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..400_000));
        let action = random_action(&mut rng, &session);
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
