//! Traces of worlds in which much goes wrong, or nothing, by a seed.
#![allow(dead_code, reason = "each test file takes what it needs")]

use quorum::cluster::{TraceLine, WorldSpec};
use quorum::explore::{Trouble, command, troubled};
use quorum::session::Session;
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};

const SECOND_US: u64 = 1_000_000;
/// The longest time between two troubles, or two commands.
const PAUSE_US_MAX: u64 = 400_000;

/// The whole trace of a world in which everything goes wrong that can.
pub fn full_trace(spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    troubled(spec, seconds, Trouble { pause_us_max: PAUSE_US_MAX, change_one_in: Some(6) }).take_news().lines
}

/// The whole trace of a world of crashes, late and lost letters.
pub fn trace(spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    troubled(spec, seconds, Trouble { pause_us_max: PAUSE_US_MAX, change_one_in: None }).take_news().lines
}

/// The whole trace of a world without troubles, in which clients ask for much and are all answered.
pub fn calm_trace(mut spec: WorldSpec, seconds: u64) -> Vec<TraceLine> {
    spec.search = false;
    let mut rng = SimRng::seed_from_u64(spec.seed);
    let mut session = Session::new(spec).unwrap();
    session.advance_to(10 * SECOND_US);
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..PAUSE_US_MAX));
        session.dispatch(command(&mut rng, None)).unwrap();
    }
    session.advance_to((seconds + 10) * SECOND_US);
    session.take_news().lines
}
