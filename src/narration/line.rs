//! The values that a narration is made of.

use super::{Glyph, Note, Weight};
use crate::cluster::{Address, MemberId, Outcome};

/// One thing that happened, worth a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Numbers the lines of a run from 0 on.
    pub serial: u64,
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
    /// `by` found a piece that `first` had placed before; names of clients.
    Taken {
        note: Note,
        by: String,
        first: String,
    },
    /// Said that it is at home, for as long as it renews that; `again`: after its word had run out.
    SaidHome {
        again: bool,
    },
    /// Its word that it is at home has run out: what it looked for is dealt to the others.
    PresenceOver,
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
    /// `would`: it was only asked if it would vote so.
    VoteNo {
        candidate: MemberId,
        because: NoBecause,
        would: bool,
    },
    /// Asks the others if it would win, before it asks for votes.
    Wonders {
        run: Run,
    },
    /// Told the candidate that they would vote for it.
    WouldVote {
        candidate: MemberId,
        friends: Vec<MemberId>,
    },
    /// Was asked to run by somebody at the screen, but trusts a leader: it doesn't even ask if it would win.
    Trusts {
        leader: Option<MemberId>,
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
    /// The river fell; other faults stay.
    Ebbed,
    /// Letters from `who` to `to` get lost.
    CutOff {
        to: MemberId,
    },
    /// So many letters of `who` got lost within a while because no way was open: the one to `to` is cut, or
    /// else they fell into the river.
    NoWay {
        to: Option<MemberId>,
        times: usize,
    },
    Healed,
    /// A copy of a letter set out because somebody at the screen wanted it.
    Copied {
        to: Address,
        about: LetterAbout,
    },
    /// From now on so many letters in a million get lost, or are copied.
    Loss {
        ppm: u32,
    },
    Copies {
        ppm: u32,
    },
    /// The shortest and the longest way of a letter from now on.
    Latency {
        us: [u64; 2],
    },
    /// From now on it reads each letter so much later.
    Slow {
        us: u64,
    },
    /// From now on its clock gains so many microseconds a second, or loses them.
    ClockOff {
        ppm: i32,
    },
    /// From now on it takes up to so long until what it writes would survive a crash.
    SlowDisk {
        us: u64,
    },
    /// Whether friends ask, from now on, if they would win before they ask for votes.
    PreVote {
        on: bool,
    },
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

    /// Told somebody who watches what happened.
    Warned {
        client: String,
        notes: Vec<Note>,
    },
    /// A client found the door locked.
    TurnedAway {
        client: String,
    },
    Door {
        locked: bool,
    },
    /// A new group begins with what was in a snapshot.
    BeganAnew {
        keys: usize,
    },
    /// A file came from outside.
    FileCame {
        name: String,
    },

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
    /// Its last term ended without a majority, or nobody told it that it would win.
    Again,
    /// A majority would vote for it.
    Encouraged,
    /// The leader hands over.
    Handed { by: MemberId },
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
    /// Asks if the sender would win.
    Wondering,
    Vote {
        granted: bool,
    },
    Heartbeat,
    HeartbeatAnswer,
    Request(Option<Note>),
    /// To somebody who watches.
    News(Vec<Note>),
    Answer,
    Other,
}
