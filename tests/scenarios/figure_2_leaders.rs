//! Figure 2, "Leaders".

use quorum::cluster::{Address, Content, MessageKind, Outcome, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::{Show, seconds};
use crate::common::{agrees, member};

#[test]
fn figure_2_leaders() {
    let mut scene = Scene::new("figure_2_leaders", "Figure 2: rules for leaders");
    heartbeats(&mut scene);
    commands(&mut scene);
    replicates(&mut scene);
    searches(&mut scene);
    counts(&mut scene);
    scene.finish();
}

fn heartbeats(scene: &mut Scene) {
    scene.heading("Signs of life");
    scene.paper(
        "Upon election: send initial empty AppendEntries RPCs (heartbeat) to each server; repeat during idle \
         periods to prevent election timeouts (§5.2)",
    );
    scene.begin(7, |spec| spec.members = 3);
    scene.show(&[Show::Roles, Show::Appends, Show::Heartbeats, Show::Logs]);
    scene.lead(1);
    scene.wait_ms(1700);
    let first = scene.lines().iter().find_map(|line| match &line.event {
        TraceEvent::Send { kind: MessageKind::Append, content, .. } => Some(content.clone()),
        _ => None,
    });
    assert!(
        matches!(&*first.unwrap(), Content::Append { entries, .. } if entries.contains(&1)),
        "it carries the blank entry"
    );
    scene.show(&[]);
    let mark = scene.mark();
    scene.wait_ms(30_000);
    let beats = scene.count(mark, |event| {
        matches!(event, TraceEvent::Send { kind: MessageKind::Heartbeat, to: Address::Member(2), .. })
    });
    assert!((45..=60).contains(&beats), "{beats}");
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Role { .. })), 0, "nobody loses patience");
    scene
        .seen(&format!("In the 30 s that follow, ana writes {beats} times to each of them, and nothing else happens."));
    scene.differs(
        "The first letters are not empty: they carry the leader's blank entry, which the paper's §8 wants for reads. \
         Heartbeats are letters of their own beside those with entries; they also carry the commit index.",
    );
}

fn commands(scene: &mut Scene) {
    scene.heading("Commands");
    scene.paper(
        "If command received from client: append entry to local log, respond after entry applied to state machine (§5.3)",
    );
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    for (at, index) in [(1, 2), (2, 3)] {
        scene.show(&[Show::Clients, Show::Logs, Show::Commits, Show::Applies]);
        let mark = scene.mark();
        scene.put("x", at);
        scene.until("all of them know", |frame| agrees(frame) && frame.members[0].commit == Some(index));
        scene.wait_ms(200);
        let order = [
            scene.when(mark, "written", |event| matches!(event, TraceEvent::LogAppend { member: 1, .. })),
            scene.when(mark, "committed", |event| matches!(event, TraceEvent::Commit { member: 1, .. })),
            scene.when(mark, "applied", |event| matches!(event, TraceEvent::Apply { member, .. } if *member == at)),
            scene.when(mark, "answered", |event| {
                matches!(event, TraceEvent::Send { kind: MessageKind::ClientResponse, to: Address::Client(_), .. })
            }),
            scene.when(mark, "told", |event| matches!(event, TraceEvent::Return { outcome: Outcome::Ok, .. })),
        ];
        assert!(order.is_sorted(), "{order:?}");
        if at == 1 {
            scene.say("The same at a follower's door:");
        }
    }
    scene.differs(
        "As in etcd, a follower passes the command on to the leader, and answers once it has applied the entry \
         itself. The paper's follower says who leads, and the client asks there.",
    );
}

fn replicates(scene: &mut Scene) {
    scene.heading("Followers that miss entries");
    scene.paper(
        "If last log index ≥ nextIndex for a follower: send AppendEntries RPC with log entries starting at \
         nextIndex. If successful: update nextIndex and matchIndex for follower (§5.3)",
    );
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.act(json!({"crash": {"member": 3}}));
    for key in ["a", "b", "c"] {
        scene.put(key, 1);
    }
    scene.until("committed", |frame| member(frame, 1).commit == Some(4));
    let peer = |scene: &Scene| member(&scene.frame(), 1).peers.as_ref().unwrap()[&3];
    let before = peer(scene).matched;
    scene.say("caio was away while three entries were written. ana has gone on writing to him all the time.");
    scene.show(&[Show::Appends, Show::Logs, Show::Commits]);
    scene.watch(&[1, 3]);
    scene.act(json!({"restart": {"member": 3}}));
    scene.until("caio has all", |frame| {
        agrees(frame) && member(frame, 1).peers.as_ref().unwrap()[&3].matched == Some(4)
    });
    let after = peer(scene);
    assert_eq!((before, after.matched, after.next), (Some(1), Some(4), 5));
    scene.seen(&format!(
        "ana's matchIndex for caio went from {} to {}, her nextIndex is {}.",
        before.unwrap(),
        after.matched.unwrap(),
        after.next
    ));
}

