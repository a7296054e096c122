//! The one bridge between the page and the session: it holds the session, asks it to advance while
//! it plays, publishes one frame per drawn picture and passes on what people ask for.
//!
//! The wall clock decides when to ask, never what happens.

pub mod guide;
mod look;
mod state;

use std::rc::Rc;

use leptos::leptos_dom::helpers::{AnimationFrameRequestHandle, request_animation_frame_with_handle};
use leptos::prelude::*;

pub use self::state::{Listener, Skipped};
use self::state::{Standing, State};
use crate::cluster::{Action, EtcdctlCall, Frame, WorldSpec};
use crate::etcdctl::CommandOutput;
use crate::narration::{Line, Mark};
use crate::platform::{panic, screen};
use crate::session::{BadSession, News, Refusal, SessionFile, Speed};

/// How long a command line may take, in virtual microseconds: etcdctl's own timeout.
const COMMAND_US_MAX: u64 = 5_000_000;
/// How much of a way through time is run at once before the page may breathe, in real milliseconds.
const SLICE_MS: f64 = 12.0;
/// A drawn picture is worth no more real time than this: after a stall, time goes on, it does not jump.
const TICK_SECONDS_MAX: f64 = 0.1;

/// What the page knows of its session, as signals, and all that can be done with it. Cheap to copy; in the context.
#[derive(Clone, Copy)]
pub struct Player {
    /// The moment to draw.
    pub frame: ReadSignal<Rc<Frame>, LocalStorage>,
    pub playing: ReadSignal<bool>,
    pub speed: ReadSignal<Speed>,
    /// How fast time passes right now: `speed`, and more in silence.
    pub pace: ReadSignal<f64>,
    /// Whether silence (nothing in flight but heartbeats) passes faster.
    pub skip_silence: ReadSignal<bool>,
    /// The furthest moment this branch has been played to.
    pub end_us: ReadSignal<u64>,
    /// What happened up to this moment, newest last.
    pub feed: ReadSignal<Rc<[Line]>, LocalStorage>,
    /// What the scrubber marks, over all that this branch has been played to.
    pub marks: ReadSignal<Rc<[Mark]>, LocalStorage>,
    /// How many steps have been taken by hand.
    pub steps: ReadSignal<u32>,
    /// What of the session's log could not be done, if anything.
    pub skipped: ReadSignal<Option<Skipped>>,
    set: Setters,
    state: StoredValue<State, LocalStorage>,
    ticker: StoredValue<Option<AnimationFrameRequestHandle>, LocalStorage>,
}

#[derive(Clone, Copy)]
struct Setters {
    frame: WriteSignal<Rc<Frame>, LocalStorage>,
    playing: WriteSignal<bool>,
    speed: WriteSignal<Speed>,
    pace: WriteSignal<f64>,
    skip_silence: WriteSignal<bool>,
    end_us: WriteSignal<u64>,
    feed: WriteSignal<Rc<[Line]>, LocalStorage>,
    marks: WriteSignal<Rc<[Mark]>, LocalStorage>,
    steps: WriteSignal<u32>,
    skipped: WriteSignal<Option<Skipped>>,
}

impl Player {
    /// A player of the default world of `seed`, paused at its start.
    pub fn start(seed: u64) -> Player {
        let mut state = State::new(WorldSpec::new(seed));
        let picture = state.picture();
        let (frame, set_frame) = signal_local(picture.frame);
        let (playing, set_playing) = signal(false);
        let (speed, set_speed) = signal(Speed::SLOW);
        let (pace, set_pace) = signal(Speed::SLOW.0);
        let (skip_silence, set_skip_silence) = signal(true);
        let (end_us, set_end_us) = signal(picture.end_us);
        let (feed, set_feed) = signal_local(picture.feed);
        let (marks, set_marks) = signal_local(picture.marks);
        let (steps, set_steps) = signal(0);
        let (skipped, set_skipped) = signal(picture.skipped);
        let set = Setters {
            frame: set_frame,
            playing: set_playing,
            speed: set_speed,
            pace: set_pace,
            skip_silence: set_skip_silence,
            end_us: set_end_us,
            feed: set_feed,
            marks: set_marks,
            steps: set_steps,
            skipped: set_skipped,
        };
        panic::remember(&state.export());
        let player = Player {
            frame,
            playing,
            speed,
            pace,
            skip_silence,
            end_us,
            feed,
            marks,
            steps,
            skipped,
            set,
            state: StoredValue::new_local(state),
            ticker: StoredValue::new_local(None),
        };
        screen::on_hidden(move || player.pause());
        player
    }

