//! Figure 2, "Followers" and "Candidates".

use quorum::cluster::{Address, Content, MemberId, MessageKind, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::{Show, seconds};
use crate::common::{agrees, leader, member};

#[test]
fn figure_2_followers() {
    let mut scene = Scene::new("figure_2_followers", "Figure 2: rules for followers");
    responds(&mut scene);
    loses_patience(&mut scene);
    scene.finish();
}

fn responds(scene: &mut Scene) {
    scene.heading("They answer");
    scene.paper("Respond to RPCs from candidates and leaders");
    scene.begin(7, |spec| spec.members = 3);
    scene.show(&[Show::Votes, Show::Appends, Show::Heartbeats]);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(300);
    let asks = |kind| matches!(kind, MessageKind::VoteRequest | MessageKind::Append | MessageKind::Heartbeat);
    let answers =
        |kind| matches!(kind, MessageKind::VoteResponse | MessageKind::AppendResponse | MessageKind::HeartbeatResponse);
    for id in [2, 3] {
        let asked = scene.count(
            0,
            |event| matches!(event, TraceEvent::Deliver { to, kind, .. } if *to == Address::Member(id) && asks(*kind)),
        );
        let answered = scene.count(0, |event| matches!(event, TraceEvent::Send { from, kind, .. } if *from == Address::Member(id) && answers(*kind)));
        assert!(asked >= 4 && asked == answered, "{id}: {asked} {answered}");
    }
}

fn loses_patience(scene: &mut Scene) {
    scene.heading("They lose patience");
    scene.paper(
        "If election timeout elapses without receiving AppendEntries RPC from current leader or granting vote to \
         candidate: convert to candidate",
    );
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(1500);
    scene.show(&[Show::Roles, Show::Votes, Show::Heartbeats]);
    scene.act(json!({"crash": {"member": 1}}));
    scene.wait_ms(200);
    let before = scene.frame();
    let mark = scene.mark();
    let frame = scene.until("a candidate", |frame| frame.members.iter().any(|member| member.role == Role::Candidate));
    let candidate = frame.members.iter().find(|member| member.role == Role::Candidate).unwrap();
    let (id, name) = (candidate.id, candidate.name);
    let heard = |scene: &mut Scene, id: MemberId| {
        let heard = scene.lines().iter().rev().find(|line| {
            matches!(&line.event, TraceEvent::Deliver { to, kind: MessageKind::Heartbeat, .. } if *to == Address::Member(id))
        });
        heard.unwrap().t_us
    };
    let (heard_us, promised) = (heard(scene, id), member(&before, id).election);
    assert_eq!(promised.lease_until_us, Some(heard_us + 3_000_000));
    assert_eq!(promised.campaign_at_us, Some(frame.t_us));
    assert!((4_500_000..6_200_000).contains(&(frame.t_us - heard_us)));
    scene.seen(&format!(
        "{name} last heard of ana at {}; {} s later {name} is a candidate.",
        seconds(heard_us).trim(),
        seconds(frame.t_us - heard_us).trim()
    ));
    scene.differs(
        "There are two stages. For 3 s after a leader's last sign of life, its lease, a follower refuses votes to \
         others; only then its own timer runs, 1.5 to 3 s. openraft looks at it about ten times a second.",
    );
    let voter = if id == 2 { 3 } else { 2 };
    scene.until("the other one votes", |frame| member(frame, voter).voted_for == Some(id));
    let after = scene.frame();
    let timer = |frame| member(frame, voter).election.campaign_at_us.unwrap();
    assert!(timer(&after) > timer(&before));
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Vote { member, .. } if *member == voter)), 1);
    scene.seen(&format!(
        "{} would have campaigned at {}; having voted, it won't before {}.",
        member(&after, voter).name,
        seconds(timer(&before)).trim(),
        seconds(timer(&after)).trim()
    ));
}

#[test]
fn figure_2_candidates() {
    let mut scene = Scene::new("figure_2_candidates", "Figure 2: rules for candidates");
    starts_an_election(&mut scene);
    yields(&mut scene);
    tries_again(&mut scene);
    scene.finish();
}

