//! etcdctl's command lines: read here, printed here; what happens in between is a client's business.
//!
//! `put`, `get` and `del`, with `--prefix`, answer as etcdctl 3.4 does. Knows nothing of the page.

pub mod call;
mod words;

use serde::Serialize;

use crate::etcd::KeyRange;

/// Exit code of a command line that makes no sense (etcdctl's `ExitBadArgs`).
const EXIT_BAD_ARGUMENTS: i32 = 128;

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Put { key: String, value: String },
    Get { range: KeyRange },
    Delete { range: KeyRange },
}

/// What the store answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    Written { deleted: u64 },
    Values(Vec<(String, String)>),
}

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
        Self { stdout: String::new(), stderr: format!("Error: {message}\n"), exit: 1 }
    }

    fn bad_arguments(message: &str) -> Self {
        Self { exit: EXIT_BAD_ARGUMENTS, ..Self::error(message) }
    }
}

/// Reads a command line without the word `etcdctl`.
///
/// # Errors
/// What the tool prints instead of doing anything.
pub fn parse(line: &str, stdin: &str) -> Result<Command, CommandOutput> {
    let words = words::split(line).map_err(|why| CommandOutput::bad_arguments(&why.to_string()))?;
    let (flags, words): (Vec<String>, Vec<String>) = words.into_iter().partition(|word| word.starts_with("--"));
    let mut prefix = false;
    for flag in flags {
        match flag.as_str() {
            "--prefix" => prefix = true,
            _ => return Err(CommandOutput::bad_arguments(&format!("unknown flag: {flag}"))),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let range = |key: &str, end: Option<&str>| match end {
        Some(end) => KeyRange { key: key.to_owned(), end: crate::etcd::RangeEnd::Before(end.to_owned()) },
        None if prefix => KeyRange::prefix(key),
        None => KeyRange::single(key),
    };
    match words[..] {
        ["put", key, value] => Ok(Command::Put { key: key.to_owned(), value: value.to_owned() }),
        ["put", key] if !stdin.is_empty() => Ok(Command::Put { key: key.to_owned(), value: stdin.to_owned() }),
        ["put", ..] => {
            Err(CommandOutput::bad_arguments("put command needs 1 argument and input from stdin or 2 arguments."))
        }
        ["get", key] => Ok(Command::Get { range: range(key, None) }),
        ["get", key, end] if !prefix => Ok(Command::Get { range: range(key, Some(end)) }),
        ["get", ..] => Err(CommandOutput::bad_arguments(
            "get command needs one argument as key and an optional argument as range_end",
        )),
        ["del", key] => Ok(Command::Delete { range: range(key, None) }),
        ["del", key, end] if !prefix => Ok(Command::Delete { range: range(key, Some(end)) }),
        ["del", ..] => Err(CommandOutput::bad_arguments(
            "del command needs one argument as key and an optional argument as range_end",
        )),
        [] => Err(CommandOutput::bad_arguments("a command is missing: put, get or del")),
        [other, ..] => Err(CommandOutput {
            stderr: format!("Error: unknown command \"{other}\" for \"etcdctl\"\nRun 'etcdctl --help' for usage.\n"),
            ..CommandOutput::error("")
        }),
    }
}

/// What the tool prints for an answer, in its simple format.
pub fn print(command: &Command, answered: &Answered) -> CommandOutput {
    let stdout = match (command, answered) {
        (Command::Delete { .. }, Answered::Written { deleted }) => format!("{deleted}\n"),
        (_, Answered::Written { .. }) => "OK\n".to_owned(),
        (_, Answered::Values(values)) => values.iter().map(|(key, value)| format!("{key}\n{value}\n")).collect(),
    };
    CommandOutput { stdout, ..CommandOutput::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        let put = |key: &str, value: &str| Ok(Command::Put { key: key.into(), value: value.into() });
        assert_eq!(parse("put foo bar", ""), put("foo", "bar"));
        assert_eq!(parse("put foo 'two words'", ""), put("foo", "two words"));
        assert_eq!(parse("put foo", "from stdin"), put("foo", "from stdin"));
        assert_eq!(parse("get --prefix /p/", ""), Ok(Command::Get { range: KeyRange::prefix("/p/") }));
        assert_eq!(parse("del foo", ""), Ok(Command::Delete { range: KeyRange::single("foo") }));
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        for (line, exit) in [
            ("", 128),
            ("put", 128),
            ("get", 128),
            ("del a b c", 128),
            ("frob x", 1),
            ("get --nope a", 128),
            ("put 'a", 128),
        ] {
            assert_eq!(parse(line, "").map_err(|output| output.exit), Err(exit), "{line}");
        }
    }
}
