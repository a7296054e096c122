//! Backoff iterator from an anchor series with closed-form extrapolation.
//!
//! [`BackoffSeries`] takes an explicit series of retry delays plus a max cap, and produces an
//! infinite iterator of [`Duration`]s: it yields the series verbatim, then extends it with a
//! closed-form tail fitted from the last anchor points — exponential `k · aˣ + t` by default,
//! linear `k · x + t` when the tail is flat, linear, or otherwise degenerate — clamped to the
//! max cap.
//!
//! Build one programmatically with [`BackoffSeries::new`], or from a config string with
//! [`BackoffSeries::parse`].
//!
//! # Example
//!
//! ```
//! use std::time::Duration;
//!
//! use backoff_series::BackoffSeries;
//!
//! // Two anchors imply doubling, capped at 5 s.
//! let policy = BackoffSeries::new(
//!     vec![Duration::from_millis(100), Duration::from_millis(200)],
//!     Duration::from_secs(5),
//! );
//!
//! let delays: Vec<Duration> = policy.build().take(5).collect();
//! assert_eq!(delays, vec![
//!     Duration::from_millis(100),
//!     Duration::from_millis(200),
//!     Duration::from_millis(400),
//!     Duration::from_millis(800),
//!     Duration::from_millis(1600),
//! ]);
//! ```
//!
//! The same policy from a config string:
//!
//! ```
//! use backoff_series::BackoffSeries;
//!
//! let policy = BackoffSeries::parse("100ms 200ms ...5s").unwrap();
//! assert_eq!(policy.build().nth(4).unwrap(), std::time::Duration::from_millis(1600));
//! ```
//!
//! # Fitting rules
//!
//! Given an explicit series, the tail is derived as:
//!
//! - **Empty series** `[]` → doubles from 1 ms: `1ms, 2ms, 4ms, 8ms, …`.
//! - **Single anchor** `[200ms]` → doubles from the anchor: `200ms, 400ms, 800ms, …`.
//! - **Two anchors** `[100ms, 200ms]` → fit `k · aˣ` through both (here `a = 2`): `100ms, 200ms,
//!   400ms, 800ms, …`. If the first value is zero (e.g. `[0ms, 500ms]`), fall back to a line.
//! - **Three or more anchors** `[100ms, 200ms, 400ms]` → fit the 3-parameter exponential through
//!   the **last three** points. Fall back to a line through the last two when the tail is flat
//!   (`[1ms, 500ms, 500ms]` → stays at 500 ms), linear (`[1ms, 2ms, 3ms]` → continues `4ms, 5ms,
//!   …`), or otherwise degenerate.
//!
//! All extrapolated values are clamped to the configured max.
//!
//! [`Duration`]: std::time::Duration

use std::time::Duration;

mod extrapolation;
mod parse_error;

use crate::extrapolation::Extrapolation;
use crate::extrapolation::duration_to_ms;
use crate::extrapolation::fit;
pub use crate::parse_error::ParseError;

/// Default maximum backoff used when a config string does not specify one.
const DEFAULT_MAX_BACKOFF: Duration = Duration::from_millis(1000);

/// A backoff specification: an explicit series of retry delays plus a max cap applied to any
/// extrapolated values beyond the series.
///
/// See the [crate-level docs](crate) for the fitting rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackoffSeries {
    series: Vec<Duration>,
    max: Duration,
}

impl BackoffSeries {
    /// Create a new `BackoffSeries` from an explicit series and a max cap.
    pub fn new(series: Vec<Duration>, max: Duration) -> Self {
        Self { series, max }
    }

    /// The explicit initial delays, yielded verbatim by [`build`](Self::build).
    pub fn series(&self) -> &[Duration] {
        &self.series
    }

    /// The upper bound applied to extrapolated delays.
    pub fn max(&self) -> Duration {
        self.max
    }

    /// Build an infinite iterator of backoff durations.
    ///
    /// Yields each item of [`series`](Self::series) verbatim, then extrapolates using a closed
    /// form derived from the series — exponential when the tail supports it, otherwise linear —
    /// with each value clamped to [`max`](Self::max).
    pub fn build(&self) -> BackoffIter {
        BackoffIter {
            series_iter: self.series.clone().into_iter(),
            extrapolation: fit(&self.series),
            max_ms: duration_to_ms(self.max),
            next_x: self.series.len(),
        }
    }

