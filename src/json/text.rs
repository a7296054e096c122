//! JSON as text (RFC 8259), read into [`Json`].
//!
//! By hand, because of the bytes: with serde_json come its tables for floats, which nothing here holds, and the
//! printing of floats in its messages, 9 KB (brotli) in all. `tests/robustness.rs` holds the two against each other.

use super::{FIELDS_MAX, Json, quoted};

/// Nothing that is read is nested half as deep.
const DEPTH_MAX: usize = 32;

/// # Errors
/// If the text is no JSON, or an object in it has a name twice or too many of them; with the place.
pub fn parse(text: &str) -> Result<Json, String> {
    let mut reader = Reader { text, at: 0 };
    let read = reader.value(0).and_then(|json| match reader.peek() {
        None => Ok(json),
        Some(_) => Err("something follows the end".to_owned()),
    });
    read.map_err(|why| {
        let before = &text.as_bytes()[..reader.at];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        format!("{why}, at line {line} column {column}")
    })
}

struct Reader<'a> {
    text: &'a str,
    /// Always between two characters.
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is no space; stands before it.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }

    fn skip(&mut self, expected: &str) -> bool {
        let found = self.text[self.at..].starts_with(expected);
        self.at += if found { expected.len() } else { 0 };
        found
    }

    fn expect(&mut self, byte: u8) -> Result<(), String> {
        match self.peek() {
            Some(found) if found == byte => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(format!("`{}` is missing", char::from(byte))),
            None => Err(too_early()),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > DEPTH_MAX {
            return Err("it is nested too deep".to_owned());
        }
        match self.peek().ok_or_else(too_early)? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.skip("null") => Ok(Json::Null),
            _ if self.skip("true") => Ok(Json::Flag(true)),
            _ if self.skip("false") => Ok(Json::Flag(false)),
            _ => Err("this is no JSON".to_owned()),
        }
    }

    /// After one item: whether another one follows, or `end` does.
    fn goes_on(&mut self, end: u8) -> Result<bool, String> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            _ => self.expect(end).map(|()| false),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        let mut more = self.peek() != Some(b']') || self.expect(b']').is_err();
        while more {
            items.push(self.value(depth + 1)?);
            more = self.goes_on(b']')?;
        }
        Ok(Json::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        self.expect(b'{')?;
        let mut fields: Vec<(String, Json)> = Vec::new();
        let mut more = self.peek() != Some(b'}') || self.expect(b'}').is_err();
        while more {
            if self.peek() != Some(b'"') {
                return Err("a name in quotes is missing".to_owned());
            }
            let name = self.string()?;
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(format!("{} stands there twice", quoted(&name)));
            }
            if fields.len() == FIELDS_MAX {
                return Err("an object has too many fields".to_owned());
            }
            self.expect(b':')?;
            fields.push((name, self.value(depth + 1)?));
            more = self.goes_on(b'}')?;
        }
        Ok(Json::Object(fields))
    }

    fn digits(&mut self) -> Result<&str, String> {
        let rest = &self.text[self.at..];
        let digits = &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()];
        self.at += digits.len();
        if digits.is_empty() { Err("a digit is missing".to_owned()) } else { Ok(digits) }
    }

    fn number(&mut self) -> Result<Json, String> {
        let negative = self.skip("-");
        let digits = self.digits()?;
        if digits.len() > 1 && digits.starts_with('0') {
            return Err("a number begins with 0".to_owned());
        }
        let whole: Option<u64> = digits.parse().ok();
        let mut fraction = false;
        if self.skip(".") {
            self.digits()?;
            fraction = true;
        }
        if self.skip("e") || self.skip("E") {
            let _sign = self.skip("+") || self.skip("-");
            self.digits()?;
            fraction = true;
        }
        Ok(match (whole.filter(|_| !fraction), negative) {
            (Some(whole), false) => Json::Whole(whole),
            // There is no whole number -0, nor one below the smallest.
            (Some(whole @ 1..), true) => 0_i64.checked_sub_unsigned(whole).map_or(Json::Fraction, Json::Negative),
            _ => Json::Fraction,
        })
    }

    /// From its opening quotes to its closing ones.
    fn string(&mut self) -> Result<String, String> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..b' ')).count();
            string.push_str(&rest[..plain]);
            self.at += plain;
            match rest.as_bytes().get(plain) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(string);
                }
                Some(b'\\') => {
                    self.at += 1;
                    string.push(self.escaped()?);
                }
                Some(_) => return Err("a text holds a control character".to_owned()),
                None => return Err(too_early()),
            }
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<char, String> {
        let escape = *self.text.as_bytes().get(self.at).ok_or_else(too_early)?;
        let plain = match escape {
            b'"' | b'\\' | b'/' => escape,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err("there is no such escape".to_owned()),
        };
        self.at += 1;
        Ok(plain.into())
    }

    /// Four hexadecimal digits, or twice four that belong together.
    fn unicode(&mut self) -> Result<char, String> {
        let high = self.hexadecimal()?;
        let code = if (0xd800..0xdc00).contains(&high) && self.skip("\\u") {
            let low = self.hexadecimal()?;
            if !(0xdc00..0xe000).contains(&low) {
                return Err(no_character());
            }
            0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)
        } else {
            high
        };
        char::from_u32(code).ok_or_else(no_character)
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|four| four.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|four| u32::from_str_radix(four, 16).ok()).ok_or_else(no_character)?;
        self.at += 4;
        Ok(code)
    }
}

fn too_early() -> String {
    "it ends too early".to_owned()
}

fn no_character() -> String {
    "an escape stands for no character".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        format!("{:?}", parse(text))
    }

    /// What serde_json makes of the same text.
    fn expected(text: &str) -> Option<String> {
        serde_json::from_str::<Json>(text).ok().map(|json| format!("Ok({json:?})"))
    }

    #[test]
    fn reads_what_the_library_reads() {
        for text in [
            "null",
            " true ",
            "false",
            "0",
            "-0",
            "-1",
            "12",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.5",
            "1e3",
            "-2E-7",
            "1.0e+2",
            "[]",
            "[ ]",
            "[1, 2]",
            "{}",
            r#"{ "a" : [ { "b" : null } ] , "c" : "d" }"#,
            r#""""#,
            r#""é 🧩""#,
            r#""\u00e9\ud83e\udde9\"\\\/\b\f\n\r\t""#,
            "\t[\r\n]\n",
        ] {
            assert_eq!(Some(shown(text)), expected(text), "{text}");
        }
    }

    #[test]
    fn refuses_what_the_library_refuses() {
        for text in [
            "",
            " ",
            "nul",
            "tru",
            "nulls",
            "01",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "0x1",
            "--1",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "{\"a\" 1}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\\u+123\"",
            "\"\n\"",
            "'a'",
            "1 2",
            "[]]",
            "{}}",
            "\u{feff}1",
            "{\"a\":1,\"a\":2}",
        ] {
            assert!(parse(text).is_err(), "{text}");
            assert_eq!(expected(text), None, "{text}");
        }
    }

    #[test]
    fn says_where() {
        let why = parse("{\n  \"a\": ?\n}").unwrap_err();
        assert_eq!(why, "this is no JSON, at line 2 column 8");
        assert_eq!(parse("[1").unwrap_err(), "it ends too early, at line 1 column 3");
        assert_eq!(parse(&"[".repeat(1_000)).unwrap_err(), "it is nested too deep, at line 1 column 34");
    }
}
