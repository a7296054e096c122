//! Running other programs from the project's root, with their failures told as one line.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The project's root: where everything runs, whatever folder the command was typed in.
pub fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let xtask = xtask.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    xtask.parent().map(Path::to_owned).unwrap_or_default()
}

/// A command that runs in the root and finds programs that `cargo install` just put in place.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).env("PATH", search_path());
    command
}

/// The PATH, with cargo's own folder for programs at its end for machines whose PATH lacks it.
fn search_path() -> OsString {
    let mut folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    folders.extend(cargo_home.map(|home| home.join("bin")));
    std::env::join_paths(folders).unwrap_or_default()
}

/// Where a program is, if the PATH has it.
pub fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&search_path()).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Runs it with this terminal as its own; an error unless it succeeds.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", told(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", told(command));
    }
    Ok(())
}

/// What it prints, if it can be started and succeeds.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs it, passing its lines on as they come while `read` sees each; whether it succeeded.
pub fn run_reading(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("could not start {}", told(command)))?;
    let stdout = child.stdout.take().context("the program has no output to read")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        read(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        eprintln!("{} failed ({status})", told(command));
    }
    Ok(status.success())
}

/// The command as one would type it.
pub fn told(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

/// Where cargo puts what it builds.
pub fn target_folder() -> Result<PathBuf> {
    let metadata = output_of(&mut command("cargo", &["metadata", "--no-deps", "--format-version", "1"]));
    let metadata: serde_json::Value = serde_json::from_str(&metadata.unwrap_or_default())?;
    metadata["target_directory"].as_str().map(PathBuf::from).context("cargo names no target folder")
}
