//! The challenges: worlds, and what wins them.

use super::super::script::pieces;
use super::{empty_drawers, opening, typed};
use crate::cluster::{Action, ClientRequest, EntryKind, MemberId, Outcome, Role, TraceEvent, WorldSpec};
use crate::lessons::{
    Challenge, Cue, Evidence, Scene, Tools, Value, drawers, majority, member, noted, pieces_of, read_keys, up, village,
};

pub static ALL: [Challenge; 6] = [
    Challenge {
        id: "c1",
        scenes: &[
            three_villages(|seed| of(seed, 3)),
            three_villages(|seed| of(seed, 4)),
            three_villages(|seed| of(seed, 5)),
        ],
        wins: stands_still,
        lost: never,
        cost: |seen| count(seen, |event| matches!(event, TraceEvent::Crash { .. })),
        told_as: Value::Count,
        limits: [7, 9],
        client: TERMINAL,
        tools: Tools::None,
        hides_river: false,
    },
    Challenge {
        id: "c2",
        scenes: &[Scene { world: village, script: ten_pieces, begins_us: 10_500_000 }],
        wins: picture_is_saved,
        lost: never,
        cost: |seen| count(seen, |event| matches!(event, TraceEvent::Restart { .. })),
        told_as: Value::Count,
        limits: [1, 2],
        client: TERMINAL,
        tools: Tools::None,
        hides_river: false,
    },
    Challenge {
        id: "c3",
        scenes: &[Scene { world: empty_drawers, script: cut_one_off, begins_us: 4_500_000 }],
        wins: stale_one_is_named,
        lost: never,
        cost: |seen| {
            let is_quick = |event: &TraceEvent| match event {
                TraceEvent::Invoke { asked: Some(ClientRequest::Read { serializable, .. }), .. } => *serializable,
                _ => false,
            };
            count(seen, is_quick) + NAMED_WRONGLY * wrong_names(seen)
        },
        told_as: Value::Count,
        limits: [2, 4],
        client: TERMINAL,
        tools: Tools::Doors("get capa --consistency=s"),
        hides_river: true,
    },
    Challenge {
        id: "c4",
        scenes: &[Scene { world: drawers, script: four_changes, begins_us: 1_500_000 }],
        wins: lia_knows_in_time,
        lost: too_late,
        cost: |seen| seen.letters(LIA).count() as u64,
        told_as: Value::Count,
        limits: [8, 50],
        client: LIA,
        tools: Tools::Lines(&ASKS),
        hides_river: false,
    },
    Challenge {
        id: "c5",
        scenes: &[Scene { world: village, script: beto_travels, begins_us: 3_200_000 }],
        wins: beto_is_away,
        lost: never,
        cost: longest_gap_us,
        told_as: Value::Time,
        limits: [1_500_000, 4_200_000],
        client: TERMINAL,
        tools: Tools::None,
        hides_river: false,
    },
    Challenge {
        id: "c6",
        scenes: &[Scene {
            world: village,
            script: || {
                let flood = Action::Partition { groups: vec![vec![4, 5], vec![1, 2, 3]] };
                vec![vec![opening(5), Cue::at(3_000_000, flood)]]
            },
            begins_us: 3_100_000,
        }],
        wins: |seen| rui_heard(seen, |outcome| outcome == Outcome::Ok) > 0 && !seen.now.network.groups.is_empty(),
        lost: never,
        cost: |seen| rui_heard(seen, |outcome| outcome != Outcome::Ok),
        told_as: Value::Count,
        limits: [0, 1],
        client: RUI,
        tools: Tools::Doors("put /puzzle/r1c1 rui"),
        hides_river: false,
    },
];

const TERMINAL: &str = "terminal";
const LIA: &str = "lia";
const RUI: &str = "rui";
/// What a wrong name counts for, in questions.
const NAMED_WRONGLY: u64 = 3;

fn count(seen: &Evidence, is_one: impl Fn(&TraceEvent) -> bool) -> u64 {
    seen.since().iter().filter(|line| is_one(&line.event)).count() as u64
}

const fn three_villages(world: fn(u64) -> WorldSpec) -> Scene {
    Scene {
        world,
        script: || vec![vec![opening(1), Cue::once(lacks_majority, 500_000, Action::SuggestPiece)]],
        begins_us: 2_000_000,
    }
}

fn of(seed: u64, members: u8) -> WorldSpec {
    WorldSpec { members, ..village(seed) }
}

