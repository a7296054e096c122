//! Lost letters and a flooded river: what is lost is sent again, only the side of the majority goes on, and who asked
//! may be told "I don't know".

use super::script::{letter, opening, pieces, typed};
use super::*;
use crate::cluster::{Action, Frame, MemberFrame, MemberId, MessageKind, Outcome, Role, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 7,
    id: "cartas-perdidas",
    minutes: 6,
    scenes: &[
        Scene { world: village, script: flood, begins_us: LOST_US - 100_000 },
        Scene {
            world: village,
            script: || {
                let put = typed(RUI, 5, "put /puzzle/r1c1 rui");
                let crash = Action::Crash { member: 5 };
                vec![vec![opening(5), Cue::at(LOST_US, put), Cue::once(noted_but_unheard, 0, crash)]]
            },
            begins_us: LOST_US - 100_000,
        },
        Scene { world: village, script: || vec![begin()], begins_us: LOST_US - 1_000_000 },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(LOST_US + 1_500_000), ..LEG }],
            points: &[Pointer::LetterTo(MessageKind::Append, 5, 1)],
            ..STEP
        },
        Step {
            legs: &[Leg { until: Until::At(LATE_US + 2_000_000), ..LEG }],
            points: &[Pointer::LetterTo(MessageKind::Append, 5, 3), Pointer::Notebook(3, Line::Last)],
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: far_side_has_ink, after_us: 2_000_000, latest_us: 60_000_000 },
                measure: new_leader,
                ..LEG
            }],
            points: &[Pointer::River, Pointer::Visitor(RUI)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step { points: &[Pointer::Home(5), Pointer::Cap], ..STEP },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: rui_was_told_twice, after_us: 300_000, latest_us: 80_000_000 },
                ..LEG
            }],
            points: &[Pointer::Visitor(RUI), Pointer::Home(5)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: all_is_level, after_us: 1_000_000, latest_us: 120_000_000 },
                ..LEG
            }],
            points: &[Pointer::Notebook(5, Line::Last)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: rui_never_knew, after_us: 1_000_000, latest_us: 60_000_000 },
                measure: new_leader,
                ..LEG
            }],
            points: &[Pointer::Visitor(RUI), Pointer::LeadersNotebook(Line::Last)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 1, ..LEG }],
            points: &[Pointer::Words],
            shows: Shows::Cards(&[Card::Moment(7, 1), Card::Moment(7, 4), Card::Moment(4, 3), Card::Moment(12, 4)]),
            ..STEP
        },
    ],
    bet: Bet {
        step: 2,
        decided: 2,
        options: [
            |seen, _| counted(seen).is_some_and(|heard| heard == 1),
            |seen, _| counted(seen).is_some_and(|heard| heard >= 2),
            |seen, _| ruis_line(seen).is_some() && counted(seen).is_none(),
        ],
        expected: 2,
    },
    goal: Goal {
        scene: 2,
        anew: true,
        holds: |seen, _| cap_stays_put(seen),
        solution: || {
            let groups = vec![vec![1], vec![2, 3, 4, 5]];
            vec![Cue::at(100_000, Action::Partition { groups }), Cue::at(1_000_000, Action::SuggestPiece)]
        },
    },
    charts: &[],
    challenges: &[],
};

const RUI: &str = "rui";
/// When the pieces come whose letters get lost and late, and when the river rises.
const LOST_US: u64 = 4_000_000;
const LATE_US: u64 = 6_000_000;
const FLOOD_US: u64 = 9_000_000;

fn begin() -> Vec<Cue> {
    [opening(5)].into_iter().chain(pieces(&[1_200_000, 1_800_000, 2_400_000])).collect()
}

fn flood() -> Vec<Vec<Cue>> {
    let mut cues = begin();
    cues.extend([
        Cue::at(LOST_US, Action::SuggestPiece),
        Cue::find(
            |seen| sends(seen, 1),
            0,
            |seen| letter(&seen.now, MessageKind::Append, 5, 1).map(|id| Action::DropMessage { id }),
        ),
        Cue::at(LATE_US, Action::SuggestPiece),
        Cue::find(
            |seen| sends(seen, 3),
            0,
            |seen| letter(&seen.now, MessageKind::Append, 5, 3).map(|id| Action::DelayMessage { id, by_us: 900_000 }),
        ),
        Cue::at(FLOOD_US, Action::Partition { groups: vec![vec![4, 5], vec![1, 2, 3]] }),
        Cue::at(FLOOD_US + 200_000, typed(RUI, 5, "put /puzzle/r2c2 rui")),
        Cue::once(elis_accepts_no_more, 0, typed(RUI, 5, "put /puzzle/r2c3 rui")),
        Cue::once(rui_was_told_twice, 500_000, Action::Heal),
    ]);
    vec![cues]
}

