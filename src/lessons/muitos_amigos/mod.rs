//! What a distributed system is: several computers, a network, one goal; and it goes on when one is missing.

use super::script::opening;
use super::*;
use crate::cluster::{Action, Frame, MessageKind, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 1,
    id: "muitos-amigos",
    minutes: 3,
    scenes: &[
        Scene {
            world: WorldSpec::new,
            script: || {
                vec![vec![
                    opening(2),
                    Cue::at(SHARED_US + 300_000, Action::SuggestPiece),
                    Cue::at(LEAVES_US, Action::Crash { member: 4 }),
                    Cue::at(LEAVES_US + 1_000_000, Action::SuggestPiece),
                    Cue::at(LEAVES_US + 3_000_000, Action::SuggestPiece),
                ]]
            },
            begins_us: 0,
        },
        Scene {
            world: WorldSpec::new,
            script: || vec![vec![opening(2), Cue::at(2_000_000, Action::Crash { member: 4 })]],
            begins_us: 3_000_000,
        },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(SHARED_US), ..LEG }],
            points: &[Pointer::Board(1), Pointer::Letter(MessageKind::Append)],
            speed: Speed(1.0),
            ..STEP
        },
        Step { points: &[Pointer::Notebook(1, Line::All), Pointer::Notebook(5, Line::All)], ..STEP },
        Step { points: &[Pointer::Home(3)], shows: Shows::Computer(3), ..STEP },
        Step {
            legs: &[Leg { until: Until::At(LEAVES_US - 100_000), ..LEG }],
            points: &[Pointer::Letter(MessageKind::Append), Pointer::Letter(MessageKind::AppendResponse)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step { points: &[Pointer::Board(2)], shows: Shows::Cards(CARDS), ..STEP },
        Step {
            legs: &[Leg { until: Until::At(LEAVES_US + 7_000_000), ..LEG }],
            points: &[Pointer::Home(4), Pointer::Board(2)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step { points: &[Pointer::Words], shows: Shows::Parts, ..STEP },
    ],
    bet: Bet {
        step: 5,
        decided: 5,
        options: [
            |seen, _| pieces(&seen.now) > pieces(&seen.mark) && !something_is_gone(seen),
            |seen, _| pieces(&seen.now) == pieces(&seen.mark) && !something_is_gone(seen),
            |seen, _| something_is_gone(seen),
        ],
        expected: 0,
    },
    goal: Goal {
        scene: 1,
        anew: true,
        holds: |seen, _| {
            let closed = |event: &TraceEvent| matches!(event, TraceEvent::Crash { .. });
            let last = seen.since().iter().rev().find(|line| closed(&line.event));
            up(&seen.now) == 3 && last.is_some_and(|line| seen.piece_fitted_after(line.t_us).is_some())
        },
        solution: || vec![Cue::at(100_000, Action::Crash { member: 5 }), Cue::at(1_000_000, Action::SuggestPiece)],
    },
    charts: &[],
    challenges: &[],
};

/// What other groups do.
const CARDS: &[Card] =
    &[Card::Drawn(Drawing::Sum), Card::Drawn(Drawing::Files), Card::Drawn(Drawing::Film), Card::Drawn(Drawing::Mail)];

/// By then everybody has found a first piece: a search takes at most 11 s.
const SHARED_US: u64 = 12_300_000;
/// When Duda leaves.
const LEAVES_US: u64 = 14_000_000;

/// On the board of whoever leads.
fn pieces(frame: &Frame) -> usize {
    leader(frame).map_or(0, |leader| pieces_of(frame, leader.id))
}

/// Somebody who was at home all the time has fewer pieces than before.
fn something_is_gone(seen: &Evidence) -> bool {
    let at_home = seen.now.members.iter().filter(|member| member.up);
    let mut before_and_now = at_home.map(|member| (pieces_of(&seen.mark, member.id), pieces_of(&seen.now, member.id)));
    before_and_now.any(|(before, now)| now < before)
}
