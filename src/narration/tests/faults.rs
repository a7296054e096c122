//! Faults and changes: what is new about them is told once.

use super::*;
use crate::cluster::VoteRefused;

impl Story {
    fn act(&mut self, action: Action) -> &mut Self {
        self.event(TraceEvent::Action { action: Rc::new(action) })
    }

    fn set_network(&mut self, loss_ppm: Option<u32>, duplicate_ppm: Option<u32>, latency_us: Option<[u64; 2]>) {
        self.act(Action::SetNetwork { loss_ppm, duplicate_ppm, latency_us });
    }

    fn stop(&mut self, from: u64, to: u64, kind: MessageKind, why: DropReason) {
        let content = Rc::new(Content::Nothing);
        let id = self.send(from, to, kind, Content::Nothing);
        let (from, to) = (Address::Member(from), Address::Member(to));
        self.event(TraceEvent::Drop { id, from, to, kind, term: 1, why, content });
    }

    fn copy(&mut self, from: u64, to: u64, kind: MessageKind, content: Content) {
        let (from, to) = (Address::Member(from), Address::Member(to));
        let content = Rc::new(content);
        self.event(TraceEvent::Send { id: 1_000, from, to, kind, term: 1, copy_of: Some(1), content });
    }
}

fn would(granted: bool) -> Content {
    let refused = VoteRefused {
        asked_term: 2,
        asked_last: Some((1, 1)),
        term: 1,
        node: LEADER,
        committed: true,
        leased: true,
        last: Some((1, 1)),
    };
    Content::Vote { granted, refused: (!granted).then(|| Box::new(refused)) }
}

#[test]
fn of_what_an_action_names_only_what_changes_is_told() {
    let mut story = Story::led_by_beto();
    story.told();
    story.set_network(Some(100_000), Some(0), None);
    story.set_network(Some(100_000), Some(50_000), Some([1_000, 2_000]));
    story.set_network(Some(0), None, Some([1_000, 2_000]));
    let [loss, copies] = [What::Loss { ppm: 100_000 }, What::Copies { ppm: 50_000 }];
    assert_eq!(story.told(), [loss.clone(), copies, What::Latency { us: [1_000, 2_000] }, What::Loss { ppm: 0 }]);
    let set = |slow_us, clock_ppm, flush_us| Action::SetMember { member: 4, slow_us, clock_ppm, flush_us };
    story.act(set(Some(200_000), Some(0), Some([0, 0])));
    story.act(set(Some(200_000), Some(-9), Some([0, 300_000])));
    assert_eq!(story.told(), [What::Slow { us: 200_000 }, What::ClockOff { ppm: -9 }, What::SlowDisk { us: 300_000 }]);
    story.set_network(Some(100_000), None, None);
    story.act(Action::Heal);
    story.set_network(Some(100_000), Some(0), None);
    story.act(set(Some(200_000), Some(0), Some([0, 0])));
    assert_eq!(story.told(), [loss.clone(), What::Healed, loss, What::Slow { us: 200_000 }]);
}

#[test]
fn letters_without_a_way_are_counted_where_they_were_first_told() {
    let mut story = Story::led_by_beto();
    story.act(Action::Partition { groups: vec![vec![1, 2]] }).told();
    for nth in 0..4 {
        story.at(10_000_000 + nth * 2_000_000);
        story.stop(LEADER, 5, MessageKind::Heartbeat, DropReason::Partition);
        story.stop(5, LEADER, MessageKind::HeartbeatResponse, DropReason::Partition);
        story.stop(LEADER, 5, MessageKind::Append, DropReason::Partition);
        story.stop(LEADER, 4, MessageKind::Append, DropReason::Partition);
        story.stop(LEADER, 1, MessageKind::Append, DropReason::Cut);
        story.event(TraceEvent::Crash { member: 3 });
    }
    let (away, river) = (What::Away { led: false }, |times| What::NoWay { to: None, times });
    let cut = |times| What::NoWay { to: Some(1), times };
    let mut told = story.told();
    told.retain(|what| !matches!(what, What::Heartbeats { .. }));
    assert_eq!(
        told,
        [river(6), cut(3), away.clone(), away.clone(), away.clone(), river(2), cut(1), away],
        "the fourth came long after the first"
    );
    story.act(Action::Partition { groups: vec![] }).at(16_500_000);
    story.act(Action::Partition { groups: vec![vec![2]] });
    story.stop(LEADER, 5, MessageKind::Append, DropReason::Partition);
    assert_eq!(story.told().last(), Some(&river(1)), "another flood");
}

