//! Texts that may be taken for JSON, and JSON with one thing wrong in it.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

use super::wishes;

/// Names that stand somewhere in what is read, and some that don't.
const NAMES: &[&str] = &[
    "format",
    "world",
    "log",
    "at_us",
    "action",
    "seed",
    "members",
    "puzzle",
    "door",
    "timing",
    "heartbeat_us",
    "election_us",
    "keep_log",
    "crash",
    "member",
    "heal",
    "suggest_piece",
    "partition",
    "groups",
    "set_network",
    "loss_ppm",
    "latency_us",
    "set_member",
    "clock_ppm",
    "flush_us",
    "etcdctl",
    "line",
    "stdin",
    "client",
    "endpoint",
    "id",
    "by_us",
    "cut",
    "from",
    "to",
    "on",
    "open",
    "locked",
    "extra",
    "",
    "__proto__",
    "ação",
];

/// Pieces that texts of nonsense are made of.
const TOKENS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1e999",
    "1.5",
    "18446744073709551615",
    "18446744073709551616",
    "NaN",
    "\u{0}",
    "\u{feff}",
    " ",
    "\n",
    "é",
    "🧩",
    "{\"",
    "\":",
    "[[",
    "]]",
    "{}",
    "//",
    "'",
    "\u{202e}",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![9 => select(NAMES).prop_map(str::to_owned), 1 => any::<String>()]
}

fn whole_number() -> impl Strategy<Value = Value> {
    let edges = select(vec![0, 1, 2, 5, 9, 10, 255, 256, 60_000_000, u64::from(u32::MAX), 1 << 53, u64::MAX]);
    prop_oneof![edges.prop_map(Value::from), any::<u64>().prop_map(Value::from), any::<i64>().prop_map(Value::from)]
}

/// Any JSON of a moderate size, made of names that might mean something.
pub fn json() -> impl Strategy<Value = Value> + Clone {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        whole_number(),
        any::<f64>().prop_map(Value::from),
        name().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let fields = prop::collection::vec((name(), inner.clone()), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(Map::from_iter(fields))),
        ]
    })
    .boxed()
}

/// What is read as JSON, as it should be: an action, a world, a script or a session.
pub fn right() -> impl Strategy<Value = Value> {
    fn plain(value: impl serde::Serialize) -> Value {
        serde_json::to_value(value).expect("plain values have a JSON form")
    }
    let entry =
        || (0..20_000_000u64, wishes::action()).prop_map(|(at_us, action)| json!({"at_us": at_us, "action": action}));
    let log = || {
        prop::collection::vec(entry(), 0..6).prop_map(|mut log| {
            log.sort_by_key(|entry| entry["at_us"].as_u64());
            Value::from(log)
        })
    };
    let session = (wishes::world(), log()).prop_map(|(world, log)| json!({"format": 1, "world": world, "log": log}));
    prop_oneof![3 => wishes::action().prop_map(plain), 2 => wishes::world().prop_map(plain), 1 => log(), 3 => session]
}

/// Nonsense, or JSON, or what was right until somebody edited it.
pub fn text() -> impl Strategy<Value = String> {
    let bytes =
        prop::collection::vec(any::<u8>(), 0..80).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let piece = || prop_oneof![3 => select(TOKENS).prop_map(str::to_owned), 1 => name()];
    let tokens = prop::collection::vec(piece(), 0..24).prop_map(|tokens| tokens.concat());
    let edits = prop::collection::vec((any::<Index>(), any::<Index>(), 0..4u8, piece()), 1..4);
    let edited = (right(), edits).prop_map(|(value, edits)| {
        edits.into_iter().fold(value.to_string(), |text, (at, to, kind, piece)| edit(&text, at, to, kind, &piece))
    });
    prop_oneof![1 => bytes, 2 => tokens, 3 => json().prop_map(|value| value.to_string()), 6 => edited]
}

fn edit(text: &str, at: Index, to: Index, kind: u8, piece: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (at, to) = (at.index(letters.len() + 1), to.index(letters.len() + 1));
    let (at, to) = (at.min(to), at.max(to));
    let (before, between, after): (String, String, String) =
        (letters[..at].iter().collect(), letters[at..to].iter().collect(), letters[to..].iter().collect());
    match kind {
        0 => before + &after,
        1 => before + piece + &between + &after,
        2 => before + &between + &between + &after,
        _ => before + &between,
    }
}

/// What was done to one place of what was right.
#[derive(Clone, Debug)]
pub enum Spoil {
    Replace(Value),
    /// Of an object; anything else is replaced.
    AddField(String, Value),
    /// Of an object; anything else is replaced by nothing.
    RemoveField(Index),
}

pub fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        3 => json().prop_map(Spoil::Replace),
        1 => (name(), json()).prop_map(|(name, value)| Spoil::AddField(name, value)),
        1 => any::<Index>().prop_map(Spoil::RemoveField),
    ]
}

/// Spoils the place of `value` that `at` picks. Returns the way to that place as messages name it.
pub fn spoil_one(value: &mut Value, at: Index, spoil: Spoil) -> Vec<String> {
    let mut pointers = Vec::new();
    collect(value, String::new(), &mut pointers);
    let pointer = at.get(&pointers).clone();
    let mut here = &*value;
    let mut way = Vec::new();
    for step in pointer.split('/').skip(1) {
        way.push(match here {
            Value::Array(_) => format!("number {}", step.parse::<usize>().expect("an index") + 1),
            _ => format!("`{step}`"),
        });
        here = here.pointer(&format!("/{step}")).expect("it was collected");
    }
    let place = value.pointer_mut(&pointer).expect("it was collected");
    match (spoil, place) {
        (Spoil::Replace(other) | Spoil::AddField(_, other), place) if !place.is_object() => *place = other,
        (Spoil::Replace(other), place) => *place = other,
        (Spoil::AddField(name, other), Value::Object(fields)) => drop(fields.insert(name, other)),
        (Spoil::RemoveField(which), Value::Object(fields)) if !fields.is_empty() => {
            let name = which.get(&fields.keys().cloned().collect::<Vec<_>>()).clone();
            fields.remove(&name);
        }
        (_, place) => *place = Value::Null,
    }
    way
}

/// The way to every place in it. None of its names has a `/` or `~` in it.
fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, format!("{pointer}/{index}"), pointers));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| collect(field, format!("{pointer}/{name}"), pointers));
        }
        _ => {}
    }
    pointers.push(pointer);
}
