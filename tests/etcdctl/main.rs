//! The command lines of etcdctl, held to recorded sessions of the real one.
//!
//! Here one store answers them, without a cluster. `cargo test --test etcdctl -- --ignored` compares random sessions
//! with the real tool, if it is installed.

mod alone;
mod real;
mod transcript;

use std::path::{Path, PathBuf};

use alone::Alone;
use transcript::Transcript;

fn recorded() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/etcdctl/transcripts");
    let entries = std::fs::read_dir(folder).expect("the transcripts are there");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    paths.sort();
    paths
}

#[test]
fn recorded_sessions_come_out_the_same() {
    let recorded = recorded();
    assert!(recorded.len() >= 65, "{} transcripts", recorded.len());
    let played = recorded.iter().map(|path| Transcript::read(path).play(&mut Alone::default()));
    let failed: Vec<String> = played.filter_map(Result::err).collect();
    assert!(failed.is_empty(), "{} of {} sessions differ:\n{}", failed.len(), recorded.len(), failed.join("\n"));
}
