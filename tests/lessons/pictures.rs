//! What steps draw besides the village is what the village has.

use std::collections::BTreeSet;

use quorum::cluster::{Action, Address, MemberId, TraceEvent, WorldSpec};
use quorum::i18n::Lang;
use quorum::lessons::text::lesson as text;
use quorum::lessons::{Card, Common, Group, LESSONS, Lesson, Play, Pointer, SOON, Shows, common, majority, pieces_of};
use quorum::paint::{over, spots};
use quorum::scene::computer::computer;
use quorum::scene::copies::copies;
use quorum::scene::friends::{self, View};
use quorum::scene::places::{Layout, Map, Village};
use quorum::session::Session;

use crate::{SEEDS, lesson};

/// A lesson at the end of a step, from 1 on.
fn at_end(id: &str, step: usize, seed: u64) -> (Play, Session) {
    let (mut play, mut session) = Play::new(lesson(id), seed);
    play.go_to(&mut session, step - 1, &mut |_, _| {});
    play.finish(&mut session, &mut |_, _| {});
    (play, session)
}

fn shows(play: &Play) -> Shows {
    play.step().expect("it is a step").shows
}

/// Steps that show some of a lesson's cards show each of them once, in order.
#[test]
fn cards_that_are_shown_a_few_at_a_time_are_all_shown() {
    for lesson in LESSONS {
        let few = lesson.steps.iter().filter_map(|step| match step.shows {
            Shows::CardsOf([from, to]) => Some(from..=to),
            _ => None,
        });
        let shown: Vec<usize> = few.flatten().collect();
        let all = text(usize::from(lesson.number), Lang::Pt).expect("it has texts").numbered("card").count();
        assert!(shown.is_empty() || shown == (1..=all).collect::<Vec<_>>(), "{}: {shown:?} of {all}", lesson.id);
    }
}

#[test]
fn every_card_has_its_text_and_leads_to_a_step() {
    let mut soon = Vec::new();
    for lesson in LESSONS {
        let texts = Lang::ALL.map(|lang| text(usize::from(lesson.number), lang).expect("it has texts"));
        for cards in lesson.steps.iter().filter_map(|step| match step.shows {
            Shows::Cards(cards) => Some(cards),
            _ => None,
        }) {
            assert!(texts.iter().all(|texts| texts.numbered("card").count() == cards.len()), "{}", lesson.id);
            assert!(
                lesson.steps.iter().all(|step| step.shows != Shows::Parts) || texts[0].numbered("part").count() == 3
            );
            for card in cards {
                let Card::Moment(number, step) = *card else { continue };
                let there = text(usize::from(number), Lang::Pt).expect("it has texts");
                assert!(there.get(&step.to_string()).is_some(), "{number}.{step}");
                match Lesson::of(number) {
                    Some(there) => assert!(usize::from(step) <= there.steps.len(), "{number}.{step}"),
                    None => soon.push((number, step)),
                }
            }
        }
    }
    assert!(soon.iter().all(|(number, _)| SOON.contains(number)), "{soon:?}");
}

/// Its memory is the board, its disk the notebook, and what is on the way has been sent and has not arrived.
#[test]
fn a_computer_has_what_its_friend_has() {
    for seed in SEEDS {
        let (play, session) = at_end("muitos-amigos", 3, seed);
        let Shows::Computer(id) = shows(&play) else { panic!("it shows a computer") };
        let frame = session.frame();
        let drawn = computer(&frame, id).expect("it is there");
        assert_eq!(drawn.memory as usize, pieces_of(&frame, id));
        assert!(drawn.memory > 0, "seed {seed}");

        let mut replayed = Session::import(session.export()).expect("it was this session's own");
        replayed.advance_to(session.now_us());
        let (mut lines, mut flying) = (0, BTreeSet::new());
        let me = Address::Member(id);
        for line in replayed.take_news().lines {
            match &line.event {
                TraceEvent::LogAppend { member, index, .. } if *member == id => lines = *index,
                TraceEvent::Send { id, from, to, .. } if *from == me || *to == me => {
                    flying.insert(*id);
                }
                TraceEvent::Deliver { id, .. } | TraceEvent::Drop { id, .. } => {
                    flying.remove(id);
                }
                _ => {}
            }
        }
        assert_eq!((drawn.disk, drawn.network as usize), (lines, flying.len()), "seed {seed}");
    }
}

