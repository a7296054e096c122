//! Troubles of every kind, drawn by a seed while the world runs: what can be done depends on what is there.

use rand::{RngExt, SeedableRng};
use serde_json::json;

use crate::cluster::{Action, Door, EtcdctlCall, Frame, MEMBERS_MAX, WorldSpec, etcd_id, member_name};
use crate::session::{LogEntry, Session, SessionFile};
use crate::sim::SimRng;

const SECOND_US: u64 = 1_000_000;
/// The longest time between two troubles of an explored run.
const PAUSE_US_MAX: u64 = 1_200_000;
/// How long after the last trouble everything is healed.
const HEAL_AFTER_US: u64 = 1_000;
/// One in so many of its troubles is a fault of networks, clocks or disks, or a change of the group.
const CHANGE_ONE_IN: u32 = 3;
/// Few keys, so that clients get into each other's way.
const KEYS: [&str; 4] = ["a", "b", "c", "/puzzle/r1c1"];
/// How many watch at once.
const WATCHES_MAX: usize = 6;

/// What happens in a world besides what its clients ask for all the time: crashes, candidacies, late and lost letters.
#[derive(Clone, Copy, Debug)]
pub struct Trouble {
    /// The longest time between two of them, in virtual microseconds.
    pub pause_us_max: u64,
    /// One in so many is something else: a fault of networks, clocks or disks, or a change of the group.
    pub change_one_in: Option<u32>,
}

/// A session of a random world in which something happens all the time.
pub fn make_trouble(seed: u64, seconds: u64) -> SessionFile {
    let mut rng = SimRng::seed_from_u64(seed);
    let mut spec = WorldSpec::new(seed);
    spec.members = rng.random_range(1..=5);
    spec.keep_log = rng.random_range(0..20);
    spec.pre_vote = rng.random_range(0..4) == 0;
    spec.search = rng.random_range(0..2) == 0;
    run(rng, spec, seconds, Trouble { pause_us_max: PAUSE_US_MAX, change_one_in: Some(CHANGE_ONE_IN) }).export()
}

/// A session of this world, at its end, with its whole trace still to be taken; what happens is drawn by its seed.
///
/// # Panics
/// If there can be no such world.
pub fn troubled(spec: WorldSpec, seconds: u64, trouble: Trouble) -> Session {
    run(SimRng::seed_from_u64(spec.seed), spec, seconds, trouble)
}

fn run(mut rng: SimRng, spec: WorldSpec, seconds: u64, trouble: Trouble) -> Session {
    let mut session = Session::new(spec).expect("there can be such a world");
    while session.now_us() < seconds * SECOND_US {
        session.advance_to(session.now_us() + rng.random_range(1..trouble.pause_us_max));
        let is_change = trouble.change_one_in.is_some_and(|many| rng.random_range(0..many) == 0);
        let action = if is_change { change(&mut rng, &session.frame()) } else { upset(&mut rng, &session.frame()) };
        // What can't be done is refused and leaves no trace: another trouble will come.
        let _ = session.dispatch(action);
    }
    session
}

/// The session with everything healed at its end, and everybody called back.
pub fn heal(mut file: SessionFile) -> SessionFile {
    let at_us = file.log.last().map_or(0, |entry| entry.at_us) + HEAL_AFTER_US;
    file.log.extend(healing().into_iter().map(|action| LogEntry { at_us, action }));
    file
}

/// What every healed session ends in.
pub fn healing() -> Vec<Action> {
    let restarts = (1..=MEMBERS_MAX).map(|member| Action::Restart { member });
    [Action::Heal, Action::SetDoor { locked: false }].into_iter().chain(restarts).collect()
}

fn in_flight(frame: &Frame) -> Vec<u64> {
    frame.messages.iter().filter(|message| !message.lost).map(|message| message.id).collect()
}

/// A crash, a candidacy, a late or lost letter, sensible or not; or a client's command.
fn upset(rng: &mut SimRng, frame: &Frame) -> Action {
    let member = rng.random_range(1..=frame.members.len() as u64);
    let letters = in_flight(frame);
    match rng.random_range(0..100) {
        0..8 => Action::Crash { member },
        8..24 => Action::Restart { member },
        24..30 => Action::Campaign { member },
        30..45 if !letters.is_empty() => Action::DropMessage { id: letters[rng.random_range(0..letters.len())] },
        45..60 if !letters.is_empty() => {
            let id = letters[rng.random_range(0..letters.len())];
            Action::DelayMessage { id, by_us: rng.random_range(1..8 * SECOND_US) }
        }
        60..65 => Action::SuggestPiece,
        65..72 => etcd(rng, frame, member),
        _ => command(rng, Some(member)),
    }
}

