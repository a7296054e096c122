//! The safety photo: what is deleted is deleted everywhere, and a file outside brings back what was in it.

use super::script::{opening, typed};
use super::*;
use crate::cluster::{Action, TraceEvent};
use crate::etcd::KeyRange;

pub static LESSON: Lesson = Lesson {
    number: 10,
    id: "foto",
    minutes: 4,
    scenes: &[
        Scene { world: drawers, script: slip, begins_us: BEGINS_US },
        Scene {
            world: |seed| WorldSpec { preload: false, ..drawers(seed) },
            script: || {
                let line =
                    |number: u64| Cue::at(number * 3_000_000, typed("rui", None, format!("put /diario/{number} x")));
                let disaster = [Cue::at(DISASTER_US, typed("rui", None, "del \"\" --prefix"))];
                vec![[opening(2)].into_iter().chain((1..=9).map(line)).chain(disaster).collect()]
            },
            begins_us: 2_000_000,
        },
    ],
    steps: &[
        Step {
            legs: &[Leg { until: Until::At(BEGINS_US + 2_000_000), ..LEG }],
            points: &[Pointer::Tree("/registry")],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[TYPING],
            points: &[Pointer::Terminal, Pointer::Tree("/")],
            speed: Speed::NORMAL,
            commands: &["snapshot save backup.db"],
            ..STEP
        },
        Step {
            legs: &[Leg {
                until: Until::Once { holds: all_is_gone, after_us: 500_000, latest_us: 600_000_000 },
                ..LEG
            }],
            points: &[Pointer::Tree("/registry/pods")],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[
                TYPING,
                Leg { until: Until::Once { holds: begun_anew, after_us: 500_000, latest_us: 600_000_000 }, ..LEG },
            ],
            points: &[Pointer::Terminal, Pointer::Home(1)],
            speed: Speed::NORMAL,
            commands: &["snapshot restore backup.db --data-dir=/var/lib/etcd"],
            ..STEP
        },
        Step { points: &[Pointer::Tree("/registry/pods")], ..STEP },
        Step { points: &[Pointer::Home(1)], ..STEP },
    ],
    bet: Bet {
        step: 2,
        decided: 3,
        options: [|seen, _| keys(seen) == Some(0), |seen, _| keys(seen) == Some(6), |seen, _| keys(seen) == Some(8)],
        expected: 1,
    },
    goal: Goal {
        scene: 1,
        anew: true,
        holds: |seen, _| lost_one_at_most(seen),
        solution: || {
            vec![
                Cue::at(26_500_000, typed("terminal", None, "snapshot save backup.db")),
                Cue::at(30_000_000, typed("terminal", None, RESTORE)),
                Cue::at(31_000_000, begin_from()),
            ]
        },
    },
    charts: &[],
    challenges: &[],
};

const BEGINS_US: u64 = 4_500_000;
const DISASTER_US: u64 = 30_000_000;
const RESTORE: &str = "snapshot restore backup.db --data-dir=/var/lib/etcd";

fn begin_from() -> Action {
    Action::StartFrom { data_dir: "/var/lib/etcd".to_owned() }
}

/// Of the sample keys only six are left; one comes and goes; and after the photo, what nobody wanted.
fn slip() -> Vec<Vec<Cue>> {
    let others = [
        "/registry/resourcequotas/default/limites",
        "/registry/roles/default/leitor",
        "/registry/events/default/meuapp-7cbd4f77d5-wxp8n.1",
        "/registry/networkpolicies/default/so-meuapp",
        "/registry/namespaces/default",
    ];
    let clear = (0u64..)
        .zip(others)
        .map(|(place, key)| Cue::at(1_500_000 + place * 500_000, typed("terminal", None, format!("del {key}"))));
    let type_in = |holds, after_us, line: &str| Cue::once(holds, after_us, typed("terminal", None, line));
    let story = [
        Cue::at(BEGINS_US + 200_000, typed("terminal", None, "put /registry/pods/default/teste x")),
        Cue::at(BEGINS_US + 1_000_000, typed("terminal", None, "del /registry/pods/default/teste")),
        type_in(is_saved, 800_000, "put /registry/pods/default/novo-1 x"),
        type_in(|_| true, 600_000, "put /registry/pods/default/novo-2 x"),
        type_in(|_| true, 1_200_000, "del \"\" --prefix"),
        Cue::once(|seen| !seen.now.data_dirs.is_empty(), 700_000, begin_from()),
    ];
    vec![[opening(2)].into_iter().chain(clear).chain(story).collect()]
}

fn is_saved(seen: &Evidence) -> bool {
    seen.now.files.iter().any(|file| file.keys.is_some())
}

/// Everybody's drawers are empty.
fn all_is_gone(seen: &Evidence) -> bool {
    seen.now.members.iter().all(|member| member.keys == 0)
}

/// A new group, with somebody who leads it.
fn begun_anew(seen: &Evidence) -> bool {
    seen.now.restored_us.is_some() && seen.leader().is_some_and(|leader| leader.commit.is_some())
}

/// How many keys the new group's leader has.
fn keys(seen: &Evidence) -> Option<usize> {
    seen.now.restored_us?;
    seen.leader().map(|leader| leader.keys)
}

/// After the disaster a new group has begun from the only photo, with at least eight of the nine lines of the diary.
fn lost_one_at_most(seen: &Evidence) -> bool {
    let is_photo = |request: &str| request.starts_with("snapshot save");
    let photos = seen
        .since()
        .iter()
        .filter(|line| matches!(&line.event, TraceEvent::Invoke { request, .. } if is_photo(request)));
    let restored = seen.since().iter().rev().find_map(|line| match &line.event {
        TraceEvent::Restore { store, .. } => Some((line.t_us, store.range(&KeyRange::prefix("/diario/")).count())),
        _ => None,
    });
    photos.count() == 1 && restored.is_some_and(|(at_us, lines)| at_us > DISASTER_US && lines >= 8)
}
