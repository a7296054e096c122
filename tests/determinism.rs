//! The same session gives the same trace, whichever way its moments are reached.

use quorum::cluster::{Action, WorldSpec};
use quorum::session::{LogEntry, Pacing, Session, SessionFile};
use quorum::sim::SimRng;
use rand::{RngExt, SeedableRng};

const END_US: u64 = 25_000_000;

fn entry(at_us: u64, action: Action) -> LogEntry {
    LogEntry { at_us, action }
}

fn script() -> Vec<LogEntry> {
    let put = |line: &str, endpoint| {
        Action::Etcdctl(quorum::cluster::EtcdctlCall {
            line: line.into(),
            endpoint: Some(endpoint),
            stdin: String::new(),
            client: "terminal".into(),
        })
    };
    vec![
        entry(200_000, Action::Campaign { member: 2 }),
        entry(3_000_000, put("put foo bar", 4)),
        entry(3_000_000, Action::SuggestPiece),
        entry(5_000_000, Action::Crash { member: 2 }),
        entry(5_000_000, Action::Crash { member: 1 }),
        entry(11_000_000, put("get foo", 5)),
        entry(14_000_000, Action::Restart { member: 2 }),
        entry(14_000_001, Action::Campaign { member: 2 }),
    ]
}

fn session(seed: u64) -> Session {
    Session::import(SessionFile { format: 1, world: WorldSpec::new(seed), log: script() }).unwrap()
}

fn hash_in_one_go(seed: u64) -> u64 {
    let mut session = session(seed);
    session.advance_to(END_US);
    session.trace_hash()
}

#[test]
fn in_random_slices() {
    for seed in 0..8 {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut sliced = session(seed);
        while sliced.now_us() < END_US {
            sliced.advance_to((sliced.now_us() + rng.random_range(1..400_000)).min(END_US));
        }
        assert_eq!(sliced.trace_hash(), hash_in_one_go(seed), "seed {seed}");
    }
}

#[test]
fn without_the_checks() {
    let mut session = session(7);
    session.advance_to(4_000_000);
    session.stop_checking();
    session.advance_to(END_US);
    assert_eq!(session.trace_hash(), hash_in_one_go(7));
    assert_eq!(session.frame().unchecked_since_us, Some(4_000_000));
    session.seek(END_US - 1);
    assert_eq!(session.frame().unchecked_since_us, None, "who goes back is checked from the beginning");
}

#[test]
fn sought_back_and_forth() {
    for seed in 0..8 {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut sought = session(seed);
        for _ in 0..12 {
            sought.seek(rng.random_range(0..END_US));
        }
        sought.seek(END_US);
        assert_eq!(sought.trace_hash(), hash_in_one_go(seed), "seed {seed}");
    }
}

#[test]
fn step_by_step() {
    for seed in 0..3 {
        let mut stepped = session(seed);
        while stepped.now_us() < END_US {
            assert!(stepped.step_forward());
        }
        let mut direct = session(seed);
        direct.advance_to(stepped.now_us());
        assert_eq!(stepped.trace_hash(), direct.trace_hash(), "seed {seed}");
    }
}

/// Played as the page plays it, with actions given by hand at the moments they are logged with.
#[test]
fn played_live() {
    for seed in 0..8 {
        let mut rng = SimRng::seed_from_u64(seed);
        let mut live = Session::new(WorldSpec::new(seed)).unwrap();
        let mut pacing = Pacing::default();
        let play = |live: &mut Session, pacing: &mut Pacing, rng: &mut SimRng, seconds: f64| {
            let end_us = live.now_us() + (seconds * 1e6) as u64;
            while live.now_us() < end_us {
                pacing.advance(live, rng.random_range(0.001..0.05), 0.25, true);
            }
        };
        for entry in script() {
            play(&mut live, &mut pacing, &mut rng, 1.5);
            // Live, an action may be refused: then it leaves nothing behind.
            let _ = live.dispatch(entry.action);
        }
        play(&mut live, &mut pacing, &mut rng, 5.0);
        let mut replayed = Session::import(live.export()).unwrap();
        replayed.advance_to(live.now_us());
        assert_eq!(live.trace_hash(), replayed.trace_hash(), "seed {seed}");
        assert!(replayed.take_refused().is_empty());
    }
}

#[test]
fn one_step_back_is_the_moment_before() {
    let mut session = session(7);
    session.advance_to(4_000_000);
    let mut hashes = Vec::new();
    for _ in 0..40 {
        session.step_forward();
        hashes.push((session.now_us(), session.trace_hash()));
    }
    for (at_us, hash) in hashes.into_iter().rev().skip(1) {
        assert_eq!(session.previous_moment_us(), Some(at_us));
        session.seek(at_us);
        assert_eq!(session.trace_hash(), hash);
    }
}

#[test]
fn a_refused_action_leaves_no_trace() {
    let mut session = session(7);
    session.advance_to(6_000_000);
    let (hash, file) = (session.trace_hash(), session.export());
    for refused in [
        Action::Crash { member: 2 },
        Action::Crash { member: 77 },
        Action::Restart { member: 3 },
        Action::DropMessage { id: u64::MAX },
        Action::DelayMessage { id: 1, by_us: 0 },
    ] {
        session.dispatch(refused).unwrap_err();
    }
    assert_eq!((session.trace_hash(), session.export()), (hash, file));
}

