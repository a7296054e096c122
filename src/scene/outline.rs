//! The outline of upright boxes that belong together.

use crate::few::sorted;
use crate::scene::curve::{Point, Rect};
use crate::scene::number::N;

/// A step along an edge of the grid, from one crossing to the next, with what is inside on its right.
type Step = ([usize; 2], [usize; 2]);

/// What surrounds all the boxes and nothing else, as closed path data with round corners. Boxes that do not
/// touch are surrounded one by one.
pub fn outline(boxes: &[Rect], radius: f64) -> String {
    // A grid whose lines are all the edges: each of its cells is within a box or outside of all.
    let lines = |edges: fn(&Rect) -> [f64; 2]| {
        let mut lines: Vec<i32> =
            sorted(boxes.iter().flat_map(edges).map(|edge| edge.round() as i32), |line: &i32| *line);
        lines.dedup();
        lines.into_iter().map(f64::from).collect::<Vec<_>>()
    };
    let (xs, ys) = (lines(|r| [r.x, r.x + r.w]), lines(|r| [r.y, r.y + r.h]));
    let mut steps = boundary(&xs, &ys, boxes);
    let mut path = String::new();
    while let Some((start, mut at)) = steps.pop() {
        let mut corners = vec![start];
        while at != start {
            corners.push(at);
            let Some(next) = steps.iter().position(|(from, _)| *from == at) else { break };
            at = steps.swap_remove(next).1;
        }
        path += &rounded(&corners.iter().map(|[i, j]| Point::new(xs[*i], ys[*j])).collect::<Vec<_>>(), radius);
    }
    path
}

fn boundary(xs: &[f64], ys: &[f64], boxes: &[Rect]) -> Vec<Step> {
    let middle = |lines: &[f64], nth: usize| Some((lines.get(nth)? + lines.get(nth + 1)?) / 2.0);
    let inside = |i: usize, j: usize| match (middle(xs, i), middle(ys, j)) {
        (Some(x), Some(y)) => boxes.iter().any(|r| r.intersects(Rect::around(Point::new(x, y), 0.0, 0.0))),
        _ => false,
    };
    let before = |nth: usize| nth.wrapping_sub(1);
    let mut steps = Vec::new();
    for i in 0..xs.len() {
        for j in (0..ys.len()).filter(|&j| inside(i, j)) {
            let [top, right, bottom, left] = [
                ([i, j], [i + 1, j]),
                ([i + 1, j], [i + 1, j + 1]),
                ([i + 1, j + 1], [i, j + 1]),
                ([i, j + 1], [i, j]),
            ];
            let open = [(!inside(i, before(j)), top), (!inside(i + 1, j), right), (!inside(i, j + 1), bottom)];
            steps.extend(
                open.into_iter().chain([(!inside(before(i), j), left)]).filter(|(open, _)| *open).map(|it| it.1),
            );
        }
    }
    steps
}

/// A closed path through corners, of which those on a straight line are none.
fn rounded(points: &[Point], radius: f64) -> String {
    let around = |nth: usize| {
        let count = points.len();
        (points[(nth + count - 1) % count], points[nth], points[(nth + 1) % count])
    };
    let turns = |&nth: &usize| {
        let (before, here, after) = around(nth);
        (here - before).dot((after - here).turned()) != 0.0
    };
    let corners: Vec<Point> = (0..points.len()).filter(turns).map(|nth| points[nth]).collect();
    let mut path = String::new();
    for (nth, &here) in corners.iter().enumerate() {
        let toward = |other: Point| {
            let way = other - here;
            here + way.unit() * radius.min(way.length() / 2.0)
        };
        let (from, to) =
            (toward(corners[(nth + corners.len() - 1) % corners.len()]), toward(corners[(nth + 1) % corners.len()]));
        let command = if nth == 0 { 'M' } else { 'L' };
        path += &format!("{command}{} {}Q{} {} {} {}", N(from.x), N(from.y), N(here.x), N(here.y), N(to.x), N(to.y));
    }
    path + "z"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_box_has_four_round_corners() {
        let path = outline(&[Rect::new(0.0, 10.0, 100.0, 40.0)], 5.0);
        assert_eq!(path.matches('Q').count(), 4);
        assert_eq!(path.matches('z').count(), 1);
        for corner in ["Q0 10", "Q100 10", "Q100 50", "Q0 50"] {
            assert!(path.contains(corner), "{path}");
        }
    }

    #[test]
    fn boxes_that_overlap_have_one_outline_and_others_one_each() {
        let (one, other) = (Rect::new(0.0, 0.0, 60.0, 60.0), Rect::new(40.0, 40.0, 60.0, 60.0));
        let path = outline(&[one, other], 5.0);
        // Two squares over a corner: eight corners, none of them where the squares overlap.
        assert_eq!((path.matches('Q').count(), path.matches('z').count()), (8, 1), "{path}");
        assert!(path.contains("Q60 40") && path.contains("Q40 60") && !path.contains("Q60 60"), "{path}");
        let apart = outline(&[one, Rect::new(80.0, 0.0, 10.0, 60.0)], 5.0);
        assert_eq!((apart.matches('Q').count(), apart.matches('z').count()), (8, 2), "{apart}");
    }

    #[test]
    fn a_box_within_another_adds_nothing() {
        let outer = Rect::new(0.0, 0.0, 60.0, 60.0);
        assert_eq!(outline(&[outer, Rect::new(10.0, 10.0, 20.0, 20.0)], 4.0).matches('Q').count(), 4);
    }

    #[test]
    fn nothing_has_no_outline() {
        assert_eq!(outline(&[], 4.0), "");
    }
}
