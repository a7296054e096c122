//! Small things on the square: letters that have just arrived, and who came from outside.

use std::sync::Arc;

use crate::cluster::{Frame, MessageKind};
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::letter::{Party, party};
use crate::scene::friends::piece::piece_called;
use crate::scene::places::Map;

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
}

pub(super) fn landed(frame: &Frame, map: Map) -> Vec<Arc<Landed>> {
    let mark = |message: &crate::cluster::MessageFrame| {
        let (from, to) = (party(&message.from), party(&message.to));
        let route = map.route(from.end(), to.end(), message.id);
        let way = if message.kind.is_heartbeat() { String::new() } else { route.path() };
        Arc::new(Landed { id: message.id, from, at: route.0[3], way })
    };
    frame.landed.iter().map(mark).collect()
}

/// Somebody from outside stands there with a piece, or as long as letters come from or go to it.
pub(super) fn visitor(frame: &Frame, map: Map) -> Option<Visitor> {
    let piece = frame.puzzle.visitor.and_then(piece_called);
    let writes = || {
        let of_client = |kind| matches!(kind, MessageKind::ClientRequest | MessageKind::ClientResponse);
        let messages = frame.messages.iter().chain(&frame.landed).filter(|message| of_client(message.kind));
        messages.into_iter().any(|message| [&message.from, &message.to].into_iter().any(|end| end.member().is_none()))
    };
    (piece.is_some() || writes()).then(|| Visitor { place: map.visitor(), piece })
}