fn lacks_majority(seen: &Evidence) -> bool {
    up(&seen.now) < majority(&seen.now)
}

/// Too few have been at home for long enough, and what was brought since then, if anybody could take it, is no ink.
fn stands_still(seen: &Evidence) -> bool {
    const PATIENCE_US: u64 = 10_000_000;
    let mut home = up(&seen.mark);
    let mut short_us = None;
    let mut brought_us = None;
    let mut committed_us = 0;
    for line in seen.since() {
        match &line.event {
            TraceEvent::Crash { .. } => home -= 1,
            TraceEvent::Restart { .. } => home += 1,
            TraceEvent::Invoke { .. } if short_us.is_some() => brought_us = brought_us.or(Some(line.t_us)),
            TraceEvent::Commit { .. } => committed_us = line.t_us,
            _ => {}
        }
        if home >= majority(&seen.now) {
            (short_us, brought_us) = (None, None);
        } else {
            short_us = short_us.or(Some(line.t_us));
        }
    }
    let since_us = if home == 0 { short_us } else { brought_us };
    since_us.is_some_and(|since_us| seen.now.t_us >= since_us + PATIENCE_US && committed_us < since_us)
}

/// Ten pieces are everybody's; the eleventh counts, and those who have it are away.
fn ten_pieces() -> Vec<Vec<Cue>> {
    let ten: Vec<u64> = (0..10).map(|place| 1_200_000 + place * 600_000).collect();
    let crash = |at_us, member| Cue::at(at_us, Action::Crash { member });
    let restart = |at_us, member| Cue::at(at_us, Action::Restart { member });
    let leave = [crash(7_700_000, 4), crash(7_700_000, 5), Cue::at(7_900_000, Action::SuggestPiece)];
    let change_places = [crash(9_500_000, 1), crash(9_500_000, 3), crash(9_500_000, 2)];
    let back = [restart(10_000_000, 4), restart(10_000_000, 5)];
    vec![[opening(2)].into_iter().chain(pieces(&ten)).chain(leave).chain(change_places).chain(back).collect()]
}

/// Three boards are full, and the eleventh piece came from the line that counted.
fn picture_is_saved(seen: &Evidence) -> bool {
    let line =
        member(&seen.mark, 2).and_then(|beto| beto.log.entries.last().filter(|line| line.kind == EntryKind::Normal));
    let full = seen.now.members.iter().filter(|member| pieces_of(&seen.now, member.id) == crate::puzzle::PIECES);
    full.count() >= 3 && line.is_some_and(|line| noted(&seen.now, line.index, line.term) >= 3)
}

/// Somebody other than Ana, by the seed, does not hear of what changes.
fn cut_one_off() -> Vec<Vec<Cue>> {
    vec![vec![
        opening(1),
        Cue::at(1_500_000, typed(RUI, 1, "put capa lua")),
        Cue::find(
            |seen| seen.now.t_us >= 3_000_000,
            0,
            |seen| {
                let alone = 2 + seen.now.seed % 4;
                let others = (1..=5).filter(|id| *id != alone).collect();
                Some(Action::Partition { groups: vec![vec![alone], others] })
            },
        ),
        Cue::once(|_| true, 300_000, typed(RUI, 1, "put capa sol")),
    ]]
}

fn is_stale(seen: &Evidence, named: MemberId) -> bool {
    let newest = seen.now.members.iter().map(|member| member.revision).max();
    member(&seen.now, named).map(|member| member.revision) < newest
}

fn stale_one_is_named(seen: &Evidence) -> bool {
    seen.named.last().is_some_and(|named| is_stale(seen, *named))
}

fn wrong_names(seen: &Evidence) -> u64 {
    seen.named.iter().filter(|named| !is_stale(seen, **named)).count() as u64
}

const CHANGED: [&str; 4] = ["loja-1", "loja-2", "loja-3", "loja-4"];
const PODS: &str = "/registry/pods/default/";

fn four_changes() -> Vec<Vec<Cue>> {
    let changes = CHANGED.into_iter().zip([8_000_000, 17_000_000, 26_000_000, 34_000_000]);
    let puts = changes.map(|(name, at_us)| Cue::at(at_us, typed(RUI, None, format!("put {PODS}{name} x"))));
    vec![[opening(2)].into_iter().chain(puts).collect()]
}

