//! A command line cut into words, as a shell cuts it.

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quote is opened and never closed")]
pub struct OpenQuote;

/// What was read of a line that ends within a word or a quote.
pub struct Open {
    pub words: Vec<String>,
    /// The word that the line ends in, and where it begins; none behind a blank.
    pub last: Option<(usize, String)>,
    pub quote: Option<char>,
}

/// Words are separated by blanks; quotes of either kind hold a word together, `\` takes the next character as it is: not
/// within single quotes, and within double ones only before what means something there.
///
/// # Errors
/// `OpenQuote`.
pub fn split(line: &str) -> Result<Vec<String>, OpenQuote> {
    let Open { mut words, last, quote } = read(line);
    words.extend(last.map(|(_, word)| word));
    if quote.is_some() { Err(OpenQuote) } else { Ok(words) }
}

pub fn read(line: &str) -> Open {
    let mut words = Vec::new();
    let mut last: Option<(usize, String)> = None;
    let mut quote = None;
    let mut characters = line.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let mut add = |character: Option<char>| last.get_or_insert_with(|| (at, String::new())).1.extend(character);
        match (character, quote) {
            ('\\', None) => add(characters.next().map(|(_, next)| next)),
            ('\\', Some('"')) => {
                let next = characters.next_if(|(_, next)| matches!(next, '\\' | '"' | '$' | '`'));
                add(Some(next.map_or('\\', |(_, next)| next)));
            }
            (_, Some(open)) if character == open => quote = None,
            (_, Some(_)) => add(Some(character)),
            ('\'' | '"', None) => {
                quote = Some(character);
                add(None);
            }
            (_, None) if character.is_whitespace() => words.extend(last.take().map(|(_, word)| word)),
            (_, None) => add(Some(character)),
        }
    }
    Open { words, last, quote }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_as_a_shell_does() {
        assert_eq!(split(r#" a  'b c' "d\"e\n" f\ g '' "#).unwrap(), ["a", "b c", "d\"e\\n", "f g", ""]);
        assert_eq!(split("a 'b"), Err(OpenQuote));
    }

    #[test]
    fn knows_where_the_last_word_begins() {
        let last = |line| read(line).last;
        assert_eq!(last("get 'a b"), Some((4, "a b".to_owned())));
        assert_eq!(last("get "), None);
    }
}
