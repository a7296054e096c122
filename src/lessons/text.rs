//! The words of the course, apart from its code: one small file a lesson and language.
//!
//! A file holds one entry a line, `key: text`; blank lines and lines that start with `#` say nothing. Files are
//! looked through when they are asked, so nothing is kept but the files themselves.
//!
//! | key | what it is |
//! | --- | --- |
//! | `able` | what one can do after the lesson |
//! | `1`, `2` … | the steps |
//! | `bet`, `a`, `a.why` … `c.why` | the question, its options, and what to say to whoever chose each |
//! | `goal`, `hint`, `limits` | the try-it, help with it, and where the likeness to a village ends |
//! | `c1`, `c1.title`, `c1.tools`, `c1.hint`, `c1.stars.3`, `c1.why` … | the challenges of the last lesson |
//! | `word.1` … | village \| technical \| what it means; the second is empty where there is no other name |
//! | `card.1` …, `part.1` … | title \| texts of a card; labels drawn over the scene |
//! | `chart.<id>.title`, `.alt`, `.x`, `.y`, `.beside`, `.bar.1`, `.series.1`, `.mark` | a chart |
//! | `teacher.…` | the teacher's guide: `ask.1` and `answer.1`, `mistake.1` (they say \| it is), `show` (step \| what) |
//!
//! Marks inside a text: `**new word**`, `` `command` ``, `*foreign word*`, `{value}`. They do not nest.

use super::IDS;
use crate::i18n::Lang;

/// One file of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texts {
    file: &'static str,
}

/// A stretch of a text, without the marks that set it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'a> {
    Plain(&'a str),
    /// A word where it is said what it means.
    New(&'a str),
    /// To be typed or pressed.
    Command(&'a str),
    /// Of another language than the text.
    Foreign(&'a str),
    /// The name of what the run fills in.
    Value(&'a str),
}

macro_rules! files {
    ($($folder:literal),* $(,)?) => {
        &[$((
            $folder,
            Texts::read(include_str!(concat!($folder, "/pt.txt"))),
            Texts::read(include_str!(concat!($folder, "/en.txt"))),
        )),*]
    };
}

/// The lessons in the order of the course, and what stands around them.
const FILES: &[(&str, Texts, Texts)] = files![
    "vila",
    "muitos_amigos",
    "dividir",
    "no_dia_a_dia",
    "coordenacao",
    "maioria",
    "sair_e_voltar",
    "cartas_perdidas",
    "gavetas",
    "avisos",
    "foto",
    "cerebro",
    "vida_real",
    "desafios",
    "shared",
    "glossary",
    "teacher",
];

/// The texts of a folder: a lesson's, or those of `shared`, `glossary` or `teacher`; none if no folder has that name.
pub fn of(folder: &str, lang: Lang) -> Option<Texts> {
    let (_, pt, en) = FILES.iter().find(|(name, ..)| *name == folder)?;
    Some(match lang {
        Lang::Pt => *pt,
        Lang::En => *en,
    })
}

/// The texts of the lesson with this number; none if there is no such lesson.
pub fn lesson(number: usize, lang: Lang) -> Option<Texts> {
    of(folders().nth(number)?, lang)
}

/// The lessons' folders, in the order of the course.
pub fn folders() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, ..)| *name).take(IDS.len())
}

impl Texts {
    pub const fn read(file: &'static str) -> Texts {
        Texts { file }
    }

    /// Keys and texts, in the file's order. Lines that are no entry are left out.
    pub fn entries(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
    }

    pub fn get(self, key: &str) -> Option<&'static str> {
        self.entries().find(|(found, _)| *found == key).map(|(_, text)| text)
    }

    /// `word.1`, `word.2` … of the stem `word`, in the file's order; the stem `""` gives the steps.
    pub fn numbered(self, stem: &str) -> impl Iterator<Item = &'static str> {
        self.entries().filter(move |(key, _)| is_numbered(key, stem)).map(|(_, text)| text)
    }
}

fn is_numbered(key: &str, stem: &str) -> bool {
    let number =
        if stem.is_empty() { Some(key) } else { key.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.')) };
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The parts of a card or of a word: what stands between ` | `.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim)
}

