//! Charts of a run: the numbers first, then bars or steps. Everything that is told apart by colour is told apart by
//! fill, dash or mark as well.

use crate::i18n::Lang;
use crate::lessons::{Bar, Data, Steps};
use crate::paint::markup::{N, Words};

/// What stands on a chart, in the order of its data.
pub struct Names<'a> {
    pub lang: Lang,
    pub x: &'a str,
    pub y: &'a str,
    pub bars: Vec<&'a str>,
    pub series: Vec<&'a str>,
    pub mark: &'a str,
}

/// Width and height of the drawing with steps, in its own units.
const WIDE: f64 = 300.0;
const HIGH: f64 = 170.0;
/// Where its axes cross, and how far they go.
const LEFT: f64 = 34.0;
const FOOT: f64 = 140.0;
const RIGHT: f64 = 292.0;
const TOP: f64 = 12.0;

/// As HTML.
pub fn chart(data: &Data, names: &Names) -> String {
    match data {
        Data::Bars(bars) => self::bars(bars, names),
        Data::Pairs(pairs) => self::pairs(pairs, names),
        Data::Steps(steps) => self::steps(steps, names),
    }
}

/// The same numbers as rows of a table.
pub fn table(data: &Data, names: &Names) -> String {
    let row = |head: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", Words(head))
    };
    let head = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<th scope=\"col\">{}</th>", Words(cell))).collect();
        format!("<tr>{cells}</tr>")
    };
    match data {
        Data::Bars(bars) => {
            let has_lighter = bars.iter().any(|bar| bar.lighter > 0.0);
            let columns =
                if has_lighter { [vec![names.x], names.series.clone()].concat() } else { vec![names.x, names.y] };
            let rows = bars.iter().zip(&names.bars).map(|(bar, name)| {
                let mut cells = vec![number(names.lang, bar.value)];
                if has_lighter {
                    cells.push(number(names.lang, bar.lighter));
                }
                row(name, &cells)
            });
            head(&columns) + &rows.collect::<String>()
        }
        Data::Pairs(pairs) => {
            let columns = [vec![names.x], names.series.clone()].concat();
            let rows = pairs
                .iter()
                .zip(&names.bars)
                .map(|(pair, name)| row(name, &pair.map(|value| number(names.lang, value))));
            head(&columns) + &rows.collect::<String>()
        }
        Data::Steps(steps) => {
            let columns = [vec![names.x], names.series.clone()].concat();
            let moments = steps.marks.iter().copied().chain([steps.end_us]);
            let rows = moments.map(|at_us| {
                let cells: Vec<String> = steps.series.iter().map(|series| level(series, at_us).to_string()).collect();
                row(&names.lang.bare_seconds(at_us / 100_000 * 100_000), &cells)
            });
            head(&columns) + &rows.collect::<String>()
        }
    }
}

/// With one decimal where it says something.
fn number(lang: Lang, value: f64) -> String {
    lang.bare_seconds((value * 10.0).round() as u64 * 100_000)
}

fn bars(bars: &[Bar], names: &Names) -> String {
    let longest = bars.iter().map(|bar| bar.value + bar.lighter).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let row = |(bar, name): (&Bar, &&str)| {
        let part = |value: f64| N(value / longest * 100.0);
        let lighter = if bar.lighter > 0.0 {
            format!("<i class=\"lighter\" style=\"width:{}%\"></i>", part(bar.lighter))
        } else {
            String::new()
        };
        let value = number(names.lang, bar.value);
        let beside = if bar.lighter > 0.0 {
            format!(" <small>+ {}</small>", number(names.lang, bar.lighter))
        } else {
            String::new()
        };
        format!(
            "<div><span>{}</span><b>{value}{beside}</b><div><i style=\"width:{}%\"></i>{lighter}</div></div>",
            Words(name),
            part(bar.value)
        )
    };
    let rows: String = bars.iter().zip(&names.bars).map(row).collect();
    let key = if bars.iter().any(|bar| bar.lighter > 0.0) && names.series.len() == 2 {
        format!(
            "<p class=\"chart-key\"><i></i> {} <i class=\"lighter\"></i> {}</p>",
            Words(names.series[0]),
            Words(names.series[1])
        )
    } else {
        String::new()
    };
    format!("<div class=\"chart-bars\">{rows}</div><p class=\"chart-unit\">{}</p>{key}", Words(names.y))
}

/// The marks of two series, where they are told apart.
const MARKS: [&str; 2] = ["■", "●"];

