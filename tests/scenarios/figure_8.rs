//! Figure 8: why a leader does not commit entries of earlier terms by counting.

use quorum::cluster::{MemberId, MessageKind, Role, TraceEvent};
use serde_json::json;

use super::scene::Scene;
use super::words::Show;
use crate::common::{agrees, leader, member};

/// The figure's servers.
const S1: MemberId = 1;
const S2: MemberId = 2;
const S3: MemberId = 3;
const S4: MemberId = 4;
const S5: MemberId = 5;

/// Where the entry of term 2 stands that the figure is about: what it shows at index 2.
const INDEX: u64 = 7;

const SHOW: [Show; 5] = [Show::Roles, Show::Votes, Show::Appends, Show::Logs, Show::Commits];

/// How long after a leader's last sign of life members vote again.
const LEASE_MS: u64 = 3100;

/// Up to (c): the entry of term 2 is on a majority, and its leader leads again, in term 4.
fn up_to_c(scene: &mut Scene) {
    scene.begin(7, |_| {});
    scene.lead(S1);
    for key in ["a", "b", "c", "d", "e"] {
        scene.put(key, S1);
    }
    scene.until("the same log everywhere", |frame| agrees(frame) && frame.members[0].commit == Some(INDEX - 1));
    scene.act(json!({"crash": {"member": S1}}));
    scene.wait_ms(LEASE_MS);
    scene.act(json!({"restart": {"member": S1}}));

    scene.heading("(a)");
    scene.say(
        "S1 is ana, S2 beto, S3 caio, S4 duda, S5 elis. All have the same log of term 1. ana, away for a \
         while, leads again in term 2; of what she appends only beto gets anything.",
    );
    scene.show(&SHOW);
    for follower in [S3, S4, S5] {
        scene.lose(MessageKind::Append, S1, follower);
    }
    assert_eq!(scene.lead(S1), 2);
    scene.until("the entry of term 2 at beto", |frame| member(frame, S2).log.last == Some(INDEX));
    scene.act(json!({"crash": {"member": S1}}));
    scene.logs();

    scene.heading("(b)");
    scene.say("ana is gone. elis is elected in term 3 by caio, duda and herself, appends, and is gone too.");
    scene.wait_ms(LEASE_MS);
    scene.lose_nothing();
    scene.lose(MessageKind::Append, S5, None);
    let mark = scene.mark();
    assert_eq!(scene.lead(S5), 3);
    scene.act(json!({"crash": {"member": S5}}));
    let voted = |scene: &mut Scene, id| {
        scene.count(mark, |event| matches!(event, TraceEvent::Vote { member, candidate: S5, .. } if *member == id))
    };
    assert_eq!([S2, S3, S4].map(|id| voted(scene, id)), [0, 1, 1], "beto's log is ahead of hers");
    scene.logs();
    assert_eq!(scene.terms(S5)[INDEX as usize], 3);

    scene.heading("(c)");
    scene.say(
        "ana is back and is elected in term 4, once she has learnt that term 3 is taken. She goes on \
         replicating: one letter brings caio the entry of term 2; those that carry her blank entry of term 4 \
         get lost, and so does all that she appends at duda's.",
    );
    scene.lose_nothing();
    scene.lose(MessageKind::Append, S1, S4);
    scene.lose_entry(S1, INDEX + 1);
    scene.act(json!({"restart": {"member": S1}}));
    assert_eq!(scene.lead(S1), 4);
    scene.until("the entry of term 2 on a majority", |frame| {
        let matched = |id| member(frame, S1).peers.as_ref().is_some_and(|peers| peers[&id].matched == Some(INDEX));
        matched(S2) && matched(S3)
    });
    scene.wait_ms(600);
    scene.logs();
    let frame = scene.frame();
    assert_eq!(member(&frame, S1).role, Role::Leader);
    for id in [S1, S2, S3] {
        assert_eq!(scene.terms(id)[INDEX as usize], 2, "on three of five");
    }
    assert!(
        frame.members.iter().all(|member| member.commit.is_none_or(|commit| commit < INDEX)),
        "committed by nobody"
    );
    scene.seen(&format!(
        "ana knows that beto and caio have {INDEX}.2, so it is on three of five; she holds {} for the last \
         committed index. Counting commits entries of her own term only.",
        member(&frame, S1).commit.unwrap()
    ));
}

