//! The village: what a frame looks like as friends in their houses who write each other letters.
//!
//! ```text
//! Frame + View ──► scene() ──► homes, rings, letters, landed, card, visitor, summary ──► ui::stage
//! ```
//!
//! Parts that change at different rates are apart (a home from its ring, one letter from another), so
//! that a picture in which one letter moved repaints one letter. They are shared pointers: comparing
//! them compares what they point to, copying them copies nothing.

mod card;
mod faults;
mod flood;
mod home;
mod letter;
mod marks;
mod piece;
mod ring;
mod standing;
mod street;
mod summary;
#[cfg(test)]
pub(crate) mod test_frames;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_street;

use std::sync::Arc;

pub use card::{Card, Counted, EntryCount, Slot, Tally};
pub use faults::{CutWay, Post};
pub use flood::{Shore, Side, sides};
pub use home::{Board, Caption, Cell, CellKind, Home, Notebook, Pill, Plate, board};
pub use letter::{Glyph, Letter, Motion, Party, Tag, newest_to_lose};
pub use marks::{Landed, Visitor};
pub use piece::PICTURE;
pub use ring::{Ring, Stage as RingStage};
pub use standing::has_street;
pub use street::{Follows, Hears, Look, Person, Photo, Street, street};
pub use summary::{Details, Round, Summary, details};

use crate::cluster::{Frame, MemberId};
use crate::scene::curve::Rect;
use crate::scene::places::{Map, SMALL_VILLAGE_MAX, Village};

/// How the village is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub map: Map,
    /// Virtual seconds per second on the screen.
    pub speed: f64,
    /// Nothing moves between two steps: letters are arrows.
    pub still: bool,
}

/// Everything that is drawn over the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct FriendsScene {
    pub homes: Vec<Arc<Home>>,
    /// One for each home.
    pub rings: Vec<Ring>,
    /// Places that nobody lives in, with who would.
    pub plots: Vec<(MemberId, Rect)>,
    /// In the order they were sent.
    pub letters: Vec<Arc<Letter>>,
    pub landed: Vec<Arc<Landed>>,
    pub card: Option<Arc<Card>>,
    pub visitor: Option<Visitor>,
    /// What a partition parts; empty without one.
    pub sides: Vec<Side>,
    pub shores: Vec<Shore>,
    pub cut_ways: Vec<CutWay>,
    pub post: Post,
    pub summary: Summary,
    /// Which picture has just been completed somewhere.
    pub celebrated: Option<u64>,
}

/// The scene of a frame.
pub fn scene(frame: &Frame, view: View) -> FriendsScene {
    let homes: Vec<_> = lived_in(frame).map(|member| Arc::new(home::home(frame, member, view.map))).collect();
    let plots = view.map.seats().filter(|&id| homes.iter().all(|home| home.id != id)).map(|id| (id, view.map.plot(id)));
    let sides = flood::sides(frame);
    FriendsScene {
        rings: lived_in(frame).map(|member| ring::ring(frame, member)).collect(),
        plots: plots.collect(),
        letters: letter::letters(frame, view),
        landed: marks::landed(frame, view.map),
        card: card::card(frame).map(Arc::new),
        visitor: marks::visitor(frame, view.map),
        shores: flood::shores(&sides, view.map),
        cut_ways: faults::cut_ways(frame, view.map),
        post: faults::post(frame),
        summary: summary::summary(frame, &sides),
        sides,
        celebrated: summary::celebrated(frame),
        homes,
    }
}

/// How many friends there have ever been decides it, so the village never shrinks within a session.
pub fn village(frame: &Frame) -> Village {
    let big = frame.members.iter().any(|member| member.id > SMALL_VILLAGE_MAX);
    if big { Village::Big } else { Village::Small }
}

impl FriendsScene {
    pub fn home(&self, id: MemberId) -> Option<&Arc<Home>> {
        self.homes.iter().find(|home| home.id == id)
    }

    pub fn letter(&self, id: u64) -> Option<&Arc<Letter>> {
        self.letters.iter().find(|letter| letter.id == id)
    }
}

fn lived_in(frame: &Frame) -> impl Iterator<Item = &crate::cluster::MemberFrame> {
    frame.members.iter().filter(|member| !member.removed)
}
