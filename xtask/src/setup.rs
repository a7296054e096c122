//! What a machine needs before anything can be built or tested, and how to get it.
//!
//! Each need is checked by asking the tool itself; only what is missing is installed, once, and said.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process::{command, find, output_of, root, run, told};

/// The newest that builds with the project's toolchain.
const TRUNK: &str = "0.21.14";
const NODE_MAJOR_MIN: u32 = 20;
/// The last one that runs on Node 20.
const LIGHTHOUSE: &str = "12.8.2";

/// What building the page takes.
pub fn for_site() -> Result<()> {
    wasm_target()?;
    cargo_program("trunk", "trunk", TRUNK, "about 10 minutes")?;
    let wasm_bindgen = locked_version(&fs::read_to_string(root().join("Cargo.lock"))?, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen")?;
    cargo_program("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, "about 5 minutes")
}

/// What driving the page in a browser takes; the browser's path.
pub fn for_browser() -> Result<PathBuf> {
    node()?;
    node_packages()?;
    chromium()
}

/// Lighthouse, which is too large to be installed for every test; its program.
pub fn lighthouse() -> Result<String> {
    let folder = root().join("target/lighthouse");
    let package = folder.join("node_modules/lighthouse");
    let is_right = |text: String| {
        let json: Option<serde_json::Value> = serde_json::from_str(&text).ok();
        json.is_some_and(|json| json["version"] == LIGHTHOUSE)
    };
    if !fs::read_to_string(package.join("package.json")).is_ok_and(is_right) {
        missing(&format!("Lighthouse {LIGHTHOUSE} in target/lighthouse"), "about a minute");
        fs::create_dir_all(&folder)?;
        let package = format!("lighthouse@{LIGHTHOUSE}");
        let words = ["install", "--prefix", "target/lighthouse", "--no-audit", "--no-fund", &package];
        install(command("npm", &words).env("PUPPETEER_SKIP_DOWNLOAD", "1"))?;
    }
    Ok(package.join("cli/index.js").display().to_string())
}

fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let library = output_of(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]));
    if library.is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    missing(&format!("Rust's target {TARGET}"), "less than a minute");
    install(&mut command("rustup", &["target", "add", TARGET]))
}

/// A program from crates.io, at exactly this version.
fn cargo_program(program: &str, package: &str, version: &str, takes: &str) -> Result<()> {
    let present = output_of(&mut command(program, &["--version"]));
    let is_right = |told: &str| told.split_whitespace().any(|word| word == version);
    if present.as_deref().is_some_and(is_right) {
        return Ok(());
    }
    match present {
        Some(other) => say(&format!("{program} {version} is needed, `{other}` is here: installing, {takes}")),
        None => missing(&format!("{program} {version}"), takes),
    }
    install(&mut command("cargo", &["install", package, "--version", &format!("={version}"), "--locked"]))
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(version.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

fn node() -> Result<()> {
    let by_hand = format!("install Node.js {NODE_MAJOR_MIN} or newer with npm, e.g. `apt-get install nodejs npm`");
    if find("node").is_none() || find("npm").is_none() {
        if find("apt-get").is_none() {
            bail!("Node.js is missing. By hand: {by_hand}");
        }
        missing("Node.js with npm", "about 2 minutes");
        apt_install(&["nodejs", "npm"])?;
    }
    let version = output_of(&mut command("node", &["--version"]))
        .with_context(|| format!("Node.js is missing. By hand: {by_hand}"))?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE_MAJOR_MIN) {
        bail!("Node.js {version} is too old. By hand: {by_hand}");
    }
    Ok(())
}

/// The browser tests' packages, as their lock file has them. A copy of that file tells what is installed.
fn node_packages() -> Result<()> {
    let folder = root().join("e2e");
    let wanted = fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json is missing")?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    missing("the browser tests' packages in e2e/node_modules", "less than a minute");
    let mut npm = command("npm", &["ci", "--prefix", "e2e", "--no-audit", "--no-fund"]);
    // Some packages can bring a browser of their own; the machine's is used.
    install(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(installed, wanted)?;
    Ok(())
}

fn chromium() -> Result<PathBuf> {
    const BY_HAND: &str = "install Chromium (e.g. `apt-get install chromium`), or name it in QUORUM_CHROMIUM";
    if let Some(named) = std::env::var_os("QUORUM_CHROMIUM").map(PathBuf::from) {
        if !named.is_file() {
            bail!("QUORUM_CHROMIUM names {}, which is not there. By hand: {BY_HAND}", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = installed_chromium() {
        return Ok(found);
    }
    if find("apt-get").is_none() {
        bail!("Chromium is missing. By hand: {BY_HAND}");
    }
    missing("Chromium", "about 2 minutes");
    apt_install(&["chromium"])?;
    installed_chromium().with_context(|| format!("apt-get installed no Chromium. By hand: {BY_HAND}"))
}

fn installed_chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].iter().find_map(|name| find(name))
}

fn apt_install(packages: &[&str]) -> Result<()> {
    install(&mut as_root(&["apt-get", "update"]))?;
    let words = ["apt-get", "install", "--yes", "--no-install-recommends"];
    install(&mut as_root(&[&words, packages].concat()))
}

/// The command for root, through sudo for others (which fails rather than ask in the background).
fn as_root(words: &[&str]) -> Command {
    let is_root = output_of(&mut command("id", &["-u"])).is_some_and(|id| id == "0");
    let asks_nothing = ["env", "DEBIAN_FRONTEND=noninteractive"];
    let words = [&asks_nothing, words].concat();
    if is_root { command(words[0], &words[1..]) } else { command("sudo", &[&["-n"], &words[..]].concat()) }
}

fn install(command: &mut Command) -> Result<()> {
    say(&told(command));
    run(command).with_context(|| format!("the set-up stopped. By hand: {}", told(command)))
}

fn missing(what: &str, takes: &str) {
    say(&format!("missing: {what}; installing, once ({takes})"));
}

fn say(line: &str) {
    eprintln!("[set-up] {line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(locked_version(lock, "wasm-bindgen-futures").as_deref(), Some("0.4.79"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_real_lock_file_has_wasm_bindgen() {
        let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
        assert!(locked_version(&lock, "wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
