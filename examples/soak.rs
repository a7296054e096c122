//! Hours of one world, and how much memory they take: `soak [--hours 8] [--seed 7]`. The friends assemble their
//! puzzles, somebody writes now and then, the checks and the narrator read along as in the page. Prints the most bytes
//! that were live in each virtual hour; exit 1 if after [`SETTLED_HOURS`] that grows beyond [`GROWTH_BYTES_MAX`].

#[path = "common/counting.rs"]
mod counting;

use std::error::Error;
use std::process::ExitCode;

use counting::live_bytes;
use quorum::cluster::{Action, EtcdctlCall, WorldSpec};
use quorum::narration::{Line, Mark, Narrator};
use quorum::session::Session;

const HOUR_US: u64 = 3_600_000_000;
/// What the page does at once is no longer than this.
const STEP_US: u64 = 1_000_000;
/// Somebody at the terminal writes this often.
const WRITE_EVERY_US: u64 = 60_000_000;
/// How often is looked: what is kept grows and is thinned in turn, so the most of an hour is what tells.
const LOOK_EVERY_US: u64 = 60_000_000;
/// How long everything that is kept takes to fill up: logs up to the second snapshot, the album, the checks' history.
const SETTLED_HOURS: u64 = 2;
/// How much more may be live in any later hour: what was asked at the terminal is kept, it is the session.
const GROWTH_BYTES_MAX: usize = 256 << 10;

/// What the page keeps of a session.
struct Page {
    session: Session,
    narrator: Narrator,
    feed: Vec<Line>,
    marks: Vec<Mark>,
}

impl Page {
    fn new(seed: u64) -> Self {
        let spec = WorldSpec::new(seed);
        let narrator = Narrator::new(spec.members);
        let session = Session::new(spec).expect("the default world can be made");
        Self { session, narrator, feed: Vec::new(), marks: Vec::new() }
    }

    fn advance_to(&mut self, t_us: u64) {
        while self.session.now_us() < t_us {
            let now_us = self.session.now_us();
            self.session.advance_to(t_us.min(now_us + STEP_US));
            if self.session.now_us() / WRITE_EVERY_US > now_us / WRITE_EVERY_US {
                self.write();
            }
            self.session.take_news().lines.iter().for_each(|line| self.narrator.observe(line));
        }
        self.feed = self.narrator.lines().to_vec();
        self.marks = self.narrator.marks().to_vec();
    }

    fn write(&mut self) {
        let line = format!("put soak {}", self.session.now_us());
        let call = EtcdctlCall { line, endpoint: None, stdin: String::new(), client: "terminal".to_owned() };
        self.session.dispatch(Action::Etcdctl(call)).expect("a write is never refused");
    }
}

fn arguments() -> Result<(u64, u64), Box<dyn Error>> {
    let (mut hours, mut seed) = (8, 7);
    let mut words = std::env::args().skip(1);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--hours" => hours = value.parse()?,
            "--seed" => seed = value.parse()?,
            _ => return Err(format!("unknown option {flag}").into()),
        }
    }
    Ok((hours, seed))
}

fn main() -> ExitCode {
    let (hours, seed) = match arguments() {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut page = Page::new(seed);
    let mut settled_bytes = 0;
    let mut is_well = true;
    println!("hour   most bytes live   entries applied   lines told");
    println!("{:>4} {:>17} {:>17} {:>12}", 0, live_bytes(), 0, 0);
    for hour in 1..=hours {
        let mut bytes = 0;
        while page.session.now_us() < hour * HOUR_US {
            page.advance_to(page.session.now_us() + LOOK_EVERY_US);
            bytes = bytes.max(live_bytes());
        }
        let frame = page.session.frame();
        let applied = frame.members.iter().filter_map(|member| member.applied).max().unwrap_or(0);
        let told = page.feed.last().map_or(0, |line| line.serial);
        println!("{hour:>4} {bytes:>17} {applied:>17} {told:>12}");
        is_well &= frame.violations.is_empty();
        match hour {
            ..=SETTLED_HOURS => settled_bytes = bytes,
            _ => is_well &= bytes <= settled_bytes + GROWTH_BYTES_MAX,
        }
    }
    match is_well {
        true => println!("no growth beyond {GROWTH_BYTES_MAX} bytes after hour {SETTLED_HOURS}, nothing broken"),
        false => println!("FAILED: memory grows, or a check broke"),
    }
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
