//! The ring around a friend tells the truth: whoever hears nothing campaigns at the moment it shows.

use std::collections::BTreeMap;

use quorum::cluster::{Action, Frame, Role, TraceEvent, WorldSpec};
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
