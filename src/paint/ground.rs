//! Grass, river, roads and trees: what changes only when the village grows or the river rises.
//! Over them the shores and the ways that a fault has closed.

use crate::i18n::stage::Words as StageWords;
use crate::paint::markup::{N, Words, bold_width, when};
use crate::scene::curve::{Point, Rect};
use crate::scene::friends::{CutWay, Shore};
use crate::scene::places::{Layout, Map, Village};

/// Hills reach far beyond the picture, for stages of other proportions.
const HILLS: &str =
    "M-2400 150H-900C-500 60-200 190 0 150C120 90 240 170 400 120S680 60 788 130S1400 80 1800 130V-900H-2400z";
const FIELDS: &str = "M-2400 640H-900c500-90 700 30 900 0c160-60 330-10 430-30s260-50 358 0s600-60 1000 0v900H-2400z";
const COMPACT_HILLS: &str = "M-2400 60H-700C-300 90-100 90 0 60C100 30 260 80 390 40S800 90 1100 40V-700H-2400z";
const COMPACT_FIELDS: &str = "M-2400 320H-700C-300 360-90 360 0 320c90-40 250-20 390-30s400 40 700 0v900H-2400z";

/// How much wider the river is when it is high: its banks, the water, and where it is deep.
const HIGH_WATER: [f64; 3] = [2.65, 2.5, 1.45];
/// How much larger a broken bridge is drawn, to span the water.
const HIGH_BRIDGE: f64 = 1.9;

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
    fields: "M-2400 410H-700C-300 440-90 440 0 410c90-40 250-20 390-30s400 40 700 0v900H-2400z",
    river: "M0-500C60-200 110-60 128-8C160 40 174 90 174 150 174 210 190 240 190 300 190 360 192 400 195 440S210 700 200 1000",
    river_width: 26.0,
    waves: "",
    roads: "",
    bridge: None,
    trees: &[[20.0, 110.0, 0.6], [372.0, 100.0, 0.6], [20.0, 412.0, 0.7], [372.0, 412.0, 0.7]],
};

/// The whole land; `high` while the river parts it.
pub fn ground(map: Map, high: bool) -> String {
    let land = match (map.layout, map.village) {
        (Layout::Wide, Village::Small) => &SMALL,
        (Layout::Compact, Village::Small) => &SMALL_COMPACT,
        (Layout::Wide, Village::Big) => &BIG,
        (Layout::Compact, Village::Big) => &BIG_COMPACT,
    };
    let bridge = land.bridge.map_or(String::new(), |[x, y, width, height, degrees]| {
        let (middle, centre) = (x + width / 2.0, y + height / 2.0);
        let (symbol, size) = if high { ("bridge-cut", HIGH_BRIDGE) } else { ("bridge", 1.0) };
        let at = Rect::around(Point::new(middle, centre), width * size, height * size);
        format!(
            r##"<use href="#{symbol}" x="{}" y="{}" width="{}" height="{}" transform="rotate({} {} {})"/>"##,
            N(at.x),
            N(at.y),
            N(at.w),
            N(at.h),
            N(degrees),
            N(middle),
            N(centre)
        )
    });
    let ring = when(map.village == Village::Big && !high, || {
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
    let pavement = map.pavement().map_or(String::new(), |at| {
        let top = N(if map.layout == Layout::Wide { at.y + 8.0 } else { at.y });
        format!(r#"<path d="M-900 {top}H1900V2000H-900z" fill="var(--path)"/><path d="M-900 {top}H1900" stroke="var(--wood)" stroke-width="2" opacity=".7"/>"#)
    });
    let Land { hills, fields, river, waves, roads, .. } = land;
    let width = land.river_width;
    let water = if high {
        let [banks, flood, deep] = HIGH_WATER.map(|times| N(width * times));
        format!(
            r#"<path d="{river}" stroke="var(--river-d)" stroke-width="{banks}" opacity=".55"/><path d="{river}" stroke="var(--flood)" stroke-width="{flood}"/><path d="{river}" stroke="var(--river)" stroke-width="{deep}" opacity=".75"/>"#
        )
    } else {
        let (width, banks) = (N(width), N(width + 6.0));
        format!(
            r#"<path d="{river}" stroke="var(--river-d)" stroke-width="{banks}" opacity=".55"/><path d="{river}" stroke="var(--river)" stroke-width="{width}"/>"#
        )
    };
    // Roads end at the water.
    let (below, above) = if high { (roads, &"") } else { (&"", roads) };
    let road = |roads: &str| format!(r#"<path d="{roads}" stroke="var(--path)" stroke-width="15"/>"#);
    let (below, above) = (road(below), road(above));
    format!(
        r##"<path d="{hills}" fill="var(--grass-2)" opacity=".65"/><path d="{fields}" fill="var(--grass-2)"/><g fill="none" stroke-linecap="round">{below}{water}<path d="{waves}" stroke="#fff" stroke-width="2.5" opacity=".8"/>{above}</g>{bridge}{ring}{trees}{pavement}"##
    )
}

/// A place that nobody lives in.
pub fn plot(place: Rect) -> String {
    format!(
        r##"<use href="#plot" x="{}" y="{}" width="{}" height="{}"/>"##,
        N(place.x),
        N(place.y),
        N(place.w),
        N(place.h)
    )
}

/// The edge of the water around each side that is cut off, with its round where rounds differ.
pub fn shores(shores: &[Shore], words: &StageWords) -> String {
    let shore = |shore: &Shore| {
        let sign = shore.sign.map_or(String::new(), |(at, term)| {
            let text = (words.faults.shore)(term);
            let width = bold_width(&text, 14.0) + 24.0;
            format!(
                r#"<g transform="translate({} {})"><rect x="{}" y="-13" width="{}" height="26" rx="13" fill="var(--term-{cycle})" stroke="var(--t{cycle}-fill)" stroke-width="2"/><text y="5" text-anchor="middle" font-size="14" font-weight="700" fill="var(--ink)">{}</text></g>"#,
                N(at.x),
                N(at.y.max(14.0)),
                N(-width / 2.0),
                N(width),
                Words(&text),
                cycle = (term - 1) % 4 + 1
            )
        });
        format!(
            r#"<path d="{}" fill="none" stroke="var(--river-line)" stroke-width="5" stroke-dasharray=".1 11" stroke-linecap="round"/>{sign}"#,
            shore.path
        )
    };
    shores.iter().map(shore).collect()
}

/// Ways on which letters get lost: broken, with an arrow at the end.
pub fn cut_ways(ways: &[CutWay]) -> String {
    let way = |way: &CutWay| {
        format!(
            r##"<path d="{}" fill="none" stroke="var(--bad)" stroke-width="2.5" stroke-dasharray="10 7" opacity=".7"/><use href="#mark-lost" x="{}" y="{}" width="20" height="20"/><use href="{}" x="{}" y="{}" width="18" height="18" style="--badge-edge:var(--surface)"/>"##,
            way.path,
            N(way.middle.x - 10.0),
            N(way.middle.y - 10.0),
            crate::paint::kit::badge(way.from),
            N(way.middle.x + 5.0),
            N(way.middle.y - 20.0),
        )
    };
    ways.iter().map(way).collect()
}
