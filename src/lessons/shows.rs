//! What a step lays out besides its words, its pointers and its charts.

use super::{Group, leader, member};
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
    /// The lesson's cards, in the order of their texts.
    Cards(&'static [Card]),
    /// Only these of them, by their numbers.
    CardsOf([usize; 2]),
    /// A friend as the computer that it stands for, where its house is.
    Computer(MemberId),
    /// The parts of what is seen, numbered in the order of their texts: computers, their network, their goal.
    Parts,
    /// Two groups of friends, and who is in both.
    Groups([Group; 2]),
    /// What all notebooks hold, and a friend's with a line that somebody changed.
    Copies(MemberId),
}

/// What stands on a card beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    Drawn(Drawing),
    /// It leads to a moment of the course: lesson, and step from 1 on.
    Moment(u8, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Sum,
    Files,
    Film,
    Mail,
}

impl Shows {
    /// The scenes that take the stage's place.
    pub fn scenes(self) -> &'static [usize] {
        match self {
            Self::Villages(scenes) | Self::Queues(scenes) => scenes,
            _ => &[],
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
