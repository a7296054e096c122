//! Pieces of markup: numbers, words and sentences in which some words stand out.

use std::fmt::{self, Display, Write};

use crate::i18n::Phrase;
pub use crate::scene::number::N;

/// Words that may hold anything, as markup.
pub struct Words<'a>(pub &'a str);

impl Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

/// `*Rodada 3.* Beto coordena.` with the starred words in bold, in HTML.
pub fn marked(text: &str) -> String {
    phrase(&Phrase::parse(text))
}

/// The same of a sentence that is read already.
pub fn phrase(phrase: &Phrase) -> String {
    spans(phrase, "<b>", "</b>")
}

/// `*Rodada 3.*` inside an SVG text.
pub fn marked_svg(text: &str) -> String {
    spans(&Phrase::parse(text), "<tspan font-weight=\"700\">", "</tspan>")
}

fn spans(phrase: &Phrase, open: &str, close: &str) -> String {
    let mut out = String::new();
    for span in &phrase.spans {
        let (open, close) = if span.strong { (open, close) } else { ("", "") };
        // Writing into a text can't fail.
        let _ = write!(out, "{open}{}{close}", Words(&span.text));
    }
    out
}

/// `markup`, or nothing.
pub fn when(condition: bool, markup: impl FnOnce() -> String) -> String {
    if condition { markup() } else { String::new() }
}

/// About how wide bold `text` is in the page's font at `size`, a little generous: SVG texts don't lay out.
pub fn bold_width(text: &str, size: f64) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'j' | 'l' | 'r' | 't' | 'f' | 'I' | ' ' | '.' | ',' | '!' | '(' | ')' => 0.36,
        'm' | 'w' | 'M' | 'W' | '…' => 0.9,
        _ => 0.58,
    };
    text.chars().map(em).sum::<f64>() * size
}