/// Watches, leases, transactions, compactions and reads of the past, sensible or not.
fn etcd(rng: &mut SimRng, frame: &Frame, member: u64) -> Action {
    let key = KEYS[rng.random_range(0..KEYS.len())];
    let lease = frame.leases.get(rng.random_range(0..frame.leases.len().max(1))).map_or("1", |lease| &lease.id);
    let revision = frame.members.iter().map(|member| member.revision).max().unwrap_or(1);
    let early = rng.random_range(0..=revision + 1);
    let watcher = ["rosa", "tome", "lia"][rng.random_range(0..3)];
    let at = |client: &str, line: String| call(client, Some(member), line);
    match rng.random_range(0..14) {
        0 if frame.watches.len() < WATCHES_MAX => at(watcher, format!("watch {key} --prev-kv")),
        1 | 2 if frame.watches.len() < WATCHES_MAX => at(watcher, "watch /puzzle/ --prefix".to_owned()),
        3 if frame.watches.len() < WATCHES_MAX => at(watcher, format!("watch \"\" --prefix --rev={early}")),
        4 => Action::Interrupt { client: watcher.to_owned() },
        5 => at("somebody", format!("lease grant {}", rng.random_range(2..6))),
        6 | 7 => at("somebody", format!("put {key} leased --lease={lease}")),
        8 => at("somebody", format!("lease keep-alive {lease} --once")),
        9 => at("somebody", format!("lease revoke {lease}")),
        10 => at("somebody", format!("get {key} --consistency=s --rev={early}")),
        11 => at("somebody", format!("compaction {}", early / 2)),
        _ => {
            let stdin = format!("mod(\"{key}\") > \"{early}\"\n\nput a then\nget {key}\n\nput b else\ndel c\n\n");
            let (line, client) = ("txn".to_owned(), "somebody".to_owned());
            Action::Etcdctl(EtcdctlCall { line, endpoint: Some(member), stdin, client })
        }
    }
}

fn call(client: &str, endpoint: Option<u64>, line: String) -> Action {
    Action::Etcdctl(EtcdctlCall { line, endpoint, stdin: String::new(), client: client.to_owned() })
}

/// A fault of the network, of a clock or of a disk, or a change of the group, sensible or not.
fn change(rng: &mut SimRng, frame: &Frame) -> Action {
    let known = frame.members.iter().map(|member| member.id).max().unwrap_or(1);
    // Two more than there are: who is not there can't do anything, and says so.
    let mut member = || rng.random_range(1..=(known + 2).min(MEMBERS_MAX));
    let (member, other) = (member(), member());
    let letters = in_flight(frame);
    match rng.random_range(0..25) {
        0 => Action::Partition { groups: vec![vec![member, other]] },
        1 => Action::Partition { groups: groups(rng, known) },
        2 => Action::Cut { from: member, to: other },
        3 | 4 => Action::Heal,
        5 => read(json!({"set_network": {
            "loss_ppm": rng.random_range(0..300_000u32),
            "duplicate_ppm": rng.random_range(0..500_000u32),
            "latency_us": range(rng, 400_000),
        }})),
        6 if !letters.is_empty() => Action::DuplicateMessage { id: letters[rng.random_range(0..letters.len())] },
        7 => read(json!({"set_member": {
            "member": member,
            "slow_us": rng.random_range(0..300_000u64),
            "clock_ppm": rng.random_range(-400_000..=400_000i64),
        }})),
        8 | 16..19 => read(json!({"set_member": {"member": member, "flush_us": range(rng, 2_000_000)}})),
        9 => Action::TransferLeader { to: member },
        10 | 11 => Action::TakeSnapshot { member },
        12 | 13 => Action::AddMember { member },
        14 => Action::RemoveMember { member },
        23 | 24 => call("terminal", Some(member), reconfiguration(rng, other)),
        19 => Action::SetDoor { locked: frame.door == Door::Open },
        20 | 21 => call("terminal", Some(member), photo(frame)),
        22 => {
            let data_dir = frame.data_dirs.last().map_or("nowhere".to_owned(), |dir| dir.name.clone());
            Action::StartFrom { data_dir }
        }
        _ => Action::SetPreVote { on: rng.random_range(0..2) == 0 },
    }
}

/// What somebody at a terminal asks of the group, as etcdctl does.
fn reconfiguration(rng: &mut SimRng, member: u64) -> String {
    let (name, number) = (member_name(member), etcd_id(member));
    match rng.random_range(0..4) {
        0 => format!("member add {name} --peer-urls=http://{name}:2380"),
        1 => format!("member add {name} --peer-urls=http://{name}:2380 --learner"),
        2 => format!("member promote {number:x}"),
        _ => format!("member remove {number:x}"),
    }
}

/// The next step on the way to a group that begins anew.
fn photo(frame: &Frame) -> String {
    match frame.files.is_empty() {
        true => "snapshot save backup.db".to_owned(),
        false => format!("snapshot restore backup.db --data-dir=life-{}", frame.data_dirs.len()),
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

/// A client's command on one of few keys, the puzzle's among them, so that clients get into each other's way;
/// at `endpoint`, or at the leader.
pub fn command(rng: &mut SimRng, endpoint: Option<u64>) -> Action {
    let key = KEYS[rng.random_range(0..KEYS.len())];
    let client = ["terminal", "somebody", "somebody-else"][rng.random_range(0..3)];
    let line = match rng.random_range(0..9) {
        8 => {
            let stdin = format!("version(\"{key}\") > \"1\"\n\nput {key} then\n\nput {key} else\nget {key}\n\n");
            let (line, client) = ("txn".to_owned(), client.to_owned());
            return Action::Etcdctl(EtcdctlCall { line, endpoint, stdin, client });
        }
        0..3 => format!("put {key} {}", rng.random_range(0..1000)),
        3..5 => format!("get {key}"),
        5 => "get a z".to_owned(),
        6 => format!("del {key}"),
        _ => "del --prefix /puzzle/r2".to_owned(),
    };
    call(client, endpoint, line)
}
