//! What the files hold: known keys, the same ones and the same values in both languages, marks that close.

use std::collections::BTreeSet;

use quorum::i18n::Lang;
use quorum::lessons::text::{Span, Texts, folders, lesson, of, parts, spans};
use quorum::lessons::{IDS, Lesson, SOON};

const FOLDERS: [&str; 3] = ["shared", "glossary", "teacher"];

fn all_folders() -> impl Iterator<Item = &'static str> {
    folders().chain(FOLDERS)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a lesson may hold the key.
fn is_known(key: &str) -> bool {
    const ONCE: &[&str] = &["able", "bet", "a", "a.why", "b", "b.why", "c", "c.why", "goal", "hint", "limits"];
    const TEACHER: &[&str] = &["goal", "hook", "watch", "talk", "show", "unplugged"];
    const CHALLENGE: &[&str] =
        &["title", "tools", "hint", "stars.3", "stars.2", "stars.1", "why", "ask", "lost", "count"];
    const CHART: &[&str] = &["title", "alt", "x", "y", "beside", "mark"];
    let stem_of_numbered = key.rsplit_once('.').filter(|(_, number)| is_number(number)).map(|(stem, _)| stem);
    ONCE.contains(&key)
        || is_number(key)
        || matches!(
            stem_of_numbered,
            Some("word" | "part" | "card" | "teacher.ask" | "teacher.answer" | "teacher.mistake")
        )
        || key.strip_prefix("teacher.").is_some_and(|rest| TEACHER.contains(&rest))
        || key.strip_prefix("chart.").and_then(|rest| rest.split_once('.')).is_some_and(|(_, rest)| {
            let stem = rest.rsplit_once('.').filter(|(_, number)| is_number(number)).map(|(stem, _)| stem);
            CHART.contains(&rest) || matches!(stem, Some("bar" | "series"))
        })
        || key.strip_prefix('c').is_some_and(|rest| {
            let (number, part) = rest.split_once('.').unwrap_or((rest, "title"));
            is_number(number) && CHALLENGE.contains(&part)
        })
}

#[test]
fn every_key_is_known() {
    for lesson in folders() {
        for (key, _) in of(lesson, Lang::Pt).unwrap().entries() {
            assert!(is_known(key), "{lesson}: {key}");
        }
    }
    for wrong in ["0", "01", "d", "words.1", "chart.x", "c1.star", "teacher.x", "card", "d.why"] {
        assert!(!is_known(wrong), "{wrong}");
    }
}

/// Read apart from the reader, which passes over what it does not understand.
#[test]
fn every_line_is_an_entry() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lessons");
    for folder in all_folders() {
        for lang in Lang::ALL {
            let file = std::fs::read_to_string(root.join(folder).join(format!("{}.txt", lang.short()))).unwrap();
            let mut seen = BTreeSet::new();
            for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let (key, text) = line.split_once(": ").unwrap_or_else(|| panic!("{folder}: {line}"));
                let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte);
                assert!(key.bytes().all(is_name) && text.trim() == text && !text.is_empty(), "{folder}: {line}");
                assert!(seen.insert(key), "{folder}: {key} stands there twice");
            }
            assert_eq!(of(folder, lang).unwrap().entries().count(), seen.len(), "{folder}");
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_order() {
    for folder in all_folders() {
        let [pt, en] =
            Lang::ALL.map(|lang| of(folder, lang).unwrap().entries().map(|(key, _)| key).collect::<Vec<_>>());
        assert_eq!(pt, en, "{folder}");
    }
}

#[test]
fn every_lesson_is_whole() {
    for lesson in folders() {
        let texts = of(lesson, Lang::Pt).unwrap();
        for key in ["able", "bet", "a", "a.why", "b", "b.why", "c", "c.why", "goal", "hint", "limits"] {
            assert!(texts.get(key).is_some(), "{lesson} has no {key}");
        }
        for key in ["goal", "hook", "watch", "talk", "ask.1", "answer.1", "mistake.1", "show", "unplugged"] {
            assert!(texts.get(&format!("teacher.{key}")).is_some(), "{lesson} has no teacher.{key}");
        }
        assert!(texts.numbered("word").count() > 0, "{lesson} has no words");
        assert_eq!(texts.numbered("teacher.ask").count(), texts.numbered("teacher.answer").count(), "{lesson}");
    }
}

