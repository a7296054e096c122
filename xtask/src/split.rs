//! The module of the release site, taken apart: what the first picture of the village needs, and what comes later.
//!
//! Trunk builds the site around the whole module. Here that module, as the linker left it, is split at
//! `src/ui/more.rs`, its main part goes through wasm-bindgen, and all of it takes the place of Trunk's files. The names
//! carry one hash over everything: a part never meets one of another build.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::Options;
use xxhash_rust::xxh64::xxh64;

use crate::process::{command, root, run};

/// Where the main part's script imports the loader from, until the two are one file.
const LOADER_IMPORT: &str = "import * as import1 from \"./loader.js\"\n";
/// What fetches the later part. It is the main part's import, so it is made like one.
const LOADER: &str = include_str!("loader.js");
/// In place of the hash, until it is known.
const NO_HASH: &str = "QUORUM_HASH";

/// How the file of the later part ends.
pub const LATER: &str = "_more.wasm";

/// Splits `linked`, the module with relocations and names, and has `dist` use the parts.
pub fn split(linked: &Path, dist: &Path) -> Result<()> {
    let work = root().join("target/split");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let (main, more) = take_apart(linked, &work)?;
    bind(&main, &work)?;
    let script = fs::read_to_string(work.join("bound/quorum.js"))?;
    let Some((before, after)) = script.split_once(LOADER_IMPORT) else {
        bail!("wasm-bindgen's script does not import the loader as expected");
    };
    let script = format!("{before}{LOADER}{after}");
    let main = fs::read(work.join("bound/quorum_bg.wasm"))?;
    let more = plain(&fs::read(&more)?)?;
    let hash = format!("{:016x}", xxh64(&[script.as_bytes(), &main, &more].concat(), 0));

    let index = dist.join("index.html");
    let page = fs::read_to_string(&index)?;
    let whole = name_in(&page).context("index.html names no module")?;
    for ending in [".js", "_bg.wasm"] {
        fs::remove_file(dist.join(format!("{whole}{ending}")))
            .context("Trunk's module is not where it was expected")?;
    }
    let name = format!("quorum-{hash}");
    fs::write(&index, page.replace(&whole, &name))?;
    fs::write(
        dist.join(format!("{name}.js")),
        script.replace("quorum_bg.wasm", &format!("{name}_bg.wasm")).replace(NO_HASH, &hash),
    )?;
    fs::write(dist.join(format!("{name}_bg.wasm")), main)?;
    fs::write(dist.join(format!("{name}{LATER}")), more)?;
    Ok(())
}

/// The main part and the later one, as files in `work`.
fn take_apart(linked: &Path, work: &Path) -> Result<(PathBuf, PathBuf)> {
    let module = fs::read(linked).with_context(|| format!("there is no {}", linked.display()))?;
    let main = work.join("quorum.wasm");
    let mut options = Options::new(&module);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = "./loader.js";
    let parts = wasm_split_cli_support::transform(options).map_err(|why| anyhow!("{why:#}"))?;
    match &parts.split_modules[..] {
        [more] => Ok((main, more.clone())),
        more => bail!("the module has {} later parts, where one was expected", more.len()),
    }
}

fn bind(main: &Path, work: &Path) -> Result<()> {
    let mut bind = command("wasm-bindgen", &["--target", "web", "--no-typescript", "--out-name", "quorum"]);
    // The later part meets the linker's exports; names are of use to nobody.
    bind.args(["--keep-lld-exports", "--remove-name-section", "--remove-producers-section", "--out-dir"]);
    run(bind.arg(work.join("bound")).arg(main))
}

/// A module without its custom sections: names, who made it.
fn plain(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER_LENGTH: usize = 8;
    let (header, mut rest) = module.split_at_checked(HEADER_LENGTH).context("this is no module")?;
    let mut plain = header.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        let (length, length_bytes) = leb128(after).context("a section has no length")?;
        let (section, next) = rest.split_at_checked(1 + length_bytes + length).context("a section is cut off")?;
        if kind != 0 {
            plain.extend(section);
        }
        rest = next;
    }
    Ok(plain)
}

/// The number that `bytes` begin with, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let count = bytes.iter().take(5).position(|byte| byte & 0x80 == 0)? + 1;
    let parts = bytes[..count].iter().rev();
    Some((parts.fold(0, |number, byte| number << 7 | usize::from(byte & 0x7f)), count))
}

/// What the module's files are called in a page of Trunk's, without their endings.
fn name_in(page: &str) -> Option<String> {
    let (before, _) = page.split_once("_bg.wasm")?;
    let start = before.rfind("quorum-")?;
    Some(before[start..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_its_module() {
        let page = "<script>import init from './quorum-0a1b.js';init('./quorum-0a1b_bg.wasm')</script>";
        assert_eq!(name_in(page).as_deref(), Some("quorum-0a1b"));
        assert_eq!(name_in("<p>quorum-0a1b</p>"), None);
    }

    #[test]
    fn only_custom_sections_go() {
        let header = *b"\0asm\x01\0\0\0";
        let code = [10, 0x81, 0, 7];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        assert_eq!(plain(&[&header[..], &names, &code, &names].concat()).unwrap(), [&header[..], &code].concat());
        assert!(plain(&[&header[..], &code[..3]].concat()).is_err());
        assert!(plain(b"\0asm").is_err());
    }
}
