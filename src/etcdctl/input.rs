//! What commands read from their standard input: a page has to offer a place to write it.

use super::call::Command;
use super::{Trouble, parse};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A transaction's comparisons, and what it does.
    Txn,
    /// The lines of `watch -i`.
    Session,
    /// What `put` writes.
    Value,
}

/// What the command of a line reads, if it does.
pub fn reads(line: &str) -> Option<Input> {
    match parse(line, "") {
        Ok(read) => matches!(read.command, Command::Interactive { .. }).then_some(Input::Session),
        Err(refused) => match refused.why {
            Trouble::InputEnds => Some(Input::Txn),
            Trouble::Arguments(usage) if usage.missing == Some("value") => Some(Input::Value),
            _ => None,
        },
    }
}

/// A transaction as it was typed, with the line ends that are missing behind it: each of its three lists ends with an
/// empty line, and a line that no newline ends is not there.
pub fn ended(typed: &str) -> String {
    let mut text = typed.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let lists = text.lines().filter(|line| line.trim().is_empty()).count();
    text.extend(std::iter::repeat_n('\n', 3usize.saturating_sub(lists)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_commands_read() {
        for line in ["txn", "etcdctl txn -i", "--endpoints beto:2379 txn", "etcdctl --endpoints=beto:2379 -w json tx"] {
            assert_eq!(reads(line), Some(Input::Txn), "{line}");
        }
        assert_eq!(reads("watch -i"), Some(Input::Session));
        for line in ["put foo", "put txn", "--endpoints beto:2379 put k --prev-kv", "put k --lease 7"] {
            assert_eq!(reads(line), Some(Input::Value), "{line}");
        }
        for line in [
            "",
            "put",
            "put foo bar",
            "put k --ignore-value",
            "put \"k",
            "--endpoints txn get put",
            "txn foo",
            "txn --help",
            "watch a",
        ] {
            assert_eq!(reads(line), None, "{line}");
        }
    }

    #[test]
    fn ends_what_was_left_open() {
        let typed = "value(\"foo\") = \"bar\"\n\nput foo ok";
        assert_eq!(ended(typed), "value(\"foo\") = \"bar\"\n\nput foo ok\n\n\n");
        assert!(parse("txn", &ended(typed)).is_ok());
        for whole in ["\n\n\n", "\nget a\n\nput a b\n\n"] {
            assert_eq!(ended(whole), whole);
        }
    }
}
