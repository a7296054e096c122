//! A line around some places, as a rubber band would lie around discs in their middles.

use crate::scene::curve::{Point, Rect};
use crate::scene::number::N;

/// An SVG path at `radius` from the middles; empty around nothing.
pub fn around(places: &[Rect], radius: f64) -> String {
    let corners = hull(places.iter().map(|place| place.centre()).collect());
    let (Some(first), Some(last)) = (corners.first(), corners.last()) else { return String::new() };
    if corners.len() == 1 {
        let (left, right) = (Point::new(first.x - radius, first.y), Point::new(first.x + radius, first.y));
        return format!("M{} {}{}{}Z", N(left.x), N(left.y), arc(radius, right), arc(radius, left));
    }
    // Each side runs beside the hull's, and a piece of a circle leads to where the next one begins.
    let side = |from: &Point, to: &Point| {
        let out = (*to - *from).unit().turned() * -radius;
        [*from + out, *to + out]
    };
    let [_, start] = side(last, first);
    let mut way = format!("M{} {}", N(start.x), N(start.y));
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        let [from, to] = side(from, to);
        way += &arc(radius, from);
        way += &format!("L{} {}", N(to.x), N(to.y));
    }
    way + "Z"
}

fn arc(radius: f64, to: Point) -> String {
    format!("A{0} {0} 0 0 1 {1} {2}", N(radius), N(to.x), N(to.y))
}

/// The corners of what encloses all points, clockwise on the screen (Andrew's monotone chain).
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 2 {
        return points;
    }
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut corners: Vec<Point> = Vec::new();
        for point in points {
            while let [.., a, b] = corners[..]
                && (b - a).turned().dot(point - a) <= 0.0
            {
                corners.pop();
            }
            corners.push(point);
        }
        corners.pop();
        corners
    };
    let there = half(&mut points.iter().copied());
    let back = half(&mut points.iter().rev().copied());
    [there, back].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Rect {
        Rect::around(Point::new(x, y), 2.0, 2.0)
    }

    #[test]
    fn what_lies_within_is_no_corner() {
        let points = [(0.0, 0.0), (10.0, 0.0), (5.0, 5.0), (10.0, 10.0), (0.0, 10.0), (5.0, 0.0)];
        let corners = hull(points.iter().map(|(x, y)| Point::new(*x, *y)).collect());
        let clockwise = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(corners, clockwise);
    }

    #[test]
    fn the_line_keeps_its_distance() {
        assert_eq!(around(&[], 5.0), "");
        assert_eq!(around(&[at(0.0, 0.0)], 5.0), "M-5 0A5 5 0 0 1 5 0A5 5 0 0 1 -5 0Z");
        let two = around(&[at(0.0, 0.0), at(20.0, 0.0)], 5.0);
        assert_eq!(two, "M0 5A5 5 0 0 1 0 -5L20 -5A5 5 0 0 1 20 5L0 5Z");
        let three = around(&[at(0.0, 0.0), at(20.0, 0.0), at(20.0, 20.0)], 5.0);
        assert_eq!(three.matches('A').count(), 3);
        assert!(three.contains("L20 -5") && three.contains("L25 20"), "{three}");
    }
}
