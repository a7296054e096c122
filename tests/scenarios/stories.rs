//! An isolated member that returns, and what a client is told that nobody can know.

use quorum::cluster::{MessageKind, Outcome, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::{Show, seconds};
use crate::common::{agrees, leader, member};

#[test]
fn isolated_member() {
    let mut scene = Scene::new("isolated_member", "An isolated member returns, without and with pre-votes");
    scene.paper(
        "Disruptive servers (§6; dissertation §4.2.3 and §9.6): a member that hears no leader campaigns again and again, \
         and brings back a great term. In a pre-vote it asks first whether it could win, and keeps its term if not.",
    );
    for pre_vote in [false, true] {
        scene.heading(if pre_vote { "With pre-votes" } else { "Without" });
        scene.begin(7, |spec| spec.pre_vote = pre_vote);
        scene.lead(1);
        scene.until("agreement", agrees);
        scene.show(&[Show::Roles, Show::Votes, Show::Lost]);
        scene.act(json!({"partition": {"groups": [[3]]}}));
        let mark = scene.mark();
        scene.wait_ms(6_000);
        scene.say(if pre_vote { "It asks on, and its term stays." } else { "And so on:" });
        scene.show(&[Show::Roles]);
        scene.wait_ms(14_000);
        let alone = member(&scene.frame(), 3).term;
        let asks = if pre_vote { MessageKind::PreVoteRequest } else { MessageKind::VoteRequest };
        let asked = scene.count(mark, |event| matches!(event, TraceEvent::Send { kind, .. } if *kind == asks)) / 4;
        let other = if pre_vote { MessageKind::VoteRequest } else { MessageKind::PreVoteRequest };
        assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Send { kind, .. } if *kind == other)), 0);
        let what = if pre_vote { "whether it could win" } else { "for votes" };
        scene.seen(&format!("In 20 s alone caio has asked the others {asked} times {what}; his term is {alone}."));
        scene.say("The way is open again.");
        scene.show(&[Show::Roles, Show::Votes]);
        let (mark, healed_us) = (scene.mark(), scene.frame().t_us);
        scene.act(json!("heal"));
        let deposed = |event: &TraceEvent| matches!(event, TraceEvent::Role { member: 1, role: Role::Follower, .. });
        if pre_vote {
            let frame = scene.until("agreement", agrees);
            scene.wait_ms(10_000);
            assert_eq!((alone, leader(&frame).map(|leader| (leader.id, leader.term))), (1, Some((1, 1))));
            assert_eq!(scene.count(mark, deposed), 0);
            assert!(asked >= 3);
            scene.seen("Nothing changes: ana leads in term 1 all along.");
        } else {
            scene.until("ana leads no more", |frame| member(frame, 1).role == Role::Follower);
            let deposed_us = scene.when(mark, "ana follows", deposed);
            let frame =
                scene.until("agreement", |frame| agrees(frame) && leader(frame).is_some_and(|it| it.term > alone));
            let new = leader(&frame).unwrap();
            assert!(alone >= 4 && new.term > alone);
            let led_us =
                scene.when(mark, "a leader", |event| matches!(event, TraceEvent::Role { role: Role::Leader, .. }));
            scene.seen(&format!(
                "{} s after the way is open ana steps down for caio's term: she wrote to him and he refused. For {} s \
                 nobody leads, then {} does, in term {}.",
                seconds(deposed_us - healed_us).trim(),
                seconds(led_us - deposed_us).trim(),
                new.name,
                new.term,
            ));
            scene.say(
                "The rule of §6, to vote for nobody while a leader was heard of lately, does not help here: beto, duda \
                 and elis keep to it, but ana herself steps down.",
            );
            let yes_to_caio =
                |event: &TraceEvent| matches!(event, TraceEvent::Vote { member: 2 | 4 | 5, candidate: 3, .. });
            assert_eq!(scene.count(mark, yes_to_caio), 0);
        }
    }
    scene.differs("The paper itself has no pre-votes; in openraft they are an option, off unless asked for.");
    scene.finish();
}

