//! Independent checks of every run: trace lines in, violations out.
//!
//! [`Checks`] reads the trace line by line, as anybody could who has only that, and never asks the
//! cluster anything; so what it says does not rest on the code that it judges. One file per property,
//! named as in the Raft paper. Each line costs about the same however long the run is, and what is
//! remembered is bounded; each file says what is given up for that.
//!
//! It sees the trace from its first line on: when a session goes back, start anew.

mod acknowledged_writes;
mod commit_monotonic;
mod election_safety;
mod known;
mod leader_append_only;
mod leader_completeness;
mod linearizability;
mod log_matching;
mod property;
mod state_machine_safety;
mod vote_once;
mod watch_complete;

use crate::cluster::{TraceEvent, TraceLine};

pub use property::{At, Property, Report, Violation};

use acknowledged_writes::AcknowledgedWrites;
use election_safety::ElectionSafety;
use known::Known;
use leader_completeness::LeaderCompleteness;
use linearizability::Linearizability;
use log_matching::LogMatching;
use state_machine_safety::StateMachineSafety;
use vote_once::VoteOnce;
use watch_complete::WatchComplete;

/// All properties of [`Property::ALL`], over one trace.
#[derive(Default)]
pub struct Checks {
    known: Known,
    election_safety: ElectionSafety,
    log_matching: LogMatching,
    leader_completeness: LeaderCompleteness,
    state_machine_safety: StateMachineSafety,
    vote_once: VoteOnce,
    acknowledged_writes: AcknowledgedWrites,
    linearizability: Linearizability,
    watch_complete: WatchComplete,
    violations: Vec<Violation>,
    /// Of a group before this one.
    undecided_since_us: Option<u64>,
}

impl Checks {
    /// Takes in the next line.
    pub fn observe(&mut self, line: &TraceLine) {
        if let TraceEvent::Restore { .. } = line.event {
            self.begin_anew(line.t_us);
        }
        let (event, known) = (&line.event, &self.known);
        let report = &mut Report { t_us: line.t_us, violations: &mut self.violations };
        self.election_safety.observe(event, report);
        leader_append_only::observe(event, known, report);
        self.log_matching.observe(event, known, report);
        self.leader_completeness.observe(event, known, report);
        self.state_machine_safety.observe(event, known, report);
        self.vote_once.observe(event, report);
        commit_monotonic::observe(event, known, report);
        self.acknowledged_writes.observe(event, known, report);
        self.linearizability.observe(event, report);
        self.watch_complete.observe(event, report);
        self.known.observe(event);
    }

    /// A new group begins: its terms and logs have nothing to do with those of the old one. What broke stays broken.
    fn begin_anew(&mut self, t_us: u64) {
        self.finish(t_us);
        let violations = std::mem::take(&mut self.violations);
        let undecided_since_us = self.undecided_since_us();
        *self = Self { violations, undecided_since_us, ..Self::default() };
    }

    /// No more lines will come: whoever still waits for an answer gets none.
    pub fn finish(&mut self, t_us: u64) {
        self.linearizability.finish(&mut Report { t_us, violations: &mut self.violations });
    }

    /// What broke so far, in the order in which it was noticed; a few per property.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Since when it can't be told whether the run is linearizable: too much was unknown to follow up.
    pub fn undecided_since_us(&self) -> Option<u64> {
        self.undecided_since_us.or(self.linearizability.undecided_since_us())
    }
}
