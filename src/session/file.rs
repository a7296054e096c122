//! A session as files, links and `export()` carry it.

use serde::{Deserialize, Serialize};

use crate::cluster::{Action, BadWorld, WorldSpec};
use crate::json::{Fields, Json};

/// The only format there is.
pub const FORMAT: u32 = 1;
/// More than this in one file is refused before anything of it is run.
pub const LOG_ENTRIES_MAX: usize = 100_000;
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
    Json(#[from] serde_json::Error),
    #[error("this session has format {0}; this page reads format {FORMAT}")]
    Format(u32),
    #[error("this session has more than {LOG_ENTRIES_MAX} actions")]
    TooLong,
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
    pub fn from_json(json: &str) -> Result<Self, BadSession> {
        let file: Self = serde_json::from_str(json)?;
        if file.format != FORMAT {
            return Err(BadSession::Format(file.format));
        }
        check_log(&file.log)?;
        Ok(file)
    }
}

/// # Errors
/// If the log is too long, not in the order of time, or reaches too far.
pub fn check_log(log: &[LogEntry]) -> Result<(), BadSession> {
    if log.len() > LOG_ENTRIES_MAX {
        return Err(BadSession::TooLong);
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
