//! In English.

use super::StreetWords;
use crate::cluster::MemberId;
use crate::i18n::{Lang, capitalised};
use crate::scene::friends::{Hears, Person};

pub const STREET: StreetWords = StreetWords {
    name,
    follows: "follows",
    hears,
    sent,
    received,
    person,
    crowd: |names| format!("More people on the pavement: {}", Lang::En.list(names)),
    gate: "Locked gate: only those with the key come in",
    photo: |revision| format!("change {revision}"),
    photo_label: |revision| format!("A new group begins from this photo, of change {revision}"),
    title: "New notice",
    who: "Who wants to know?",
    what: "What will be followed?",
    topic_puzzle: "The puzzle",
    topic_piece: |piece| format!("Only piece {piece}"),
    topic_registry: "The city’s drawers",
    topic_presence: "Who is at home",
    whose: "At whose house?",
    at: |id| format!("At {}’s house", friend(id)),
    ask: |name| format!("{name} asks to be told"),
    stop: "Stop following",
    nothing: "Follows nothing now.",
    details,
    lock: "Lock the door",
    unlock: "Open the door",
    lock_hint: "When locked, only those with the key come in.",
};

fn friend(id: MemberId) -> &'static str {
    Lang::En.friend(id)
}

/// Behind nothing, a name without its article stands better.
fn name(client: &str) -> String {
    match client {
        "terminal" => "Your terminal".to_owned(),
        _ => capitalised(Lang::En.client(client)),
    }
}

fn hears(hears: Hears) -> String {
    match hears {
        Hears::Member(id) => format!("hears {}", friend(id)),
        Hears::Searches => "searching…".to_owned(),
        Hears::TurnedAway => "no key".to_owned(),
        Hears::Nobody => "hears nobody".to_owned(),
    }
}

fn letters(count: u64) -> String {
    if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") }
}

fn sent(count: u64) -> String {
    format!("sent {count}")
}

fn received(count: u64) -> String {
    format!("received {count}")
}

fn news(count: u64) -> String {
    match count {
        0 => "no notice yet".to_owned(),
        1 => "1 notice".to_owned(),
        n => format!("{n} notices"),
    }
}

fn what(person: &Person) -> Option<String> {
    let follows = person.follows.as_ref()?;
    let all = if follows.is_prefix { " and all that begins so" } else { "" };
    let more = if follows.more > 0 { format!(", and {} more", follows.more) } else { String::new() };
    Some(format!("{}{all}{more}", follows.key))
}

fn person(person: &Person) -> String {
    let name = name(&person.client);
    match (what(person), person.hears) {
        (_, Hears::TurnedAway) => format!("{name}, without a key: the door is locked"),
        (Some(what), heard) => format!("{name} follows {what}, {}, {}", hears(heard), news(person.events)),
        (None, _) => format!("{name}, sent {}, received {}", letters(person.sent), letters(person.received)),
    }
}

fn details(person: &Person) -> Vec<(&'static str, String)> {
    let mut rows = vec![];
    if let Some(what) = what(person) {
        rows.push(("Follows", what));
        rows.push(("Now", hears(person.hears)));
        rows.push(("Last change", person.revision.map_or("–".to_owned(), |revision| revision.to_string())));
        rows.push(("Changes told", person.events.to_string()));
    } else if person.hears == Hears::TurnedAway {
        rows.push(("Now", "the door is locked".to_owned()));
    }
    rows.push(("Letters sent", person.sent.to_string()));
    rows.push(("Letters received", person.received.to_string()));
    rows
}
