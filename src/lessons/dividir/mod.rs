//! Why share the work: the search gets faster, the group bears departures; agreement does not get faster.
//!
//! One, three and five friends look for the same twelve pieces, from the same seed; how long each search takes is drawn
//! anew in each run, as in any other village. In about one run of a hundred the five happen to be lucky and need a fifth
//! of the time after all, so the search is one of twenty that the tests know, chosen by the seed.

use super::script::{opening, pieces};
use super::*;
use crate::cluster::{Action, Frame, MemberFrame, MemberId, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 2,
    id: "dividir",
    minutes: 5,
    scenes: &[
        Scene { world: |seed| searching(seed, 1), script: || vec![vec![opening(1)]], begins_us: 0 },
        Scene { world: |seed| searching(seed, 3), script: || vec![vec![opening(1)]], begins_us: 0 },
        Scene { world: |seed| searching(seed, 5), script: || vec![vec![opening(1)]], begins_us: 0 },
        Scene { world: |seed| friends(seed, 1), script: || depart(&[1]), begins_us: LEAVE_US - 300_000 },
        Scene { world: |seed| friends(seed, 3), script: || depart(&[3]), begins_us: LEAVE_US - 300_000 },
        Scene { world: |seed| friends(seed, 5), script: || depart(&[4, 5]), begins_us: LEAVE_US - 300_000 },
        near_and_far::SCENE,
        Scene { world: |seed| friends(seed, 2), script: || vec![vec![opening(1)]], begins_us: 1_500_000 },
    ],
    steps: &[
        Step { points: &[Pointer::Board(1)], shows: VILLAGES, ..STEP },
        Step {
            legs: &[
                Leg { until: FIRST, measure: begun, ..LEG },
                Leg { until: DONE, measure: |seen, values| done(seen, values, ["t1", "c1", "b1", "a1"]), ..LEG },
                Leg { scene: 1, until: FIRST, measure: begun, at_once: true },
                Leg {
                    scene: 1,
                    until: DONE,
                    measure: |seen, values| done(seen, values, ["t3", "c3", "b3", "a3"]),
                    at_once: true,
                },
                Leg { scene: 2, until: FIRST, measure: begun, at_once: true },
                Leg {
                    scene: 2,
                    until: DONE,
                    measure: |seen, values| done(seen, values, ["t5", "c5", "b5", "a5"]),
                    at_once: true,
                },
            ],
            points: &[Pointer::Chart("search")],
            speed: Speed(8.0),
            shows: VILLAGES,
            ..STEP
        },
        Step { legs: &[AFTER], points: &[Pointer::Chart("search")], ..STEP },
        Step { legs: &[AFTER], points: &[Pointer::Chart("letters")], ..STEP },
        Step {
            legs: &[
                Leg { scene: 3, until: Until::At(LEAVE_US + 3_000_000), ..LEG },
                Leg { scene: 4, until: GOES_ON, ..LEG },
                Leg { scene: 5, until: GOES_ON, ..LEG },
            ],
            points: &[Pointer::Count],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 2, until: DONE, ..LEG }],
            points: &[Pointer::Home(1)],
            speed: Speed(4.0),
            shows: Shows::Queues(&[0, 2]),
            ..STEP
        },
        Step {
            legs: &[Leg { scene: 6, until: near_and_far::UNTIL, measure: near_and_far::measure, ..LEG }],
            points: &[Pointer::Chart("latency"), Pointer::Visitor("lia")],
            speed: Speed::NORMAL,
            ..STEP
        },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |_, values| ratio(values) >= 4.7,
            |_, values| ratio(values) < 1.3,
            |_, values| (1.3..4.7).contains(&ratio(values)),
        ],
        expected: 2,
    },
    goal: Goal {
        scene: 7,
        anew: true,
        holds: |seen, _| three_bear_one(seen),
        solution: || {
            vec![
                Cue::at(100_000, Action::AddMember { member: 3 }),
                Cue::at(4_000_000, Action::Crash { member: 2 }),
                Cue::at(5_000_000, Action::SuggestPiece),
            ]
        },
    },
    charts: &[
        Chart {
            id: "search",
            read: |values| {
                let seconds = |name| values.get(name).map(|_| Bar::new(values.number(name) as f64 / 1e6));
                Some(Data::Bars(["t1", "t3", "t5"].into_iter().map(seconds).collect::<Option<_>>()?))
            },
        },
        Chart {
            id: "letters",
            read: |values| {
                let letters = |[name, beats]: [&str; 2]| {
                    let tenths = |name| values.number(name) as f64 / 10.0;
                    values.get(name).map(|_| Bar { value: tenths(name), lighter: tenths(beats) })
                };
                let bars = [["c1", "b1"], ["c3", "b3"], ["c5", "b5"]].into_iter().map(letters);
                Some(Data::Bars(bars.collect::<Option<_>>()?))
            },
        },
        near_and_far::CHART,
    ],
    challenges: &[],
};