#[test]
fn unknown_write() {
    let mut scene = Scene::new("unknown_write", "A write of which the client is told \"unknown\"");
    scene.paper(
        "If the leader crashes after committing the log entry but before responding to the client, the client will \
         retry the command (§8)",
    );
    scene.say(
        "Whoever hears nothing in time can't know: it may have happened, it may happen later, or never. Here clients \
         wait five seconds and are told just that.",
    );
    never_happens(&mut scene);
    happens_later(&mut scene);
    not_taken(&mut scene);
    scene.finish();
}

/// What the client of the last write is told.
fn told(scene: &mut Scene, mark: usize) -> (u64, Outcome) {
    let told = scene.lines()[mark..].iter().find_map(|line| match line.event {
        TraceEvent::Return { outcome, .. } => Some((line.t_us, outcome)),
        _ => None,
    });
    told.expect("an outcome")
}

fn returned(scene: &mut Scene, mark: usize) {
    while scene.count(mark, |event| matches!(event, TraceEvent::Return { .. })) == 0 {
        scene.wait_ms(50);
    }
}

fn never_happens(scene: &mut Scene) {
    scene.heading("It never happens");
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.say("ana, who leads, is parted from the majority together with beto. A client asks her for a write at once.");
    scene.show(&[Show::Roles, Show::Clients, Show::Logs, Show::Commits]);
    let mark = scene.mark();
    scene.act(json!({"partition": {"groups": [[1, 2]]}}));
    scene.put("x", 1);
    returned(scene, mark);
    assert_eq!(told(scene, mark).1, Outcome::Unknown);
    scene.until("a new leader", |frame| leader(frame).is_some_and(|leader| leader.id > 2 && leader.commit >= Some(2)));
    scene.logs();
    let frame = scene.frame();
    assert_eq!((member(&frame, 1).log.last, member(&frame, 1).commit), (Some(2), Some(1)));
    scene.act(json!("heal"));
    scene.until("agreement", agrees);
    scene.logs();
    let gone = |event: &TraceEvent| matches!(event, TraceEvent::LogTruncate { member: 1 | 2, from_index: 2 });
    assert_eq!(scene.count(mark, gone), 2);
    assert!(scene.frame().members.iter().all(|member| member.keys == 0));
    scene.seen("x is in no log and no store.");
}

fn happens_later(scene: &mut Scene) {
    scene.heading("It happens later");
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.say("ana's heartbeats get through, her letters with entries don't, until the client has given up.");
    scene.show(&[Show::Roles, Show::Clients, Show::Logs, Show::Commits]);
    let mark = scene.mark();
    scene.lose(MessageKind::Append, 1, None);
    scene.put("x", 1);
    returned(scene, mark);
    let (told_us, outcome) = told(scene, mark);
    assert_eq!(outcome, Outcome::Unknown);
    scene.lose_nothing();
    scene.until("agreement", |frame| agrees(frame) && frame.members[0].commit == Some(2));
    let committed_us =
        scene.when(mark, "committed", |event| matches!(event, TraceEvent::Commit { member: 1, index: 2, .. }));
    assert!(committed_us > told_us);
    assert!(scene.frame().members.iter().all(|member| member.keys == 1));
    scene.seen(&format!(
        "x is in every store, {} s after the client was told that nobody knows.",
        seconds(committed_us - told_us).trim()
    ));
}

fn not_taken(scene: &mut Scene) {
    scene.heading("It was not even written down");
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.say(
        "The first case once more, but the client asks four seconds later: ana still takes herself for the leader.",
    );
    scene.act(json!({"partition": {"groups": [[1, 2]]}}));
    scene.wait_ms(4000);
    scene.show(&[Show::Clients, Show::Logs]);
    scene.watch(&[1, 2]);
    assert_eq!((member(&scene.frame(), 1).role, member(&scene.frame(), 1).quorum), (Role::Leader, Some(false)));
    let mark = scene.mark();
    scene.put("x", 1);
    returned(scene, mark);
    assert_eq!(told(scene, mark).1, Outcome::Unknown);
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::LogAppend { member: 1, .. })), 0);
    scene.act(json!("heal"));
    scene.until("agreement", agrees);
    scene.differs(
        "A leader whom no majority has answered within its lease, 3 s, takes no more writes: openraft refuses them, and \
         the member goes on trying until the client gives up. The paper's leader would write them down.",
    );
}
