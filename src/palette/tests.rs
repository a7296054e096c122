//! Wishes are made of frames of real worlds, and done in them.

use super::*;
use crate::cluster::WorldSpec;
use crate::session::Session;

/// A world of seed 7, led.
fn led(members: u8) -> Session {
    let mut session = Session::new(WorldSpec { members, ..WorldSpec::new(7) }).unwrap();
    session.advance_to(10_000_000);
    assert!(leader(&session.frame()).is_some());
    session
}

#[track_caller]
fn does(session: &mut Session, wish: fn(&Frame) -> Action) -> Action {
    let action = wish(&session.frame());
    session.dispatch(action.clone()).unwrap();
    action
}

fn pass(session: &mut Session, seconds: u64) {
    session.advance_to(session.now_us() + seconds * 1_000_000);
}

#[test]
fn the_lowest_that_is_free_comes_and_the_highest_goes() {
    let mut session = led(5);
    assert_eq!(does(&mut session, add), Action::AddMember { member: 6 });
    let busy = session.dispatch(add(&session.frame())).unwrap_err();
    assert_eq!(busy, crate::session::Refusal::ChangeUnderWay(6));
    pass(&mut session, 10);
    session.dispatch(Action::RemoveMember { member: 2 }).unwrap();
    pass(&mut session, 10);
    assert_eq!(Palette::of(&session.frame(), &Draft::default()).friends, [1, 3, 4, 5, 6].map(|id| (id, true)));
    assert_eq!(add(&session.frame()), Action::AddMember { member: 2 });
    assert_eq!(does(&mut session, remove), Action::RemoveMember { member: 6 });
}

#[test]
fn there_is_no_tenth_friend() {
    let mut session = led(9);
    let refusal = session.dispatch(add(&session.frame())).unwrap_err();
    assert_eq!(refusal, crate::session::Refusal::NoRoom { member: 10, max: 9 });
}

#[test]
fn the_cap_goes_round() {
    let mut session = led(3);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let before = leader(&session.frame()).unwrap();
        let to = before % 3 + 1;
        assert_eq!(does(&mut session, hand_over), Action::TransferLeader { to });
        pass(&mut session, 10);
        assert_eq!(leader(&session.frame()), Some(to));
        seen.push(to);
    }
    assert_eq!(crate::few::sorted(seen, |id| *id), [1, 2, 3]);
}

#[test]
fn who_is_away_is_asked_for_nothing() {
    let mut session = led(5);
    let lead = leader(&session.frame()).unwrap();
    let away = [1, 2].map(|id| if id == lead { 3 } else { id });
    for member in away {
        session.dispatch(Action::Crash { member }).unwrap();
    }
    let asked = match campaign(&session.frame()) {
        Action::Campaign { member } => member,
        other => panic!("{other:?}"),
    };
    assert!(asked != lead && !away.contains(&asked), "{asked}");
    does(&mut session, campaign);
    assert_eq!(does(&mut session, snapshot), Action::TakeSnapshot { member: lead });
    does(&mut session, hand_over);
}

#[test]
fn what_nobody_can_do_is_refused_in_its_own_words() {
    use crate::session::Refusal;
    let mut session = led(1);
    let refused = |session: &mut Session, wish: fn(&Frame) -> Action| {
        let action = wish(&session.frame());
        session.dispatch(action).unwrap_err()
    };
    assert_eq!(refused(&mut session, campaign), Refusal::AlreadyLeader(1));
    assert_eq!(refused(&mut session, hand_over), Refusal::AlreadyLeader(1));
    assert_eq!(refused(&mut session, remove), Refusal::LastMember(1));
    assert_eq!(refused(&mut session, |frame| part(&sides(frame, &Sides::new()))), Refusal::BadGroups);
    session.dispatch(Action::Crash { member: 1 }).unwrap();
    assert_eq!(refused(&mut session, snapshot), Refusal::Down(1));
}

fn usual(members: u8) -> Sides {
    sides(&Session::new(WorldSpec { members, ..WorldSpec::new(7) }).unwrap().frame(), &Sides::new())
}

#[test]
fn the_usual_flood_cuts_off_less_than_half_on_the_left_bank() {
    assert_eq!(usual(5), [vec![4, 5], vec![1, 2, 3], vec![]]);
    assert_eq!(usual(7), [vec![4, 5, 7], vec![1, 2, 3, 6], vec![]]);
    assert_eq!(usual(9), [vec![4, 5, 7, 9], vec![1, 2, 3, 6, 8], vec![]]);
    for members in 2..=9 {
        assert_eq!(usual(members)[0].len(), usize::from(members / 2), "of {members}");
    }
}

#[test]
fn any_partition_can_be_formed_and_ended() {
    let mut session = led(5);
    let mut draft = usual(5);
    for id in [5, 5, 1] {
        draft = moved(draft, id);
    }
    assert_eq!(sides(&session.frame(), &draft), [vec![4], vec![2, 3], vec![1, 5]]);
    session.dispatch(part(&draft)).unwrap();
    assert_eq!(session.frame().network.groups, [vec![4], vec![2, 3], vec![1, 5]]);
    // What there is counts, not what was drafted.
    let there = sides(&session.frame(), &usual(5));
    assert_eq!(there, [vec![4], vec![2, 3], vec![1, 5]]);
    // Behind the last side comes the first.
    assert_eq!(moved(there.clone(), 1), [vec![1, 4], vec![2, 3], vec![5]]);
    let together = [1, 1, 4, 5, 5].into_iter().fold(there, moved);
    assert_eq!(part(&together), Action::Partition { groups: vec![] });
    session.dispatch(part(&together)).unwrap();
    assert!(session.frame().network.groups.is_empty());
}

#[test]
fn who_joins_finds_a_side_and_who_left_has_none() {
    let mut session = led(5);
    does(&mut session, remove);
    pass(&mut session, 10);
    assert_eq!(sides(&session.frame(), &usual(5)), [vec![4], vec![1, 2, 3], vec![]]);
    assert_eq!(sides(&session.frame(), &usual(3)), [vec![1, 4], vec![2, 3], vec![]]);
}

#[test]
fn a_slider_sets_what_it_is_for() {
    let mut session = led(5);
    let now = Letters::of(&session.frame());
    assert_eq!(
        [Dial::Loss, Dial::Copies, Dial::Shortest, Dial::Longest].map(|dial| now.at(dial)),
        [0, 0, 100_000, 150_000]
    );
    let held = Draft { held: Some((Dial::Loss, 400_000)), ..Draft::default() };
    assert_eq!(Palette::of(&session.frame(), &held).letters, Letters { loss_ppm: 400_000, ..now });
    for (dial, to, latency_us) in [
        (Dial::Loss, 200_000, None),
        (Dial::Copies, 50_000, None),
        (Dial::Longest, 50_000, Some([50_000, 50_000])),
        (Dial::Shortest, 800_000, Some([800_000, 800_000])),
    ] {
        assert!(to <= dial.max() && to % Dial::STEP == 0);
        let turned = Letters::of(&session.frame()).turned(dial, to);
        assert_eq!(turned.at(dial), to);
        let asked = turned.ask(dial);
        assert!(
            matches!(&asked, Action::SetNetwork { latency_us: asked_us, .. } if *asked_us == latency_us),
            "{asked:?}"
        );
        session.dispatch(asked).unwrap();
        assert_eq!(Letters::of(&session.frame()), turned);
    }
}