#[test]
fn numbers_run_from_one_without_gaps() {
    for folder in all_folders() {
        let keys: Vec<_> = of(folder, Lang::Pt).unwrap().entries().map(|(key, _)| key).collect();
        let stem = |key: &'static str| key.rsplit_once('.').unwrap_or(("", key));
        for key in &keys {
            let (of_key, number) = stem(key);
            if is_number(number) && !of_key.ends_with("stars") {
                let before = keys.iter().take_while(|other| *other != key);
                let place = 1 + before.filter(|other| stem(other).0 == of_key && is_number(stem(other).1)).count();
                assert_eq!(number, place.to_string(), "{folder}: {key}");
            }
        }
    }
}

fn values(text: &str) -> BTreeSet<&str> {
    let value = |span| if let Span::Value(name) = span { Some(name) } else { None };
    spans(text).filter_map(value).collect()
}

/// Commands that are the same in both languages; paths with words in them are translated.
fn commands(text: &str) -> BTreeSet<&str> {
    let command = |span| if let Span::Command(command) = span { Some(command) } else { None };
    spans(text)
        .filter_map(command)
        .filter(|command| command.starts_with("etcd") || command.starts_with("kubectl"))
        .collect()
}

#[test]
fn both_languages_have_the_same_values_commands_and_parts() {
    for folder in all_folders() {
        let [pt, en] = Lang::ALL.map(|lang| of(folder, lang).unwrap());
        for ((key, pt), (_, en)) in pt.entries().zip(en.entries()) {
            assert_eq!(values(pt), values(en), "{folder} {key}");
            assert_eq!(commands(pt), commands(en), "{folder} {key}");
            assert_eq!(parts(pt).count(), parts(en).count(), "{folder} {key}");
        }
    }
}

#[test]
fn marks_close_and_values_have_plain_names() {
    for folder in all_folders() {
        for (key, text) in Lang::ALL.into_iter().flat_map(|lang| of(folder, lang).unwrap().entries()) {
            for span in spans(text) {
                match span {
                    Span::Plain(plain) => assert!(!plain.contains(['*', '`', '{', '}']), "{folder} {key}: {plain}"),
                    Span::Value(name) => {
                        let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                        assert!(name.bytes().all(is_plain), "{folder} {key}: {name}");
                    }
                    Span::New(word) | Span::Foreign(word) => {
                        assert!(!word.contains(['*', '`', '{', '}']), "{folder} {key}: {word}");
                    }
                    Span::Command(_) => {}
                }
            }
        }
    }
}

/// `8.5` of a lesson's step, with the lesson's place in the course.
fn is_step(place: &str) -> bool {
    let Some((number, step)) = place.split_once('.') else { return false };
    let texts = number.parse().ok().and_then(|number| lesson(number, Lang::Pt));
    is_number(step) && texts.is_some_and(|texts: Texts| texts.get(step).is_some())
}

/// The glossary's words, without those of its page.
pub fn terms(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    of("glossary", lang).unwrap().entries().filter(|(key, _)| !key.starts_with("label."))
}

#[test]
fn the_glossary_and_the_teacher_point_at_steps() {
    for lang in Lang::ALL {
        for (term, row) in terms(lang) {
            let row: Vec<_> = parts(row).collect();
            assert!(row.len() == 4 && row.iter().all(|part| !part.is_empty()) && is_step(row[3]), "{term}");
        }
        for (number, lesson) in folders().enumerate() {
            let texts = of(lesson, lang).unwrap();
            let show: Vec<_> = parts(texts.get("teacher.show").unwrap()).collect();
            assert!(show.len() == 2 && is_step(show[0]) && show[0].starts_with(&format!("{number}.")), "{lesson}");
            assert!(texts.numbered("teacher.mistake").all(|row| parts(row).count() == 2), "{lesson}");
            assert!(texts.numbered("word").all(|row| parts(row).count() == 3), "{lesson}");
        }
    }
}

#[test]
fn the_glossary_points_at_the_same_steps_in_both_languages() {
    let [pt, en] = Lang::ALL.map(terms);
    for ((term, pt), (_, en)) in pt.zip(en) {
        assert_eq!(parts(pt).last(), parts(en).last(), "{term}");
    }
}

/// What names lessons beside their folders: addresses, and the list of those that can be entered.
#[test]
fn lessons_are_called_the_same_everywhere() {
    for (number, folder) in folders().enumerate() {
        assert_eq!(IDS[number].replace('-', "_"), folder);
        let number = number as u8;
        assert_eq!(Lesson::of(number).is_none(), SOON.contains(&number), "{folder}");
        assert!(Lesson::of(number).is_none_or(|lesson| lesson.id == IDS[usize::from(number)]), "{folder}");
    }
}
