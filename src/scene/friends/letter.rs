//! Letters on their way: where each one is, what it looks like and what it says.

use std::sync::Arc;

use crate::cluster::{Address, Content, Frame, LOST_LISTED_US, MemberId, MessageFrame, MessageKind};
use crate::scene::curve::{Cubic, Point, ease};
use crate::scene::friends::View;
use crate::scene::friends::piece::piece_of_key;
use crate::scene::friends::standing::{Standing, TERMINAL, VISITOR};
use crate::scene::places::Layout;

/// A letter that would be on the screen for less than this is only a pulse on its way.
const PULSE_BELOW_S: f64 = 0.12;
/// With more letters than this, signs of life are drawn smaller.
const CROWD: usize = 12;

#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    pub id: u64,
    pub from: Party,
    pub to: Party,
    pub glyph: Glyph,
    pub tag: Option<Tag>,
    /// Close to the doors, where letters crowd, its tag would only cover others.
    pub tagged: bool,
    pub term: u64,
    pub at: Point,
    pub tilt: f64,
    pub scale: f64,
    pub motion: Motion,
    /// The way behind it and the way before it, as path data.
    pub done: String,
    pub todo: String,
    pub end: Point,
    /// Where an arrow to its end points, one unit long.
    pub end_way: Point,
    pub lost: bool,
    /// How much of a lost one is still to be seen, 1 to 0.
    pub fresh: f64,
    pub delayed: bool,
    /// Somebody, or chance, sent it a second time.
    pub copy: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Flying,
    /// Too fast to be followed.
    Pulse,
    /// Stands in the middle of an arrow.
    Still,
}

/// Who sends or gets a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    Member(MemberId),
    Visitor,
    Terminal,
    /// Anybody else from outside, by name.
    Client(Arc<str>),
}

/// The silhouette and its seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Glyph {
    Append,
    Ack,
    Reject,
    VoteRequest,
    VoteYes,
    VoteNo,
    Heartbeat,
    Snapshot,
    Suggestion,
    Request,
    Answer,
    Denied,
    Ask,
    News,
}

/// What stands on the tag below a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    Pieces(Vec<u8>),
    Lines {
        first: u64,
        last: u64,
    },
    /// No entry: only how far the ink goes.
    InkUpTo(u64),
    Term(u64),
    /// Would I get your vote? Nobody's term changes yet.
    PreVote(u64),
    Yes,
    No,
    /// News of what happened at a revision.
    Revision(u64),
}

/// The letter that can best be lost with one click: the newest that carries a piece, else the newest that is no mere
/// sign of life.
pub fn newest_to_lose(frame: &Frame) -> Option<u64> {
    let in_flight = frame.messages.iter().filter(|message| !message.lost && !message.kind.is_heartbeat());
    let newest = in_flight.max_by_key(|message| (carries_piece(message), message.id));
    newest.map(|message| message.id)
}

/// What everybody watches for: a letter that asks to note a piece.
fn carries_piece(message: &MessageFrame) -> bool {
    match &*message.content {
        Content::Append { keys, .. } => keys.iter().any(|key| piece_of_key(key).is_some()),
        _ => false,
    }
}

pub(super) fn letters(frame: &Frame, view: View) -> Vec<Arc<Letter>> {
    let crowded = frame.messages.len() > CROWD;
    let standing = Standing::of(frame);
    frame.messages.iter().map(|message| Arc::new(letter(frame, message, view, &standing, crowded))).collect()
}

fn letter(frame: &Frame, message: &MessageFrame, view: View, standing: &Standing, crowded: bool) -> Letter {
    let (from, to) = (party(&message.from), party(&message.to));
    let route = view.map.route(standing.end(&message.from), standing.end(&message.to), message.id);
    let part = progress(frame, message);
    let motion = motion(message, view);
    let (done, todo) = match motion {
        Motion::Flying => {
            let (done, todo) = route.split(part);
            (done.path(), todo.path())
        }
        Motion::Pulse => (stretch(route, part).path(), String::new()),
        Motion::Still => (route.path(), String::new()),
    };
    let glyph = glyph(message);
    let end = route.0[3];
    let fresh = fresh(frame, message);
    Letter {
        id: message.id,
        from,
        to,
        glyph,
        tag: tag(message),
        tagged: view.map.layout == Layout::Wide
            && fresh > 0.7
            && (motion != Motion::Flying || (0.1..0.95).contains(&part)),
        term: message.term,
        at: route.at(if motion == Motion::Still { 0.5 } else { part }),
        tilt: if motion == Motion::Still { 0.0 } else { tilt(message) },
        scale: scale(glyph, view.map.layout, crowded) * if message.lost && crowded { 0.75 } else { 1.0 },
        motion,
        done,
        todo,
        end,
        end_way: route.end_way(),
        lost: message.lost,
        fresh,
        delayed: message.delayed_us > 0,
        copy: message.copy_of.is_some(),
    }
}

