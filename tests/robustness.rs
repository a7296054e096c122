//! Whatever comes in from outside is taken or refused in words, and nothing breaks: texts that may be JSON, command
//! lines, addresses, and actions of every kind at any moment of worlds of every kind.

mod inputs;

use std::sync::Mutex;

use inputs::live::{Tally, ask_all};
use inputs::wishes::{line, wish, world};
use inputs::{fuzz, say, texts};
use proptest::prelude::*;
use proptest::sample::Index;
use quorum::cluster::{Action, WorldSpec};
use quorum::json::{self, Json};
use quorum::session::{LogEntry, Session, SessionFile, read_seed};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Messages stay this short, whatever they are about.
const MESSAGE_CHARS_MAX: usize = 300;
/// Wishes in one world, more or less.
const WISHES: usize = 24;
/// Reasons to refuse that a whole run meets at least; all but those of a full session could be met.
const REASONS_MIN: usize = 24;

/// A message says what is wrong and where: which field, which number in a list, which line of the text; or it speaks
/// of all that was given.
fn is_plain(message: &str) -> Result<(), String> {
    let of_it_all = [
        "an action is its name",
        "it has to be an object",
        "it has to be a list",
        "this session has",
        "a session's file",
        "without fields",
    ];
    let says_where = message.contains(['`', '…'])
        || ["line ", "number ", "action "].iter().any(|place| message.contains(place))
        || of_it_all.iter().any(|all| message.contains(all));
    let is_short = message.chars().count() < MESSAGE_CHARS_MAX;
    if says_where && is_short { Ok(()) } else { Err(format!("this says too little or too much: {message:?}")) }
}

/// Reads a text; what is read has to be the same once it was written and read again. serde_json reads the same, or
/// refuses it too.
fn read<T: TryFrom<Json, Error = String> + DeserializeOwned + serde::Serialize>(text: &str) -> Result<(), String> {
    let second_opinion = serde_json::from_str::<T>(text);
    match (json::read::<T>(text), second_opinion) {
        (Err(why), Err(_)) => is_plain(&why),
        (Ok(_), Err(why)) => Err(format!("{text} is taken for right, but {why}")),
        (Err(why), Ok(_)) => Err(format!("{text} is right, but refused: {why}")),
        (Ok(read), Ok(other)) => {
            let written = serde_json::to_string(&read).map_err(|why| why.to_string())?;
            if serde_json::to_string(&other).ok().as_ref() != Some(&written) {
                return Err(format!("{text} is read in two ways"));
            }
            let again: T = json::read(&written).map_err(|why| format!("{written}: {why}"))?;
            let written_again = serde_json::to_string(&again).map_err(|why| why.to_string())?;
            if written == written_again { Ok(()) } else { Err(format!("{written} became {written_again}")) }
        }
    }
}

fn read_session(text: &str) -> Result<(), String> {
    match SessionFile::from_json(text) {
        Err(why) => is_plain(&why.to_string()),
        Ok(file) => match Session::import(file.clone()) {
            Err(why) if why.to_string().is_empty() => Err("no word why".to_owned()),
            Err(_) => Ok(()),
            Ok(session) => {
                let is_same = session.spec() == &file.world && session.export().log.len() <= file.log.len();
                if is_same { Ok(()) } else { Err("what was taken in is something else".to_owned()) }
            }
        },
    }
}

fn read_as_everything(text: &str) -> Result<(), String> {
    read::<Action>(text)?;
    read::<WorldSpec>(text)?;
    read::<Vec<LogEntry>>(text)?;
    read::<SessionFile>(text)?;
    read_session(text)
}

#[test]
fn any_text_is_read_or_refused_in_words() {
    fuzz("any_text_is_read_or_refused_in_words", 60, 1, texts::text, |text| read_as_everything(&text));
}

/// What is wrong in one place only is told with the way there, step by step.
#[test]
fn one_thing_wrong_is_told_with_its_place() {
    fn told<T: TryFrom<Json, Error = String>>(text: &str, way: &[String]) -> Result<(), String> {
        let Err(why) = json::read::<T>(text) else { return Ok(()) };
        is_plain(&why)?;
        let mut rest = &*why;
        for step in way {
            let Some(at) = rest.find(step) else { return Err(format!("{text}: {why:?} does not say {way:?}")) };
            rest = &rest[at + step.len()..];
        }
        Ok(())
    }
    let strategy = || (texts::right(), any::<Index>(), texts::spoil());
    fuzz("one_thing_wrong_is_told_with_its_place", 20, 1, strategy, |(mut value, at, spoil)| {
        let right = value.clone();
        let way = texts::spoil_one(&mut value, at, spoil);
        let text = value.to_string();
        match &right {
            // A script is read as a list, whose reader counts lines and columns instead.
            Value::Array(_) => read_as_everything(&text),
            Value::Object(fields) if fields.contains_key("format") => told::<SessionFile>(&text, &way),
            Value::Object(fields) if fields.contains_key("seed") => told::<WorldSpec>(&text, &way),
            _ => told::<Action>(&text, &way),
        }
    });
}

#[test]
fn any_command_line_is_read_or_refused_in_words() {
    let strategy = || (line(), any::<String>());
    fuzz("any_command_line_is_read_or_refused_in_words", 6, 1, strategy, |(line, stdin)| match quorum::etcdctl::parse(
        &line, &stdin,
    ) {
        Err(refused) if refused.output.stderr.trim().is_empty() => Err(format!("{refused:?}")),
        _ => Ok(()),
    });
}

#[test]
fn any_address_and_any_seed_is_read_or_refused() {
    let part = || {
        prop::sample::select(vec![
            "#",
            "/",
            "?",
            "&",
            "=",
            "%",
            "lang",
            "pt",
            "en",
            "theme",
            "claro",
            "view",
            "amigos",
            "s",
            "laboratorio",
            "é",
            "\u{0}",
            "7",
            "٣",
            " ",
        ])
    };
    let strategy =
        move || prop_oneof![prop::collection::vec(part(), 0..14).prop_map(|parts| parts.concat()), any::<String>()];
    fuzz("any_address_and_any_seed_is_read_or_refused", 4, 1, strategy, |text| {
        let route = quorum::platform::address::parse(&text).unwrap_or_default();
        let seed = read_seed(&text).unwrap_or_default();
        let is_of_it = route.session.is_none_or(|session| text.contains(&session)) && seed < 1_000_000_000_000_000;
        if is_of_it { Ok(()) } else { Err("it says what nobody wrote".to_owned()) }
    });
}

/// Real worlds, real members: what is refused changes nothing, what is done can be done again.
#[test]
fn any_action_at_any_moment_is_done_or_refused_in_words() {
    let tally = Mutex::new(Tally::default());
    let strategy = || (world(), prop::collection::vec(wish(), 1..2 * WISHES));
    fuzz("any_action_at_any_moment_is_done_or_refused_in_words", 10, WISHES as u64, strategy, |(world, wishes)| {
        ask_all(&world, &wishes, &tally)
    });
    let Tally { worlds, impossible_worlds, done, refused, refusals } = tally.into_inner().unwrap();
    say(&format!("  {worlds} worlds, {impossible_worlds} that can't be; {done} actions done, {refused} refused"));
    say(&format!("  {} reasons: {refusals:?}", refusals.len()));
    // One block alone says little; a whole run has to have met about everything.
    let is_whole = std::env::var_os("QUORUM_FUZZ_BLOCK").is_none();
    assert!(!is_whole || (done > 1_000 && refused > 1_000 && refusals.len() >= REASONS_MIN), "too little was tried");
}
