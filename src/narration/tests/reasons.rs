//! Why votes are refused.

use super::*;
use crate::cluster::VoteRefused;

/// Duda asks for the second term with two lines; the other has two as well, and voted for Beto in the first.
fn asked() -> VoteRefused {
    let last = Some((1, 2));
    VoteRefused { asked_term: 2, asked_last: last, term: 1, node: LEADER, committed: false, leased: false, last }
}

fn no(refused: VoteRefused) -> Content {
    Content::Vote { granted: false, refused: Some(Box::new(refused)) }
}

#[test]
fn a_candidate_under_a_healthy_leader_is_refused_by_the_lease() {
    let mut story = Story::led_by_beto();
    story.at(4_000_000).letter(LEADER, 1, MessageKind::Heartbeat, Content::Nothing);
    story.told();
    story.at(4_200_000).event(TraceEvent::Action { action: Rc::new(Action::Campaign { member: 4 }) });
    story.role(4, 2, Role::Candidate).vote(4, 2, 4);
    for friend in [1, 2] {
        story.letter(
            friend,
            4,
            MessageKind::VoteResponse,
            no(VoteRefused { committed: true, leased: true, ..asked() }),
        );
    }
    assert_eq!(
        story.told(),
        [
            What::Candidate { term: 2, run: Run::Asked },
            What::VoteNo { candidate: 4, because: NoBecause::Lease { leader: 2 }, would: false },
            What::VoteNo { candidate: 4, because: NoBecause::Lease { leader: 2 }, would: false },
        ]
    );
}

#[test]
fn a_vote_is_refused_for_the_reason_the_answer_shows() {
    use NoBecause::{Lease, LogAhead, Unknown, Voted};
    let longer = VoteRefused { last: Some((1, 3)), ..asked() };
    let elected = VoteRefused { committed: true, ..asked() };
    for (refused, because) in [
        (longer.clone(), LogAhead),
        (VoteRefused { committed: true, ..longer.clone() }, LogAhead),
        (VoteRefused { committed: true, leased: true, ..longer.clone() }, Lease { leader: 2 }),
        (elected.clone(), Lease { leader: 2 }),
        (VoteRefused { leased: true, ..elected }, Lease { leader: 2 }),
        (VoteRefused { asked_last: None, ..asked() }, LogAhead),
        (VoteRefused { asked_last: Some((1, 9)), last: Some((2, 1)), ..asked() }, LogAhead),
        (VoteRefused { term: 2, node: 5, ..asked() }, Voted { other: 5 }),
        (VoteRefused { term: 2, node: 5, asked_last: Some((1, 3)), ..asked() }, Voted { other: 5 }),
        (VoteRefused { term: 3, node: 5, ..asked() }, Unknown),
    ] {
        let mut story = Story::led_by_beto();
        story.told();
        story.letter(1, 4, MessageKind::VoteResponse, no(refused.clone()));
        assert_eq!(story.told(), [What::VoteNo { candidate: 4, because, would: false }], "{refused:?}");
    }
}
