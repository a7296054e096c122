//! Help texts, made from the table.

use super::call::Command;
use super::other::{API_VERSION, VERSION};
use super::table::{COMMANDS, Does, Flag, GLOBAL, HELP_FLAG, Spec, Value};
use super::trouble::{Refused, Trouble, exit};
use super::{CommandOutput, Found, find, flags::Known, parse, words};

/// What every help text begins with.
const HEAD: &str = "NAME:\n\t";

/// The words of a command: `lease grant`.
pub fn name(path: &[&'static Spec]) -> String {
    path.iter().map(|spec| spec.name).collect::<Vec<_>>().join(" ")
}

/// `help …`.
///
/// # Errors
/// For what is no command, or none of this village. As in the real tool, the first comes with the usage of `etcdctl`.
pub fn topic(words: &[String]) -> Result<Command, Refused> {
    let Found { path, word, .. } = find(COMMANDS, Known(vec![GLOBAL]), words.to_vec());
    match (path.last(), word) {
        (Some(Spec { does: Does::NotHere(instead), .. }), _) => Err(Refused::not_here(&name(&path), *instead)),
        (None, Some(word)) => {
            let topics: Vec<String> = words.iter().map(|word| ["`", word, "`"].concat()).collect();
            let stderr = ["Unknown help topic [", &topics.join(" "), "]\n"].concat();
            let why = Trouble::UnknownCommand { like: like(&word), word };
            Err(Refused { output: CommandOutput { stdout: usage(&[]), stderr, exit: 0 }, why })
        }
        _ => Ok(Command::Say(usage(&path))),
    }
}

/// Which help text a command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// Of the tool, with all of its commands.
    All,
    /// Of one command, or of a group.
    One,
}

/// Which help text a line is answered with, if it is.
pub fn help_of(line: &str) -> Option<Help> {
    let Command::Say(text) = parse(line, "").ok()?.command else { return None };
    if text == usage(&[]) { Some(Help::All) } else { text.starts_with(HEAD).then_some(Help::One) }
}

pub fn unknown(word: &str) -> Refused {
    let message = ["unknown command ", &super::text::quoted(word), " for \"etcdctl\""].concat();
    Refused::new(exit::ERROR, message, Trouble::UnknownCommand { word: word.to_owned(), like: like(word) })
}

/// The commands that may have been meant, the likeliest first.
fn like(word: &str) -> Vec<&'static str> {
    words::nearest(word, COMMANDS.iter().filter(|spec| spec.is_here()).map(|spec| spec.name))
}

/// As the real tool prints it, without the commands that are not here.
pub fn usage(path: &[&'static Spec]) -> String {
    let mut out = String::from(HEAD);
    let line = |out: &mut String, parts: &[&str]| parts.iter().for_each(|part| out.push_str(part));
    let spec = path.last();
    let (words, short) = match spec {
        Some(spec) => (name(path), spec.short),
        None => ("etcdctl".to_owned(), "A simple command line client for etcd3."),
    };
    line(&mut out, &[&words, " - ", short, "\n\nUSAGE:\n\tetcdctl"]);
    if let Some(spec) = spec {
        line(&mut out, &[" ", &words, if spec.usage.is_empty() { "" } else { " " }, spec.usage]);
    }
    out.push_str(" [flags]\n");
    if spec.is_none() {
        line(&mut out, &["\nVERSION:\n\t", VERSION, "\n"]);
    }
    let commands = spec.map_or(COMMANDS, |spec| spec.commands());
    if !commands.is_empty() {
        line(&mut out, &["\nAPI VERSION:\n\t", API_VERSION, "\n\n\nCOMMANDS:\n"]);
        let mut rows = Vec::new();
        list(commands, "", &mut rows);
        columns(&mut out, "\t", &rows);
    }
    if let Some(spec) = spec.filter(|spec| !spec.long.is_empty()) {
        out.push_str("\nDESCRIPTION:\n");
        spec.long.lines().for_each(|text| line(&mut out, &["\t", text, "\n"]));
    }
    let own = spec.map_or(GLOBAL, |spec| spec.flags);
    let called = spec.map_or("etcdctl", |spec| spec.name);
    out.push_str("\nOPTIONS:\n");
    options(&mut out, called, own.iter().chain([&HELP_FLAG]));
    if let [groups @ .., _] = path {
        out.push_str("\nGLOBAL OPTIONS:\n");
        options(&mut out, called, groups.iter().flat_map(|group| group.flags).chain(GLOBAL));
    }
    out.push('\n');
    out
}

fn list(commands: &'static [Spec], group: &str, rows: &mut Vec<(String, String)>) {
    for spec in commands.iter().filter(|spec| spec.is_here()) {
        let name = [group, spec.name].concat();
        match spec.does {
            Does::Group(commands) => list(commands, &[&name, " "].concat(), rows),
            _ => rows.push((name, spec.short.to_owned())),
        }
    }
}

fn options<'a>(out: &mut String, called: &str, flags: impl Iterator<Item = &'a Flag>) {
    let mut flags: Vec<&Flag> = flags.collect();
    flags.sort_by_key(|flag| flag.name);
    let row = |flag: &&Flag| {
        let letter = if flag.letter.is_empty() { "      --".to_owned() } else { ["  -", flag.letter, ", --"].concat() };
        let default = match flag.value {
            Value::Bool => ["[=", flag.default, "]"],
            Value::Text => ["=\"", flag.default, "\""],
            Value::Number | Value::Duration | Value::List => ["=", flag.default, ""],
        };
        let about = if flag.name == HELP_FLAG.name { called } else { "" };
        ([&letter, flag.name, &default.concat()].concat(), [flag.about, about].concat())
    };
    columns(out, "", &flags.iter().map(row).collect::<Vec<_>>());
}

/// Two columns with tabs between them, as Go's `text/tabwriter` sets them.
fn columns(out: &mut String, indent: &str, rows: &[(String, String)]) {
    const TAB: usize = 8;
    let widest = rows.iter().map(|(left, _)| left.chars().count() + 1).max().unwrap_or(0);
    let width = widest.next_multiple_of(TAB);
    for (left, right) in rows {
        out.push_str(indent);
        out.push_str(left);
        out.extend(std::iter::repeat_n('\t', (width - left.chars().count()).div_ceil(TAB)));
        out.push_str(right);
        out.push('\n');
    }
}