fn sends(seen: &Evidence, to: MemberId) -> bool {
    letter(&seen.now, MessageKind::Append, 5, to).is_some()
}

/// The leader of the side with three, once there is one.
fn far_leader(frame: &Frame) -> Option<&MemberFrame> {
    leader(frame).filter(|leader| leader.id <= 3)
}

fn far_side_has_ink(seen: &Evidence) -> bool {
    far_leader(&seen.now).is_some_and(|leader| leader.commit.is_some() && leader.commit == leader.log.last)
}

fn new_leader(seen: &Evidence, values: &mut Values) {
    if let Some(leader) = seen.leader() {
        values.set("novo", Value::Member(leader.id));
    }
}

/// Rui was told that nobody knows, both caps have been seen, and Elis has not heard of a majority for too long.
fn elis_accepts_no_more(seen: &Evidence) -> bool {
    let elected = seen
        .all()
        .iter()
        .rev()
        .find(|line| matches!(line.event, TraceEvent::Role { member: 1..=3, role: Role::Leader, .. }));
    elected.is_some_and(|line| seen.now.t_us >= line.t_us + 3_000_000)
        && seen.answers(RUI).count() == 1
        && member(&seen.now, 5).is_some_and(|elis| elis.quorum == Some(false))
}

fn rui_was_told_twice(seen: &Evidence) -> bool {
    seen.answers(RUI).count() == 2
}

fn all_is_level(seen: &Evidence) -> bool {
    let members = &seen.now.members;
    seen.now.network.groups.is_empty()
        && members.iter().all(|member| (member.log.last, member.commit) == (members[0].log.last, members[0].log.last))
}

/// The line of the first piece that Rui brought since the mark, as Elis noted it.
fn ruis_line(seen: &Evidence) -> Option<u64> {
    let (_, line) = seen.first(|event| match event {
        TraceEvent::LogAppend { member: 5, index, entry, .. } if entry.key.as_deref() == Some("/puzzle/r2c2") => {
            Some(*index)
        }
        _ => None,
    })?;
    Some(line)
}

/// Of how many, herself included, Elis knew when she committed it; `None` if she did not.
fn counted(seen: &Evidence) -> Option<usize> {
    let line = ruis_line(seen)?;
    let elis = member(&seen.now, 5)?;
    elis.commit.filter(|commit| *commit >= line)?;
    let peers = elis.peers.as_ref()?;
    Some(1 + peers.values().filter(|peer| peer.matched.is_some_and(|matched| matched >= line)).count())
}

/// Three notebooks hold Rui's piece, and Elis has heard of none.
fn noted_but_unheard(seen: &Evidence) -> bool {
    let last = member(&seen.now, 5).and_then(|elis| elis.log.entries.last());
    last.is_some_and(|line| {
        line.key.is_some() && noted(&seen.now, line.index, line.term) >= 3 && known(&seen.now, line.index) == 1
    })
}

/// He was told that nobody knows, and somebody else's ink holds the piece.
fn rui_never_knew(seen: &Evidence) -> bool {
    let is_piece = |event: &TraceEvent| match event {
        TraceEvent::Apply { member, entry, .. } => (*member != 5 && entry.key.is_some()).then_some(()),
        _ => None,
    };
    seen.answers(RUI).any(|(_, told)| told.outcome == Outcome::Unknown) && seen.first(is_piece).is_some()
}

/// There has been a flood for 15 s, the leader is where most are and has been all the time, and something new is ink.
fn cap_stays_put(seen: &Evidence) -> bool {
    const PATIENCE_US: u64 = 15_000_000;
    let Some(leader) = seen.leader() else { return false };
    let has_most =
        seen.now.network.groups.iter().any(|group| group.contains(&leader.id) && group.len() < 5 && group.len() >= 3);
    let is_change = |event: &TraceEvent| match event {
        TraceEvent::Action { action } => matches!(**action, Action::Partition { .. } | Action::Heal),
        TraceEvent::Role { role: Role::Leader, .. } => true,
        TraceEvent::Crash { member } => *member == leader.id,
        _ => false,
    };
    let last = seen.since().iter().rev().find(|line| is_change(&line.event));
    let Some(flooded) = last.filter(|line| matches!(line.event, TraceEvent::Action { .. })) else { return false };
    has_most && seen.now.t_us >= flooded.t_us + PATIENCE_US && seen.piece_fitted_after(flooded.t_us).is_some()
}
