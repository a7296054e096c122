//! A challenge while it is tried: its worlds one after another, and what each took.

use super::{Phase, Play, Tell};
use crate::cluster::{MemberId, Outcome};
use crate::lessons::{Challenge, Tools, Value, read_keys};
use crate::session::Session;

/// Where a challenge stands.
pub struct Trial {
    challenge: &'static Challenge,
    /// In which of its worlds.
    part: usize,
    /// What the worlds before took.
    spent: u64,
    stars: Option<u8>,
    is_lost: bool,
}

/// The last thing that a challenge's client was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// By whom, if anybody answered.
    pub by: Option<MemberId>,
    pub outcome: Outcome,
    /// What a read brought.
    pub value: Option<String>,
}

impl Play {
    /// Begins one of the lesson's challenges anew, in place of the step. [`Play::go_to`] leads back.
    pub fn try_challenge(&mut self, session: &mut Session, challenge: &'static Challenge, tell: Tell) {
        self.trial = None;
        self.enter_part(session, Trial { challenge, part: 0, spent: 0, stars: None, is_lost: false }, tell);
    }

    /// Goes on to the challenge's next world, once the one before is won.
    pub fn next_part(&mut self, session: &mut Session, tell: Tell) {
        let is_won = self.phase == Phase::Ended && self.stars().is_none() && !self.is_lost();
        if let Some(trial) = self.trial.take_if(|_| is_won) {
            let spent = trial.spent + (trial.challenge.cost)(&self.evidence);
            self.enter_part(session, Trial { part: trial.part + 1, spent, ..trial }, tell);
        }
    }

    /// The challenge that is tried.
    pub fn challenge(&self) -> Option<&'static Challenge> {
        self.trial.as_ref().map(|trial| trial.challenge)
    }

    /// In which of the challenge's worlds it is, from 0 on.
    pub fn part(&self) -> usize {
        self.trial.as_ref().map_or(0, |trial| trial.part)
    }

    /// What the challenge that is tried has taken so far; a time to the tenth of a second.
    pub fn cost(&self) -> Option<Value> {
        let trial = self.trial.as_ref()?;
        let spent = trial.spent + (trial.challenge.cost)(&self.evidence);
        Some(match (trial.challenge.told_as)(spent) {
            Value::Time(us) => Value::Time(us / 100_000 * 100_000),
            count => count,
        })
    }

    /// What came of the last press, where a challenge asks at doors.
    pub fn heard(&self) -> Option<Heard> {
        let client = self.challenge().filter(|challenge| matches!(challenge.tools, Tools::Doors(_)))?.client;
        let (_, told) = self.evidence.answers(client).last()?;
        let value = told.answer.and_then(|answer| read_keys(answer).first());
        Some(Heard {
            by: self.evidence.answered_by(client).last().map(|(_, by)| by),
            outcome: told.outcome,
            value: value.map(|kv| kv.value.clone()),
        })
    }

    /// How many the challenge was won with, once it is.
    pub fn stars(&self) -> Option<u8> {
        self.trial.as_ref()?.stars
    }

    /// Whether the challenge that is tried can't be won any more.
    pub fn is_lost(&self) -> bool {
        self.trial.as_ref().is_some_and(|trial| trial.is_lost)
    }

    /// Says who it is that a challenge asks for.
    pub fn name(&mut self, member: MemberId) {
        if self.trial.is_some() && self.phase == Phase::Trying {
            self.evidence.named.push(member);
            self.judge();
        }
    }

    fn enter_part(&mut self, session: &mut Session, trial: Trial, tell: Tell) {
        self.phase = Phase::Running;
        self.evidence.named.clear();
        self.enter(session, &trial.challenge.scenes[trial.part], tell);
        self.trial = Some(trial);
        self.phase = Phase::Trying;
    }

    /// A world that is won or lost stands still.
    pub(super) fn judge(&mut self) {
        let Some(trial) = &mut self.trial else { return };
        if self.phase != Phase::Trying {
            return;
        }
        if (trial.challenge.lost)(&self.evidence) {
            (self.phase, trial.is_lost) = (Phase::Ended, true);
        } else if (trial.challenge.wins)(&self.evidence) {
            self.phase = Phase::Ended;
            if trial.part + 1 == trial.challenge.scenes.len() {
                trial.stars = Some(trial.challenge.stars(trial.spent + (trial.challenge.cost)(&self.evidence)));
            }
        }
    }
}
