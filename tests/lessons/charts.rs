//! Charts say what anybody can count who has the session: each is counted once more, from the trace of a fresh run.

use std::collections::BTreeMap;

use quorum::cluster::{Address, MessageKind, Outcome, TraceEvent, TraceLine};
use quorum::lessons::{Data, Play, Steps};
use quorum::session::{Session, SessionFile};

const SEEDS: std::ops::Range<u64> = 1..4;

/// What runs a step showed: exported when they were as long as they got, by whatever tells them apart.
fn runs_of(play: &mut Play, session: &mut Session, step: usize) -> BTreeMap<(u8, bool), (SessionFile, u64)> {
    play.go_to(session, step, &mut |_, _| {});
    let mut runs = BTreeMap::new();
    play.finish(session, &mut |session, _| {
        let spec = session.spec();
        runs.insert((spec.members, spec.search), (session.export(), session.now_us()));
    });
    runs
}

fn lines_of((file, until_us): &(SessionFile, u64)) -> Vec<TraceLine> {
    let mut session = Session::import(file.clone()).unwrap();
    session.advance_to(*until_us);
    session.take_news().lines
}

fn drawn(play: &Play, id: &str) -> Data {
    let chart = play.lesson().charts.iter().find(|chart| chart.id == id).expect("it has this chart");
    (chart.read)(play.values()).expect("it was measured")
}

fn bars(play: &Play, id: &str) -> Vec<(f64, f64)> {
    let Data::Bars(bars) = drawn(play, id) else { panic!("{id} has bars") };
    bars.iter().map(|bar| (bar.value, bar.lighter)).collect()
}

fn begin(lesson: &str, seed: u64) -> (Play, Session) {
    Play::new(crate::lesson(lesson), seed)
}

/// Seconds until the twelfth piece is ink at the leader; letters and heartbeats a piece since the first was noted.
fn searched(lines: &[TraceLine]) -> (f64, f64, f64) {
    let is_piece = |key: &Option<std::rc::Rc<str>>| key.as_ref().is_some_and(|key| key.starts_with("/puzzle/"));
    let noted = lines.iter().find(|line| match &line.event {
        TraceEvent::LogAppend { member: 1, entry, .. } => is_piece(&entry.key),
        _ => false,
    });
    let fitted: Vec<u64> = lines
        .iter()
        .filter(|line| matches!(&line.event, TraceEvent::Apply { member: 1, entry, .. } if is_piece(&entry.key)))
        .map(|line| line.t_us)
        .collect();
    assert_eq!(fitted.len(), 12);
    let since_us = noted.expect("somebody noted it").t_us;
    let sent = |wanted: [MessageKind; 2]| {
        let is_one = |line: &&TraceLine| {
            line.t_us > since_us && matches!(&line.event, TraceEvent::Send { kind, .. } if wanted.contains(kind))
        };
        lines.iter().filter(is_one).count() as f64 / 12.0
    };
    let letters = sent([MessageKind::Append, MessageKind::AppendResponse]);
    let beats = sent([MessageKind::Heartbeat, MessageKind::HeartbeatResponse]);
    (fitted[11] as f64 / 1e6, letters, beats)
}

#[test]
fn the_search_is_as_long_as_drawn() {
    for seed in SEEDS {
        let (mut play, mut session) = begin("dividir", seed);
        let runs = runs_of(&mut play, &mut session, 1);
        let (times, letters) = (bars(&play, "search"), bars(&play, "letters"));
        for (place, members) in [1, 3, 5].into_iter().enumerate() {
            let (seconds, sent, beats) = searched(&lines_of(&runs[&(members, true)]));
            assert_eq!(times[place], (seconds, 0.0), "seed {seed}");
            assert!((letters[place].0 - sent).abs() <= 0.051, "seed {seed}: {letters:?} {sent}");
            assert!((letters[place].1 - beats).abs() <= 0.051, "seed {seed}: {letters:?} {beats}");
            assert!((members == 1) == (sent == 0.0));
        }
    }
}

#[test]
fn waits_are_as_long_as_drawn() {
    for (lesson, step) in [("dividir", 6), ("no-dia-a-dia", 4)] {
        for seed in SEEDS {
            let (mut play, mut session) = begin(lesson, seed);
            let runs = runs_of(&mut play, &mut session, step);
            let lines = lines_of(&runs[&(5, false)]);
            let asked = lines.iter().filter_map(|line| match &line.event {
                TraceEvent::Invoke { op, client, .. } if &**client == "lia" => Some((*op, line.t_us)),
                _ => None,
            });
            let waited = asked.map(|(asked, asked_us)| {
                let told = lines.iter().find(
                    |line| matches!(line.event, TraceEvent::Return { op, outcome: Outcome::Ok, .. } if op == asked),
                );
                (((told.expect("it was answered").t_us - asked_us) as f64 / 1000.0).round(), 0.0)
            });
            assert_eq!(bars(&play, "latency"), waited.collect::<Vec<_>>(), "{lesson} seed {seed}");
        }
    }
}

