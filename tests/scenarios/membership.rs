//! Snapshots for those who lag behind; members that join and leave.

use quorum::cluster::{Frame, MemberId, MessageKind, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::{Show, seconds};
use crate::common::{agrees, leader, member};

#[test]
fn snapshot() {
    let mut scene = Scene::new("snapshot", "A member that lags behind catches up by a snapshot");
    scene.paper(
        "The leader must occasionally send snapshots to followers that lag behind. This happens when the leader has \
         already discarded the next log entry that it needs to send to a follower (§7)",
    );
    scene.begin(7, |spec| {
        spec.members = 3;
        spec.keep_log = 2;
    });
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.say(
        "caio is away while six entries are written; ana builds a snapshot and purges her log, but for two entries.",
    );
    scene.act(json!({"crash": {"member": 3}}));
    for key in ["a", "b", "c", "d", "e", "f"] {
        scene.put(key, 1);
    }
    scene.until("six entries", |frame| member(frame, 1).applied == Some(7) && member(frame, 2).applied == Some(7));
    scene.show(&[Show::Snapshots, Show::Appends, Show::Logs, Show::Commits]);
    scene.watch(&[1, 3]);
    scene.act(json!({"take_snapshot": {"member": 1}}));
    scene.until("purged", |frame| member(frame, 1).log.first == Some(6));
    scene.logs();
    let mark = scene.mark();
    scene.act(json!({"restart": {"member": 3}}));
    scene.until("agreement", agrees);
    scene.logs();
    let installed = |event: &TraceEvent| matches!(event, TraceEvent::SnapshotInstall { member: 3, index: 7, .. });
    assert_eq!(scene.count(mark, installed), 1);
    assert!(scene.count(mark, |event| matches!(event, TraceEvent::Deliver { kind: MessageKind::Snapshot, .. })) >= 1);
    scene.say("What is written from now on comes as entries again.");
    let frame = scene.frame();
    assert_eq!((member(&frame, 3).keys, member(&frame, 3).snapshot), (6, Some(7)));
    scene.put("g", 1);
    scene.until("log entries again", |frame| agrees(frame) && member(frame, 3).commit == Some(8));
    scene.differs(
        "The paper sends a snapshot in chunks (offset, data, done); here it is one letter, whose way takes as long as \
         any other's. It is built when somebody asks for it, not when the log has a certain size.",
    );
    scene.finish();
}

/// Whether a change of the group is through.
fn settled(frame: &Frame, id: MemberId, removed: bool) -> bool {
    let it = member(frame, id);
    it.removed == removed && (removed || [Role::Follower, Role::Leader].contains(&it.role)) && agrees(frame)
}

#[test]
fn three_five_three() {
    let mut scene = Scene::new("three_five_three", "Three members become five, and three again");
    scene.paper(
        "The cluster first switches to a transitional configuration we call joint consensus; once the joint consensus has \
         been committed, the system then transitions to the new configuration (§6)",
    );
    scene.say("An entry with a configuration lists whoever votes, in either of two if it is joint; commits name both.");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    for (id, leaves) in [(4, false), (5, false), (2, true), (3, true)] {
        scene.heading(&format!("{} {}", quorum::cluster::member_name(id), if leaves { "leaves" } else { "joins" }));
        scene.show(&[Show::Roles, Show::Logs, Show::Commits]);
        scene.watch(&[1, id]);
        let action = if leaves { "remove_member" } else { "add_member" };
        scene.act(json!({action: {"member": id}}));
        if !leaves {
            assert_eq!(member(&scene.frame(), id).role, Role::Learner);
        }
        scene.until("the change", |frame| settled(frame, id, leaves));
        scene.wait_ms(1000);
        scene.logs();
    }
    let mut found: Vec<Vec<Vec<MemberId>>> = Vec::new();
    for line in scene.lines() {
        if let TraceEvent::Commit { voters: Some(voters), .. } = &line.event
            && found.last() != Some(voters)
        {
            found.push(voters.clone());
        }
    }
    let groups: [&[MemberId]; 5] = [&[1, 2, 3], &[1, 2, 3, 4], &[1, 2, 3, 4, 5], &[1, 3, 4, 5], &[1, 4, 5]];
    let mut expected = vec![vec![groups[0].to_vec()]];
    for pair in groups.windows(2) {
        expected.push(vec![pair[0].to_vec(), pair[1].to_vec()]);
        expected.push(vec![pair[1].to_vec()]);
    }
    assert_eq!(found, expected);
    let keys = scene.frame().members.iter().map(|member| member.keys).max();
    scene.put("x", 1);
    scene.until("the three write", |frame| {
        agrees(frame) && [1, 4, 5].iter().all(|id| member(frame, *id).keys > keys.unwrap())
    });
    assert_eq!(member(&scene.frame(), 2).log.last, Some(8), "beto never gets the entry that leaves him out");
    scene.differs(
        "One member at a time would need no joint configuration (dissertation §4.1); openraft goes through one all the \
         same. The entry before it makes who joins a learner, and it votes when it has caught up, as in §6. Whoever left \
         is sent nothing more, not even the entry that leaves it out, and would campaign some time; so whoever looks \
         after the group shuts it down. That is no part of Raft.",
    );
    scene.finish();
}

#[test]
fn leader_leaves() {
    let mut scene = Scene::new("leader_leaves", "The leader leaves");
    scene.paper(
        "The cluster leader may not be part of the new configuration. In this case, the leader steps down (returns to follower \
         state) once it has committed the C-new log entry; it replicates log entries but does not count itself in \
         majorities (§6)",
    );
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(400);
    scene.show(&[Show::Roles, Show::Votes, Show::Appends, Show::Logs, Show::Commits]);
    let (mark, asked_us) = (scene.mark(), scene.frame().t_us);
    scene.act(json!({"remove_member": {"member": 1}}));
    let frame =
        scene.until("the others are agreed on the new configuration", |frame| member(frame, 1).commit == Some(3));
    let matched = member(&frame, 1).peers.as_ref().unwrap().values().filter(|peer| peer.matched == Some(3)).count();
    assert_eq!(
        (matched, member(&frame, 1).role),
        (3, Role::Leader),
        "three of the four others; it counts itself no more"
    );
    let committed = frame.t_us;
    let frame = scene.until("somebody else leads", |frame| settled(frame, 1, true));
    scene.wait_ms(500);
    scene.logs();
    let new = leader(&frame).unwrap();
    assert_ne!(new.id, 1);
    let shut = scene.when(mark, "it is shut down", |event| matches!(event, TraceEvent::Shutdown { member: 1 }));
    let elected = scene.when(
        mark,
        "a new leader",
        |event| matches!(event, TraceEvent::Role { member, role: Role::Leader, .. } if *member != 1),
    );
    let asked = scene.when(mark, "it hands over", |event| {
        matches!(event, TraceEvent::Send { kind: MessageKind::TransferLeader, .. })
    });
    let steps_down = scene.when(mark, "it leads no more", |event| matches!(event, TraceEvent::Role { member: 1, .. }));
    let candidate =
        scene.when(mark, "a candidate", |event| matches!(event, TraceEvent::Role { role: Role::Candidate, .. }));
    let took_over = |event: &TraceEvent| matches!(event, TraceEvent::Deliver { kind: MessageKind::TransferLeader, to, .. } if to.member() == Some(new.id));
    assert_eq!(scene.when(mark, "the letter", took_over), candidate, "nobody waits for a timer");
    let after = |t_us: u64| seconds(t_us - committed).trim().to_owned();
    scene.seen(&format!(
        "After the configuration without her is committed, {} s after she was told to leave, ana hands over within {} s, \
         {} leads after {} s, ana is a learner after {} s and shut down after {} s.",
        seconds(committed - asked_us).trim(),
        after(asked),
        new.name,
        after(elected),
        after(steps_down),
        after(shut),
    ));
    scene.differs(
        "The paper's leader steps down when C-new is committed, and the others wait for their timers. openraft's leads on \
         for a moment and then has one of the others campaign at once, with leave to be elected in spite of the lease \
         (dissertation §3.10 and §4.2.3).",
    );
    scene.finish();
}
