//! Texts as Go's packages write them: quoted, as hexadecimal escapes, in base 64, as sizes and durations.

/// Go's `%q`. Which letters of Unicode can't be printed is known for the common ones only.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => out.extend(['\\', char]),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            '\0'..' ' | '\u{7f}' => escape(&mut out, "\\x", char, 2),
            _ if is_printable(char) => out.push(char),
            '\0'..='\u{ffff}' => escape(&mut out, "\\u", char, 4),
            _ => escape(&mut out, "\\U", char, 8),
        }
    }
    out.push('"');
    out
}

fn is_printable(char: char) -> bool {
    let is_blank = char.is_control() || (char.is_whitespace() && char != ' ');
    let is_format = matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let is_private = matches!(char, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..);
    !is_blank && !is_format && !is_private
}

/// The character's number with so many hexadecimal digits.
pub fn escape(out: &mut String, mark: &str, char: char, digits: u32) {
    out.push_str(mark);
    for place in (0..digits).rev() {
        out.push(digit(char as u32 >> (4 * place) & 15));
    }
}

fn digit(value: u32) -> char {
    char::from(b"0123456789abcdef"[(value & 15) as usize])
}

/// `--hex`: each byte as `\x62`.
pub fn hex(text: &str) -> String {
    let mut out = String::with_capacity(4 * text.len());
    for byte in text.bytes() {
        out.extend(['\\', 'x', digit(u32::from(byte >> 4)), digit(u32::from(byte))]);
    }
    out
}

/// A number in hexadecimal, filled up from the left.
pub fn hexadecimal(number: u64, width: usize, fill: char) -> String {
    let digits = (64 - (number | 1).leading_zeros() as usize).div_ceil(4);
    let fill = std::iter::repeat_n(fill, width.saturating_sub(digits));
    fill.chain((0..digits).rev().map(|place| digit((number >> (4 * place)) as u32 & 15))).collect()
}

/// `20 kB`, as go-humanize writes it.
pub fn size(bytes: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    let mut unit = 1u64;
    let mut name = 0;
    while bytes / unit >= 1000 {
        unit *= 1000;
        name += 1;
    }
    let (bytes, unit) = (u128::from(bytes), u128::from(unit));
    let tenths = (bytes * 20 + unit) / (2 * unit);
    let whole = tenths / 10;
    if bytes < 10 || tenths >= 100 {
        // Rounded to the nearest, and to an even one from the middle.
        let is_up = tenths % 10 > 5 || (tenths % 10 == 5 && whole % 2 == 1);
        [&(whole + u128::from(is_up)).to_string(), " ", units[name]].concat()
    } else {
        [&whole.to_string(), ".", &(tenths % 10).to_string(), " ", units[name]].concat()
    }
}

/// `1m2.5s`, as Go prints durations.
pub fn duration(us: u64) -> String {
    let decimal = |value: u64, unit: u64| {
        let rest = (unit + value % unit).to_string();
        let rest = rest[1..].trim_end_matches('0');
        let whole = (value / unit).to_string();
        if rest.is_empty() { whole } else { [&whole, ".", rest].concat() }
    };
    if us == 0 {
        return "0s".to_owned();
    }
    if us < 1_000 {
        return us.to_string() + "µs";
    }
    if us < 1_000_000 {
        return decimal(us, 1_000) + "ms";
    }
    let (minutes, rest) = (us / 60_000_000, decimal(us % 60_000_000, 1_000_000) + "s");
    match (minutes / 60, minutes % 60) {
        (0, 0) => rest,
        (0, minutes) => [&minutes.to_string(), "m", &rest].concat(),
        (hours, minutes) => [&hours.to_string(), "h", &minutes.to_string(), "m", &rest].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_go_does() {
        assert_eq!(quoted("é\n\u{1}x\"\\\u{7f}"), r#""é\n\x01x\"\\\x7f""#);
        assert_eq!(quoted("\u{a0}\u{200b}\u{f0000}🧩"), r#""\u00a0\u200b\U000f0000🧩""#);
    }

    #[test]
    fn numbers_for_people() {
        assert_eq!(
            [size(9), size(82), size(999), size(1000), size(20_480), size(21_500), size(1_234_567)],
            ["9 B", "82 B", "999 B", "1.0 kB", "20 kB", "22 kB", "1.2 MB"]
        );
        assert_eq!(
            [duration(0), duration(950), duration(4_476), duration(1_500_000)],
            ["0s", "950µs", "4.476ms", "1.5s"]
        );
        assert_eq!([duration(62_500_000), duration(3_600_000_000), duration(60_000_000)], ["1m2.5s", "1h0m0s", "1m0s"]);
        assert_eq!(
            [hexadecimal(0x1f, 16, '0'), hexadecimal(0, 4, ' '), hexadecimal(u64::MAX, 0, ' ')],
            ["000000000000001f", "   0", "ffffffffffffffff"]
        );
        assert_eq!(hex("a\u{e9}"), "\\x61\\xc3\\xa9");
    }
}
