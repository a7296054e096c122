//! How fast and how large it is, printed and kept in `target/bench.json`. Nothing is asserted:
//! machines differ. Of several rounds the best is told: what else the machine does only makes it slower.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::process::{command, root};
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

/// One run to measure: its name in the table, its world, what is asked of it, and whether the checks read along.
struct Case {
    name: String,
    world: Value,
    log: Vec<Value>,
    checks: bool,
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
    for (native, in_browser) in native.iter().zip(browser["speed"].as_array().into_iter().flatten()) {
        let name = native["name"].as_str().unwrap_or_default();
        let rates = [&native["rates"], &in_browser["rates"]].map(|rates| [number(&rates[0]), number(&rates[1])]);
        let [early, late, early_there, late_there] = [rates[0][0], rates[0][1], rates[1][0], rates[1][1]];
        println!("{name:<44} {early:>8.0} {late:>8.0} {early_there:>8.0} {late_there:>8.0}");
    }
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
        let idle = Case { name: format!("{members} members, idle"), world: world.clone(), log: vec![], checks: true };
        cases.push(idle);
        cases.push(Case { name: format!("{members} members, 5 writes/s"), world, log: load(), checks: true });
    }
    for checks in [true, false] {
        let timing = json!({ "heartbeat_us": 50000, "election_us": [100000, 200000], "latency_us": [10000, 15000] });
        let world = json!({ "seed": 7, "members": 5, "puzzle": true, "search": false, "timing": timing });
        let on = if checks { "on" } else { "off" };
        let name = format!("constants of the JavaScript visualizer, {on}");
        cases.push(Case { name, world, log: vec![], checks });
    }
    cases
}

/// Writes by `etcdctl`, to the end of the run.
fn load() -> Vec<Value> {
    let moments = (LOAD_FROM_US..RUN_SECONDS * 1_000_000).step_by(LOAD_EVERY_US as usize);
    let put = |at_us| json!({ "at_us": at_us, "action": { "etcdctl": { "line": format!("put load {at_us}") } } });
    moments.map(put).collect()
}

/// The rates of each case in each window.
fn native(simulate: &str, cases: &[Case]) -> Result<Vec<Value>> {
    let mut best = vec![[0.0_f64; WINDOWS.len()]; cases.len()];
    for _ in 0..ROUNDS {
        for (case, best) in cases.iter().zip(&mut best) {
            let rates = native_run(simulate, case).with_context(|| format!("headless: {}", case.name))?;
            *best = std::array::from_fn(|window| rates[window].max(best[window]));
        }
    }
    Ok(cases.iter().zip(best).map(|(case, rates)| json!({ "name": case.name, "rates": rates })).collect())
}

fn native_run(simulate: &str, case: &Case) -> Result<[f64; WINDOWS.len()]> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let (world, script) = (folder.join("world.json"), folder.join("script.json"));
    fs::write(&world, case.world.to_string())?;
    fs::write(&script, Value::from(case.log.clone()).to_string())?;
    let (seconds, every) = (RUN_SECONDS.to_string(), WINDOW_SECONDS.to_string());
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
    let at = |seconds: u64| told.get((seconds / WINDOW_SECONDS) as usize - 1).copied().context("it told too little");
    let mut rates = [0.0; WINDOWS.len()];
    for (from, rate) in WINDOWS.iter().zip(&mut rates) {
        let took = at(from + WINDOW_SECONDS)?.duration_since(at(*from)?);
        *rate = WINDOW_SECONDS as f64 / took.as_secs_f64();
    }
    Ok(rates)
}

/// What `e2e/bench.mjs` measures in the page; it reads the same cases.
fn browser(cases: &[Case]) -> Result<Value> {
    let sessions: Vec<Value> = cases
        .iter()
        .map(|case| {
            let session = json!({ "format": 1, "world": case.world, "log": case.log });
            json!({ "name": case.name, "session": session, "checks": case.checks })
        })
        .collect();
    let file = root().join("target/bench/sessions.json");
    let plan = json!({ "windows": WINDOWS, "window_seconds": WINDOW_SECONDS, "rounds": ROUNDS, "cases": sessions });
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
