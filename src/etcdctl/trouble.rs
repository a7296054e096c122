//! Why a command line comes to nothing: what the real tool prints, and what the page can put in a learner's words.

use super::CommandOutput;
use super::call::{Command, Invocation};

/// The real tool's exit codes (its `ctlv3/command/error.go`).
pub mod exit {
    pub const ERROR: i32 = 1;
    pub const BAD_CONNECTION: i32 = 2;
    /// A Go program that panics.
    pub const CRASH: i32 = 2;
    pub const INVALID_INPUT: i32 = 3;
    pub const BAD_FEATURE: i32 = 4;
    pub const INTERRUPTED: i32 = 5;
    pub const BAD_ARGUMENTS: i32 = 128;
}

/// A command line that is not, or was not, carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub output: CommandOutput,
    pub why: Trouble,
}

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
        instead: Instead,
    },
    UnknownFlag {
        flag: String,
        /// What may have been meant.
        like: Option<&'static str>,
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
    Arguments(Usage),
    /// `member add` without an address.
    NoPeerUrls,
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
    /// The input ends before the transaction does.
    InputEnds,
    /// The input of an interactive session ends, and with it the session.
    SessionEnds,
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
    /// Nobody answered what changes nothing.
    ReadTimeout,
    /// The time was over before anything was sent.
    NoTime,
    /// A watch is over because its member knows of no leader.
    WatchNoLeader,
    MemberNotFound,
    PeerUrlExists,
    LearnerNotReady,
    NoLearner,
    TooManyLearners,
    NotEnoughStarted,
    NotForLearners,
    Unhealthy,
    BadTransferee,
    LeaderNotAmongEndpoints,
    /// A watch of no key: its end is not behind its beginning.
    EmptyRange,
    /// `endpoint health` has found somebody who is not.
    SomeUnhealthy,
    NoSuchFile,
    FileDamaged,
    DirExists,
    NoRoom,
    /// No file can go by this name, or its folder is not there.
    BadFileName,
    /// A snapshot is asked of several members.
    SeveralEndpoints,
    /// Who is to join is nobody who could live in the village.
    Stranger,
    /// `snapshot restore` of a member that its `--initial-cluster` doesn't name.
    NotInCluster,
    /// Whatever else a server or a file says.
    Other,
}

/// What does something of the kind, where a command of the real tool is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    Command(&'static str),
    /// Who may come in is decided at the village's door.
    Door,
    /// The Tab key completes.
    Tab,
    /// There is nothing of an older version here, so nothing to do.
    Nothing,
}

/// How a command is written, and what is wrong with how it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The command: `lease grant`.
    pub name: String,
    /// What is missing, as its usage line calls it (`ttl`); nothing if there are words too many.
    pub missing: Option<&'static str>,
    /// The command as it may be typed: `lease grant 30`. Nothing where that takes a number that only this village has.
    pub example: Option<&'static str>,
}

/// Each begins with its command.
const EXAMPLES: [&str; 12] = [
    "get foo",
    "put foo bar",
    "del foo",
    "watch foo",
    "compaction 5",
    "lease grant 30",
    "lease list",
    "snapshot save backup.db",
    "snapshot status backup.db",
    "snapshot restore backup.db",
    "member add fabi --peer-urls=http://fabi:2380",
    "txn",
];

impl Usage {
    /// Of a command with this usage line, behind which so many words stand.
    pub fn of(name: String, usage: &'static str, words: usize) -> Self {
        // The first that has to be there and is not. `watch` puts none of its words between `<` and `>`.
        let mut needed = usage.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(word, _)| word);
        let first = (words == 0 && usage.contains("[key")).then_some("key");
        let missing = needed.nth(words).or(first);
        let example = EXAMPLES.into_iter().find(|line| *line == name || line.starts_with(&[&name, " "].concat()));
        Self { name, missing, example }
    }
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
    ("etcdserver: not leader", Trouble::LeaderNotAmongEndpoints),
    ("no leader", Trouble::NoLeader),
    ("leader changed", Trouble::NoLeader),
    ("context deadline exceeded", Trouble::Timeout),
    ("request timed out", Trouble::Timeout),
    ("member not found", Trouble::MemberNotFound),
    ("Peer URLs already exists", Trouble::PeerUrlExists),
    ("in sync with leader", Trouble::LearnerNotReady),
    ("can only promote a learner", Trouble::NoLearner),
    ("too many learner members", Trouble::TooManyLearners),
    ("not enough started members", Trouble::NotEnoughStarted),
    ("watch request line: EOF", Trouble::SessionEnds),
    ("not supported for learner", Trouble::NotForLearners),
    ("unhealthy cluster", Trouble::Unhealthy),
    ("bad leader transferee", Trouble::BadTransferee),
    ("connection refused", Trouble::NotListening),
    ("no available endpoints", Trouble::NoEndpoints),
    ("watcher range is empty", Trouble::EmptyRange),
    ("can live in this village", Trouble::Stranger),
    ("snapshot must be requested to one", Trouble::SeveralEndpoints),
    ("could not open", Trouble::BadFileName),
    ("could not rename", Trouble::BadFileName),
    ("not supported as output format", Trouble::FormatUnsupported),
    ("data-dir", Trouble::DirExists),
    ("no such file", Trouble::NoSuchFile),
    ("no space left", Trouble::NoRoom),
    ("couldn't find local name", Trouble::NotInCluster),
    ("snapshot", Trouble::FileDamaged),
];

