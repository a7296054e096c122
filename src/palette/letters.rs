//! What becomes of letters, and the sliders that set it.

use crate::cluster::{Action, Frame};

/// What becomes of letters sent from now on; as [`Action::SetNetwork`] has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters {
    pub loss_ppm: u32,
    pub duplicate_ppm: u32,
    /// Shortest and longest way.
    pub latency_us: [u64; 2],
}

/// What one slider sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dial {
    Loss,
    Copies,
    Shortest,
    Longest,
}

impl Dial {
    /// Between two positions, in the slider's own unit: a millionth.
    pub const STEP: u64 = 50_000;

    /// Its last position; the first one is 0.
    pub fn max(self) -> u64 {
        match self {
            Dial::Loss => 1_000_000,
            Dial::Copies => 500_000,
            Dial::Shortest | Dial::Longest => 2_000_000,
        }
    }
}

impl Letters {
    pub fn of(frame: &Frame) -> Letters {
        let network = &frame.network;
        Letters { loss_ppm: network.loss_ppm, duplicate_ppm: network.duplicate_ppm, latency_us: network.latency_us }
    }

    /// What a slider shows. A script may have set what lies between its positions, or beyond them.
    pub fn at(&self, dial: Dial) -> u64 {
        match dial {
            Dial::Loss => self.loss_ppm.into(),
            Dial::Copies => self.duplicate_ppm.into(),
            Dial::Shortest => self.latency_us[0],
            Dial::Longest => self.latency_us[1],
        }
    }

    /// With a slider moved; the shortest and the longest way push each other.
    pub fn turned(mut self, dial: Dial, to: u64) -> Letters {
        let ppm = || u32::try_from(to).unwrap_or(u32::MAX);
        let [shortest_us, longest_us] = self.latency_us;
        match dial {
            Dial::Loss => self.loss_ppm = ppm(),
            Dial::Copies => self.duplicate_ppm = ppm(),
            Dial::Shortest => self.latency_us = [to, longest_us.max(to)],
            Dial::Longest => self.latency_us = [shortest_us.min(to), to],
        }
        self
    }

    /// Asks for what `dial` sets, and for nothing else.
    pub fn ask(&self, dial: Dial) -> Action {
        Action::SetNetwork {
            loss_ppm: (dial == Dial::Loss).then_some(self.loss_ppm),
            duplicate_ppm: (dial == Dial::Copies).then_some(self.duplicate_ppm),
            latency_us: matches!(dial, Dial::Shortest | Dial::Longest).then_some(self.latency_us),
        }
    }
}
