//! Figure 7: the logs that a new leader may find, and what it makes of them.

use quorum::cluster::{MemberId, MessageKind, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::Show;
use crate::common::{agrees, member};

/// The figure's leader for term 8, and the followers (a) to (f).
const LEADER: MemberId = 1;
const A: MemberId = 2;
const B: MemberId = 3;
const C: MemberId = 4;
const D: MemberId = 5;
const E: MemberId = 6;
const F: MemberId = 7;

/// How long after a leader is gone members vote again: its last letters may still be on their way.
const LEASE_MS: u64 = 3200;

/// The terms of the entries from index 0 on; the paper's logs begin at 1.
fn figure() -> [(MemberId, Vec<u64>); 7] {
    [
        (LEADER, vec![0, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6]),
        (A, vec![0, 1, 1, 1, 4, 4, 5, 5, 6, 6]),
        (B, vec![0, 1, 1, 1, 4]),
        (C, vec![0, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]),
        (D, vec![0, 1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]),
        (E, vec![0, 1, 1, 1, 4, 4, 4, 4]),
        (F, vec![0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]),
    ]
}

/// Waits until members vote again, has some come back and one elected; its appends get lost if nobody is to have them.
fn reign(scene: &mut Scene, id: MemberId, term: u64, alone: bool, back: &[MemberId]) {
    scene.wait_ms(LEASE_MS);
    scene.lose_nothing();
    if alone {
        scene.lose(MessageKind::Append, id, None);
    }
    for id in back {
        scene.act(json!({"restart": {"member": id}}));
    }
    assert_eq!(scene.lead(id), term);
}

/// Puts keys at a leader until it has written them, whoever else gets to know of them.
fn puts(scene: &mut Scene, id: MemberId, count: u64) {
    let last = member(&scene.frame(), id).log.last.unwrap() + count;
    for number in 1..=count {
        scene.put(&format!("{}{number}", quorum::cluster::member_name(id)), id);
    }
    scene.until("the leader has written them", |frame| member(frame, id).log.last == Some(last));
}

fn have(scene: &mut Scene, members: &[MemberId], last: u64) {
    scene.until("they have it", |frame| members.iter().all(|id| member(frame, *id).log.last == Some(last)));
}

fn crash(scene: &mut Scene, id: MemberId) {
    scene.act(json!({"crash": {"member": id}}));
}

fn terms_1_to_4(scene: &mut Scene) {
    scene
        .say("Term 1: ana leads and all have three entries. Terms 2 and 3: gil (f) leads, writes, and reaches nobody.");
    scene.lead(LEADER);
    puts(scene, LEADER, 2);
    have(scene, &[A, B, C, D, E, F], 3);
    scene.until("all know of the commit", |frame| frame.members.iter().all(|member| member.commit == Some(3)));
    crash(scene, LEADER);
    reign(scene, F, 2, true, &[]);
    puts(scene, F, 2);
    crash(scene, F);
    reign(scene, F, 3, true, &[LEADER, F]);
    puts(scene, F, 4);
    crash(scene, F);

    scene.say(
        "Term 4: fabi (e) leads. All get her first entry, then caio (b) is away; the second one gets to the \
         others, two more only into her own log.",
    );
    reign(scene, E, 4, false, &[]);
    have(scene, &[LEADER, A, B, C, D], 4);
    crash(scene, B);
    puts(scene, E, 1);
    have(scene, &[LEADER, A, C, D], 5);
    scene.lose(MessageKind::Append, E, None);
    puts(scene, E, 2);
    crash(scene, E);
}

fn terms_5_to_7(scene: &mut Scene) {
    scene.say("Term 5: beto (a) leads the four that are left, a majority of seven.");
    reign(scene, A, 5, false, &[]);
    puts(scene, A, 1);
    have(scene, &[LEADER, C, D], 7);
    crash(scene, A);

    scene.say("Term 6: duda (c) leads. beto misses the third of her entries, the fourth only she has.");
    reign(scene, C, 6, false, &[A]);
    puts(scene, C, 1);
    have(scene, &[LEADER, A, D], 9);
    scene.lose(MessageKind::Append, C, A);
    puts(scene, C, 1);
    have(scene, &[LEADER, D], 10);
    scene.lose(MessageKind::Append, C, None);
    puts(scene, C, 1);
    crash(scene, C);

    scene.say("Term 7: elis (d) leads, with the vote of caio, who is back; she reaches nobody.");
    let mark = scene.mark();
    reign(scene, D, 7, true, &[B]);
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Vote { member: B, term: 7, candidate: D })), 1);
    puts(scene, D, 1);
    crash(scene, D);
}

