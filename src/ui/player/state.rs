//! What the player holds besides signals: session, pace, narrator, and where it is on its way to.

use std::rc::Rc;

use super::guide::{Guide, Tell};
use crate::cluster::{Action, Frame, TraceLine, WorldSpec};
use crate::etcdctl::CommandOutput;
use crate::narration::{Line, Mark, Narrator};
use crate::session::{BadSession, News, Pacing, Refusal, Session, SessionFile};

/// Virtual time run between two looks at the clock.
const STRIDE_US: u64 = 2_000_000;

/// Somebody who reads along what happens, from the beginning on.
pub trait Listener {
    /// The session went back to its beginning, or is another one: all is told anew.
    fn begin_anew(&mut self);
    fn observe(&mut self, line: &TraceLine);
    /// All that happened so far has been told: the moment to ask for what commands have printed.
    fn look(&mut self, session: &Session);
    /// Somebody else has taken what a command printed.
    fn answered(&mut self, op: u64, output: &CommandOutput, is_done: bool);
}

pub struct State {
    pub session: Session,
    pub last_tick_ms: Option<f64>,
    pacing: Pacing,
    readers: Readers,
    guide: Option<Box<dyn Guide>>,
    /// The way to a moment that was asked for and is not reached yet.
    journey: Option<Journey>,
    /// How many journeys have begun.
    journeys: u64,
    /// The last journey that was finished, and the frame at its end.
    arrival: Option<(u64, Rc<Frame>)>,
    feed: Rc<[Line]>,
    marks: Rc<[Mark]>,
    skipped: Option<Skipped>,
}

/// Who reads along what happens.
struct Readers {
    narrator: Narrator,
    listener: Option<Box<dyn Listener>>,
    /// Whether the narrator knows more than is shown.
    told: bool,
}

impl Readers {
    fn tell(&mut self, session: &Session, news: &News) {
        if news.from_the_start {
            self.narrator = narrator(session);
        }
        for line in &news.lines {
            self.narrator.observe(line);
        }
        if let Some(listener) = &mut self.listener {
            if news.from_the_start {
                listener.begin_anew();
            }
            news.lines.iter().for_each(|line| listener.observe(line));
            listener.look(session);
        }
        self.told |= news.from_the_start || !news.lines.is_empty();
    }
}

struct Journey {
    number: u64,
    target_us: u64,
}

/// How a journey stands.
pub enum Standing {
    UnderWay,
    Arrived(Rc<Frame>),
    /// Somebody asked for another moment, or took in another session, before it was reached.
    Superseded,
}

/// Actions of a session that was taken in which could not be done when their moment came.
#[derive(Clone, Debug, PartialEq)]
pub struct Skipped {
    pub count: usize,
    pub last: Refusal,
}

/// All that is shown of one moment.
pub struct Picture {
    pub frame: Rc<Frame>,
    pub end_us: u64,
    pub feed: Rc<[Line]>,
    pub marks: Rc<[Mark]>,
    pub skipped: Option<Skipped>,
}

impl State {
    pub fn new(spec: WorldSpec) -> Self {
        Self::of(Session::new(spec).expect("the default world can be made"))
    }

    pub fn import(file: SessionFile) -> Result<Self, BadSession> {
        Session::import(file).map(Self::of)
    }

    fn of(session: Session) -> Self {
        let readers = Readers { narrator: narrator(&session), listener: None, told: true };
        Self {
            session,
            last_tick_ms: None,
            pacing: Pacing::default(),
            readers,
            guide: None,
            journey: None,
            journeys: 0,
            arrival: None,
            feed: Rc::default(),
            marks: Rc::default(),
            skipped: None,
        }
    }

    pub fn export(&self) -> String {
        serde_json::to_string(&self.session.export()).expect("a session is plain values")
    }

    pub fn forget_pace(&mut self) {
        self.pacing = Pacing::default();
    }

    /// Plays for so many real seconds. Returns how fast time passes, in virtual per real seconds.
    pub fn play(&mut self, seconds: f64, speed: f64, skip_silence: bool) -> f64 {
        if self.journey.is_none() {
            let skip_silence = skip_silence && !self.guide.as_ref().is_some_and(|guide| guide.keeps_silence());
            let way = self.pacing.way(&self.session, seconds, speed, skip_silence);
            let is_led = self.led(&mut |guide, session, tell| {
                if !way.through_silence {
                    return guide.advance_to(session, way.to_us, tell);
                }
                while session.now_us() < way.to_us && !session.is_busy() && guide.goes_on() {
                    let next_us = session.next_moment_us().map_or(way.to_us, |next_us| next_us.min(way.to_us));
                    guide.advance_to(session, next_us, tell);
                }
            });
            if !is_led {
                way.go(&mut self.session);
            }
        }
        self.pacing.speed(speed)
    }

    /// Has somebody lead from now on, through a session of their own.
    pub fn led_by(session: Session, guide: Box<dyn Guide>) -> Self {
        Self { guide: Some(guide), ..Self::of(session) }
    }

    /// Whoever leads takes their leave; the session stays.
    pub fn lead_no_more(&mut self) {
        self.guide = None;
    }

    pub fn is_led(&self) -> bool {
        self.guide.is_some()
    }

    /// Whether somebody leads who has no more to show for now.
    pub fn stands(&self) -> bool {
        self.guide.as_ref().is_some_and(|guide| !guide.goes_on())
    }

