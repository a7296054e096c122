//! Figure 2, "RequestVote RPC" and "AppendEntries RPC": what their receivers do.

use quorum::cluster::{Address, Content, MemberId, MessageKind, Role, TraceEvent, VoteRefused};
use serde_json::json;

use super::scene::Scene;
use super::words::Show;
use crate::common::{agrees, leader, member};

/// What a voter said of itself when it refused.
fn refusal(scene: &mut Scene, mark: usize, voter: MemberId) -> VoteRefused {
    let found = scene.lines()[mark..].iter().find_map(|line| match &line.event {
        TraceEvent::Deliver { from: Address::Member(from), content, .. } if *from == voter => match &**content {
            Content::Vote { refused: Some(refused), .. } => Some((**refused).clone()),
            _ => None,
        },
        _ => None,
    });
    found.expect("a refusal")
}

#[test]
fn figure_2_request_vote() {
    let mut scene = Scene::new("figure_2_request_vote", "Figure 2: who is asked for a vote");
    refuses_the_past(&mut scene);
    votes_once(&mut scene);
    compares_logs(&mut scene);
    scene.finish();
}

fn refuses_the_past(scene: &mut Scene) {
    scene.heading("The past");
    scene.paper("Reply false if term < currentTerm (§5.1)");
    scene.begin(7, |_| {});
    scene.say(
        "ana, parted from the others, has campaigned three times in vain. Then beto campaigns, with the same log.",
    );
    scene.act(json!({"partition": {"groups": [[1]]}}));
    for _ in 0..3 {
        scene.act(json!({"campaign": {"member": 1}}));
        scene.wait_ms(200);
    }
    scene.show(&[Show::Roles, Show::Votes]);
    scene.watch(&[1, 2]);
    scene.act(json!("heal"));
    let mark = scene.mark();
    scene.act(json!({"campaign": {"member": 2}}));
    scene.wait_ms(300);
    let said = refusal(scene, mark, 1);
    assert_eq!((said.asked_term, said.term, said.leased), (1, 3, false));
    assert_eq!(said.asked_last, said.last, "the logs are no reason");
    let frame = scene.frame();
    assert_eq!((member(&frame, 2).role, member(&frame, 2).term), (Role::Leader, 1));
    scene.differs(
        "beto has won by then, with the votes of the others, and openraft's leaders do not look at late answers to their \
         candidacy: the greater term in ana's makes him no follower. Her answer to what he appends does:",
    );
    scene.show(&[Show::Roles, Show::Appends, Show::Heartbeats]);
    let mark = scene.mark();
    scene.until("beto leads no more", |frame| member(frame, 2).role == Role::Follower);
    let told = |event: &TraceEvent| {
        matches!(event, TraceEvent::Deliver { from: Address::Member(1), to: Address::Member(2), term: 3, content, .. }
            if matches!(**content, Content::AppendResult { ok: false, .. }))
    };
    assert_eq!(scene.count(mark, told), 1);
}

fn votes_once(scene: &mut Scene) {
    scene.heading("One vote a term");
    scene.paper("If votedFor is null or candidateId, …: grant vote (§5.2, §5.4)");
    scene.begin(7, |_| {});
    scene.say("ana and beto ask in the same moment. ana's letter to caio is copied: he is asked twice.");
    scene.show(&[Show::Roles, Show::Votes]);
    let mark = scene.mark();
    scene.act(json!({"campaign": {"member": 1}}));
    scene.act(json!({"campaign": {"member": 2}}));
    let frame = scene.frame();
    let letter = frame.messages.iter().find(|it| (&it.from, &it.to) == (&Address::Member(1), &Address::Member(3)));
    scene.act(json!({"duplicate_message": {"id": letter.unwrap().id}}));
    scene.wait_ms(300);
    for id in 1..=5 {
        let votes = |event: &TraceEvent| matches!(event, TraceEvent::Vote { member, term: 1, .. } if *member == id);
        assert_eq!(scene.count(mark, votes), 1);
    }
    let asked = |event: &TraceEvent| {
        matches!(
            event,
            TraceEvent::Deliver {
                from: Address::Member(1),
                to: Address::Member(3),
                kind: MessageKind::VoteRequest,
                ..
            }
        )
    };
    assert_eq!(scene.count(mark, asked), 2);
    let no = |event: &TraceEvent| matches!(event, TraceEvent::Deliver { content, .. } if matches!(&**content, Content::Vote { granted: false, .. }));
    assert_eq!(scene.count(mark, no), 5, "the two to each other, and the other three to who came later");
}

