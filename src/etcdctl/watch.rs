//! What is watched: by one command, or by the lines of an interactive session.

use super::call::{Command, Spoken, Watch};
use super::flags::{Args, Known};
use super::table::WATCH_FLAGS;
use super::trouble::{Instead, Refused, Trouble, exit};
use super::{kv, scan};
use crate::etcd::KeyRange;

const BAD_NUMBER: &str = "bad number of arguments";
const NO_COMMAND: &str = "bad number of arguments (found separator --, but no commands)";

pub fn watch(args: &Args) -> Result<Command, Refused> {
    if args.is_on("interactive") {
        args.format()?;
        return Ok(interactive(&args.stdin));
    }
    if !args.has_any {
        return Err(Refused::arguments(BAD_NUMBER));
    }
    if args.before_dash == Some(args.words.len()) {
        return Err(Refused::arguments(NO_COMMAND));
    }
    args.format()?;
    let watch = watched(args)?;
    // What stands behind it would run at every event.
    if args.before_dash.is_some() { Err(exec_command()) } else { Ok(Command::Watch(watch)) }
}

fn exec_command() -> Refused {
    Refused::not_here("watch -- exec-command", Instead::Command("watch"))
}

fn watched(args: &Args) -> Result<Watch, Refused> {
    let range = match &args.words[..args.before_dash.unwrap_or(args.words.len())] {
        [] => return Err(Refused::arguments(BAD_NUMBER)),
        [_, _] if args.is_on("prefix") => {
            let message = "`range_end` and `--prefix` are mutually exclusive";
            return Err(Refused::new(exit::BAD_ARGUMENTS, message, Trouble::Contradiction));
        }
        [key, end] => kv::up_to(key, end),
        // As the real tool does with more than two.
        [key, ..] if args.is_on("prefix") => KeyRange::prefix(key.as_str()),
        [key, ..] => KeyRange::single(key.as_str()),
    };
    Ok(Watch { range, revision: args.number("rev"), prev_kv: args.is_on("prev-kv") })
}

fn interactive(stdin: &str) -> Command {
    let mut said = String::new();
    let mut rest = stdin;
    while let Some((line, behind)) = rest.split_once('\n') {
        rest = behind;
        match spoken(line) {
            Ok(Spoken::Complaint(complaint)) => said.push_str(&complaint),
            Ok(Spoken::Watch(_) | Spoken::Progress) => {}
            Err(refused) => return Command::Interactive { said, end: Box::new(refused) },
        }
    }
    Command::Interactive { said, end: Box::new(end_of_input()) }
}

/// How the real tool leaves an interactive session whose input has ended.
fn end_of_input() -> Refused {
    Refused::new(exit::INVALID_INPUT, "Error reading watch request line: EOF", Trouble::SessionEnds)
}

/// Reads one line of an interactive session, without its newline.
///
/// # Errors
/// What ends the session.
pub fn spoken(line: &str) -> Result<Spoken, Refused> {
    let invalid =
        |parts: &[&str]| Ok(Spoken::Complaint(["Invalid command ", line, " (", &parts.concat(), ")\n"].concat()));
    let mut words = scan::words(line)?.into_iter();
    match words.next().as_deref() {
        None => {
            let complaint = ["Invalid command: ", line, " (watch and progress supported)\n"].concat();
            Ok(Spoken::Complaint(complaint))
        }
        Some("progress") => Ok(Spoken::Progress),
        Some("watch") if words.len() == 0 => invalid(&["command type or key is not provided"]),
        Some("watch") => {
            let words: Vec<String> = words.collect();
            if words.iter().any(|word| word == "-h" || word == "--help") {
                let message = "pflag: help requested";
                let why = Trouble::UnknownFlag { flag: "-h".to_owned(), like: None };
                return Err(Refused::new(exit::BAD_ARGUMENTS, message, why));
            }
            // The real tool looks for what stands behind `--` before it reads flags.
            if words.last().is_some_and(|word| word == "--") {
                return Err(Refused::arguments(NO_COMMAND));
            }
            let args = Args::read(&Known(vec![WATCH_FLAGS]), words, "").map_err(|mut refused| {
                refused.output.exit = exit::BAD_ARGUMENTS;
                refused
            })?;
            match (watched(&args), args.before_dash) {
                (Ok(_), Some(_)) => Err(exec_command()),
                (Ok(watch), None) => Ok(Spoken::Watch(watch)),
                (Err(Refused { why: Trouble::Arguments(_), .. }), Some(_)) => invalid(&[BAD_NUMBER]),
                (Err(Refused { why: Trouble::Arguments(_), .. }), None) => Err(Refused::arguments(BAD_NUMBER)),
                (Err(refused), _) => {
                    let said = refused.output.stderr.trim_end();
                    invalid(&[said.strip_prefix("Error: ").unwrap_or(said)])
                }
            }
        }
        Some(_) => invalid(&["only support watch"]),
    }
}
