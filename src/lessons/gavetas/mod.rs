//! The notebook that keeps everything: keys and values, revisions, prefixes, and what Kubernetes has in there.

use super::script::{opening, typed};
use super::*;
use crate::cluster::{ClientAnswer, MessageKind, TraceEvent};

pub static LESSON: Lesson = Lesson {
    number: 8,
    id: "gavetas",
    minutes: 6,
    scenes: &[Scene { world: drawers, script: || vec![vec![opening(2)]], begins_us: 1_500_000 }],
    steps: &[
        Step { points: &[Pointer::Tree("/")], ..STEP },
        Step { points: &[Pointer::Home(2)], ..STEP },
        Step {
            legs: &[Leg {
                measure: |seen, values| {
                    if let Some((before, after)) = revisions(seen) {
                        values.set("r0", Value::Count(before));
                        values.set("r1", Value::Count(after));
                    }
                },
                ..TYPING
            }],
            points: &[Pointer::Terminal, Pointer::Letter(MessageKind::Append)],
            speed: Speed::NORMAL,
            commands: &["put foo \"bar\"", "get foo", DELETE],
            ..STEP
        },
        Step { legs: &[TYPING], points: &[Pointer::Terminal], speed: Speed::NORMAL, commands: &["get foo"], ..STEP },
        Step {
            legs: &[TYPING],
            points: &[Pointer::Tree("/registry"), Pointer::Terminal],
            speed: Speed::NORMAL,
            commands: &["get / --prefix --keys-only", "get \"\" --prefix", "version"],
            ..STEP
        },
        Step {
            points: &[
                Pointer::Tree(POD),
                Pointer::Tree("/registry/deployments/default/meuapp"),
                Pointer::Tree("/registry/services/specs/default/meuapp-service"),
            ],
            shows: Shows::CardsOf([1, 3]),
            ..STEP
        },
        Step {
            points: &[
                Pointer::Tree("/registry/configmaps/default/minhas-configs"),
                Pointer::Tree("/registry/secrets/default/meu-segredo"),
                Pointer::Tree("/registry/nodes/node01"),
                Pointer::Tree("/registry/resourcequotas"),
                Pointer::Tree("/registry/roles"),
                Pointer::Tree("/registry/events"),
                Pointer::Tree("/registry/networkpolicies"),
            ],
            shows: Shows::CardsOf([4, 10]),
            ..STEP
        },
        Step {
            legs: &[TYPING],
            points: &[Pointer::Tree(POD)],
            speed: Speed::NORMAL,
            commands: &["get /registry/pods/default/meuapp-7cbd4f77d5-wxp8n"],
            ..STEP
        },
    ],
    bet: Bet {
        step: 2,
        decided: 2,
        options: [
            |seen, _| revisions(seen).is_some_and(|(before, after)| after == before + 1),
            |seen, _| revisions(seen).is_some_and(|(before, after)| after < before),
            |seen, _| revisions(seen).is_some_and(|(before, after)| after == before),
        ],
        expected: 0,
    },
    goal: Goal {
        scene: 0,
        anew: false,
        holds: |seen, _| both_are_listed(seen),
        solution: || {
            vec![
                Cue::at(100_000, typed("terminal", None, "put /turma/ana x")),
                Cue::at(1_000_000, typed("terminal", None, "put /turma/beto x")),
                Cue::at(2_000_000, typed("terminal", None, "get /turma/ --prefix")),
            ]
        },
    },
    charts: &[],
    challenges: &[],
};

const DELETE: &str = "del foo";
const POD: &str = "/registry/pods/default/meuapp-7cbd4f77d5-wxp8n";

/// The revision that was told last before `foo` was deleted, and the one that the deletion was told to have.
fn revisions(seen: &Evidence) -> Option<(u64, u64)> {
    let (asked_us, deletion) = seen.first(|event| match event {
        TraceEvent::Invoke { op, request, .. } if &**request == DELETE => Some(*op),
        _ => None,
    })?;
    let told = |line: &crate::cluster::TraceLine| match &line.event {
        TraceEvent::Return { op, told: Some(told), .. } => Some((line.t_us, *op, revision(told)?)),
        _ => None,
    };
    let earlier = seen.since().iter().rev().filter_map(told).find(|(at_us, ..)| *at_us <= asked_us);
    let after = seen.since().iter().filter_map(told).find(|(_, op, _)| *op == deletion);
    Some((earlier?.2, after?.2))
}

fn revision(answer: &ClientAnswer) -> Option<u64> {
    match answer {
        ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => Some(reply.revision),
        _ => None,
    }
}

fn both_are_listed(seen: &Evidence) -> bool {
    let brings_both = |answer: &ClientAnswer| {
        let has = |wanted: &str| read_keys(answer).iter().any(|kv| &*kv.key == wanted);
        has("/turma/ana") && has("/turma/beto")
    };
    let is_it = |event: &TraceEvent| match event {
        TraceEvent::Return { told: Some(told), .. } => brings_both(told).then_some(()),
        _ => None,
    };
    seen.first(is_it).is_some()
}
