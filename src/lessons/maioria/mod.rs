//! The majority decides: a line counts once the leader knows that three of five have noted it.

use super::script::{opening, pieces};
use super::*;
use crate::cluster::{Action, Content, EntryKind, Frame, MemberId, MessageKind, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 5,
    id: "maioria",
    minutes: 5,
    scenes: &[Scene { world: village, script, begins_us: BROUGHT_US - 50_000 }],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(BROUGHT_US + 250_000), ..LEG }],
            points: &[Pointer::Notebook(2, Line::Last), Pointer::Letter(MessageKind::Append)],
            ..STEP
        },
        Step {
            legs: &[Leg { until: Until::At(5_200_000), ..LEG }],
            points: &[Pointer::Letter(MessageKind::AppendResponse), Pointer::Notebook(1, Line::Last)],
            ..STEP
        },
        Step {
            legs: &[Leg { until: Until::At(SEVENTH_US + 60_000), ..LEG }],
            points: &[Pointer::Home(4), Pointer::Count],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: noted_but_not_known, after_us: 0, latest_us: SEVENTH_US + 3_000_000 },
                measure: heard_of_two,
                ..LEG
            }],
            points: &[Pointer::Count, Pointer::Letter(MessageKind::AppendResponse)],
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: is_ink, after_us: 350_000, latest_us: SEVENTH_US + 8_000_000 },
                ..LEG
            }],
            points: &[Pointer::Count, Pointer::Board(2)],
            ..STEP
        },
        Step {
            points: &[Pointer::Home(3)],
            shows: Shows::Groups([Group::of(&[1, 2, 3]), Group::of(&[3, 4, 5])]),
            ..STEP
        },
        Step { points: &[Pointer::Count], ..STEP },
    ],
    bet: Bet {
        step: 2,
        decided: 4,
        options: [
            |seen, _| counted(seen).is_none(),
            |seen, _| counted(seen) == Some(3),
            |seen, _| counted(seen).is_some_and(|count| count >= 4),
        ],
        expected: 1,
    },
    goal: Goal {
        scene: 0,
        anew: false,
        holds: |seen, _| stuck_then_saved(seen),
        solution: || {
            vec![
                Cue::at(100_000, Action::Crash { member: 1 }),
                Cue::at(200_000, Action::Crash { member: 3 }),
                Cue::at(400_000, Action::SuggestPiece),
                Cue::at(9_500_000, Action::Restart { member: 1 }),
            ]
        },
    },
    charts: &[],
    challenges: &[],
};

/// When pieces 6 and 7 are brought.
const BROUGHT_US: u64 = 4_200_000;
const SEVENTH_US: u64 = 6_000_000;
/// An answer that would arrive this soon after the one before is held up, so that the moment between can be seen.
const TOO_SOON_US: u64 = 20_000;

fn script() -> Vec<Vec<Cue>> {
    let early = [1_200_000, 1_800_000, 2_400_000, 3_000_000, 3_600_000, BROUGHT_US];
    let later = [
        Cue::at(5_200_000, Action::Crash { member: 4 }),
        Cue::at(SEVENTH_US, Action::SuggestPiece),
        Cue::find(noted_but_not_known, 0, |seen| {
            let frame = &seen.now;
            let soon = |letter: &&crate::cluster::MessageFrame| {
                letter.kind == MessageKind::AppendResponse && !letter.lost && letter.due_us < frame.t_us + TOO_SOON_US
            };
            frame.messages.iter().find(soon).map(|letter| Action::DelayMessage { id: letter.id, by_us: 100_000 })
        }),
    ];
    vec![[opening(2)].into_iter().chain(pieces(&early)).chain(later).collect()]
}

/// The line of piece 7, if Duda is away already, as its leader has it: index and round.
fn seventh(frame: &Frame) -> Option<(u64, u64)> {
    let leader = leader(frame)?;
    let is_away = frame.members.iter().any(|member| member.id == 4 && !member.up);
    let last = leader.log.entries.last().filter(|entry| is_away && entry.kind == EntryKind::Normal)?;
    Some((last.index, last.term))
}

fn noted_but_not_known(seen: &Evidence) -> bool {
    seventh(&seen.now).is_some_and(|(line, term)| {
        known(&seen.now, line) == 2 && noted(&seen.now, line, term) >= 3 && ink(&seen.now, line) == 0
    })
}

fn heard_of_two(seen: &Evidence, values: &mut Values) {
    if let Some((line, term)) = seventh(&seen.now) {
        values.set("linha", Value::Count(line));
        values.set("n", Value::Count(noted(&seen.now, line, term) as u64));
        if let Some(first) = seen.leader().and_then(|leader| leader.acked.first()) {
            values.set("primeiro", Value::Member(*first));
        }
    }
}

fn is_ink(seen: &Evidence) -> bool {
    seventh(&seen.now).is_some_and(|(line, _)| ink(&seen.now, line) > 0)
}

/// Of how many, with itself, the leader knew when it first committed the line; `None` if it did not.
fn counted(seen: &Evidence) -> Option<usize> {
    let mut heard: Vec<MemberId> = Vec::new();
    let (line, _) = seventh(&seen.now)?;
    for event in seen.all().iter().map(|line| &line.event) {
        match event {
            TraceEvent::Deliver { to, kind: MessageKind::AppendResponse, content, from, .. }
                if to.member() == Some(2) =>
            {
                if let (Content::AppendResult { ok: true, matched: Some(matched) }, Some(from)) =
                    (&**content, from.member())
                    && *matched >= line
                    && !heard.contains(&from)
                {
                    heard.push(from);
                }
            }
            TraceEvent::Commit { member: 2, index, .. } if *index >= line => return Some(heard.len() + 1),
            _ => {}
        }
    }
    None
}

/// A line stayed in pencil for 8 s with two at home; somebody came back, and it, or the same piece anew, became ink.
fn stuck_then_saved(seen: &Evidence) -> bool {
    const STUCK_US: u64 = 8_000_000;
    let mut home = seen.mark.members.iter().filter(|member| member.up).count();
    let mut pencil: Option<(u64, std::rc::Rc<str>)> = None;
    let mut is_stuck = false;
    for line in seen.since() {
        if home == 2 && pencil.as_ref().is_some_and(|(since_us, _)| line.t_us >= since_us + STUCK_US) {
            is_stuck = true;
        }
        match &line.event {
            TraceEvent::Crash { .. } => home -= 1,
            TraceEvent::Restart { .. } => home += 1,
            TraceEvent::LogAppend { entry, .. } if home == 2 && pencil.is_none() && entry.key.is_some() => {
                pencil = Some((line.t_us, entry.label.clone()));
            }
            TraceEvent::Apply { entry, .. } if pencil.as_ref().is_some_and(|(_, label)| *label == entry.label) => {
                if is_stuck && home >= 3 {
                    return true;
                }
                pencil = None;
            }
            _ => {}
        }
    }
    false
}
