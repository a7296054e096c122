//! Known mistakes, one by one, made by real runs: each is noticed, by a property that it plausibly breaks,
//! and without it the same worlds and scripts break nothing.
//!
//! They are made at our own seams; mistakes inside of openraft are tried on traces (`tests/mistakes.rs`).
//! What each run is: the explorer's random worlds of trouble, one seed after the other until one shows the
//! mistake; or, where luck would take long, a script that leads there. `cargo xtask mutants` shows the table.

mod common;
mod provoked;

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use quorum::check::{Checks, Property, Violation};
use quorum::explore::{heal, make_trouble};
use quorum::mistake::{Mistake, Mistakes};
use quorum::session::Session;

use Property::{
    AcknowledgedWrites, ElectionSafety, LeaderCompleteness, Linearizability, LogMatching, StateMachineSafety, VoteOnce,
    WatchComplete,
};

/// How many worlds or scripts are tried before a mistake counts as not noticed.
const SEEDS_MAX: u64 = 400;
/// How long the worlds' trouble lasts, and how long they go on afterwards.
const TROUBLE_SECONDS: u64 = 30;
const AFTERWARDS_US: u64 = 20_000_000;
const SLICE_US: u64 = 500_000;

enum Ground {
    Trouble,
    Script(fn(&mut Session)),
}

struct Mutant {
    name: &'static str,
    /// The file whose seam it is made at.
    seam: &'static str,
    ground: Ground,
    /// The first property that breaks is one of these. None: openraft panics, as [`PANIC_OF_CANCEL`] has it.
    breaks: &'static [Property],
}

/// What openraft says when it is sent a snapshot from a later term than its sender's.
const PANIC_OF_CANCEL: &str = "can not be owned by the installing leader";

const fn mutant(name: &'static str, seam: &'static str, ground: Ground, breaks: &'static [Property]) -> Mutant {
    Mutant { name, seam, ground, breaks }
}

fn describe(mistake: Mistake) -> Mutant {
    use Ground::{Script, Trouble};
    const LOG: &str = "raft/log_store.rs";
    const MACHINE: &str = "raft/state_machine.rs";
    const POST: &str = "cluster/post.rs";
    const SERVE: &str = "cluster/serve.rs";
    match mistake {
        // Who forgot that it led a term may lead it again, and write other entries into it.
        Mistake::VoteNotStored => mutant("vote not persisted", LOG, Trouble, &[VoteOnce, ElectionSafety, LogMatching]),
        Mistake::VoteGivenEarly => {
            let script = Script(provoked::voter_crashes);
            mutant("vote given before it is durable", LOG, script, &[VoteOnce, ElectionSafety])
        }
        Mistake::AcknowledgedUnflushed => {
            let script = Script(provoked::majority_crashes);
            mutant("entries acknowledged before they are flushed", LOG, script, &[LeaderCompleteness])
        }
        Mistake::TailForgotten => mutant("restart that forgets the tail", LOG, Trouble, &[LeaderCompleteness]),
        Mistake::NotTruncated => mutant("conflicting entries not truncated", LOG, Trouble, &[LogMatching]),
        Mistake::CommittedAhead => {
            let script = Script(provoked::follower_crashes);
            mutant("commit index persisted past the flushed tail", LOG, script, &[StateMachineSafety])
        }
        Mistake::PurgedEarly => mutant("purge before snapshot", MACHINE, Trouble, &[LeaderCompleteness]),
        Mistake::SnapshotShort => {
            let script = Script(provoked::snapshot_takes_time);
            mutant("snapshot without its last entry", MACHINE, script, &[Linearizability])
        }
        Mistake::SnapshotLate => {
            let script = Script(provoked::snapshot_takes_time);
            mutant("snapshot with more than it says", MACHINE, script, &[Linearizability])
        }
        Mistake::AppliedOutOfOrder => mutant("entries applied out of order", MACHINE, Trouble, &[StateMachineSafety]),
        Mistake::SnapshotNotKept => {
            let script = Script(provoked::snapshot_is_all_there_is);
            mutant("installed snapshot not persisted", MACHINE, script, &[LeaderCompleteness])
        }
        Mistake::CancelIgnored => {
            let script = Script(provoked::leader_changes_during_transfer);
            mutant("cancel of a snapshot ignored", "raft/network.rs", script, &[])
        }
        Mistake::ResponseMixedUp => {
            mutant("response delivered to the wrong request", POST, Trouble, &[LeaderCompleteness])
        }
        Mistake::CopyDone => mutant("duplicate client letter applied twice", POST, Trouble, &[Linearizability]),
        Mistake::ToldBeforeCommit => {
            mutant("client told before a majority has it", SERVE, Trouble, &[AcknowledgedWrites])
        }
        Mistake::ReadLocally => mutant("stale read served as linearizable", SERVE, Trouble, &[Linearizability]),
        Mistake::ReadBeforeApplied => {
            mutant("read before the read index is applied", SERVE, Trouble, &[Linearizability])
        }
        Mistake::ReadByLease => {
            let script = Script(provoked::slow_clock);
            mutant("read by a lease that a slow clock prolongs", SERVE, script, &[Linearizability])
        }
        Mistake::SilenceIsNo => {
            mutant("timeout told as a refusal", "cluster/clients/desk.rs", Trouble, &[Linearizability])
        }
        Mistake::WatchSkips => {
            let script = Script(provoked::watched_member_crashes);
            mutant("watch that skips after a crash", "cluster/clients/watcher.rs", script, &[WatchComplete])
        }
    }
}

