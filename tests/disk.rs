//! A disk that takes its time: what was not flushed is lost at a crash, what was acknowledged is not.

mod common;

use common::*;
use quorum::cluster::{Frame, TraceEvent};
use quorum::session::Session;
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};
use serde_json::json;

/// The shape of each member's log as the trace tells it, held against what frames show.
fn check_logs(session: &Session, lasts: &[Option<u64>]) {
    for (member, last) in session.frame().members.iter().zip(lasts) {
        assert_eq!(member.log.last, *last, "{}", member.name);
    }
}

#[test]
fn a_crash_loses_the_tail_that_was_not_flushed() {
    let mut session = session(7);
    let id = elect(&mut session);
    let member = id % 5 + 1;
    advance_until(&mut session, 30, "agreement", agrees);
    act(&mut session, json!({"set_member": {"member": member, "flush_us": [3_000_000, 3_000_000]}}));
    assert!(put(&mut session, "foo"), "the others are a majority");
    let before = common::member(&session.frame(), member).log.last.unwrap();
    session.take_news();
    act(&mut session, json!({"crash": {"member": member}}));
    let lines = events(&mut session);
    let from = lines.iter().find_map(|line| match line.event {
        TraceEvent::LogLost { member: who, from_index } => Some((who, from_index)),
        _ => None,
    });
    let (who, from) = from.expect("entries that were not flushed");
    assert_eq!(who, member);
    let after = common::member(&session.frame(), member).log.last.unwrap();
    assert!(after < before && after + 1 == from, "{before} {after} {from}");
    act(&mut session, json!({"restart": {"member": member}}));
    let restart = events(&mut session).into_iter().find_map(|line| match line.event {
        TraceEvent::Restart { last, committed, .. } => Some((last, committed)),
        _ => None,
    });
    let (last, committed) = restart.unwrap();
    assert_eq!(last, Some(after));
    assert!(committed <= last, "never past what was flushed");
    act(&mut session, json!("heal"));
    advance_until(&mut session, 60, "agreement", agrees);
    assert_eq!(get(&mut session, "foo").as_deref(), Some("x"));
}

#[test]
fn a_disk_without_delay_loses_nothing() {
    let mut session = session(7);
    session.advance_to(15 * SECOND_US);
    for member in 1..=5 {
        act(&mut session, json!({"crash": {"member": member}}));
    }
    assert_eq!(count(&events(&mut session), |event| matches!(event, TraceEvent::LogLost { .. })), 0);
}

/// Everybody's disk is slow and everybody crashes at random; whatever a client was told is written stays.
#[test]
fn acknowledged_writes_survive_any_crashes() {
    let (mut lost, mut acknowledged) = (0, 0);
    for seed in 0..30 {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut session = session_with(seed, |spec| {
            spec.puzzle = seed % 2 == 0;
            spec.keep_log = 5;
        });
        for member in 1..=5 {
            let max_us = rng.random_range(0..600_000u64);
            act(&mut session, json!({"set_member": {"member": member, "flush_us": [max_us / 3, max_us]}}));
        }
        let mut kept = Vec::new();
        let mut lasts = vec![None; 5];
        for round in 0..12 {
            let key = format!("k{round}");
            if put(&mut session, &key) {
                kept.push(key);
            }
            let random = rng.random_range(1..=5u64);
            // Refused when there is nothing to do: all the same here.
            let dispatch = |session: &mut Session, action: serde_json::Value| {
                let _ = session.dispatch(serde_json::from_value(action).unwrap());
            };
            match rng.random_range(0..4) {
                0 => dispatch(&mut session, json!({"take_snapshot": {"member": random}})),
                1 => {
                    for member in 1..=5 {
                        dispatch(&mut session, json!({"crash": {"member": member}}));
                    }
                }
                _ => dispatch(&mut session, json!({"crash": {"member": random}})),
            }
            session.advance_to(session.now_us() + rng.random_range(0..2 * SECOND_US));
            for member in 1..=5 {
                if rng.random_bool(0.8) {
                    dispatch(&mut session, json!({"restart": {"member": member}}));
                }
            }
            session.advance_to(session.now_us() + rng.random_range(0..6 * SECOND_US));
            for line in events(&mut session) {
                match line.event {
                    TraceEvent::LogAppend { member, index, .. } => {
                        assert!(lasts[member as usize - 1] < Some(index), "seed {seed}: written twice");
                        lasts[member as usize - 1] = Some(index);
                    }
                    TraceEvent::LogTruncate { member, from_index } => {
                        lasts[member as usize - 1] = from_index.checked_sub(1);
                    }
                    TraceEvent::LogLost { member, from_index } => {
                        lasts[member as usize - 1] = from_index.checked_sub(1);
                        lost += 1;
                    }
                    TraceEvent::LogPurge { member, upto_index } => {
                        let last = &mut lasts[member as usize - 1];
                        *last = (*last).max(Some(upto_index));
                    }
                    _ => {}
                }
            }
            check_logs(&session, &lasts);
        }
        act(&mut session, json!("heal"));
        for member in 1..=5 {
            let _ = session.dispatch(serde_json::from_value(json!({"restart": {"member": member}})).unwrap());
        }
        advance_until(&mut session, 120, "agreement", agrees);
        for key in &kept {
            assert_eq!(get(&mut session, key).as_deref(), Some("x"), "seed {seed}: {key}");
        }
        acknowledged += kept.len();
    }
    assert!(lost > 20, "{lost} crashes with something to lose");
    assert!(acknowledged > 120, "{acknowledged} writes acknowledged");
}

/// A leader whose own disk is slow commits with the majority of the others.
#[test]
fn a_slow_disk_of_one_delays_nobody_else() {
    let mut session = session(7);
    let id = elect(&mut session);
    act(&mut session, json!({"set_member": {"member": id, "flush_us": [2_000_000, 2_000_000]}}));
    let start_us = session.now_us();
    assert!(put(&mut session, "foo"));
    assert!(session.now_us() - start_us < SECOND_US, "{}", session.now_us() - start_us);
}

#[test]
fn a_frame_says_which_entries_a_crash_would_take() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"set_member": {"member": 2, "flush_us": [400_000, 400_000]}}));
    let first = |frame: &Frame| member(frame, 2).log.unflushed;
    let wet = advance_until(&mut session, 30, "an entry that is not flushed", |frame| first(frame).is_some());
    let (from, last) = (first(&wet).unwrap(), member(&wet, 2).log.last.unwrap());
    assert!(from <= last);
    act(&mut session, json!({"crash": {"member": 2}}));
    let after = session.frame();
    assert_eq!(member(&after, 2).log.last, from.checked_sub(1), "exactly these are gone");
    assert_eq!(first(&after), None);
}
