//! Where everything of the village stands, and on which curves letters fly. Homes never move: a friend
//! has one place for as long as the village is small, and one in the big village.

use crate::cluster::{MEMBERS_MAX, MemberId};
use crate::scene::curve::{Cubic, Point, Rect};

/// How much room there is: full houses, or houses that stay readable on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Wide,
    Compact,
}

/// Up to five friends live around a square; more live on a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Village {
    Small,
    Big,
}

/// How much of a home is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum House {
    /// 228 × 218: eight notebook cells below a board.
    Full,
    /// 120 × 104: a board and two notebook cells.
    Compact,
    /// 92 × 76: two notebook cells.
    Mini,
}

/// The members that the small village has places for.
pub const SMALL_VILLAGE_MAX: u64 = 5;
/// Below this scale text in the wide picture would be under 12 pixels.
const WIDE_SCALE_MIN: f64 = 0.86;
/// The wide picture's compact houses are drawn larger than a phone's.
const BIG_WIDE_SCALE: f64 = 1.27;

/// A drawing of the whole village for one amount of room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Map {
    pub layout: Layout,
    pub village: Village,
    /// Whether people from outside stand on the pavement at the lower edge.
    pub street: bool,
}

impl Map {
    /// The map with the most detail that is still readable on `width` × `height` pixels.
    pub fn for_size(village: Village, street: bool, width: f64, height: f64) -> Map {
        let wide = Map { layout: Layout::Wide, village, street };
        let readable = wide.view_box().fit(width, height).scale >= WIDE_SCALE_MIN;
        Map { layout: if readable { Layout::Wide } else { Layout::Compact }, village, street }
    }

    /// All that is drawn: the village, and the pavement below it.
    pub fn view_box(self) -> Rect {
        let village = self.grounds();
        Rect { h: village.h + self.pavement().map_or(0.0, |pavement| pavement.h), ..village }
    }

