//! No technical word in a lesson before the course says what it means.

use std::collections::BTreeSet;

use quorum::i18n::Lang;
use quorum::lessons::text::{Span, Texts, folders, of, parts, spans};

use crate::measure::words;

/// Technical words that are everyday words too, and are used as such, with the reason.
const EVERYDAY: &[(Lang, &str, &str)] = &[
    (Lang::Pt, "atraso", "a letter that comes late, as people say"),
    (Lang::Pt, "perda", "as people say"),
    (Lang::Pt, "caiu", "the water, the wait: what went down"),
    (Lang::En, "delay", "the wait that anyone knows"),
    (Lang::En, "watch", "to look on; lesson 9 says when it is more"),
];

/// The words of a technical name: "perda, atraso" are two names, "chave e valor" too.
fn names(technical: &str) -> impl Iterator<Item = Vec<String>> {
    technical.split([',', '/']).flat_map(|name| name.split(" e ")).flat_map(|name| name.split(" and ")).map(stems)
}

/// Words in small letters without their plural.
fn stems(text: &str) -> Vec<String> {
    words(text).map(|word| stem(&word.to_lowercase())).collect()
}

fn stem(word: &str) -> String {
    let plural = ["ões", "res", "zes"].iter().find(|end| word.ends_with(*end));
    match plural {
        Some(&"ões") => format!("{}ão", word.trim_end_matches("ões")),
        Some(_) => word.trim_end_matches("es").to_owned(),
        None if word.ends_with("ss") => word.to_owned(),
        None => word.trim_end_matches('s').to_owned(),
    }
}

fn technical_names(lang: Lang) -> BTreeSet<Vec<String>> {
    let everyday = |name: &Vec<String>| EVERYDAY.iter().any(|(of, word, _)| *of == lang && stems(word) == *name);
    let mut all = BTreeSet::new();
    for (_, row) in crate::shape::terms(lang) {
        all.extend(names(parts(row).nth(1).unwrap()).filter(|name| !name.is_empty() && !everyday(name)));
    }
    all
}

/// What is read in the order in which it is read. The bet may stand at any step: it is taken to come first.
fn in_order(texts: Texts) -> Vec<(&'static str, &'static str)> {
    let is_bet = |key: &str| ["bet", "a", "b", "c"].contains(&key) || key.ends_with(".why") && key.len() == 5;
    let is_step = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
    let is_other = |key: &str| ["title", "able", "word.", "teacher."].iter().any(|other| key.starts_with(other));
    let entries: Vec<_> = texts.entries().filter(|(key, _)| !is_other(key)).collect();
    let bet = entries.iter().filter(|(key, _)| is_bet(key));
    let steps = entries.iter().filter(|(key, _)| is_step(key));
    let rest = entries.iter().filter(|(key, _)| !is_bet(key) && !is_step(key));
    bet.chain(steps).chain(rest).copied().collect()
}

fn says(text: &[String], name: &[String]) -> bool {
    text.windows(name.len()).any(|window| window == name)
}

#[test]
fn technical_words_are_introduced_before_they_are_used() {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let names = technical_names(lang);
        let mut known: Vec<Vec<String>> = Vec::new();
        for lesson in folders() {
            for (key, text) in in_order(of(lesson, lang).unwrap()) {
                let mut read = Vec::new();
                for span in spans(text) {
                    match span {
                        Span::Plain(text) => read.extend(stems(text)),
                        // In bold or as a foreign word: where the course says what it is.
                        Span::New(word) | Span::Foreign(word) => {
                            known.push(stems(word));
                            read.extend(stems(word));
                        }
                        Span::Command(_) | Span::Value(_) => read.push(String::new()),
                    }
                }
                let unknown = names.iter().filter(|name| !known.iter().any(|known| says(known, name)));
                let used = unknown.filter(|name| says(&read, name));
                found.extend(used.map(|name| format!("{} {lesson} {key}: {}", lang.short(), name.join(" "))));
            }
        }
    }
    assert!(found.is_empty(), "technical words before they are introduced:\n{}", found.join("\n"));
}

#[test]
fn every_word_card_is_in_the_glossary() {
    for lang in Lang::ALL {
        let names = |row: &str| parts(row).nth(1).unwrap().to_owned();
        let glossary: BTreeSet<_> = crate::shape::terms(lang).map(|(_, row)| names(row)).collect();
        for lesson in folders() {
            let cards = of(lesson, lang).unwrap().numbered("word").map(names);
            let missing: Vec<_> = cards.filter(|name| !name.is_empty() && !glossary.contains(name)).collect();
            assert!(missing.is_empty(), "{lesson}: {missing:?}");
        }
    }
}

#[test]
fn everyday_words_are_still_needed() {
    for (lang, word, _) in EVERYDAY {
        let is_technical = crate::shape::terms(*lang)
            .any(|(_, row)| names(parts(row).nth(1).unwrap()).any(|name| name == stems(word)));
        let texts = folders().flat_map(|lesson| in_order(of(lesson, *lang).unwrap()));
        let is_said = texts.into_iter().any(|(_, text)| says(&stems(text), &stems(word)));
        assert!(is_technical && is_said, "{word} needs no exception");
    }
}

#[test]
fn plurals_are_seen() {
    assert_eq!(stems("servidores sistemas distribuídos votações"), ["servidor", "sistema", "distribuído", "votação"]);
    assert_eq!(stems("nodes, loss"), ["node", "loss"]);
}
