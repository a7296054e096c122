//! All that the panel asks of `etcdctl` itself.

use crate::etcd::{KeyRange, RangeEnd, Store};
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

/// What the last word of a line may become, with the keys of a store and the leases there are.
pub fn complete(line: &str, store: Option<&Store>, leases: &[String]) -> Completion {
    let keys = |start: &str| -> Vec<String> {
        let Some(store) = store else { return Vec::new() };
        let beginning = crate::etcd::KeyRange::prefix(start);
        store.range(&beginning).map(|(key, _)| key.to_owned()).take(OFFERS_MAX).collect()
    };
    etcdctl::complete(line, &etcdctl::Offers { keys: &keys, leases })
}

/// Why a command failed: because it can't be read, or else by what it printed.
pub fn trouble(line: &str, stdin: &str, stderr: &str) -> Trouble {
    etcdctl::parse(line, stdin).map_or_else(|refused| refused.why, |read| Trouble::of(stderr).met_by(&read))
}

/// What is worth a word about what a command printed, though it is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The transaction's condition was false.
    Otherwise,
    NothingDeleted,
    /// There is no such lease, or no more.
    NoLease,
}

pub fn remark(line: &str, stdin: &str, printed: &str) -> Option<Remark> {
    let first = printed.lines().find(|line| !line.ends_with(':'))?;
    match etcdctl::parse(line, stdin).ok()?.command {
        Command::Txn(_) if first == "FAILURE" => Some(Remark::Otherwise),
        Command::Delete(_) if first == "0" => Some(Remark::NothingDeleted),
        Command::LeaseKeepAlive { .. } if first.ends_with("expired or revoked.") => Some(Remark::NoLease),
        Command::LeaseTimeToLive { .. } if first.ends_with("already expired") => Some(Remark::NoLease),
        _ => None,
    }
}

pub fn is_watch(line: &str) -> bool {
    matches!(command(line), Some(Command::Watch(_)))
}

/// Which keys a command asks for: printing nothing then means that there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Key,
    Prefix,
    /// From one key up to another, or to the end.
    Stretch,
}

pub fn asks_for(line: &str) -> Option<Asked> {
    let Some(Command::Get { request, .. }) = command(line) else { return None };
    Some(match request.range {
        KeyRange { end: RangeEnd::Single, .. } => Asked::Key,
        range if range == KeyRange::prefix(&*range.key) => Asked::Prefix,
        _ => Asked::Stretch,
    })
}

/// What `txn` takes the lines of its input for: what is compared, what is done if that holds, and what if not. An empty
/// line ends a part.
pub fn txn_parts(stdin: &str) -> [Vec<&str>; 3] {
    let mut parts = [vec![], vec![], vec![]];
    let mut at = 0;
    for line in stdin.lines() {
        match parts.get_mut(at) {
            Some(_) if line.trim().is_empty() => at += 1,
            Some(part) => part.push(line),
            None => break,
        }
    }
    parts
}

/// Commands may be shortened, so they have to be read.
fn command(line: &str) -> Option<Command> {
    etcdctl::parse(line, "").ok().map(|invocation| invocation.command)
}
