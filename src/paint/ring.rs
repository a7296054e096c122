//! The ring around a face. The lease is a thin double line with a lock, the timer one thick line: they
//! can be told apart in one grey.

use std::f64::consts::PI;

use crate::i18n::stage::Words as StageWords;
use crate::paint::markup::{N, Words};
use crate::scene::friends::{Ring, RingStage};

/// A ring around (0, 0); `width` is that of the thick line.
pub fn ring(ring: &Ring, radius: f64, width: f64, words: &StageWords) -> String {
    let name = (words.ring_name)(ring);
    format!("<title>{}</title>{}", Words(name), picture(ring, radius, width))
}

fn picture(ring: &Ring, radius: f64, width: f64) -> String {
    let circle = |radius: f64, stroke: &str, width: f64, more: &str| {
        format!(r#"<circle r="{}" fill="none" stroke="{stroke}" stroke-width="{}" {more}/>"#, N(radius), N(width))
    };
    let track = || circle(radius, "var(--timer-track)", width, "");
    match *ring {
        Ring::Leader { quorum: true } => {
            let rims = [radius + width / 2.0 + 0.5, radius - width / 2.0 - 0.5];
            let [outer, inner] = rims.map(|rim| circle(rim, "#6B4A00", 1.0, ""));
            circle(radius, "var(--role-leader)", width, "") + &outer + &inner
        }
        Ring::Leader { quorum: false } => {
            circle(radius, "var(--role-away)", width - 1.0, r#"stroke-dasharray="3 4.5""#)
        }
        Ring::Candidate { .. } => {
            let dash = 2.0 * PI * radius / 22.0;
            let dashes = format!(r#"stroke-dasharray="{} {}""#, N(dash * 1.35), N(dash * 0.65));
            circle(radius, "var(--role-candidate)", width, &dashes)
        }
        Ring::Waiting { stage: RingStage::Lease, part, .. } => {
            // Two thin lines have the width of a thick one.
            let thin = width * 0.3;
            let rims = [radius - (width - thin) / 2.0, radius + (width - thin) / 2.0];
            let [inner, outer] = rims.map(|rim| circle(rim, "var(--timer)", thin, &left(part, rim)));
            circle(radius, "var(--timer-track)", width, r#"stroke-opacity=".55""#)
                + &inner
                + &outer
                + &lock(radius, width)
        }
        Ring::Waiting { stage, part, .. } => {
            let colour = if stage == RingStage::TimerLow { "var(--timer-low)" } else { "var(--timer)" };
            track() + &circle(radius, colour, width, &left(part, radius))
        }
        Ring::Idle => track(),
        Ring::Away => String::new(),
    }
}

/// While it is shut, no vote is given.
fn lock(radius: f64, width: f64) -> String {
    let size = width * 1.9 + 3.0;
    let at = N(radius * 0.74);
    let (r, half, size) = (N(size / 2.0 + 1.5), N(-size / 2.0), N(size));
    format!(
        r##"<g transform="translate({at} -{at})"><circle r="{r}" fill="var(--surface)" stroke="var(--timer)" stroke-width="1.5"/><use href="#mark-lock" x="{half}" y="{half}" width="{size}" height="{size}" style="color:var(--timer)"/></g>"##
    )
}

/// What is left of a ring, from the top on.
fn left(part: f64, radius: f64) -> String {
    let round = 2.0 * PI * radius;
    format!(r#"stroke-dasharray="{} {}" transform="rotate(-90)""#, N(part * round), N(round + 1.0))
}
