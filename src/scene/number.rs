//! Numbers in drawings.

use std::fmt::{self, Display, Write};

/// A length or place, with two decimals at the most.
#[derive(Clone, Copy)]
pub struct N(pub f64);

impl Display for N {
    /// By whole numbers: the exact printing of floats is a lot of code for a drawing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i64;
        if hundredths < 0 {
            f.write_char('-')?;
        }
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        write!(f, "{whole}")?;
        match rest {
            0 => Ok(()),
            rest if rest % 10 == 0 => write!(f, ".{}", rest / 10),
            rest => write!(f, ".{rest:02}"),
        }
    }
}