/// What Lia may ask for: one of them is told of every change.
const ASKS: [&str; 3] = [
    "get /registry/pods/default/ --prefix --keys-only",
    "watch /registry/pods/default/",
    "watch /registry/pods/default/ --prefix",
];
/// How late she may hear of a change.
const IN_TIME_US: u64 = 2_000_000;

/// When a pod was changed, and when something that Lia got first named it.
fn change(seen: &Evidence, name: &str) -> (Option<u64>, Option<u64>) {
    let key = format!("{PODS}{name}");
    let changed_us = seen.all().iter().find_map(|line| match &line.event {
        TraceEvent::Apply { entry, .. } if entry.key.as_deref() == Some(&key) => Some(line.t_us),
        _ => None,
    });
    (changed_us, known_to_lia_us(seen, &key))
}

/// Each change was in something that Lia got within 2 s.
fn lia_knows_in_time(seen: &Evidence) -> bool {
    CHANGED.into_iter().all(|name| match change(seen, name) {
        (Some(changed_us), Some(known_us)) => known_us <= changed_us + IN_TIME_US,
        _ => false,
    })
}

/// Lia has not heard in time of a change.
fn too_late(seen: &Evidence) -> bool {
    CHANGED.into_iter().any(|name| match change(seen, name) {
        (Some(changed_us), known_us) => known_us.unwrap_or(seen.now.t_us) > changed_us + IN_TIME_US,
        (None, _) => false,
    })
}

fn never(_: &Evidence) -> bool {
    false
}

/// When something that Lia got first named the key.
fn known_to_lia_us(seen: &Evidence, key: &str) -> Option<u64> {
    let hers: Vec<u64> = seen.asked(LIA).map(|(_, op, _)| op).collect();
    seen.all().iter().find_map(|line| {
        let names_it = match &line.event {
            TraceEvent::Watch { op, told, .. } => hers.contains(op) && told.iter().any(|event| &*event.kv.key == key),
            TraceEvent::Return { op, told: Some(told), .. } => {
                hers.contains(op) && read_keys(told).iter().any(|kv| &*kv.key == key)
            }
            _ => false,
        };
        names_it.then_some(line.t_us)
    })
}

/// Once Beto is away and somebody else leads, a piece is brought.
fn beto_travels() -> Vec<Vec<Cue>> {
    let before = pieces(&[1_200_000, 1_800_000, 2_400_000]);
    let piece = Cue::once(another_leads, 500_000, Action::SuggestPiece);
    vec![[opening(2)].into_iter().chain(before).chain([piece]).collect()]
}

fn another_leads(seen: &Evidence) -> bool {
    member(&seen.now, 2).is_some_and(|beto| !beto.up) && seen.leader().is_some()
}

fn beto_is_away(seen: &Evidence) -> bool {
    let left = seen.since().iter().rev().find(|line| matches!(line.event, TraceEvent::Crash { member: 2 }));
    another_leads(seen) && left.is_some_and(|line| seen.piece_fitted_after(line.t_us).is_some())
}

/// The longest time without anybody at home who leads, in virtual microseconds.
fn longest_gap_us(seen: &Evidence) -> u64 {
    let mut leaders: Vec<MemberId> = seen
        .mark
        .members
        .iter()
        .filter(|member| member.up && member.role == Role::Leader)
        .map(|member| member.id)
        .collect();
    let mut since_us = leaders.is_empty().then_some(seen.mark.t_us);
    let mut longest_us = 0;
    for line in seen.since() {
        match &line.event {
            TraceEvent::Role { member, role: Role::Leader, .. } => leaders.push(*member),
            TraceEvent::Role { member, .. } | TraceEvent::Crash { member } => leaders.retain(|id| id != member),
            _ => continue,
        }
        if !leaders.is_empty() {
            longest_us = longest_us.max(since_us.take().map_or(0, |since_us| line.t_us - since_us));
        } else {
            since_us = since_us.or(Some(line.t_us));
        }
    }
    longest_us.max(since_us.map_or(0, |since_us| seen.now.t_us - since_us))
}

/// How many times Rui was told something of what he brought since the mark.
fn rui_heard(seen: &Evidence, wanted: impl Fn(Outcome) -> bool) -> u64 {
    let puts = seen.answers(RUI).filter(|(request, _)| request.starts_with("put"));
    puts.filter(|(_, told)| wanted(told.outcome)).count() as u64
}