fn searches(scene: &mut Scene) {
    scene.heading("Followers that do not agree");
    scene.paper("If AppendEntries fails because of log inconsistency: decrement nextIndex and retry (§5.3)");
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.act(json!({"crash": {"member": 5}}));
    for number in 1..=30 {
        scene.put(&format!("k{number}"), 1);
    }
    scene.until("30 entries on a majority", |frame| member(frame, 2).commit == Some(31));
    scene.act(json!({"crash": {"member": 1}}));
    scene.wait_ms(3100);
    scene.lead(2);
    scene.until("the others have all", |frame| [2, 3, 4].iter().all(|id| member(frame, *id).commit == Some(32)));
    scene.say("elis has two entries; beto, who has led for a moment, has 33 and knows nothing of her yet.");
    scene.show(&[Show::Appends]);
    scene.watch(&[2, 5]);
    let mark = scene.mark();
    scene.act(json!({"restart": {"member": 5}}));
    scene.until("elis has all", |frame| {
        member(frame, 5).log.last == Some(32) && member(frame, 2).peers.as_ref().unwrap()[&5].matched == Some(32)
    });
    let tried: Vec<Option<u64>> = scene.lines()[mark..]
        .iter()
        .filter_map(|line| match &line.event {
            TraceEvent::Deliver { to: Address::Member(5), kind: MessageKind::Append, content, .. } => {
                match &**content {
                    Content::Append { prev, entries, .. } if !entries.is_empty() => Some(*prev),
                    _ => None,
                }
            }
            _ => None,
        })
        .collect();
    assert_eq!(tried, [Some(15), None, Some(7), Some(15)], "about halfway first");
    let refused = |event: &TraceEvent| {
        matches!(event, TraceEvent::Deliver { from: Address::Member(5), kind: MessageKind::AppendResponse, content, .. }
            if matches!(**content, Content::AppendResult { ok: false, .. }))
    };
    assert_eq!(scene.count(mark, refused), 1, "elis has nothing at 15");
    scene.differs(
        "Not one by one: each try is about halfway between what is known to be the same and the first place where it \
         can't be, in steps of eight; with fewer than 16 entries between them it begins with the first.",
    );
}

fn counts(scene: &mut Scene) {
    scene.heading("What is committed");
    scene.paper(
        "If there exists an N such that N > commitIndex, a majority of matchIndex[i] ≥ N, and log[N].term == \
         currentTerm: set commitIndex = N (§5.3, §5.4)",
    );
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(400);
    scene.show(&[Show::Appends, Show::Logs, Show::Commits]);
    let mark = scene.mark();
    scene.put("x", 1);
    let frame = scene.until("committed", |frame| member(frame, 1).commit == Some(2));
    let matched = member(&frame, 1).peers.as_ref().unwrap().values().filter(|peer| peer.matched >= Some(2)).count();
    assert_eq!((matched, member(&frame, 1).role), (2, Role::Leader), "with the leader itself: three of five");
    scene.until("agreement", agrees);
    let committed = scene.when(mark, "committed", |event| matches!(event, TraceEvent::Commit { member: 1, .. }));
    let told = scene.when(mark, "told", |event| {
        matches!(event, TraceEvent::Send { kind: MessageKind::Append, content, .. }
            if matches!(&**content, Content::Append { entries, commit: Some(2), .. } if entries.is_empty()))
    });
    assert_eq!(told, committed, "at once");
    scene.seen(&format!(
        "Committed at {} with the second yes: ana and two others are three of five.",
        seconds(committed).trim()
    ));
    scene.differs(
        "The news that something is committed does not wait for the next letter: each follower gets an append \
         without entries for it at once. For entries of earlier terms see figure_8.txt.",
    );
}
