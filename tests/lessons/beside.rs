//! Villages side by side are the very runs that the charts are drawn from, and their queues are what is missing.

use quorum::lessons::{Beside, Data, Phase, Play, Shown, pieces_of, waiting};

use crate::{SEEDS, lesson, next_us};

/// Seconds.
fn times(play: &Play) -> Vec<f64> {
    let chart = play.lesson().charts.iter().find(|chart| chart.id == "search").expect("it is drawn");
    let Some(Data::Bars(bars)) = (chart.read)(play.values()) else { panic!("it has bars") };
    bars.iter().map(|bar| bar.value).collect()
}

fn in_queue(shown: &Shown) -> usize {
    waiting(&shown.frame).iter().map(|(_, pieces)| pieces.len()).sum()
}

#[test]
fn three_searches_end_when_the_chart_says() {
    let lesson = lesson("dividir");
    for seed in SEEDS {
        let (mut play, mut session) = Play::new(lesson, seed);
        play.go_to(&mut session, 2, &mut |_, _| {});
        let step = &lesson.steps[1];
        let mut beside = Beside::new(lesson, step, step.shows.scenes(), seed);
        let members: Vec<usize> = beside.show(Some(0)).iter().map(|shown| shown.frame.members.len()).collect();
        assert_eq!(members, [1, 3, 5]);
        let ends = beside.show(None);
        let done: Vec<f64> = ends.iter().map(|shown| shown.done_us.expect("all end") as f64 / 1e6).collect();
        assert_eq!(done, times(&play), "seed {seed}");
        assert!(ends.iter().all(|shown| in_queue(shown) == 0));
    }
}

#[test]
fn a_moment_beside_is_the_same_by_whatever_way_it_is_reached() {
    let lesson = lesson("dividir");
    let step = &lesson.steps[1];
    let begin = || Beside::new(lesson, step, step.shows.scenes(), 7);
    let (mut slowly, mut back) = (begin(), begin());
    back.show(None);
    for t_us in (0..30_000_000).step_by(700_000) {
        assert_eq!(slowly.show(Some(t_us)), begin().show(Some(t_us)), "{t_us}");
    }
    for t_us in [12_000_000, 3_000_000, 20_000_000] {
        assert_eq!(back.show(Some(t_us)), begin().show(Some(t_us)), "{t_us}");
    }
}

/// While the first search is on the stage they keep its time; the others then pass at once.
#[test]
fn searches_side_by_side_keep_the_time_of_the_stage() {
    let (mut play, mut session) = Play::new(lesson("dividir"), 7);
    play.go_to(&mut session, 1, &mut |_, _| {});
    assert_eq!((play.phase(), play.beside_us()), (Phase::Betting, Some(0)));
    play.lock();
    play.advance_to(&mut session, 5_000_000, &mut |_, _| {});
    assert_eq!(play.beside_us(), Some(5_000_000));
    while play.goes_on() {
        let next_us = next_us(&session);
        play.advance_to(&mut session, next_us, &mut |_, _| {});
        assert!(play.goes_on() == (session.spec().members == 1), "the others pass at once");
    }
    assert_eq!(play.beside_us(), None);
}

/// When five have found all, one alone still has a queue.
#[test]
fn queues_are_what_is_missing() {
    let lesson = lesson("dividir");
    let (step, at) = (&lesson.steps[5], 5);
    for seed in SEEDS {
        let mut beside = Beside::new(lesson, step, step.shows.scenes(), seed);
        let first = beside.show(Some(1_200_000));
        let queues: Vec<Vec<usize>> =
            first.iter().map(|shown| waiting(&shown.frame).iter().map(|(_, pieces)| pieces.len()).collect()).collect();
        assert_eq!(queues[0], [12], "seed {seed}");
        assert!(queues[1].len() == 5 && queues[1].iter().all(|queue| (1..=3).contains(queue)), "{queues:?}");
        let (mut play, mut session) = Play::new(lesson, seed);
        play.go_to(&mut session, at, &mut |_, _| {});
        play.finish(&mut session, &mut |_, _| {});
        let now = beside.show(play.beside_us());
        assert_eq!((in_queue(&now[1]), now[1].done_us), (0, Some(session.now_us())), "seed {seed}");
        assert_eq!(in_queue(&now[0]), 12 - pieces_of(&now[0].frame, 1), "seed {seed}");
        assert!(in_queue(&now[0]) > 0, "seed {seed}");
    }
}

/// A scene that follows another in the same step has a clock of its own: it is seen from its beginning on.
#[test]
fn a_scene_is_not_jumped_into() {
    let (mut play, mut session) = Play::new(lesson("dividir"), 7);
    play.go_to(&mut session, 4, &mut |_, _| {});
    let mut seen = Vec::new();
    while play.goes_on() {
        let until_us = session.now_us() + 50_000;
        play.advance_to(&mut session, until_us, &mut |_, _| {});
        let entered = (session.spec().members, session.now_us());
        if seen.last().is_none_or(|(members, _)| *members != entered.0) {
            seen.push(entered);
        }
    }
    let members: Vec<u8> = seen.iter().map(|(members, _)| *members).collect();
    assert_eq!(members, [1, 3, 5]);
    assert!(seen.iter().all(|(_, t_us)| *t_us < 2_500_000), "{seen:?}");
}
