//! What anybody can ask of a world, as it stands in sessions, scripts and links.

use serde::{Deserialize, Serialize};

use crate::cluster::MemberId;

/// One wish, externally tagged in JSON: `{"crash":{"member":2}}`, `"suggest_piece"`.
///
/// A session's log holds nothing else, so every field is a whole number or a text: no floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// The member stops at once: all that it was doing is gone, what it stored stays.
    Crash { member: MemberId },
    /// The member starts again from what it stored.
    Restart { member: MemberId },
    /// The member asks for votes now, without waiting for its election timer.
    Campaign { member: MemberId },
    /// The message is lost on its way.
    DropMessage { id: u64 },
    /// The message arrives `by_us` microseconds later than it would have.
    DelayMessage { id: u64, by_us: u64 },
    /// Somebody from outside brings the next puzzle piece.
    SuggestPiece,
    /// One command line of `etcdctl`, without that word in front.
    Etcdctl(EtcdctlCall),
}

/// A command typed by a client that is connected to the member `endpoint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EtcdctlCall {
    pub line: String,
    /// The member that answers; without it, the leader that members at home know, else the first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<MemberId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub stdin: String,
    #[serde(default = "terminal", skip_serializing_if = "is_terminal")]
    pub client: String,
}

fn terminal() -> String {
    "terminal".to_owned()
}

fn is_terminal(client: &String) -> bool {
    client == "terminal"
}
