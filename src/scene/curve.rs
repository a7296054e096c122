//! Points, boxes and the curves that letters fly on.

use crate::scene::number::N;
use std::ops::{Add, Mul, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same direction, one unit long; nothing for a point on top of the origin.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length == 0.0 { Point::default() } else { self * (1.0 / length) }
    }

    /// A quarter turn.
    pub fn turned(self) -> Point {
        Point::new(-self.y, self.x)
    }

    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    pub fn towards(self, other: Point, part: f64) -> Point {
        self + (other - self) * part
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, by: f64) -> Point {
        Point::new(self.x * by, self.y * by)
    }
}

/// An upright box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub const fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w, h }
    }

    pub fn around(centre: Point, w: f64, h: f64) -> Self {
        Self { x: centre.x - w / 2.0, y: centre.y - h / 2.0, w, h }
    }

    pub fn centre(self) -> Point {
        Point::new(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Where the line from the middle to `target` leaves the box.
    pub fn exit(self, target: Point) -> Point {
        let centre = self.centre();
        let way = target - centre;
        let to_side = if way.x == 0.0 { f64::INFINITY } else { self.w / 2.0 / way.x.abs() };
        let to_top = if way.y == 0.0 { f64::INFINITY } else { self.h / 2.0 / way.y.abs() };
        centre + way * to_side.min(to_top).min(1.0)
    }

    /// How far a point has to go in a direction until it is outside; 0 if it is.
    pub fn way_out(self, from: Point, direction: Point) -> f64 {
        if !self.intersects(Rect::around(from, 0.0, 0.0)) {
            return 0.0;
        }
        let edge = |from: f64, direction: f64, low: f64, high: f64| match direction {
            d if d > 0.0 => (high - from) / d,
            d if d < 0.0 => (low - from) / d,
            _ => f64::INFINITY,
        };
        let sideways = edge(from.x, direction.x, self.x, self.x + self.w);
        sideways.min(edge(from.y, direction.y, self.y, self.y + self.h))
    }

    pub fn intersects(self, other: Rect) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    /// How `self` lies in a picture of `width` × `height`, as large as it fits and centred.
    pub fn fit(self, width: f64, height: f64) -> Fit {
        let scale = (width / self.w).min(height / self.h);
        let left = (width - self.w * scale) / 2.0 - self.x * scale;
        let top = (height - self.h * scale) / 2.0 - self.y * scale;
        Fit { scale, left, top }
    }
}

/// From stage units to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    pub scale: f64,
    pub left: f64,
    pub top: f64,
}

impl Fit {
    pub fn rect(self, rect: Rect) -> Rect {
        Rect::new(
            self.left + rect.x * self.scale,
            self.top + rect.y * self.scale,
            rect.w * self.scale,
            rect.h * self.scale,
        )
    }
}

/// A cubic Bézier curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cubic(pub [Point; 4]);

impl Cubic {
    pub fn at(self, t: f64) -> Point {
        self.split(t).0.0[3]
    }

    /// The part before `t` and the part after it.
    pub fn split(self, t: f64) -> (Cubic, Cubic) {
        let [a, b, c, d] = self.0;
        let (ab, bc, cd) = (a.towards(b, t), b.towards(c, t), c.towards(d, t));
        let (abc, bcd) = (ab.towards(bc, t), bc.towards(cd, t));
        let middle = abc.towards(bcd, t);
        (Cubic([a, ab, abc, middle]), Cubic([middle, bcd, cd, d]))
    }

    /// The part between `from` and `to`.
    pub fn between(self, from: f64, to: f64) -> Cubic {
        let (_, rest) = self.split(from);
        if from >= 1.0 { rest } else { rest.split((to - from) / (1.0 - from)).0 }
    }

    /// The same way back.
    pub fn reversed(self) -> Cubic {
        let [a, b, c, d] = self.0;
        Cubic([d, c, b, a])
    }

    /// The direction of its end, one unit long.
    pub fn end_way(self) -> Point {
        (self.0[3] - self.0[2]).unit()
    }

    /// As SVG path data.
    pub fn path(self) -> String {
        let [a, b, c, d] = self.0.map(|point| (N(point.x), N(point.y)));
        format!("M{} {}C{} {} {} {} {} {}", a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1)
    }
}

/// How far along its curve a letter is when `t` of its time is over: it sets off and arrives gently.
/// The same curve as CSS `cubic-bezier(.45, .05, .55, .95)`.
pub fn ease(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    let bezier = |a: f64, b: f64, s: f64| {
        let r = 1.0 - s;
        3.0 * r * r * s * a + 3.0 * r * s * s * b + s * s * s
    };
    // Time grows with the curve's parameter, so halving the range finds it to well under a pixel.
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..14 {
        let middle = (low + high) / 2.0;
        if bezier(0.45, 0.55, middle) < t {
            low = middle;
        } else {
            high = middle;
        }
    }
    bezier(0.05, 0.95, (low + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easing_starts_and_ends_gently() {
        assert!(ease(0.0) < 0.001 && ease(1.0) > 0.999);
        assert!((ease(0.5) - 0.5).abs() < 0.001);
        assert!(ease(0.1) < 0.05 && ease(0.9) > 0.95);
        assert!((1..=100).all(|step| ease(f64::from(step) / 100.0) >= ease(f64::from(step - 1) / 100.0)));
    }

    #[test]
    fn halves_of_a_curve_meet() {
        let curve =
            Cubic([Point::new(0.0, 0.0), Point::new(10.0, 30.0), Point::new(60.0, 30.0), Point::new(90.0, 0.0)]);
        let (before, after) = curve.split(0.3);
        assert_eq!(before.0[3], after.0[0]);
        assert_eq!((before.0[0], after.0[3]), (curve.0[0], curve.0[3]));
        assert!((curve.between(0.3, 0.6).0[3] - curve.at(0.6)).length() < 1e-9);
        assert_eq!(curve.path(), "M0 0C10 30 60 30 90 0");
    }

    #[test]
    fn a_line_leaves_a_box_at_its_side() {
        let rect = Rect::new(0.0, 0.0, 100.0, 50.0);
        assert_eq!(rect.exit(Point::new(250.0, 25.0)), Point::new(100.0, 25.0));
        assert_eq!(rect.exit(Point::new(50.0, 500.0)), Point::new(50.0, 50.0));
    }

    #[test]
    fn a_picture_fits_centred() {
        let fit = Rect::new(-28.0, 0.0, 844.0, 676.0).fit(844.0, 776.0);
        assert_eq!(fit, Fit { scale: 1.0, left: 28.0, top: 50.0 });
        assert_eq!(fit.rect(Rect::new(0.0, 0.0, 10.0, 10.0)), Rect::new(28.0, 50.0, 10.0, 10.0));
    }
}
