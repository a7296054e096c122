//! What sets a scene: actions at moments, or as soon as something has come to be.

use super::Evidence;
use crate::cluster::{Action, Address, EtcdctlCall, Frame, MemberId, MessageKind};

pub struct Cue {
    pub when: When,
    pub act: Act,
}

pub enum When {
    At(u64),
    /// So long after something has come to be, in virtual microseconds.
    Once {
        holds: fn(&Evidence) -> bool,
        after_us: u64,
    },
}

pub enum Act {
    Do(Action),
    /// What has to be looked up in the moment; `None` if it isn't there.
    Find(fn(&Evidence) -> Option<Action>),
}

impl Cue {
    pub fn at(at_us: u64, action: Action) -> Self {
        Self { when: When::At(at_us), act: Act::Do(action) }
    }

    pub fn once(holds: fn(&Evidence) -> bool, after_us: u64, action: Action) -> Self {
        Self { when: When::Once { holds, after_us }, act: Act::Do(action) }
    }

    pub fn find(holds: fn(&Evidence) -> bool, after_us: u64, find: fn(&Evidence) -> Option<Action>) -> Self {
        Self { when: When::Once { holds, after_us }, act: Act::Find(find) }
    }
}

/// `member` coordinates from round 1 on: at the start nobody has heard a leader, so nobody's lease refuses.
pub fn opening(member: MemberId) -> Cue {
    Cue::at(200_000, Action::Campaign { member })
}

/// Somebody from outside brings a piece at each of these moments.
pub fn pieces(at_us: &[u64]) -> impl Iterator<Item = Cue> + '_ {
    at_us.iter().map(|at_us| Cue::at(*at_us, Action::SuggestPiece))
}

/// A client types a command at a member's door; without one, at the door of whoever leads.
pub fn typed(client: &str, endpoint: impl Into<Option<MemberId>>, line: impl Into<String>) -> Action {
    let (client, endpoint, line) = (client.to_owned(), endpoint.into(), line.into());
    Action::Etcdctl(EtcdctlCall { line, endpoint, stdin: String::new(), client })
}

/// The newest such letter in flight.
pub fn letter(frame: &Frame, kind: MessageKind, from: MemberId, to: MemberId) -> Option<u64> {
    let (from, to) = (Address::Member(from), Address::Member(to));
    let fits = |message: &&crate::cluster::MessageFrame| {
        !message.lost && message.kind == kind && message.from == from && message.to == to
    };
    frame.messages.iter().rev().find(fits).map(|message| message.id)
}
