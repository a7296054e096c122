//! A lesson while it is taken: which step it is at, what of its script has been given, and what came of the bet.
//!
//! The page (or a test) owns the session; [`Play`] lets it advance and gives it the script's actions, so that what is
//! exported is a session like any other. Steps remember where they began, so going back is going back.

mod challenges;
mod commands;
mod scenes;
mod tracks;

use std::rc::Rc;

pub use self::challenges::Heard;
use self::challenges::Trial;
pub(super) use self::scenes::found;
pub(super) use self::tracks::Tracks;
use super::{Evidence, Leg, Lesson, Looking, Step, Until, Values};
use crate::session::{LogEntry, News, Session, SessionFile};

/// Where a lesson stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A bet may be placed; time stands until it is locked.
    Betting,
    Running,
    /// The step's time is over.
    Ended,
    /// After the last step: the goal is given, and time passes freely.
    Trying,
}

/// What the bet came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the learner had bet on, if anything.
    pub chosen: Option<usize>,
    /// What happened; `None` if it is none of the options, or more than one.
    pub happened: Option<usize>,
}

pub struct Play {
    lesson: &'static Lesson,
    seed: u64,
    step: usize,
    leg: usize,
    /// When the leg's condition was seen, if it waits for one.
    seen_us: Option<u64>,
    phase: Phase,
    /// The learner did something when the step's time was over: it goes on without end.
    is_free: bool,
    scene: usize,
    tracks: Tracks,
    evidence: Evidence,
    values: Values,
    /// Where each step began that was entered.
    starts: Vec<Start>,
    chosen: Option<usize>,
    outcome: Option<Outcome>,
    reached: bool,
    /// The challenge that is tried, instead of the step.
    trial: Option<Trial>,
}

/// What a step's beginning is made anew from.
#[derive(Clone)]
struct Start {
    scene: usize,
    log: Vec<LogEntry>,
    t_us: u64,
    /// The furthest moment that had been reached; later than `t_us` if the step shows the past.
    present_us: u64,
    tracks: Tracks,
    values: Values,
}

/// Who is told what happened, in the order it did.
pub type Tell<'a> = &'a mut dyn FnMut(&Session, News);

impl Play {
    /// A lesson at its beginning, and the session it shows.
    pub fn new(lesson: &'static Lesson, seed: u64) -> (Self, Session) {
        let scene = &lesson.scenes[0];
        let mut session = found(scene, seed);
        let mut play = Self {
            lesson,
            seed,
            step: 0,
            leg: 0,
            seen_us: None,
            phase: Phase::Running,
            is_free: false,
            scene: 0,
            tracks: Tracks::new(scene),
            evidence: Evidence::new(Rc::new(session.frame())),
            values: Values::default(),
            starts: Vec::new(),
            chosen: None,
            outcome: None,
            reached: false,
            trial: None,
        };
        play.enter(&mut session, scene, &mut |_, _| {});
        play.begin_step(&mut session, &mut |_, _| {});
        (play, session)
    }

