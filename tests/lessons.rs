//! Every lesson, played without a page on many seeds: each bet is decided as the lesson says, what is told has
//! happened, each goal can be reached, and what a step points at is there while it is told.

mod lessons {
    mod beside;
    mod challenges;
    mod charts;
    mod pictures;
    mod stories;
    pub mod told;
}

use std::rc::Rc;

use quorum::etcd::KeyRange;
use quorum::lessons::{Act, LESSONS, Lesson, Looking, Phase, Play, Pointer, Step, Until, When};
use quorum::session::Session;

const SEEDS: std::ops::Range<u64> = 1..21;
/// How long a goal may take after the last action towards it, in virtual microseconds.
const GOAL_US: u64 = 30_000_000;

/// As it stands in addresses.
fn lesson(id: &str) -> &'static Lesson {
    LESSONS.iter().find(|lesson| lesson.id == id).unwrap_or_else(|| panic!("{id} is no lesson"))
}

/// Every lesson on every seed, on two threads: they know nothing of each other.
fn each(check: impl Fn(&'static Lesson, u64) + Sync) {
    let check = &check;
    std::thread::scope(|scope| {
        for rest in 0..2 {
            scope.spawn(move || {
                for seed in SEEDS.filter(|seed| seed % 2 == rest) {
                    LESSONS.iter().for_each(|lesson| check(lesson, seed));
                }
            });
        }
    });
}

/// The next event, or a little later where nothing happens any more.
fn next_us(session: &Session) -> u64 {
    session.next_moment_us().unwrap_or(session.now_us() + 100_000)
}

fn is_there(pointer: Pointer, session: &Session) -> bool {
    let Pointer::Tree(key) = pointer else { return pointer.is_there(&session.frame()) };
    let has_it = |store: &quorum::etcd::Store| key == "/" || store.range(&KeyRange::prefix(key)).next().is_some();
    session.read_store(None, |_, store| has_it(store)).unwrap_or(false)
}

/// Lets a step pass event by event; its pointers have to be there, and its legs to end because of what they wait for.
fn play_step(play: &mut Play, session: &mut Session, step: &Step) {
    let mut missing = step.points.to_vec();
    // When each scene of the step was left.
    let mut left_us = vec![session.now_us()];
    let mut look = |session: &Session| {
        missing.retain(|pointer| !is_there(*pointer, session));
        let now_us = session.now_us();
        match left_us.last_mut() {
            Some(last_us) if *last_us <= now_us => *last_us = now_us,
            _ => left_us.push(now_us),
        }
    };
    look(session);
    play.lock();
    if !step.commands.is_empty() {
        play.finish(session, &mut |session, _| look(session));
    }
    while play.goes_on() {
        let next_us = next_us(session);
        play.advance_to(session, next_us, &mut |session, _| look(session));
    }
    look(session);
    let place = format!("{} step {}, seed {}", play.lesson().id, play.place() + 1, session.spec().seed);
    assert!(missing.is_empty(), "{place}: never there: {missing:?}");
    if step.replay.is_none() {
        let last_legs = step.legs.chunk_by(|leg, next| leg.scene == next.scene).filter_map(<[_]>::last);
        for (leg, left_us) in last_legs.zip(left_us.iter().rev().take(step.legs.len()).rev()) {
            if let Until::Once { latest_us, .. } = leg.until {
                assert!(*left_us < latest_us, "{place}: {left_us} is the latest");
            }
        }
    }
}

#[test]
fn lessons_go_as_they_say() {
    each(|lesson, seed| {
        let (mut play, mut session) = Play::new(lesson, seed);
        let bet = &lesson.bet;
        for (at, step) in lesson.steps.iter().enumerate() {
            assert_eq!(play.place(), at);
            assert_eq!(play.phase() == Phase::Betting, at == bet.step, "{} {at}", lesson.id);
            play_step(&mut play, &mut session, step);
            if at == bet.decided {
                let outcome = play.outcome().expect("decided at this step's end");
                assert_eq!(outcome.happened, Some(bet.expected), "{} seed {seed}", lesson.id);
            }
            lessons::told::check(lesson, at, &play, &session);
            play.go_to(&mut session, at + 1, &mut |_, _| {});
        }
        assert_eq!(play.phase(), Phase::Trying);
        assert_eq!(session.frame().violations, []);
        reach_goal(&mut play, &mut session);
    });
}

/// The first lesson waits for what friends find by themselves: that comes early, late, and in between.
#[test]
fn the_first_lesson_goes_as_it_says_whenever_a_piece_is_found() {
    let lesson = lesson("vila");
    for seed in 1..401 {
        let (mut play, mut session) = Play::new(lesson, seed);
        for (at, step) in lesson.steps.iter().enumerate() {
            play_step(&mut play, &mut session, step);
            if at == lesson.bet.decided {
                let outcome = play.outcome().expect("decided at this step's end");
                assert_eq!(outcome.happened, Some(lesson.bet.expected), "seed {seed}");
            }
            play.go_to(&mut session, at + 1, &mut |_, _| {});
        }
    }
}

/// The lesson's own way to its goal gets there, and not before its last action.
fn reach_goal(play: &mut Play, session: &mut Session) {
    let lesson = play.lesson();
    let place = format!("the goal of {}, seed {}", lesson.id, session.spec().seed);
    let begun_us = session.now_us();
    let mut last_us = begun_us;
    for cue in (lesson.goal.solution)() {
        let When::At(at_us) = cue.when else { panic!("solutions are told by the clock") };
        last_us = begun_us + at_us;
        play.advance_to(session, last_us, &mut |_, _| {});
        play.look(&Looking::default());
        assert!(!play.reached(), "{place}: before the last action");
        let action = match cue.act {
            Act::Do(action) => action,
            Act::Find(find) => find(play.evidence()).expect("it is there"),
        };
        session.dispatch(action).expect("a learner can do it");
        let news = session.take_news();
        play.read(session, &news);
    }
    while !play.reached() {
        assert!(session.now_us() < last_us + GOAL_US, "{place}: not reached");
        let next_us = next_us(session);
        play.advance_to(session, next_us, &mut |_, _| {});
        let letter = session.frame().messages.first().map(|letter| letter.id);
        play.look(&Looking { paused: true, letter, challenges_won: 3 });
    }
}

/// What the lesson does by itself is no answer to its goal.
#[test]
fn goals_are_not_reached_by_waiting() {
    for lesson in LESSONS {
        let (mut play, mut session) = Play::new(lesson, 7);
        play.go_to(&mut session, lesson.steps.len(), &mut |_, _| {});
        let until_us = session.now_us() + 2 * GOAL_US;
        while session.now_us() < until_us {
            let next_us = session.now_us() + 250_000;
            play.advance_to(&mut session, next_us, &mut |_, _| {});
            play.look(&Looking::default());
            assert!(!play.reached(), "{}", lesson.id);
        }
    }
}

#[test]
fn going_back_is_going_back() {
    for lesson in LESSONS {
        let (mut play, mut session) = Play::new(lesson, 7);
        let mut hashes = Vec::new();
        for at in 0..=lesson.steps.len() {
            play.go_to(&mut session, at, &mut |_, _| {});
            hashes.push((session.now_us(), session.trace_hash(), Rc::new(session.frame())));
        }
        for (at, (t_us, hash, frame)) in hashes.iter().enumerate().rev() {
            play.go_to(&mut session, at, &mut |_, _| {});
            assert_eq!((session.now_us(), session.trace_hash()), (*t_us, *hash), "{} step {}", lesson.id, at + 1);
            assert_eq!(session.frame(), **frame);
        }
        // In one go, by somebody who enters at the end.
        let (mut play, mut session) = Play::new(lesson, 7);
        play.go_to(&mut session, lesson.steps.len(), &mut |_, _| {});
        let (t_us, hash, _) = hashes.last().expect("there are steps");
        assert_eq!((session.now_us(), session.trace_hash()), (*t_us, *hash), "{}", lesson.id);
    }
}