fn compares_logs(scene: &mut Scene) {
    scene.heading("Logs that are behind");
    scene.paper("… and candidate's log is at least as up-to-date as receiver's log, grant vote (§5.2, §5.4)");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.act(json!({"crash": {"member": 3}}));
    scene.put("x", 1);
    scene.until("beto knows that it is committed", |frame| member(frame, 2).commit == Some(2));
    scene.say("x is committed without caio. ana is gone; caio is back and campaigns, then beto does.");
    scene.act(json!({"crash": {"member": 1}}));
    scene.wait_ms(3100);
    scene.act(json!({"restart": {"member": 3}}));
    scene.show(&[Show::Roles, Show::Votes]);
    let mark = scene.mark();
    scene.act(json!({"campaign": {"member": 3}}));
    scene.wait_ms(300);
    let said = refusal(scene, mark, 2);
    assert_eq!((said.leased, said.asked_last, said.last), (false, Some((1, 1)), Some((1, 2))));
    assert_eq!(member(&scene.frame(), 2).term, 1);
    scene.lead(2);
    assert_eq!(member(&scene.frame(), 3).role, Role::Follower);
    scene.seen("figure_7.txt has the other case: in term 8 a log of 11 entries is behind one of ten whose last term is greater.");
    scene.differs(
        "openraft compares logs before it compares terms, and whoever refuses for the log keeps its term: so beto asks in \
         term 2 as caio did, learns from him that it is taken, and has to ask again. While the lease of a leader holds \
         votes are refused whatever the term and the log; see figure_2_all_servers.txt.",
    );
}

#[test]
fn figure_2_append_entries() {
    let mut scene = Scene::new("figure_2_append_entries", "Figure 2: who is sent entries");
    refuses_old_leaders(&mut scene);
    conflicts(&mut scene);
    writes_once(&mut scene);
    commits_what_it_has(&mut scene);
    scene.finish();
}

fn refuses_old_leaders(scene: &mut Scene) {
    scene.heading("The past");
    scene.paper("Reply false if term < currentTerm (§5.1)");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.act(json!({"partition": {"groups": [[1]]}}));
    scene.wait_ms(3100);
    assert_eq!(scene.lead(2), 2);
    scene.wait_ms(1000);
    scene.say("ana leads in term 1, for all she knows; beto leads in term 2. ana's letters reach caio again.");
    scene.show(&[Show::Roles, Show::Heartbeats, Show::Appends]);
    scene.watch(&[1, 3]);
    let mark = scene.mark();
    scene.act(json!("heal"));
    scene.act(json!({"cut": {"from": 2, "to": 1}}));
    scene.act(json!({"cut": {"from": 1, "to": 2}}));
    scene.until("ana follows", |frame| member(frame, 1).role == Role::Follower);
    let no = |event: &TraceEvent| {
        matches!(event, TraceEvent::Deliver { from: Address::Member(3), to: Address::Member(1), term: 2, content, .. }
            if matches!(**content, Content::AppendResult { ok: false, .. }))
    };
    assert_eq!(scene.count(mark, no), 1);
    assert_eq!(member(&scene.frame(), 3).leader, Some(2), "caio's leader is beto all the time");
}

