//! What a step points at, and whether it is there.

use crate::cluster::{Address, Frame, MemberId, MessageKind};

/// A thing on the screen. Where it names no member, it means whoever leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    Home(MemberId),
    Ring(MemberId),
    /// The cap, on whoever leads.
    Cap,
    Notebook(MemberId, Line),
    /// The notebook of whoever leads.
    LeadersNotebook(Line),
    Board(MemberId),
    /// Letters of a kind, as long as they fly.
    Letter(MessageKind),
    LetterTo(MessageKind, MemberId, MemberId),
    Count,
    Visitor(&'static str),
    River,
    Transport,
    Terminal,
    /// A key or folder in the tree of keys.
    Tree(&'static str),
    Chart(&'static str),
    /// The card with the lesson's words.
    Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    All,
    Last,
}

impl Pointer {
    /// Whether it is there at a moment. What the page always has is.
    pub fn is_there(self, frame: &Frame) -> bool {
        let member = |id: MemberId| frame.members.iter().find(|member| member.id == id);
        let flies = |kind: MessageKind, way: Option<(MemberId, MemberId)>| {
            frame.messages.iter().any(|message| {
                let fits = way.is_none_or(|(from, to)| {
                    (&message.from, &message.to) == (&Address::Member(from), &Address::Member(to))
                });
                message.kind == kind && fits
            })
        };
        match self {
            Self::Home(id) | Self::Ring(id) | Self::Board(id) | Self::Notebook(id, Line::All) => member(id).is_some(),
            Self::Notebook(id, Line::Last) => member(id).is_some_and(|member| !member.log.entries.is_empty()),
            Self::Cap | Self::Count | Self::LeadersNotebook(_) => super::leader(frame).is_some(),
            Self::Letter(kind) => flies(kind, None),
            Self::LetterTo(kind, from, to) => flies(kind, Some((from, to))),
            Self::Visitor(name) => {
                frame.clients.iter().any(|client| &*client.name == name)
                    || frame.watches.iter().any(|watch| &*watch.client == name)
                    || (name == "visitor" && frame.puzzle.visitor.is_some())
            }
            Self::River => !frame.network.groups.is_empty() || !frame.network.cuts.is_empty(),
            Self::Transport | Self::Terminal | Self::Tree(_) | Self::Chart(_) | Self::Words => true,
        }
    }
}
