//! Ticks of openraft that come to nothing are spared. Runs in which they are not have to be the same, event by event.

use quorum::cluster::WorldSpec;
use quorum::explore::make_trouble;
use quorum::mistake::Mistakes;
use quorum::session::{Session, SessionFile};
use serde_json::json;

/// The trace hash, and how much work it was.
fn run(mut file: SessionFile, end_us: u64, mistakes: Mistakes) -> (u64, u64) {
    file.world.mistakes = mistakes;
    let mut session = Session::import(file).unwrap();
    session.advance_to(end_us);
    (session.trace_hash(), session.polls())
}

/// How much work is left of what it would be.
#[track_caller]
fn compare(file: &SessionFile, end_us: u64) -> f64 {
    let (spared, awake) =
        (run(file.clone(), end_us, Mistakes::default()), run(file.clone(), end_us, Mistakes::awake()));
    assert_eq!(spared.0, awake.0, "seed {}", file.world.seed);
    spared.1 as f64 / awake.1 as f64
}

#[test]
fn trouble_of_every_kind_is_the_same_without_sparing() {
    for seed in 0..80 {
        compare(&make_trouble(seed, 30), 33_000_000);
    }
}

/// Where sparing too many showed once: tasks that wait for a member's metrics are woken at each, in turn, and a member
/// that learnt of a term by an answer refuses that term's candidate, which renews nothing.
#[test]
fn what_went_wrong_once_is_the_same_without_sparing() {
    let runs = [(include_str!("ticks/waiting.json"), 80_000_000), (include_str!("ticks/refused.json"), 24_000_000)];
    for (json, end_us) in runs {
        compare(&SessionFile::from_json(json).unwrap(), end_us);
    }
}

/// Members that have nothing to do but to stay in touch, as the village's, and ten times as lively.
#[test]
fn sparing_saves_most_of_the_work_of_quiet_members() {
    let lively = json!({"heartbeat_us": 50_000, "election_us": [100_000, 200_000], "latency_us": [10_000, 15_000]});
    for timing in [json!({}), lively] {
        let world: WorldSpec = serde_json::from_value(json!({"seed": 7, "puzzle": false, "timing": timing})).unwrap();
        let left = compare(&SessionFile { format: 1, world, log: vec![] }, 20_000_000);
        assert!(left < 0.8, "{left}");
    }
}
