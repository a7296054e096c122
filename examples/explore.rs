//! Looks for runs that go wrong: `explore [--seeds 0..1000] [--seconds 30]`, or judges one session:
//! `explore --session FILE.json`. Prints each failure with the command that replays it; exit 1 on any.

use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use quorum::explore::{Verdict, explore, judge, shrink};
use quorum::session::SessionFile;

/// More failures than this say nothing new.
const SHOWN_MAX: usize = 10;

struct Arguments {
    seeds: Range<u64>,
    seconds: u64,
    session: Option<String>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments { seeds: 0..100, seconds: 30, session: None };
    let mut words = std::env::args().skip(1);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--seeds" => {
                let (from, to) = value.split_once("..").ok_or("--seeds takes a range: 0..1000")?;
                arguments.seeds = from.parse()?..to.parse()?;
            }
            "--seconds" => arguments.seconds = value.parse()?,
            "--session" => arguments.session = Some(value),
            _ => return Err(format!("unknown option {flag}").into()),
        }
    }
    Ok(arguments)
}

/// What all runs together came to.
#[derive(Default)]
struct Sum {
    runs: u64,
    failures: Vec<(u64, String)>,
    events: u64,
    virtual_us: u64,
    actions: u64,
    undecided: u64,
    slowest_agreement: (u64, u64),
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| match &arguments.session {
        Some(file) => judge_file(file),
        None => explore_all(&arguments),
    }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn judge_file(path: &str) -> Result<bool, Box<dyn Error>> {
    let verdict = judge(&SessionFile::from_json(&fs::read_to_string(path)?)?);
    verdict.faults.iter().for_each(|fault| println!("{fault}"));
    println!("{} events checked, trace hash {:016x}", verdict.events, verdict.trace_hash);
    Ok(verdict.faults.is_empty())
}

/// On all cores: each world lives in one thread, and worlds know nothing of each other.
fn explore_all(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let next = AtomicU64::new(arguments.seeds.start);
    let sum = Mutex::new(Sum::default());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= arguments.seeds.end {
                        return;
                    }
                    name_seed_in_panics(seed, arguments.seconds);
                    let explored = std::panic::catch_unwind(|| {
                        let explored = explore(seed, arguments.seconds);
                        let failure = failure(seed, arguments.seconds, &explored.file, &explored.verdict);
                        (explored, failure)
                    });
                    let mut sum = sum.lock().expect("nobody panics while holding it");
                    match explored {
                        Ok((explored, failure)) => add(&mut sum, seed, &explored.file, &explored.verdict, failure),
                        // How to see it again has been said with the panic.
                        Err(_) => {
                            sum.runs += 1;
                            sum.failures.push((seed, format!("seed {seed}: a panic, see above")));
                        }
                    }
                }
            });
        }
    });
    let mut sum = sum.into_inner()?;
    sum.failures.sort();
    for (_, text) in sum.failures.iter().take(SHOWN_MAX) {
        println!("{text}\n");
    }
    let (slowest_us, slowest_seed) = sum.slowest_agreement;
    println!(
        "{} runs of {} s of trouble: {} actions, {} events checked, {} virtual seconds",
        sum.runs,
        arguments.seconds,
        sum.actions,
        sum.events,
        sum.virtual_us / 1_000_000
    );
    println!("{} runs too unclear to tell whether all of them is linearizable", sum.undecided);
    println!("slowest agreement after all was healed: {:.1} s (seed {slowest_seed})", slowest_us as f64 / 1e6);
    println!("{} passed, {} failed", sum.runs - sum.failures.len() as u64, sum.failures.len());
    Ok(sum.failures.is_empty())
}

fn add(sum: &mut Sum, seed: u64, file: &SessionFile, verdict: &Verdict, failure: Option<String>) {
    sum.runs += 1;
    sum.events += verdict.events;
    sum.undecided += u64::from(verdict.is_undecided);
    sum.virtual_us += verdict.virtual_us;
    sum.actions += file.log.len() as u64;
    sum.slowest_agreement = sum.slowest_agreement.max((verdict.agreed_after_us.unwrap_or(0), seed));
    sum.failures.extend(failure.map(|text| (seed, text)));
}

/// What went wrong in a run, made as short as it gets, and how to see it again.
fn failure(seed: u64, seconds: u64, file: &SessionFile, verdict: &Verdict) -> Option<String> {
    let first = verdict.faults.first()?;
    let mut text = format!("seed {seed}:");
    for fault in &verdict.faults {
        text += &format!("\n  {fault}");
    }
    let shortest = shrink(file, first);
    let json = serde_json::to_string(&shortest).expect("a session is plain values");
    let path = PathBuf::from(format!("target/explore/seed-{seed}.json"));
    let written = fs::create_dir_all("target/explore").and_then(|()| fs::write(&path, &json));
    text += &format!("\n  again: cargo xtask explore --seeds {seed}..{} --seconds {seconds}", seed + 1);
    if written.is_ok() {
        text += &format!("\n  short: cargo xtask explore --session {}", path.display());
    }
    Some(format!("{text}\n  in the page: quorum.import({json})"))
}

/// A panic takes the whole tool down: it has to say which world it was.
fn name_seed_in_panics(seed: u64, seconds: u64) {
    thread_local!(static HERE: std::cell::Cell<Option<(u64, u64)>> = const { std::cell::Cell::new(None) });
    static HOOK: std::sync::Once = std::sync::Once::new();
    HERE.set(Some((seed, seconds)));
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            before(info);
            if let Some((seed, seconds)) = HERE.get() {
                eprintln!(
                    "seed {seed}: a panic; again: cargo xtask explore --seeds {seed}..{} --seconds {seconds}",
                    seed + 1
                );
            }
        }));
    });
}
