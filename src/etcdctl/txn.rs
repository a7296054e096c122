//! Transactions as they are typed: lines of comparisons, of what to do if all hold, and of what to do otherwise, each
//! list ended by an empty line.

use super::call::Command;
use super::flags::{Args, Known};
use super::table::{Does, HELP_FLAG, OPERATIONS};
use super::trouble::{Refused, Trouble, exit};
use super::{Found, find, number, scan, text};
use crate::etcd::{Compare, CompareResult, CompareTarget, KeyRange, Request, TxnRequest};

/// What an interactive transaction prints before each of its lists.
pub const PROMPTS: &str = "compares:\nsuccess requests (get, put, del):\nfailure requests (get, put, del):\n";

pub fn txn(args: &Args) -> Result<Command, Refused> {
    if !args.words.is_empty() {
        return Err(Refused::arguments("txn command does not accept argument"));
    }
    args.format()?;
    let mut lines = Lines { rest: &args.stdin };
    let mut prompts = if args.is_on("interactive") { PROMPTS } else { "" }.split_inclusive('\n');
    let mut printed = String::new();
    let mut prompt = || {
        printed.push_str(prompts.next().unwrap_or_default());
        printed.clone()
    };
    let told = |printed: String| move |refused: Refused| refused.after(&printed);
    let compare = lines.until_empty(comparison).map_err(told(prompt()))?;
    let then = lines.until_empty(operation).map_err(told(prompt()))?;
    let otherwise = lines.until_empty(operation).map_err(told(prompt()))?;
    Ok(Command::Txn(TxnRequest { compare, then, otherwise }))
}

struct Lines<'a> {
    rest: &'a str,
}

impl Lines<'_> {
    /// Reads a list. As for the real tool, a line that no newline ends is not there.
    fn until_empty<T>(&mut self, read: fn(&str) -> Result<T, Refused>) -> Result<Vec<T>, Refused> {
        let mut list = Vec::new();
        loop {
            let Some((line, rest)) = self.rest.split_once('\n') else {
                return Err(Refused::new(exit::INVALID_INPUT, "EOF", Trouble::InputEnds));
            };
            self.rest = rest;
            match line.trim() {
                "" => return Ok(list),
                line => list.push(read(line)?),
            }
        }
    }
}

fn comparison(line: &str) -> Result<Compare, Refused> {
    let malformed = |behind: &str| {
        let message = ["malformed comparison: ", line, behind].concat();
        Refused::new(exit::INVALID_INPUT, message, Trouble::MalformedComparison)
    };
    let (target, rest) = line.split_once('(').ok_or_else(|| malformed(""))?;
    let scanned = scan::comparison(rest);
    if scanned.count < 3 {
        let (key, value) = (text::quoted(&scanned.key), text::quoted(&scanned.value));
        return Err(malformed(&["; got ", target, "(", &key, ") ", &scanned.op, " ", &value].concat()));
    }
    let number = || {
        number::int(&scanned.value, 10).map_err(|_| {
            let message = ["invalid txn compare request: ", line].concat();
            Refused::new(exit::INVALID_INPUT, message, Trouble::MalformedComparison)
        })
    };
    let target = match target {
        "ver" | "version" => CompareTarget::Version(number()?),
        "c" | "create" => CompareTarget::Create(number()?),
        "m" | "mod" => CompareTarget::Mod(number()?),
        "val" | "value" => CompareTarget::Value(scanned.value.clone()),
        // Compares nothing: the real tool takes a text for a lease, and stops at that.
        "lease" => CompareTarget::Lease(0),
        _ => return Err(malformed(&[" (unknown target ", target, ")"].concat())),
    };
    let result = match scanned.op.as_str() {
        "=" => CompareResult::Equal,
        "!=" => CompareResult::NotEqual,
        ">" => CompareResult::Greater,
        "<" => CompareResult::Less,
        _ => return Err(Refused::crash("Unknown result op")),
    };
    if matches!(target, CompareTarget::Lease(_)) {
        return Err(Refused::crash("bad value"));
    }
    Ok(Compare { range: KeyRange::single(scanned.key), result, target })
}

/// A line that is a `get`, `put` or `del` with its own flags. The real tool hangs at one that asks for help.
fn operation(line: &str) -> Result<Request, Refused> {
    let invalid = |what: &str| {
        let message = ["invalid txn ", what, "request: ", line].concat();
        Refused::new(exit::INVALID_INPUT, message, Trouble::MalformedOperation)
    };
    let words = scan::words(line)?;
    if words.len() < 2 {
        return Err(invalid("compare "));
    }
    let Found { path, args, .. } = find(OPERATIONS, Known::default(), words);
    let Some(Does::Act(act)) = path.last().map(|spec| &spec.does) else { return Err(invalid("")) };
    let known = Known(vec![path[0].flags, std::slice::from_ref(&HELP_FLAG)]);
    let args = Args::read(&known, args, "").map_err(|_| invalid(""))?;
    if args.asks_for_help() {
        return Err(invalid(""));
    }
    match act(&args)? {
        Command::Get { request, .. } => Ok(Request::Range(request)),
        Command::Put(put) => Ok(Request::Put(put)),
        Command::Delete(delete) => Ok(Request::Delete(delete)),
        _ => Err(invalid("")),
    }
}