    pub fn play(self) {
        if self.playing.get_untracked() {
            return;
        }
        self.arrive();
        self.set.playing.set(true);
        self.state.update_value(|state| {
            state.last_tick_ms = None;
            state.led(&mut |guide, session, tell| guide.start(session, tell));
        });
        self.schedule();
    }

    /// Stops time, and with it every scheduled picture.
    pub fn pause(self) {
        if let Some(handle) = self.ticker.try_update_value(Option::take).flatten() {
            handle.cancel();
        }
        self.set.playing.set(false);
        self.forget_pace();
    }

    /// What stands still is shown at the pace that was asked for.
    fn forget_pace(self) {
        self.state.update_value(State::forget_pace);
        self.set.pace.set(self.speed.get_untracked().0);
    }

    pub fn toggle(self) {
        if self.playing.get_untracked() { self.pause() } else { self.play() }
    }

    pub fn set_speed(self, speed: Speed) {
        self.set.speed.set(speed);
        self.forget_pace();
    }

    pub fn set_skip_silence(self, on: bool) {
        self.set.skip_silence.set(on);
    }

    /// Pauses and goes to the next moment in which something visible happens.
    pub fn step_forward(self) {
        self.pause();
        self.arrive();
        let stepped = self.state.try_update_value(State::step_forward);
        if stepped == Some(true) {
            self.set.steps.update(|steps| *steps += 1);
        }
        self.publish();
    }

    /// Pauses and goes to the last moment before this one in which something visible happened.
    pub fn step_back(self) {
        self.pause();
        self.arrive();
        let to_us = self.state.with_value(|state| state.session.previous_moment_us());
        if let Some(to_us) = to_us {
            self.set.steps.update(|steps| *steps += 1);
            self.seek(to_us);
        }
    }

    /// Goes to a moment, past or future, keeping on playing if it played. A long way is run in slices;
    /// what was shown stays until the moment is reached.
    pub fn seek(self, t_us: u64) {
        let was_under_way = self.state.with_value(State::is_under_way);
        let arrival = self.seek_and_wait(t_us);
        // Somebody who is on the way already goes on to the new moment.
        if !was_under_way {
            leptos::task::spawn_local(async move {
                arrival.await;
            });
        }
    }

    /// As [`Player::seek`]; what comes back is the frame of that moment, once it is reached, or nothing if
    /// somebody wanted to be elsewhere before. Sets out before it returns.
    pub fn seek_and_wait(self, t_us: u64) -> impl Future<Output = Option<Rc<Frame>>> {
        let journey = self.state.try_update_value(|state| state.set_out(t_us)).unwrap_or_default();
        self.travel();
        // A short way is over at once, whatever is asked for before the future is looked at.
        let mut standing = self.state.try_with_value(|state| state.standing(journey));
        async move {
            loop {
                match standing? {
                    Standing::Arrived(frame) => return Some(frame),
                    Standing::Superseded => return None,
                    Standing::UnderWay => {}
                }
                gloo_timers::future::TimeoutFuture::new(0).await;
                self.travel();
                standing = self.state.try_with_value(|state| state.standing(journey));
            }
        }
    }

    /// Runs one slice of the way. Returns whether there is none left.
    fn travel(self) -> bool {
        let arrived = self.state.try_update_value(|state| {
            let until_ms = screen::now_ms() + SLICE_MS;
            state.travel(|| screen::now_ms() < until_ms)
        });
        match arrived {
            Some(true) => self.publish(),
            Some(false) => return false,
            // The page is gone.
            None => {}
        }
        true
    }

    /// Runs what is left of a way at once: whoever acts acts at the moment that was asked for.
    fn arrive(self) {
        let was_under_way = self.state.try_update_value(|state| state.is_under_way() && state.travel(|| true));
        if was_under_way == Some(true) {
            self.publish();
        }
    }

    /// Pauses and lets that much virtual time pass at once; unless it is to be `checked`, without the checks
    /// ([`Session::stop_checking`](crate::session::Session::stop_checking)).
    pub fn advance(self, us: u64, checked: bool) {
        self.pause();
        self.arrive();
        self.state.update_value(|state| {
            if !checked {
                state.session.stop_checking();
            }
            state.set_out(state.session.now_us().saturating_add(us));
            state.travel(|| true);
        });
        self.publish();
    }

