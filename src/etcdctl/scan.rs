//! Texts cut up as etcdctl does within transactions and interactive sessions: a regular expression and Go's `Sscanf`.

use super::trouble::{Refused, Trouble, exit};

/// The words of a line, as the real tool's `argify` finds them, with what it gets wrong: of a word in single quotes it
/// takes as many bytes as the line has words, less two.
///
/// # Errors
/// An escape that Go doesn't know; what makes it panic.
pub fn words(line: &str) -> Result<Vec<String>, Refused> {
    let mut raw = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.chars().next() {
        let end = match start {
            '"' => closing(rest),
            '\'' => rest[1..].find('\'').map(|at| at + 2),
            _ if start.is_ascii_whitespace() => None,
            _ => Some(rest.find(|char: char| char.is_ascii_whitespace()).unwrap_or(rest.len())),
        };
        // A blank, or a quote that nothing closes, is passed over.
        let (word, behind) = rest.split_at(end.unwrap_or(start.len_utf8()));
        if end.is_some() {
            raw.push(word);
        }
        rest = behind;
    }
    let count = raw.len();
    let word = |word: &&str| match word.as_bytes()[0] {
        b'\'' => match word.as_bytes().get(1..count - 1) {
            Some(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            None if count < 2 => Err(Refused::crash("runtime error: slice bounds out of range [1:0]")),
            None => {
                let (to, len) = ((count - 1).to_string(), word.len().to_string());
                let parts = ["runtime error: slice bounds out of range [:", &to, "] with length ", &len];
                Err(Refused::crash(&parts.concat()))
            }
        },
        b'"' => unquote(&word[1..word.len() - 1])
            .ok_or_else(|| Refused::new(exit::INVALID_INPUT, "invalid syntax", Trouble::MalformedOperation)),
        _ => Ok((*word).to_owned()),
    };
    raw.iter().map(word).collect()
}

/// Where a text that begins with `"` is closed: behind the quote.
fn closing(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    let closes = |(_, char): &(usize, char)| {
        let is_end = *char == '"' && !is_escaped;
        is_escaped = *char == '\\' && !is_escaped;
        is_end
    };
    text.char_indices().skip(1).find(closes).map(|(at, _)| at + 1)
}

/// What a comparison says: `key) op value`, as far as it can be read.
#[derive(Default)]
pub struct Scanned {
    /// How many of the three were read.
    pub count: usize,
    pub key: String,
    pub op: String,
    pub value: String,
}

/// `Sscanf(text, "%q) %s %q")`.
pub fn comparison(text: &str) -> Scanned {
    let mut scanned = Scanned::default();
    let mut rest = text;
    let mut read = || -> Option<()> {
        (scanned.key, rest) = quoted(rest)?;
        scanned.count = 1;
        rest = blank(rest.strip_prefix(')')?)?.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        scanned.op = rest.get(..end).filter(|op| !op.is_empty())?.to_owned();
        scanned.count = 2;
        (scanned.value, rest) = quoted(blank(&rest[end..])?)?;
        scanned.count = 3;
        Some(())
    };
    read();
    scanned
}

/// At least one blank, or the end.
fn blank(text: &str) -> Option<&str> {
    (text.is_empty() || text.starts_with(char::is_whitespace)).then(|| text.trim_start())
}

/// A text in `"` or `` ` ``, and what is behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start();
    if let Some(raw) = text.strip_prefix('`') {
        return raw.split_once('`').map(|(raw, rest)| (raw.to_owned(), rest));
    }
    let end = closing(text).filter(|_| text.starts_with('"'))?;
    Some((unquote(&text[1..end - 1])?, &text[end..]))
}

/// The inside of a text in `"`, as Go's `strconv.Unquote` reads it. Bytes that are no text are replaced.
fn unquote(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let kind = *rest.as_bytes().get(at + 1)?;
        rest = rest.get(at + 2..)?;
        let mut number = |digits: usize, radix: u32| -> Option<u32> {
            let (number, behind) = rest.split_at_checked(digits)?;
            rest = behind;
            let is_plain = number.chars().all(|digit| digit.is_digit(radix));
            u32::from_str_radix(number, radix).ok().filter(|_| is_plain)
        };
        match kind {
            b'a' => bytes.push(7),
            b'b' => bytes.push(8),
            b'f' => bytes.push(12),
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'v' => bytes.push(11),
            b'\\' | b'"' => bytes.push(kind),
            b'x' => bytes.push(number(2, 16)? as u8),
            b'u' => bytes.extend_from_slice(char::from_u32(number(4, 16)?)?.to_string().as_bytes()),
            b'U' => bytes.extend_from_slice(char::from_u32(number(8, 16)?)?.to_string().as_bytes()),
            b'0'..=b'7' => {
                let low = number(2, 8)?;
                bytes.push(u8::try_from(u32::from(kind - b'0') * 64 + low).ok()?);
            }
            _ => return None,
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_the_real_tool_cuts_them() {
        let cut = |line: &str| words(line).unwrap();
        assert_eq!(cut(r#"put z "a\x41\u00e9\101""#), ["put", "z", "aAéA"]);
        assert_eq!(cut(r#"put x a"b"#), ["put", "x", "a\"b"]);
        assert_eq!(cut(r#"put x "a"#), ["put", "x", "a"]);
        assert_eq!(cut("put x `a b`"), ["put", "x", "`a", "b`"]);
        assert_eq!(cut("put z \"\""), ["put", "z", ""]);
        // As many bytes as there are words, less two.
        assert_eq!(cut("put 'k1' 'v v' 'x2'"), ["put", "k1", "v ", "x2"]);
        assert_eq!(cut("get 'a'"), ["get", ""]);
        assert_eq!(words(r#"get "\z""#).unwrap_err().output.exit, 3);
        assert_eq!(words("a b c d 'x'").unwrap_err().output.exit, 2);
        assert_eq!(words("'x'").unwrap_err().output.exit, 2);
    }

    #[test]
    fn comparisons_are_scanned_as_go_scans_them() {
        let scan = |text: &str| {
            let Scanned { count, key, op, value } = comparison(text);
            (count, key, op, value)
        };
        let found = |count, key: &str, op: &str, value: &str| (count, key.to_owned(), op.to_owned(), value.to_owned());
        assert_eq!(scan(r#""a") = "1" and more"#), found(3, "a", "=", "1"));
        assert_eq!(scan("  `a`) !=  `1`"), found(3, "a", "!=", "1"));
        assert_eq!(scan(r#""a")= "1""#), found(1, "a", "", ""));
        assert_eq!(scan(r#""a") = 1"#), found(2, "a", "=", ""));
        assert_eq!(scan(r#""a") ="#), found(2, "a", "=", ""));
        assert_eq!(scan("a) = \"1\""), found(0, "", "", ""));
    }
}
