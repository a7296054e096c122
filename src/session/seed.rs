//! Seeds as people type them.

/// A session is a text in JSON: larger seeds would lose digits in readers that count in floats.
const SEED_DIGITS_MAX: usize = 15;

/// Why a text is no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSeed {
    Empty,
    NotANumber,
    TooLong,
}

/// # Errors
/// If it is no whole number of a fitting size.
pub fn read_seed(text: &str) -> Result<u64, BadSeed> {
    let text = text.trim();
    match text {
        "" => Err(BadSeed::Empty),
        _ if !text.bytes().all(|byte| byte.is_ascii_digit()) => Err(BadSeed::NotANumber),
        _ if text.trim_start_matches('0').len() > SEED_DIGITS_MAX => Err(BadSeed::TooLong),
        _ => text.parse().map_err(|_| BadSeed::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_whole_numbers_of_a_size_that_survives_json() {
        assert_eq!(read_seed(" 7 "), Ok(7));
        assert_eq!(read_seed("007"), Ok(7));
        assert_eq!(read_seed("999999999999999"), Ok(999_999_999_999_999));
        assert_eq!(read_seed(""), Err(BadSeed::Empty));
        assert_eq!(read_seed("  "), Err(BadSeed::Empty));
        for text in ["-1", "1,5", "1e3", "sete", "٣"] {
            assert_eq!(read_seed(text), Err(BadSeed::NotANumber), "{text}");
        }
        assert_eq!(read_seed("1000000000000000"), Err(BadSeed::TooLong));
        assert_eq!(read_seed(&"9".repeat(400)), Err(BadSeed::TooLong));
    }
}