    /// # Errors
    /// If it can't be done; then nothing has changed.
    pub fn dispatch(self, action: Action) -> Result<(), Refusal> {
        self.arrive();
        let done = self.state.try_update_value(|state| state.dispatch(action).map(|_| ()));
        let done = done.expect("the player lives as long as the page");
        if done.is_ok() {
            self.remember();
            self.publish();
        }
        done
    }

    /// Has the terminal type an etcdctl command line and lets virtual time pass until it is answered.
    ///
    /// # Errors
    /// If the command can't be given at all.
    pub fn run_etcdctl(self, line: &str, stdin: &str) -> Result<CommandOutput, Refusal> {
        let call = EtcdctlCall {
            line: line.to_owned(),
            endpoint: None,
            stdin: stdin.to_owned(),
            client: "terminal".to_owned(),
        };
        self.arrive();
        let answer = self.state.try_update_value(|state| {
            let op = state.dispatch(Action::Etcdctl(call))?.expect("a command line is an operation");
            let (output, is_done) = state.session.run_until_done(op, COMMAND_US_MAX);
            state.answered(op, &output, is_done);
            // A watch goes on; so much is what it printed until now.
            let is_fine = is_done || state.session.runs(op);
            Ok(if is_fine { output } else { CommandOutput::error("context deadline exceeded") })
        });
        self.remember();
        self.publish();
        answer.expect("the player lives as long as the page")
    }

    /// A new world with another seed.
    pub fn restart(self, seed: u64) {
        self.replace(State::new(WorldSpec::new(seed)), &[]);
    }

    /// The session so far, as JSON.
    pub fn export(self) -> String {
        self.state.with_value(State::export)
    }

    /// Takes a session in, paused at its beginning.
    ///
    /// # Errors
    /// If it is none; then the one that was there goes on.
    pub fn import(self, json: &str) -> Result<(), BadSession> {
        let state = State::import(SessionFile::from_json(json)?)?;
        self.pause();
        self.replace(state, &[]);
        Ok(())
    }

    /// Shows another session, of which somebody has taken news already.
    fn replace(self, state: State, news: &[News]) {
        self.state.update_value(|before| *before = state.replacing(before, news));
        self.remember();
        self.publish();
    }

    /// Shows the present moment to `look`.
    pub fn with_frame<T>(self, look: impl FnOnce(&Frame) -> T) -> T {
        self.arrive();
        look(&self.frame.read_untracked())
    }

    /// 16 hex digits.
    pub fn trace_hash(self) -> String {
        self.arrive();
        self.state.with_value(|state| format!("{:016x}", state.session.trace_hash()))
    }

    /// The session survives a panic outside of the module.
    fn remember(self) {
        panic::remember(&self.export());
    }

    fn schedule(self) {
        let handle = request_animation_frame_with_handle(move || self.tick()).ok();
        self.ticker.set_value(handle);
    }

    fn tick(self) {
        if !self.playing.try_get_untracked().unwrap_or(false) {
            return;
        }
        if self.state.with_value(State::is_under_way) {
            // What is shown stays until the moment that was asked for is reached.
            return self.schedule();
        }
        let now_ms = screen::now_ms();
        let (speed, skip_silence) = (self.speed.get_untracked().0, self.skip_silence.get_untracked());
        let pace = self.state.try_update_value(|state| {
            let last_ms = state.last_tick_ms.replace(now_ms).unwrap_or(now_ms);
            let seconds = ((now_ms - last_ms) / 1000.0).clamp(0.0, TICK_SECONDS_MAX);
            state.play(seconds, speed, skip_silence)
        });
        if let Some(pace) = pace.filter(|pace| *pace != self.pace.get_untracked()) {
            self.set.pace.set(pace);
        }
        self.publish();
        if self.state.with_value(State::stands) {
            return self.pause();
        }
        self.schedule();
    }

    /// Shows the session's present moment.
    fn publish(self) {
        let Some(picture) = self.state.try_update_value(State::picture) else { return };
        if self.end_us.get_untracked() != picture.end_us {
            self.set.end_us.set(picture.end_us);
        }
        if !Rc::ptr_eq(&*self.feed.read_untracked(), &picture.feed) {
            self.set.feed.set(picture.feed);
        }
        if !Rc::ptr_eq(&*self.marks.read_untracked(), &picture.marks) {
            self.set.marks.set(picture.marks);
        }
        if *self.skipped.read_untracked() != picture.skipped {
            self.set.skipped.set(picture.skipped);
        }
        self.set.frame.set(picture.frame);
    }
}
