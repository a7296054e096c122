//! One headless run: `simulate --seed 7 --seconds 60 [--world WORLD.json] [--script FILE.json] [--trace OUT.jsonl]`.
//!
//! Prints the trace hash at the end, with `--every SECONDS` also after so much virtual time each; `--checks off`
//! runs without the checks. A script is a session's log: `[{"at_us": 1500000, "action": …}, …]`.
//! What is refused of it is said on stderr, and the run goes on.
//!
//! `simulate --troubled 0..50 --seconds 20` runs random sessions full of faults instead, one per seed, and prints a
//! line of JSON for each: `{"session": …, "end_us": …, "hash": …}`, for those who run them elsewhere.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::process::ExitCode;

use quorum::cluster::WorldSpec;
use quorum::explore::make_trouble;
use quorum::session::{LogEntry, Session, SessionFile};

#[derive(Default)]
struct Arguments {
    seed: Option<u64>,
    seconds: Option<f64>,
    world: Option<String>,
    script: Option<String>,
    trace: Option<String>,
    every: Option<f64>,
    unchecked: bool,
    troubled: Option<Range<u64>>,
}

fn arguments() -> Result<Arguments, Box<dyn Error>> {
    let mut arguments = Arguments::default();
    let mut words = std::env::args().skip(1);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--seed" => arguments.seed = Some(value.parse()?),
            "--seconds" => arguments.seconds = Some(value.parse()?),
            "--world" => arguments.world = Some(value),
            "--script" => arguments.script = Some(value),
            "--trace" => arguments.trace = Some(value),
            "--every" => arguments.every = Some(value.parse()?),
            "--checks" => match value.as_str() {
                "on" => arguments.unchecked = false,
                "off" => arguments.unchecked = true,
                _ => return Err("--checks is on or off".into()),
            },
            "--troubled" => {
                let (from, to) = value.split_once("..").ok_or("--troubled takes a range of seeds: 0..50")?;
                arguments.troubled = Some(from.parse()?..to.parse()?);
            }
            _ => return Err(format!("unknown option {flag}").into()),
        }
    }
    Ok(arguments)
}

fn run() -> Result<(), Box<dyn Error>> {
    let arguments = arguments()?;
    if let Some(seeds) = arguments.troubled {
        return troubled(seeds, arguments.seconds.unwrap_or(60.0));
    }
    let mut world = match &arguments.world {
        Some(file) => serde_json::from_str(&fs::read_to_string(file)?)?,
        None => WorldSpec::new(0),
    };
    world.seed = arguments.seed.unwrap_or(world.seed);
    let log: Vec<LogEntry> = match &arguments.script {
        Some(file) => serde_json::from_str(&fs::read_to_string(file)?)?,
        None => Vec::new(),
    };
    let microseconds = |seconds: f64| (seconds * 1e6).round() as u64;
    let end_us = microseconds(arguments.seconds.unwrap_or(60.0));
    let every_us = arguments.every.map(microseconds).filter(|us| *us > 0);
    let mut session = Session::import(SessionFile { format: 1, world, log })?;
    let mut trace = arguments.trace.map(fs::File::create).transpose()?.map(BufWriter::new);
    if arguments.unchecked {
        session.stop_checking();
    }
    // A second at a time, so that a long run keeps no more of its trace than that.
    let mut now_us = 0;
    loop {
        session.advance_to(now_us);
        for line in session.take_news().lines {
            if let Some(trace) = &mut trace {
                serde_json::to_writer(&mut *trace, &line)?;
                writeln!(trace)?;
            }
        }
        for (entry, refusal) in session.take_refused() {
            eprintln!("at {} us: {refusal}", entry.at_us);
        }
        if now_us >= end_us {
            break;
        }
        if every_us.is_some_and(|us| now_us > 0 && now_us.is_multiple_of(us)) {
            println!("{:016x}", session.trace_hash());
        }
        now_us = (now_us + 1_000_000).min(end_us);
    }
    println!("{:016x}", session.trace_hash());
    Ok(())
}

fn troubled(seeds: Range<u64>, seconds: f64) -> Result<(), Box<dyn Error>> {
    for seed in seeds {
        let file = make_trouble(seed, seconds as u64);
        let end_us = file.log.last().map_or(0, |entry| entry.at_us) + 1_000_000;
        let mut session = Session::import(file.clone())?;
        session.advance_to(end_us);
        let hash = format!("{:016x}", session.trace_hash());
        println!("{}", serde_json::json!({"session": file, "end_us": end_us, "hash": hash}));
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
