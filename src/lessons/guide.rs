//! What teachers find of each lesson, and the words of the whole course: read from their files, with the steps they
//! name and the minutes that a lesson takes in class.

use super::IDS;
use super::text::{self, Texts, parts};
use crate::i18n::Lang;

/// A place in the course: a lesson by its number, and a step, from 1 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub lesson: u8,
    pub step: u8,
}

impl Moment {
    /// Reads `5.4`.
    fn read(text: &str) -> Option<Moment> {
        let (lesson, step) = text.trim().split_once('.')?;
        Some(Moment { lesson: lesson.parse().ok()?, step: step.parse().ok()? })
    }
}

/// How long each part of a lesson takes in class, in half minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    pub hook: u8,
    pub bet: u8,
    pub watch: u8,
    /// What the class talks about it: comes on top of what the lesson takes alone.
    pub talk: u8,
}

impl Plan {
    /// All of it, in whole minutes.
    pub fn minutes(self) -> u8 {
        (self.hook + self.bet + self.watch + self.talk).div_ceil(2)
    }
}

/// By the lessons' numbers.
pub const PLANS: [Plan; IDS.len()] = [
    plan(1, 1, 2, 2),
    plan(1, 1, 4, 4),
    plan(2, 2, 6, 4),
    plan(2, 2, 4, 4),
    plan(2, 2, 6, 4),
    plan(2, 2, 6, 4),
    plan(2, 2, 4, 4),
    plan(2, 2, 8, 4),
    plan(2, 2, 8, 4),
    plan(2, 2, 4, 4),
    plan(2, 2, 4, 4),
    plan(2, 2, 8, 6),
    plan(2, 2, 4, 4),
    plan(2, 2, 12, 4),
];

const fn plan(hook: u8, bet: u8, watch: u8, talk: u8) -> Plan {
    Plan { hook, bet, watch, talk }
}

/// The moment that a lesson's guide wants on the big screen, and what to do there.
pub fn show(texts: Texts) -> Option<(Moment, &'static str)> {
    let (moment, text) = texts.get("teacher.show")?.split_once('|')?;
    Some((Moment::read(moment)?, text.trim()))
}

/// A row of the dictionary between the village and the technical names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    pub village: &'static str,
    pub technical: &'static str,
    pub meaning: &'static str,
    /// The step that shows it.
    pub at: Moment,
}

/// All words, in the course's order.
pub fn words(lang: Lang) -> impl Iterator<Item = Word> {
    let entries = text::of("glossary", lang).into_iter().flat_map(Texts::entries);
    entries.filter_map(|(_, row)| {
        let mut parts = parts(row);
        let [village, technical, meaning] = [parts.next()?, parts.next()?, parts.next()?];
        Some(Word { village, technical, meaning, at: Moment::read(parts.next()?)? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lessons::LESSONS;

    fn is_there(moment: Moment, lang: Lang) -> bool {
        let texts = text::lesson(usize::from(moment.lesson), lang);
        let steps = texts.map_or(0, |texts| texts.numbered("").count());
        moment.step >= 1 && usize::from(moment.step) <= steps
    }

    #[test]
    fn plans_take_the_lessons_time_and_the_talk() {
        for lesson in LESSONS {
            let Plan { hook, bet, watch, talk } = PLANS[usize::from(lesson.number)];
            assert_eq!(hook + bet + watch, 2 * lesson.minutes, "{}", lesson.id);
            assert!(talk > 0, "{}", lesson.id);
        }
        assert_eq!(PLANS[0].minutes(), 3);
    }

    #[test]
    fn every_guide_shows_a_step_of_its_own_lesson() {
        for lang in Lang::ALL {
            for (number, id) in IDS.iter().enumerate() {
                let (moment, what) = show(text::lesson(number, lang).unwrap()).unwrap();
                assert!(usize::from(moment.lesson) == number && is_there(moment, lang), "{id}: {moment:?}");
                assert_ne!(what, "", "{id}");
            }
        }
    }

    #[test]
    fn every_word_has_two_names_and_a_step_and_both_languages_agree_on_it() {
        let [pt, en] = Lang::ALL.map(|lang| words(lang).collect::<Vec<_>>());
        for (lang, words) in Lang::ALL.into_iter().zip([&pt, &en]) {
            for word in words {
                assert!(is_there(word.at, lang), "{word:?}");
                assert!([word.village, word.technical, word.meaning].iter().all(|text| !text.is_empty()), "{word:?}");
            }
            let rows = text::of("glossary", lang).unwrap().entries().filter(|(key, _)| !key.starts_with("label."));
            assert_eq!(rows.count(), words.len(), "a row could not be read");
        }
        let steps = |words: &[Word]| words.iter().map(|word| word.at).collect::<Vec<_>>();
        assert_eq!(steps(&pt), steps(&en));
    }

    #[test]
    fn moments_are_read_or_not() {
        assert_eq!(Moment::read(" 13.2 "), Some(Moment { lesson: 13, step: 2 }));
        for bad in ["5", "5.", ".4", "a.b", "5.4.1", ""] {
            assert_eq!(Moment::read(bad), None, "{bad}");
        }
    }
}
