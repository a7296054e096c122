//! Who wears the cap: silence, patience, votes, and a round that ends in a tie.

use super::script::{letter, opening};
use super::*;
use crate::cluster::{Action, Frame, MemberId, MessageKind, Role, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 4,
    id: "coordenacao",
    minutes: 5,
    scenes: &[
        Scene {
            world: village,
            script: || vec![vec![opening(2), Cue::once(crash_is_due, 50_000, CRASH)]],
            begins_us: 1_300_000,
        },
        Scene { world: village, script: tie, begins_us: 1_500_000 },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(WATCHED_US), ..LEG }],
            points: &[Pointer::Letter(MessageKind::Heartbeat), Pointer::Ring(1)],
            keeps_silence: true,
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once {
                    holds: |seen| seen.first_role(Role::Leader).is_some(),
                    after_us: 2_000_000,
                    latest_us: WATCHED_US + 25_000_000,
                },
                measure,
                ..LEG
            }],
            points: &[Pointer::Home(2), Pointer::Ring(5)],
            speed: Speed(1.0),
            keeps_silence: true,
            ..STEP
        },
        Step {
            replay: Some(|values| {
                let asked_us = values.number("pedido_us");
                [asked_us.saturating_sub(1_500_000), asked_us]
            }),
            points: &[Pointer::Ring(1), Pointer::Ring(3)],
            speed: Speed::NORMAL,
            keeps_silence: true,
            ..STEP
        },
        Step {
            replay: Some(|values| [values.number("pedido_us"), values.number("eleito_us")]),
            points: &[Pointer::Letter(MessageKind::VoteRequest), Pointer::Letter(MessageKind::VoteResponse)],
            ..STEP
        },
        Step {
            replay: Some(|values| {
                let elected_us = values.number("eleito_us");
                [elected_us, elected_us + 700_000]
            }),
            points: &[Pointer::Cap, Pointer::LeadersNotebook(Line::Last)],
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: tied, after_us: 300_000, latest_us: 20_000_000 },
                ..LEG
            }],
            points: &[Pointer::Home(1), Pointer::Home(3)],
            speed: Speed::NORMAL,
            ..STEP
        },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |seen, _| elected_after(seen).is_some_and(|(at_us, lease_us)| at_us < lease_us),
            |seen, _| elected_after(seen).is_some_and(|(at_us, lease_us)| at_us >= lease_us),
            |seen, _| elected_after(seen).is_none(),
        ],
        expected: 1,
    },
    goal: Goal {
        scene: 0,
        anew: true,
        holds: |seen, _| seen.leader().is_some_and(|leader| leader.id == 5),
        solution: || vec![Cue::at(100_000, Action::TransferLeader { to: 5 })],
    },
    charts: &[],
    challenges: &[],
};

const CRASH: Action = Action::Crash { member: 2 };
/// How long the short notes are watched before anything happens.
const WATCHED_US: u64 = 2_400_000;

/// All four notes of one beat have arrived.
fn beat_arrived(seen: &Evidence) -> bool {
    let beats = seen.now.landed.iter().filter(|letter| letter.kind == MessageKind::Heartbeat);
    beats.count() >= 4
}

fn crash_is_due(seen: &Evidence) -> bool {
    seen.now.t_us >= WATCHED_US && beat_arrived(seen)
}

/// When somebody became leader after the crash, and when the first lease ended.
fn elected_after(seen: &Evidence) -> Option<(u64, u64)> {
    let (elected_us, _) = seen.first_role(Role::Leader)?;
    let leases = seen.mark.members.iter().filter_map(|member| member.election.lease_until_us);
    Some((elected_us, leases.min()?))
}

fn measure(seen: &Evidence, values: &mut Values) {
    let crashed_us = seen.first(|event| matches!(event, TraceEvent::Crash { .. }).then_some(()));
    let asked = seen.first_role(Role::Candidate);
    let elected = seen.first_role(Role::Leader);
    if let (Some((crashed_us, ())), Some((asked_us, first)), Some((elected_us, new))) = (crashed_us, asked, elected) {
        values.set("primeira", Value::Member(first));
        values.set("novo", Value::Member(new));
        values.set("s", Value::Time(elected_us - crashed_us));
        values.set("pedido_us", Value::Time(asked_us));
        values.set("eleito_us", Value::Time(elected_us));
    }
}

/// Ana and Caio ask at the same moment; Duda hears Ana first, Elis hears Caio.
fn tie() -> Vec<Vec<Cue>> {
    vec![vec![
        opening(2),
        Cue::once(|seen| seen.now.t_us >= 1_500_000 && beat_arrived(seen), 50_000, CRASH),
        Cue::once(leases_are_over, 100_000, Action::Campaign { member: 1 }),
        Cue::once(|_| true, 0, Action::Campaign { member: 3 }),
        Cue::find(|seen| asks(seen, 1, 5), 0, |seen| delay_request(&seen.now, 1, 5)),
        Cue::find(|seen| asks(seen, 3, 4), 0, |seen| delay_request(&seen.now, 3, 4)),
    ]]
}

fn asks(seen: &Evidence, from: MemberId, to: MemberId) -> bool {
    letter(&seen.now, MessageKind::VoteRequest, from, to).is_some()
}

fn delay_request(frame: &Frame, from: MemberId, to: MemberId) -> Option<Action> {
    letter(frame, MessageKind::VoteRequest, from, to).map(|id| Action::DelayMessage { id, by_us: 200_000 })
}

/// Nobody at home is bound to the one who left any more.
fn leases_are_over(seen: &Evidence) -> bool {
    let frame = &seen.now;
    let at_home = || frame.members.iter().filter(|member| member.up);
    at_home().count() == 4
        && at_home().all(|member| member.election.lease_until_us.is_none_or(|until_us| until_us < frame.t_us))
}

/// Two candidates have two votes each.
fn tied(seen: &Evidence) -> bool {
    seen.now.members.iter().filter(|member| member.up && member.votes.len() == 2).count() == 2
}