#[test]
fn figure_7() {
    let mut scene = Scene::new("figure_7", "Figure 7: a new leader makes all logs equal to its own");
    scene.paper(
        "When the leader at the top comes to power, it is possible that any of scenarios (a-f) could occur in \
         follower logs (§5.3).",
    );
    scene.say(
        "The leader is ana; beto, caio, duda, elis, fabi, gil are (a) to (f). How gil comes to his log is told in the \
         figure's caption, the others' ways are made to fit: real elections and writes, members that go away and come \
         back, and letters that get lost. Of a leader that reaches nobody only the letters with entries get lost: \
         without answers to its heartbeats an openraft leader takes no writes.",
    );
    scene.begin(7, |spec| spec.members = 7);
    scene.show(&[Show::Leaders]);
    terms_1_to_4(&mut scene);
    terms_5_to_7(&mut scene);

    scene.heading("Term 8: the leader comes to power");
    scene.show(&[Show::Roles, Show::Votes]);
    scene.wait_ms(LEASE_MS);
    scene.lose_nothing();
    for id in [C, D, E, F] {
        scene.act(json!({"restart": {"member": id}}));
    }
    let mark = scene.mark();
    assert_eq!(scene.lead(LEADER), 8);
    scene.say("This is Figure 7. The leader has written its blank entry of term 8, and nobody has had a letter of it.");
    scene.logs();
    for (id, terms) in figure() {
        let blank: &[u64] = if id == LEADER { &[8] } else { &[] };
        assert_eq!(scene.terms(id), [&terms, blank].concat(), "{id}");
    }
    scene.differs(
        "A leader's first entry is blank, so each term's first one is no client's; the figure has only numbers.",
    );

    scene.say("What it makes of them:");
    scene.show(&[Show::Appends, Show::Logs, Show::Commits]);
    scene.until("agreement", agrees);
    let voted = |scene: &mut Scene, id| {
        scene.count(mark, |event| matches!(event, TraceEvent::Vote { member, term: 8, .. } if *member == id))
    };
    assert_eq!([A, B, E, F].map(|id| voted(&mut scene, id)), [1; 4], "their logs are behind, however long");
    assert_eq!([C, D].map(|id| voted(&mut scene, id)), [0; 2], "their logs are ahead");
    scene.logs();
    let leaders = scene.terms(LEADER);
    assert_eq!(leaders, [&figure()[0].1[..], &[8]].concat(), "a leader never changes what its log has");
    for (id, _) in figure() {
        assert_eq!(scene.terms(id), leaders, "{id}");
    }
    for (id, from) in [(C, 11), (D, 11), (E, 6), (F, 4)] {
        let first = scene.lines()[mark..].iter().find_map(|line| match line.event {
            TraceEvent::LogTruncate { member, from_index } if member == id => Some(from_index),
            _ => None,
        });
        assert_eq!(first, Some(from), "{id}");
    }
    for id in [A, B] {
        let gone = |event: &TraceEvent| matches!(event, TraceEvent::LogTruncate { member, .. } if *member == id);
        assert_eq!(scene.count(mark, gone), 0, "what is only missing is added");
    }
    scene.differs(
        "The paper's leader begins behind its last entry and goes back one by one until a follower agrees. \
         openraft searches for the last common entry by halves, and where fewer than 16 entries are left to search \
         it sends eight from the first of them on, those that are there already too.",
    );
    scene.finish();
}
