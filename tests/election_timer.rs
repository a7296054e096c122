//! The ring around a friend tells the truth: whoever hears nothing campaigns at the moment it shows.

use std::collections::BTreeMap;

use quorum::cluster::{Action, Frame, MessageKind, Role, TraceEvent, WorldSpec};
use quorum::session::Session;

fn promised(frame: &Frame) -> BTreeMap<u64, u64> {
    let times = frame.members.iter().filter_map(|member| Some((member.id, member.election.campaign_at_us?)));
    times.collect()
}

/// Follows a run event by event: each candidacy that nobody asked for begins when the frame before said it would.
#[test]
fn candidacies_happen_when_foretold() {
    let mut foretold = 0;
    for seed in 0..40 {
        let mut spec = WorldSpec::new(seed);
        spec.search = seed % 2 == 0;
        let mut session = Session::new(spec).unwrap();
        let mut crashed = false;
        while session.now_us() < 14_000_000 {
            if !crashed && session.now_us() > 5_000_000 {
                let frame = session.frame();
                if let Some(leader) = frame.members.iter().find(|member| member.role == Role::Leader) {
                    session.dispatch(Action::Crash { member: leader.id }).unwrap();
                    crashed = true;
                }
            }
            let before = promised(&session.frame());
            session.take_news();
            session.step_forward();
            for line in session.take_news().lines {
                if let TraceEvent::Role { member, role: Role::Candidate, term } = line.event {
                    assert_eq!(before.get(&member), Some(&line.t_us), "seed {seed}, member {member}, term {term}");
                    foretold += 1;
                }
            }
        }
    }
    assert!(foretold >= 80, "two elections a seed at least, not {foretold} candidacies");
}

/// Also with clocks that run fast or slow and change at any time, with pre-votes, slow members and copies
/// of letters. A slow disk makes it impossible to tell, so nothing is told.
#[test]
fn candidacies_under_faults_happen_when_foretold() {
    let act = |session: &mut Session, action: serde_json::Value| {
        session.dispatch(serde_json::from_value(action).unwrap()).unwrap();
    };
    let mut foretold = 0;
    for seed in 0..40u64 {
        let mut spec = WorldSpec::new(seed);
        spec.pre_vote = seed % 3 == 0;
        let mut session = Session::new(spec).unwrap();
        for member in 1..=5u64 {
            let ppm = (seed as i64 * 7 + member as i64 * 13) % 11 * 90_000 - 450_000;
            act(&mut session, serde_json::json!({"set_member": {"member": member, "clock_ppm": ppm}}));
        }
        act(&mut session, serde_json::json!({"set_network": {"duplicate_ppm": 300_000, "loss_ppm": 50_000}}));
        act(&mut session, serde_json::json!({"set_member": {"member": 1, "flush_us": [0, 200_000]}}));
        act(&mut session, serde_json::json!({"set_member": {"member": 2, "slow_us": 60_000}}));
        let mut changes = vec![
            (12_000_000, serde_json::json!({"partition": {"groups": [[1, 2]]}})),
            (9_000_000, serde_json::json!({"set_member": {"member": 4, "clock_ppm": 250_000}})),
            (7_000_000, serde_json::json!({"partition": {"groups": [[3], [4], [5]]}})),
            (5_000_000, serde_json::json!({"set_member": {"member": 3, "clock_ppm": -123_456}})),
        ];
        while session.now_us() < 20_000_000 {
            if let Some((_, action)) = changes.pop_if(|(at_us, _)| *at_us <= session.now_us()) {
                act(&mut session, action);
            }
            let before = session.frame();
            assert_eq!(before.members[0].election.campaign_at_us, None, "its disk is slow");
            session.take_news();
            session.step_forward();
            for line in session.take_news().lines {
                let TraceEvent::Role { member, role: Role::Candidate, term } = line.event else { continue };
                let promised = promised(&before).get(&member).copied();
                // With pre-votes, candidacies follow answers, not timers.
                if member != 1 && seed % 3 != 0 {
                    assert_eq!(promised, Some(line.t_us), "seed {seed}, member {member}, term {term}");
                    foretold += 1;
                }
            }
        }
    }
    assert!(foretold >= 100, "{foretold} candidacies");
}

/// With pre-votes, whoever hears nothing asks at the moment it shows, again and again.
#[test]
fn pre_votes_are_asked_for_when_foretold() {
    let mut asked = 0;
    for seed in 0..10 {
        let mut spec = WorldSpec::new(seed);
        spec.pre_vote = true;
        let mut session = Session::new(spec).unwrap();
        session.advance_to(8_000_000);
        let apart = serde_json::json!({"partition": {"groups": [[1], [2], [3], [4], [5]]}});
        session.dispatch(serde_json::from_value(apart).unwrap()).unwrap();
        while session.now_us() < 40_000_000 {
            let before = promised(&session.frame());
            session.take_news();
            session.step_forward();
            for line in session.take_news().lines {
                let TraceEvent::Send { kind: MessageKind::PreVoteRequest, from, .. } = line.event else { continue };
                let member = from.member().unwrap();
                assert_eq!(before.get(&member), Some(&line.t_us), "seed {seed}, member {member}");
                asked += 1;
            }
        }
    }
    assert!(asked > 1000, "{asked} letters");
}
