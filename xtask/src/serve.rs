//! The page on this machine: with rebuilding while one writes it, or as it will be published.

use std::process::Command;

use anyhow::Result;

use crate::process::{command, root, run};
use crate::{setup, site};

/// Builds and serves until stopped. The work in progress stays out of `dist/`, which is the release.
pub fn serve(args: &[String]) -> Result<()> {
    setup::for_site()?;
    println!("Building (the first time takes some minutes). Then open http://127.0.0.1:8080/ — Ctrl-C stops.");
    run(command("trunk", &["serve", "--dist", "target/serve"]).args(args))
}

/// Pictures of given moments of the release site.
pub fn shots(args: &[String]) -> Result<()> {
    run(node("e2e/shots.mjs")?.args(args))
}

/// A script of `e2e/` that finds the browser and the served release site in its environment.
pub fn node(script: &str) -> Result<Command> {
    let chromium = setup::for_browser()?;
    let address = site::serve(&root().join("dist"))?;
    let mut node = command("node", &[script]);
    node.env("QUORUM_CHROMIUM", chromium).env("QUORUM_URL", address);
    Ok(node)
}
