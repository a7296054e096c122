//! The three things a newcomer is invited to try, ticked off by what really happened.

use super::{LetterAbout, Line, Note, What};
use crate::cluster::{Address, MemberId};

/// How many steps count as having walked through time.
pub const STEPS_WANTED: u32 = 3;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    #[default]
    Todo,
    /// The first half happened: the rest is up to the friends.
    Doing,
    Done,
}

/// How far a visitor got. Only ever moves forward: going back in time takes nothing away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trials {
    /// A coordinator left home, and another friend was elected.
    pub change: Progress,
    /// Who followed whom, once it is done.
    pub successor: Option<(MemberId, MemberId)>,
    /// A letter was lost on purpose, and its piece was fitted all the same.
    pub loss: Progress,
    pub lost: Option<(Note, MemberId)>,
}

impl Trials {
    /// Takes in the story so far.
    pub fn read(mut self, lines: &[Line]) -> Trials {
        if self.change < Progress::Done {
            self.read_change(lines);
        }
        if self.loss < Progress::Done {
            self.read_loss(lines);
        }
        self
    }

    fn read_change(&mut self, lines: &[Line]) {
        let mut left = None;
        for line in lines {
            match (&line.what, line.who, left) {
                (What::Away { led: true }, Some(who), _) => {
                    left = Some(who);
                    self.change = self.change.max(Progress::Doing);
                }
                (What::Elected { .. }, Some(who), Some(before)) if who != before => {
                    self.change = Progress::Done;
                    self.successor = Some((before, who));
                    return;
                }
                // Everybody stopped at once: nobody left home.
                (What::BeganAnew { .. }, ..) => {
                    left = None;
                    self.change = Progress::Todo;
                }
                _ => {}
            }
        }
    }

    fn read_loss(&mut self, lines: &[Line]) {
        let mut lost: Vec<(Note, MemberId)> = Vec::new();
        for line in lines {
            match &line.what {
                What::Lost { to: Address::Member(to), about: LetterAbout::Notes(notes), asked: true, .. } => {
                    let pieces = notes.iter().filter(|note| matches!(note, Note::Piece(_)));
                    lost.extend(pieces.map(|note| (note.clone(), *to)));
                    if !lost.is_empty() {
                        self.loss = self.loss.max(Progress::Doing);
                    }
                }
                // The friend that the letter was for has it in ink: it arrived in the end.
                What::FittedToo { notes, friends } => {
                    let found = lost.iter().find(|(note, to)| notes.contains(note) && friends.contains(to));
                    if let Some(found) = found {
                        self.loss = Progress::Done;
                        self.lost = Some(found.clone());
                        return;
                    }
                }
                _ => {}
            }
        }
    }
}
