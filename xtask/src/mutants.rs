//! Whether the checks notice what they are there for: known mistakes, each made on purpose.
//!
//! The tests do the work, `tests/mutants.rs` and `tests/mistakes.rs`; here their rows become a table. Built
//! like all tests, so that after those nothing is left to compile: a release build takes longer than all runs.

use std::process::Stdio;

use anyhow::Result;

use crate::process::command;
use crate::test::TESTED;

/// Whether every mistake was noticed.
pub fn mutants() -> Result<bool> {
    let injected = table("mutants", "Made at our own seams while worlds run (openraft is as it is)")?;
    let corrupted = table("mistakes", "Inside of openraft: tried by corrupting the events that the checks see")?;
    Ok(injected && corrupted)
}

/// Runs one test file and prints its rows; all that it printed, if it failed.
fn table(test: &str, title: &str) -> Result<bool> {
    println!("\n{title}:\n");
    let mut run = command("cargo", &["test", "--quiet", "--no-default-features", "--features", TESTED]);
    run.args(["--test", test, "--", "--nocapture", "--test-threads=1"]).stderr(Stdio::inherit());
    let output = run.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let rows: Vec<&str> = text.lines().filter(|line| is_row(line)).collect();
    if output.status.success() {
        rows.iter().for_each(|row| println!("{row}"));
    } else {
        print!("{text}");
    }
    let caught = rows.iter().filter(|row| row.starts_with(CAUGHT)).count();
    let panicked = rows.iter().filter(|row| row.starts_with(PANICKED)).count();
    println!(
        "\n{caught} caught by a property, {panicked} ended by openraft's own assertion, {} survived",
        rows.len() - caught - panicked
    );
    Ok(output.status.success() && caught + panicked == rows.len() && caught > 0)
}

const CAUGHT: &str = "caught ";
/// openraft notices it itself before anything wrong can come of it.
const PANICKED: &str = "panicked ";
const SURVIVED: &str = "SURVIVED ";

fn is_row(line: &str) -> bool {
    line.starts_with(CAUGHT) || line.starts_with(PANICKED) || line.starts_with(SURVIVED)
}
