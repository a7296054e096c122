//! The one bridge between the page and the session: it holds the session, asks it to advance while
//! it plays, publishes one frame per drawn picture and passes on what people ask for.

use std::rc::Rc;

use leptos::prelude::*;

use crate::cluster::{Action, Frame};
use crate::narration::{Line, Mark};
use crate::session::Refusal;

/// How fast virtual time passes on the screen, in virtual per real seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(pub f64);

impl Speed {
    pub const SLOW: Speed = Speed(0.125);
    pub const NORMAL: Speed = Speed(0.25);
    pub const FAST: Speed = Speed(2.0);
}

/// What the page knows of its session, as signals, and all that can be done with it. Cheap to copy; in the context.
#[derive(Clone, Copy)]
pub struct Player {
    /// The moment to draw.
    pub frame: ReadSignal<Rc<Frame>, LocalStorage>,
    pub playing: ReadSignal<bool>,
    pub speed: ReadSignal<Speed>,
    /// Whether silence (nothing in flight but heartbeats) passes faster.
    pub skip_silence: ReadSignal<bool>,
    /// The furthest moment this branch has been played to.
    pub end_us: ReadSignal<u64>,
    /// What happened up to this moment, newest last.
    pub feed: ReadSignal<Rc<[Line]>, LocalStorage>,
    /// What the scrubber marks, over all that this branch has been played to.
    pub marks: ReadSignal<Rc<[Mark]>, LocalStorage>,
}

impl Player {
    /// A player of the default world of `seed`, paused at its start.
    pub fn start(_seed: u64) -> Player {
        todo!()
    }
    pub fn play(self) {
        todo!()
    }
    pub fn pause(self) {
        todo!()
    }
    pub fn toggle(self) {
        todo!()
    }
    pub fn set_speed(self, _speed: Speed) {
        todo!()
    }
    pub fn set_skip_silence(self, _on: bool) {
        todo!()
    }
    /// Pauses and goes to the next moment in which something visible happens.
    pub fn step_forward(self) {
        todo!()
    }
    pub fn step_back(self) {
        todo!()
    }
    /// Goes to a moment, past or future, keeping on playing if it played.
    pub fn seek(self, _t_us: u64) {
        todo!()
    }
    pub fn dispatch(self, _action: Action) -> Result<(), Refusal> {
        todo!()
    }
    /// A new world with another seed.
    pub fn restart(self, _seed: u64) {
        todo!()
    }
}
