//! Behind the last step: something to try, the new words, and where the comparison fails.

use super::Taken;
use super::card::Script;
use crate::lessons::text::parts;
use crate::paint::markup::{Words, when};
use crate::ui::live::live;
use crate::ui::view::*;

#[component]
pub fn End(taken: Taken, script: Script) -> impl IntoView {
    let seen = taken.seen;
    let told = move |key: &'static str| live(move || script.told(key, &seen.read()));
    let reached = Memo::new(move |_| seen.read().reached);
    view! {
        <div class="goal" data-reached=live(move || reached.get().to_string())>
            <h3>{script.say(|words| words.goal)}</h3>
            <p inner_html=told("goal")></p>
            <p class="goal-reached" role="status">
                {live(move || if reached.get() { script.words().reached } else { "" })}
            </p>
            <details>
                <summary>{script.say(|words| words.hint)}</summary>
                <p inner_html=told("hint")></p>
            </details>
        </div>
        <section class="lesson-words">
            <h3>{script.say(|words| words.new_words)}</h3>
            <dl inner_html=live(move || words(script))></dl>
        </section>
        <section class="lesson-limits">
            <h3>{script.say(|words| words.limits)}</h3>
            <p inner_html=told("limits")></p>
        </section>
    }
}

/// Village word, technical word, what it is.
fn words(script: Script) -> String {
    let texts = script.texts();
    let row = |row: &'static str| {
        let mut parts = parts(row);
        let [village, technical, definition] = [(); 3].map(|()| parts.next().unwrap_or_default());
        let technical = when(!technical.is_empty(), || format!(" <b>{}</b>", Words(technical)));
        format!("<dt>{}{technical}</dt><dd>{}</dd>", Words(village), Words(definition))
    };
    texts.numbered("word").map(row).collect()
}
