//! How a line looks, and how much it matters.

use super::{Note, What};
use crate::cluster::Outcome;

/// The little picture beside a line; the same ones stand on letters, in the legend and on the scrubber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Append,
    Ack,
    Reject,
    VoteRequest,
    VoteYes,
    VoteNo,
    Heartbeat,
    Snapshot,
    Suggestion,
    Request,
    Answer,
    Denied,
    Unknown,
    Notebook,
    Piece,
    Picture,
    Cap,
    Away,
    Home,
    Lost,
    Clock,
    Rubber,
    River,
    Copy,
    Bell,
}

/// How much a line matters when there is time for only some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Small,
    Plain,
    /// Elections, commits, departures: told at every speed.
    Key,
}

impl What {
    pub fn glyph(&self) -> Glyph {
        match self {
            What::Woke { .. } | What::Back => Glyph::Home,
            What::Found { .. } | What::VisitorBrought { .. } => Glyph::Suggestion,
            What::Noted { leads: true, .. } | What::SlowDisk { .. } => Glyph::Notebook,
            What::Noted { leads: false, .. } | What::AckArrived { .. } | What::AckedToo { .. } => Glyph::Ack,
            What::SentToAll { .. } | What::SentTo { .. } => Glyph::Append,
            What::NotMatching { .. } | What::Taken { .. } => Glyph::Reject,
            What::SaidHome { .. } => Glyph::Home,
            What::PresenceOver => Glyph::Clock,
            What::Fitted { .. } | What::FittedToo { .. } => Glyph::Piece,
            What::PictureDone { .. } | What::NewPicture { .. } => Glyph::Picture,
            What::Overwritten { .. } | What::LinesLost { .. } => Glyph::Rubber,
            What::Parted { .. } | What::Ebbed => Glyph::River,
            What::Copies { .. } | What::Copied { .. } => Glyph::Copy,
            What::Healed | What::Joining | What::Joined { .. } => Glyph::Home,
            What::Leaving | What::Left { .. } => Glyph::Away,
            What::Candidate { .. } | What::Wonders { .. } | What::PreVote { .. } => Glyph::VoteRequest,
            What::VoteYes { .. } | What::WouldVote { .. } => Glyph::VoteYes,
            What::VoteNo { .. } | What::Trusts { .. } => Glyph::VoteNo,
            What::Elected { .. } | What::GaveUp { .. } | What::SteppedDown { .. } | What::HandOver { .. } => Glyph::Cap,
            What::Heartbeats { .. } => Glyph::Heartbeat,
            What::Away { .. } | What::NobodyHome => Glyph::Away,
            What::Lost { .. } | What::CutOff { .. } | What::NoWay { .. } | What::Loss { .. } => Glyph::Lost,
            What::Delayed { .. } | What::Latency { .. } | What::Slow { .. } | What::ClockOff { .. } => Glyph::Clock,
            What::SnapshotBuilt | What::SnapshotSent { .. } | What::SnapshotInstalled => Glyph::Snapshot,
            What::ClientAsked { .. } => Glyph::Request,
            What::Warned { .. } => Glyph::Bell,
            What::TurnedAway { .. } => Glyph::Denied,
            What::Door { locked: true } => Glyph::Away,
            What::Door { locked: false } => Glyph::Home,
            What::BeganAnew { .. } | What::FileCame { .. } => Glyph::Snapshot,
            What::VisitorTold { outcome, .. } | What::ClientTold { outcome, .. } => match outcome {
                Outcome::Ok => Glyph::Answer,
                Outcome::Error => Glyph::Denied,
                Outcome::Unknown => Glyph::Unknown,
            },
        }
    }

    pub fn weight(&self) -> Weight {
        match self {
            What::Fitted { .. }
            | What::PictureDone { .. }
            | What::PresenceOver
            | What::Elected { .. }
            | What::Candidate { .. }
            | What::Away { .. }
            | What::Back
            | What::Parted { .. }
            | What::Ebbed
            | What::Healed
            | What::Joined { .. }
            | What::BeganAnew { .. }
            | What::Left { .. } => Weight::Key,
            What::Heartbeats { .. } | What::NobodyHome | What::NoWay { .. } | What::AckedToo { .. } => Weight::Small,
            _ => Weight::Plain,
        }
    }

    /// Whether it is worth a mark on the scrubber.
    pub(super) fn is_mark(&self) -> bool {
        match self {
            What::Fitted { notes, .. } => notes.iter().any(|note| matches!(note, Note::Piece(_))),
            What::Elected { .. }
            | What::Away { .. }
            | What::Back
            | What::VisitorBrought { .. }
            | What::PictureDone { .. }
            | What::Lost { asked: true, .. }
            | What::Delayed { .. }
            | What::Copied { .. }
            | What::Parted { .. }
            | What::Ebbed
            | What::CutOff { .. }
            | What::Healed
            | What::Loss { .. }
            | What::Copies { .. }
            | What::Latency { .. }
            | What::Slow { .. }
            | What::ClockOff { .. }
            | What::SlowDisk { .. }
            | What::PreVote { .. }
            | What::Door { .. }
            | What::BeganAnew { .. }
            | What::Joined { .. }
            | What::Left { .. } => true,
            _ => false,
        }
    }
}
