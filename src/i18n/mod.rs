//! Every word the page says, in both languages, and how numbers and times are written.
//!
//! Knows nothing of Leptos, of the browser or of how the texts are laid out.

mod friends;
mod numbers;
mod phrase;
mod refusal;
pub mod stage;

pub use friends::{Gender, gender};
pub use phrase::{Phrase, Span};

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Pt,
    En,
}

pub struct Catalogue {
    pub stage: &'static stage::Words,
}

impl Lang {
    pub fn texts(self) -> &'static Catalogue {
        match self {
            Lang::Pt => &Catalogue { stage: &stage::PT },
            Lang::En => &Catalogue { stage: &stage::EN },
        }
    }
}
