//! Everything that CI runs, in order, each step named and timed. A failing step does not hide the
//! next ones: all that can still be known is told before it ends.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::process::{command, root, run, run_reading, target_folder};
use crate::{build, serve, setup};

const WASM: &str = "wasm32-unknown-unknown";
/// Worlds can be told to make mistakes, and make none unless told: their traces are the same. What is built for
/// the browser never has it.
pub const TESTED: &str = "quorum/mistakes";

/// What the steps have counted and told so far.
#[derive(Default)]
pub struct Run {
    /// Words of step names; empty for all.
    chosen: Vec<String>,
    /// Files of browser tests; empty for all.
    files: Vec<String>,
    passed: u64,
    failed: u64,
    steps: Vec<(&'static str, Duration, bool)>,
}

/// Whether everything passed. `args` are words of step names or files of browser tests.
pub fn test(args: &[String]) -> Result<bool> {
    let (files, chosen) = args.iter().cloned().partition(|arg| arg.ends_with(".test.mjs"));
    let mut run = Run { chosen, files, ..Run::default() };
    if run.chosen.is_empty() && !run.files.is_empty() {
        run.chosen.push("browser tests".to_owned());
    }
    run.step("set-up", |_| {
        setup::for_site()?;
        setup::for_browser().map(|_| true)
    });
    if run.steps.iter().any(|(_, _, passed)| !passed) {
        return Ok(run.close());
    }
    run.cargo("format", &["fmt", "--all", "--check"]);
    run.cargo(
        "clippy, native",
        &clippy(&["--workspace", "--no-default-features", "--features", TESTED, "--all-targets"]),
    );
    run.cargo("clippy, wasm", &clippy(&["--target", WASM, "--lib", "--bins"]));
    run.step("native tests", |run| {
        let all = ["test", "--workspace", "--no-default-features", "--features", TESTED, "--no-fail-fast"];
        run.cargo_tests(&mut command("cargo", &all))
    });
    run.step("explore", |_| explore(&["--seeds", "0..300", "--seconds", "30"].map(str::to_owned)));
    run.step("release site", |_| build::build());
    run.step("browser tests", Run::browser_tests);
    if run.steps.len() == 1 {
        bail!("no step is called so: {}", args.join(" "));
    }
    Ok(run.close())
}

/// Random worlds of trouble, all checks on; whether none of them failed.
pub fn explore(args: &[String]) -> Result<bool> {
    let program = example("explore")?;
    let status = command(&program, &args.iter().map(String::as_str).collect::<Vec<_>>()).status()?;
    Ok(status.success())
}

fn clippy<'a>(what: &[&'a str]) -> Vec<&'a str> {
    let head = std::iter::once("clippy").chain(what.iter().copied());
    head.chain(["--", "-D", "warnings"]).collect()
}

impl Run {
    /// One whose steps are those with one of these words in their names; all, if there are none.
    pub fn of(chosen: Vec<String>) -> Run {
        Run { chosen, ..Run::default() }
    }

    /// Does one step, if it is chosen; the set-up always is.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce(&mut Run) -> Result<bool>) {
        let is_chosen = self.chosen.is_empty() || self.chosen.iter().any(|word| name.contains(word.as_str()));
        if !is_chosen && name != "set-up" {
            return;
        }
        println!("\n── {name}");
        let start = Instant::now();
        let failed_before = self.failed;
        let passed = work(self).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false
        });
        if !passed && self.failed == failed_before {
            self.failed += 1;
        }
        let took = start.elapsed();
        println!("── {name}: {}, {:.1} s", verdict(passed), took.as_secs_f64());
        self.steps.push((name, took, passed));
    }

    fn cargo(&mut self, name: &'static str, args: &[&str]) {
        self.step(name, |_| run(&mut command("cargo", args)).map(|()| true));
    }

    pub fn cargo_tests(&mut self, command: &mut Command) -> Result<bool> {
        run_reading(command, |line| {
            let (passed, failed) = cargo_counts(line);
            self.passed += passed;
            self.failed += failed;
        })
    }

    fn browser_tests(&mut self) -> Result<bool> {
        let files = if self.files.is_empty() { test_files()? } else { self.files.clone() };
        self.drive(&files)
    }

    /// Drives the release site in `dist/` and compares it with the same core run natively.
    pub fn drive(&mut self, files: &[String]) -> Result<bool> {
        let simulate = example("simulate")?;
        let mut node = serve::node("--test")?;
        node.arg("--test-reporter=spec").args(files).env("QUORUM_SIMULATE", simulate);
        run_reading(&mut node, |line| {
            let (passed, failed) = node_counts(line);
            self.passed += passed;
            self.failed += failed;
        })
    }

    /// The summary, ending in one plain line; whether all went well.
    pub fn close(&self) -> bool {
        println!();
        for (name, took, passed) in &self.steps {
            println!("{:>7.1} s  {}  {name}", took.as_secs_f64(), verdict(*passed));
        }
        println!("\n{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

fn verdict(passed: bool) -> &'static str {
    if passed { "ok" } else { "FAILED" }
}

/// Builds an example, headless and fast; its path.
pub fn example(name: &str) -> Result<String> {
    run(&mut command("cargo", &["build", "--release", "--no-default-features", "--example", name]))?;
    Ok(target_folder()?.join("release/examples").join(name).display().to_string())
}

fn test_files() -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join("e2e"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".test.mjs") {
            files.push(format!("e2e/{name}"));
        }
    }
    files.sort();
    Ok(files)
}

/// What `test result: ok. 5 passed; 0 failed; …` counts.
fn cargo_counts(line: &str) -> (u64, u64) {
    if !line.starts_with("test result: ") {
        return (0, 0);
    }
    let words: Vec<&str> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
    let count = |what| {
        let at = words.iter().position(|word| *word == what)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    (count("passed").unwrap_or(0), count("failed").unwrap_or(0))
}

/// What `ℹ pass 12`, `ℹ fail 0` and `ℹ cancelled 0` count.
fn node_counts(line: &str) -> (u64, u64) {
    let Some(count) = line.strip_prefix("ℹ ") else { return (0, 0) };
    let (what, count) = count.split_once(' ').unwrap_or_default();
    let count = count.parse().unwrap_or(0);
    match what {
        "pass" => (count, 0),
        "fail" | "cancelled" => (0, count),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_read() {
        let line = "test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 1 filtered out; finished in 0.00s";
        assert_eq!(cargo_counts(line), (5, 2));
        assert_eq!(cargo_counts("test sim::passed ... ok"), (0, 0));
        assert_eq!(node_counts("ℹ pass 12"), (12, 0));
        assert_eq!(node_counts("ℹ fail 1"), (0, 1));
        assert_eq!(node_counts("ℹ duration_ms 3214.7"), (0, 0));
    }
}
