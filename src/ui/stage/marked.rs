//! Sentences in which some words stand out.

use leptos::prelude::*;

use crate::i18n::Phrase;

/// `*Rodada 3.* Beto coordena.` with the starred words in bold.
pub fn marked(text: &str) -> impl IntoView + use<> {
    let spans = Phrase::parse(text)
        .spans
        .into_iter()
        .map(|span| if span.strong { view! { <b>{span.text}</b> }.into_any() } else { span.text.into_any() });
    spans.collect_view()
}

/// The same inside an SVG text.
pub fn marked_svg(text: &str) -> impl IntoView + use<> {
    let spans = Phrase::parse(text).spans.into_iter().map(|span| {
        let weight = if span.strong { "700" } else { "400" };
        view! { <tspan font-weight=weight>{span.text}</tspan> }
    });
    spans.collect_view()
}