#[test]
fn acting_in_the_past_starts_a_branch() {
    let mut session = session(7);
    session.advance_to(20_000_000);
    session.seek(6_000_000);
    session.dispatch(Action::Restart { member: 2 }).unwrap();
    let log = session.export().log;
    assert_eq!(log.last().unwrap(), &entry(6_000_000, Action::Restart { member: 2 }));
    assert_eq!(log.len(), 6, "what was to come is gone");
    assert_eq!(session.end_us(), 6_000_000);
}

/// Every fault and every change of the group, one after the other.
fn eventful() -> SessionFile {
    let script = serde_json::json!([
        {"at_us": 500_000, "action": {"set_member": {"member": 1, "flush_us": [0, 300_000]}}},
        {"at_us": 500_000, "action": {"set_member": {"member": 2, "flush_us": [50_000, 90_000], "slow_us": 70_000}}},
        {"at_us": 600_000, "action": {"set_member": {"member": 3, "clock_ppm": 200_000}}},
        {"at_us": 600_001, "action": {"set_member": {"member": 4, "clock_ppm": -300_000}}},
        {"at_us": 700_000, "action": {"set_network": {"loss_ppm": 100_000, "duplicate_ppm": 200_000, "latency_us": [20_000, 250_000]}}},
        {"at_us": 3_000_000, "action": {"cut": {"from": 1, "to": 3}}},
        {"at_us": 4_000_000, "action": {"partition": {"groups": [[1, 2]]}}},
        {"at_us": 5_500_000, "action": {"crash": {"member": 1}}},
        {"at_us": 6_500_000, "action": {"restart": {"member": 1}}},
        {"at_us": 8_000_000, "action": {"set_pre_vote": {"on": true}}},
        {"at_us": 9_000_000, "action": "heal"},
        {"at_us": 9_000_000, "action": {"set_member": {"member": 5, "flush_us": [10_000, 200_000]}}},
        {"at_us": 13_000_000, "action": {"add_member": {"member": 6}}},
        {"at_us": 14_000_000, "action": {"take_snapshot": {"member": 2}}},
        {"at_us": 16_000_000, "action": {"set_member": {"member": 6, "clock_ppm": 499_999}}},
        {"at_us": 18_000_000, "action": {"transfer_leader": {"to": 2}}},
        {"at_us": 18_000_000, "action": {"transfer_leader": {"to": 3}}},
        {"at_us": 20_000_000, "action": {"remove_member": {"member": 3}}},
        {"at_us": 22_000_000, "action": {"crash": {"member": 5}}},
        {"at_us": 24_000_000, "action": "suggest_piece"}
    ]);
    SessionFile { format: 1, world: WorldSpec::new(0), log: serde_json::from_value(script).unwrap() }
}

#[test]
fn faults_play_out_alike_however_they_are_reached() {
    for seed in 0..6 {
        let mut rng = SimRng::seed_from_u64(seed);
        let new = || {
            let mut file = eventful();
            file.world.seed = seed;
            file.world.keep_log = 3;
            Session::import(file).unwrap()
        };
        let mut direct = new();
        direct.advance_to(END_US);
        let refused = direct.take_refused();
        assert!(refused.len() <= 3, "seed {seed}: {refused:?}");
        let mut sliced = new();
        while sliced.now_us() < END_US {
            sliced.advance_to((sliced.now_us() + rng.random_range(1..400_000)).min(END_US));
        }
        let mut sought = new();
        for _ in 0..8 {
            sought.seek(rng.random_range(0..END_US));
        }
        sought.seek(END_US);
        // What was refused is no longer in a log: played live it was never there.
        let mut live = Session::import(SessionFile { log: Vec::new(), ..direct.export() }).unwrap();
        for entry in direct.export().log {
            let mut pacing = Pacing::default();
            while live.now_us() + 60_000 < entry.at_us {
                pacing.advance(&mut live, rng.random_range(0.001..0.05), 1.0, false);
            }
            live.advance_to(entry.at_us);
            live.dispatch(entry.action).unwrap();
        }
        live.advance_to(END_US);
        let hashes = [&sliced, &sought, &live].map(Session::trace_hash);
        assert_eq!(hashes, [direct.trace_hash(); 3], "seed {seed}");
    }
}

/// The sessions that the browser tests compare with the page.
#[test]
fn fifty_sessions_full_of_faults_play_out_alike() {
    for seed in 0..50 {
        let mut rng = SimRng::seed_from_u64(seed);
        let file = quorum::explore::make_trouble(seed, 20);
        let end_us = file.log.last().unwrap().at_us + 1_000_000;
        let mut direct = Session::import(file.clone()).unwrap();
        direct.advance_to(end_us);
        let mut sliced = Session::import(file).unwrap();
        sliced.advance_to(rng.random_range(0..end_us));
        sliced.seek(rng.random_range(0..end_us));
        while sliced.now_us() < end_us {
            sliced.advance_to((sliced.now_us() + rng.random_range(1..900_000)).min(end_us));
        }
        assert!(direct.take_refused().is_empty(), "seed {seed}");
        assert_eq!(sliced.trace_hash(), direct.trace_hash(), "seed {seed}");
    }
}

/// A change of this means that sessions saved before it play out differently from now on.
#[test]
fn a_saved_session_plays_out_as_it_always_did() {
    assert_eq!(format!("{:016x}", hash_in_one_go(7)), "301aba93471c30a9");
}
