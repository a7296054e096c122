//! All that the panel asks of `etcdctl` itself.

use crate::etcd::Store;
use crate::etcdctl::call::Command;
use crate::etcdctl::{self, Completion, Trouble};

/// How many keys Tab offers.
const OFFERS_MAX: usize = 50;

/// A command line without the tool's own name and a prompt before it.
pub fn without_its_name(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('$').unwrap_or(line).trim_start();
    match line.strip_prefix("etcdctl") {
        Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => line,
    }
}

/// What the last word of a line may become, with the keys of a store.
pub fn complete(line: &str, store: Option<&Store>) -> Completion {
    let keys = |start: &str| -> Vec<String> {
        let Some(store) = store else { return Vec::new() };
        let beginning = crate::etcd::KeyRange::prefix(start);
        store.range(&beginning).map(|(key, _)| key.to_owned()).take(OFFERS_MAX).collect()
    };
    etcdctl::complete(line, &keys)
}

/// Why a command failed: because it can't be read, or else by what it printed.
pub fn trouble(line: &str, stdin: &str, stderr: &str) -> Trouble {
    etcdctl::parse(line, stdin).map_or_else(|refused| refused.why, |_| Trouble::of(stderr))
}

/// Whether a command reads its standard input: the page then offers a place to write it.
pub fn reads_stdin(line: &str) -> bool {
    let mut words = line.split_whitespace().filter(|word| !word.starts_with('-'));
    match words.next() {
        Some("txn") => true,
        Some("put") => words.count() == 1,
        _ => false,
    }
}

pub fn is_watch(line: &str) -> bool {
    matches!(command(line), Some(Command::Watch(_)))
}

/// Whether it asks for keys: printing nothing then means that there are none.
pub fn is_get(line: &str) -> bool {
    matches!(command(line), Some(Command::Get { .. }))
}

/// Commands may be shortened, so they have to be read.
fn command(line: &str) -> Option<Command> {
    etcdctl::parse(line, "").ok().map(|invocation| invocation.command)
}
