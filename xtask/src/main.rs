//! The project's own commands. Each sets up what it needs, says what it does and stops with a plain
//! message and what to do by hand.

mod bench;
mod budget;
mod build;
mod mutants;
mod nightly;
mod process;
mod serve;
mod setup;
mod site;
mod split;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask serve           build the page and serve it on http://127.0.0.1:8080, rebuilding on every change
cargo xtask build           the release site in dist/, with its sizes and their budget
cargo xtask test [WHAT…]    everything that CI runs; WHAT picks steps by name, or e2e/*.test.mjs files
cargo xtask bench           speed and size, as a table and in target/bench.json
cargo xtask explore [--seeds 0..1000] [--seconds 30]
                            random worlds of trouble with every check on; --session FILE.json judges one
cargo xtask mutants         known mistakes, each made on purpose: which check notices it, and where
cargo xtask nightly [--one-in N] [WHAT…]
                            what takes too long for every change: many seeds, inputs and hours, Lighthouse
cargo xtask shots [OPTIONS] pictures of given moments of the release site in dist/ (options: e2e/shots.mjs)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all is well; an error where a command could not even do its work.
fn dispatch(args: &[String]) -> Result<bool> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "serve" => serve::serve(rest).map(|()| true),
        "build" => build::build(),
        "test" => test::test(rest),
        "bench" => bench::bench().map(|()| true),
        "explore" => test::explore(rest),
        "mutants" => mutants::mutants(),
        "nightly" => nightly::nightly(rest),
        "shots" => serve::shots(rest).map(|()| true),
        "help" | "-h" | "--help" => {
            println!("{HELP}");
            Ok(true)
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