#[test]
fn figure_8() {
    let mut scene = Scene::new("figure_8", "Figure 8: entries of earlier terms are not committed by counting");
    scene.paper(
        "A leader cannot determine commitment using log entries from older terms (§5.4.2). The figure's index 2 \
         is index 7 here, so that a first letter, which carries eight entries, ends with it.",
    );
    up_to_c(&mut scene);

    scene.differs(
        "A new leader does not begin with the entry behind the last one, but sends up to eight from where logs \
         may differ, here from the start. Its letters say `commit nothing` until its own first entry is \
         committed, whatever it knew in earlier terms.",
    );

    scene.heading("(d)");
    scene.say("ana is gone again. elis is back, is elected by beto, caio and duda, and her log replaces theirs.");
    scene.lose_nothing();
    scene.lose(MessageKind::Append, S1, None);
    scene.act(json!({"crash": {"member": S1}}));
    scene.act(json!({"restart": {"member": S5}}));
    scene.wait_ms(LEASE_MS);
    let mark = scene.mark();
    let term = scene.lead(S5);
    scene.until("agreement", agrees);
    for id in [S2, S3] {
        let gone = |event: &TraceEvent| matches!(event, TraceEvent::LogTruncate { member, from_index: INDEX } if *member == id);
        assert_eq!(scene.count(mark, gone), 1, "what was on a majority is rubbed out");
    }
    scene.logs();
    for id in [S2, S3, S4, S5] {
        assert_eq!(scene.terms(id)[INDEX as usize..], [3, term]);
    }
    scene.seen(&format!("{INDEX}.2, which was on three of five, is gone: {INDEX}.3 is committed in its place."));
    scene.differs(
        "elis's first candidacy, at the end of her own timer, is refused for ana's sake, who is gone: votes are refused \
         as long as the lease of a leader holds.",
    );

    scene.heading("(e), from the moment of (c)");
    scene.mute(true);
    up_to_c(&mut scene);
    scene.mute(false);
    scene.say("The same run up to there; then ana's blank entry of term 4 gets through before she is gone.");
    scene.lose_nothing();
    scene.lose(MessageKind::Append, S1, S4);
    let mark = scene.mark();
    scene.until("the entry of term 4 is committed", |frame| member(frame, S1).commit == Some(INDEX + 1));
    scene.logs();
    let acked = member(&scene.frame(), S1).peers.clone().unwrap();
    assert!([S2, S3].map(|id| acked[&id].matched).contains(&Some(INDEX + 1)));
    let committed = |event: &TraceEvent| matches!(event, TraceEvent::Commit { member: S1, index: INDEX, .. });
    let with_it =
        |event: &TraceEvent| matches!(event, TraceEvent::Commit { member: S1, index, .. } if *index == INDEX + 1);
    let together = [scene.when(mark, "7 is committed", committed), scene.when(mark, "8 is committed", with_it)];
    assert_eq!(together[0], together[1], "the old entry is committed with the new one, in one moment");
    scene.until("beto and caio have it", |frame| {
        [S2, S3].iter().all(|id| member(frame, *id).log.last == Some(INDEX + 1))
    });
    scene.say("Now ana is gone, and elis, back at home, cannot win any more.");
    scene.lose_nothing();
    scene.lose(MessageKind::Append, S1, None);
    scene.act(json!({"crash": {"member": S1}}));
    scene.act(json!({"restart": {"member": S5}}));
    scene.wait_ms(LEASE_MS);
    let mark = scene.mark();
    scene.act(json!({"campaign": {"member": S5}}));
    scene.wait_ms(400);
    assert_eq!(scene.count(mark, |event| matches!(event, TraceEvent::Vote { candidate: S5, member: S2 | S3, .. })), 0);
    assert_eq!(member(&scene.frame(), S5).role, Role::Candidate);
    let frame = scene.until("agreement", agrees);
    assert_ne!(leader(&frame).unwrap().id, S5);
    scene.logs();
    for id in [S2, S3, S4, S5] {
        assert_eq!(scene.terms(id)[INDEX as usize..][..2], [2, 4]);
    }
    scene.seen(&format!("{INDEX}.2 is committed for good: it is in the log of every leader to come."));
    scene.finish();
}