/// A text cut at its marks. A mark that is never closed is plain text.
pub fn spans(text: &str) -> impl Iterator<Item = Span<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if let Some((span, after)) = marked(rest) {
            rest = after;
            return Some(span);
        }
        let first = rest.chars().next()?.len_utf8();
        let starts_mark = |at: &usize| rest.is_char_boundary(*at) && marked(&rest[*at..]).is_some();
        let end = (first..rest.len()).find(starts_mark).unwrap_or(rest.len());
        let plain = Span::Plain(&rest[..end]);
        rest = &rest[end..];
        Some(plain)
    })
}

/// What stands in the mark that the text starts with, and what comes behind.
fn marked<'a>(text: &'a str) -> Option<(Span<'a>, &'a str)> {
    type Mark<'a> = (&'static str, &'static str, fn(&'a str) -> Span<'a>);
    let marks: [Mark<'a>; 4] =
        [("**", "**", Span::New), ("`", "`", Span::Command), ("*", "*", Span::Foreign), ("{", "}", Span::Value)];
    let (open, close, span) = marks.into_iter().find(|(open, ..)| text.starts_with(open))?;
    let (inside, rest) = text[open.len()..].split_once(close)?;
    (!inside.is_empty()).then(|| (span(inside), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Texts = Texts::read(
        "# said of the file\ntitle: A vila\n\n1: Olá: cinco.\n2: Fim.\nword.1: carta | mensagem | Um papel.\nword.10: a\nword.x: b\n",
    );

    #[test]
    fn entries_are_found_by_their_key() {
        assert_eq!(SAMPLE.get("title"), Some("A vila"));
        assert_eq!(SAMPLE.get("1"), Some("Olá: cinco."));
        assert_eq!(SAMPLE.get("3"), None);
        assert_eq!(SAMPLE.get("# said of the file"), None);
        assert_eq!(SAMPLE.entries().count(), 6);
    }

    #[test]
    fn numbered_entries_of_a_stem() {
        assert_eq!(SAMPLE.numbered("").collect::<Vec<_>>(), ["Olá: cinco.", "Fim."]);
        assert_eq!(SAMPLE.numbered("word").count(), 2);
        assert_eq!(SAMPLE.numbered("wor").count(), 0);
    }

    #[test]
    fn a_card_is_cut_into_its_parts() {
        assert_eq!(parts("carta | mensagem | Um papel.").collect::<Vec<_>>(), ["carta", "mensagem", "Um papel."]);
        assert_eq!(parts("tinta | | Vale.").collect::<Vec<_>>(), ["tinta", "", "Vale."]);
    }

    #[test]
    fn a_text_is_cut_at_its_marks() {
        use Span::*;
        let cut = |text| spans(text).collect::<Vec<_>>();
        assert_eq!(cut("É a **rede**."), [Plain("É a "), New("rede"), Plain(".")]);
        assert_eq!(
            cut("`get foo`, {n} *pods*"),
            [Command("get foo"), Plain(", "), Value("n"), Plain(" "), Foreign("pods")]
        );
        assert_eq!(cut("*lag*à"), [Foreign("lag"), Plain("à")]);
        assert_eq!(cut("`{\"a\": *}`"), [Command("{\"a\": *}")]);
        assert_eq!(cut(""), []);
    }

    #[test]
    fn a_mark_without_an_end_is_plain() {
        let cut = |text| spans(text).collect::<Vec<_>>();
        assert_eq!(cut("2 * 3"), [Span::Plain("2 * 3")]);
        assert_eq!(cut("{x"), [Span::Plain("{x")]);
        assert_eq!(cut("a ``"), [Span::Plain("a ``")]);
    }

    #[test]
    fn every_lesson_has_its_texts() {
        for (number, id) in IDS.iter().enumerate() {
            for lang in Lang::ALL {
                assert!(lesson(number, lang).unwrap().numbered("").count() >= 5, "{id}");
            }
        }
        assert_eq!(lesson(IDS.len(), Lang::Pt), None);
        assert_eq!(of("nada", Lang::Pt), None);
    }
}
