//! A command line cut into words, as a shell cuts it; and words that are nearly others.

use crate::few::sorted;

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

/// What was typed with a keyboard that makes quotes and dashes prettier than a shell takes them: such quotes become plain
/// ones, and a dash that begins a word becomes two hyphens. What stands within plain quotes is left as it is.
pub fn straightened(line: &str) -> String {
    let mut straight = String::with_capacity(line.len());
    let mut quote = None;
    let mut before = ' ';
    for character in line.chars() {
        let plain = match character {
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            '\u{2018}' | '\u{2019}' | '\u{201a}' => '\'',
            other => other,
        };
        match quote {
            // Opened plainly: only the same closes it.
            Some((open, true)) if character != open => straight.push(character),
            Some((open, _)) if plain == open => {
                quote = None;
                straight.push(plain);
            }
            Some(_) => straight.push(character),
            None if before != '\\' && matches!(plain, '"' | '\'') => {
                quote = Some((plain, plain == character));
                straight.push(plain);
            }
            None if before.is_whitespace() && matches!(character, '\u{2013}' | '\u{2014}') => straight.push_str("--"),
            None => straight.push(character),
        }
        before = character;
    }
    straight
}

/// Those that may have been meant by a word, the likeliest first: that begin like it, or differ from it in one or two
/// letters.
pub fn nearest(word: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let word = word.to_lowercase();
    let begun = |name: &str| name.starts_with(&word);
    let like = names.filter(|name| begun(name) || distance(name, &word) <= 2);
    sorted(like, |name| if begun(name) { 0 } else { distance(name, &word) })
}

/// How many letters have to be added, removed or replaced (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (line, left) in a.chars().enumerate() {
        let mut corner = line;
        row[0] = line + 1;
        for (column, right) in b.chars().enumerate() {
            let above = row[column + 1];
            row[column + 1] = (corner + usize::from(left != right)).min(above + 1).min(row[column] + 1);
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
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
    fn makes_quotes_and_dashes_plain() {
        assert_eq!(straightened("put foo “two words” \u{2014}prev-kv"), r#"put foo "two words" --prev-kv"#);
        assert_eq!(straightened("value(“foo”) = ‘it’"), r#"value("foo") = 'it'"#);
        let typed = "put foo \"he said “no”\" 'a\u{2014} ’'";
        assert_eq!(straightened(typed), typed, "within plain quotes everything stays");
        assert_eq!(straightened("put a–b — “c\" d"), "put a–b -- \"c\" d");
    }

    #[test]
    fn finds_what_may_have_been_meant() {
        let near = |word| nearest(word, ["prefix", "prev-kv", "rev", "get"].into_iter());
        assert_eq!(near("prefx"), ["prefix"]);
        assert_eq!(near("pre"), ["prefix", "prev-kv", "rev"]);
        assert_eq!(near("gett"), ["get"]);
        assert!(near("something").is_empty());
    }

    #[test]
    fn knows_where_the_last_word_begins() {
        let last = |line| read(line).last;
        assert_eq!(last("get 'a b"), Some((4, "a b".to_owned())));
        assert_eq!(last("get "), None);
    }
}
