//! The checks see nothing wrong in what is right.

mod troubles;

use quorum::check::{Checks, Property};
use quorum::cluster::{Outcome, Role, TraceEvent, TraceLine, WorldSpec};
use quorum::etcd::Command;
use troubles::{calm_trace, full_trace, trace};

fn check(lines: &[TraceLine]) -> Checks {
    let mut checks = Checks::default();
    lines.iter().for_each(|line| checks.observe(line));
    checks.finish(lines.last().unwrap().t_us);
    checks
}

/// What runs must hold for it to mean something that nothing is found in them.
#[derive(Debug, Default)]
struct Seen {
    leaders: u32,
    truncations: u32,
    restarts: u32,
    acknowledged: u32,
    reads: u32,
    unknown: u32,
    lost: u32,
    snapshots: u32,
    joint: u32,
    watched: u32,
    revoked: u32,
    anew: u32,
}

impl Seen {
    fn count(&mut self, event: &TraceEvent) {
        let counter = match event {
            TraceEvent::Role { role: Role::Leader, .. } => &mut self.leaders,
            TraceEvent::LogTruncate { .. } => &mut self.truncations,
            TraceEvent::LogLost { .. } => &mut self.lost,
            TraceEvent::SnapshotInstall { .. } => &mut self.snapshots,
            TraceEvent::Commit { voters: Some(voters), .. } if voters.len() > 1 => &mut self.joint,
            TraceEvent::Restart { .. } => &mut self.restarts,
            TraceEvent::Watch { events: 1.., .. } => &mut self.watched,
            TraceEvent::Restore { .. } => &mut self.anew,
            TraceEvent::Apply { entry, .. }
                if matches!(entry.command.as_deref(), Some(Command::LeaseRevoke { .. })) =>
            {
                &mut self.revoked
            }
            TraceEvent::Return { outcome: Outcome::Ok, index: Some(_), .. } => &mut self.acknowledged,
            TraceEvent::Return { outcome: Outcome::Ok, index: None, .. } => &mut self.reads,
            TraceEvent::Return { outcome: Outcome::Unknown, .. } => &mut self.unknown,
            _ => return,
        };
        *counter += 1;
    }
}

#[test]
fn real_runs_break_nothing() {
    let mut seen = Seen::default();
    for seed in 0..60 {
        let mut spec = WorldSpec::new(seed);
        spec.members = [1, 2, 3, 5, 5, 5, 7, 9][seed as usize % 8];
        spec.search = seed % 3 != 0;
        let lines = trace(spec, 60);
        lines.iter().for_each(|line| seen.count(&line.event));
        let checks = check(&lines);
        assert_eq!(checks.violations(), [], "seed {seed}");
        assert_eq!(checks.undecided_since_us(), None, "seed {seed}");
    }
    assert!(seen.leaders > 200 && seen.truncations > 10 && seen.restarts > 500, "{seen:?}");
    assert!(seen.acknowledged > 500 && seen.reads > 300 && seen.unknown > 500, "{seen:?}");
}

/// Partitions, slow disks, changes of the group, snapshots and all the rest.
#[test]
fn runs_with_every_fault_break_nothing() {
    let mut seen = Seen::default();
    for seed in 0..120 {
        let mut spec = WorldSpec::new(seed);
        spec.members = 1 + seed as u8 % 5;
        spec.keep_log = seed % 20;
        let lines = full_trace(spec, 60);
        lines.iter().for_each(|line| seen.count(&line.event));
        let checks = check(&lines);
        assert_eq!(checks.violations(), [], "seed {seed}");
        assert_eq!(checks.undecided_since_us(), None, "seed {seed}");
    }
    assert!(seen.lost > 10 && seen.snapshots > 10 && seen.joint > 20 && seen.acknowledged > 500, "{seen:?}");
    assert!(seen.watched > 200 && seen.revoked > 100 && seen.anew > 3, "{seen:?}");
}

#[test]
fn calm_runs_break_nothing() {
    for seed in 0..20 {
        let checks = check(&calm_trace(WorldSpec::new(seed), 40));
        assert_eq!((checks.violations(), checks.undecided_since_us()), (&[][..], None), "seed {seed}");
    }
}

/// In a quiet world nothing is unknown either.
#[test]
fn a_long_quiet_run_breaks_nothing() {
    let mut session = quorum::session::Session::new(WorldSpec::new(7)).unwrap();
    let mut checks = Checks::default();
    for minute in 1..=20 {
        session.advance_to(minute * 60_000_000);
        session.take_news().lines.iter().for_each(|line| checks.observe(line));
    }
    assert_eq!((checks.violations(), checks.undecided_since_us()), (&[][..], None));
}

#[test]
fn properties_are_named_as_in_json() {
    for property in Property::ALL {
        assert_eq!(serde_json::to_value(property).unwrap(), property.name());
        assert!(property.section().starts_with('§'));
    }
}
