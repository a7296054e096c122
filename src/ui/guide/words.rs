//! The guide's words, in the language that is set, and how its texts are written down.

use crate::i18n::Lang;
use crate::lessons::text::{self, Texts};
use crate::lessons::{IDS, Values};
use crate::ui::course;
use crate::ui::live::{Live, live};
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// Finds them.
#[derive(Clone, Copy)]
pub struct Said(pub Prefs);

impl Said {
    /// Tracks the language.
    pub fn lang(self) -> Lang {
        self.0.lang.get()
    }

    pub fn live(self, key: &'static str) -> Live {
        live(move || say(self.lang(), key))
    }
}

/// One of the words around the lessons.
pub fn say(lang: Lang, key: &str) -> &'static str {
    teacher(lang).get(key).unwrap_or_default()
}

pub fn teacher(lang: Lang) -> Texts {
    of("teacher", lang)
}

/// A lesson's own words.
pub fn lesson(lang: Lang, number: u8) -> Texts {
    text::lesson(usize::from(number), lang).expect("all of the course has its words")
}

fn of(folder: &str, lang: Lang) -> Texts {
    text::of(folder, lang).expect("all of the course has its words")
}

/// A text as markup.
pub fn told(lang: Lang, text: &str) -> String {
    course::told(lang, text, &Values::default())
}

/// A lesson's text as markup; empty if there is none.
pub fn told_of(lang: Lang, number: u8, key: &str) -> String {
    lesson(lang, number).get(key).map_or_else(String::new, |text| told(lang, text))
}

pub fn title(lang: Lang, number: u8) -> &'static str {
    lang.texts().trail.titles[usize::from(number)]
}

/// `Lição 5 de 13`.
pub fn kicker(lang: Lang, number: u8) -> String {
    (lang.later().course.kicker)(number, IDS.len() as u8 - 1)
}

/// `depois da lição 4`; nothing goes before the first.
pub fn after(lang: Lang, number: u8) -> String {
    let before = number.checked_sub(1);
    before.map_or_else(String::new, |before| say(lang, "label.after").replace("{lesson}", &before.to_string()))
}

/// Half minutes, told in minutes: `½ min`, `1½ min`.
pub fn minutes(lang: Lang, halves: u8) -> String {
    let number = match (halves / 2, halves % 2) {
        (0, _) => "½".to_owned(),
        (whole, 0) => whole.to_string(),
        (whole, _) => format!("{whole}½"),
    };
    say(lang, "label.minutes").replace("{n}", &number)
}

/// One of the words around the glossary.
pub fn glossary(lang: Lang, key: &str) -> &'static str {
    of("glossary", lang).get(key).unwrap_or_default()
}
