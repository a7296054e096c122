//! What of a scene's script has been given, and what comes next.

use std::rc::Rc;

use crate::cluster::Action;
use crate::lessons::{Act, Cue, Evidence, Scene, When};

/// Cheap to copy: the cues are shared.
#[derive(Clone)]
pub struct Tracks(Vec<Track>);

#[derive(Clone)]
struct Track {
    cues: Rc<[Cue]>,
    /// When each of the first ones was given.
    given_us: Vec<u64>,
    /// When the next one is due, if what it waited for has been seen.
    due_us: Option<u64>,
}

impl Tracks {
    pub fn new(scene: &Scene) -> Self {
        let track = |cues: Vec<Cue>| Track { cues: cues.into(), given_us: Vec::new(), due_us: None };
        Self((scene.script)().into_iter().map(track).collect())
    }

    /// The action that is to be done now, if any; call again until there is none.
    pub fn take_due(&mut self, now_us: u64, evidence: &Evidence) -> Option<Action> {
        for track in &mut self.0 {
            while let Some(cue) = track.cues.get(track.given_us.len()) {
                if let When::Once { holds, after_us } = &cue.when
                    && track.due_us.is_none()
                    && holds(evidence)
                {
                    track.due_us = Some(now_us + after_us);
                }
                if track.next_us().is_none_or(|due_us| due_us > now_us) {
                    break;
                }
                track.given_us.push(now_us);
                track.due_us = None;
                let action = match &cue.act {
                    Act::Do(action) => Some(action.clone()),
                    Act::Find(find) => find(evidence),
                };
                if action.is_some() {
                    return action;
                }
            }
        }
        None
    }

    /// When the next one is due, as far as that is known.
    pub fn next_us(&self) -> Option<u64> {
        self.0.iter().filter_map(Track::next_us).min()
    }

    /// Whether one of them waits for something to come to be.
    pub fn wait(&self) -> bool {
        self.0.iter().any(|track| track.given_us.len() < track.cues.len() && track.next_us().is_none())
    }

    /// What was given later than `now_us` is to be given again.
    pub fn forget_after(&mut self, now_us: u64) {
        for track in &mut self.0 {
            track.given_us.retain(|given_us| *given_us <= now_us);
            track.due_us = None;
        }
    }
}

impl Track {
    fn next_us(&self) -> Option<u64> {
        match self.cues.get(self.given_us.len())?.when {
            When::At(at_us) => Some(at_us),
            When::Once { .. } => self.due_us,
        }
    }
}