    pub fn lesson(&self) -> &'static Lesson {
        self.lesson
    }

    /// Which step it is at, from 0 on; behind the last one, the goal.
    pub fn place(&self) -> usize {
        self.step
    }

    pub fn step(&self) -> Option<&'static Step> {
        self.lesson.steps.get(self.step)
    }

    pub fn phase(&self) -> Phase {
        self.phase
    }

    pub fn values(&self) -> &Values {
        &self.values
    }

    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome
    }

    /// Whether the goal was reached since it was given.
    pub fn reached(&self) -> bool {
        self.reached
    }

    pub fn is_bet(&self) -> bool {
        self.step == self.lesson.bet.step
    }

    /// Bets on an option, until time passes.
    pub fn choose(&mut self, option: usize) {
        if self.phase == Phase::Betting {
            self.chosen = Some(option);
        }
    }

    /// Locks the bet, placed or not: from now on time passes.
    pub fn lock(&mut self) {
        if self.phase == Phase::Betting {
            self.phase = Phase::Running;
        }
    }

    /// Whether time may pass.
    pub fn goes_on(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Trying)
    }

    /// Reads what happened; to be called for all that the session did by other hands than these.
    pub fn read(&mut self, session: &Session, news: &News) {
        if news.from_the_start {
            self.evidence.begin_anew();
        }
        news.lines.iter().for_each(|line| self.evidence.observe(line));
        self.evidence.now = Rc::new(session.frame());
        self.judge();
        if self.phase == Phase::Ended
            && self.trial.is_none()
            && session.now_us() < session.end_us()
            && self.step().is_some_and(|step| step.replay.is_none())
        {
            // Somebody looks back: it can be played once more up to where it ended.
            self.phase = Phase::Running;
        }
    }

    /// The learner acted: what the script was to do later on another branch is to be done on this one, and later
    /// steps begin from here.
    pub fn acted(&mut self, now_us: u64) {
        self.tracks.forget_after(now_us);
        self.seen_us = self.seen_us.filter(|seen_us| *seen_us <= now_us);
        self.starts.truncate(self.step + 1);
        if self.phase == Phase::Ended && self.trial.is_none() {
            (self.phase, self.is_free) = (Phase::Running, true);
        }
    }

    /// Whether the goal is reached, with the learner looking like this.
    pub fn look(&mut self, looking: &Looking) {
        if self.phase == Phase::Trying && self.trial.is_none() && !self.reached {
            self.reached = (self.lesson.goal.holds)(&self.evidence, looking);
        }
    }

    /// Lets time pass up to `t_us`, but not behind the step's end.
    pub fn advance_to(&mut self, session: &mut Session, mut t_us: u64, tell: Tell) {
        while self.goes_on() {
            // What is due at the very end belongs to what comes next.
            if self.leg_is_over() {
                let left_us = t_us.saturating_sub(session.now_us());
                self.end_leg(session, tell);
                // Another scene has a clock of its own.
                t_us = session.now_us().saturating_add(left_us);
                continue;
            }
            self.give_cues(session, tell);
            let t_us = if self.leg().is_some_and(|leg| leg.at_once) { u64::MAX } else { t_us };
            if session.now_us() >= t_us {
                break;
            }
            let mut to_us = t_us.min(self.tracks.next_us().unwrap_or(t_us));
            if let Some(end_us) = self.leg_end_us() {
                to_us = to_us.min(end_us);
            }
            if self.waits_for_something() {
                to_us = to_us.min(session.next_moment_us().unwrap_or(to_us));
            }
            let now_us = session.now_us();
            session.advance_to(to_us.max(now_us));
            self.take(session, tell);
            if session.now_us() == now_us {
                break;
            }
        }
    }

    /// Lets the rest of the step's time pass at once, with the commands typed that it asks for.
    pub fn finish(&mut self, session: &mut Session, tell: Tell) {
        self.lock();
        if self.phase == Phase::Running {
            self.type_the_rest(session, tell);
            if !self.is_free {
                self.advance_to(session, u64::MAX, tell);
            }
        }
    }

    /// Goes to a step, forward through those in between; to `steps.len()` for the goal.
    pub fn go_to(&mut self, session: &mut Session, step: usize, tell: Tell) {
        let step = step.min(self.lesson.steps.len());
        if self.trial.take().is_some() {
            self.return_to_start(session, tell);
        }
        if step < self.starts.len() {
            self.step = step;
            self.return_to_start(session, tell);
            return;
        }
        while self.step < step {
            self.finish(session, tell);
            self.step += 1;
            self.begin_step(session, tell);
        }
    }

    /// The step's time from its beginning once more, with what was bet.
    pub fn again(&mut self, session: &mut Session, tell: Tell) {
        let chosen = self.chosen;
        self.return_to_start(session, tell);
        self.chosen = chosen;
        self.lock();
    }

    fn return_to_start(&mut self, session: &mut Session, tell: Tell) {
        let start = self.starts[self.step].clone();
        let world = (self.lesson.scenes[start.scene].world)(self.seed);
        let file = SessionFile { format: crate::session::FORMAT, world, log: start.log };
        *session = Session::import(file).expect("it was this lesson's own log");
        self.scene = start.scene;
        self.tracks = start.tracks;
        self.values = start.values;
        session.advance_to(start.present_us);
        session.seek(start.t_us);
        self.take(session, tell);
        self.settle();
    }

    fn begin_step(&mut self, session: &mut Session, tell: Tell) {
        let goal = &self.lesson.goal;
        let (scene, anew) = match self.step() {
            Some(step) => (step.legs[0].scene, false),
            None => (goal.scene, goal.anew),
        };
        self.enter_scene(session, scene, anew, tell);
        let replay = self.step().and_then(|step| step.replay);
        session.seek(replay.map_or(session.end_us(), |replay| replay(&self.values)[0]));
        self.take(session, tell);
        self.starts.truncate(self.step);
        self.starts.push(Start {
            scene: self.scene,
            log: session.export().log,
            t_us: session.now_us(),
            present_us: session.end_us(),
            tracks: self.tracks.clone(),
            values: self.values.clone(),
        });
        self.settle();
    }

    /// At a step's beginning.
    fn settle(&mut self) {
        self.leg = 0;
        self.is_free = false;
        self.seen_us = None;
        self.reached = false;
        self.evidence.mark();
        if self.step <= self.lesson.bet.step {
            self.chosen = None;
        }
        if self.step <= self.lesson.bet.decided {
            self.outcome = None;
        }
        self.phase = match self.step() {
            None => Phase::Trying,
            Some(_) if self.is_bet() => Phase::Betting,
            Some(_) => Phase::Running,
        };
    }

    fn leg(&self) -> Option<&'static Leg> {
        if self.is_free || self.trial.is_some() {
            return None;
        }
        self.step()?.legs.get(self.leg)
    }

    /// When the leg ends, as far as that is known.
    fn leg_end_us(&self) -> Option<u64> {
        let leg = self.leg()?;
        if let Some(replay) = self.step()?.replay {
            return Some(replay(&self.values)[1]);
        }
        match leg.until {
            Until::Now => Some(0),
            Until::At(end_us) => Some(end_us),
            Until::Once { after_us, latest_us, .. } => {
                Some(self.seen_us.map_or(latest_us, |seen_us| latest_us.min(seen_us + after_us)))
            }
            Until::Typed { after_us } => {
                self.seen_us.map(|seen_us| seen_us + after_us).or_else(|| self.typed_latest_us())
            }
        }
    }

    fn waits_for_something(&self) -> bool {
        let waits = |leg: &Leg| matches!(leg.until, Until::Once { .. } | Until::Typed { .. });
        let leg_waits = self.leg().is_some_and(|leg| waits(leg) && self.seen_us.is_none());
        leg_waits || self.tracks.wait()
    }

    fn leg_is_over(&mut self) -> bool {
        let Some(leg) = self.leg() else { return false };
        let has_come = match leg.until {
            Until::Once { holds, .. } => holds(&self.evidence),
            Until::Typed { .. } => self.all_is_answered(),
            Until::Now | Until::At(_) => false,
        };
        if has_come && self.seen_us.is_none() {
            self.seen_us = Some(self.evidence.now.t_us);
        }
        self.leg_end_us().is_some_and(|end_us| self.evidence.now.t_us >= end_us)
    }

    fn end_leg(&mut self, session: &mut Session, tell: Tell) {
        let Some((step, leg)) = self.step().zip(self.leg()) else { return };
        (leg.measure)(&self.evidence, &mut self.values);
        if self.leg + 1 < step.legs.len() {
            self.leg += 1;
            self.seen_us = None;
            self.enter_scene(session, step.legs[self.leg].scene, false, tell);
            return;
        }
        self.phase = Phase::Ended;
        if self.step == self.lesson.bet.decided {
            self.outcome = Some(self.decide());
        }
    }

    fn decide(&self) -> Outcome {
        let holds = |option: &usize| (self.lesson.bet.options[*option])(&self.evidence, &self.values);
        let mut holding = (0..self.lesson.bet.options.len()).filter(holds);
        let happened = holding.next().filter(|_| holding.next().is_none());
        Outcome { chosen: self.chosen, happened }
    }
}