fn starts_an_election(scene: &mut Scene) {
    scene.heading("An election, and its winner");
    scene.paper(
        "On conversion to candidate, start election: increment currentTerm, vote for self, reset election timer, \
         send RequestVote RPCs to all other servers. If votes received from majority of servers: become leader",
    );
    scene.begin(7, |_| {});
    scene.show(&[Show::Roles, Show::Votes]);
    scene.act(json!({"campaign": {"member": 2}}));
    let frame = scene.frame();
    let candidate = member(&frame, 2);
    assert_eq!((candidate.role, candidate.term, candidate.voted_for), (Role::Candidate, 1, Some(2)));
    assert!(candidate.election.campaign_at_us.unwrap() >= frame.t_us + 1_500_000);
    assert_eq!(frame.messages.iter().filter(|letter| letter.kind == MessageKind::VoteRequest).count(), 4);
    scene.until("a leader", |frame| member(frame, 2).role == Role::Leader);
    let yes = |event: &TraceEvent| matches!(event, TraceEvent::Deliver { content, .. } if matches!(&**content, Content::Vote { granted: true, .. }));
    assert_eq!(scene.count(0, yes), 2, "with its own vote: three of five");
    scene.wait_ms(200);
    assert_eq!(scene.count(0, yes), 4, "the others say yes too, later");
    scene.seen("beto leads with the third vote, his own among them; what comes later changes nothing.");
}

fn yields(scene: &mut Scene) {
    scene.heading("Another one has won");
    scene.paper("If AppendEntries RPC received from new leader: convert to follower");
    scene.begin(7, |_| {});
    scene.say("ana and beto campaign in the same moment; what beto asks of caio, duda and elis gets lost.");
    for id in [3, 4, 5] {
        scene.lose(MessageKind::VoteRequest, 2, id);
    }
    scene.show(&[Show::Roles, Show::Votes, Show::Appends, Show::Heartbeats]);
    scene.watch(&[1, 2]);
    scene.act(json!({"campaign": {"member": 1}}));
    scene.act(json!({"campaign": {"member": 2}}));
    scene.until("beto follows", |frame| member(frame, 2).role == Role::Follower && frame.t_us > 0);
    let frame = scene.frame();
    assert_eq!((member(&frame, 1).role, member(&frame, 1).term), (Role::Leader, 1));
    assert_eq!((member(&frame, 2).leader, member(&frame, 2).term), (Some(1), 1));
    assert_eq!(member(&frame, 2).voted_for, Some(2), "its vote of that term stays what it was");
}

fn tries_again(scene: &mut Scene) {
    scene.heading("Nobody has won");
    scene.paper("If election timeout elapses: start new election");
    scene.begin(7, |spec| spec.members = 4);
    scene.say("Of four, ana and beto campaign; caio hears only of ana, duda only of beto: two votes each.");
    scene.show(&[Show::Roles, Show::Votes]);
    scene.lose(MessageKind::VoteRequest, 1, 4);
    scene.lose(MessageKind::VoteRequest, 2, 3);
    scene.act(json!({"campaign": {"member": 1}}));
    scene.act(json!({"campaign": {"member": 2}}));
    scene.wait_ms(400);
    let frame = scene.frame();
    assert_eq!([3, 4].map(|id| member(&frame, id).voted_for), [Some(1), Some(2)]);
    assert!(leader(&frame).is_none(), "three votes of four are needed");
    scene.lose_nothing();
    scene.until("a leader", |frame| leader(frame).is_some());
    let (id, term) = leader(&scene.frame()).map(|leader| (leader.id, leader.term)).unwrap();
    assert!(term >= 2);
    scene.seen(&format!("{} leads in term {term}; term 1 had no leader.", quorum::cluster::member_name(id)));
    let led = |event: &TraceEvent| matches!(event, TraceEvent::Role { role: Role::Leader, term: 1, .. });
    assert_eq!(scene.count(0, led), 0);
}