impl Trouble {
    /// What an error is, by its text.
    pub fn of(error: &str) -> Self {
        let said = SAID.iter().find(|(part, _)| error.contains(part));
        said.map_or(Trouble::Other, |(_, trouble)| trouble.clone())
    }

    /// What it means to whoever gave this command.
    pub fn met_by(self, invocation: &Invocation) -> Self {
        let command = &invocation.command;
        match self {
            Trouble::Timeout if invocation.timeout_us == Some(0) => Trouble::NoTime,
            Trouble::NoLeader | Trouble::Timeout | Trouble::Unhealthy
                if matches!(command, Command::EndpointHealth { .. }) =>
            {
                Trouble::SomeUnhealthy
            }
            Trouble::Timeout if command.only_reads() => Trouble::ReadTimeout,
            Trouble::NoLeader if matches!(command, Command::Watch(_)) => Trouble::WatchNoLeader,
            trouble => trouble,
        }
    }
}

impl Refused {
    /// `Error: …`, as the real tool ends.
    pub fn new(exit: i32, message: impl AsRef<str>, why: Trouble) -> Self {
        let stderr = ["Error: ", message.as_ref(), "\n"].concat();
        Self { output: CommandOutput { stdout: String::new(), stderr, exit }, why }
    }

    pub(super) fn arguments(message: &str) -> Self {
        Self::new(exit::BAD_ARGUMENTS, message, Trouble::Arguments(Usage::default()))
    }

    pub(super) fn not_here(what: &str, instead: Instead) -> Self {
        let message = ["\"", what, "\" is not in this village"].concat();
        Self::new(exit::ERROR, message, Trouble::NotHere { what: what.to_owned(), instead })
    }

    /// What the real tool panics with, without its stack.
    pub(super) fn crash(message: &str) -> Self {
        let stderr = ["panic: ", message, "\n"].concat();
        Self { output: CommandOutput { stdout: String::new(), stderr, exit: exit::CRASH }, why: Trouble::Crash }
    }

    /// The same, with something printed before.
    pub(super) fn after(mut self, stdout: &str) -> Self {
        self.output.stdout.insert_str(0, stdout);
        self
    }
}

/// What the real tool prints of an error that a member answered, or that its client met: `etcdserver: …`,
/// `context deadline exceeded`, `open backup.db: no such file or directory`.
pub fn failure(invocation: &Invocation, error: &str) -> Refused {
    let wrapped = |what: &str| [what, " (", error, ")"].concat();
    let (code, message) = match &invocation.command {
        Command::LeaseGrant { .. } => (exit::ERROR, wrapped("failed to grant lease")),
        Command::LeaseRevoke { .. } => (exit::ERROR, wrapped("failed to revoke lease")),
        Command::LeaseTimeToLive { .. } | Command::LeaseKeepAlive { .. } | Command::LeaseList => {
            (exit::BAD_CONNECTION, error.to_owned())
        }
        Command::SnapshotSave { .. } | Command::Watch(_) => (exit::INTERRUPTED, error.to_owned()),
        Command::MoveLeader { .. } if error.starts_with("no leader endpoint") => {
            (exit::BAD_ARGUMENTS, error.to_owned())
        }
        _ => (exit::ERROR, error.to_owned()),
    };
    Refused::new(code, message, Trouble::of(error)).after(super::prompts(&invocation.style))
}
