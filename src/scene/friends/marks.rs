//! Small things on the square: letters that have just arrived, and who came from outside.

use std::sync::Arc;

use crate::cluster::{Address, Door, Frame, MessageKind};
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::letter::{Party, party};
use crate::scene::friends::piece::piece_called;
use crate::scene::friends::standing::{Standing, TERMINAL, VISITOR};
use crate::scene::places::{End, Map};

/// A letter that arrived a moment ago: its faded way and a check at the door.
#[derive(Clone, Debug, PartialEq)]
pub struct Landed {
    pub id: u64,
    pub from: Party,
    pub at: Point,
    /// Empty for signs of life, of which there are too many.
    pub way: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visitor {
    pub place: Rect,
    /// The piece it brings; none for somebody who only sends letters.
    pub piece: Option<u8>,
    /// Whoever types in the terminal, instead of somebody who walks by.
    pub is_you: bool,
    /// It has no certificate and was turned away a moment ago.
    pub is_denied: bool,
}

/// How long somebody who was turned away stands there, in virtual time.
pub(super) const DENIED_SHOWN_US: u64 = 2_500_000;

pub(super) fn landed(frame: &Frame, map: Map) -> Vec<Arc<Landed>> {
    let standing = Standing::of(frame);
    let mark = |message: &crate::cluster::MessageFrame| {
        let route = map.route(standing.end(&message.from), standing.end(&message.to), message.id);
        let way = if message.kind.is_heartbeat() { String::new() } else { route.path() };
        Arc::new(Landed { id: message.id, from: party(&message.from), at: route.0[3], way })
    };
    frame.landed.iter().map(mark).collect()
}

/// Somebody from outside stands there with a piece, as long as letters come from or go to it, or while it wonders
/// about a locked door.
pub(super) fn visitor(frame: &Frame, map: Map) -> Option<Visitor> {
    let piece = frame.puzzle.visitor.and_then(piece_called);
    let is_denied = was_denied(frame, VISITOR);
    let standing = Standing::of(frame);
    let writes = |name: &str| {
        let of_client = |kind| matches!(kind, MessageKind::ClientRequest | MessageKind::ClientResponse);
        let messages = frame.messages.iter().chain(&frame.landed).filter(|message| of_client(message.kind));
        let mut ends = messages.flat_map(|message| [&message.from, &message.to]);
        ends.any(|end| matches!(end, Address::Client(client) if **client == *name) && standing.end(end) == End::Outside)
    };
    let is_there = piece.is_some() || is_denied || writes(VISITOR);
    let is_you = !is_there && writes(TERMINAL);
    (is_there || is_you).then(|| Visitor { place: map.visitor(), piece, is_you, is_denied })
}

/// Whether a locked door turned a client away a moment ago.
pub(super) fn was_denied(frame: &Frame, name: &str) -> bool {
    let client = frame.clients.iter().find(|client| *client.name == *name);
    let denied_us = client.and_then(|client| client.denied_us);
    frame.door == Door::Locked && denied_us.is_some_and(|at_us| frame.t_us <= at_us + DENIED_SHOWN_US)
}