    /// Where the village stands.
    pub(super) fn grounds(self) -> Rect {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => Rect::new(0.0, 0.0, 788.0, 676.0),
            (Layout::Wide, Village::Big) => Rect::new(-28.0, 0.0, 844.0, 676.0),
            (Layout::Compact, Village::Small) => Rect::new(0.0, 0.0, 390.0, 348.0),
            (Layout::Compact, Village::Big) => Rect::new(0.0, 0.0, 390.0, 430.0),
        }
    }

    pub fn house(self) -> House {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => House::Full,
            (Layout::Compact, Village::Big) => House::Mini,
            _ => House::Compact,
        }
    }

    /// By how much a house is drawn larger than its own units.
    pub fn house_scale(self) -> f64 {
        if (self.layout, self.village) == (Layout::Wide, Village::Big) { BIG_WIDE_SCALE } else { 1.0 }
    }

    /// The places there are, taken or not.
    pub fn seats(self) -> std::ops::RangeInclusive<MemberId> {
        match self.village {
            Village::Small => 1..=SMALL_VILLAGE_MAX,
            Village::Big => 1..=MEMBERS_MAX,
        }
    }

    /// The places in the order in which they stand, from the top on.
    pub fn clockwise(self) -> &'static [MemberId] {
        match self.village {
            Village::Small => &[1, 2, 3, 4, 5],
            Village::Big => &ON_RING,
        }
    }

    /// The home of a member.
    pub fn home(self, id: MemberId) -> Rect {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => {
                let [x, y] = [[282, 6], [546, 196], [458, 444], [100, 444], [14, 196]][(id - 1) as usize];
                Rect::new(f64::from(x), f64::from(y), 228.0, 218.0)
            }
            (Layout::Compact, Village::Small) => {
                let [x, y] = [[135, 10], [266, 92], [238, 236], [32, 236], [4, 92]][(id - 1) as usize];
                Rect::new(f64::from(x), f64::from(y), 120.0, 104.0)
            }
            (Layout::Wide, Village::Big) => {
                let centre = on_ring(Point::new(394.0, 330.0), 304.0, 258.0, id);
                Rect::around(centre, 120.0 * BIG_WIDE_SCALE, 104.0 * BIG_WIDE_SCALE)
            }
            (Layout::Compact, Village::Big) => {
                Rect::around(on_ring(Point::new(195.0, 215.0), 145.0, 173.0, id), 92.0, 76.0)
            }
        }
    }

    /// The empty ground of a place that nobody lives in.
    pub fn plot(self, id: MemberId) -> Rect {
        let [w, h] = match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => [168.0, 146.0],
            (Layout::Wide, Village::Big) => [108.0, 94.0],
            (Layout::Compact, Village::Small) => [88.0, 76.0],
            (Layout::Compact, Village::Big) => [64.0, 56.0],
        };
        Rect::around(self.home(id).centre(), w, h)
    }

    /// Where people from outside stand.
    pub fn visitor(self) -> Rect {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => Rect::new(24.0, 24.0, 84.0, 110.0),
            (Layout::Wide, Village::Big) => Rect::new(-16.0, 16.0, 76.0, 100.0),
            (Layout::Compact, Village::Small) => Rect::new(12.0, 8.0, 58.0, 76.0),
            (Layout::Compact, Village::Big) => Rect::new(6.0, 6.0, 44.0, 58.0),
        }
    }

    /// The middle of the square, which letters cross.
    pub(super) fn centre(self) -> Point {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => Point::new(394.0, 336.0),
            (Layout::Wide, Village::Big) => Point::new(394.0, 330.0),
            (Layout::Compact, Village::Small) => Point::new(195.0, 172.0),
            (Layout::Compact, Village::Big) => Point::new(195.0, 215.0),
        }
    }

    /// Between neighbouring letters that leave one home.
    pub(super) fn port_gap(self) -> f64 {
        match (self.layout, self.village) {
            (Layout::Wide, Village::Small) => 28.0,
            (Layout::Wide, Village::Big) => 13.0,
            (Layout::Compact, Village::Small) => 16.0,
            (Layout::Compact, Village::Big) => 8.0,
        }
    }

    /// How far a way keeps to the direction of its door, at the least: between neighbours the straight way
    /// would be too short to see anything fly.
    pub(super) fn reach_min(self) -> f64 {
        match self.layout {
            Layout::Wide => 84.0,
            Layout::Compact => 44.0,
        }
    }

    /// Between a house and the letters at its door, which shall not cover what stands in it.
    fn door_gap(self) -> f64 {
        match self.layout {
            Layout::Wide => 14.0,
            Layout::Compact => 8.0,
        }
    }

    /// The curve of message `id` between two ends. Ways there and back never lie on each other, and
    /// letters that share a way are spread over five lanes by their ids, which follow one another.
    pub fn route(self, from: End, to: End, id: u64) -> Cubic {
        match (from, to) {
            (End::Street(place), End::Member(id)) => return self.street_way(place, id, 1.0),
            (End::Member(id), End::Street(place)) => return self.street_way(place, id, -1.0).reversed(),
            _ => {}
        }
        let lane = [0.0, 2.0, -2.0, 1.0, -1.0][(id % 5) as usize];
        let gap = self.port_gap();
        let (start, end) = (self.port(from, to), self.port(to, from));
        let way = end - start;
        let bend = (way.length() * 0.13).clamp(gap * 0.5, gap * 1.7) + lane * gap * 0.5;
        let shift = way.unit().turned() * bend;
        let reach = (way.length() * 0.36).max(self.reach_min());
        let (leaving, arriving) = (self.outwards(from) * reach, self.outwards(to) * reach);
        Cubic([start, start + leaving + shift, end + arriving + shift, end])
    }

    /// From the door to the square.
    pub(super) fn outwards(self, at: End) -> Point {
        (self.centre() - self.door(at)).unit()
    }

    /// Where ways from `at` to `other` leave its house: facing the square, in the order of where they lead.
    pub(super) fn port(self, at: End, other: End) -> Point {
        let door = self.door(at);
        let End::Member(id) = at else { return door };
        let outwards = self.outwards(at);
        let along = outwards.turned();
        let ends = self.seats().filter(|&seat| seat != id).map(End::Member).chain([End::Outside]);
        let place_of = |end: End| (self.door(end) - door).dot(along);
        let mine = place_of(other);
        let before = ends.clone().filter(|&end| place_of(end) < mine).count() as f64;
        let middle = (ends.count() - 1) as f64 / 2.0;
        let port = door + along * ((before - middle) * self.port_gap());
        let (home, gap) = (self.home(id), self.door_gap());
        let free = Rect::around(home.centre(), home.w + 2.0 * gap, home.h + 2.0 * gap);
        port + outwards * free.way_out(port, outwards)
    }

    fn door(self, at: End) -> Point {
        match at {
            End::Member(id) => self.home(id).exit(self.centre()),
            End::Street(place) => self.feet(place),
            End::Outside => {
                let visitor = self.visitor();
                Point::new(visitor.x + visitor.w + 6.0, visitor.y + visitor.h * 0.55)
            }
        }
    }
}

