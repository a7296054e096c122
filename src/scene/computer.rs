//! A member as the computer that it is: what it has in memory, on disk and on the way.

use crate::cluster::{Frame, MemberId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Computer {
    pub id: MemberId,
    pub up: bool,
    /// Pieces on its board.
    pub memory: u64,
    /// Lines in its notebook.
    pub disk: u64,
    /// Letters on the way to it or from it.
    pub network: u64,
}

/// `None` if there is no such member.
pub fn computer(frame: &Frame, id: MemberId) -> Option<Computer> {
    let member = frame.members.iter().find(|member| member.id == id && !member.removed)?;
    let is_its = |letter: &&crate::cluster::MessageFrame| {
        !letter.lost && [&letter.from, &letter.to].iter().any(|address| address.member() == Some(id))
    };
    Some(Computer {
        id,
        up: member.up,
        memory: frame.puzzle.placed.get(&id).map_or(0, Vec::len) as u64,
        disk: member.log.last.unwrap_or(0),
        network: frame.messages.iter().filter(is_its).count() as u64,
    })
}
