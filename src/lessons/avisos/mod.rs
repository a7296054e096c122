//! Tell me when it changes: asking again and again against asking to be told.

use super::script::{opening, typed};
use super::*;
use crate::cluster::{Action, Address, MemberId, MessageKind, TraceEvent, WatchFrame};
use crate::etcd::KeyValue;

pub static LESSON: Lesson = Lesson {
    number: 9,
    id: "avisos",
    minutes: 4,
    scenes: &[
        Scene { world: drawers, script: ask_and_be_told, begins_us: BEGINS_US - 100_000 },
        Scene { world: drawers, script: elsewhere, begins_us: 2_500_000 },
        Scene { world: drawers, script: || vec![vec![opening(2)]], begins_us: 1_500_000 },
    ],
    steps: &[
        Step { points: &[Pointer::Visitor(RUI), Pointer::Visitor(LIA)], ..STEP },
        Step {
            legs: &[Leg { until: Until::At(BEGINS_US + MINUTE_US), measure: count_and_time, ..LEG }],
            points: &[Pointer::Chart("letters")],
            speed: Speed(4.0),
            ..STEP
        },
        Step { points: &[Pointer::Chart("letters"), Pointer::Chart("waits")], ..STEP },
        Step {
            legs: &[TYPING],
            points: &[Pointer::Terminal, Pointer::Letter(MessageKind::WatchEvent)],
            speed: Speed::NORMAL,
            commands: &[
                "watch /registry/pods/default/",
                "put /registry/pods/default/meuapp-7cbd4f77d5-wxp8n trocado",
                "watch /registry/pods/default/ --prefix",
                "put /registry/pods/default/meuapp-7cbd4f77d5-wxp8n \"trocado de novo\"",
            ],
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: |seen| events(seen) == 1, after_us: 500_000, latest_us: 30_000_000 },
                ..LEG
            }],
            points: &[Pointer::Visitor(LIA), Pointer::Letter(MessageKind::WatchEvent)],
            speed: Speed::NORMAL,
            ..STEP
        },
        Step {
            legs: &[Leg {
                scene: 1,
                until: Until::Once { holds: |seen| events(seen) == 2, after_us: 1_000_000, latest_us: 60_000_000 },
                ..LEG
            }],
            points: &[Pointer::River, Pointer::Visitor(LIA)],
            speed: Speed::NORMAL,
            ..STEP
        },
    ],
    bet: Bet {
        step: 1,
        decided: 1,
        options: [
            |_, values| values.number("w") < values.number("p"),
            |_, values| values.number("p") < values.number("w"),
            |_, values| values.number("p") == values.number("w"),
        ],
        expected: 0,
    },
    goal: Goal {
        scene: 2,
        anew: true,
        holds: |seen, _| news_come_from_elsewhere(seen),
        solution: || {
            vec![
                Cue::at(100_000, typed("terminal", 3, ALL_PODS)),
                Cue::at(1_500_000, Action::Crash { member: 3 }),
                Cue::at(2_500_000, typed("terminal", 2, "put /registry/pods/default/novo-1 x")),
            ]
        },
    },
    charts: &[
        Chart {
            id: "letters",
            read: |values| {
                values.get("w")?;
                Some(Data::Steps(Steps {
                    series: vec![values.series("cartas_rui"), values.series("cartas_lia")],
                    marks: values.series("mudancas").iter().map(|(at_us, _)| *at_us).collect(),
                    end_us: MINUTE_US,
                }))
            },
        },
        Chart {
            id: "waits",
            read: |values| {
                let pair = |names: &[&str; 2]| {
                    values.get(names[0]).and(values.get(names[1]))?;
                    Some(names.map(|name| values.number(name) as f64))
                };
                Some(Data::Pairs(WAITS.iter().map(pair).collect::<Option<_>>()?))
            },
        },
    ],
    challenges: &[],
};

