//! Figure 2, "All Servers", and what is said there of persistent state.

use quorum::cluster::{Address, MessageKind, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::{Show, seconds};
use crate::common::{agrees, leader, member};

#[test]
fn figure_2_all_servers() {
    let mut scene = Scene::new("figure_2_all_servers", "Figure 2: rules for all servers");
    applies(&mut scene);
    greater_term(&mut scene);
    refused_term(&mut scene);
    stable_storage(&mut scene);
    scene.finish();
}

fn applies(scene: &mut Scene) {
    scene.heading("What is committed is applied");
    scene.paper("If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to state machine (§5.3)");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.show(&[Show::Clients, Show::Logs, Show::Commits, Show::Applies]);
    let mark = scene.mark();
    scene.put("x", 1);
    let frame = scene.until("agreement", |frame| agrees(frame) && frame.members[0].commit == Some(2));
    for member in &frame.members {
        let id = member.id;
        let committed = scene.when(
            mark,
            "it knows",
            |event| matches!(event, TraceEvent::Commit { member, index: 2, .. } if *member == id),
        );
        let applied = scene.when(
            mark,
            "it applies",
            |event| matches!(event, TraceEvent::Apply { member, index: 2, .. } if *member == id),
        );
        assert!(committed <= applied, "{}", member.name);
        assert_eq!(member.keys, 1, "{}: the state machine has it", member.name);
    }
}

fn greater_term(scene: &mut Scene) {
    scene.heading("A greater term");
    scene.paper(
        "If RPC request or response contains term T > currentTerm: set currentTerm = T, convert to follower (§5.1)",
    );
    scene.begin(7, |_| {});
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.say("ana leads in term 1 and is parted from the others together with beto; caio is elected in term 2.");
    scene.act(json!({"partition": {"groups": [[1, 2]]}}));
    scene.wait_ms(3100);
    assert_eq!(scene.lead(3), 2);
    scene.wait_ms(1000);
    scene.say("Then only caio's letters to ana still get lost: beto learns of the new term from a request, ana from an answer.");
    scene.show(&[Show::Roles, Show::Heartbeats, Show::Appends]);
    scene.watch(&[1, 2, 3, 5]);
    let mark = scene.mark();
    scene.act(json!("heal"));
    scene.act(json!({"cut": {"from": 3, "to": 1}}));
    scene.until("both follow", |frame| {
        [1, 2].iter().all(|id| member(frame, *id).role == Role::Follower && member(frame, *id).term == 2)
    });
    for (id, what) in [(1, "an answer"), (2, "a request")] {
        let followed = scene.when(
            mark,
            "it follows",
            |event| matches!(event, TraceEvent::Role { member, term: 2, role: Role::Follower } if *member == id),
        );
        let told = scene.lines()[mark..].iter().any(|line| {
            let is_answer = |kind| matches!(kind, MessageKind::HeartbeatResponse | MessageKind::AppendResponse);
            line.t_us == followed
                && matches!(&line.event, TraceEvent::Deliver { to: Address::Member(to), term: 2, kind, .. }
                    if *to == id && is_answer(*kind) == (id == 1))
        });
        assert!(told, "{what} tells it");
    }
}

fn refused_term(scene: &mut Scene) {
    scene.heading("A greater term in a vote request that is refused");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(600);
    scene.say("ana leads and all is well; beto is told to campaign all the same.");
    scene.show(&[Show::Roles, Show::Votes, Show::Heartbeats]);
    let mark = scene.mark();
    scene.act(json!({"campaign": {"member": 2}}));
    let begun = scene.frame().t_us;
    scene.wait_ms(250);
    let frame = scene.frame();
    assert_eq!([1, 2, 3].map(|id| member(&frame, id).term), [1, 2, 1], "who refuses keeps its term");
    assert_eq!(member(&frame, 1).role, Role::Leader);
    let asked =
        |event: &TraceEvent| matches!(event, TraceEvent::Deliver { kind: MessageKind::VoteRequest, term: 2, .. });
    assert_eq!(scene.count(mark, asked), 2);
    scene.differs(
        "A member that refuses its vote, because the lease of a leader holds or its own log is ahead, keeps its term. \
         For the first case §6 has this too, against members that disturb the others.",
    );
    scene.say("So ana goes on leading in term 1 until she writes to beto:");
    scene.show(&[Show::Roles, Show::Heartbeats]);
    let deposed = |scene: &mut Scene| {
        scene.count(mark, |event| matches!(event, TraceEvent::Role { member: 1, role: Role::Follower, term: 2 }))
    };
    scene.until("ana learns of term 2", |frame| member(frame, 1).term == 2);
    assert_eq!(deposed(scene), 1);
    scene.say("Nobody leads now. caio still keeps ana's lease; she herself does no more, and her vote is enough.");
    scene.show(&[Show::Roles, Show::Votes]);
    let frame = scene.until("a leader", |frame| leader(frame).is_some());
    scene.wait_ms(100);
    assert_eq!(
        scene.count(mark, |event| matches!(event, TraceEvent::Vote { member: 3, .. })),
        0,
        "caio votes for nobody"
    );
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Vote { member: 1, term: 3, candidate: 2 })), 1);
    let new = leader(&frame).unwrap();
    assert!(new.term > 2);
    scene.seen(&format!(
        "{} leads in term {}, {} s after the campaign that nobody needed.",
        new.name,
        new.term,
        seconds(frame.t_us - begun).trim()
    ));
}

fn stable_storage(scene: &mut Scene) {
    scene.heading("Persistent state");
    scene.paper("Updated on stable storage before responding to RPCs.");
    scene.begin(7, |spec| spec.members = 3);
    scene.say("beto's disk takes 0.2 s for each flush, caio's no time.");
    scene.show(&[Show::Votes, Show::Appends, Show::Logs]);
    scene.act(json!({"set_member": {"member": 2, "flush_us": [200_000, 200_000]}}));
    scene.lead(1);
    scene.until("beto has said that he has the entry", |frame| {
        member(frame, 1).peers.as_ref().is_some_and(|peers| peers[&2].matched == Some(1))
    });
    for (asked, answered) in
        [(MessageKind::VoteRequest, MessageKind::VoteResponse), (MessageKind::Append, MessageKind::AppendResponse)]
    {
        for (id, takes_us) in [(2, 200_000), (3, 0)] {
            let came = scene.when(0, "it is asked", |event| {
                matches!(event, TraceEvent::Deliver { to, kind, .. } if *to == Address::Member(id) && *kind == asked)
            });
            let went = scene.when(0, "it answers", |event| {
                matches!(event, TraceEvent::Send { from, kind, .. } if *from == Address::Member(id) && *kind == answered)
            });
            assert!(went - came >= takes_us && (takes_us > 0 || went == came), "{asked:?} to {id}");
        }
    }
}
