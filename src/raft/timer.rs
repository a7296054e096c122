//! When a member will campaign: openraft keeps it to itself, but it follows from what can be seen.
//!
//! openraft draws an election timeout when a member starts and at every candidacy, and looks at it
//! at every tick. Both draws can be repeated on copies of the streams they came from. A member
//! campaigns at the first tick after `vote last touched + lease (if a leader gave it) + timeout`. With
//! pre-votes on, it asks whether it may; then it draws anew, and asks again once that much time has passed.
//!
//! All of this goes by the member's own clock. What can't be told is not told: a vote that waited for a
//! slow disk was touched nobody knows when.

use std::time::Duration;

use rand::RngExt;

use super::types::LogId;
use super::{RaftTiming, tick_us};
use crate::sim::{DomainId, Kernel};

/// One incarnation's election timer, as an observer reconstructs it. Times are its own clock's.
#[derive(Clone, Debug)]
pub struct ElectionTimer {
    domain: DomainId,
    first_tick_us: u64,
    tick_us: u64,
    timeout_min_ms: u64,
    timeout_max_ms: u64,
    /// When the vote was last given, or renewed by a leader's letter; none if that can't be told.
    touched_us: Option<u64>,
    /// Whether it was a leader who touched it, so that its lease has to end first.
    leased: bool,
    /// The greatest end of a log that those who said no have shown: whoever is behind it has extra
    /// patience (twice the longest timeout).
    greatest: Option<LogId>,
    /// When it last asked for pre-votes, if nothing came of that yet.
    pre_voted_us: Option<u64>,
}

impl ElectionTimer {
    /// For a member that has just started in `domain`. None before openraft has drawn its times.
    pub fn new(kernel: &Kernel, domain: DomainId, timing: &RaftTiming) -> Option<Self> {
        let tick_us = tick_us(timing);
        let period = Duration::from_micros(tick_us);
        let first_wait = kernel.last_stream_in(domain, "tick.rs")?.random_range(period..period * 2);
        Some(Self {
            domain,
            first_tick_us: kernel.shown_us(domain) + (first_wait.as_nanos() as u64).div_ceil(1000),
            tick_us,
            timeout_min_ms: timing.election_ms[0],
            timeout_max_ms: timing.election_ms[1],
            touched_us: None,
            leased: false,
            greatest: None,
            pre_voted_us: None,
        })
    }

    /// The vote was given or renewed; `leased` if by an established leader.
    pub fn touch(&mut self, kernel: &Kernel, leased: bool) {
        self.touched_us = Some(kernel.shown_us(self.domain));
        self.leased = leased;
        self.pre_voted_us = None;
    }

    /// The vote was given or renewed at a time that can't be told.
    pub fn lose_track(&mut self) {
        self.touched_us = None;
        self.pre_voted_us = None;
    }

    /// Whether it can be told when the vote was touched.
    pub fn is_on_track(&self) -> bool {
        self.touched_us.is_some()
    }

    /// It asked for votes: openraft forgets here that somebody had a longer log.
    pub fn campaigned(&mut self) {
        self.greatest = None;
    }

    /// It asked whether it would get votes.
    pub fn pre_voted(&mut self, kernel: &Kernel) {
        self.greatest = None;
        self.pre_voted_us = Some(kernel.shown_us(self.domain));
    }

    /// Somebody who said no has a log that ends here. Counts only while openraft waits for such answers.
    pub fn saw_log(&mut self, last: Option<LogId>) {
        self.greatest = self.greatest.max(last);
    }

    /// Whether answers to pre-votes still matter.
    pub fn awaits_pre_votes(&self) -> bool {
        self.pre_voted_us.is_some()
    }

    /// Whether a tick at `shown_us` of its clock can't have it ask for votes, unless it is the only voter: not even
    /// the shortest timeout has passed since the vote was touched. Leases only add to that, and so do later touches.
    pub fn sleeps_at(&self, shown_us: u64) -> bool {
        self.touched_us.is_some_and(|touched_us| shown_us <= touched_us + self.timeout_min_ms * 1000)
    }

    fn lease_ends(&self) -> Option<u64> {
        let lease_us = if self.leased { self.timeout_max_ms * 1000 } else { 0 };
        self.touched_us.map(|touched_us| touched_us + lease_us)
    }

    /// Until when it refuses to vote or to campaign for the sake of the leader it knows; virtual time.
    pub fn lease_until_us(&self, kernel: &Kernel) -> Option<u64> {
        Some(kernel.when_us(self.domain, self.lease_ends()?))
    }

    /// When it will ask for votes if it hears nothing until then; virtual time. `last`: the end of its own
    /// log. `alone`: it is the only voter, and needs no patience.
    pub fn campaign_at_us(&self, kernel: &Kernel, last: Option<LogId>, alone: bool) -> Option<u64> {
        let mut stream = kernel.last_stream_in(self.domain, "engine_config.rs")?;
        let timeout_ms = stream.random_range(self.timeout_min_ms..self.timeout_max_ms);
        let patience_us = (timeout_ms + if self.greatest > last { 2 * self.timeout_max_ms } else { 0 }) * 1000;
        // The first moment of its clock at which a tick would have it ask.
        let mut ready_us = self.lease_ends()? + patience_us + 1;
        if let Some(pre_voted_us) = self.pre_voted_us {
            ready_us = ready_us.max(pre_voted_us + patience_us);
        }
        if alone {
            ready_us = kernel.shown_us(self.domain) + 1;
        }
        let ticks = ready_us.saturating_sub(self.first_tick_us).div_ceil(self.tick_us);
        let tick_us = |tick: u64| kernel.when_us(self.domain, self.first_tick_us + tick * self.tick_us);
        // A fast clock shows more than a tick's own time when the tick comes: the one before may do.
        let before = ticks
            .checked_sub(1)
            .map(tick_us)
            .filter(|at_us| *at_us > kernel.now_us() && kernel.shown_at_us(self.domain, *at_us) >= ready_us);
        Some(before.unwrap_or_else(|| tick_us(ticks)))
    }
}
