//! The course's texts: the same in both languages, short, easy to read, and no word before it is explained.

mod english;
mod measure;
mod portuguese;
mod shape;
mod terms;

use measure::{Measure, length, longest_sentence};
use quorum::i18n::Lang;
use quorum::lessons::text::{folders, of, parts};

const STEP_WORDS_MAX: usize = 60;
const SENTENCE_WORDS_MAX: usize = 20;
const EASE_MIN_PT: f64 = 65.0;
const EASE_MEAN_MIN_PT: f64 = 75.0;
const EASE_MIN_EN: f64 = 70.0;

/// Whether learners read it in sentences; what is printed for teachers and beside charts is not.
fn is_for_learners(key: &str) -> bool {
    !["teacher.", "chart."].iter().any(|other| key.starts_with(other))
}

fn measure(folder: &str, lang: Lang) -> Measure {
    let texts = of(folder, lang).unwrap().entries().filter(|(key, _)| is_for_learners(key));
    // Labels of a word or two are no sentences: they would only shorten the mean.
    let sentences = texts.flat_map(|(_, text)| parts(text)).filter(|text| text.ends_with(['.', '!', '?', '”']));
    sentences.map(|text| Measure::of(text, lang)).fold(Measure::default(), Measure::and)
}

#[test]
fn every_lesson_is_easy_to_read() {
    let mut failed = Vec::new();
    for (lang, ease_min, mean_min) in [(Lang::Pt, EASE_MIN_PT, EASE_MEAN_MIN_PT), (Lang::En, EASE_MIN_EN, EASE_MIN_EN)]
    {
        println!("{:<16} {:>6} {:>9} {:>10} {:>11}", lang.short(), "ease", "sentences", "words/s", "syllables/w");
        let mut sum = 0.0;
        for lesson in folders() {
            let measure = measure(lesson, lang);
            let ease = measure.ease(lang);
            let words = measure.words as f64;
            let (each, long) = (words / measure.sentences as f64, measure.syllables as f64 / words);
            println!("{lesson:<16} {ease:>6.1} {:>9} {each:>10.2} {long:>11.3}", measure.sentences);
            if ease < ease_min {
                failed.push(format!("{} {lesson}: {ease:.1} is under {ease_min}", lang.short()));
            }
            sum += ease;
        }
        let mean = sum / folders().count() as f64;
        println!("{:<16} {mean:>6.1}\n", "mean");
        if mean < mean_min {
            failed.push(format!("{} mean: {mean:.1} is under {mean_min}", lang.short()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn steps_and_sentences_are_short() {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        for folder in folders().chain(["shared", "glossary", "teacher"]) {
            for (key, text) in of(folder, lang).unwrap().entries() {
                let is_step = key.bytes().all(|byte| byte.is_ascii_digit());
                let place = || format!("{} {folder} {key}", lang.short());
                if is_step && length(text) > STEP_WORDS_MAX {
                    found.push(format!("{}: {} words", place(), length(text)));
                }
                let longest = parts(text).map(longest_sentence).max().unwrap_or(0);
                if longest > SENTENCE_WORDS_MAX {
                    found.push(format!("{}: a sentence of {longest} words", place()));
                }
            }
        }
    }
    assert!(found.is_empty(), "too long:\n{}", found.join("\n"));
}
