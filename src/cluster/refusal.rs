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
    #[error("a client is called by 1 to {max} letters, digits, `-` or `_`, and not like a member or the visitor")]
    BadClient { max: usize },
    #[error("a session holds {max} actions at the most")]
    LogFull { max: usize },
}
