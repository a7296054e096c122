//! JSON laid out for people: the same signs in the same order, only blanks and line breaks are others.

/// The deepest nesting that is laid out; deeper texts stay as they are.
const DEPTH_MAX: usize = 64;

/// The lines of a value that is a JSON object or list; the lines it has by itself, if it is none.
pub fn pretty(value: &str) -> Vec<String> {
    json(value).unwrap_or_else(|| value.lines().map(str::to_owned).collect())
}

/// `None` if its brackets and quotes don't pair up.
fn json(value: &str) -> Option<Vec<String>> {
    let mut layout = Layout::default();
    let mut rest = value.trim();
    if !rest.starts_with(['{', '[']) {
        return None;
    }
    while let Some(sign) = rest.chars().next() {
        let length = match sign {
            '"' => string_length(rest)?,
            '{' | '[' | '}' | ']' | ',' | ':' => 1,
            _ if sign.is_whitespace() => {
                rest = rest.trim_start();
                continue;
            }
            _ => rest.find([',', ':', '{', '}', '[', ']', '"']).unwrap_or(rest.len()),
        };
        let (token, behind) = rest.split_at(length);
        layout.take(token.trim_end(), behind.trim_start())?;
        rest = behind;
    }
    layout.finish()
}

/// With its quotes.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, sign)| {
        let is_end = *sign == '"' && !escaped;
        escaped = *sign == '\\' && !escaped;
        is_end
    });
    end.map(|(at, _)| at + 1)
}

#[derive(Default)]
struct Layout {
    lines: Vec<String>,
    line: String,
    /// The brackets that have to be closed.
    open: Vec<&'static str>,
}

impl Layout {
    fn take(&mut self, token: &str, behind: &str) -> Option<()> {
        if self.open.is_empty() && !(self.lines.is_empty() && self.line.is_empty()) {
            // Something behind the end.
            return None;
        }
        match token {
            "{" | "[" => {
                let close = if token == "{" { "}" } else { "]" };
                self.line.push_str(token);
                self.open.push(close);
                if !behind.starts_with(close) {
                    self.end_line();
                }
                (self.open.len() <= DEPTH_MAX).then_some(())
            }
            "}" | "]" => {
                let is_empty = self.line.ends_with(['{', '[']);
                let close = self.open.pop()?;
                if !is_empty {
                    self.end_line();
                }
                self.line.push_str(token);
                (close == token).then_some(())
            }
            "," => {
                self.line.push(',');
                self.end_line();
                Some(())
            }
            ":" => {
                self.line.push_str(": ");
                Some(())
            }
            token => {
                self.line.push_str(token);
                Some(())
            }
        }
    }

    fn end_line(&mut self) {
        if !self.line.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
        self.line = "  ".repeat(self.open.len());
    }

    fn finish(mut self) -> Option<Vec<String>> {
        if !self.open.is_empty() {
            return None;
        }
        self.lines.push(self.line);
        Some(self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_laid_out_as_the_library_does_it() {
        for text in [
            r#"{"b":1,"a":[1,-2.50,"x, {y}: [z]"],"c":{},"d":[],"e":{"f":null}}"#,
            r#" [ [ ] , [ true , "\"\\" ] ] "#,
            r#"{"é":"\\"}"#,
            "{}",
        ] {
            let json: serde_json::Value = serde_json::from_str(text).unwrap();
            let laid_out = pretty(text).join("\n");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&laid_out).unwrap(), json);
        }
        let lines = pretty(r#"{"b":1,"a":[2.50,{}],"c":[]}"#);
        assert_eq!(lines, ["{", "  \"b\": 1,", "  \"a\": [", "    2.50,", "    {}", "  ],", "  \"c\": []", "}"]);
    }

    #[test]
    fn what_is_no_json_stays_as_it_is() {
        for text in ["", "bar", "two\nlines", "{\"a\":1", "{]", "[1]]", "[1] 2", "\"a\"", "{\"a", "[[[]"] {
            assert_eq!(pretty(text), text.lines().collect::<Vec<_>>(), "{text}");
        }
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(pretty(&deep), [deep]);
    }
}
