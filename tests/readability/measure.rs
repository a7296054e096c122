//! Words, sentences and how easy they are to read.

use quorum::i18n::Lang;
use quorum::lessons::text::{Span, spans};

use crate::{english, portuguese};

#[derive(Clone, Copy, Default)]
pub struct Measure {
    pub sentences: usize,
    pub words: usize,
    pub syllables: usize,
}

impl Measure {
    /// Of one text, as it is read aloud: without commands and without what the run fills in.
    pub fn of(text: &str, lang: Lang) -> Measure {
        let read = sentences(text);
        let counted = read.iter().map(|sentence| {
            let syllables = words(sentence).map(|word| syllables(word, lang));
            syllables.fold((0, 0), |(words, sum), count| (words + 1, sum + count))
        });
        counted
            .filter(|(words, _)| *words > 0)
            .fold(Measure::default(), |sum, (words, syllables)| sum.and(Measure { sentences: 1, words, syllables }))
    }

    pub fn and(self, other: Measure) -> Measure {
        Measure {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// Flesch's index: of 1948 for English, and as Martins, Ghiraldelo, Nunes and Oliveira (1996) fitted it to
    /// Portuguese. 100 is very easy.
    pub fn ease(self, lang: Lang) -> f64 {
        let ease_of_nothing = match lang {
            Lang::Pt => 248.835,
            Lang::En => 206.835,
        };
        let [sentences, words, syllables] = [self.sentences, self.words, self.syllables].map(|count| count as f64);
        ease_of_nothing - 1.015 * words / sentences - 84.6 * syllables / words
    }
}

/// Cut at `.`, `!` and `?`; commands and values are gone, and a text without an end is one sentence.
fn sentences(text: &str) -> Vec<String> {
    let read = spans(text).filter_map(|span| match span {
        Span::Plain(text) | Span::New(text) | Span::Foreign(text) => Some(text),
        Span::Command(_) | Span::Value(_) => None,
    });
    let read = read.collect::<String>();
    // "1,5 s" and "etcd 3.5" do not end where their digits do.
    let chars: Vec<char> = read.chars().collect();
    let mut sentences = vec![String::new()];
    for (at, char) in chars.iter().enumerate() {
        let is_end = matches!(char, '.' | '!' | '?') && chars.get(at + 1).is_none_or(|next| !next.is_alphanumeric());
        if is_end {
            sentences.push(String::new());
        } else if let Some(sentence) = sentences.last_mut() {
            sentence.push(*char);
        }
    }
    sentences
}

/// The longest sentence in words, a command or a value being one.
pub fn longest_sentence(text: &str) -> usize {
    sentences(&spelled_out(text)).iter().map(|sentence| words(sentence).count()).max().unwrap_or(0)
}

/// In words, a command or a value being one.
pub fn length(text: &str) -> usize {
    words(&spelled_out(text)).count()
}

fn spelled_out(text: &str) -> String {
    let read = spans(text).map(|span| match span {
        Span::Plain(text) | Span::New(text) | Span::Foreign(text) => text,
        Span::Command(_) | Span::Value(_) => "x",
    });
    read.collect()
}

/// A word with hyphens is one.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |char: char| !char.is_alphanumeric() && !matches!(char, '-' | '\'' | '’');
    text.split(is_between).map(|word| word.trim_matches(['-', '\'', '’'])).filter(|word| !word.is_empty())
}

fn syllables(word: &str, lang: Lang) -> usize {
    if let Ok(number) = word.parse() {
        return of_number(number, lang);
    }
    if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        // Said letter by letter.
        return word.len();
    }
    let word = word.to_lowercase().replace('’', "'");
    let parts = word.split('-').filter(|part| !part.is_empty());
    parts.map(|part| if lang == Lang::Pt { portuguese::syllables(part) } else { english::syllables(part) }).sum()
}

fn of_number(number: usize, lang: Lang) -> usize {
    const PT: [usize; 13] = [2, 1, 1, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2];
    const EN: [usize; 13] = [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1];
    let small = if lang == Lang::Pt { PT } else { EN };
    small.get(number).copied().unwrap_or(4)
}

#[test]
fn a_text_is_measured() {
    let Measure { sentences, words, syllables } =
        Measure::of("Três de 5! `etcdctl get foo`. A **rede** {n}?", Lang::Pt);
    assert_eq!((sentences, words, syllables), (2, 5, 1 + 1 + 2 + 1 + 2));
    let Measure { sentences, words, syllables } = Measure::of("It isn't at 3.5 yet: well-known, API.", Lang::En);
    assert_eq!((sentences, words, syllables), (1, 8, 1 + 2 + 1 + 1 + 1 + 1 + 2 + 3));
    assert_eq!((length("Use `get /a b` e {n}."), longest_sentence("Um dois. Use `get /a b`, e {n}!")), (4, 4));
}

#[test]
fn short_words_in_short_sentences_read_with_more_ease() {
    let (easy, hard) = ("Ana lê. Duda vai.", "A responsabilidade institucional, complexa, desfavorece simplificações.");
    assert!(Measure::of(easy, Lang::Pt).ease(Lang::Pt) > 100.0);
    assert!(Measure::of(hard, Lang::Pt).ease(Lang::Pt) < 0.0);
}
