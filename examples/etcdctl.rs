//! Replays recorded sessions of `etcdctl` on a simulated cluster of three: `etcdctl TRANSCRIPT.json…`.
//!
//! Each session is typed at the leader and, in another village, at a follower; what comes back has to be what was
//! recorded (`tests/etcdctl/transcripts/README.md` has the format). A line per session, then `N passed, N failed`.

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
    let mut failed = 0;
    for path in &paths {
        let played = Transcript::read(Path::new(path)).and_then(|transcript| {
            [Door::Leader, Door::Follower].into_iter().try_for_each(|door| {
                let mut village = Village::new(door);
                transcript.play(&mut village).map_err(|why| format!("through the {door:?}: {why}"))
            })
        });
        match played {
            Ok(()) => println!("ok      {path}"),
            Err(why) => {
                failed += 1;
                println!("FAILED  {path}\n{why}");
            }
        }
    }
    println!("{} passed, {failed} failed", paths.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