fn conflicts(scene: &mut Scene) {
    scene.heading("Entries that contradict the leader's");
    scene.paper(
        "Reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm (§5.3). If an \
         existing entry conflicts with a new one (same index but different terms), delete the existing entry and all \
         that follow it (§5.3)",
    );
    scene.begin(7, |_| {});
    scene.lead(1);
    for key in ["a", "b", "c"] {
        scene.put(key, 1);
    }
    scene.until("agreement", |frame| agrees(frame) && frame.members[0].commit == Some(4));
    scene.lose(MessageKind::Append, 1, None);
    for number in 1..=6 {
        scene.put(&format!("ana{number}"), 1);
    }
    scene.until("written", |frame| member(frame, 1).log.last == Some(10));
    scene.act(json!({"crash": {"member": 1}}));
    scene.lose_nothing();
    scene.wait_ms(3100);
    assert_eq!(scene.lead(2), 2);
    for number in 1..=20 {
        scene.put(&format!("beto{number}"), 2);
    }
    scene.until("committed", |frame| [2, 3, 4, 5].iter().all(|id| member(frame, *id).commit == Some(25)));
    scene.act(json!({"crash": {"member": 2}}));
    scene.wait_ms(3100);
    assert_eq!(scene.lead(3), 3);
    scene.until("committed", |frame| member(frame, 4).commit == Some(26));
    scene.say(
        "ana wrote 5.1 to 10.1 and nobody got them. Then beto led, and now caio does: all the others have entries \
         of term 2 there. ana is back.",
    );
    scene.show(&[Show::Appends, Show::Logs]);
    scene.watch(&[1, 3]);
    let mark = scene.mark();
    scene.act(json!({"restart": {"member": 1}}));
    scene.until("agreement", |frame| agrees(frame) && member(frame, 1).log.last == Some(26));
    let no = |event: &TraceEvent| {
        matches!(event, TraceEvent::Deliver { from: Address::Member(1), kind: MessageKind::AppendResponse, content, .. }
            if matches!(**content, Content::AppendResult { ok: false, .. }))
    };
    assert!(scene.count(mark, no) >= 1);
    let gone: Vec<u64> = scene.lines()[mark..]
        .iter()
        .filter_map(|line| match line.event {
            TraceEvent::LogTruncate { member: 1, from_index } => Some(from_index),
            _ => None,
        })
        .collect();
    assert_eq!(gone, [7, 5], "at prev first, then where the logs part");
    assert_eq!(scene.terms(1), scene.terms(3));
    scene.differs(
        "When the entry at prevLogIndex does not match, openraft refuses and rubs it out at once, with all that \
         follow; the paper deletes only when it gets an entry for that place.",
    );
}

fn writes_once(scene: &mut Scene) {
    scene.heading("Entries that are there already");
    scene.paper("Append any new entries not already in the log");
    scene.begin(7, |spec| spec.members = 3);
    scene.lead(1);
    scene.until("agreement", agrees);
    scene.wait_ms(400);
    scene.show(&[Show::Appends, Show::Logs]);
    scene.watch(&[1, 2]);
    let mark = scene.mark();
    scene.put("x", 1);
    let carries = |content: &Content| matches!(content, Content::Append { entries, .. } if !entries.is_empty());
    let frame = scene.until("a letter to beto", |frame| {
        frame.messages.iter().any(|letter| letter.to == Address::Member(2) && carries(&letter.content))
    });
    let letter = frame.messages.iter().find(|letter| letter.to == Address::Member(2) && carries(&letter.content));
    for _ in 0..2 {
        scene.act(json!({"duplicate_message": {"id": letter.unwrap().id}}));
    }
    scene.wait_ms(400);
    let came = |event: &TraceEvent| matches!(event, TraceEvent::Deliver { to: Address::Member(2), kind: MessageKind::Append, content, .. } if carries(content));
    assert_eq!(scene.count(mark, came), 3);
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::LogAppend { member: 2, .. })), 1);
    assert_eq!(member(&scene.frame(), 2).log.last, Some(2));
}

fn commits_what_it_has(scene: &mut Scene) {
    scene.heading("What it knows to be committed");
    scene.paper("If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)");
    scene.begin(7, |spec| spec.members = 3);
    scene.act(json!({"crash": {"member": 3}}));
    scene.lead(1);
    for number in 1..=10 {
        scene.put(&format!("k{number}"), 1);
    }
    scene.until("committed", |frame| member(frame, 1).commit == Some(11));
    assert_eq!(leader(&scene.frame()).unwrap().id, 1);
    scene.say("caio has been away since the beginning.");
    scene.show(&[Show::Appends, Show::Logs, Show::Commits]);
    scene.watch(&[1, 3]);
    let mark = scene.mark();
    scene.act(json!({"restart": {"member": 3}}));
    scene.until("agreement", agrees);
    let told_us = scene.when(mark, "caio is told", |event| {
        matches!(event, TraceEvent::Deliver { to: Address::Member(3), content, .. }
            if matches!(&**content, Content::Append { prev: Some(7), entries, commit: Some(11), .. } if entries.is_empty()))
    });
    let known = scene.lines()[mark..].iter().filter_map(|line| match line.event {
        TraceEvent::Commit { member: 3, index, .. } if line.t_us <= told_us => Some(index),
        _ => None,
    });
    assert_eq!(known.max(), Some(7), "told of eleven, it has eight entries");
    scene.seen("Told that index 11 is committed, caio takes 7 for it, the last entry that he is known to share.");
}