/// What a run came to: the properties that broke, or the panic that ended it.
struct Run {
    violations: Vec<Violation>,
    /// When, and with what words.
    panic: Option<(u64, String)>,
}

thread_local! {
    static IS_RUNNING: Cell<bool> = const { Cell::new(false) };
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Does something with a session; what panics, in openraft or in our own code, is kept and not printed.
fn attempt(session: &mut Session, work: impl FnOnce(&mut Session)) -> Option<(u64, String)> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| match IS_RUNNING.get() {
            true => PANIC.set(Some(info.to_string())),
            false => usual(info),
        }));
    });
    IS_RUNNING.set(true);
    let ended = catch_unwind(AssertUnwindSafe(|| work(session)));
    IS_RUNNING.set(false);
    ended.err().and_then(|_| Some((session.now_us(), PANIC.take()?)))
}

fn trouble(seed: u64, mistakes: Mistakes) -> Run {
    let mut file = heal(make_trouble(seed, TROUBLE_SECONDS));
    file.world.mistakes = mistakes;
    let end_us = file.log.last().map_or(0, |entry| entry.at_us) + AFTERWARDS_US;
    let mut session = Session::import(file).unwrap();
    let mut checks = Checks::default();
    let mut panic = None;
    while session.now_us() < end_us && panic.is_none() && checks.violations().is_empty() {
        let next_us = session.now_us() + SLICE_US;
        panic = attempt(&mut session, |session| session.advance_to(next_us));
        check(&mut session, &mut checks);
    }
    finish(session, checks, panic)
}

fn script(seed: u64, mistakes: Mistakes, play: fn(&mut Session)) -> Run {
    let mut session = Session::new(quorum::cluster::WorldSpec { mistakes, ..provoked::world(seed) }).unwrap();
    let mut checks = Checks::default();
    let panic = attempt(&mut session, play);
    check(&mut session, &mut checks);
    finish(session, checks, panic)
}

/// All that was written down; after a panic what came right before it, too.
fn check(session: &mut Session, checks: &mut Checks) {
    let now_us = session.now_us();
    attempt(session, |session| session.advance_to(now_us));
    session.take_news().lines.iter().for_each(|line| checks.observe(line));
}

fn finish(session: Session, mut checks: Checks, panic: Option<(u64, String)>) -> Run {
    checks.finish(session.now_us());
    if panic.is_some() {
        // Who knows in which state it is: taking it apart might panic again.
        std::mem::forget(session);
    }
    Run { violations: checks.violations().to_vec(), panic }
}

fn run(ground: &Ground, seed: u64, mistakes: Mistakes) -> Run {
    match ground {
        Ground::Trouble => trouble(seed, mistakes),
        Ground::Script(play) => script(seed, mistakes, *play),
    }
}

/// How a mistake was noticed.
struct Caught {
    by: &'static str,
    seed: u64,
    t_us: u64,
}

/// The first seed at which a mistake is noticed. A panic counts only where it is what has to come.
fn hunt(mistake: Mistake, mutant: &Mutant) -> Result<Caught, String> {
    let mut panics = 0;
    for seed in 0..SEEDS_MAX {
        let sound = run(&mutant.ground, seed, Mistakes::default());
        if !sound.violations.is_empty() || sound.panic.is_some() {
            return Err(format!("seed {seed}: found {:?} {:?} without it", sound.violations, sound.panic));
        }
        let wrong = run(&mutant.ground, seed, Mistakes::of(mistake));
        if let Some(first) = wrong.violations.first() {
            let is_plausible = mutant.breaks.contains(&first.property);
            let caught = Caught { by: first.property.name(), seed, t_us: first.t_us };
            return if is_plausible { Ok(caught) } else { Err(format!("seed {seed}: found {first:?}")) };
        }
        match wrong.panic {
            Some((t_us, words)) if mutant.breaks.is_empty() && words.contains(PANIC_OF_CANCEL) => {
                return Ok(Caught { by: "panic of openraft", seed, t_us });
            }
            panic => panics += u64::from(panic.is_some()),
        }
    }
    Err(format!("not noticed in {SEEDS_MAX} runs; {panics} of them panicked"))
}

#[test]
fn each_mistake_is_noticed() {
    println!();
    let mut failures = Vec::new();
    for mistake in Mistake::ALL {
        let mutant = describe(mistake);
        let row = format!("{:<46} {:<24}", mutant.name, mutant.seam);
        match hunt(mistake, &mutant) {
            Ok(Caught { by, seed, t_us }) => {
                let ground = if matches!(mutant.ground, Ground::Trouble) { "trouble" } else { "script" };
                let at_s = t_us as f64 / 1e6;
                let caught = if mutant.breaks.is_empty() { "panicked" } else { "caught  " };
                println!("{caught} {row} {by:<20} {ground:<7} seed {seed:>2} at {at_s:>6.3} s");
            }
            Err(why) => {
                println!("SURVIVED {row} {why}");
                failures.push(format!("{}: {why}", mutant.name));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