fn pairs(pairs: &[[f64; 2]], names: &Names) -> String {
    let longest = pairs.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    let bar = |(nth, value): (usize, &f64)| {
        format!(
            "<div data-nth=\"{nth}\"><i style=\"width:{}%\"></i><b>{} {}</b></div>",
            N(value / longest * 70.0),
            MARKS[nth],
            number(names.lang, *value)
        )
    };
    let row = |(pair, name): (&[f64; 2], &&str)| {
        format!("<li><span>{}</span>{}</li>", Words(name), pair.iter().enumerate().map(bar).collect::<String>())
    };
    let key = names.series.iter().zip(MARKS).enumerate();
    let key = key.map(|(nth, (name, mark))| format!("<li data-nth=\"{nth}\"><i>{mark}</i> {}</li>", Words(name)));
    format!(
        "<ul class=\"chart-key\">{}</ul><ul class=\"chart-pairs\">{}</ul><p class=\"chart-unit\">{}</p>",
        key.collect::<String>(),
        pairs.iter().zip(&names.bars).map(row).collect::<String>(),
        Words(names.y)
    )
}

/// What a series has come to at a moment.
fn level(series: &[(u64, u64)], at_us: u64) -> u64 {
    series.iter().take_while(|(from_us, _)| *from_us <= at_us).last().map_or(0, |(_, level)| *level)
}

fn steps(steps: &Steps, names: &Names) -> String {
    let highest =
        steps.series.iter().flat_map(|series| series.iter()).map(|(_, level)| *level).max().unwrap_or(0).max(1);
    let x = |at_us: u64| N(LEFT + (RIGHT - LEFT) * at_us as f64 / steps.end_us.max(1) as f64);
    let y = |level: u64| N(FOOT - (FOOT - TOP) * level as f64 / highest as f64);
    let mut out = format!(r#"<svg viewBox="0 0 {} {}" class="chart-steps"><g stroke="var(--line)">"#, N(WIDE), N(HIGH));
    for third in 1..=3 {
        let level = highest * third / 3;
        out += &format!(r#"<path d="M{} {}H{}"/>"#, N(LEFT), y(level), N(RIGHT));
    }
    out += "</g><g font-size=\"13\" fill=\"var(--ink-2)\">";
    for level in [0, highest / 3, highest * 2 / 3, highest] {
        out += &format!(r#"<text x="{}" y="{}" dy="4" text-anchor="end">{level}</text>"#, N(LEFT - 5.0), y(level));
    }
    for quarter in 0..=2 {
        let at_us = steps.end_us / 2 * quarter;
        out += &format!(
            r#"<text x="{}" y="{}" text-anchor="middle">{}</text>"#,
            x(at_us),
            N(FOOT + 18.0),
            at_us / 1_000_000
        );
    }
    out += &format!(r#"</g><path d="M{} {}H{}" stroke="var(--line-strong)"/>"#, N(LEFT), N(FOOT), N(RIGHT));
    for at_us in &steps.marks {
        out += &format!(
            r##"<path d="M{0} {1}V{2}" stroke="var(--k-watch)" stroke-dasharray="2 3"/><circle cx="{0}" cy="{2}" r="4" fill="var(--k-watch)"/>"##,
            x(*at_us),
            N(TOP),
            N(FOOT)
        );
    }
    for (nth, series) in steps.series.iter().enumerate() {
        let mut way = format!("M{} {}", x(0), y(0));
        for (at_us, level) in series.iter() {
            way += &format!("H{}V{}", x(*at_us), y(*level));
        }
        way += &format!("H{}", x(steps.end_us));
        let end = level(series, steps.end_us);
        let (width, dashes) = if nth == 0 { (3, "none") } else { (4, "7 4") };
        let mark = if nth == 0 {
            format!(
                r#"<rect x="-5" y="-5" width="10" height="10" transform="translate({} {})"/>"#,
                x(steps.end_us),
                y(end)
            )
        } else {
            format!(r#"<circle r="5.500" cx="{}" cy="{}"/>"#, x(steps.end_us), y(end))
        };
        let colour = ["var(--k-ask)", "var(--k-watch)"][nth % 2];
        out += &format!(
            r#"<path d="{way}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dashes}"/><g fill="{colour}">{mark}</g>"#
        );
    }
    out += "</svg>";
    let key = steps.series.iter().zip(&names.series).enumerate().map(|(nth, (series, name))| {
        let mark = MARKS[nth % 2];
        format!("<li data-nth=\"{nth}\"><i>{mark}</i> <b>{}</b> {}</li>", level(series, steps.end_us), Words(name))
    });
    let bells = if steps.marks.is_empty() {
        String::new()
    } else {
        format!("<li data-nth=\"mark\"><i>●</i> <b>{}</b> {}</li>", steps.marks.len(), Words(names.mark))
    };
    format!(
        "<ul class=\"chart-key\">{}{bells}</ul>{out}<p class=\"chart-unit\">{} · {}</p>",
        key.collect::<String>(),
        Words(names.y),
        Words(names.x)
    )
}