#[test]
fn the_groups_that_are_drawn_first_share_the_friend_that_is_pointed_at() {
    let (play, session) = at_end("maioria", 6, 7);
    let Shows::Groups(groups) = shows(&play) else { panic!("it shows groups") };
    let majority = majority(&session.frame());
    assert!(groups.iter().all(|group| group.len() == majority));
    let Common::Friends(both) = common(groups, majority) else { panic!("both are majorities") };
    let both: Vec<MemberId> = both.members().collect();
    let pointed = play.step().expect("it is a step").points;
    assert_eq!(both.iter().map(|id| Pointer::Home(*id)).collect::<Vec<_>>(), pointed);
}

/// At a phone's size and at a screen's: each group its line and its numbers, and who is in both stands out.
#[test]
fn groups_are_drawn_around_the_homes_of_their_friends() {
    let (play, session) = at_end("maioria", 6, 7);
    let Shows::Groups(groups) = shows(&play) else { panic!("it shows groups") };
    let frame = session.frame();
    for layout in [Layout::Compact, Layout::Wide] {
        let map = Map { layout, village: friends::village(&frame), street: false };
        let scene = friends::scene(&frame, View { map, speed: 0.125, still: true });
        let drawn = |groups| {
            let markup = over::groups(&scene, groups);
            ["over-group", "over-mark", "data-both"].map(|what| markup.matches(what).count())
        };
        assert_eq!(drawn(groups), [2, 6, 1]);
        assert_eq!(drawn([groups[0].toggled(3), groups[1]]), [2, 5, 0]);
        assert_eq!(drawn([Group::of(&[]), groups[1]]), [1, 3, 0]);
    }
}

#[test]
fn five_notebooks_are_equal_until_somebody_changes_a_copy() {
    for seed in SEEDS {
        let (play, session) = at_end("no-dia-a-dia", 4, seed);
        let Shows::Copies(id) = shows(&play) else { panic!("it shows copies") };
        let frame = session.frame();
        let equal = copies(&frame, None);
        assert_eq!((equal.rows.len(), equal.lines.len(), equal.odd.clone()), (5, 8, None), "seed {seed}");
        assert!(equal.are_whole());
        let values: Vec<&str> = equal.rows[0].cells.iter().flatten().map(|cell| &*cell.value).collect();
        assert_eq!(values[0], "pedaço-1");

        let changed = copies(&frame, Some(id));
        let odd = changed.odd.expect("it stands out");
        assert_eq!((odd.member, odd.others), (id, 4), "seed {seed}");
        assert!(odd.says != odd.others_say && values.contains(&&*odd.others_say));
        let marked = changed.rows.iter().flat_map(|row| row.cells.iter().flatten()).filter(|cell| cell.differs);
        assert_eq!(marked.count(), 1);
        assert_eq!(copies(&session.frame(), None), equal, "the village's are as they were");
    }
}

/// Where silence is what there is to see: how long it is, and whose patience ends first.
#[test]
fn silence_is_kept_where_it_is_told_of() {
    for lesson in LESSONS {
        let (mut play, mut session) = Play::new(lesson, 7);
        let mut kept = Vec::new();
        for at in 0..=lesson.steps.len() {
            play.go_to(&mut session, at, &mut |_, _| {});
            if play.keeps_silence() {
                kept.push(at + 1);
            }
        }
        let told: &[usize] = if lesson.id == "coordenacao" { &[1, 2, 3] } else { &[] };
        assert_eq!(kept, told, "{}", lesson.id);
    }
}

/// What is drawn around Beto's home on a phone, while he coordinates and once he is away.
#[test]
fn a_frame_leaves_the_sign_to_be_read() {
    let mut session = Session::new(WorldSpec::new(7)).expect("a default world");
    let drawn = |session: &Session| {
        let map = Map { layout: Layout::Compact, village: Village::Small, street: false };
        let frame = session.frame();
        let scene = friends::scene(&frame, View { map, speed: 1.0, still: false });
        spots::rings(&scene, &frame, &[Pointer::Home(2)])
    };
    assert!(drawn(&session).contains("<rect class=\"spot-ring\""), "nobody has a sign yet");
    session.dispatch(Action::Campaign { member: 2 }).expect("he is at home");
    session.advance_to(2_000_000);
    assert!(drawn(&session).contains("<path class=\"spot-ring\" d=\"M390 101V"), "{}", drawn(&session));
    session.dispatch(Action::Crash { member: 2 }).expect("he is at home");
    assert!(drawn(&session).contains("<rect class=\"spot-ring\""), "who is away has no sign");
}
