//! Why an action was not done. The catalogues put it in the learner's words.

use thiserror::Error;

use crate::cluster::MemberId;

/// A refused action changes nothing, leaves no trace and no log entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("there is no member {0}")]
    NoSuchMember(MemberId),
    #[error("member {0} is already away")]
    AlreadyDown(MemberId),
    #[error("member {0} is already at home")]
    AlreadyUp(MemberId),
    #[error("member {0} is away")]
    Down(MemberId),
    #[error("member {0} already leads")]
    AlreadyLeader(MemberId),
    #[error("there is no message {0} in flight")]
    NoSuchMessage(u64),
    #[error("a delay has to be more than 0 and at most {max_us} microseconds")]
    BadDelay { max_us: u64 },
    #[error("there is no puzzle in this world")]
    NoPuzzle,
    #[error("every piece of this picture has been found")]
    NoPieceLeft,
    #[error("nobody is at home to take it")]
    NobodyHome,
    #[error("a partition has at least two groups, and nobody is in two of them")]
    BadGroups,
    #[error("a way leads from one member to another")]
    BadWay,
    #[error("the way from {from} to {to} is cut already")]
    AlreadyCut { from: MemberId, to: MemberId },
    #[error("a rate is at most 1000000 in a million")]
    BadRate,
    #[error("a time is at most {max_us} microseconds, and the shortest comes first")]
    BadTime { max_us: u64 },
    #[error("a clock gains or loses at most {max_ppm} in a million")]
    BadClock { max_ppm: i32 },
    #[error("it says nothing to be changed")]
    NothingToChange,
    #[error("nobody leads")]
    NoLeader,
    #[error("member {0} has no vote yet")]
    NoVoter(MemberId),
    #[error("member {0} has nothing new to put into a snapshot")]
    NothingNew(MemberId),
    #[error("there is room for members 1 to {max}, not for {member}")]
    NoRoom { member: MemberId, max: u64 },
    #[error("member {0} belongs to the group already")]
    AlreadyMember(MemberId),
    #[error("member {0} has left the group")]
    Removed(MemberId),
    #[error("member {0} is the last one")]
    LastMember(MemberId),
    #[error("member {0} is still joining or leaving: one change at a time")]
    ChangeUnderWay(MemberId),
    #[error("a client is called by 1 to {max} letters, digits, `-` or `_`, and not like a member or the visitor")]
    BadClient { max: usize },
    #[error("a command line, and what it reads, are {max_bytes} bytes long at the most")]
    CommandTooLong { max_bytes: usize },
    #[error("a file is called by 1 to {max} letters, digits, `.`, `-` or `_`, and does not begin with a dot")]
    BadFileName { max: usize },
    #[error("there are too many files already")]
    FolderFull,
    #[error("this is no base64")]
    BadBase64,
    #[error("there is no data directory {0}")]
    NoSuchDataDir(String),
    #[error("etcdctl is not here yet")]
    NoTool,
    #[error("nothing runs that could be stopped")]
    NothingRuns,
    #[error("a session holds {max} actions at the most")]
    LogFull { max: usize },
    #[error("a session holds {max_bytes} bytes of command lines at the most")]
    TextsFull { max_bytes: usize },
}
