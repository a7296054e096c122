//! A lesson's texts as markup: new words, commands, words of another language, and what the run came to.

use crate::i18n::Lang;
use crate::lessons::text::{Span, spans};
use crate::lessons::{Value, Values};
use crate::paint::markup::Words;

/// In HTML, with the values of the run in place.
pub fn told(lang: Lang, text: &str, values: &Values) -> String {
    let mut out = String::new();
    for span in spans(text) {
        match span {
            Span::Plain(text) => out += &Words(text).to_string(),
            Span::New(text) => out += &format!("<b class=\"new-word\">{}</b>", Words(text)),
            Span::Command(text) => out += &format!("<code lang=\"en\">{}</code>", Words(text)),
            Span::Foreign(text) => out += &format!("<i lang=\"en\">{}</i>", Words(text)),
            Span::Value(name) => out += &Words(&value(lang, values.get(name))).to_string(),
        }
    }
    out
}

/// For where there is no markup: the text alone.
pub fn plain(lang: Lang, text: &str, values: &Values) -> String {
    let mut out = String::new();
    for span in spans(text) {
        match span {
            Span::Plain(text) | Span::New(text) | Span::Command(text) | Span::Foreign(text) => out += text,
            Span::Value(name) => out += &value(lang, values.get(name)),
        }
    }
    out
}

fn value(lang: Lang, value: Option<Value>) -> String {
    match value {
        Some(Value::Member(id)) => lang.friend(id).to_owned(),
        Some(Value::Time(us)) => lang.bare_seconds(us / 100_000 * 100_000),
        Some(Value::Count(count)) => count.to_string(),
        Some(Value::Tenths(tenths)) => lang.bare_seconds(tenths * 100_000),
        // A run that somebody changed may not have come to it; a series is for charts.
        Some(Value::Series(_)) | None => "…".to_owned(),
    }
}
