//! What takes too long for every change: many seeds, many inputs, many hours, and how the page is rated.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{command, root, run};
use crate::test::{self, Run};
use crate::{build, setup, site};

/// Seeds of short runs, of 30 virtual seconds of trouble each.
const SHORT_RUNS: u64 = 20_000;
/// Seeds of long ones, of 300.
const LONG_RUNS: u64 = 500;
/// Some fall to worlds that can't be made and are never asked for: a million are tried.
const FUZZ_INPUTS: u64 = 1_050_000;
/// As many as in CI: fewer would not meet every reason why something is refused.
const FUZZ_INPUTS_MIN: u64 = 52_000;
const SOAK_HOURS: u64 = 8;
/// What the soak needs to see growth at all: two hours to fill up, and one more.
const SOAK_HOURS_MIN: u64 = 3;
/// What Lighthouse has to find at least, in percent. Its performance score depends on the machine: it is only told.
const RATINGS_MIN: [(&str, f64); 3] = [("accessibility", 95.0), ("best-practices", 90.0), ("seo", 80.0)];

/// Whether everything passed. `args`: words of step names, and `--one-in N` for so much less of everything.
pub fn nightly(args: &[String]) -> Result<bool> {
    let mut chosen = args.to_vec();
    let mut one_in = 1;
    if let Some(at) = chosen.iter().position(|arg| arg == "--one-in") {
        let count = chosen.get(at + 1).context("--one-in takes a number")?;
        one_in = count.parse().ok().filter(|count| *count > 0).context("--one-in takes a number from 1 on")?;
        chosen.drain(at..at + 2);
    }
    let mut run = Run::of(chosen);
    run.step("set-up", |_| {
        setup::for_site()?;
        setup::for_browser().map(|_| true)
    });
    run.step("explore, short runs", |_| explore(SHORT_RUNS / one_in, "30"));
    run.step("explore, long runs", |_| explore(LONG_RUNS / one_in, "300"));
    run.step("fuzz", |run| {
        // As in CI, with checks of overflow, which a release build leaves out.
        let args = ["test", "--no-default-features", "--test", "robustness"];
        let inputs = (FUZZ_INPUTS / one_in).max(FUZZ_INPUTS_MIN);
        run.cargo_tests(command("cargo", &args).env("QUORUM_FUZZ_INPUTS", inputs.to_string()))
    });
    run.step("soak", |_| {
        let hours = (SOAK_HOURS / one_in).max(SOAK_HOURS_MIN).to_string();
        Ok(command(&test::example("soak")?, &["--hours", &hours]).status()?.success())
    });
    run.step("release site", |_| build::build());
    run.step("hashes of 50 seeds, native and in the browser", |run| {
        run.drive(&["e2e/determinism.test.mjs".to_owned()])
    });
    run.step("lighthouse", |_| lighthouse());
    Ok(run.close())
}

fn explore(seeds: u64, seconds: &str) -> Result<bool> {
    test::explore(&["--seeds", &format!("0..{seeds}"), "--seconds", seconds].map(str::to_owned))
}

/// Has Lighthouse rate the release site; what it finds in detail is in `target/lighthouse/report.json`.
fn lighthouse() -> Result<bool> {
    let chromium = setup::for_browser()?;
    let program = setup::lighthouse()?;
    let address = site::serve(&root().join("dist"))?;
    let report = root().join("target/lighthouse/report.json");
    let mut rate = command("node", &[&program, &address, "--quiet", "--output=json"]);
    rate.arg(format!("--output-path={}", report.display()));
    rate.arg("--chrome-flags=--headless=new --no-sandbox").env("CHROME_PATH", chromium);
    run(&mut rate)?;
    let report: Value = serde_json::from_str(&fs::read_to_string(report)?)?;
    let Some(categories) = report["categories"].as_object() else { bail!("Lighthouse rated nothing") };
    let mut is_well = true;
    for (name, category) in categories {
        let score = category["score"].as_f64().map(|score| score * 100.0);
        let least = RATINGS_MIN.iter().find(|(rated, _)| rated == name).map_or(0.0, |(_, least)| *least);
        let is_enough = score.is_some_and(|score| score >= least);
        is_well &= is_enough;
        println!("{name:<16} {:>5.0}  {}", score.unwrap_or(f64::NAN), if is_enough { "ok" } else { "TOO LITTLE" });
    }
    let rated = |name: &str| categories.contains_key(name);
    Ok(is_well && RATINGS_MIN.iter().all(|(name, _)| rated(name)))
}
