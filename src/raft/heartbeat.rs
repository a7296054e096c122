//! When a leader's next heartbeats are due: like the election timer, openraft keeps it to itself.
//!
//! openraft sends the first ones at its first tick as a leader, and the next ones at the first tick at
//! which so much as a heartbeat interval has passed since. So whoever sees every tick knows which of them
//! come to nothing. All of this goes by the member's own clock.

#[derive(Clone, Debug)]
pub struct HeartbeatTimer {
    interval_us: u64,
    /// None on others than leaders, and if it can't be told.
    due_us: Option<u64>,
    /// The last tick that openraft was woken for.
    tick_us: Option<u64>,
}

impl HeartbeatTimer {
    pub fn new(interval_us: u64) -> Self {
        Self { interval_us, due_us: None, tick_us: None }
    }

    /// It leads since `now_us`, and nothing had to wait for a disk.
    pub fn elected(&mut self, now_us: u64) {
        // Which came first, the election or a tick in the same moment, can't be told.
        self.due_us = (self.tick_us != Some(now_us)).then_some(now_us);
    }

    /// It leads no more, or waits for a slow disk, and then looks at its ticks nobody knows when.
    pub fn lose_track(&mut self) {
        self.due_us = None;
    }

    /// There is a tick at `now_us`. Whether it is spared, as it is known that a leader has no heartbeats to send at
    /// it. `watched`: none is, as somebody waits for openraft's metrics, and is woken at each.
    pub fn sleeps_at(&mut self, now_us: u64, watched: bool) -> bool {
        let is_early = self.due_us.is_some_and(|due_us| now_us < due_us);
        if is_early && !watched {
            return true;
        }
        self.tick_us = Some(now_us);
        if !is_early {
            self.due_us = self.due_us.map(|_| now_us + self.interval_us);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_sleeps_between_its_heartbeats() {
        let mut timer = HeartbeatTimer::new(50);
        assert!(!timer.sleeps_at(0, false), "who does not lead has no heartbeats to tell of");
        timer.elected(3);
        let woken: Vec<u64> =
            (10..=150).step_by(10).filter(|now_us| !timer.sleeps_at(*now_us, *now_us == 70)).collect();
        assert_eq!(woken, [10, 60, 70, 110]);
        timer.lose_track();
        assert!((160..=300).step_by(10).all(|now_us| !timer.sleeps_at(now_us, false)));
    }

    #[test]
    fn nothing_is_known_of_a_leader_elected_at_a_tick() {
        let mut timer = HeartbeatTimer::new(50);
        assert!(!timer.sleeps_at(10, false));
        timer.elected(10);
        assert!(!timer.sleeps_at(20, false) && !timer.sleeps_at(30, false));
    }
}
