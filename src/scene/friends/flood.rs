//! A partition: the river is high, and who can still reach whom.

use crate::cluster::{Frame, MemberFrame, MemberId};
use crate::few::sorted;
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::card::{majority, voters};
use crate::scene::outline::outline;
use crate::scene::places::{Layout, Map};

/// Friends who reach each other, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub members: Vec<MemberId>,
    /// How many of those who count are here and at home.
    pub votes: usize,
    /// How many count in all.
    pub of: usize,
    /// The newest round that anybody here knows of.
    pub term: u64,
}

impl Side {
    /// Whether they can elect and decide.
    pub fn has_majority(&self) -> bool {
        self.votes >= majority(self.of)
    }
}

/// The edge of the water around a side.
#[derive(Clone, Debug, PartialEq)]
pub struct Shore {
    /// Closed path data.
    pub path: String,
    /// A sign with the round, where it is not the same everywhere.
    pub sign: Option<(Point, u64)>,
}

/// The sides that the river parts, in the order of the frame; none while everybody reaches everybody.
pub fn sides(frame: &Frame) -> Vec<Side> {
    let of = voters(frame).count();
    let here = |id: &MemberId| frame.members.iter().find(|member| member.id == *id && !member.removed);
    let side = |group: &Vec<MemberId>| {
        let here: Vec<&MemberFrame> = group.iter().filter_map(here).collect();
        Side {
            members: here.iter().map(|member| member.id).collect(),
            votes: voters(frame).filter(|member| member.up && group.contains(&member.id)).count(),
            of,
            term: here.iter().filter(|member| member.up).map(|member| member.term).max().unwrap_or(0),
        }
    };
    let sides: Vec<Side> = frame.network.groups.iter().map(side).filter(|side| !side.members.is_empty()).collect();
    if sides.len() > 1 { sides } else { Vec::new() }
}

/// One around each side but the largest: what is not surrounded is the mainland.
pub(super) fn shores(sides: &[Side], map: Map) -> Vec<Shore> {
    let mainland = (0..sides.len()).max_by_key(|&nth| (sides[nth].members.len(), nth));
    let terms = || sides.iter().map(|side| side.term).filter(|term| *term > 0);
    // On a phone the roofs' signs leave no room for it.
    let differ = terms().min() != terms().max() && map.layout == Layout::Wide;
    let islands = sides.iter().enumerate().filter(|(nth, _)| Some(*nth) != mainland).map(|(_, side)| side);
    islands.map(|side| shore(side, map, differ && side.term > 0)).collect()
}

fn shore(side: &Side, map: Map, signed: bool) -> Shore {
    let (air, neck, radius) = match map.layout {
        Layout::Wide => (16.0, 90.0, 22.0),
        Layout::Compact => (6.0, 40.0, 12.0),
    };
    let homes = side.members.iter().map(|&id| grown(map.home(id), air));
    // Neighbours share one shore.
    let around: Vec<MemberId> = map.clockwise().iter().copied().filter(|id| side.members.contains(id)).collect();
    let seat = |id: MemberId| map.clockwise().iter().position(|seat| *seat == id).unwrap_or(0);
    let next = |nth: usize| around[(nth + 1) % around.len()];
    let adjacent = |nth: &usize| (seat(around[*nth]) + 1) % map.clockwise().len() == seat(next(*nth));
    let necks = (0..around.len()).filter(adjacent).map(|nth| {
        let (one, other) = (map.home(around[nth]).centre(), map.home(next(nth)).centre());
        let [low, high] =
            [Point::new(one.x.min(other.x), one.y.min(other.y)), Point::new(one.x.max(other.x), one.y.max(other.y))];
        Rect::around(low.towards(high, 0.5), (high.x - low.x).max(neck), (high.y - low.y).max(neck))
    });
    let view = grown(map.view_box(), -3.0);
    let boxes: Vec<Rect> = homes.chain(necks).map(|r| within(r, view)).collect();
    let highest = sorted(&boxes, |r| r.y as i64).first().map(|r| Point::new(r.x + r.w / 2.0, r.y));
    Shore { path: outline(&boxes, radius), sign: highest.filter(|_| signed).map(|at| (at, side.term)) }
}

fn grown(r: Rect, by: f64) -> Rect {
    Rect::around(r.centre(), r.w + 2.0 * by, r.h + 2.0 * by)
}

fn within(r: Rect, view: Rect) -> Rect {
    let (left, top) = (r.x.max(view.x), r.y.max(view.y));
    let (right, bottom) = ((r.x + r.w).min(view.x + view.w), (r.y + r.h).min(view.y + view.h));
    Rect::new(left, top, right - left, bottom - top)
}