const LEAVE_US: u64 = 2_500_000;
/// One, three and five friends at the same search.
const VILLAGES: Shows = Shows::Villages(&[0, 1, 2]);
/// Twelve searches of one friend take at most 132 s.
const LATEST_US: u64 = 200_000_000;

const AFTER: Leg = Leg { scene: 2, ..LEG };
const FIRST: Until = Until::Once { holds: somebody_found, after_us: 0, latest_us: LATEST_US };
const DONE: Until = Until::Once { holds: picture_is_done, after_us: 0, latest_us: LATEST_US };
const GOES_ON: Until = Until::Once { holds: goes_on, after_us: 700_000, latest_us: 30_000_000 };

/// How many runs of the search there are.
const SEARCHES: u64 = 20;

fn searching(seed: u64, members: u8) -> WorldSpec {
    WorldSpec { members, ..WorldSpec::new(1 + seed % SEARCHES) }
}

fn friends(seed: u64, members: u8) -> WorldSpec {
    WorldSpec { members, ..village(seed) }
}

fn depart(who: &[MemberId]) -> Vec<Vec<Cue>> {
    let leave = who.iter().map(|member| Cue::at(LEAVE_US, Action::Crash { member: *member }));
    let piece = pieces(&[LEAVE_US + 600_000]);
    vec![[opening(1)].into_iter().chain(leave).chain(piece).collect()]
}

/// The first piece is in the leader's notebook.
fn somebody_found(seen: &Evidence) -> bool {
    let has_piece = |leader: &MemberFrame| leader.log.entries.iter().any(|line| is_piece(line.key.as_deref()));
    seen.leader().is_some_and(has_piece)
}

fn is_piece(key: Option<&str>) -> bool {
    key.is_some_and(|key| key.starts_with(crate::puzzle::PREFIX))
}

fn picture_is_done(seen: &Evidence) -> bool {
    seen.leader().is_some_and(|leader| pieces_of(&seen.now, leader.id) == crate::puzzle::PIECES)
}

/// What was sent before there was a piece is not counted.
fn begun(seen: &Evidence, values: &mut Values) {
    values.set("antes", Value::Count(seen.appends()));
    values.set("batidas_antes", Value::Count(seen.heartbeats));
}

/// The time, and a piece's letters, heartbeats and way from pencil to ink at the leader.
fn done(seen: &Evidence, values: &mut Values, [time, letters, beats, agreed]: [&'static str; 4]) {
    let per_piece = |count: u64| Value::Tenths((count * 10 + 6) / crate::puzzle::PIECES as u64);
    values.set(time, Value::Time(seen.now.t_us));
    values.set(letters, per_piece(seen.appends() - values.number("antes")));
    values.set(beats, per_piece(seen.heartbeats - values.number("batidas_antes")));
    if let Some(leader) = seen.leader() {
        values.set(agreed, Value::Time(median_until_ink(seen, leader.id)));
    }
}

/// From noting a piece to knowing that it is committed, at the one who leads, in virtual microseconds.
fn median_until_ink(seen: &Evidence, leader: MemberId) -> u64 {
    let mut open: Vec<(u64, u64)> = Vec::new();
    let mut took_us = Vec::new();
    for line in seen.all() {
        match &line.event {
            TraceEvent::LogAppend { member, index, entry, .. }
                if *member == leader && is_piece(entry.key.as_deref()) =>
            {
                open.push((*index, line.t_us));
            }
            TraceEvent::Commit { member, index, .. } if *member == leader => open.retain(|(noted, noted_us)| {
                if noted <= index {
                    took_us.push(line.t_us - noted_us);
                }
                noted > index
            }),
            _ => {}
        }
    }
    took_us.sort_unstable();
    took_us.get(took_us.len() / 2).copied().unwrap_or_default()
}

fn ratio(values: &Values) -> f64 {
    values.number("t1") as f64 / values.number("t5").max(1) as f64
}

/// A piece that was brought after the departures is in the picture.
fn goes_on(seen: &Evidence) -> bool {
    seen.piece_fitted_after(LEAVE_US).is_some()
}

fn is_village_of_three(frame: &Frame) -> bool {
    leader(frame).is_some_and(|leader| leader.voters.len() == 3)
}

/// Somebody left a group of three, and a piece that was brought after that is in the picture.
fn three_bear_one(seen: &Evidence) -> bool {
    let left = seen.since().iter().rev().find(|line| matches!(line.event, TraceEvent::Crash { .. }));
    is_village_of_three(&seen.now)
        && up(&seen.now) == 2
        && left.is_some_and(|line| seen.piece_fitted_after(line.t_us).is_some())
}
