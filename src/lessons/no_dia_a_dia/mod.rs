//! Where you already use it: a film goes on from another house, and each service agrees in its own way.

use super::script::{opening, typed};
use super::*;
use crate::cluster::{Action, MemberId, MessageKind, Outcome, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 3,
    id: "no-dia-a-dia",
    minutes: 4,
    scenes: &[
        Scene {
            world: drawers_without_any,
            script: || {
                let ask =
                    |at_us, to| Cue::at(at_us, typed(LIA, to, "get /pergunta --consistency=s --command-timeout=1s"));
                vec![vec![
                    opening(2),
                    Cue::at(1_200_000, typed("terminal", 2, "put /pergunta resposta")),
                    Cue::at(2_000_000, Action::Crash { member: 4 }),
                    ask(2_600_000, 1),
                    ask(3_000_000, 4),
                    ask(4_100_000, 3),
                ]]
            },
            begins_us: 2_500_000,
        },
        Scene {
            world: drawers_without_any,
            script: || {
                let elis = Cue::once(|seen| film(seen).pieces.len() == 3, 100_000, Action::Crash { member: 5 });
                let mut tracks = show();
                tracks.push(vec![elis]);
                tracks
            },
            begins_us: 4_600_000,
        },
        near_and_far::SCENE,
        Scene { world: drawers_without_any, script: show, begins_us: FILM_US - 100_000 },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(4_600_000), ..LEG }],
            points: &[Pointer::Letter(MessageKind::ClientRequest), Pointer::Visitor(LIA)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: is_over, after_us: 300_000, latest_us: LATEST_US },
                measure: |seen, values| {
                    let switch = seen.answered_by(LIA).find(|(_, member)| *member != 5);
                    values.set("troca_us", Value::Time(switch.map_or(seen.now.t_us, |(at_us, _)| at_us)));
                    values.set("fim_us", Value::Time(seen.now.t_us));
                },
                ..LEG
            }],
            points: &[Pointer::Visitor(LIA), Pointer::Home(5)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 1, ..LEG }],
            replay: Some(|values| [values.number("troca_us").saturating_sub(400_000), values.number("fim_us")]),
            points: &[Pointer::Letter(MessageKind::ClientResponse)],
            speed: Speed(0.5),
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 1, ..LEG }],
            points: &[Pointer::Notebook(1, Line::All)],
            shows: Shows::Copies(1),
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 2, until: near_and_far::UNTIL, measure: near_and_far::measure, ..LEG }],
            points: &[Pointer::Chart("latency")],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step { legs: &[Leg { scene: 2, ..LEG }], points: &[Pointer::Words], ..STEP },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |seen, _| starts_again(seen),
            |seen, _| film(seen).pieces.len() < PIECES && !starts_again(seen),
            |seen, _| is_whole(seen) && goes_on_elsewhere(seen),
        ],
        expected: 2,
    },
    goal: Goal {
        scene: 3,
        anew: true,
        holds: |seen, _| is_whole(seen) && two_were_closed(seen),
        solution: || {
            vec![Cue::at(1_500_000, Action::Crash { member: 5 }), Cue::at(6_000_000, Action::Crash { member: 1 })]
        },
    },
    charts: &[near_and_far::CHART],
    challenges: &[],
};

const LIA: &str = "lia";
const PIECES: usize = 8;
/// When she begins to watch, and how long that may take.
const FILM_US: u64 = 2_500_000;
const LATEST_US: u64 = FILM_US + 25_000_000;

fn drawers_without_any(seed: u64) -> WorldSpec {
    WorldSpec { preload: false, ..drawers(seed) }
}

/// The film is put into the drawers; Lia asks for piece after piece, one a second, and who is silent for a second is
/// asked no more. She has heard nothing of departures.
fn show() -> Vec<Vec<Cue>> {
    let piece = |number: u64| {
        Cue::at(1_100_000 + number * 100_000, typed("terminal", 2, format!("put /filme/0{number} pedaço-{number}")))
    };
    let asks = (0..4 * PIECES).map(|_| Cue::find(wants_more, 0, next));
    vec![[opening(2)].into_iter().chain((1..=PIECES as u64).map(piece)).collect(), asks.collect()]
}

/// How far Lia has come.
#[derive(Default)]
struct Film<'a> {
    /// The keys that she was told the values of.
    pieces: Vec<&'a str>,
    /// When she asked last, and whether she was told what came of it.
    asked_us: Option<u64>,
    waits: bool,
    /// How many times she heard nothing.
    silences: u64,
}

fn film(seen: &Evidence) -> Film<'_> {
    let mut film = Film::default();
    for (asked_us, op, _) in seen.asked(LIA) {
        let told = seen.told(op);
        film.asked_us = Some(asked_us);
        film.waits = told.is_none();
        match told {
            Some(told) if told.outcome == Outcome::Ok => {
                film.pieces.extend(told.answer.map(read_keys).unwrap_or_default().iter().map(|kv| &*kv.key));
            }
            Some(_) => film.silences += 1,
            None => {}
        }
    }
    film
}

fn wants_more(seen: &Evidence) -> bool {
    let film = film(seen);
    let due_us = film.asked_us.map_or(FILM_US, |asked_us| asked_us + 1_000_000);
    film.pieces.len() < PIECES && !film.waits && seen.now.t_us >= due_us
}

/// She asks whom she asked last, or the next one if that one was silent: Elis first, then Ana, Beto, …
fn next(seen: &Evidence) -> Option<Action> {
    let film = film(seen);
    let to: MemberId = (4 + film.silences) % 5 + 1;
    let line = format!("get /filme/0{} --consistency=s --command-timeout=1s", film.pieces.len() + 1);
    Some(typed(LIA, to, line))
}

fn is_over(seen: &Evidence) -> bool {
    film(seen).pieces.len() >= PIECES
}

fn starts_again(seen: &Evidence) -> bool {
    film(seen).pieces.iter().filter(|key| **key == "/filme/01").count() > 1
}

/// Each piece once, in order.
fn is_whole(seen: &Evidence) -> bool {
    let pieces = film(seen).pieces;
    pieces.len() == PIECES && (1..).zip(&pieces).all(|(number, key)| **key == format!("/filme/0{number}"))
}

/// What came after Elis had left was told by others.
fn goes_on_elsewhere(seen: &Evidence) -> bool {
    let left = seen.all().iter().find(|line| matches!(line.event, TraceEvent::Crash { member: 5 }));
    left.is_some_and(|left| {
        let mut later = seen.answered_by(LIA).filter(|(at_us, _)| *at_us > left.t_us);
        later.all(|(_, member)| member != 5)
    })
}

/// Two houses at least were closed when the last piece came.
fn two_were_closed(seen: &Evidence) -> bool {
    let last_us = seen.answers(LIA).map(|(_, told)| told.at_us).max().unwrap_or_default();
    let mut home = up(&seen.mark);
    for line in seen.since().iter().take_while(|line| line.t_us < last_us) {
        match line.event {
            TraceEvent::Crash { .. } => home -= 1,
            TraceEvent::Restart { .. } => home += 1,
            _ => {}
        }
    }
    home <= 3
}
