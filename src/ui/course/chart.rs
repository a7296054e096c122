//! A chart of the run that was just made, with its numbers in a table for who wants or needs them.

use super::Taken;
use super::card::Script;
use super::words::plain;
use crate::lessons::text::Texts;
use crate::lessons::{Chart, Data, Pointer};
use crate::paint::chart::{Names, chart, table};
use crate::ui::live::{live, part};
use crate::ui::view::*;

/// The charts that a step points at, as soon as there is something to draw.
pub fn charts(taken: Taken, script: Script, step: usize) -> AnyView {
    let pointed = taken.lesson.steps.get(step).map_or(&[][..], |step| step.points);
    let found = pointed.iter().filter_map(|pointer| match pointer {
        Pointer::Chart(id) => taken.lesson.charts.iter().find(|chart| chart.id == *id),
        _ => None,
    });
    found.map(|chart| view! { <ChartView taken script chart/> }).collect_view().into_any()
}

#[component]
fn ChartView(taken: Taken, script: Script, chart: &'static Chart) -> impl IntoView {
    let data = Memo::new(move |_| (chart.read)(&taken.seen.read().values));
    part(move || {
        let Some(data) = data.get() else { return ().into_any() };
        let (drawn, listed) = (data.clone(), data);
        let key = move |rest: &str| format!("chart.{}.{rest}", chart.id);
        let say = move |rest: &'static str| {
            live(move || {
                plain(
                    script.prefs.lang.get(),
                    script.texts().get(&key(rest)).unwrap_or_default(),
                    &taken.seen.read().values,
                )
            })
        };
        let with = move |data: &Data, paint: fn(&Data, &Names) -> String| {
            let texts = script.texts();
            paint(data, &names(script, texts, chart.id))
        };
        view! {
            <figure class="chart">
                <figcaption>{say("title")}</figcaption>
                <div role="img" aria-label=say("alt") inner_html=live(move || with(&drawn, self::chart))></div>
                <p class="chart-beside">{say("beside")}</p>
                <details>
                    <summary>{script.say(|words| words.numbers)}</summary>
                    <table inner_html=live(move || with(&listed, table))></table>
                </details>
                <p class="chart-measured">{script.say(|words| words.measured)}</p>
            </figure>
        }
        .into_any()
    })
}

fn names(script: Script, texts: Texts, id: &str) -> Names<'static> {
    let of = |rest: &str| texts.get(&format!("chart.{id}.{rest}")).unwrap_or_default();
    Names {
        lang: script.prefs.lang.get(),
        x: of("x"),
        y: of("y"),
        bars: texts.numbered(&format!("chart.{id}.bar")).collect(),
        series: texts.numbered(&format!("chart.{id}.series")).collect(),
        mark: of("mark"),
    }
}