/// One end of a way through the village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Member(MemberId),
    /// At the visitor's place.
    Outside,
    /// On the pavement: the places from left to right, then the crowd ([`CROWD`](super::pavement::CROWD)).
    Street(u8),
}

/// Ana, Fabi, Beto, Hugo, Caio, Duda, Gil, Elis, Iara. Each of the first five stays close to where it was in
/// the small village, so the eye finds it.
const ON_RING: [MemberId; 9] = [1, 6, 2, 8, 3, 4, 7, 5, 9];

fn on_ring(centre: Point, across: f64, down: f64, id: MemberId) -> Point {
    let place = ON_RING.iter().position(|seat| *seat == id).unwrap_or(0);
    let [x, y] = RING[place];
    Point::new(centre.x + across * x, centre.y + down * y)
}

/// Nine points of the unit circle, 40 degrees apart. Written down: sines are a lot of code in the page.
const RING: [[f64; 2]; 9] = [
    [0.0, -1.0],
    [0.642_788, -0.766_044],
    [0.984_808, -0.173_648],
    [0.866_025, 0.5],
    [0.342_020, 0.939_693],
    [-0.342_020, 0.939_693],
    [-0.866_025, 0.5],
    [-0.984_808, -0.173_648],
    [-0.642_788, -0.766_044],
];

#[cfg(test)]
mod tests {
    use super::*;

    fn maps() -> impl Iterator<Item = Map> {
        [Layout::Wide, Layout::Compact]
            .into_iter()
            .flat_map(|layout| [Village::Small, Village::Big].map(|village| Map { layout, village, street: false }))
    }

    #[test]
    fn homes_stand_apart_and_within_the_picture() {
        for map in maps() {
            let view = map.view_box();
            for id in map.seats() {
                let home = map.home(id);
                assert!(home.x >= view.x && home.x + home.w <= view.x + view.w, "{map:?} {id}");
                assert!(home.y >= view.y && home.y + home.h <= view.y + view.h, "{map:?} {id}");
                for other in map.seats().filter(|&other| other > id) {
                    assert!(!home.intersects(map.home(other)), "{map:?}: {id} and {other}");
                }
            }
        }
    }

    /// Every place, by number of its member.
    #[test]
    fn the_ring_has_nine_places() {
        let map = Map { layout: Layout::Wide, village: Village::Big, street: false };
        let centres: Vec<_> = map.seats().map(|id| map.home(id).centre()).map(|c| (c.x.round(), c.y.round())).collect();
        assert_eq!(
            centres,
            [
                (394.0, 72.0),
                (693.0, 285.0),
                (498.0, 572.0),
                (290.0, 572.0),
                (95.0, 285.0),
                (589.0, 132.0),
                (131.0, 459.0),
                (657.0, 459.0),
                (199.0, 132.0)
            ]
        );
    }

    #[test]
    fn there_and_back_are_two_ways() {
        for map in maps() {
            let there = map.route(End::Member(1), End::Member(2), 10);
            let back = map.route(End::Member(2), End::Member(1), 10);
            assert!((there.at(0.5) - back.at(0.5)).length() > 8.0, "{map:?}");
        }
    }

    #[test]
    fn letters_of_one_round_do_not_share_a_lane() {
        let map = Map { layout: Layout::Wide, village: Village::Small, street: false };
        let middles: Vec<Point> = (20..25).map(|id| map.route(End::Member(2), End::Member(5), id).at(0.5)).collect();
        for (nth, one) in middles.iter().enumerate() {
            assert!(middles[nth + 1..].iter().all(|other| (*one - *other).length() > 8.0));
        }
    }

    /// Only the ends of a way may lie on a house.
    #[test]
    fn ways_keep_clear_of_the_houses() {
        for map in maps() {
            for from in map.seats() {
                for to in map.seats().filter(|&to| to != from) {
                    let route = map.route(End::Member(from), End::Member(to), 0);
                    for third in map.seats().filter(|&third| third != from && third != to) {
                        let home = map.home(third);
                        let core = Rect::around(home.centre(), home.w * 0.9, home.h * 0.9);
                        for step in 0..=20 {
                            let at = route.at(f64::from(step) / 20.0);
                            let inside = core.intersects(Rect::around(at, 0.1, 0.1));
                            assert!(!inside, "{map:?}: the way {from} → {to} crosses {third}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn little_room_gets_compact_houses() {
        let layout = |width, height| Map::for_size(Village::Small, false, width, height).layout;
        assert_eq!(layout(784.0, 674.0), Layout::Wide);
        assert_eq!(layout(624.0, 496.0), Layout::Compact);
        assert_eq!(layout(390.0, 348.0), Layout::Compact);
    }
}
