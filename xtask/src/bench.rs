//! How fast and how large it is, printed and kept in `target/bench.json`. Nothing is asserted:
//! machines differ. Of several rounds the best is told: what else the machine does only makes it slower.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::process::{command, root, run};
use crate::{budget, build, serve, test};

/// Each run is measured twice, early and late: from so many virtual seconds on.
const WINDOWS: [u64; 2] = [60, 3600];
/// How long each of them is, in virtual seconds.
const WINDOW_SECONDS: u64 = 60;
const RUN_SECONDS: u64 = WINDOWS[1] + WINDOW_SECONDS;
const ROUNDS: usize = 3;
/// When a first leader is settled, and how often a loaded cluster gets a command from then on.
const LOAD_FROM_US: u64 = 10_000_000;
const LOAD_EVERY_US: u64 = 200_000;

/// What clients ask for in a second of virtual time, where that is what is measured.
const OPS_PER_SECOND: u64 = 100;
/// How many of them watch, each of which is told of every put.
const WATCHERS: u64 = 10;
/// When that is measured: all that they ask for lies in the session.
const OPS_WINDOWS: [u64; 1] = [10];
const OPS_SECONDS: u64 = 10;

/// One run to measure: its name in the table, its world, what is asked of it, and whether the checks read along.
struct Case {
    name: String,
    world: Value,
    log: Vec<Value>,
    checks: bool,
    /// From which virtual seconds on it is measured, and for how long.
    windows: &'static [u64],
    seconds: u64,
    /// What is done in a virtual second, if that is what counts.
    ops: Option<u64>,
}

impl Case {
    /// Measured early and late, in virtual time.
    fn new(name: String, world: Value, log: Vec<Value>, checks: bool) -> Self {
        Self { name, world, log, checks, windows: &WINDOWS, seconds: WINDOW_SECONDS, ops: None }
    }
}

pub fn bench() -> Result<()> {
    // What is wrong with it, if anything, is told there; it can be measured all the same.
    build::build()?;
    let simulate = test::example("simulate")?;
    let cases = cases();
    let native = native(&simulate, &cases)?;
    let browser = browser(&cases)?;
    let weights = budget::weigh(&root().join("dist"))?;
    let (needed_raw_bytes, needed_brotli_bytes) = budget::bytes_of(&weights, budget::Use::Village);
    let raw_bytes: u64 = weights.iter().map(|weight| weight.raw_bytes).sum();
    let brotli_bytes: u64 = weights.iter().map(|weight| weight.brotli_bytes).sum();

    println!("\nvirtual seconds per real second, best of {ROUNDS}           native           browser");
    println!("{:<44} {:>8} {:>8} {:>8} {:>8}", "", "minute 1", "hour 1", "minute 1", "hour 1");
    let measured: Vec<(&Case, &Value, &Value)> = cases
        .iter()
        .zip(native.iter().zip(browser["speed"].as_array().into_iter().flatten()))
        .map(|(case, (native, in_browser))| (case, native, in_browser))
        .collect();
    for (_, native, in_browser) in measured.iter().filter(|(case, ..)| case.ops.is_none()) {
        let name = native["name"].as_str().unwrap_or_default();
        let rates = [&native["rates"], &in_browser["rates"]].map(|rates| [number(&rates[0]), number(&rates[1])]);
        let [early, late, early_there, late_there] = [rates[0][0], rates[0][1], rates[1][0], rates[1][1]];
        println!("{name:<44} {early:>8.0} {late:>8.0} {early_there:>8.0} {late_there:>8.0}");
    }
    println!("\nper second of real time, 3 members, best of {ROUNDS}            native           browser");
    for (case, native, in_browser) in &measured {
        let Some(ops) = case.ops else { continue };
        let [here, there] = [native, in_browser].map(|measured| number(&measured["rates"][0]) * ops as f64);
        println!("{:<44} {here:>17.0} {there:>17.0}", case.name);
    }
    println!();
    run(&mut command(&test::example("weigh")?, &[]))?;
    println!("\nfrom navigation to the first drawn frame    {:>8.0} ms", number(&browser["first_frame_ms"]));
    println!("work per drawn frame, median                {:>8.2} ms", number(&browser["frame_ms"]["median"]));
    println!("work per drawn frame, p95                   {:>8.2} ms", number(&browser["frame_ms"]["p95"]));
    println!("with 10,000 keys in the tree, median        {:>8.2} ms", number(&browser["tree_ms"]["median"]));
    println!("with 10,000 keys in the tree, p95           {:>8.2} ms", number(&browser["tree_ms"]["p95"]));
    println!("dist/, raw and brotli            {raw_bytes:>9} {brotli_bytes:>9} bytes");
    println!("of it to show the village        {needed_raw_bytes:>9} {needed_brotli_bytes:>9} bytes");

    let report = json!({
        "windows": WINDOWS,
        "window_seconds": WINDOW_SECONDS,
        "native": native,
        "browser": browser,
        "dist": { "raw_bytes": raw_bytes, "brotli_bytes": brotli_bytes },
        "needed": { "raw_bytes": needed_raw_bytes, "brotli_bytes": needed_brotli_bytes },
    });
    let target = root().join("target");
    fs::create_dir_all(&target)?;
    fs::write(target.join("bench.json"), serde_json::to_string_pretty(&report)?)?;
    println!("\nwritten to target/bench.json");
    Ok(())
}

