//! When a member will campaign: openraft keeps it to itself, but it follows from what can be seen.
//!
//! openraft draws an election timeout when a member starts and at every candidacy, and looks at it
//! at every tick. Both draws can be repeated on copies of the streams they came from. A member
//! campaigns at the first tick after `vote last touched + lease (if a leader gave it) + timeout`.

use std::time::Duration;

use rand::RngExt;

use super::{RaftTiming, tick_us};
use crate::sim::{DomainId, Kernel};

/// One incarnation's election timer, as an observer reconstructs it.
#[derive(Clone, Debug)]
pub struct ElectionTimer {
    domain: DomainId,
    first_tick_us: u64,
    tick_us: u64,
    timeout_min_ms: u64,
    timeout_max_ms: u64,
    /// When the vote was last given, or renewed by a leader's letter.
    touched_us: Option<u64>,
    /// Whether it was a leader who touched it, so that its lease has to end first.
    leased: bool,
    /// Extra patience after somebody showed a longer log (twice the longest timeout).
    behind: bool,
}

impl ElectionTimer {
    /// For a member that has just started in `domain`. None before openraft has drawn its times.
    pub fn new(kernel: &Kernel, domain: DomainId, started_us: u64, timing: &RaftTiming) -> Option<Self> {
        let tick_us = tick_us(timing);
        let period = Duration::from_micros(tick_us);
        let first_wait = kernel.last_stream_in(domain, "tick.rs")?.random_range(period..period * 2);
        Some(Self {
            domain,
            first_tick_us: started_us + (first_wait.as_nanos() as u64).div_ceil(1000),
            tick_us,
            timeout_min_ms: timing.election_ms[0],
            timeout_max_ms: timing.election_ms[1],
            touched_us: None,
            leased: false,
            behind: false,
        })
    }

    /// The vote was given or renewed; `leased` if by an established leader.
    pub fn touch(&mut self, now_us: u64, leased: bool) {
        self.touched_us = Some(now_us);
        self.leased = leased;
    }

    /// It asked for votes: openraft forgets here that somebody had a longer log.
    pub fn campaigned(&mut self) {
        self.behind = false;
    }

    /// Somebody who said no has a longer log.
    pub fn saw_longer_log(&mut self) {
        self.behind = true;
    }

    /// Until when it refuses to vote or to campaign for the sake of the leader it knows.
    pub fn lease_until_us(&self) -> Option<u64> {
        let lease_us = if self.leased { self.timeout_max_ms * 1000 } else { 0 };
        self.touched_us.map(|touched_us| touched_us + lease_us)
    }

    /// When it will ask for votes if it hears nothing until then.
    pub fn campaign_at_us(&self, kernel: &Kernel) -> Option<u64> {
        let mut stream = kernel.last_stream_in(self.domain, "engine_config.rs")?;
        let timeout_ms = stream.random_range(self.timeout_min_ms..self.timeout_max_ms);
        let patience_ms = timeout_ms + if self.behind { 2 * self.timeout_max_ms } else { 0 };
        let expires_us = self.lease_until_us()? + patience_ms * 1000;
        // The first tick that is later than the end of patience.
        let ticks = (expires_us + 1).saturating_sub(self.first_tick_us).div_ceil(self.tick_us);
        Some(self.first_tick_us + ticks * self.tick_us)
    }
}
