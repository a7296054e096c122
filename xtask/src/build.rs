//! The release site: built, checked for what would break it on a static host, weighed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::{command, root, run, target_folder};
use crate::{budget, setup, site, split};

/// Whether the site in `dist/` may be published as it is.
pub fn build() -> Result<bool> {
    setup::for_site()?;
    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).context("could not empty dist/")?;
    }
    let mut trunk = command("trunk", &["build", "--release", "--features", "split", "--dist", "dist"]);
    // Joined to the flags of `.cargo/config.toml`.
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", anonymous_paths());
    // What is to be taken apart needs its names; they go afterwards.
    run(trunk.env("CARGO_PROFILE_RELEASE_STRIP", "none"))?;
    split::split(&target_folder()?.join("wasm32-unknown-unknown/release/quorum.wasm"), &dist)?;
    for path in site::files_under(&dist)?.iter().filter(|path| path.ends_with(".js")) {
        let script = fs::read_to_string(dist.join(path))?;
        fs::write(dist.join(path), without_comments(&script))?;
    }
    let faults = faults(&dist)?;
    for fault in &faults {
        println!("dist/{fault}");
    }
    let is_light = budget::report(&budget::weigh(&dist)?);
    Ok(is_light && faults.is_empty())
}

/// wasm-bindgen's script without what only people read. Trunk's minifier does not know its way of exporting, and no
/// line of it starts like a comment within a text.
fn without_comments(script: &str) -> String {
    let is_comment = |line: &&str| line.starts_with("/**") || line.starts_with('*') || line.starts_with("//");
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Panics tell where in which file they happened: where this machine keeps its crates is nobody's business, costs
/// bytes, and would make the site differ from machine to machine.
fn anonymous_paths() -> String {
    let sources = cargo_home().map(|home| home.join("registry").join("src")).unwrap_or_default();
    let registries = fs::read_dir(&sources).into_iter().flatten().flatten().map(|registry| registry.path());
    let flags = registries.map(|registry| format!("--remap-path-prefix={}=", registry.display()));
    flags.collect::<Vec<_>>().join(" ")
}

/// Where cargo keeps its crates.
fn cargo_home() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")))
}

/// What makes the site depend on where it is served from, or tells more than it should.
fn faults(dist: &Path) -> Result<Vec<String>> {
    let here: Vec<String> =
        [Some(root()), cargo_home()].into_iter().flatten().map(|at| format!("{}/", at.display())).collect();
    let mut faults = Vec::new();
    for path in site::files_under(dist)? {
        if path.ends_with(".map") {
            faults.push(format!("{path} is a source map"));
        }
        if path.ends_with(".wasm") {
            let module = fs::read(dist.join(&path))?;
            let told = here.iter().filter(|place| names(&module, place));
            faults.extend(told.map(|place| format!("{path} names a folder of this machine: {place}")));
        }
        let is_text = [".html", ".css", ".js", ".svg", ".webmanifest"].iter().any(|ending| path.ends_with(ending));
        if is_text {
            let text = fs::read_to_string(dist.join(&path)).with_context(|| format!("{path} is no text"))?;
            faults.extend(faults_of(&text).map(|fault| format!("{path} {fault}")));
        }
    }
    Ok(faults)
}

/// Whether bytes hold a text.
fn names(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn faults_of(text: &str) -> impl Iterator<Item = String> {
    const ABSOLUTE: [&str; 7] = ["src=\"/", "src=/", "href=\"/", "href=/", "url(/", "url(\"/", "from '/"];
    let absolute = ABSOLUTE.iter().filter(|start| text.contains(**start));
    let absolute = absolute.map(|start| format!("has an absolute address: {start}…"));
    let map = text.contains("sourceMappingURL").then(|| "names a source map".to_owned());
    absolute.chain(foreign(text)).chain(map)
}

/// Addresses of other hosts. Names of XML dialects look like some, but nothing is ever asked of them.
fn foreign(text: &str) -> impl Iterator<Item = String> {
    let starts = ["http://", "https://"].into_iter().flat_map(|scheme| text.match_indices(scheme));
    let addresses = starts.map(|(at, _)| {
        let end = text[at..].find(['"', '\'', '`', ')', '<', '>', ' ', '\n']).map_or(text.len(), |end| at + end);
        &text[at..end]
    });
    let foreign = addresses.filter(|address| !address.starts_with("http://www.w3.org/"));
    foreign.map(|address| format!("names another host: {address}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_page_has_no_faults() {
        let page = r##"<link href="./a.css"><svg xmlns="http://www.w3.org/2000/svg"><a href="#/aula/1"></a></svg>"##;
        assert_eq!(faults_of(page).count(), 0);
    }

    #[test]
    fn folders_are_found_in_modules() {
        assert!(names(b"\0asm.../people/ana/.cargo/registry/src/a.rs", "/people/ana/.cargo/"));
        assert!(!names(b"\0asm...a-1.0.0/src/a.rs", "/people/ana/.cargo/"));
        assert!(!names(b"", "/people/ana/.cargo/"));
    }

    #[test]
    fn comments_are_left_out() {
        let script = "/**\n * @returns {number}\n */\nf() {\n    // why\n    return a * b;\n\n}\n";
        assert_eq!(without_comments(script), "f() {\nreturn a * b;\n}");
    }

    #[test]
    fn each_fault_is_named() {
        let page = r#"<script src="/a.js"></script><img src="https://cdn.example/x.png">//# sourceMappingURL=a.map"#;
        let faults: Vec<String> = faults_of(page).collect();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[1].ends_with("https://cdn.example/x.png"), "{faults:?}");
    }
}