#[test]
fn letters_of_asking_and_of_being_told_are_as_drawn() {
    for seed in SEEDS {
        let (mut play, mut session) = begin("avisos", seed);
        let runs = runs_of(&mut play, &mut session, 1);
        let (_, end_us) = runs[&(5, false)];
        let lines = lines_of(&runs[&(5, false)]);
        let begun_us = end_us - 60_000_000;
        let Data::Steps(Steps { series, marks, end_us: width_us }) = drawn(&play, "letters") else {
            panic!("letters are steps")
        };
        assert_eq!(width_us, 60_000_000);
        for (series, client) in series.iter().zip(["rui", "lia"]) {
            let is_hers = |address: &Address| matches!(address, Address::Client(name) if &**name == client);
            let sent = lines.iter().filter_map(|line| match &line.event {
                TraceEvent::Send { from, to, .. } if is_hers(from) || is_hers(to) => line.t_us.checked_sub(begun_us),
                _ => None,
            });
            let counted: Vec<(u64, u64)> = sent.zip(1..).collect();
            assert_eq!(series[..], counted[..], "{client} seed {seed}");
            // Each had looked once before.
            let frame = session.frame();
            let letters = frame.clients.iter().find(|frame| &*frame.name == client).expect("there is this client");
            assert_eq!(letters.sent + letters.received, counted.len() as u64 + 2);
        }
        let (rui, lia) = (series[0].len() as u64, series[1].len() as u64);
        assert_eq!((play.values().number("p"), play.values().number("w")), (rui, lia));
        assert_eq!((rui, lia), (120, 5), "seed {seed}");
        let told = lines.iter().filter(|line| matches!(line.event, TraceEvent::Watch { events: 1, .. }));
        let told: Vec<u64> = told.map(|line| line.t_us - begun_us).collect();
        assert!(marks.len() == 3 && marks.iter().zip(&told).all(|(mark, told)| mark < told), "{marks:?} {told:?}");
    }
}

/// Since a change counts with whoever leads: until Rui is answered with it, until a letter with it reaches Lia.
#[test]
fn waits_for_a_change_are_as_long_as_drawn() {
    for seed in SEEDS {
        let (mut play, mut session) = begin("avisos", seed);
        let runs = runs_of(&mut play, &mut session, 1);
        let (_, end_us) = runs[&(5, false)];
        let lines = lines_of(&runs[&(5, false)]);
        let Data::Pairs(pairs) = drawn(&play, "waits") else { panic!("waits are pairs") };
        let minute = lines.iter().filter(|line| line.t_us >= end_us - 60_000_000);
        let changed: Vec<u64> = minute
            .filter(|line| matches!(&line.event, TraceEvent::Commit { member: 2, .. }))
            .map(|line| line.t_us)
            .collect();
        assert_eq!((changed.len(), pairs.len()), (3, 3), "seed {seed}");
        let news: Vec<u64> = lines
            .iter()
            .filter(|line| match &line.event {
                TraceEvent::Deliver { to: Address::Client(name), kind: MessageKind::WatchEvent, .. } => {
                    &**name == "lia"
                }
                _ => false,
            })
            .map(|line| line.t_us)
            .collect();
        assert_eq!(news.len(), 3, "seed {seed}");
        // Rui's answers in order: those with another value than the one before.
        let mut before = None;
        let mut learnt = Vec::new();
        for line in &lines {
            let TraceEvent::Return { told: Some(told), .. } = &line.event else { continue };
            let Some(kv) = quorum::lessons::read_keys(told).first() else { continue };
            let is_new = before.as_ref().is_some_and(|revision| *revision != kv.mod_revision);
            if is_new {
                learnt.push(line.t_us);
            }
            before = Some(kv.mod_revision);
        }
        assert_eq!(learnt.len(), 3, "seed {seed}");
        for (nth, pair) in pairs.iter().enumerate() {
            let waited = |known_us: u64| ((known_us - changed[nth]) as f64 / 1000.0).round();
            assert_eq!(*pair, [waited(learnt[nth]), waited(news[nth])], "seed {seed}");
            assert!(pair[1] < pair[0], "seed {seed}: {pairs:?}");
        }
        println!("seed {seed}: {pairs:?}");
    }
}
