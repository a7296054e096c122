//! Numbers and durations as Go reads them, with its words for what it can't read.

/// What Go's `strconv` says: the function, and whether it is too large or no number at all.
fn error(function: &str, text: &str, is_range: bool) -> String {
    let what = if is_range { "value out of range" } else { "invalid syntax" };
    ["strconv.", function, ": parsing ", &super::text::quoted(text), ": ", what].concat()
}

/// `strconv.ParseInt`; base 0 goes by what the number begins with (`0x1f`, `0b1`, `017`) and allows `_` between digits.
///
/// # Errors
/// As Go words them.
pub fn int(text: &str, base: u32) -> Result<i64, String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_negative = text.starts_with('-');
    let limit = i64::MAX as u64 + u64::from(is_negative);
    match magnitude(digits, base) {
        Ok(value) if value <= limit => Ok((value as i64).wrapping_mul(if is_negative { -1 } else { 1 })),
        Ok(_) => Err(error("ParseInt", text, true)),
        Err(is_range) => Err(error("ParseInt", text, is_range)),
    }
}

/// `strconv.ParseUint`.
///
/// # Errors
/// As Go words them.
pub fn uint(text: &str, base: u32) -> Result<u64, String> {
    magnitude(text, base).map_err(|is_range| error("ParseUint", text, is_range))
}

/// `Err(true)` for what is too large, found before what stands behind it is looked at.
fn magnitude(text: &str, base: u32) -> Result<u64, bool> {
    let (base, digits, is_free) = match (base, text.get(..2).map(str::to_ascii_lowercase).as_deref()) {
        (0, Some("0x")) => (16, &text[2..], true),
        (0, Some("0b")) => (2, &text[2..], true),
        (0, Some("0o")) => (8, &text[2..], true),
        (0, _) if text.len() > 1 && text.starts_with('0') => (8, &text[1..], true),
        (0, _) => (10, text, true),
        _ => (base, text, false),
    };
    // A `_` stands between digits, or behind what tells the base.
    let has_stray =
        digits.ends_with('_') || digits.contains("__") || (digits.len() == text.len() && digits.starts_with('_'));
    if digits.is_empty() || (is_free && has_stray) {
        return Err(false);
    }
    let mut value = 0u64;
    for digit in digits.chars().filter(|digit| !is_free || *digit != '_') {
        let digit = digit.to_digit(base).ok_or(false)?;
        value = value.checked_mul(u64::from(base)).and_then(|value| value.checked_add(u64::from(digit))).ok_or(true)?;
    }
    Ok(value)
}

/// # Errors
/// As Go words them.
pub fn boolean(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Ok(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Ok(false),
        _ => Err(error("ParseBool", text, false)),
    }
}

/// `1h2m3.5s` in microseconds; less than nothing is nothing.
///
/// # Errors
/// As Go's `time.ParseDuration` words them.
pub fn duration_us(text: &str) -> Result<u64, String> {
    let quoted = || super::text::quoted(text);
    let invalid = || ["time: invalid duration ", &quoted()].concat();
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total_ns = 0u128;
    while !rest.is_empty() {
        let split = |text: &'_ str| text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
        let (whole, behind) = rest.split_at(split(rest));
        let (part, behind) = match behind.strip_prefix('.') {
            Some(behind) => behind.split_at(split(behind)),
            None => ("", behind),
        };
        if whole.is_empty() && part.is_empty() {
            return Err(invalid());
        }
        let end = behind.find(|char: char| char == '.' || char.is_ascii_digit()).unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        let unit_ns: u128 = match unit {
            "" => return Err(["time: missing unit in duration ", &quoted()].concat()),
            "ns" => 1,
            "us" | "µs" | "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            _ => {
                let unit = super::text::quoted(unit);
                return Err(["time: unknown unit ", &unit, " in duration ", &quoted()].concat());
            }
        };
        let whole: u128 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| invalid())? };
        total_ns = whole.checked_mul(unit_ns).and_then(|ns| total_ns.checked_add(ns)).ok_or_else(invalid)?;
        let mut place_ns = unit_ns;
        for digit in part.bytes() {
            place_ns /= 10;
            total_ns += u128::from(digit - b'0') * place_ns;
        }
        if total_ns > i64::MAX as u128 {
            return Err(invalid());
        }
        rest = behind;
    }
    Ok(if text.starts_with('-') { 0 } else { (total_ns / 1000) as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_go_reads_them() {
        let read = |text, base| int(text, base).ok();
        assert_eq!(
            [read("10", 10), read("-5", 10), read("+5", 0), read("ff", 16)],
            [Some(10), Some(-5), Some(5), Some(255)]
        );
        assert_eq!(
            [read("0x1F", 0), read("017", 0), read("1_000", 0), read("0b11", 0)],
            [Some(31), Some(15), Some(1000), Some(3)]
        );
        assert_eq!(read("-9223372036854775808", 10), Some(i64::MIN));
        for (text, base) in
            [("", 10), ("-", 10), ("1_0", 10), ("08", 0), ("_1", 0), ("1__0", 0), ("1.5", 0), ("0x", 0), ("é", 0)]
        {
            assert!(int(text, base).unwrap_err().ends_with("invalid syntax"), "{text}");
        }
        assert_eq!(
            int("9223372036854775808", 0).unwrap_err(),
            "strconv.ParseInt: parsing \"9223372036854775808\": value out of range"
        );
        assert_eq!(uint("-1", 16).unwrap_err(), "strconv.ParseUint: parsing \"-1\": invalid syntax");
        assert_eq!(uint("ffffffffffffffff", 16), Ok(u64::MAX));
    }

    #[test]
    fn durations_are_read_as_go_reads_them() {
        let read = |text| duration_us(text).ok();
        assert_eq!(
            [read("5s"), read("1m30s"), read("1.5s"), read(".5ms")],
            [Some(5_000_000), Some(90_000_000), Some(1_500_000), Some(500)]
        );
        assert_eq!(
            [read("0"), read("-3s"), read("1ns"), read("100us"), read("1h")],
            [Some(0), Some(0), Some(0), Some(100), Some(3_600_000_000)]
        );
        assert_eq!(duration_us("5").unwrap_err(), "time: missing unit in duration \"5\"");
        assert_eq!(duration_us("1x").unwrap_err(), "time: unknown unit \"x\" in duration \"1x\"");
        for text in ["", "s", ".", "-", "99999999999999999999h", "3000000h"] {
            assert!(duration_us(text).unwrap_err().starts_with("time: invalid duration"), "{text}");
        }
    }
}
