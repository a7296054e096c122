//! The pavement at the lower edge of the village, where people from outside stand who have a name: who stands where,
//! and on which ways their letters fly. Nobody up there moves for them; the picture gets longer.

use crate::cluster::MemberId;
use crate::scene::curve::{Cubic, Point, Rect};
use crate::scene::places::{End, Layout, Map, Village};

/// How many people there is room for.
pub const SEATS: usize = 3;
/// The place of all the others, behind those.
pub const CROWD: u8 = SEATS as u8;

/// How wide a letter is where houses are little.
const LETTER: f64 = 41.0;

/// Homes whose lower edges are this close to the lowest one stand in the last row.
const ROW: f64 = 10.0;

/// Where somebody stands, and what is written beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seat {
    pub person: Rect,
    pub card: Rect,
}

impl Map {
    /// The ground that people stand on, if any do.
    pub fn pavement(self) -> Option<Rect> {
        let village = self.grounds();
        let h = match self.layout {
            Layout::Wide => 84.0,
            Layout::Compact => 54.0,
        };
        self.street.then(|| Rect::new(village.x, village.y + village.h, village.w, h))
    }

    /// Place `nth` of [`SEATS`], from the left.
    pub fn seat(self, nth: u8) -> Seat {
        let village = self.grounds();
        let (nth, low) = (f64::from(nth), village.y + village.h);
        match self.layout {
            Layout::Wide => {
                let x = 12.0 + nth * 258.0;
                let person = Rect::new(x, low - 6.0, 64.0, 84.0);
                Seat { person, card: Rect::new(x + 66.0, low + 11.0, 182.0, 62.0) }
            }
            Layout::Compact => {
                let x = 3.0 + nth * 129.0;
                let person = Rect::new(x, low + 8.0, 29.0, 38.0);
                Seat { person, card: Rect::new(x + 29.0, low + 3.0, 97.0, 48.0) }
            }
        }
    }

    /// The sign that says how many more there are.
    pub fn crowd(self) -> Rect {
        let village = self.grounds();
        let right = village.x + village.w;
        match self.layout {
            Layout::Wide => Rect::new(right - 48.0, village.h - 14.0, 42.0, 22.0),
            Layout::Compact => Rect::new(right - 30.0, village.h - 16.0, 28.0, 18.0),
        }
    }

    /// Where ways to somebody on the pavement end.
    pub(super) fn feet(self, place: u8) -> Point {
        if place >= CROWD {
            let crowd = self.crowd();
            return Point::new(crowd.x + crowd.w / 2.0, crowd.y + crowd.h);
        }
        let person = self.seat(place).person;
        Point::new(person.x + person.w / 2.0, person.y + 2.0)
    }

    /// From somebody on the pavement to a member: past the houses of the last row, or to their near sides. `side` is 1
    /// on the way there and -1 on the way back, which lie beside each other.
    pub(super) fn street_way(self, place: u8, id: MemberId, side: f64) -> Cubic {
        let start = self.feet(place) + Point::new(side * self.port_gap() * 0.2, 0.0);
        let home = self.home(id);
        if !self.is_in_last_row(home) {
            return self.way_past(start, id, side);
        }
        let middle = home.centre().x;
        if self.village == Village::Big {
            let door = Point::new(
                middle + (start.x - middle).clamp(-30.0, 30.0) + side * self.port_gap() * 0.3,
                home.y + home.h + 2.0,
            );
            let under = Point::new(door.x, start.y);
            return Cubic([start, start.towards(under, 0.7), under, door]);
        }
        let (wall, away) = if start.x < middle { (home.x, -1.0) } else { (home.x + home.w, 1.0) };
        let unit = self.port_gap() * 0.22;
        let door = Point::new(wall + away * unit, home.y + home.h * (0.6 + 0.03 * side));
        let village = self.grounds();
        let beside = (door.x + away * 9.0 * unit).clamp(village.x + 10.0, village.x + village.w - 10.0);
        let far = 1.0 + ((beside - start.x).abs() / village.w).min(0.3);
        let corner = Point::new(start.x + (beside - start.x) * far, start.y + 2.0);
        Cubic([start, corner, Point::new(beside, door.y + (start.y - door.y) * 0.3), door])
    }

