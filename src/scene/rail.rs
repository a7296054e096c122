//! Where times and marks lie on the scrubber's rail. Pure, as shares of its width.

use crate::few::sorted;
use crate::narration::{Mark, Weight};

/// The shortest stretch of time that the rail shows, so that the first moments don't rush by.
const SPAN_US_MIN: u64 = 8_000_000;
/// Marks closer than this would lie on top of each other.
const MARK_GAP: f64 = 0.11;

/// A rail from 0 to a little beyond the furthest moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rail {
    pub end_us: u64,
}

impl Rail {
    /// What is left of the end is room for the knob.
    fn span_us(self) -> u64 {
        self.end_us.max(SPAN_US_MIN) * 26 / 25
    }

    pub fn share(self, t_us: u64) -> f64 {
        (t_us as f64 / self.span_us() as f64).clamp(0.0, 1.0)
    }

    /// The moment at a share of the width; never later than the end.
    pub fn time(self, share: f64) -> u64 {
        ((share.clamp(0.0, 1.0) * self.span_us() as f64) as u64).min(self.end_us)
    }

    /// Which marks there is room for, and where: what matters most first, and of equals the latest.
    pub fn spread(self, marks: &[Mark]) -> Vec<(f64, usize)> {
        let mut placed: Vec<(f64, usize)> = Vec::new();
        for weighty in [true, false] {
            for (index, mark) in marks.iter().enumerate().rev() {
                let share = self.share(mark.t_us);
                let fits = placed.iter().all(|(other, _)| (other - share).abs() >= MARK_GAP);
                if fits && weighty == (mark.what.weight() == Weight::Key) {
                    placed.push((share, index));
                }
            }
        }
        // Marks are in the order of time, so their numbers are too.
        sorted(placed, |(_, index)| *index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narration::{Note, What};

    fn mark(t_us: u64, what: What) -> Mark {
        Mark { t_us, who: None, what }
    }

    #[test]
    fn times_and_shares_are_each_others_inverse_up_to_the_end() {
        let rail = Rail { end_us: 20_000_000 };
        for t_us in [0, 5_000_000, 20_000_000] {
            assert!(rail.time(rail.share(t_us)).abs_diff(t_us) <= 1);
        }
        assert_eq!(rail.time(1.0), 20_000_000, "there is nothing beyond the end");
        assert_eq!(rail.time(-3.0), 0);
        assert!(rail.share(20_000_000) < 1.0, "room for the knob");
        assert_eq!(Rail { end_us: 0 }.time(0.5), 0);
    }

    #[test]
    fn marks_keep_their_distance_and_the_weighty_one_stays() {
        let rail = Rail { end_us: 10_000_000 };
        let brought = || What::VisitorBrought { note: Some(Note::Piece(1)) };
        let marks = [
            mark(1_000_000, What::Away { led: true }),
            mark(1_100_000, brought()),
            mark(5_000_000, brought()),
            mark(5_100_000, brought()),
        ];
        let times: Vec<_> = rail.spread(&marks).into_iter().map(|(_, index)| marks[index].t_us).collect();
        assert_eq!(times, [1_000_000, 5_100_000]);
    }
}