/// 3, 5 and 9 members, left alone and under load; then five members that live as fast as in the best-known
/// visualizer of Raft that is written in JavaScript (which runs them at 120 to 150 times real time in Chromium).
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for members in [3, 5, 9] {
        let world = json!({ "seed": 7, "members": members, "puzzle": true, "search": false });
        cases.push(Case::new(format!("{members} members, idle"), world.clone(), vec![], true));
        cases.push(Case::new(format!("{members} members, 5 writes/s"), world, load(), true));
    }
    for checks in [true, false] {
        let timing = json!({ "heartbeat_us": 50000, "election_us": [100000, 200000], "latency_us": [10000, 15000] });
        let world = json!({ "seed": 7, "members": 5, "puzzle": true, "search": false, "timing": timing });
        let on = if checks { "on" } else { "off" };
        let name = format!("constants of the JavaScript visualizer, {on}");
        cases.push(Case::new(name, world, vec![], checks));
    }
    cases.extend(ops_cases());
    cases
}

/// What etcd's clients do in a second of real time, in a cluster of three.
fn ops_cases() -> Vec<Case> {
    let world = json!({ "seed": 7, "members": 3, "puzzle": false, "search": false });
    let last_us = (OPS_WINDOWS[0] + OPS_SECONDS) * 1_000_000;
    let call = |at_us: u64, client: &str, line: String| json!({ "at_us": at_us, "action": { "etcdctl": { "line": line, "client": client } } });
    let every_us = 1_000_000 / OPS_PER_SECOND;
    let calls = |line: fn(u64) -> String| -> Vec<Value> {
        (5_000_000..last_us).step_by(every_us as usize).map(|at_us| call(at_us, "somebody", line(at_us))).collect()
    };
    let put = |at_us: u64| format!("put /key/{} {at_us}", at_us / 10_000 % 100);
    let get = |at_us: u64| format!("get /key/{}", at_us / 10_000 % 100);
    let watch = |number| call(4_900_000, &format!("watcher-{number}"), "watch /key/ --prefix".to_owned());
    let watched = (0..WATCHERS).map(watch).chain(calls(put)).collect();
    let case = |name: &str, log, ops| Case {
        name: name.to_owned(),
        world: world.clone(),
        log,
        checks: false,
        windows: &OPS_WINDOWS,
        seconds: OPS_SECONDS,
        ops: Some(ops),
    };
    vec![
        case("puts", calls(put), OPS_PER_SECOND),
        case("gets, linearizable", calls(get), OPS_PER_SECOND),
        case("watch events, of ten watchers", watched, OPS_PER_SECOND * WATCHERS),
    ]
}

/// Writes by `etcdctl`, to the end of the run.
fn load() -> Vec<Value> {
    let moments = (LOAD_FROM_US..RUN_SECONDS * 1_000_000).step_by(LOAD_EVERY_US as usize);
    let put = |at_us| json!({ "at_us": at_us, "action": { "etcdctl": { "line": format!("put load {at_us}") } } });
    moments.map(put).collect()
}

/// The rates of each case in each window.
fn native(simulate: &str, cases: &[Case]) -> Result<Vec<Value>> {
    let mut best: Vec<Vec<f64>> = cases.iter().map(|case| vec![0.0; case.windows.len()]).collect();
    for _ in 0..ROUNDS {
        for (case, best) in cases.iter().zip(&mut best) {
            let rates = native_run(simulate, case).with_context(|| format!("headless: {}", case.name))?;
            best.iter_mut().zip(rates).for_each(|(best, rate)| *best = rate.max(*best));
        }
    }
    Ok(cases.iter().zip(best).map(|(case, rates)| json!({ "name": case.name, "rates": rates })).collect())
}

fn native_run(simulate: &str, case: &Case) -> Result<Vec<f64>> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let (world, script) = (folder.join("world.json"), folder.join("script.json"));
    fs::write(&world, case.world.to_string())?;
    fs::write(&script, Value::from(case.log.clone()).to_string())?;
    let last = case.windows.last().context("nothing is measured")?;
    let (seconds, every) = ((last + case.seconds).to_string(), case.seconds.to_string());
    let mut run = command(simulate, &["--seed", "7", "--seconds", &seconds, "--every", &every]);
    run.args(["--checks", if case.checks { "on" } else { "off" }]);
    run.arg("--world").arg(world).arg("--script").arg(script);
    // It prints a line whenever so many seconds have passed: when that comes tells how fast they did.
    let mut child = run.stdout(Stdio::piped()).spawn()?;
    let stdout = child.stdout.take().context("it has no output to read")?;
    let told: Vec<Instant> = BufReader::new(stdout).lines().map(|_| Instant::now()).collect();
    if !child.wait()?.success() {
        bail!("it failed");
    }
    let at = |seconds: u64| told.get((seconds / case.seconds) as usize - 1).copied().context("it told too little");
    let rate = |from: &u64| -> Result<f64> {
        let took = at(from + case.seconds)?.duration_since(at(*from)?);
        Ok(case.seconds as f64 / took.as_secs_f64())
    };
    case.windows.iter().map(rate).collect()
}

/// What `e2e/bench.mjs` measures in the page; it reads the same cases.
fn browser(cases: &[Case]) -> Result<Value> {
    let sessions: Vec<Value> = cases
        .iter()
        .map(|case| {
            let session = json!({ "format": 1, "world": case.world, "log": case.log });
            let (windows, seconds) = (case.windows, case.seconds);
            json!({ "name": case.name, "session": session, "checks": case.checks, "windows": windows, "seconds": seconds })
        })
        .collect();
    let file = root().join("target/bench/sessions.json");
    let plan = json!({ "rounds": ROUNDS, "cases": sessions });
    fs::write(&file, plan.to_string())?;
    let output = serve::node("e2e/bench.mjs")?.arg(file).output()?;
    if !output.status.success() {
        bail!("e2e/bench.mjs failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("e2e/bench.mjs told no JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
