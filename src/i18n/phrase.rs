//! A sentence in which some words stand out: `*Caio* anotou a *peça 7*.`

/// A run of text, bold or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub strong: bool,
}

/// A sentence ready to be painted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    pub spans: Vec<Span>,
}

impl Phrase {
    /// What stands between asterisks stands out.
    pub fn parse(marked: &str) -> Phrase {
        let spans = marked
            .split('*')
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(i, text)| Span { text: text.to_owned(), strong: i % 2 == 1 })
            .collect();
        Phrase { spans }
    }

    /// The sentence without emphasis, for names of elements and for those who listen.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_is_what_stands_between_asterisks() {
        let phrase = Phrase::parse("*Caio* anotou a *peça 7*.");
        let strong: Vec<_> = phrase.spans.iter().filter(|s| s.strong).map(|s| s.text.as_str()).collect();
        assert_eq!(strong, ["Caio", "peça 7"]);
        assert_eq!(phrase.plain(), "Caio anotou a peça 7.");
    }
}
