//! The ring around a face. The lease is a thin double line with a lock, the timer one thick line: they
//! can be told apart in one grey.

use leptos::prelude::*;

use super::StageContext;
use crate::scene::friends::{Ring, RingStage};

/// A ring around (0, 0).
#[component]
pub fn RingView(
    #[prop(into)] ring: Signal<Ring>,
    radius: f64,
    /// Of the thick line.
    width: f64,
) -> impl IntoView {
    let words = expect_context::<StageContext>().words;
    let round = 2.0 * std::f64::consts::PI * radius;
    let track = move || view! { <circle r=radius fill="none" stroke="var(--timer-track)" stroke-width=width/> };
    let thin = width * 0.3;
    // Two thin lines have the width of a thick one.
    let rims = [radius - (width - thin) / 2.0, radius + (width - thin) / 2.0];
    let picture = move || match ring.get() {
        Ring::Leader { quorum: true } => view! {
            <circle r=radius fill="none" stroke="var(--role-leader)" stroke-width=width/>
            <circle r=radius + width / 2.0 + 0.5 fill="none" stroke="#6B4A00" stroke-width="1"/>
            <circle r=radius - width / 2.0 - 0.5 fill="none" stroke="#6B4A00" stroke-width="1"/>
        }
        .into_any(),
        Ring::Leader { quorum: false } => view! {
            <circle r=radius fill="none" stroke="var(--role-away)" stroke-width=width - 1.0 stroke-dasharray="3 4.5"/>
        }
        .into_any(),
        Ring::Candidate { .. } => view! {
            <circle
                r=radius fill="none" stroke="var(--role-candidate)" stroke-width=width
                stroke-dasharray=format!("{:.1} {:.1}", round / 22.0 * 1.35, round / 22.0 * 0.65)
            />
        }
        .into_any(),
        Ring::Waiting { stage: RingStage::Lease, part, .. } => view! {
            <circle r=radius fill="none" stroke="var(--timer-track)" stroke-width=width stroke-opacity=".55"/>
            <g fill="none" stroke="var(--timer)" stroke-width=thin transform="rotate(-90)">
                <circle r=rims[0] stroke-dasharray=dashes(part, rims[0])/>
                <circle r=rims[1] stroke-dasharray=dashes(part, rims[1])/>
            </g>
            <Lock radius width/>
        }
        .into_any(),
        Ring::Waiting { stage, part, .. } => {
            let colour = if stage == RingStage::TimerLow { "var(--timer-low)" } else { "var(--timer)" };
            view! {
                {track()}
                <circle
                    r=radius fill="none" stroke=colour stroke-width=width
                    stroke-dasharray=dashes(part, radius) transform="rotate(-90)"
                />
            }
            .into_any()
        }
        Ring::Idle => track().into_any(),
        Ring::Away => ().into_any(),
    };
    let name = move || (words.get().ring_name)(&ring.get());
    view! {
        <g>
            <title>{name}</title>
            {picture}
        </g>
    }
}

/// While it is shut, no vote is given.
#[component]
fn Lock(radius: f64, width: f64) -> impl IntoView {
    let size = width * 1.9 + 3.0;
    let at = radius * 0.74;
    view! {
        <g transform=format!("translate({at} -{at})")>
            <circle r=size / 2.0 + 1.5 fill="var(--surface)" stroke="var(--timer)" stroke-width="1.5"/>
            <use href="#mark-lock" x=-size / 2.0 y=-size / 2.0 width=size height=size style="color:var(--timer)"/>
        </g>
    }
}

fn dashes(part: f64, radius: f64) -> String {
    let round = 2.0 * std::f64::consts::PI * radius;
    format!("{:.1} {:.1}", part * round, round + 1.0)
}
