//! Every word the page says, in both languages, and how numbers and times are written.
//!
//! A [`Catalogue`] is a tree of plain texts and functions; [`PT`](pt::PT) and [`EN`](en::EN) fill it in
//! completely, so a text missing in one language does not compile. Texts that depend on what happened
//! ([`feed`], [`refusal`]) are exhaustive matches, one per language, for the same reason.
//!
//! Knows nothing of Leptos, of the browser or of how the texts are laid out.

mod catalogue;
mod course;
mod en;
pub mod etcd;
pub mod feed;
mod friends;
mod lab;
mod later;
mod numbers;
mod phrase;
mod pt;
mod refusal;
pub mod stage;
mod street;

#[cfg(test)]
mod tests;

pub use catalogue::*;
pub use course::{CourseWords, Measured, PictureWords};
pub use friends::{Gender, gender};
pub use lab::Lab;
pub use later::*;
pub use phrase::{Phrase, Span};
pub use street::StreetWords;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Pt,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Pt, Lang::En];

    /// For the `lang` attribute of elements.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Pt => "pt-BR",
            Lang::En => "en",
        }
    }

    /// As it stands in addresses and in what is remembered.
    pub fn short(self) -> &'static str {
        match self {
            Lang::Pt => "pt",
            Lang::En => "en",
        }
    }

    pub fn from_short(short: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.short() == short)
    }

    pub fn texts(self) -> &'static Catalogue {
        match self {
            Lang::Pt => &pt::PT,
            Lang::En => &en::EN,
        }
    }
}

/// With a capital in front, behind any emphasis.
pub fn capitalised(text: &str) -> String {
    let start = text.find(|c| c != '*').unwrap_or(0);
    let (marks, rest) = text.split_at(start);
    let mut chars = rest.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    marks.chars().chain(first).chain(chars).collect()
}
