//! Every fact of the document behind the course is taught by a step, and the step says what the fact needs.

use quorum::i18n::Lang;
use quorum::lessons::text::{lesson, parts};

const COVERAGE: &str = include_str!("../src/lessons/coverage.txt");

/// Lessons that wait for what they stand on; only what they alone teach may be open.
const OPEN_LESSONS: [usize; 2] = [11, 12];

const SOON: &str = "em breve";

struct Fact {
    id: &'static str,
    said: &'static str,
    places: Vec<Place>,
    needs: Vec<&'static str>,
    soon: bool,
}

/// A lesson, and the key of one of its entries.
struct Place {
    lesson: usize,
    key: &'static str,
}

impl Place {
    fn read(place: &'static str) -> Place {
        let (lesson, key) = place.split_once('.').unwrap_or_else(|| panic!("{place} is no place"));
        Place { lesson: lesson.parse().unwrap_or_else(|_| panic!("{place} is no place")), key }
    }

    fn text(&self, lang: Lang) -> Option<&'static str> {
        lesson(self.lesson, lang)?.get(self.key)
    }
}

fn facts() -> Vec<Fact> {
    let lines = COVERAGE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let fact = |line: &'static str| {
        let columns: Vec<_> = parts(line).collect();
        assert!(matches!(columns.len(), 3..=5), "{line}");
        let list = |at: usize, between| {
            columns.get(at).map_or(vec![], |list: &&'static str| list.split(between).map(str::trim).collect())
        };
        Fact {
            id: columns[0],
            said: columns[1],
            places: list(2, ',').into_iter().filter(|place| !place.is_empty()).map(Place::read).collect(),
            needs: list(3, ';').into_iter().filter(|words| !words.is_empty()).collect(),
            soon: columns.get(4).is_some_and(|mark| {
                assert_eq!(*mark, SOON, "{line}");
                true
            }),
        }
    };
    lines.map(fact).collect()
}

/// What is wrong with a fact.
fn holes(fact: &Fact) -> Vec<String> {
    let mut holes = Vec::new();
    if fact.places.is_empty() {
        holes.push("no step teaches it".to_owned());
    }
    for Place { lesson, key } in
        fact.places.iter().filter(|place| Lang::ALL.iter().any(|lang| place.text(*lang).is_none()))
    {
        holes.push(format!("there is no {lesson}.{key}"));
    }
    let texts: Vec<_> = fact.places.iter().filter_map(|place| place.text(Lang::Pt)).collect();
    let missing = fact.needs.iter().filter(|words| !texts.iter().any(|text| unmarked(text).contains(&unmarked(words))));
    holes.extend(missing.map(|words| format!("no step says {words:?}")));
    let waits = fact.places.iter().all(|place| OPEN_LESSONS.contains(&place.lesson));
    if waits != fact.soon {
        holes.push(format!("{SOON:?} is for what only lessons {OPEN_LESSONS:?} teach, and for all of it"));
    }
    holes
}

/// Without the marks of emphasis, which may part what is sought.
fn unmarked(text: &str) -> String {
    text.replace("**", "").replace('*', "")
}

#[test]
fn every_fact_is_taught() {
    let facts = facts();
    let mut found = Vec::new();
    for fact in &facts {
        found.extend(holes(fact).into_iter().map(|hole| format!("{} ({}): {hole}", fact.id, fact.said)));
    }
    let soon = facts.iter().filter(|fact| fact.soon).count();
    println!("{} facts, {} of them {SOON}", facts.len(), soon);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn facts_are_named_once() {
    let facts = facts();
    for (at, fact) in facts.iter().enumerate() {
        assert!(facts[..at].iter().all(|other| other.id != fact.id), "{} stands there twice", fact.id);
        assert!(!fact.said.is_empty() && !fact.needs.is_empty(), "{} says or needs nothing", fact.id);
    }
}

#[test]
fn a_hole_is_seen() {
    let place = |lesson, key| Place { lesson, key };
    let fact = |places, needs, soon| Fact { id: "x", said: "x", places, needs, soon };
    assert!(holes(&fact(vec![place(8, "5")], vec!["`etcdctl version`"], false)).is_empty());
    assert_eq!(holes(&fact(vec![], vec![], true)).len(), 1);
    assert_eq!(holes(&fact(vec![place(8, "99")], vec![], false)).len(), 1);
    assert_eq!(holes(&fact(vec![place(99, "1")], vec![], false)).len(), 1);
    assert_eq!(holes(&fact(vec![place(8, "5")], vec!["etcdctl versions"], false)).len(), 1);
    assert_eq!(holes(&fact(vec![place(8, "5")], vec![], true)).len(), 1);
    assert_eq!(holes(&fact(vec![place(11, "1")], vec![], false)).len(), 1);
}
