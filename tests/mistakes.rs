//! Known mistakes, one by one, as traces of real runs that look as if somebody had made them: each is
//! reported by the property it breaks, and by no other unless it breaks that too.
//!
//! They stand for mistakes inside of Raft itself, where nothing can be injected. A mistake whose
//! consequences would break more than it does itself ends the trace before they come.

mod lines;
mod troubles;

use std::collections::BTreeSet;

use lines::{History, clients, elections, logs, machines, watches};
use quorum::check::{Checks, Property};
use quorum::cluster::{TraceLine, WorldSpec};

/// A mistake: makes a right trace look as if it had been made. Returns whether there was occasion for it.
pub struct Mistake {
    pub name: &'static str,
    pub breaks: &'static [Property],
    pub make: fn(&mut History) -> bool,
}

const fn mistake(name: &'static str, breaks: &'static [Property], make: fn(&mut History) -> bool) -> Mistake {
    Mistake { name, breaks, make }
}

use Property::{
    AcknowledgedWrites, CommitMonotonic, ElectionSafety, LeaderAppendOnly, LeaderCompleteness, Linearizability,
    LogMatching, StateMachineSafety, VoteOnce, WatchComplete,
};

const MISTAKES: &[Mistake] = &[
    mistake("two leaders in a term", &[ElectionSafety], elections::two_leaders),
    mistake("a vote changed within a term", &[VoteOnce], elections::vote_changed),
    mistake("a vote forgotten in a crash", &[VoteOnce], elections::vote_forgotten),
    mistake("a leader elected without what is committed", &[LeaderCompleteness], elections::incomplete_leader),
    mistake(
        "a leader elected without what was acknowledged",
        &[LeaderCompleteness, AcknowledgedWrites],
        elections::leader_without_promise,
    ),
    mistake("a leader erases its last entry", &[LeaderAppendOnly], logs::leader_erases),
    mistake("a leader overwrites an entry", &[LeaderAppendOnly, LogMatching], logs::leader_overwrites),
    mistake("an entry that differs in one log", &[LogMatching], logs::entry_differs),
    mistake("an entry appended behind another one", &[LogMatching], logs::entry_misplaced),
    mistake("a log with a hole", &[LogMatching], logs::hole),
    mistake("a conflicting entry overwritten, not truncated", &[LogMatching], logs::overwritten),
    mistake("a committed entry truncated", &[LeaderCompleteness], logs::committed_truncated),
    mistake("a restart that forgets the tail", &[LeaderCompleteness], logs::tail_forgotten),
    mistake("purged without a snapshot", &[LeaderCompleteness], logs::purged_early),
    mistake("a snapshot forgotten in a crash", &[LeaderCompleteness], logs::snapshot_forgotten),
    mistake("an old term's entry committed by counting (Figure 8)", &[LeaderCompleteness], logs::figure_8),
    mistake("a learner counted in the quorum", &[LeaderCompleteness], logs::learner_counted),
    mistake("no joint step", &[LeaderCompleteness], logs::no_joint_step),
    mistake("a joint step to strangers", &[LeaderCompleteness], logs::joint_with_strangers),
    mistake("commit goes back", &[CommitMonotonic], machines::commit_goes_back),
    mistake("committed what is not there", &[StateMachineSafety], machines::commit_beyond_the_log),
    mistake("written down as committed, but not there", &[StateMachineSafety], machines::committed_but_gone),
    mistake("two members apply different entries", &[StateMachineSafety], machines::different_entries),
    mistake("applied out of order", &[StateMachineSafety], machines::out_of_order),
    mistake("applied twice", &[StateMachineSafety], machines::applied_twice),
    mistake("an entry left out", &[StateMachineSafety], machines::left_out),
    mistake("applied before it was committed", &[StateMachineSafety], machines::applied_early),
    mistake("a snapshot of what was not applied", &[StateMachineSafety], machines::snapshot_ahead),
    mistake("a snapshot of another history", &[StateMachineSafety], machines::foreign_snapshot),
    mistake("acknowledged before a majority had it", &[AcknowledgedWrites], clients::acknowledged_early),
    mistake("an acknowledged write vanished", &[AcknowledgedWrites], clients::write_vanished),
    mistake("acknowledged for another entry", &[AcknowledgedWrites], clients::wrong_index),
    mistake(
        "an acknowledged write replaced on one member",
        &[AcknowledgedWrites, StateMachineSafety],
        clients::promise_replaced,
    ),
    mistake("a stale read", &[Linearizability], clients::stale_read),
    mistake("a read of what was never written", &[Linearizability], clients::phantom_read),
    mistake("a read from the future", &[Linearizability], clients::read_from_the_future),
    mistake("a write that counts twice", &[Linearizability], clients::counted_twice),
    mistake("a lost update", &[Linearizability], clients::lost_update),
    mistake("refused without a reason", &[Linearizability], clients::refused_without_reason),
    mistake("done, though refused", &[Linearizability], clients::done_though_refused),
    mistake(
        "a response delivered to the wrong request",
        &[AcknowledgedWrites, Linearizability],
        clients::responses_swapped,
    ),
    mistake("a watch leaves a change out", &[WatchComplete], watches::change_left_out),
    mistake("a watch tells a change twice", &[WatchComplete], watches::told_twice),
    mistake("a watch tells changes in another order", &[WatchComplete], watches::told_in_another_order),
    mistake("a watch tells another value", &[WatchComplete], watches::told_another_value),
];

fn broken(lines: &[TraceLine]) -> BTreeSet<Property> {
    let mut checks = Checks::default();
    lines.iter().for_each(|line| checks.observe(line));
    checks.finish(lines.last().unwrap().t_us);
    checks.violations().iter().map(|violation| violation.property).collect()
}

/// How many traces each mistake is tried on.
const TRACES: u64 = 24;

#[test]
fn each_mistake_is_reported_by_the_property_it_breaks() {
    let traces: Vec<Vec<TraceLine>> = (0..TRACES)
        .map(|seed| {
            let mut spec = WorldSpec::new(seed);
            spec.search = seed % 3 == 0;
            match seed % 3 {
                // Where every answer arrives, it is plain what is not.
                2 => troubles::calm_trace(spec, 30),
                _ => troubles::trace(spec, 40),
            }
        })
        .collect();
    let mut failures = Vec::new();
    println!();
    for Mistake { name, breaks, make } in MISTAKES {
        let expected: BTreeSet<Property> = breaks.iter().copied().collect();
        let (mut tried, failed_before) = (0, failures.len());
        for (seed, lines) in traces.iter().enumerate() {
            let mut history = History::new(lines.clone());
            if !make(&mut history) {
                continue;
            }
            tried += 1;
            let found = broken(&history.lines);
            if found != expected {
                failures.push(format!("{name}: seed {seed}: found {found:?}, not {expected:?}"));
            }
        }
        if tried == 0 {
            failures.push(format!("{name}: no occasion for it"));
        }
        let verdict = if failures.len() == failed_before { "caught  " } else { "SURVIVED" };
        let names: Vec<&str> = breaks.iter().map(|property| property.name()).collect();
        println!("{verdict} {name:<55} {:<38} in {tried:>2} traces", names.join(" "));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A property that no mistake breaks would be a check that nothing shows to work.
#[test]
fn every_property_has_its_mistakes() {
    for property in Property::ALL {
        assert!(MISTAKES.iter().any(|mistake| mistake.breaks == [property]), "{}", property.name());
    }
}
