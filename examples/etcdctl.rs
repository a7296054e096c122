//! Replays recorded sessions of `etcdctl` on a simulated cluster of three: `etcdctl TRANSCRIPT.json…`.
//!
//! Each session is typed at the leader and, in another village, at a follower; what comes back has to be what was
//! recorded (`tests/etcdctl/README.md` has the format). A line per session, then `N passed, N failed`.

#[path = "../tests/etcdctl/transcript.rs"]
mod transcript;
#[path = "../tests/etcdctl/village.rs"]
mod village;

use std::path::Path;
use std::process::ExitCode;

use transcript::Transcript;
use village::{Door, Village};

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        eprintln!("usage: etcdctl TRANSCRIPT.json…");
        return ExitCode::FAILURE;
    }
    let (mut passed, mut failed) = (0, 0);
    for path in &paths {
        match Transcript::read(Path::new(path)).and_then(|transcript| play(&transcript)) {
            Ok(true) => {
                passed += 1;
                println!("ok      {path}");
            }
            Ok(false) => println!("left    {path}: of a single member, whose members and leaders are others"),
            Err(why) => {
                failed += 1;
                println!("FAILED  {path}\n{why}");
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Plays it at both doors, unless it holds for a single member only. Returns whether it did.
fn play(transcript: &Transcript) -> Result<bool, String> {
    let holds = transcript.members.is_none_or(|members| members == 3);
    for door in [Door::Leader, Door::Follower].into_iter().filter(|_| holds) {
        let played = transcript.play(&mut Village::new(door));
        played.map_err(|why| format!("through the {door:?}: {why}"))?;
    }
    Ok(holds)
}
