//! What anybody can ask of a world, as it stands in sessions, scripts and links.

use serde::{Deserialize, Serialize};

use crate::cluster::MemberId;
use crate::json::{Fields, Json, quoted};

/// One wish, externally tagged in JSON: `{"crash":{"member":2}}`, `"suggest_piece"`.
///
/// A session's log holds nothing else, so every field is a whole number or a text: no floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "Json")]
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
    /// Letters pass only within a group. Members that no group names are one more group; whoever is no
    /// member reaches everybody. It takes the place of an earlier partition.
    Partition { groups: Vec<Vec<MemberId>> },
    /// Letters from one member to another get lost, those the other way don't.
    Cut { from: MemberId, to: MemberId },
    /// Ends all faults of the network and of members. Whoever is away stays away.
    Heal,
    /// What becomes of letters sent from now on; what is not named stays as it is.
    SetNetwork {
        /// In a million.
        #[serde(skip_serializing_if = "Option::is_none")]
        loss_ppm: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        duplicate_ppm: Option<u32>,
        /// Shortest and longest way.
        #[serde(skip_serializing_if = "Option::is_none")]
        latency_us: Option<[u64; 2]>,
    },
    /// A copy of the message sets out now.
    DuplicateMessage { id: u64 },
    /// How well a member works from now on; what is not named stays as it is.
    SetMember {
        member: MemberId,
        /// It reads each letter so much later.
        #[serde(skip_serializing_if = "Option::is_none")]
        slow_us: Option<u64>,
        /// Its clock gains so many microseconds a second, or loses them.
        #[serde(skip_serializing_if = "Option::is_none")]
        clock_ppm: Option<i32>,
        /// Shortest and longest time until what it writes would survive a crash.
        #[serde(skip_serializing_if = "Option::is_none")]
        flush_us: Option<[u64; 2]>,
    },
    /// The leader hands its office over.
    TransferLeader { to: MemberId },
    /// Whether members ask, before they campaign, if they would win.
    SetPreVote { on: bool },
    /// The member builds a snapshot and purges the log behind it.
    TakeSnapshot { member: MemberId },
    /// The member joins: as a learner, then as a voter.
    AddMember { member: MemberId },
    /// The member leaves, and is shut down once that is committed.
    RemoveMember { member: MemberId },
    /// A file from outside, for commands to read.
    File { name: String, base64: String },
    /// Everybody stops and begins anew from a data directory that `snapshot restore` made.
    StartFrom { data_dir: String },
    /// Whether only those with a certificate are let in.
    SetDoor { locked: bool },
    /// Stops what a client runs that doesn't end by itself, as Ctrl-C does.
    Interrupt { client: String },
    /// One command line as for `Etcdctl`, of a command that reads lines while it runs (`watch --interactive`): its
    /// input doesn't end behind `stdin`, but goes on with what is said.
    Converse(EtcdctlCall),
    /// Lines that a client types into what it has begun with `Converse`.
    Say { client: String, text: String },
}

/// A command typed by a client that is connected to the member `endpoint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EtcdctlCall {
    pub line: String,
    /// The member that answers; without it, the leader that members at home know, else the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<MemberId>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stdin: String,
    #[serde(skip_serializing_if = "is_terminal")]
    pub client: String,
}

/// Who types in the page's terminal.
const TERMINAL: &str = "terminal";

fn is_terminal(client: &String) -> bool {
    client == TERMINAL
}

impl TryFrom<Json> for Action {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        match json {
            Json::Text(name) => match &*name {
                "suggest_piece" => Ok(Self::SuggestPiece),
                "heal" => Ok(Self::Heal),
                _ => Err(format!("there is no action {} without fields", quoted(&name))),
            },
            Json::Object(mut tagged) if tagged.len() == 1 => {
                let (name, content) = tagged.remove(0);
                Self::named(&name, content).map_err(|why| format!("{}: {why}", quoted(&name)))
            }
            _ => Err("an action is its name, or one name with fields".to_owned()),
        }
    }
}

impl Action {
    fn named(name: &str, content: Json) -> Result<Self, String> {
        if name == "etcdctl" {
            return content.try_into().map(Self::Etcdctl);
        }
        if name == "converse" {
            return content.try_into().map(Self::Converse);
        }
        let mut fields = Fields::try_from(content)?;
        let with = &mut fields;
        let action = match name {
            "crash" => Self::Crash { member: with.take("member") },
            "restart" => Self::Restart { member: with.take("member") },
            "campaign" => Self::Campaign { member: with.take("member") },
            "drop_message" => Self::DropMessage { id: with.take("id") },
            "delay_message" => Self::DelayMessage { id: with.take("id"), by_us: with.take("by_us") },
            "partition" => Self::Partition { groups: with.take("groups") },
            "cut" => Self::Cut { from: with.take("from"), to: with.take("to") },
            "set_network" => Self::SetNetwork {
                loss_ppm: with.maybe("loss_ppm"),
                duplicate_ppm: with.maybe("duplicate_ppm"),
                latency_us: with.maybe("latency_us"),
            },
            "duplicate_message" => Self::DuplicateMessage { id: with.take("id") },
            "set_member" => Self::SetMember {
                member: with.take("member"),
                slow_us: with.maybe("slow_us"),
                clock_ppm: with.maybe("clock_ppm"),
                flush_us: with.maybe("flush_us"),
            },
            "transfer_leader" => Self::TransferLeader { to: with.take("to") },
            "set_pre_vote" => Self::SetPreVote { on: with.take("on") },
            "take_snapshot" => Self::TakeSnapshot { member: with.take("member") },
            "add_member" => Self::AddMember { member: with.take("member") },
            "remove_member" => Self::RemoveMember { member: with.take("member") },
            "file" => Self::File { name: with.take("name"), base64: with.take("base64") },
            "start_from" => Self::StartFrom { data_dir: with.take("data_dir") },
            "set_door" => Self::SetDoor { locked: with.take("locked") },
            "say" => Self::Say { client: with.or("client", TERMINAL.to_owned()), text: with.take("text") },
            "interrupt" => Self::Interrupt { client: with.or("client", TERMINAL.to_owned()) },
            _ => return Err("there is no action of this name with fields".to_owned()),
        };
        fields.give(action)
    }
}

impl TryFrom<Json> for EtcdctlCall {
    type Error = String;

    fn try_from(json: Json) -> Result<Self, String> {
        let mut fields = Fields::try_from(json)?;
        let call = Self {
            line: fields.take("line"),
            endpoint: fields.maybe("endpoint"),
            stdin: fields.or("stdin", String::new()),
            client: fields.or("client", TERMINAL.to_owned()),
        };
        fields.give(call)
    }
}