    /// To a house behind the last row.
    fn way_past(self, start: Point, id: MemberId, side: f64) -> Cubic {
        let (home, village) = (self.home(id), self.grounds());
        let middle = home.centre().x;
        let [left, inner, right] = self.gaps();
        let shift = side * self.port_gap() * 0.3;
        if self.village == Village::Big {
            // Between the two in the last row and over the square.
            let outwards = self.outwards(End::Member(id));
            let door = self.port(End::Member(id), End::Outside) + outwards.turned() * shift;
            let gap = Point::new(inner + shift, start.y - village.h * 0.25);
            return Cubic([start, gap, door + outwards * self.reach_min(), door]);
        }
        let nearest = [left, inner, right].into_iter().min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()));
        let outer = nearest.unwrap_or(inner);
        // Little houses leave so little beside them that a letter from afar would swing out of the picture there.
        let is_far = self.layout == Layout::Compact && (start.x - outer).abs() > (start.x - inner).abs();
        let (gap, rise) = if is_far && outer != inner { (inner, 0.12) } else { (outer, 0.95) };
        let edge = LETTER / 2.0 + 1.0;
        let gap = (gap + shift).clamp(village.x + edge, village.x + village.w - edge);
        let door_x = (middle + (gap - middle) * 0.5).clamp(home.x + 10.0, home.x + home.w - 10.0);
        let door = Point::new(door_x, home.y + home.h + self.port_gap() * 0.2);
        // The further the gap, the further the way runs along the pavement before it turns.
        let swing = if self.layout == Layout::Compact { 0.6 } else { 0.35 };
        let far = 1.0 + ((gap - start.x).abs() / village.w * 1.2).min(swing);
        let corner = Point::new(start.x + (gap - start.x) * far, start.y + 2.0);
        Cubic([start, corner, Point::new(gap, door.y + (start.y - door.y) * rise), door])
    }

    fn is_in_last_row(self, home: Rect) -> bool {
        let low = self.seats().map(|id| self.home(id)).map(|home| home.y + home.h).fold(0.0, f64::max);
        home.y + home.h > low - ROW
    }

    /// Left of the two homes in the last row, between them, and right of them.
    fn gaps(self) -> [f64; 3] {
        let village = self.grounds();
        let row = self.seats().map(|id| self.home(id)).filter(|home| self.is_in_last_row(*home));
        let (mut left, mut right) = (village.centre().x, village.centre().x);
        let mut inner = [village.x, village.x + village.w];
        for home in row {
            if home.centre().x < village.centre().x {
                (left, inner[0]) = (home.x, home.x + home.w);
            } else {
                (right, inner[1]) = (home.x + home.w, home.x);
            }
        }
        [(village.x + left) / 2.0, (inner[0] + inner[1]) / 2.0, (right + village.x + village.w) / 2.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn maps() -> impl Iterator<Item = Map> {
        let villages = [Village::Small, Village::Big];
        let layouts = [Layout::Wide, Layout::Compact].into_iter();
        layouts.flat_map(move |layout| villages.map(|village| Map { layout, village, street: true }))
    }

    #[test]
    fn people_stand_below_the_homes_and_apart() {
        for map in maps() {
            let view = map.view_box();
            for nth in 0..CROWD {
                let Seat { person, card } = map.seat(nth);
                assert!(person.x >= view.x && card.x + card.w <= view.x + view.w, "{map:?} {nth}");
                assert!(person.y + person.h <= view.y + view.h + 4.0, "{map:?} {nth}");
                for id in map.seats() {
                    assert!(!map.home(id).intersects(card) && !map.home(id).intersects(person), "{map:?} {id}");
                }
                assert!(nth == 0 || map.seat(nth - 1).card.x + map.seat(nth - 1).card.w <= person.x, "{map:?} {nth}");
                assert!(!map.crowd().intersects(card), "{map:?} {nth}");
            }
            assert!(map.seats().all(|id| !map.home(id).intersects(map.crowd())), "{map:?}");
        }
    }

    #[test]
    fn homes_stay_where_they_are() {
        for map in maps() {
            let without = Map { street: false, ..map };
            assert!(map.seats().all(|id| map.home(id) == without.home(id)));
            assert!(map.view_box().h > without.view_box().h);
        }
    }

    /// In the small village no letter of theirs crosses a house that it does not come from or go to.
    #[test]
    fn ways_from_the_pavement_keep_clear_of_houses() {
        for map in maps().filter(|map| map.village == Village::Small) {
            for nth in 0..=CROWD {
                for to in map.seats() {
                    let route = map.route(End::Street(nth), End::Member(to), 0);
                    for third in map.seats().filter(|&third| third != to) {
                        let home = map.home(third);
                        let core = Rect::around(home.centre(), home.w * 0.9, home.h * 0.9);
                        for step in 0..=40 {
                            let at = route.at(f64::from(step) / 40.0);
                            let inside = core.intersects(Rect::around(at, 0.1, 0.1));
                            assert!(!inside, "{map:?}: the way {nth} → {to} crosses {third} at {at:?}");
                        }
                    }
                }
            }
        }
    }

    /// But for a quarter, where somebody stands at the very edge or a house leaves no more.
    #[test]
    fn no_letter_of_theirs_leaves_the_picture() {
        for map in maps().filter(|map| map.village == Village::Small) {
            let (village, half) = (map.grounds(), if map.layout == Layout::Wide { 28.0 } else { LETTER / 2.0 });
            for (nth, id) in (0..=CROWD).flat_map(|nth| map.seats().map(move |id| (nth, id))) {
                for route in
                    [map.route(End::Street(nth), End::Member(id), 0), map.route(End::Member(id), End::Street(nth), 0)]
                {
                    for step in 0..=40 {
                        let at = route.at(f64::from(step) / 40.0);
                        let room = (at.x - village.x).min(village.x + village.w - at.x);
                        assert!(room > half - 10.0, "{map:?}: between {nth} and {id} at {at:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn there_and_back_are_two_ways_that_end_where_they_began() {
        for map in maps() {
            for id in map.seats() {
                let there = map.route(End::Street(1), End::Member(id), 0);
                let back = map.route(End::Member(id), End::Street(1), 0);
                assert!((there.0[0] - back.0[3]).length() < 20.0 && (there.0[3] - back.0[0]).length() < 20.0);
                assert!((there.at(0.9) - back.at(0.1)).length() > 2.0, "{map:?} {id}");
            }
        }
    }
}
