//! Who leads through the session, if anybody does. The first part of the page knows no more of lessons than this.

use leptos::prelude::*;

use super::Player;
use super::state::State;
use crate::session::{News, Session};

/// Passes on what happened, in the order it did.
pub type Tell<'a> = &'a mut dyn FnMut(&Session, News);

pub trait Guide {
    /// Somebody wants time to pass.
    fn start(&mut self, session: &mut Session, tell: Tell);
    /// Lets time pass up to a moment, as far as there is something to show.
    fn advance_to(&mut self, session: &mut Session, t_us: u64, tell: Tell);
    /// Whether there is.
    fn goes_on(&self) -> bool;
    /// Whether silence is what there is to see, so that it passes no faster than anything else.
    fn keeps_silence(&self) -> bool;
    /// The session was sought, or acted upon by somebody else.
    fn read(&mut self, session: &Session, news: &News);
    fn acted(&mut self, now_us: u64);
}

impl Player {
    /// Shows a session through which somebody leads, who has taken its news `before`.
    pub fn be_led(self, session: Session, guide: Box<dyn Guide>, before: &[News]) {
        self.pause();
        self.replace(State::led_by(session, guide), before);
    }

    /// Whoever leads takes their leave; the session goes on.
    pub fn lead_no_more(self) {
        self.state.update_value(State::lead_no_more);
    }

    /// Whether somebody leads. Not tracked.
    pub fn is_led(self) -> bool {
        self.state.with_value(State::is_led)
    }

    /// Has whoever leads do something with the session, and shows what came of it.
    pub fn led(self, act: &mut dyn FnMut(&mut Session, Tell)) {
        self.arrive();
        self.state.update_value(|state| {
            state.led(&mut |_, session, tell| act(session, tell));
        });
        self.remember();
        self.publish();
    }
}