const RUI: &str = "rui";
const LIA: &str = "lia";
const PODS: &str = "/registry/pods/";
const POD: &str = "/registry/pods/default/meuapp-7cbd4f77d5-wxp8n";
const ALL_PODS: &str = "watch /registry/pods/default/ --prefix";
/// When the minute begins that letters are counted in.
const BEGINS_US: u64 = 2_500_000;
const MINUTE_US: u64 = 60_000_000;
/// How long after each full second Rui asks: changes, which come at full ones, do not wait for his question.
const ASKS_US: u64 = 200_000;
/// Rui's and Lia's waits, one pair a change, in milliseconds.
const WAITS: [[&str; 2]; 3] = [["r1", "l1"], ["r2", "l2"], ["r3", "l3"]];

/// Both have looked into the drawer before; from then on one asks every second, the other one wants to be told.
fn ask_and_be_told() -> Vec<Vec<Cue>> {
    let get = || typed(RUI, 3, format!("get {POD}"));
    let asks = (0..60).map(|second| Cue::at(BEGINS_US + ASKS_US + second * 1_000_000, get()));
    let changes = (1..).zip([12, 31, 47]).map(|(number, second)| {
        Cue::at(BEGINS_US + second * 1_000_000, typed("terminal", None, format!("put {POD} mudança-{number}")))
    });
    let story = [
        opening(2),
        Cue::at(1_500_000, get()),
        Cue::at(1_600_000, typed(LIA, 3, format!("get {POD}"))),
        Cue::at(BEGINS_US, typed(LIA, 3, format!("watch {POD}"))),
    ];
    vec![story.into_iter().chain(changes).collect(), asks.collect()]
}

/// The house that tells Lia is closed, and the next one she goes to stands alone for a while.
fn elsewhere() -> Vec<Vec<Cue>> {
    let put = |name: &str| typed("terminal", 2, format!("put /registry/pods/default/{name} x"));
    vec![vec![
        opening(2),
        Cue::at(1_500_000, typed(LIA, 3, ALL_PODS)),
        Cue::at(3_000_000, Action::Crash { member: 3 }),
        Cue::at(4_000_000, put("novo-1")),
        Cue::find(
            |seen| events(seen) == 1,
            1_000_000,
            |seen| {
                let alone = watch(seen)?.member;
                let others = (1..=5).filter(|id| *id != alone).collect();
                Some(Action::Partition { groups: vec![vec![alone], others] })
            },
        ),
        Cue::once(|_| true, 200_000, put("novo-2")),
        Cue::once(|_| true, 2_800_000, Action::Heal),
    ]]
}

/// Lia's.
fn watch(seen: &Evidence) -> Option<&WatchFrame> {
    seen.now.watches.iter().find(|watch| &*watch.client == LIA)
}

/// How many she has been told of.
fn events(seen: &Evidence) -> u64 {
    watch(seen).map_or(0, |watch| watch.events)
}

fn count_and_time(seen: &Evidence, values: &mut Values) {
    count(seen, values);
    time(seen, values);
}

/// How long after each change of the minute each of the two had its value.
fn time(seen: &Evidence, values: &mut Values) {
    for (names, (changed_us, value)) in WAITS.into_iter().zip(changes(seen)) {
        for (name, known_us) in names.into_iter().zip([found_out_us(seen, value), told_us(seen, value)]) {
            if let Some(waited_us) = known_us.and_then(|known_us| known_us.checked_sub(changed_us)) {
                values.set(name, Value::Count((waited_us + 500) / 1000));
            }
        }
    }
}

/// When the drawer got each of its values in the minute: since when it counts with whoever leads.
fn changes(seen: &Evidence) -> impl Iterator<Item = (u64, &str)> {
    seen.all().iter().filter_map(|line| match &line.event {
        TraceEvent::Apply { member: 2, entry, .. } if line.t_us >= BEGINS_US => {
            entry.put().filter(|(key, ..)| *key == POD).map(|(_, value, _)| (line.t_us, value))
        }
        _ => None,
    })
}

