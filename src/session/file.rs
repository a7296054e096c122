//! A session as files, links and `export()` carry it.

use serde::{Deserialize, Serialize};

use crate::cluster::{Action, BadWorld, WorldSpec};
use crate::json::{self, Fields, Json};

/// The only format there is.
pub const FORMAT: u32 = 1;
/// More than this in one file is refused before anything of it is run.
pub const LOG_ENTRIES_MAX: usize = 100_000;
/// A file larger than this is not looked at.
pub const FILE_MAX_BYTES: usize = 16 << 20;
/// How much typed text one session holds, as it stands in a file: so what is exported can be imported,
/// [`LOG_ENTRIES_MAX`] of the longest other actions included.
pub const TEXTS_MAX_BYTES: usize = 2 << 20;
/// The latest moment that a log may speak of: ten virtual days.
pub const AT_US_MAX: u64 = 10 * 24 * 3600 * 1_000_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Json")]
pub struct LogEntry {
    /// The moment at which the action took effect, in virtual microseconds.
    pub at_us: u64,
    pub action: Action,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Json")]
pub struct SessionFile {
    pub format: u32,
    pub world: WorldSpec,
    pub log: Vec<LogEntry>,
}

/// Why something is not a session. The one that is running stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum BadSession {
    #[error("this is not a session: {0}")]
    Json(String),
    #[error("this session has format {0}; this page reads format {FORMAT}")]
    Format(u32),
    #[error("this session has more than {LOG_ENTRIES_MAX} actions")]
    TooLong,
    #[error("a session's file is {FILE_MAX_BYTES} bytes long at the most, {TEXTS_MAX_BYTES} of them typed texts")]
    TooLarge,
    #[error("action {0} is out of order or too late")]
    Order(usize),
    #[error(transparent)]
    World(#[from] BadWorld),
}

impl TryFrom<Json> for LogEntry {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let mut fields = Fields::try_from(json)?;
        let entry = Self { at_us: fields.take("at_us"), action: fields.need("action")? };
        fields.give(entry)
    }
}

impl TryFrom<Json> for SessionFile {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let mut fields = Fields::try_from(json)?;
        let file =
            Self { format: fields.take("format"), world: fields.need("world")?, log: fields.or("log", Vec::new()) };
        fields.give(file)
    }
}

impl SessionFile {
    /// # Errors
    /// If it is no session, or one that this version does not read.
    pub fn from_json(text: &str) -> Result<Self, BadSession> {
        if text.len() > FILE_MAX_BYTES {
            return Err(BadSession::TooLarge);
        }
        let file: Self = json::read(text).map_err(BadSession::Json)?;
        if file.format != FORMAT {
            return Err(BadSession::Format(file.format));
        }
        check_log(&file.log)?;
        Ok(file)
    }
}

/// # Errors
/// If the log is too long, or its texts are, if it is not in the order of time, or reaches too far.
pub fn check_log(log: &[LogEntry]) -> Result<(), BadSession> {
    if log.len() > LOG_ENTRIES_MAX {
        return Err(BadSession::TooLong);
    }
    if log.iter().map(|entry| text_bytes(&entry.action)).sum::<usize>() > TEXTS_MAX_BYTES {
        return Err(BadSession::TooLarge);
    }
    let mut last_us = 0;
    for (number, entry) in log.iter().enumerate() {
        if entry.at_us < last_us || entry.at_us > AT_US_MAX {
            return Err(BadSession::Order(number + 1));
        }
        last_us = entry.at_us;
    }
    Ok(())
}

/// How long what somebody typed becomes in a file, at the most.
pub fn text_bytes(action: &Action) -> usize {
    let texts = match action {
        Action::Etcdctl(call) | Action::Converse(call) => [&*call.line, &call.stdin, &call.client],
        Action::File { name, base64 } => [name, base64, ""],
        Action::StartFrom { data_dir } => [data_dir, "", ""],
        Action::Say { client, text } => [client, text, ""],
        Action::Interrupt { client } => [client, "", ""],
        _ => return 0,
    };
    // The longest escape is `\u0001`.
    let in_json = |byte: u8| match byte {
        0..b' ' => 6,
        b'"' | b'\\' => 2,
        _ => 1,
    };
    texts.into_iter().flat_map(|text| text.bytes()).map(in_json).sum()
}
