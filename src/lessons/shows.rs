//! What a step lays out besides its words, its pointers and its charts.

use super::{leader, member};
use crate::cluster::{Frame, MemberId};
use crate::puzzle::{self, Piece};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The village alone.
    Village,
    /// Scenes side by side in place of the stage, at the moment that the stage has come to.
    Villages(&'static [usize]),
    /// As well, with what each friend still has to look for.
    Queues(&'static [usize]),
}

impl Shows {
    /// The scenes that take the stage's place.
    pub fn scenes(self) -> &'static [usize] {
        match self {
            Self::Villages(scenes) | Self::Queues(scenes) => scenes,
            Self::Village => &[],
        }
    }
}

/// The pieces that each friend has been dealt and that are not in the picture yet, in the order in which they are
/// looked for.
pub fn waiting(frame: &Frame) -> Vec<(MemberId, Vec<Piece>)> {
    let voters: Vec<MemberId> = match leader(frame) {
        Some(leader) => leader.voters.clone(),
        None => frame.members.iter().filter(|member| !member.removed).map(|member| member.id).collect(),
    };
    let present: Vec<bool> = voters.iter().map(|id| !frame.puzzle.absent.contains(id)).collect();
    let placed: Vec<&str> = frame.puzzle.placed.values().flatten().copied().collect();
    let at_home = voters.iter().enumerate().filter(|(_, id)| member(frame, **id).is_some());
    at_home
        .map(|(me, id)| {
            let dealt = puzzle::dealt_to(frame.seed, frame.puzzle.picture, me, &present);
            (*id, dealt.into_iter().filter(|piece| !placed.contains(&piece.name())).collect())
        })
        .collect()
}
