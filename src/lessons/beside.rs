//! Scenes that pass beside the one on the stage, so that villages can be compared at the same moment.

use std::rc::Rc;

use super::play::{Tracks, found};
use super::{Evidence, Lesson, Step, Until};
use crate::cluster::Frame;
use crate::session::Session;

/// Real sessions of some of a lesson's scenes, each of which ends when its part of the step does.
pub struct Beside {
    runs: Vec<Run>,
}

struct Run {
    session: Session,
    tracks: Tracks,
    evidence: Evidence,
    /// What it ends with; without it, it goes on.
    ends: Option<fn(&Evidence) -> bool>,
    end_us: Option<u64>,
}

/// One of the scenes at the moment that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub frame: Rc<Frame>,
    /// When it ended, if it has.
    pub done_us: Option<u64>,
}

impl Beside {
    pub fn new(lesson: &Lesson, step: &Step, scenes: &[usize], seed: u64) -> Self {
        let run = |scene: &usize| {
            let last = step.legs.iter().rev().find(|leg| leg.scene == *scene);
            let session = found(&lesson.scenes[*scene], seed);
            Run {
                evidence: Evidence::new(Rc::new(session.frame())),
                session,
                tracks: Tracks::new(&lesson.scenes[*scene]),
                ends: last.and_then(|leg| match leg.until {
                    Until::Once { holds, .. } => Some(holds),
                    _ => None,
                }),
                end_us: None,
            }
        };
        Self { runs: scenes.iter().map(run).collect() }
    }

    /// All of them at a moment, past or future, in virtual microseconds; without one, each at its end.
    pub fn show(&mut self, t_us: Option<u64>) -> Vec<Shown> {
        self.runs.iter_mut().map(|run| run.show(t_us)).collect()
    }
}

impl Run {
    fn show(&mut self, t_us: Option<u64>) -> Shown {
        let wanted_us = t_us.unwrap_or(if self.ends.is_some() { u64::MAX } else { self.session.end_us() });
        let to_us = self.end_us.map_or(wanted_us, |end_us| end_us.min(wanted_us));
        if to_us <= self.session.end_us() {
            self.session.seek(to_us);
        } else {
            self.go_on_to(to_us);
        }
        let now_us = self.session.now_us();
        let done_us = self.end_us.filter(|end_us| *end_us <= now_us);
        Shown { frame: Rc::new(self.session.frame()), done_us }
    }

    /// From event to event, so that its end is seen in its moment.
    fn go_on_to(&mut self, to_us: u64) {
        self.session.seek(self.session.end_us());
        loop {
            self.look();
            if self.ends.is_some_and(|holds| holds(&self.evidence)) {
                self.end_us = Some(self.session.now_us());
                return;
            }
            while let Some(action) = self.tracks.take_due(self.session.now_us(), &self.evidence) {
                // As in a script: what has become impossible is left out.
                let _ = self.session.dispatch(action);
                self.look();
            }
            let now_us = self.session.now_us();
            let next = [self.tracks.next_us(), self.session.next_moment_us()].into_iter().flatten().min();
            let next_us = next.map_or(to_us, |next_us| next_us.min(to_us));
            if next_us <= now_us {
                return;
            }
            self.session.advance_to(next_us);
        }
    }

    fn look(&mut self) {
        let news = self.session.take_news();
        if news.from_the_start {
            self.evidence.begin_anew();
        }
        news.lines.iter().for_each(|line| self.evidence.observe(line));
        self.evidence.now = Rc::new(self.session.frame());
    }
}
