//! The checks see nothing wrong in what is right.

use quorum::check::Checks;
use quorum::cluster::{Action, EtcdctlCall, WorldSpec};
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
        _ => {
            let key = ["a", "b", "c", "/puzzle/r1c1"][rng.random_range(0..4)];
            let line = match rng.random_range(0..8) {
                0..3 => format!("put {key} {}", rng.random_range(0..1000)),
                3..5 => format!("get {key}"),
                5 => "get a z".to_owned(),
                6 => format!("del {key}"),
                _ => "del --prefix /puzzle/r2".to_owned(),
            };
            let client = ["terminal", "ana", "somebody"][rng.random_range(0..3)].to_owned();
            Action::Etcdctl(EtcdctlCall { line, endpoint: Some(member), stdin: String::new(), client })
        }
    }
}

/// Runs a world of troubles and returns what the checks say of it.
fn check(spec: WorldSpec, seconds: u64) -> Checks {
    let mut rng = SimRng::seed_from_u64(spec.seed);
    let mut session = Session::new(spec).unwrap();
    let mut checks = Checks::default();
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..400_000));
        let action = random_action(&mut rng, &session);
        // What can't be done is refused; that is as good.
        let _ = session.dispatch(action);
        session.take_news().lines.iter().for_each(|line| checks.observe(line));
    }
    checks.finish(session.now_us());
    checks
}

#[test]
fn real_runs_break_nothing() {
    let mut undecided = 0;
    for seed in 0..60 {
        let mut spec = WorldSpec::new(seed);
        spec.members = [1, 2, 3, 5, 5, 5, 7, 9][seed as usize % 8];
        spec.search = seed % 3 != 0;
        let checks = check(spec, 60);
        assert_eq!(checks.violations(), [], "seed {seed}");
        undecided += u64::from(checks.undecided_since_us().is_some());
    }
    assert_eq!(undecided, 0, "runs that the search for an order gave up on");
}
