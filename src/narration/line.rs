//! The values that a narration is made of.

use super::Note;
use crate::cluster::{Address, MemberId, Outcome};

/// One thing that happened, worth a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Numbers the lines of a run from 0 on.
    pub serial: u64,
    /// How often what happened later was merged into this line: with `serial`, names one state of it.
    pub merged: u64,
    pub t_us: u64,
    /// The friend it is about, if it is about one.
    pub who: Option<MemberId>,
    pub what: What,
}

impl Line {
    pub fn glyph(&self) -> Glyph {
        self.what.glyph()
    }

    pub fn weight(&self) -> Weight {
        self.what.weight()
    }
}

/// A place on the scrubber's rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub t_us: u64,
    pub who: Option<MemberId>,
    pub what: What,
}

/// What happened. `who` of the line is the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The run begins with so many members at home.
    Woke {
        members: usize,
    },

    /// Found a piece at home and tells the coordinator it knows of.
    Found {
        note: Note,
        tells: Option<MemberId>,
    },
    /// Somebody from outside brings a piece.
    VisitorBrought {
        note: Option<Note>,
    },
    /// Wrote lines in its notebook, in pencil.
    Noted {
        notes: Vec<Note>,
        leads: bool,
    },
    /// The leader's letters with new lines set out.
    SentToAll {
        notes: Vec<Note>,
    },
    /// Lines for one friend alone: it was behind, or the last letter had no answer.
    SentTo {
        to: MemberId,
        notes: Vec<Note>,
        again: bool,
    },
    /// The answer of `who` arrived at the leader `to`, which now knows of `count` of `of`.
    AckArrived {
        to: MemberId,
        notes: Vec<Note>,
        count: usize,
        of: usize,
    },
    /// Answers about lines that are in ink already.
    AckedToo {
        notes: Vec<Note>,
        friends: Vec<MemberId>,
        count: usize,
        of: usize,
    },
    /// The answer “does not match my notebook” arrived at the leader `to`.
    NotMatching {
        to: MemberId,
    },
    /// The first member applied what a majority has: the leader that counted `count` of `of`.
    Fitted {
        notes: Vec<Note>,
        count: Option<usize>,
        of: usize,
    },
    /// Others heard of it and applied it too.
    FittedToo {
        notes: Vec<Note>,
        friends: Vec<MemberId>,
    },
    PictureDone {
        picture: u64,
    },
    NewPicture {
        picture: u64,
    },
    /// Lines that no majority had are rubbed out of a notebook.
    Overwritten {
        notes: Vec<Note>,
    },

    Candidate {
        term: u64,
        run: Run,
    },
    VoteYes {
        candidate: MemberId,
        term: u64,
    },
    VoteNo {
        candidate: MemberId,
        because: NoBecause,
    },
    Elected {
        term: u64,
        votes: usize,
        of: usize,
    },
    /// Stopped asking for votes.
    GaveUp {
        leader: Option<MemberId>,
    },
    /// A leader that heard of a later term.
    SteppedDown {
        term: u64,
    },
    /// The leader said “I am here”, so many times in a row.
    Heartbeats {
        times: usize,
    },

    Away {
        led: bool,
    },
    Back,
    /// A letter reached the house of a friend who is away.
    NobodyHome,
    /// A letter was lost on its way; `asked` if somebody at the screen wanted it.
    Lost {
        from: Address,
        to: Address,
        about: LetterAbout,
        asked: bool,
    },
    /// A letter is held up.
    Delayed {
        from: Address,
        to: Address,
        about: LetterAbout,
        by_us: u64,
    },

    /// The bridges between these sides are under water.
    Parted {
        groups: Vec<Vec<MemberId>>,
    },
    /// Letters from `who` to `to` get lost.
    CutOff {
        to: MemberId,
    },
    Healed,
    /// Lines that had not dried when the friend left are gone.
    LinesLost {
        notes: Vec<Note>,
    },
    /// Somebody at the screen asked the leader to hand over to `who`.
    HandOver {
        leader: Option<MemberId>,
    },
    /// Somebody at the screen asked for `who` to join, or to leave.
    Joining,
    Leaving,
    /// The group is now this many voters, `who` among them or not.
    Joined {
        voters: usize,
    },
    Left {
        voters: usize,
    },

    SnapshotBuilt,
    SnapshotSent {
        to: MemberId,
    },
    SnapshotInstalled,

    /// Somebody from outside was told how its request ended.
    VisitorTold {
        outcome: Outcome,
        note: Option<Note>,
    },
    ClientAsked {
        client: String,
        request: String,
    },
    ClientTold {
        client: String,
        outcome: Outcome,
        response: String,
    },
}

/// Why a member asks for votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Its lease and its election timer ran out without a sign from a leader.
    Silence,
    /// Somebody at the screen asked for it.
    Asked,
    /// Its last term ended without a majority.
    Again,
}

/// Why a vote was refused, as far as the trace tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBecause {
    /// It heard of a leader within its lease.
    Lease {
        leader: MemberId,
    },
    /// Its own log is ahead of the candidate's.
    LogAhead,
    /// It gave its vote of that term to somebody else.
    Voted {
        other: MemberId,
    },
    Unknown,
}

/// What a letter carries, as far as sentences need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterAbout {
    Notes(Vec<Note>),
    /// Tells how far the ink goes, nothing else.
    Ink,
    Noted,
    NotMatching,
    VoteAsked,
    Vote {
        granted: bool,
    },
    Heartbeat,
    HeartbeatAnswer,
    Request(Option<Note>),
    Answer,
    Other,
}

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
            What::Noted { leads: true, .. } => Glyph::Notebook,
            What::Noted { leads: false, .. } | What::AckArrived { .. } | What::AckedToo { .. } => Glyph::Ack,
            What::SentToAll { .. } | What::SentTo { .. } => Glyph::Append,
            What::NotMatching { .. } => Glyph::Reject,
            What::Fitted { .. } | What::FittedToo { .. } => Glyph::Piece,
            What::PictureDone { .. } | What::NewPicture { .. } => Glyph::Picture,
            What::Overwritten { .. } | What::LinesLost { .. } => Glyph::Rubber,
            What::Parted { .. } | What::CutOff { .. } => Glyph::Lost,
            What::Healed | What::Joining | What::Joined { .. } => Glyph::Home,
            What::Leaving | What::Left { .. } => Glyph::Away,
            What::Candidate { .. } => Glyph::VoteRequest,
            What::VoteYes { .. } => Glyph::VoteYes,
            What::VoteNo { .. } => Glyph::VoteNo,
            What::Elected { .. } | What::GaveUp { .. } | What::SteppedDown { .. } | What::HandOver { .. } => Glyph::Cap,
            What::Heartbeats { .. } => Glyph::Heartbeat,
            What::Away { .. } | What::NobodyHome => Glyph::Away,
            What::Lost { .. } => Glyph::Lost,
            What::Delayed { .. } => Glyph::Clock,
            What::SnapshotBuilt | What::SnapshotSent { .. } | What::SnapshotInstalled => Glyph::Snapshot,
            What::ClientAsked { .. } => Glyph::Request,
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
            | What::Elected { .. }
            | What::Candidate { .. }
            | What::Away { .. }
            | What::Back
            | What::Parted { .. }
            | What::Healed
            | What::Joined { .. }
            | What::Left { .. } => Weight::Key,
            What::Heartbeats { .. } | What::NobodyHome | What::AckedToo { .. } => Weight::Small,
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
            | What::Parted { .. }
            | What::CutOff { .. }
            | What::Healed
            | What::Joined { .. }
            | What::Left { .. } => true,
            _ => false,
        }
    }
}
