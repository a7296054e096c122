//! Random faults and changes, then a heal: nothing acknowledged is lost, nobody disagrees, all go on.

mod common;

use std::collections::BTreeMap;

use common::*;
use quorum::cluster::{Refusal, TraceEvent};
use quorum::session::Session;
use quorum::sim::SimRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};

const SEEDS: u64 = 40;
const ACTIONS: usize = 60;

/// Any action, sensible or not.
fn random_action(rng: &mut SimRng, session: &Session) -> Value {
    let mut member = || rng.random_range(1..=7u64);
    let (one, other) = (member(), member());
    let letters = session.frame().messages;
    let id = letters.choose(rng).map_or(0, |letter| letter.id);
    let mut us = |max: u64| rng.random_range(0..=max);
    let range = |us: u64| json!([us / 4, us]);
    match us(21) {
        0..=2 => json!({"crash": {"member": one}}),
        3..=5 => json!({"restart": {"member": one}}),
        6 => json!({"campaign": {"member": one}}),
        7 => json!({"partition": {"groups": [[one, other]]}}),
        8 => json!({"partition": {"groups": [[1, 2], [3], [4, 5]]}}),
        9 => json!({"cut": {"from": one, "to": other}}),
        10 => json!("heal"),
        11 => {
            json!({"set_network": {"loss_ppm": us(300_000), "duplicate_ppm": us(500_000), "latency_us": range(us(400_000))}})
        }
        12 => json!({"drop_message": {"id": id}}),
        13 => json!({"delay_message": {"id": id, "by_us": us(9_000_000)}}),
        14 => json!({"duplicate_message": {"id": id}}),
        15 => json!({"set_member": {"member": one, "slow_us": us(300_000), "clock_ppm": us(800_000) as i64 - 400_000}}),
        16 => json!({"set_member": {"member": one, "flush_us": range(us(500_000))}}),
        17 => json!({"transfer_leader": {"to": one}}),
        18 => json!({"take_snapshot": {"member": one}}),
        19 => json!({"add_member": {"member": one}}),
        20 => json!({"remove_member": {"member": one}}),
        _ => json!({"set_pre_vote": {"on": us(1) == 1}}),
    }
}

#[test]
fn whatever_happens_everybody_agrees_in_the_end() {
    let mut acknowledged = 0;
    for seed in 0..SEEDS {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut session = session_with(seed, |spec| {
            spec.members = rng.random_range(1..=5);
            spec.keep_log = rng.random_range(0..20);
        });
        let mut kept = Vec::new();
        let mut applied = BTreeMap::new();
        for round in 0..ACTIONS {
            session.advance_to(session.now_us() + rng.random_range(0..2 * SECOND_US));
            let action = random_action(&mut rng, &session);
            let _ = session.dispatch(serde_json::from_value(action).unwrap());
            if round % 6 == 0 {
                let key = format!("k{round}");
                if put(&mut session, &key) {
                    kept.push(key);
                }
            }
        }
        act(&mut session, json!("heal"));
        for member in 1..=9 {
            match session.dispatch(serde_json::from_value(json!({"restart": {"member": member}})).unwrap()) {
                Ok(_) | Err(Refusal::AlreadyUp(_) | Refusal::Removed(_) | Refusal::NoSuchMember(_)) => {}
                Err(refusal) => panic!("seed {seed}: {refusal}"),
            }
        }
        session.advance_to(session.now_us() + 30 * SECOND_US);
        advance_until(&mut session, 120, "agreement", agrees);
        assert!(put(&mut session, "last"), "seed {seed}");
        for key in &kept {
            assert_eq!(get(&mut session, key).as_deref(), Some("x"), "seed {seed}: {key}");
        }
        acknowledged += kept.len();
        // State machine safety (Raft, figure 3): nobody applies another entry at the same index.
        for line in events(&mut session) {
            if let TraceEvent::Apply { index, hash, member, .. } = line.event {
                assert_eq!(*applied.entry(index).or_insert(hash), hash, "seed {seed}, member {member}, index {index}");
            }
        }
    }
    assert!(acknowledged > 100, "{acknowledged}");
}
