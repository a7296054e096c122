//! The ring around a friend's face. A follower's has two stages: while the coordinator's lease lasts it
//! waits and gives nobody its vote; only then its own election timer starts to run out.

use crate::cluster::{Frame, MemberFrame, Role};

/// Under this part of the timer the friend is about to ask for votes.
const LOW: f64 = 0.35;
/// Steps of a full ring: finer ones would repaint without anybody seeing it.
const STEPS: f64 = 320.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ring {
    Leader {
        quorum: bool,
    },
    Candidate {
        /// Until it starts again with a new term, if that can be told.
        left_us: Option<u64>,
    },
    Waiting {
        stage: Stage,
        /// What is left of the stage, 0 to 1.
        part: f64,
        left_us: u64,
    },
    /// Nothing can be told: it is about to act, or only learns.
    Idle,
    Away,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Lease,
    Timer,
    /// The last third of the timer.
    TimerLow,
}

pub(super) fn ring(frame: &Frame, member: &MemberFrame) -> Ring {
    if !member.up {
        return Ring::Away;
    }
    let left = |until: Option<u64>| until.and_then(|until| until.checked_sub(frame.t_us)).filter(|&left| left > 0);
    let (lease, timer) = (member.election.lease_until_us, member.election.campaign_at_us);
    let full = frame.timing.election_us[1];
    match member.role {
        Role::Leader => Ring::Leader { quorum: member.quorum != Some(false) },
        Role::Candidate => Ring::Candidate { left_us: left(timer) },
        Role::Learner => Ring::Idle,
        Role::Follower => match (left(lease), left(timer)) {
            (Some(left_us), _) => Ring::Waiting { stage: Stage::Lease, part: part(left_us, full), left_us },
            (None, Some(left_us)) => {
                // Without a lease the timer's beginning isn't known: its longest length stands in.
                let length = lease.and_then(|lease| timer?.checked_sub(lease)).unwrap_or(full);
                let part = part(left_us, length);
                let stage = if part < LOW { Stage::TimerLow } else { Stage::Timer };
                Ring::Waiting { stage, part, left_us }
            }
            (None, None) => Ring::Idle,
        },
    }
}

fn part(left_us: u64, full_us: u64) -> f64 {
    let part = left_us as f64 / full_us.max(1) as f64;
    (part.min(1.0) * STEPS).ceil() / STEPS
}
