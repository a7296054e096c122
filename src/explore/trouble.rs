//! Troubles of every kind, drawn by a seed while the world runs: what can be done depends on what is there.

use rand::{RngExt, SeedableRng};

use crate::cluster::{Action, EtcdctlCall, Frame, MEMBERS_MAX, WorldSpec};
use crate::session::{LogEntry, Session, SessionFile};
use crate::sim::SimRng;

const SECOND_US: u64 = 1_000_000;
/// The longest time between two troubles.
const PAUSE_US_MAX: u64 = 1_200_000;
/// How long after the last trouble everything is healed.
const HEAL_AFTER_US: u64 = 1_000;

/// A session of a random world in which something happens all the time.
pub fn make_trouble(seed: u64, seconds: u64) -> SessionFile {
    let mut rng = SimRng::seed_from_u64(seed);
    let mut spec = WorldSpec::new(seed);
    spec.members = rng.random_range(1..=5);
    spec.keep_log = rng.random_range(0..20);
    spec.pre_vote = rng.random_range(0..4) == 0;
    spec.search = rng.random_range(0..2) == 0;
    let mut session = Session::new(spec).expect("a world of one to five members can be made");
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(0..PAUSE_US_MAX));
        let action = draw(&mut rng, &session.frame());
        // What can't be done is refused and leaves no trace: another trouble will come.
        let _ = session.dispatch(action);
    }
    session.export()
}

/// The session with everything healed at its end, and everybody called back.
pub fn heal(mut file: SessionFile) -> SessionFile {
    let at_us = file.log.last().map_or(0, |entry| entry.at_us) + HEAL_AFTER_US;
    let restarts = (1..=MEMBERS_MAX).map(|member| Action::Restart { member });
    let actions = std::iter::once(Action::Heal).chain(restarts);
    file.log.extend(actions.map(|action| LogEntry { at_us, action }));
    file
}

/// One of all the things that can happen, sensible or not.
fn draw(rng: &mut SimRng, frame: &Frame) -> Action {
    let known = frame.members.iter().map(|member| member.id).max().unwrap_or(1);
    // One more than there are: who is not there can't do anything, and says so.
    let mut member = || rng.random_range(1..=(known + 1).min(MEMBERS_MAX));
    let (member, other) = (member(), member());
    let flying: Vec<u64> = frame.messages.iter().filter(|message| !message.lost).map(|message| message.id).collect();
    let id = if flying.is_empty() { 0 } else { flying[rng.random_range(0..flying.len())] };
    match rng.random_range(0..100) {
        0..8 => Action::Crash { member },
        8..17 => Action::Restart { member },
        17..20 => Action::Campaign { member },
        20..24 => Action::Partition { groups: groups(rng, known) },
        24..27 => Action::Cut { from: member, to: other },
        27..30 => Action::Heal,
        30..33 => {
            let json = serde_json::json!({"set_network": {
                "loss_ppm": rng.random_range(0..300_000u32),
                "duplicate_ppm": rng.random_range(0..300_000u32),
                "latency_us": range(rng, 400_000),
            }});
            read(json)
        }
        33..39 => Action::DropMessage { id },
        39..45 => Action::DelayMessage { id, by_us: rng.random_range(1..8 * SECOND_US) },
        45..48 => Action::DuplicateMessage { id },
        48..51 => {
            let json = serde_json::json!({"set_member": {
                "member": member,
                "slow_us": rng.random_range(0..200_000u64),
                "clock_ppm": rng.random_range(-300_000..=300_000i64),
            }});
            read(json)
        }
        51..54 => read(serde_json::json!({"set_member": {"member": member, "flush_us": range(rng, 400_000)}})),
        54..57 => Action::TransferLeader { to: member },
        57..60 => Action::TakeSnapshot { member },
        60..63 => Action::AddMember { member },
        63..65 => Action::RemoveMember { member },
        65..66 => Action::SetPreVote { on: rng.random_range(0..2) == 0 },
        66..70 => Action::SuggestPiece,
        _ => command(rng, member),
    }
}

/// Two groups, or three.
fn groups(rng: &mut SimRng, known: u64) -> Vec<Vec<u64>> {
    let parts = rng.random_range(2..=3usize);
    let mut groups = vec![Vec::new(); parts];
    for member in 1..=known {
        groups[rng.random_range(0..parts)].push(member);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn range(rng: &mut SimRng, max_us: u64) -> [u64; 2] {
    let longest_us = rng.random_range(0..=max_us);
    [longest_us / 4, longest_us]
}

fn read(json: serde_json::Value) -> Action {
    serde_json::from_value(json).expect("it is spelt as the contract has it")
}

/// A client's command on one of few keys, so that clients get into each other's way.
fn command(rng: &mut SimRng, endpoint: u64) -> Action {
    let key = ["a", "b", "c"][rng.random_range(0..3)];
    let line = match rng.random_range(0..8) {
        0..4 => format!("put {key} {}", rng.random_range(0..1000)),
        4..6 => format!("get {key}"),
        6 => "get a z".to_owned(),
        _ => format!("del {key}"),
    };
    let client = ["terminal", "lia", "rui"][rng.random_range(0..3)].to_owned();
    Action::Etcdctl(EtcdctlCall { line, endpoint: Some(endpoint), stdin: String::new(), client })
}
