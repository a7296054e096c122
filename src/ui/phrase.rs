//! Paints sentences in which some words stand out.

use crate::i18n::Phrase;
use crate::ui::view::*;

/// The spans of a phrase, the strong ones as `<b>`.
pub fn phrase(phrase: Phrase) -> impl IntoView {
    let span = |span: crate::i18n::Span| {
        if span.strong { view! { <b>{span.text}</b> }.into_any() } else { span.text.into_any() }
    };
    phrase.spans.into_iter().map(span).collect_view()
}
