//! Final challenges: a warm-up, then six worlds to win stars in.

mod challenges;

use super::script::{opening, typed};
use super::*;
use crate::cluster::{Action, Outcome};

pub static LESSON: Lesson = Lesson {
    number: 13,
    id: "desafios",
    minutes: 8,
    scenes: &[Scene { world: empty_drawers, script: warm_up, begins_us: ASKED_US - 500_000 }],
    steps: &[
        Step { points: &[Pointer::Words], ..STEP },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: |seen| asked_elis(seen, 1), after_us: 300_000, latest_us: 12_000_000 },
                ..LEG
            }],
            points: &[Pointer::Home(5), Pointer::River],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: |seen| asked_elis(seen, 2), after_us: 300_000, latest_us: 40_000_000 },
                ..LEG
            }],
            points: &[Pointer::Terminal],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step { points: &[Pointer::Words], ..STEP },
        Step { points: &[Pointer::Home(1)], ..STEP },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |seen, _| elis_says(seen).as_deref() == Some("lua"),
            |seen, _| elis_says(seen).as_deref() == Some("sol"),
            |seen, _| elis_says(seen).is_none(),
        ],
        expected: 0,
    },
    goal: Goal { scene: 0, anew: false, holds: |_, looking| looking.challenges_won >= 3, solution: Vec::new },
    charts: &[],
    challenges: &challenges::ALL,
};

/// Who asks Elis, for nobody else asks anything.
const LIA: &str = "lia";
const ASKED_US: u64 = 5_000_000;

fn empty_drawers(seed: u64) -> WorldSpec {
    WorldSpec { preload: false, ..drawers(seed) }
}

fn warm_up() -> Vec<Vec<Cue>> {
    vec![vec![
        opening(2),
        Cue::at(1_500_000, typed("terminal", 2, "put capa lua")),
        Cue::at(3_000_000, Action::Partition { groups: vec![vec![5], vec![1, 2, 3, 4]] }),
        Cue::at(3_300_000, typed("terminal", 1, "put capa sol")),
        Cue::at(ASKED_US, typed(LIA, 5, "get capa --consistency=s")),
        Cue::once(|seen| asked_elis(seen, 1), 1_000_000, typed(LIA, 5, "get capa")),
    ]]
}

/// So many questions have come to something.
fn asked_elis(seen: &Evidence, questions: usize) -> bool {
    seen.answers(LIA).count() >= questions
}

/// What the quick question brought; `None` if it was no answer.
fn elis_says(seen: &Evidence) -> Option<String> {
    let (_, told) = seen.answers(LIA).next().filter(|(_, told)| told.outcome == Outcome::Ok)?;
    told.answer.map(read_keys)?.first().map(|kv| kv.value.clone())
}
