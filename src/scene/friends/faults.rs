//! What is wrong with the post, as far as it can't be seen on a single letter.

use crate::cluster::{Frame, MemberId};
use crate::scene::curve::Point;
use crate::scene::places::{End, Map};

/// What becomes of letters, where it is not as the world began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// In a million.
    pub loss_ppm: u32,
    pub duplicate_ppm: u32,
    /// Shortest and longest way.
    pub latency_us: Option<[u64; 2]>,
    /// How many ways are cut.
    pub cuts: usize,
}

/// A way on which letters get lost.
#[derive(Clone, Debug, PartialEq)]
pub struct CutWay {
    pub from: MemberId,
    pub to: MemberId,
    /// Path data.
    pub path: String,
    pub middle: Point,
}

impl Post {
    pub fn is_well(&self) -> bool {
        *self == Self::default()
    }
}

pub(super) fn post(frame: &Frame) -> Post {
    let network = &frame.network;
    Post {
        loss_ppm: network.loss_ppm,
        duplicate_ppm: network.duplicate_ppm,
        latency_us: Some(network.latency_us).filter(|latency| *latency != frame.timing.latency_us),
        cuts: network.cuts.len(),
    }
}

/// Between those who live here.
pub(super) fn cut_ways(frame: &Frame, map: Map) -> Vec<CutWay> {
    let lives = |id: MemberId| frame.members.iter().any(|member| member.id == id && !member.removed);
    let cuts = frame.network.cuts.iter().filter(|(from, to)| lives(*from) && lives(*to));
    let way = |&(from, to): &(MemberId, MemberId)| {
        let route = map.route(End::Member(from), End::Member(to), 0);
        CutWay { from, to, path: route.path(), middle: route.at(0.5) }
    };
    cuts.map(way).collect()
}
