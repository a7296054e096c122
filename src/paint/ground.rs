//! Grass, river, roads and trees: what never changes while the village has one size.

use crate::paint::markup::{N, Words, when};
use crate::scene::curve::Rect;
use crate::scene::places::{Layout, Map, Village};

/// Hills reach far beyond the picture, for stages of other proportions.
const HILLS: &str = "M-900 150C-500 60-200 190 0 150C120 90 240 170 400 120S680 60 788 130S1400 80 1800 130V-900H-900z";
const FIELDS: &str = "M-900 640c500-90 700 30 900 0c160-60 330-10 430-30s260-50 358 0s600-60 1000 0v900H-900z";
const COMPACT_HILLS: &str = "M-700 60C-300 90-100 90 0 60C100 30 260 80 390 40S800 90 1100 40V-700H-700z";
const COMPACT_FIELDS: &str = "M-700 320C-300 360-90 360 0 320c90-40 250-20 390-30s400 40 700 0v900H-700z";

struct Land {
    hills: &'static str,
    fields: &'static str,
    river: &'static str,
    river_width: f64,
    waves: &'static str,
    roads: &'static str,
    bridge: Option<[f64; 5]>,
    /// x, y, scale.
    trees: &'static [[f64; 3]],
}

const SMALL: Land = Land {
    hills: HILLS,
    fields: FIELDS,
    river: "M-60-700C60-300 168-80 196-10C232 90 270 150 268 214 266 300 392 330 394 430 395 520 386 600 394 690S420 900 400 1500",
    river_width: 48.0,
    waves: "M216 66q6-5 12 0t12 0M256 196q6-5 12 0M384 470q6-5 12 0t12 0M378 560q6-5 12 0t12 0M384 640q6-5 12 0t12 0",
    roads: "M242 366C270 366 280 356 306 350M390 328C440 322 490 348 550 350M430 326C426 290 410 270 398 226M268 356C262 390 250 410 236 446M452 330C470 370 500 400 540 446",
    bridge: Some([286.0, 306.0, 116.0, 58.0, -8.0]),
    trees: &[
        [268.0, 40.0, 0.9],
        [40.0, 186.0, 0.8],
        [46.0, 480.0, 1.0],
        [66.0, 630.0, 1.1],
        [732.0, 500.0, 1.1],
        [708.0, 640.0, 0.9],
        [760.0, 620.0, 1.2],
        [350.0, 640.0, 0.8],
        [438.0, 640.0, 0.7],
        [262.0, 420.0, 0.75],
        [478.0, 268.0, 0.7],
    ],
};

const SMALL_COMPACT: Land = Land {
    hills: COMPACT_HILLS,
    fields: COMPACT_FIELDS,
    river: "M-20-500C30-200 80-60 92-8C104 40 128 80 130 112 132 160 194 190 196 238 196 280 190 320 196 370S210 600 200 1000",
    river_width: 29.0,
    waves: "",
    roads: "",
    bridge: Some([128.0, 166.0, 64.0, 32.0, -6.0]),
    trees: &[[84.0, 74.0, 0.6], [366.0, 70.0, 0.7], [16.0, 330.0, 0.8], [376.0, 318.0, 0.7], [218.0, 330.0, 0.6]],
};

const BIG: Land = Land {
    hills: HILLS,
    fields: FIELDS,
    river: "M-100-700C60-300 200-80 268-10C330 60 352 150 352 250 352 330 384 380 384 470 384 550 388 600 394 690S420 900 400 1500",
    river_width: 44.0,
    waves: "M300 40q6-5 12 0t12 0M340 200q6-5 12 0t12 0M372 420q6-5 12 0t12 0M376 560q6-5 12 0t12 0",
    roads: "",
    bridge: None,
    trees: &[[20.0, 120.0, 0.9], [60.0, 400.0, 0.8], [760.0, 150.0, 0.9], [790.0, 620.0, 1.1], [20.0, 640.0, 1.1]],
};

const BIG_COMPACT: Land = Land {
    hills: COMPACT_HILLS,
    fields: "M-700 410C-300 440-90 440 0 410c90-40 250-20 390-30s400 40 700 0v900H-700z",
    river: "M0-500C60-200 110-60 128-8C160 40 174 90 174 150 174 210 190 240 190 300 190 360 192 400 195 440S210 700 200 1000",
    river_width: 26.0,
    waves: "",
    roads: "",
    bridge: None,
    trees: &[[20.0, 110.0, 0.6], [372.0, 100.0, 0.6], [20.0, 412.0, 0.7], [372.0, 412.0, 0.7]],
};

pub fn ground(map: Map) -> String {
    let land = match (map.layout, map.village) {
        (Layout::Wide, Village::Small) => &SMALL,
        (Layout::Compact, Village::Small) => &SMALL_COMPACT,
        (Layout::Wide, Village::Big) => &BIG,
        (Layout::Compact, Village::Big) => &BIG_COMPACT,
    };
    let bridge = land.bridge.map_or(String::new(), |[x, y, width, height, degrees]| {
        let (middle, centre) = (N(x + width / 2.0), N(y + height / 2.0));
        format!(
            r##"<use href="#bridge" x="{}" y="{}" width="{}" height="{}" transform="rotate({} {middle} {centre})"/>"##,
            N(x),
            N(y),
            N(width),
            N(height),
            N(degrees)
        )
    });
    let ring = when(map.village == Village::Big, || {
        let [cx, cy, rx, ry] = if map.layout == Layout::Wide { [394, 330, 304, 258] } else { [195, 215, 145, 173] };
        format!(
            r#"<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="none" stroke="var(--accent)" stroke-width="2.5" stroke-dasharray="2 9" stroke-linecap="round"/>"#
        )
    });
    let mut trees = String::new();
    for &[x, y, scale] in land.trees {
        let (x, y, scale) = (N(x), N(y), N(scale));
        trees += &format!(
            r##"<use href="#tree" x="-16" y="-38" width="32" height="46" transform="translate({x} {y}) scale({scale})"/>"##
        );
    }
    let Land { hills, fields, river, waves, roads, .. } = land;
    let (width, banks) = (N(land.river_width), N(land.river_width + 6.0));
    format!(
        r##"<path d="{hills}" fill="var(--grass-2)" opacity=".65"/><path d="{fields}" fill="var(--grass-2)"/><g fill="none" stroke-linecap="round"><path d="{river}" stroke="var(--river-d)" stroke-width="{banks}" opacity=".55"/><path d="{river}" stroke="var(--river)" stroke-width="{width}"/><path d="{waves}" stroke="#fff" stroke-width="2.5" opacity=".8"/><path d="{roads}" stroke="var(--path)" stroke-width="15"/></g>{bridge}{ring}{trees}"##
    )
}

/// A place that nobody lives in.
pub fn plot(place: Rect, label: &str) -> String {
    format!(
        r##"<g role="img" aria-label="{}"><use href="#plot" x="{}" y="{}" width="{}" height="{}"/></g>"##,
        Words(label),
        N(place.x),
        N(place.y),
        N(place.w),
        N(place.h)
    )
}
