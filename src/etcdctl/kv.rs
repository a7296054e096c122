//! `get`, `put` and `del`, on their own or as lines of a transaction.

use super::call::Command;
use super::flags::Args;
use super::number;
use super::trouble::{Refused, Trouble, exit};
use crate::etcd::{DeleteRequest, KeyRange, PutRequest, RangeEnd, RangeRequest, SortOrder, SortTarget};

pub fn get(args: &Args) -> Result<Command, Refused> {
    let Some(key) = args.words.first() else {
        return Err(Refused::arguments("get command needs one argument as key and an optional argument as range_end"));
    };
    check_prefix_or_from_key(args)?;
    let serializable = match args.given("consistency") {
        Some("s") => true,
        None | Some("l") => false,
        Some(other) => {
            let message = ["unknown consistency flag ", &super::text::quoted(other)].concat();
            return Err(bad_value("consistency", other, message));
        }
    };
    let range = range(args, key)?;
    let order = match args.text("order").to_uppercase().as_str() {
        "" => SortOrder::None,
        "ASCEND" => SortOrder::Ascend,
        "DESCEND" => SortOrder::Descend,
        _ => return Err(bad_value("order", args.text("order"), ["bad sort order ", args.text("order")].concat())),
    };
    let target = match args.text("sort-by").to_uppercase().as_str() {
        "CREATE" => SortTarget::Create,
        "" | "KEY" => SortTarget::Key,
        "MODIFY" => SortTarget::Mod,
        "VALUE" => SortTarget::Value,
        "VERSION" => SortTarget::Version,
        _ => {
            return Err(bad_value(
                "sort-by",
                args.text("sort-by"),
                ["bad sort target ", args.text("sort-by")].concat(),
            ));
        }
    };
    // By keys upwards is how they come without an order, which spares the server the sorting.
    let is_plain = (target, order) == (SortTarget::Key, SortOrder::Ascend);
    let above_0 = |name| u64::try_from(args.number(name)).unwrap_or(0);
    let request = RangeRequest {
        revision: above_0("rev"),
        limit: above_0("limit"),
        order: if is_plain { SortOrder::None } else { order },
        target,
        keys_only: args.is_on("keys-only"),
        ..RangeRequest::new(range)
    };
    Ok(Command::Get { request, serializable })
}

pub fn put(args: &Args) -> Result<Command, Refused> {
    const NEEDS: &str = "put command needs 1 argument and input from stdin or 2 arguments";
    let Some(key) = args.words.first() else { return Err(Refused::arguments(NEEDS)) };
    let ignore_value = args.is_on("ignore-value");
    let value = match args.words.get(1) {
        Some(_) if ignore_value => {
            let message = "put command needs only 1 argument when 'ignore-value' is set";
            return Err(Refused::new(exit::BAD_ARGUMENTS, message, Trouble::Contradiction));
        }
        Some(value) => value.clone(),
        None if ignore_value => String::new(),
        None if args.stdin.is_empty() => return Err(Refused::arguments(NEEDS)),
        None => args.stdin.clone(),
    };
    let lease = args.given("lease").unwrap_or("0");
    let lease = number::int(lease, 16).map_err(|why| {
        let message = ["bad lease ID (", &why, "), expecting ID in Hex"].concat();
        Refused::new(exit::BAD_ARGUMENTS, message, Trouble::BadLeaseId { text: lease.to_owned() })
    })?;
    Ok(Command::Put(PutRequest {
        key: key.clone(),
        value,
        lease,
        prev_kv: args.is_on("prev-kv"),
        ignore_value,
        ignore_lease: args.is_on("ignore-lease"),
    }))
}

pub fn del(args: &Args) -> Result<Command, Refused> {
    let (1 | 2, Some(key)) = (args.words.len(), args.words.first()) else {
        return Err(Refused::arguments("del command needs one argument as key and an optional argument as range_end"));
    };
    check_prefix_or_from_key(args)?;
    let range = range(args, key)?;
    Ok(Command::Delete(DeleteRequest { prev_kv: args.is_on("prev-kv"), ..DeleteRequest::new(range) }))
}

fn check_prefix_or_from_key(args: &Args) -> Result<(), Refused> {
    if args.is_on("prefix") && args.is_on("from-key") {
        let message = "`--prefix` and `--from-key` cannot be set at the same time, choose one";
        return Err(Refused::new(exit::BAD_ARGUMENTS, message, Trouble::Contradiction));
    }
    Ok(())
}

fn range(args: &Args, key: &str) -> Result<KeyRange, Refused> {
    let (prefix, from_key) = (args.is_on("prefix"), args.is_on("from-key"));
    match args.words.get(1) {
        Some(_) if prefix || from_key => {
            let message = "too many arguments, only accept one argument when `--prefix` or `--from-key` is set";
            Err(Refused::new(exit::BAD_ARGUMENTS, message, Trouble::Contradiction))
        }
        Some(end) => Ok(up_to(key, end)),
        None if prefix => Ok(KeyRange::prefix(key)),
        None if from_key => Ok(KeyRange::from_key(key)),
        None => Ok(KeyRange::single(key)),
    }
}

/// In etcd's API an empty end is none, and a zero byte says that there is no end.
pub fn up_to(key: &str, end: &str) -> KeyRange {
    let end = match end {
        "" => RangeEnd::Single,
        "\0" => RangeEnd::Unbounded,
        _ => RangeEnd::Before(end.to_owned()),
    };
    KeyRange { key: key.to_owned(), end }
}

fn bad_value(flag: &'static str, value: &str, message: String) -> Refused {
    Refused::new(exit::BAD_FEATURE, message, Trouble::BadFlagValue { flag, value: value.to_owned() })
}
