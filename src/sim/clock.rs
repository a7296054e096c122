//! A clock that may run fast or slow: what one process takes for the time.

const PPM: u128 = 1_000_000;

/// Shows `shown_us` at the true time `since_us`, and from then on `1 + ppm / 1,000,000` times what passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    since_us: u64,
    shown_us: u64,
    ppm: i32,
    /// How often it was set: timers made under another setting have to be made anew.
    pub version: u32,
}

impl Clock {
    /// A clock that shows the true time.
    pub const TRUE: Clock = Clock { since_us: 0, shown_us: 0, ppm: 0, version: 0 };

    fn rate(&self) -> u128 {
        // The kernel's caller keeps `ppm` above -1,000,000: a clock that stands still has no timers.
        PPM.saturating_add_signed(self.ppm.into()).max(1)
    }

    /// What it shows at the true time `now_us`.
    pub fn shows(&self, now_us: u64) -> u64 {
        let passed_us = now_us.saturating_sub(self.since_us);
        if self.ppm == 0 {
            return self.shown_us.saturating_add(passed_us);
        }
        let gone_us = u128::from(passed_us) * self.rate() / PPM;
        self.shown_us.saturating_add(u64::try_from(gone_us).unwrap_or(u64::MAX))
    }

    /// The first true time at which it shows `shown_us` or more.
    pub fn when(&self, shown_us: u64) -> u64 {
        let left_us = shown_us.saturating_sub(self.shown_us);
        if self.ppm == 0 {
            return self.since_us.saturating_add(left_us);
        }
        let takes_us = (u128::from(left_us) * PPM).div_ceil(self.rate());
        self.since_us.saturating_add(u64::try_from(takes_us).unwrap_or(u64::MAX))
    }

    /// Has it run at another rate from `now_us` on. It never jumps.
    pub fn set(&mut self, now_us: u64, ppm: i32) {
        *self = Clock { since_us: now_us, shown_us: self.shows(now_us), ppm, version: self.version + 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_fast_and_slow_and_never_jumps() {
        let mut clock = Clock::TRUE;
        assert_eq!((clock.shows(1_000), clock.when(1_000)), (1_000, 1_000));
        clock.set(1_000, 500_000);
        assert_eq!((clock.shows(1_000), clock.shows(3_000)), (1_000, 4_000));
        clock.set(3_000, -500_000);
        assert_eq!((clock.shows(3_000), clock.shows(5_000)), (4_000, 5_000));
        clock.set(5_000, 0);
        assert_eq!((clock.shows(6_000), clock.when(6_000)), (6_000, 6_000));
    }

    #[test]
    fn the_moment_it_shows_something_is_the_first_one() {
        for ppm in [-999_999, -333_333, -1, 0, 1, 77_777, 500_000] {
            let mut clock = Clock::TRUE;
            clock.set(17, ppm);
            for shown_us in [17, 18, 19, 100, 12_345, 1_000_001] {
                let when_us = clock.when(shown_us);
                assert!(clock.shows(when_us) >= shown_us, "{ppm} {shown_us}");
                assert!(when_us == 17 || clock.shows(when_us - 1) < shown_us, "{ppm} {shown_us}");
            }
            assert_eq!(clock.when(0), 17, "what it has shown already is due now");
            // Never: far, and no overflow.
            assert!(clock.when(u64::MAX) > 1 << 60);
        }
    }
}
