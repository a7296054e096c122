//! Worlds that are entered, and what goes on in them by itself.

use std::rc::Rc;

use super::{Play, Tell, Tracks};
use crate::lessons::Scene;
use crate::session::Session;

impl Play {
    /// How far scenes beside the stage's have come, in virtual microseconds; `None` once each is at its end.
    pub fn beside_us(&self) -> Option<u64> {
        let leg = self.step().and_then(|step| step.legs.get(self.leg));
        leg.is_some_and(|leg| !leg.at_once).then_some(self.evidence.now.t_us)
    }

    /// Whether silence passes no faster than anything else.
    pub fn keeps_silence(&self) -> bool {
        self.trial.is_none() && self.step().is_some_and(|step| step.keeps_silence)
    }

    /// Unless it is there already, or `anew`.
    pub(super) fn enter_scene(&mut self, session: &mut Session, scene: usize, anew: bool, tell: Tell) {
        if scene == self.scene && !anew {
            return;
        }
        self.scene = scene;
        self.enter(session, &self.lesson.scenes[scene], tell);
    }

    /// What comes before its beginning passes; from there on all counts.
    pub(super) fn enter(&mut self, session: &mut Session, scene: &Scene, tell: Tell) {
        *session = found(scene, self.seed);
        self.tracks = Tracks::new(scene);
        self.take(session, tell);
        while session.now_us() < scene.begins_us {
            self.give_cues(session, tell);
            let next_us = self.tracks.next_us().unwrap_or(scene.begins_us);
            let mut to_us = next_us.min(scene.begins_us);
            if self.tracks.wait() {
                to_us = to_us.min(session.next_moment_us().unwrap_or(to_us));
            }
            session.advance_to(to_us);
            self.take(session, tell);
        }
        self.evidence.mark();
    }

    pub(super) fn take(&mut self, session: &mut Session, tell: Tell) {
        let news = session.take_news();
        if news.from_the_start {
            self.evidence.begin_anew();
        }
        news.lines.iter().for_each(|line| self.evidence.observe(line));
        self.evidence.now = Rc::new(session.frame());
        self.judge();
        tell(session, news);
    }

    pub(super) fn give_cues(&mut self, session: &mut Session, tell: Tell) {
        // What was asked for already, before somebody looked back, is in the session's log.
        if session.now_us() < session.end_us() {
            return;
        }
        while let Some(action) = self.tracks.take_due(session.now_us(), &self.evidence) {
            // An action that somebody's own made impossible is left out, as from any script.
            let _ = session.dispatch(action);
            self.take(session, tell);
        }
    }
}

pub fn found(scene: &Scene, seed: u64) -> Session {
    Session::new((scene.world)(seed)).expect("lessons describe worlds that there can be")
}
