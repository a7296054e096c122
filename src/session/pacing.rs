//! How much virtual time a drawn picture is worth. Presentation only: the trace knows nothing of it.
//!
//! Silence (nothing under way but heartbeats) passes faster, and the moment in which something new
//! begins is never jumped over: there, time slows down to what was asked for.

use super::Session;

/// How fast virtual time passes on the screen, in virtual per real seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(pub f64);

impl Speed {
    pub const SLOW: Speed = Speed(0.125);
    pub const NORMAL: Speed = Speed(0.25);
    pub const FAST: Speed = Speed(2.0);
}

/// How many times faster silence passes.
pub const QUIET_BOOST: f64 = 8.0;
/// How long it takes to get that fast, in real seconds.
const RAMP_SECONDS: f64 = 0.6;
/// Nothing is boosted beyond this, in virtual per real seconds.
const BOOSTED_SPEED_MAX: f64 = 4.0;

#[derive(Clone, Copy, Debug)]
pub struct Pacing {
    boost: f64,
    /// What was left of a microsecond.
    rest_us: f64,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { boost: 1.0, rest_us: 0.0 }
    }
}

impl Pacing {
    /// How fast virtual time passes now, in virtual per real seconds.
    pub fn speed(&self, speed: f64) -> f64 {
        speed * self.boost
    }

    /// What `seconds` of real time are worth at `speed` (virtual per real seconds).
    pub fn way(&mut self, session: &Session, seconds: f64, speed: f64, skip_silence: bool) -> Way {
        let quiet = skip_silence && !session.is_busy();
        let boost_max = (BOOSTED_SPEED_MAX / speed).clamp(1.0, QUIET_BOOST);
        self.boost = if quiet { (self.boost + (boost_max - 1.0) * seconds / RAMP_SECONDS).min(boost_max) } else { 1.0 };
        let us = seconds * 1e6 * self.speed(speed) + self.rest_us;
        self.rest_us = us.fract();
        Way { to_us: session.now_us() + us as u64, through_silence: self.boost > 1.0 }
    }

    /// Advances the session by what `seconds` of real time are worth at `speed` (virtual per real seconds).
    pub fn advance(&mut self, session: &mut Session, seconds: f64, speed: f64, skip_silence: bool) {
        self.way(session, seconds, speed, skip_silence).go(session);
    }
}

/// How far time may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    pub to_us: u64,
    /// Only as long as nothing but heartbeats is under way.
    pub through_silence: bool,
}

impl Way {
    pub fn go(self, session: &mut Session) {
        if self.through_silence {
            session.advance_through_silence(self.to_us);
        } else {
            session.advance_to(self.to_us);
        }
    }
}
