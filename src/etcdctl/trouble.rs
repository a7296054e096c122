//! What can go wrong with a command line.

/// The kinds of trouble, each of which has one friendly sentence in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    UnknownCommand {
        word: String,
        /// What may have been meant.
        like: Vec<&'static str>,
    },
    /// The real tool has it, this one doesn't.
    NotHere {
        what: String,
        /// What does something of the kind.
        instead: Option<&'static str>,
    },
    UnknownFlag {
        flag: String,
    },
    FlagNeedsValue {
        flag: String,
    },
    /// A flag's value that can't be read, or is none of those it may have.
    BadFlagValue {
        flag: &'static str,
        value: String,
    },
    /// Too few or too many words behind the command.
    Arguments,
    /// Flags that can't stand beside each other.
    Contradiction,
    BadNumber {
        text: String,
    },
    BadLeaseId {
        text: String,
    },
    BadMemberId {
        text: String,
    },
    OpenQuote,
    UnknownFormat {
        format: String,
    },
    /// The answer can't be printed like that. What was asked for has happened all the same.
    FormatUnsupported,
    /// Of a transaction.
    MalformedComparison,
    MalformedOperation,
    /// The input ends before the transaction does, or an interactive session.
    InputEnds,
    /// The real tool panics at this.
    Crash,
    NoEndpoints,
    BadPeerUrl,
    NotListening,
    EmptyKey,
    KeyNotFound,
    ValueProvided,
    LeaseProvided,
    TooManyOps,
    DuplicateKey,
    Compacted,
    FutureRevision,
    LeaseNotFound,
    LeaseExists,
    LeaseTtlTooLarge,
    NoLeader,
    /// Nobody knows whether it happened.
    Timeout,
    MemberNotFound,
    PeerUrlExists,
    LearnerNotReady,
    NotForLearners,
    Unhealthy,
    BadTransferee,
    LeaderNotAmongEndpoints,
    File,
    /// Whatever else a server or a file says.
    Other,
}

/// What servers and clients of etcd say, by a part of it that no other has.
const SAID: &[(&str, Trouble)] = &[
    ("key is not provided", Trouble::EmptyKey),
    ("key not found", Trouble::KeyNotFound),
    ("value is provided", Trouble::ValueProvided),
    ("lease is provided", Trouble::LeaseProvided),
    ("too many operations", Trouble::TooManyOps),
    ("duplicate key given", Trouble::DuplicateKey),
    ("has been compacted", Trouble::Compacted),
    ("future revision", Trouble::FutureRevision),
    ("lease not found", Trouble::LeaseNotFound),
    ("lease already exists", Trouble::LeaseExists),
    ("too large lease TTL", Trouble::LeaseTtlTooLarge),
    ("no leader endpoint given", Trouble::LeaderNotAmongEndpoints),
    ("no leader", Trouble::NoLeader),
    ("leader changed", Trouble::NoLeader),
    ("context deadline exceeded", Trouble::Timeout),
    ("request timed out", Trouble::Timeout),
    ("member not found", Trouble::MemberNotFound),
    ("Peer URLs already exists", Trouble::PeerUrlExists),
    ("in sync with leader", Trouble::LearnerNotReady),
    ("not supported for learner", Trouble::NotForLearners),
    ("unhealthy cluster", Trouble::Unhealthy),
    ("bad leader transferee", Trouble::BadTransferee),
    ("connection refused", Trouble::NotListening),
    ("no available endpoints", Trouble::NoEndpoints),
    ("URL scheme must be", Trouble::BadPeerUrl),
    ("data-dir", Trouble::File),
    ("no such file", Trouble::File),
    ("snapshot", Trouble::File),
];

impl Trouble {
    /// What an error is, by its text.
    pub fn of(error: &str) -> Self {
        let said = SAID.iter().find(|(part, _)| error.contains(part));
        said.map_or(Trouble::Other, |(_, trouble)| trouble.clone())
    }
}