/// When Rui first read a value.
fn found_out_us(seen: &Evidence, value: &str) -> Option<u64> {
    let mut answers = seen.answers(RUI);
    answers.find_map(|(_, told)| {
        let read = told.answer.map(read_keys).unwrap_or_default();
        read.iter().any(|kv| &*kv.value == value).then_some(told.at_us)
    })
}

/// When Lia was told of a value.
fn told_us(seen: &Evidence, value: &str) -> Option<u64> {
    seen.all().iter().find_map(|line| match &line.event {
        TraceEvent::Watch { told, .. } => told.iter().any(|event| &*event.kv.value == value).then_some(line.t_us),
        _ => None,
    })
}

/// The letters of the minute, and when the drawer changed.
fn count(seen: &Evidence, values: &mut Values) {
    let in_the_minute = |at_us: u64| at_us.checked_sub(BEGINS_US).filter(|at_us| *at_us <= MINUTE_US);
    for (total, series, client) in [("p", "cartas_rui", RUI), ("w", "cartas_lia", LIA)] {
        let moments: Vec<u64> = seen.letters(client).filter_map(in_the_minute).collect();
        values.set(total, Value::Count(moments.len() as u64));
        values.set(series, Value::Series(moments.into_iter().zip(1..).collect()));
    }
    let changed = seen.all().iter().filter_map(|line| match &line.event {
        TraceEvent::Apply { member: 2, entry, .. } if entry.key.as_deref() == Some(POD) => in_the_minute(line.t_us),
        _ => None,
    });
    values.set("mudancas", Value::Series(changed.zip(1..).collect()));
}

/// A new pod's news came once to a watch of all pods, from another member than the one that told it and left.
fn news_come_from_elsewhere(seen: &Evidence) -> bool {
    let watches = seen.now.watches.iter().filter(|watch| watch.range_end.is_some());
    watches.into_iter().any(|watch| {
        let told = new_pods_told(seen, watch);
        told.iter().any(|revision| told.iter().filter(|other| *other == revision).count() == 1)
    })
}

/// The revisions of pods that came to be after the watch's teller had left, as often as the next one told them.
fn new_pods_told(seen: &Evidence, watch: &WatchFrame) -> Vec<u64> {
    let mut answered: Option<MemberId> = None;
    let mut teller: Option<MemberId> = None;
    let mut left: Option<(MemberId, u64)> = None;
    let mut revisions = Vec::new();
    for line in seen.since() {
        match &line.event {
            TraceEvent::Deliver { from, to: Address::Client(client), kind: MessageKind::ClientResponse, .. }
                if *client == watch.client =>
            {
                answered = from.member();
            }
            // It has begun, says the answer right before.
            TraceEvent::Watch { op, events: 0, .. } if *op == watch.op => teller = answered,
            TraceEvent::Crash { member } if teller == Some(*member) => left = Some((*member, line.t_us)),
            TraceEvent::Watch { op, told, .. } if *op == watch.op => {
                let Some((_, left_us)) = left.filter(|(before, _)| teller != Some(*before)) else { continue };
                let is_new = |kv: &KeyValue| {
                    let is_created = kv.create_revision == kv.mod_revision && kv.key.starts_with(PODS);
                    is_created && first_applied_us(seen, &kv.key).is_some_and(|at_us| at_us > left_us)
                };
                revisions.extend(told.iter().filter(|event| is_new(&event.kv)).map(|event| event.kv.mod_revision));
            }
            _ => {}
        }
    }
    revisions
}

fn first_applied_us(seen: &Evidence, key: &str) -> Option<u64> {
    let puts = |event: &TraceEvent| match event {
        TraceEvent::Apply { entry, .. } => (entry.key.as_deref() == Some(key)).then_some(()),
        _ => None,
    };
    seen.first(puts).map(|(at_us, ())| at_us)
}
