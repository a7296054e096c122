//! etcdctl's command lines: read here, printed here; what happens in between is a client's business.
//!
//! [`parse`] makes an [`Invocation`](call::Invocation) of a line, [`print`] makes what the tool prints of an
//! [`Answer`](call::Answer), [`failure`] of an error. One [`table`] of commands says how lines are read, what help
//! texts tell and what [`complete`] offers. It answers as etcdctl 3.4.23 does, with these differences:
//!
//! - Where the real tool prints a usage text beside an error, or the error twice, only the error is printed, once.
//! - Keys and values are text: bytes of an escape that are none are replaced.
//! - What the real tool has and the village has not is refused with `"…" is not in this village`.
//! - Where it panics (a comparison with `==`, or of a lease), the panic's line is printed, without its stack.
//!
//! Knows nothing of Raft, of clocks or of the page.

pub mod call;
mod complete;
mod fields;
mod flags;
mod grid;
mod help;
mod input;
mod json;
mod kv;
mod number;
mod other;
mod print;
mod scan;
mod simple;
mod table;
mod text;
mod trouble;
mod txn;
mod url;
mod watch;
mod words;

use serde::Serialize;

use call::{Command, Invocation, Style};
pub use complete::{Completion, Offers, complete};
use flags::{Args, Known};
pub use help::{Help, help_of};
pub use input::{Input, ended, reads};
pub use print::print;
use table::{COMMANDS, Does, GLOBAL, HELP_FLAG, Spec, Value};
pub use trouble::{Instead, Refused, Trouble, Usage, failure};
pub use watch::spoken;
pub use words::straightened;

/// What a command printed, and its exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CommandOutput {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}

impl CommandOutput {
    /// A command that failed while it ran.
    pub fn error(message: &str) -> Self {
        Refused::new(trouble::exit::ERROR, message, Trouble::Other).output
    }
}

/// Reads a command line, with or without the word `etcdctl` (and `ETCDCTL_API=3`) in front.
///
/// # Errors
/// What the tool prints instead of doing anything.
pub fn parse(line: &str, stdin: &str) -> Result<Invocation, Refused> {
    let words = words::split(line)
        .map_err(|why| Refused::new(trouble::exit::BAD_ARGUMENTS, why.to_string(), Trouble::OpenQuote))?;
    let (path, args) = read(words, stdin)?;
    let command = match path.last().map(|spec| &spec.does) {
        Some(Does::Act(act)) if !args.asks_for_help() => act(&args).map_err(|refused| refused.at(&path, &args))?,
        Some(Does::Help) if !args.asks_for_help() => help::topic(&args.words)?,
        _ => Command::Say(help::usage(&path)),
    };
    let format = match command {
        // These don't look at it.
        Command::Say(_) | Command::SnapshotRestore { .. } => call::Format::Simple,
        _ => args.format()?,
    };
    let style = Style {
        format,
        hex: args.is_on("hex"),
        values_only: args.is_on("print-value-only"),
        prompts: matches!(command, Command::Txn(_)) && args.is_on("interactive"),
    };
    let timeout_us = command.timeout_us(args.duration_us("command-timeout"));
    Ok(Invocation { command, style, endpoints: args.endpoints(), timeout_us })
}

impl Refused {
    /// Where it happened: of words too few or too many, how the command is written.
    fn at(self, path: &[&'static Spec], args: &Args) -> Self {
        let (Trouble::Arguments(_), Some(spec)) = (&self.why, path.last()) else { return self };
        let usage = Usage::of(help::name(path), spec.usage, args.words.len());
        Self { why: Trouble::Arguments(usage), ..self }
    }
}

/// What of a transaction is printed before its answer, or its error.
fn prompts(style: &Style) -> &'static str {
    if style.prompts { txn::PROMPTS } else { "" }
}

/// The command of a line and what stands behind it.
fn read(mut words: Vec<String>, stdin: &str) -> Result<(Vec<&'static Spec>, Args), Refused> {
    without_tool(&mut words);
    let Found { path, mut known, args, word } = find(COMMANDS, Known(vec![GLOBAL]), words);
    match (path.last(), word) {
        (None, Some(word)) => Err(help::unknown(&word)),
        (Some(Spec { does: Does::NotHere(instead), .. }), _) => Err(Refused::not_here(&help::name(&path), *instead)),
        _ => {
            known.0.push(std::slice::from_ref(&HELP_FLAG));
            Ok((path, Args::read(&known, args, stdin)?))
        }
    }
}

/// Takes off what may stand before the command.
fn without_tool(words: &mut Vec<String>) {
    let is_set = |word: &&String| word.starts_with("ETCDCTL_") && word.contains('=');
    let set = words.iter().take_while(is_set).count();
    let is_tool = words.get(set).is_some_and(|word| word == "etcdctl");
    if is_tool || set > 0 {
        words.drain(..set + usize::from(is_tool));
    }
}

struct Found {
    /// From the group to the command; empty if there is none.
    path: Vec<&'static Spec>,
    /// The flags that are known there.
    known: Known,
    /// All but the words of the path.
    args: Vec<String>,
    /// The first word that is no command.
    word: Option<String>,
}

/// Looks for the command as `cobra` does, before any flag is read: an unknown flag seems to have a value. Commands may
/// be shortened, as long as it is clear which one is meant.
fn find(commands: &'static [Spec], mut known: Known, mut args: Vec<String>) -> Found {
    let mut path: Vec<&'static Spec> = Vec::new();
    let mut commands = commands;
    loop {
        let at = first_word(&args, &known);
        let word = at.map(|at| args[at].clone());
        let next = word.as_deref().and_then(|word| command_named(commands, word));
        let (Some(at), Some(spec)) = (at, next) else { return Found { path, known, args, word } };
        args.remove(at);
        known.0.insert(0, spec.flags);
        path.push(spec);
        commands = spec.commands();
    }
}

fn command_named(commands: &'static [Spec], word: &str) -> Option<&'static Spec> {
    let mut like = commands.iter().filter(|spec| spec.name.starts_with(word));
    let only = match (like.next(), like.next()) {
        (Some(spec), None) => Some(spec),
        _ => None,
    };
    commands.iter().find(|spec| spec.name == word).or(only)
}

fn first_word(args: &[String], known: &Known) -> Option<usize> {
    let takes_value = |flag: Option<&table::Flag>| flag.is_none_or(|flag| flag.value != Value::Bool);
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        at += 1;
        let long = arg.strip_prefix("--").filter(|_| !arg.contains('='));
        let short = arg.strip_prefix('-').filter(|letter| letter.len() == 1 && !letter.starts_with(['-', '=']));
        let skips = match (arg.as_str(), long, short) {
            ("--", ..) => return None,
            (_, Some(name), _) => takes_value(known.named(name)),
            (_, None, Some(letter)) => takes_value(known.lettered(letter)),
            _ => false,
        };
        if skips {
            if args.len() - at <= 1 {
                return None;
            }
            at += 1;
        } else if !arg.is_empty() && !arg.starts_with('-') {
            return Some(at - 1);
        }
    }
    None
}

#[cfg(test)]
mod tests;
