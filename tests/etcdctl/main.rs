//! The command lines of etcdctl, held to recorded sessions of the real one.
//!
//! One store answers them, without a cluster, and a simulated cluster of three. `cargo test --test etcdctl -- --ignored` compares random sessions
//! with the real tool, if it is installed.

mod alone;
mod patience;
mod real;
mod spoken;
mod transcript;
mod village;

use std::path::{Path, PathBuf};

use alone::Alone;
use transcript::Transcript;
use village::{Door, Village};

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
    let play = |path: &PathBuf| {
        let transcript = Transcript::read(path)?;
        if transcript.members != Some(3) {
            transcript.play(&mut Alone::default()).map_err(|why| format!("alone: {why}"))?;
        }
        for door in [Door::Leader, Door::Follower].into_iter().filter(|_| transcript.members != Some(1)) {
            transcript.play(&mut Village::new(door)).map_err(|why| format!("through the {door:?}: {why}"))?;
        }
        Ok(())
    };
    let failed: Vec<String> = recorded.iter().map(play).filter_map(Result::err).collect();
    assert!(failed.is_empty(), "{} of {} sessions differ:\n{}", failed.len(), recorded.len(), failed.join("\n"));
}

/// Of a session that the village can't take up, the step is told, and others go on.
#[test]
fn what_is_refused_is_a_step_that_failed() {
    let long = "x".repeat(70 << 10);
    for step in [
        serde_json::json!({"cmd": "etcdctl put big", "stdin": long}),
        serde_json::json!({"cmd": format!("etcdctl watch {long} &")}),
    ] {
        let transcript = serde_json::json!({"name": "big", "steps": [{"cmd": "etcdctl get a"}, step]});
        let transcript: Transcript = serde_json::from_value(transcript).expect("a transcript");
        let why = transcript.play(&mut Village::new(Door::Leader)).expect_err("it can't be taken up");
        assert!(why.starts_with("big, step 2: ") && why.contains("bytes long at the most"), "{why}");
    }
}
