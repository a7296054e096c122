//! Closed-form extrapolation used by [`BackoffSeries::build`] once the explicit series is
//! exhausted.
//!
//! [`BackoffSeries::build`]: crate::BackoffSeries::build

use std::time::Duration;

/// Convert a `Duration` to floating-point milliseconds.
pub(crate) fn duration_to_ms(d: Duration) -> f64 {
    d.as_nanos() as f64 / 1_000_000.0
}

/// Closed-form function used to extrapolate retry delays once the explicit series is exhausted.
///
/// Values are in **milliseconds**. Exponential is preferred; linear is the fallback for shapes
/// that cannot be fit as an exponential.
#[derive(Clone, Copy)]
pub(crate) enum Extrapolation {
    /// `f(x) = k * a^x + t` — typical growing backoff.
    Exponential { k: f64, a: f64, t: f64 },

    /// `f(x) = k * x + t` — used when the tail is flat or linear (exponential degenerates) or
    /// when the 2-value anchor begins at zero.
    Linear { k: f64, t: f64 },
}

impl Extrapolation {
    /// Evaluate the extrapolation at global retry index `x`.
    pub(crate) fn eval(&self, x: usize) -> f64 {
        match *self {
            Self::Exponential { k, a, t } => k * a.powi(x as i32) + t,
            Self::Linear { k, t } => k * x as f64 + t,
        }
    }
}

/// Derive an [`Extrapolation`] from the explicit series.
///
/// Rules (values in milliseconds):
/// - 0 values → `Exponential { k=1, a=2, t=0 }`, so `f(x) = 2^x`.
/// - 1 value → `Exponential { k=series[0], a=2, t=0 }`, doubling from the single anchor.
/// - 2 values → fit `k * a^x` through `(0, s[0])` and `(1, s[1])`. If `s[0] == 0` the exponential
///   is undefined, fall back to a line through both points.
/// - 3+ values → fit the full 3-parameter exponential through the **last three** points. If that
///   fit is degenerate (flat tail → `a` undefined; linear tail → `a == 1`; otherwise `a ≤ 0` or
///   non-finite), fall back to a line through the last two points.
///
/// The `max` clamp applied by the caller is the final safety net in all cases.
pub(crate) fn fit(series: &[Duration]) -> Extrapolation {
    match series.len() {
        0 => Extrapolation::Exponential { k: 1.0, a: 2.0, t: 0.0 },
        1 => Extrapolation::Exponential { k: duration_to_ms(series[0]), a: 2.0, t: 0.0 },
        2 => {
            // Anchors: (0, y0), (1, y1). f(0) = k = y0, f(1) = k*a = y1 → a = y1/y0.
            let y0 = duration_to_ms(series[0]);
            let y1 = duration_to_ms(series[1]);

            if y0 <= 0.0 {
                // k = 0 collapses the exponential; fit a line through both anchors instead.
                return Extrapolation::Linear { k: y1 - y0, t: y0 };
            }

            Extrapolation::Exponential { k: y0, a: y1 / y0, t: 0.0 }
        }
        _ => {
            // Anchors: the last three points at indices n-3, n-2, n-1.
            let n = series.len();
            let y0 = duration_to_ms(series[n - 3]);
            let y1 = duration_to_ms(series[n - 2]);
            let y2 = duration_to_ms(series[n - 1]);

            let d1 = y1 - y0;
            let d2 = y2 - y1;

            // Attempt the exponential fit. Reject if any parameter is non-finite, non-positive,
            // or exactly 1 (all of which make `f(x) = k*a^x + t` degenerate or nonsensical here).
            if d1 != 0.0 {
                let a = d2 / d1;
                if a.is_finite() && a > 0.0 && a != 1.0 {
                    let a_x0 = a.powi((n - 3) as i32);
                    let k = d1 / (a_x0 * (a - 1.0));
                    let t = y0 - k * a_x0;
                    return Extrapolation::Exponential { k, a, t };
                }
            }

            // Fall back to a line through the last two anchor points. Handles flat tails
            // (`k = 0`, constant), linear tails (extends the slope), and any ratio that made
            // the exponential reject.
            let k = d2;
            let t = y2 - k * (n - 1) as f64;
            Extrapolation::Linear { k, t }
        }
    }
}
