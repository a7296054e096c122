//! Two minutes in the village: news travels by letter, and pencil comes before ink.

use super::script::opening;
use super::*;
use crate::cluster::{Action, MessageKind, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 0,
    id: "vila",
    minutes: 2,
    scenes: &[Scene {
        world: WorldSpec::new,
        script: || vec![vec![opening(2), Cue::once(a_piece_is_fitted, FIRST_US + SHOWN_US, Action::SuggestPiece)]],
        begins_us: 0,
    }],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(1_200_000), ..LEG }],
            points: &[Pointer::Home(1), Pointer::Home(2), Pointer::Home(3), Pointer::Home(4), Pointer::Home(5)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: a_piece_is_fitted, after_us: FIRST_US, latest_us: FOUND_US },
                ..LEG
            }],
            points: &[Pointer::Cap, Pointer::Letter(MessageKind::Append)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: a_piece_is_fitted, after_us: SHOWN_US, latest_us: 2 * FOUND_US },
                ..LEG
            }],
            points: &[Pointer::Notebook(2, Line::All), Pointer::Board(2)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: somebody_comes, after_us: 1_500_000, latest_us: 2 * FOUND_US },
                ..LEG
            }],
            points: &[Pointer::Visitor("visitor"), Pointer::Notebook(2, Line::Last)],
            ..STEP
        },
        Step { points: &[Pointer::Transport], ..STEP },
        Step { points: &[Pointer::Home(4)], ..STEP },
    ],
    bet: Bet {
        step: 3,
        decided: 3,
        options: [
            everywhere_at_once,
            |seen, _| pencil_first(seen),
            |seen, values| early(seen) && !everywhere_at_once(seen, values),
        ],
        expected: 1,
    },
    goal: Goal {
        scene: 0,
        anew: false,
        holds: |seen, looking| {
            looking.paused && looking.letter.is_some_and(|id| seen.now.messages.iter().any(|letter| letter.id == id))
        },
        solution: Vec::new,
    },
    charts: &[],
    challenges: &[],
};

/// Until then somebody's first piece is in the picture: a search takes at most 11 s.
const FOUND_US: u64 = 12_000_000;
/// How long that is shown, and then the notebooks, before somebody from outside brings another one.
const FIRST_US: u64 = 300_000;
const SHOWN_US: u64 = 2_500_000;

fn a_piece_is_fitted(seen: &Evidence) -> bool {
    seen.now.puzzle.placed.values().any(|pieces| !pieces.is_empty())
}

fn somebody_comes(seen: &Evidence) -> bool {
    let comes = |event: &TraceEvent| match event {
        TraceEvent::Action { action } => matches!(**action, Action::SuggestPiece).then_some(()),
        _ => None,
    };
    seen.first(comes).is_some()
}

/// The moments in which the line of the piece that was brought was noted and fitted, first to last.
fn moments(seen: &Evidence) -> Option<(Vec<u64>, Vec<u64>)> {
    let line = seen.brought()?;
    Some((seen.noted_at(line).map(|found| found.0).collect(), seen.fitted_at(line).map(|found| found.0).collect()))
}

fn everywhere_at_once(seen: &Evidence, _: &Values) -> bool {
    moments(seen).is_some_and(|(noted, fitted)| {
        fitted.len() == 5 && fitted.iter().all(|at| *at == fitted[0]) && noted.iter().all(|at| *at >= fitted[0])
    })
}

fn pencil_first(seen: &Evidence) -> bool {
    moments(seen)
        .is_some_and(|(noted, fitted)| noted.len() >= 3 && fitted.first().is_some_and(|first| *first >= noted[2]))
}

/// Somebody fits it before a majority has noted it.
fn early(seen: &Evidence) -> bool {
    moments(seen)
        .is_some_and(|(noted, fitted)| fitted.first().is_some_and(|first| noted.len() < 3 || *first < noted[2]))
}