    /// Has whoever leads do something with the session. Returns whether somebody does.
    pub fn led(&mut self, act: &mut dyn FnMut(&mut dyn Guide, &mut Session, Tell)) -> bool {
        self.read_along();
        let Some(mut guide) = self.guide.take() else { return false };
        let readers = &mut self.readers;
        act(&mut *guide, &mut self.session, &mut |session, news| readers.tell(session, &news));
        self.guide = Some(guide);
        true
    }

    /// # Errors
    /// If it can't be done; then nothing has changed.
    pub fn dispatch(&mut self, action: Action) -> Result<Option<u64>, Refusal> {
        let op = self.session.dispatch(action)?;
        if let Some(guide) = &mut self.guide {
            guide.acted(self.session.now_us());
        }
        Ok(op)
    }

    /// Goes to the next moment in which something visible happens. Returns whether there is one.
    pub fn step_forward(&mut self) -> bool {
        self.picture();
        let before_us = self.session.now_us();
        let is_replay = before_us < self.session.end_us();
        if self.guide.is_none() || is_replay {
            return self.session.step_forward();
        }
        while !self.readers.told {
            let now_us = self.session.now_us();
            self.led(&mut |guide, session, tell| {
                let next_us = session.next_moment_us().unwrap_or(now_us);
                guide.advance_to(session, next_us, tell);
            });
            if self.stands() || self.session.now_us() == now_us {
                break;
            }
        }
        self.session.now_us() > before_us
    }

    /// Sets out for a moment. Returns the journey's number.
    pub fn set_out(&mut self, target_us: u64) -> u64 {
        self.journeys += 1;
        self.journey = Some(Journey { number: self.journeys, target_us });
        self.journeys
    }

    pub fn is_under_way(&self) -> bool {
        self.journey.is_some()
    }

    pub fn standing(&self, number: u64) -> Standing {
        match (&self.arrival, &self.journey) {
            (Some((arrived, frame)), _) if *arrived == number => Standing::Arrived(frame.clone()),
            (_, Some(journey)) if journey.number == number => Standing::UnderWay,
            _ => Standing::Superseded,
        }
    }

    /// Takes another session's place: its journeys are not this one's; who listened goes on listening, and is told
    /// the news that somebody has taken already.
    pub fn replacing(mut self, before: &mut State, news: &[News]) -> Self {
        self.journeys = before.journeys;
        self.readers.listener = before.readers.listener.take();
        news.iter().for_each(|news| self.readers.tell(&self.session, news));
        self
    }

    pub fn listen(&mut self, listener: Box<dyn Listener>) {
        self.readers.listener = Some(listener);
    }

    /// What a command printed was taken by somebody who asked for it.
    pub fn answered(&mut self, op: u64, output: &CommandOutput, is_done: bool) {
        self.read_along();
        if let Some(listener) = &mut self.readers.listener {
            listener.answered(op, output, is_done);
        }
    }

    /// Goes on its way while it `may`. Returns whether it has arrived.
    pub fn travel(&mut self, may: impl Fn() -> bool) -> bool {
        let Some(Journey { number, mut target_us }) = self.journey else { return true };
        if target_us < self.session.now_us() {
            self.session.rewind();
        }
        while self.session.now_us() < target_us {
            let stop_us = target_us.min(self.session.now_us() + STRIDE_US);
            let end_us = self.session.end_us();
            if self.guide.is_some() && self.session.now_us() >= end_us {
                self.led(&mut |guide, session, tell| guide.advance_to(session, stop_us, tell));
                if self.stands() {
                    target_us = self.session.now_us();
                    break;
                }
            } else {
                self.session.advance_to(if self.guide.is_some() { stop_us.min(end_us) } else { stop_us });
                self.read_along();
            }
            if !may() {
                break;
            }
        }
        if self.session.now_us() < target_us {
            return false;
        }
        // Actions of the log at the very moment, if it was reached without a step.
        self.session.advance_to(target_us);
        self.journey = None;
        self.arrival = Some((number, Rc::new(self.session.frame())));
        true
    }

    /// Has the narrator read what happened, so that a long way leaves no long trace behind.
    fn read_along(&mut self) {
        let news = self.session.take_news();
        if let Some(guide) = &mut self.guide {
            guide.read(&self.session, &news);
        }
        self.readers.tell(&self.session, &news);
        for (_, last) in self.session.take_refused() {
            let count = self.skipped.as_ref().map_or(0, |skipped| skipped.count) + 1;
            self.skipped = Some(Skipped { count, last });
        }
    }

    pub fn picture(&mut self) -> Picture {
        self.read_along();
        if std::mem::take(&mut self.readers.told) {
            self.feed = self.readers.narrator.lines().into();
            self.merge_marks();
        }
        Picture {
            frame: Rc::new(self.session.frame()),
            end_us: self.session.end_us(),
            feed: self.feed.clone(),
            marks: self.marks.clone(),
            skipped: self.skipped.clone(),
        }
    }

    /// Marks of the future stay while the past is shown, until somebody acts there.
    fn merge_marks(&mut self) {
        let (now_us, end_us) = (self.session.now_us(), self.session.end_us());
        let told = self.readers.narrator.marks().iter().cloned();
        let to_come = self.marks.iter().filter(|mark| mark.t_us > now_us && mark.t_us <= end_us).cloned();
        let marks: Vec<Mark> = told.chain(to_come).collect();
        if marks[..] != self.marks[..] {
            self.marks = marks.into();
        }
    }
}

fn narrator(session: &Session) -> Narrator {
    let spec = session.spec();
    Narrator::new(spec.members)
}
