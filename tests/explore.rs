//! The first worlds that `cargo xtask explore` looks at, and that a run which fails would be noticed.

use quorum::explore::{Fault, explore, heal, judge, make_trouble};

const SEEDS: u64 = 24;

#[test]
fn whatever_happens_nothing_breaks_and_all_agree_in_the_end() {
    let mut events = 0;
    for seed in 0..SEEDS {
        let explored = explore(seed, 20);
        let faults: Vec<String> = explored.verdict.faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "seed {seed}: {faults:?}");
        events += explored.verdict.events;
    }
    assert!(events > 10_000, "{events} events are too few to mean anything");
}

#[test]
fn a_run_is_the_same_each_time() {
    let once = explore(3, 10);
    assert_eq!(judge(&once.file).trace_hash, once.verdict.trace_hash);
    assert_eq!(make_trouble(3, 10), make_trouble(3, 10));
}

/// A world that is left cut in two can't agree: the judge has to say so.
#[test]
fn disagreement_is_noticed() {
    let mut file = heal(make_trouble(5, 5));
    file.log.clear();
    let cut = r#"{"at_us": 5000000, "action": {"partition": {"groups": [[1], [2]]}}}"#;
    file.world.members = 2;
    file.log.push(serde_json::from_str(cut).unwrap());
    assert!(judge(&file).faults.contains(&Fault::NoAgreement));
}