    /// Parse a `BackoffSeries` from a config string.
    ///
    /// # Format
    ///
    /// ```text
    /// <dur>(<sep><dur>)*                    // series only, max defaults to 1000 ms
    /// <dur>(<sep><dur>)*<sep><dots><dur>    // trailing `<dots><dur>` sets the max cap
    ///
    /// <sep>  = `,` and/or whitespace (interchangeable, repeatable)
    /// <dots> = `..` or `...`
    /// ```
    ///
    /// `<dur>` is a number (integer or decimal, e.g. `1.5s`) followed by a unit suffix:
    /// `ns`, `us` (or `µs`), `ms`, `s`, `m`, `h`.
    ///
    /// # Examples
    ///
    /// | Input                         | Series             | Max      |
    /// |-------------------------------|--------------------|----------|
    /// | `"200ms"`                     | `[200ms]`          | `1000ms` |
    /// | `"1ms, 2ms, 3ms"`             | `[1ms, 2ms, 3ms]`  | `1000ms` |
    /// | `"1ms 2ms 3ms"`               | `[1ms, 2ms, 3ms]`  | `1000ms` |
    /// | `"1ms, 2ms, 3ms, ...1500ms"`  | `[1ms, 2ms, 3ms]`  | `1500ms` |
    /// | `"1.5ms 3ms ...1s"`           | `[1.5ms, 3ms]`     | `1000ms` |
    /// | `"1ms 2ms..3ms"`              | `[1ms, 2ms]`       | `3ms`    |
    pub fn parse(s: &str) -> Result<Self, ParseError> {
        // Normalize separators so split_whitespace yields clean tokens:
        // - `...` and `..` both introduce the max cap; rewrite as the standalone token `..`.
        // - `,` is interchangeable with whitespace.
        // `...` must be handled before `..` because `...` contains `..`.
        let normalized = s.replace("...", " .. ").replace("..", " .. ").replace(',', " ");

        let tokens: Vec<&str> = normalized.split_whitespace().collect();

        let separator_positions: Vec<usize> =
            tokens.iter().enumerate().filter_map(|(i, &t)| (t == "..").then_some(i)).collect();

        if separator_positions.len() > 1 {
            return Err(ParseError::new(s, "only one '..' or '...' separator is allowed"));
        }

        let (series_tokens, max_tokens): (&[&str], Option<&[&str]>) = match separator_positions.first() {
            Some(&idx) => (&tokens[..idx], Some(&tokens[idx + 1..])),
            None => (&tokens[..], None),
        };

        let series = series_tokens.iter().copied().map(parse_duration).collect::<Result<Vec<_>, _>>()?;

        let max = match max_tokens {
            Some([m]) => parse_duration(m)?,
            Some([]) => return Err(ParseError::new(s, "max value missing after '..'")),
            Some(_) => return Err(ParseError::new(s, "only one max value may follow '..'")),
            None => DEFAULT_MAX_BACKOFF,
        };

        Ok(Self { series, max })
    }
}

/// Parses a duration with a unit suffix: `ns`, `us` (or `µs`), `ms`, `s`, `m`, `h`.
///
/// The numeric part accepts integer or decimal notation (e.g. `1.5s`, `0.25ms`).
fn parse_duration(s: &str) -> Result<Duration, ParseError> {
    let invalid = || ParseError::new(s, "expected a duration like '200ms' or '1.5s'");

    // Split at the first non-digit, non-period character — everything before is the numeric
    // part, everything after is the unit suffix. Must handle non-ASCII characters (e.g. `µ`).
    let split = s.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(invalid)?;
    let (num_str, unit) = s.split_at(split);
    // Whole numbers throughout: the standard library's parser of floats is 12 KB of tables and code (brotli).
    let (whole, fraction) = num_str.split_once('.').unwrap_or((num_str, ""));
    if whole.len() + fraction.len() == 0 || fraction.contains('.') {
        return Err(invalid());
    }
    let digit = |c: char| u128::from(c.to_digit(10).unwrap_or(0));
    let add = |sum: u128, c: char| sum.saturating_mul(10).saturating_add(digit(c));

    let nanos_per_unit: u128 = match unit {
        "ns" => 1,
        "us" | "µs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60 * 1_000_000_000,
        "h" => 3_600 * 1_000_000_000,
        _ => return Err(invalid()),
    };

    // Beyond this many digits there is nothing left of a nanosecond.
    let fraction = &fraction[..fraction.len().min(18)];
    let parts = fraction.chars().fold(0, add).saturating_mul(nanos_per_unit) / 10_u128.pow(fraction.len() as u32);
    let nanos = whole.chars().fold(0, add).saturating_mul(nanos_per_unit).saturating_add(parts);
    Ok(Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX)))
}

/// Infinite iterator produced by [`BackoffSeries::build`].
///
/// Yields the explicit series first, then the extrapolated tail clamped to the max cap.
#[derive(Clone)]
pub struct BackoffIter {
    series_iter: std::vec::IntoIter<Duration>,
    extrapolation: Extrapolation,
    max_ms: f64,
    next_x: usize,
}

/// Without its floats, whose printing is 9 KB of code.
impl std::fmt::Debug for BackoffIter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BackoffIter").field("next_x", &self.next_x).finish_non_exhaustive()
    }
}

impl Iterator for BackoffIter {
    type Item = Duration;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(d) = self.series_iter.next() {
            return Some(d);
        }
        let raw = self.extrapolation.eval(self.next_x);
        self.next_x += 1;
        Some(ms_to_duration(raw.clamp(0.0, self.max_ms)))
    }
}

fn ms_to_duration(ms: f64) -> Duration {
    if !ms.is_finite() || ms <= 0.0 {
        return Duration::ZERO;
    }
    let nanos = (ms * 1_000_000.0).min(u64::MAX as f64) as u64;
    Duration::from_nanos(nanos)
}

#[cfg(test)]
mod tests;