/// How far along its way it is, 0 to 1, at the moment of the frame.
fn progress(frame: &Frame, message: &MessageFrame) -> f64 {
    // A lost one stays where it was lost; one that found nobody lies at the door.
    let until_us = if message.lost { message.due_us } else { frame.t_us };
    let gone = until_us.saturating_sub(message.sent_us) as f64;
    let whole = message.planned_us.saturating_sub(message.sent_us) as f64;
    if whole == 0.0 { 1.0 } else { ease(gone / whole) }
}

/// A lost letter fades while it is listed, in steps that can be told apart; with many it would be a heap.
fn fresh(frame: &Frame, message: &MessageFrame) -> f64 {
    let gone_us = if message.lost { frame.t_us.saturating_sub(message.due_us) } else { 0 };
    let tenths = 10 * gone_us / LOST_LISTED_US;
    1.0 - 0.08 * tenths.min(10) as f64
}

fn motion(message: &MessageFrame, view: View) -> Motion {
    if view.still {
        return Motion::Still;
    }
    let on_screen_s = message.due_us.saturating_sub(message.sent_us) as f64 / 1e6 / view.speed;
    // A lost letter lies there long enough to be seen at any speed.
    if on_screen_s < PULSE_BELOW_S && !message.lost { Motion::Pulse } else { Motion::Flying }
}

/// The stretch of the way that a pulse lights up.
fn stretch(route: Cubic, part: f64) -> Cubic {
    route.between((part - 0.16).max(0.0), (part + 0.16).min(1.0))
}

/// A few degrees to either side, the same for a letter's whole life.
fn tilt(message: &MessageFrame) -> f64 {
    let tilt = (message.id * 5 % 13) as f64 - 6.0;
    if message.lost { tilt + 14.0 } else { tilt }
}

fn scale(glyph: Glyph, layout: Layout, crowded: bool) -> f64 {
    let size = if layout == Layout::Wide { 1.0 } else { 0.74 };
    match (glyph, crowded) {
        (Glyph::Heartbeat, true) => size * 0.6,
        (Glyph::Heartbeat, false) => size * 0.85,
        _ => size,
    }
}

pub(super) fn party(address: &Address) -> Party {
    match address {
        Address::Member(id) => Party::Member(*id),
        Address::Client(name) => match &**name {
            VISITOR => Party::Visitor,
            TERMINAL => Party::Terminal,
            name => Party::Client(name.into()),
        },
    }
}

pub(super) fn glyph(message: &MessageFrame) -> Glyph {
    let content = &*message.content;
    match message.kind {
        MessageKind::VoteRequest | MessageKind::PreVoteRequest | MessageKind::TransferLeader => Glyph::VoteRequest,
        MessageKind::VoteResponse | MessageKind::PreVoteResponse => match content {
            Content::Vote { granted: false, .. } => Glyph::VoteNo,
            _ => Glyph::VoteYes,
        },
        MessageKind::Append => Glyph::Append,
        MessageKind::AppendResponse => match content {
            Content::AppendResult { ok: false, .. } => Glyph::Reject,
            _ => Glyph::Ack,
        },
        MessageKind::Heartbeat | MessageKind::HeartbeatResponse => Glyph::Heartbeat,
        MessageKind::Snapshot => Glyph::Snapshot,
        MessageKind::SnapshotResponse => Glyph::Ack,
        MessageKind::ReadIndex => Glyph::Ask,
        MessageKind::ClientRequest => match content {
            Content::Request { key: Some(key), .. } if piece_of_key(key).is_some() => Glyph::Suggestion,
            _ => Glyph::Request,
        },
        MessageKind::WatchEvent => Glyph::News,
        MessageKind::ClientResponse => match content {
            Content::Denied => Glyph::Denied,
            Content::Answer { ok: false, .. } => Glyph::Denied,
            _ => Glyph::Answer,
        },
        MessageKind::TransferLeaderResponse | MessageKind::ReadIndexResponse => Glyph::Answer,
    }
}

fn tag(message: &MessageFrame) -> Option<Tag> {
    match (&*message.content, message.kind) {
        (Content::VoteAsked { .. }, MessageKind::PreVoteRequest) => Some(Tag::PreVote(message.term)),
        (Content::VoteAsked { .. }, _) => Some(Tag::Term(message.term)),
        (Content::Vote { granted, .. }, _) => Some(if *granted { Tag::Yes } else { Tag::No }),
        (Content::Append { entries, keys, commit, .. }, MessageKind::Append) => match (entries.first(), entries.last())
        {
            (Some(&first), Some(&last)) => {
                let pieces: Vec<u8> = keys.iter().filter_map(|key| piece_of_key(key)).collect();
                let all = pieces.len() == entries.len();
                // Nobody speaks of the line that founds the group: it is in every notebook from the start.
                Some(if all { Tag::Pieces(pieces) } else { Tag::Lines { first: first.max(1).min(last), last } })
            }
            _ => commit.map(Tag::InkUpTo),
        },
        (Content::WatchEvent { revision, .. }, _) => Some(Tag::Revision(*revision)),
        (Content::Request { key: Some(key), .. }, _) => piece_of_key(key).map(|piece| Tag::Pieces(vec![piece])),
        _ => None,
    }
}
