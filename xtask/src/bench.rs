//! How fast and how large it is, printed and kept in `target/bench.json`. Nothing is asserted:
//! machines differ.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::process::{command, output_of, root};
use crate::{budget, build, serve, test};

/// Virtual seconds of one measured run.
const RUN_SECONDS: u64 = 120;
/// How long a loaded cluster gets commands, and how often.
const LOAD_EVERY_US: u64 = 200_000;

/// One cluster to measure: its name in the table, its world, and what is asked of it.
struct Case {
    name: String,
    world: Value,
    log: Vec<Value>,
}

pub fn bench() -> Result<()> {
    // What is wrong with it, if anything, is told there; it can be measured all the same.
    build::build()?;
    let simulate = test::example("simulate")?;
    let cases = cases();
    let native: Vec<Value> = cases.iter().map(|case| native(&simulate, case)).collect::<Result<_>>()?;
    let browser = browser(&cases)?;
    let weights = budget::weigh(&root().join("dist"))?;
    let (needed_raw_bytes, needed_brotli_bytes) = budget::needed_bytes(&weights);
    let raw_bytes: u64 = weights.iter().map(|weight| weight.raw_bytes).sum();
    let brotli_bytes: u64 = weights.iter().map(|weight| weight.brotli_bytes).sum();

    println!("\nvirtual seconds per real second      native    browser");
    for (native, in_browser) in native.iter().zip(browser["speed"].as_array().into_iter().flatten()) {
        let name = native["name"].as_str().unwrap_or_default();
        println!("{name:<32} {:>10.0} {:>10.0}", number(&native["rate"]), number(&in_browser["rate"]));
    }
    println!("\nfrom navigation to the first drawn frame    {:>8.0} ms", number(&browser["first_frame_ms"]));
    println!("work per drawn frame, median                {:>8.2} ms", number(&browser["frame_ms"]["median"]));
    println!("work per drawn frame, p95                   {:>8.2} ms", number(&browser["frame_ms"]["p95"]));
    println!("dist/, raw and brotli            {raw_bytes:>9} {brotli_bytes:>9} bytes");
    println!("of it to show the village        {needed_raw_bytes:>9} {needed_brotli_bytes:>9} bytes");

    let report = json!({
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

/// 3, 5 and 9 members, left alone and under load.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for members in [3, 5, 9] {
        let world = json!({ "seed": 7, "members": members, "puzzle": true, "search": false });
        cases.push(Case { name: format!("{members} members, idle"), world: world.clone(), log: Vec::new() });
        cases.push(Case { name: format!("{members} members, 5 writes/s"), world, log: load() });
    }
    cases
}

/// Writes by `etcdctl`, from when a first leader is settled to the end of the run.
fn load() -> Vec<Value> {
    let moments = (10_000_000..RUN_SECONDS * 1_000_000).step_by(LOAD_EVERY_US as usize);
    let put = |at_us| json!({ "at_us": at_us, "action": { "etcdctl": { "line": format!("put load {at_us}") } } });
    moments.map(put).collect()
}

fn native(simulate: &str, case: &Case) -> Result<Value> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let (world, script) = (folder.join("world.json"), folder.join("script.json"));
    fs::write(&world, case.world.to_string())?;
    fs::write(&script, Value::from(case.log.clone()).to_string())?;
    let seconds = RUN_SECONDS.to_string();
    let mut run = command(simulate, &["--seed", "7", "--seconds", &seconds]);
    run.arg("--world").arg(world).arg("--script").arg(script);
    let start = Instant::now();
    output_of(&mut run).with_context(|| format!("the headless run failed: {}", case.name))?;
    Ok(json!({ "name": case.name, "rate": RUN_SECONDS as f64 / start.elapsed().as_secs_f64() }))
}

/// What `e2e/bench.mjs` measures in the page; it reads the same cases.
fn browser(cases: &[Case]) -> Result<Value> {
    let sessions: Vec<Value> = cases
        .iter()
        .map(|case| {
            let session = json!({ "format": 1, "world": case.world, "log": case.log });
            json!({ "name": case.name, "session": session })
        })
        .collect();
    let file = root().join("target/bench/sessions.json");
    fs::write(&file, json!({ "seconds": RUN_SECONDS, "cases": sessions }).to_string())?;
    let output = serve::node("e2e/bench.mjs")?.arg(file).output()?;
    if !output.status.success() {
        bail!("e2e/bench.mjs failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    serde_json::from_slice(&output.stdout).context("e2e/bench.mjs told no JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
