//! Someone leaves, someone returns: who comes back gets what is missing, as lines or as a photo.

use super::script::{opening, pieces};
use super::*;
use crate::cluster::{Action, Content, Frame, MemberFrame, MemberId, MessageKind, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 6,
    id: "sair-e-voltar",
    minutes: 4,
    scenes: &[
        Scene { world, script: || vec![duda_returns()], begins_us: LEAVES_US - 100_000 },
        // In place of that, Beto leaves when she is back, and she asks for the cap.
        Scene {
            world,
            script: || {
                let mut cues = duda_leaves();
                cues.push(Cue::at(RETURNS_US, Action::Crash { member: 2 }));
                // Not before the last letter that he sent her is lost.
                cues.push(Cue::at(RETURNS_US + 300_000, Action::Restart { member: 4 }));
                cues.push(Cue::once(leases_are_over, 0, Action::Campaign { member: 4 }));
                vec![cues]
            },
            begins_us: RETURNS_US - 100_000,
        },
        // The first one later on.
        Scene {
            world,
            script: || {
                let mut cues = duda_returns();
                cues.push(Cue::at(11_000_000, Action::Crash { member: 5 }));
                cues.extend(pieces(&[11_600_000, 12_200_000, 12_800_000, 13_400_000]));
                cues.push(Cue::at(PHOTO_US, Action::TakeSnapshot { member: 2 }));
                cues.push(Cue::at(17_000_000, Action::Restart { member: 5 }));
                vec![cues]
            },
            begins_us: PHOTO_US - 100_000,
        },
        Scene {
            world,
            script: || vec![[opening(2)].into_iter().chain(pieces(&[1_200_000, 1_800_000, 2_400_000])).collect()],
            begins_us: 3_500_000,
        },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(RETURNS_US - 100_000), ..LEG }],
            points: &[Pointer::Home(4), Pointer::Notebook(4, Line::Last)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: duda_has_it_all, after_us: 500_000, latest_us: RETURNS_US + 20_000_000 },
                measure: |seen, values| values.set("em_dia_us", Value::Time(seen.now.t_us)),
                ..LEG
            }],
            points: &[Pointer::Notebook(4, Line::Last), Pointer::Notebook(2, Line::Last)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            replay: Some(|values| [RETURNS_US, values.number("em_dia_us")]),
            points: &[Pointer::LetterTo(MessageKind::Append, 2, 4)],
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: duda_is_refused, after_us: 0, latest_us: 60_000_000 },
                ..LEG
            }],
            points: &[Pointer::Letter(MessageKind::VoteResponse), Pointer::Notebook(4, Line::All)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 2, until: Until::At(PHOTO_US + 1_500_000), ..LEG }],
            points: &[Pointer::Notebook(2, Line::All)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 2,
                until: Until::Once { holds: elis_has_the_photo, after_us: 500_000, latest_us: 40_000_000 },
                ..LEG
            }],
            points: &[Pointer::Letter(MessageKind::Snapshot), Pointer::Board(5)],
            speed: Speed::NORMAL,
            ..STEP
        },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |seen, _| duda_has_it_all(seen) && goes_on_behind(seen) && !begins_anew(seen),
            |seen, _| duda_has_it_all(seen) && begins_anew(seen),
            |seen, _| !duda_has_it_all(seen),
        ],
        expected: 0,
    },
    goal: Goal {
        scene: 3,
        anew: true,
        holds: |seen, _| {
            let is_one = |event: &TraceEvent| matches!(event, TraceEvent::SnapshotInstall { .. }).then_some(());
            seen.first(is_one).is_some()
        },
        solution: || {
            vec![
                Cue::at(100_000, Action::Crash { member: 4 }),
                Cue::at(500_000, Action::SuggestPiece),
                Cue::at(1_200_000, Action::SuggestPiece),
                Cue::at(2_500_000, Action::TakeSnapshot { member: 2 }),
                Cue::at(3_000_000, Action::Restart { member: 4 }),
            ]
        },
    },
    charts: &[],
    challenges: &[],
};

const LEAVES_US: u64 = 3_500_000;
const RETURNS_US: u64 = 8_000_000;
const PHOTO_US: u64 = 14_500_000;

/// No line stays behind a photo.
fn world(seed: u64) -> WorldSpec {
    WorldSpec { keep_log: 0, ..village(seed) }
}

fn duda_leaves() -> Vec<Cue> {
    let before = pieces(&[1_200_000, 1_800_000, 2_400_000]);
    let while_away = pieces(&[4_500_000, 5_100_000, 5_700_000, 6_300_000]);
    let leaves = [Cue::at(LEAVES_US, Action::Crash { member: 4 })];
    [opening(2)].into_iter().chain(before).chain(leaves).chain(while_away).collect()
}

fn duda_returns() -> Vec<Cue> {
    let mut cues = duda_leaves();
    cues.push(Cue::at(RETURNS_US, Action::Restart { member: 4 }));
    cues
}

/// Whether a member at home has every line of its leader's notebook.
fn is_level(frame: &Frame, id: MemberId) -> bool {
    let last = leader(frame).and_then(|leader| leader.log.last);
    member(frame, id).is_some_and(|member| member.up && member.log.last == last && member.applied == last)
}

fn duda_has_it_all(seen: &Evidence) -> bool {
    is_level(&seen.now, 4)
}

/// The first line that Duda notes is the one behind her last.
fn goes_on_behind(seen: &Evidence) -> bool {
    let first = seen.first(|event| match event {
        TraceEvent::LogAppend { member: 4, index, .. } => Some(*index),
        _ => None,
    });
    let last = member(&seen.mark, 4).and_then(|duda| duda.log.last);
    first.zip(last).is_some_and(|((_, first), last)| first == last + 1)
}

/// Duda loses something of what she had noted.
fn begins_anew(seen: &Evidence) -> bool {
    let last = member(&seen.mark, 4).and_then(|duda| duda.log.last);
    let is_loss = |event: &TraceEvent| match event {
        TraceEvent::LogTruncate { member: 4, .. } | TraceEvent::SnapshotInstall { member: 4, .. } => Some(()),
        TraceEvent::LogAppend { member: 4, index, .. } if Some(*index) <= last => Some(()),
        _ => None,
    };
    seen.first(is_loss).is_some()
}

/// Nobody at home is bound any more to Beto, who left.
fn leases_are_over(seen: &Evidence) -> bool {
    let frame = &seen.now;
    let is_free = |member: &MemberFrame| member.election.lease_until_us.is_none_or(|until_us| until_us < frame.t_us);
    up(frame) == 4
        && member(frame, 2).is_some_and(|beto| !beto.up)
        && frame.members.iter().filter(|member| member.up).all(is_free)
}

/// The first of those at home has told Duda no because of what she lacks, not because it has just heard of Beto; what
/// the others say is still on its way.
fn duda_is_refused(seen: &Evidence) -> bool {
    let is_no = |event: &TraceEvent| match event {
        TraceEvent::Deliver { to, content, .. } if to.member() == Some(4) => match &**content {
            Content::Vote { refused: Some(why), .. } => (!why.leased && why.last > why.asked_last).then_some(()),
            _ => None,
        },
        _ => None,
    };
    seen.first(is_no).is_some()
}

fn elis_has_the_photo(seen: &Evidence) -> bool {
    let installs = |event: &TraceEvent| matches!(event, TraceEvent::SnapshotInstall { member: 5, .. }).then_some(());
    seen.first(installs).is_some() && is_level(&seen.now, 5)
}