#[test]
fn a_river_with_everybody_on_one_side_fell() {
    let mut story = Story::led_by_beto();
    story.told();
    let all = vec![vec![1, 2, 3, 4, 5]];
    story.act(Action::Partition { groups: vec![] }).act(Action::Partition { groups: all.clone() });
    story.act(Action::AddMember { member: 6 }).act(Action::Partition { groups: all.clone() });
    story.event(TraceEvent::Shutdown { member: 6 }).act(Action::Partition { groups: vec![vec![1, 2]] });
    let sides = vec![vec![1, 2, 3, 4, 5], vec![6]];
    assert_eq!(
        story.told(),
        [
            What::Ebbed,
            What::Ebbed,
            What::Joining,
            What::Parted { groups: sides },
            What::Parted { groups: vec![vec![1, 2], vec![3, 4, 5]] },
        ]
    );
}

#[test]
fn a_copy_is_told_only_if_somebody_asked_for_it() {
    let mut story = Story::led_by_beto();
    story.append(LEADER, 2, 1, piece(2, "/puzzle/r2c3"));
    let id = story.send(LEADER, 3, MessageKind::Append, with_entries(&[2]));
    story.send(LEADER, 4, MessageKind::Snapshot, Content::Nothing);
    story.told();
    story.act(Action::DuplicateMessage { id });
    story.copy(LEADER, 3, MessageKind::Append, with_entries(&[2]));
    story.copy(LEADER, 4, MessageKind::Snapshot, Content::Nothing);
    story.copy(1, LEADER, MessageKind::VoteResponse, would(false));
    let about = LetterAbout::Notes(vec![Note::Piece(7)]);
    assert_eq!(story.told(), [What::Copied { to: Address::Member(3), about }]);
}

#[test]
fn who_asks_if_it_would_win_hears_so_or_asks_again() {
    let mut story = Story::led_by_beto();
    story.told();
    let ask = |story: &mut Story| {
        for friend in [1, 2, 3, 5] {
            story.send(4, friend, MessageKind::PreVoteRequest, Content::VoteAsked { last: Some(1) });
        }
    };
    let answer = |story: &mut Story, friend, granted| {
        story.letter(friend, 4, MessageKind::PreVoteResponse, would(granted));
    };
    ask(story.at(5_000_000));
    answer(story.at(5_200_000), 1, false);
    ask(story.at(8_000_000));
    answer(story.at(8_200_000), 1, true);
    answer(story.at(8_300_000), 3, true);
    story.role(4, 2, Role::Candidate);
    let because = NoBecause::Lease { leader: LEADER };
    assert_eq!(
        story.told(),
        [
            What::Wonders { run: Run::Silence },
            What::VoteNo { candidate: 4, because, would: true },
            What::Wonders { run: Run::Again },
            What::WouldVote { candidate: 4, friends: vec![1, 3] },
            What::Candidate { term: 2, run: Run::Encouraged },
        ]
    );
    story.act(Action::SetMember { member: 4, slow_us: Some(500_000), clock_ppm: None, flush_us: None });
    story.letter(LEADER, 4, MessageKind::Append, with_entries(&[]));
    story.role(4, 2, Role::Follower).told();
    ask(story.at(12_000_000));
    answer(story.at(12_200_000), 1, true);
    story.at(12_700_000).role(4, 3, Role::Candidate);
    assert_eq!(story.told().last(), Some(&What::Candidate { term: 3, run: Run::Encouraged }), "it reads slowly");
    story.at(13_300_000).role(4, 4, Role::Candidate);
    assert_eq!(story.told(), [What::Candidate { term: 4, run: Run::Again }]);
}

#[test]
fn who_was_asked_to_run_and_trusts_a_leader_says_so() {
    let mut story = Story::led_by_beto();
    story.letter(LEADER, 4, MessageKind::Heartbeat, Content::Nothing).told();
    story.at(5_000_000).act(Action::Campaign { member: 4 });
    assert_eq!(story.told(), [], "it may still run at this moment");
    story.at(5_300_000).event(TraceEvent::Crash { member: 1 });
    assert_eq!(story.told(), [What::Trusts { leader: Some(LEADER) }, What::Away { led: false }]);
    story.at(9_000_000).act(Action::Campaign { member: 4 });
    story.send(4, 1, MessageKind::PreVoteRequest, Content::VoteAsked { last: Some(1) });
    story.at(9_300_000).event(TraceEvent::Crash { member: 3 });
    assert_eq!(story.told(), [What::Wonders { run: Run::Asked }, What::Away { led: false }]);
}

#[test]
fn who_is_handed_the_office_is_not_tired_of_waiting() {
    let mut story = Story::led_by_beto();
    story.told();
    for friend in [3, 4] {
        story.letter(LEADER, friend, MessageKind::TransferLeader, Content::Nothing);
    }
    story.role(4, 2, Role::Candidate);
    assert_eq!(story.told(), [What::Candidate { term: 2, run: Run::Handed { by: LEADER } }]);
    story.at(9_000_000).role(3, 3, Role::Candidate);
    assert_eq!(story.told(), [What::Candidate { term: 3, run: Run::Silence }], "that was long ago");
}
