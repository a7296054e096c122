//! Em português.

use super::StreetWords;
use crate::cluster::MemberId;
use crate::i18n::{Lang, capitalised, gender};
use crate::scene::friends::{Hears, Person};

pub const STREET: StreetWords = StreetWords {
    name,
    follows: "segue",
    hears,
    sent,
    received,
    person,
    crowd: |names| format!("Mais gente na calçada: {}", Lang::Pt.list(names)),
    gate: "Portão trancado: só entra quem tem a chave",
    photo: |revision| format!("mudança {revision}"),
    photo_label: |revision| format!("Um grupo novo começa desta foto, da mudança {revision}"),
    title: "Novo aviso",
    who: "Quem quer saber?",
    what: "O que vai seguir?",
    topic_puzzle: "O quebra-cabeça",
    topic_piece: |piece| format!("Só a peça {piece}"),
    topic_registry: "As gavetas da cidade",
    topic_presence: "Quem está em casa",
    whose: "Na casa de quem?",
    at: |id| format!("Na casa {} {}", gender(id).of("da", "do"), friend(id)),
    ask: |name| format!("{name} pede o aviso"),
    stop: "Parar de seguir",
    nothing: "Não segue nada agora.",
    details,
    lock: "Trancar a porta",
    unlock: "Abrir a porta",
    lock_hint: "Trancada, só entra quem tem a chave.",
};

fn friend(id: MemberId) -> &'static str {
    Lang::Pt.friend(id)
}

/// Behind nothing, a name without its article stands better.
fn name(client: &str) -> String {
    match client {
        "terminal" => "Você".to_owned(),
        _ => capitalised(Lang::Pt.client(client)),
    }
}

fn hears(hears: Hears) -> String {
    match hears {
        Hears::Member(id) => format!("ouve {} {}", gender(id).of("a", "o"), friend(id)),
        Hears::Searches => "procurando…".to_owned(),
        Hears::TurnedAway => "sem chave".to_owned(),
        Hears::Nobody => "não ouve ninguém".to_owned(),
    }
}

fn letters(count: u64) -> String {
    if count == 1 { "1 carta".to_owned() } else { format!("{count} cartas") }
}

fn sent(count: u64) -> String {
    format!("enviou {count}")
}

fn received(count: u64) -> String {
    format!("recebeu {count}")
}

fn news(count: u64) -> String {
    match count {
        0 => "nenhum aviso ainda".to_owned(),
        1 => "1 aviso".to_owned(),
        n => format!("{n} avisos"),
    }
}

fn what(person: &Person) -> Option<String> {
    let follows = person.follows.as_ref()?;
    let all = if follows.is_prefix { " e tudo o que começa assim" } else { "" };
    let more = if follows.more > 0 { format!(", e mais {}", follows.more) } else { String::new() };
    Some(format!("{}{all}{more}", follows.key))
}

fn person(person: &Person) -> String {
    let name = name(&person.client);
    match (what(person), person.hears) {
        (_, Hears::TurnedAway) => format!("{name}, sem chave: a porta está trancada"),
        (Some(what), heard) => format!("{name} segue {what}, {}, {}", hears(heard), news(person.events)),
        (None, _) => format!("{name}, enviou {}, recebeu {}", letters(person.sent), letters(person.received)),
    }
}

fn details(person: &Person) -> Vec<(&'static str, String)> {
    let mut rows = vec![];
    if let Some(what) = what(person) {
        rows.push(("Segue", what));
        rows.push(("Agora", hears(person.hears)));
        rows.push(("Última mudança", person.revision.map_or("–".to_owned(), |revision| revision.to_string())));
        rows.push(("Mudanças avisadas", person.events.to_string()));
    } else if person.hears == Hears::TurnedAway {
        rows.push(("Agora", "a porta está trancada".to_owned()));
    }
    rows.push(("Cartas enviadas", person.sent.to_string()));
    rows.push(("Cartas recebidas", person.received.to_string()));
    rows
}
