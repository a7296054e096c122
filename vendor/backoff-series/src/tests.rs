use std::time::Duration;

use super::BackoffSeries;
use super::parse_duration;

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

fn take(series: Vec<Duration>, max: Duration, n: usize) -> Vec<Duration> {
    BackoffSeries::new(series, max).build().take(n).collect()
}

#[test]
fn empty_series_doubles_from_1ms() {
    // No anchors → f(x) = 2^x ms, capped at 1000ms from x=10.
    assert_eq!(
        take(vec![], ms(1000), 13),
        vec![
            ms(1),
            ms(2),
            ms(4),
            ms(8),
            ms(16),
            ms(32),
            ms(64),
            ms(128),
            ms(256),
            ms(512),
            ms(1000),
            ms(1000),
            ms(1000),
        ]
    );
}

#[test]
fn one_value_doubles_from_anchor() {
    // Single anchor → f(x) = 200 * 2^x, capped at 1000ms.
    assert_eq!(take(vec![ms(200)], ms(1000), 5), vec![ms(200), ms(400), ms(800), ms(1000), ms(1000)]);
}

#[test]
fn two_value_exponential() {
    // k = y0 = 100, a = y1/y0 = 2 → f(x) = 100 * 2^x.
    assert_eq!(
        take(vec![ms(100), ms(200)], Duration::from_secs(10), 5),
        vec![ms(100), ms(200), ms(400), ms(800), ms(1600),]
    );
}

#[test]
fn two_value_zero_start_is_linear() {
    // y0 = 0 collapses the exponential — fall back to linear k=500, t=0 → f(x) = 500 * x.
    assert_eq!(take(vec![Duration::ZERO, ms(500)], ms(1000), 4), vec![Duration::ZERO, ms(500), ms(1000), ms(1000),]);
}

#[test]
fn three_value_exponential() {
    // Clean three-point exponential fit: a=2, k=100, t=0 → f(x) = 100 * 2^x.
    assert_eq!(
        take(vec![ms(100), ms(200), ms(400)], Duration::from_secs(10), 6),
        vec![ms(100), ms(200), ms(400), ms(800), ms(1600), ms(3200)],
    );
}

#[test]
fn three_value_decreasing_exponential() {
    // a < 1 is still a valid exponential fit — here a = 0.5, giving a halving decay.
    assert_eq!(
        take(vec![ms(1000), ms(500), ms(250)], Duration::from_secs(5), 6),
        vec![
            ms(1000),
            ms(500),
            ms(250),
            Duration::from_micros(125_000), // 125ms
            Duration::from_micros(62_500),  // 62.5ms
            Duration::from_micros(31_250),  // 31.25ms
        ],
    );
}

#[test]
fn three_value_linear_tail_is_linear() {
    // Linear tail (d1 = d2 = 1) → fallback linear fit k=1, t=1 → f(x) = x + 1.
    assert_eq!(take(vec![ms(1), ms(2), ms(3)], ms(1000), 5), vec![ms(1), ms(2), ms(3), ms(4), ms(5)],);
}

#[test]
fn three_value_flat_tail_is_constant() {
    // Flat tail (d2 = 0) → linear fallback with k=0, t=500 → constant 500ms.
    assert_eq!(take(vec![ms(1), ms(500), ms(500)], Duration::from_secs(5), 4), vec![ms(1), ms(500), ms(500), ms(500)],);
}

#[test]
fn many_values_use_only_last_three() {
    // The first two entries are arbitrary noise — extrapolation must depend only on the
    // last three entries (2ms, 4ms, 8ms), giving a clean 2^x doubling.
    assert_eq!(
        take(vec![ms(999), ms(500), ms(1), ms(2), ms(4), ms(8)], Duration::from_secs(10), 8),
        vec![ms(999), ms(500), ms(1), ms(2), ms(4), ms(8), ms(16), ms(32)],
    );
}

#[test]
fn series_yielded_verbatim_even_above_max() {
    // The explicit series is returned as-is; only extrapolated values are clamped to max.
    let got: Vec<Duration> =
        BackoffSeries::new(vec![Duration::from_secs(2), Duration::from_secs(3), Duration::from_secs(4)], ms(500))
            .build()
            .take(5)
            .collect();
    assert_eq!(got[0], Duration::from_secs(2));
    assert_eq!(got[1], Duration::from_secs(3));
    assert_eq!(got[2], Duration::from_secs(4));
    // x=3,4: extrapolated — these are clamped to the 500ms cap.
    assert_eq!(got[3], ms(500));
    assert_eq!(got[4], ms(500));
}

#[test]
fn extrapolation_clamped_to_max() {
    // Without a max, 2^x ms would blow up. The cap stops it — here at 5ms.
    assert_eq!(take(vec![], ms(5), 8), vec![ms(1), ms(2), ms(4), ms(5), ms(5), ms(5), ms(5), ms(5),]);
}

#[test]
fn accessors_return_inputs_unchanged() {
    let policy = BackoffSeries::new(vec![ms(1), ms(2)], ms(1000));
    assert_eq!(policy.series(), &[ms(1), ms(2)]);
    assert_eq!(policy.max(), ms(1000));
}

#[test]
fn build_is_repeatable() {
    // `build(&self)` must not consume the spec — calling it twice yields identical iterators.
    let policy = BackoffSeries::new(vec![ms(100), ms(200)], ms(1000));
    let a: Vec<Duration> = policy.build().take(4).collect();
    let b: Vec<Duration> = policy.build().take(4).collect();
    assert_eq!(a, b);
}

// ============================================================================================
// parse_duration — the single-token helper
// ============================================================================================

#[test]
fn parse_duration_accepts_all_units() {
    assert_eq!(parse_duration("200ns").unwrap(), Duration::from_nanos(200));
    assert_eq!(parse_duration("500us").unwrap(), Duration::from_micros(500));
    assert_eq!(parse_duration("500µs").unwrap(), Duration::from_micros(500));
    assert_eq!(parse_duration("200ms").unwrap(), ms(200));
    assert_eq!(parse_duration("1s").unwrap(), Duration::from_secs(1));
    assert_eq!(parse_duration("2m").unwrap(), Duration::from_secs(120));
    assert_eq!(parse_duration("1h").unwrap(), Duration::from_secs(3600));
    assert_eq!(parse_duration("0ms").unwrap(), Duration::ZERO);
}

#[test]
fn parse_duration_accepts_decimal_values() {
    // Decimal notation is valid for every unit.
    assert_eq!(parse_duration("1.5ms").unwrap(), Duration::from_micros(1_500));
    assert_eq!(parse_duration("1.5s").unwrap(), Duration::from_millis(1_500));
    assert_eq!(parse_duration("0.25ms").unwrap(), Duration::from_micros(250));
    assert_eq!(parse_duration("2.5us").unwrap(), Duration::from_nanos(2_500));
    assert_eq!(parse_duration("0.5m").unwrap(), Duration::from_secs(30));
    assert_eq!(parse_duration("1.5h").unwrap(), Duration::from_secs(5_400));
}

#[test]
fn parse_duration_rejects_bad_tokens() {
    for bad in ["", "200", "ms", "-1ms", "abc", "5xy", "1.2.3ms", "NaNms"] {
        assert!(parse_duration(bad).is_err(), "expected error for {bad:?}");
    }
}

// ============================================================================================
// BackoffSeries::parse — separator forms, max cap, rejections
// ============================================================================================

#[test]
fn parse_all_separator_forms_equivalent() {
    // All of these inputs differ only in separator style and parse to the same policy.
    let expected = BackoffSeries::new(vec![ms(1), ms(2), ms(3)], ms(1500));

    assert_eq!(BackoffSeries::parse("1ms,2ms,3ms...1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms,2ms,3ms,...1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms 2ms 3ms ... 1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms 2ms 3ms..1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms 2ms 3ms .. 1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms, 2ms 3ms ... 1500ms").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("  1ms , 2ms , 3ms , ... 1500ms  ").unwrap(), expected);
    assert_eq!(BackoffSeries::parse("1ms\t2ms\n3ms\t..\t1500ms").unwrap(), expected);
}

#[test]
fn parse_default_max_is_1000ms() {
    // When the `..<max>` suffix is absent, max defaults to 1000ms.
    assert_eq!(BackoffSeries::parse("200ms").unwrap().max(), ms(1000));
    assert_eq!(BackoffSeries::parse("1ms 2ms").unwrap().max(), ms(1000));
    assert_eq!(BackoffSeries::parse("").unwrap().max(), ms(1000));
}

#[test]
fn parse_mixed_units() {
    // Different units can be freely mixed within one string.
    let p = BackoffSeries::parse("100ms 1s ...10s").unwrap();
    assert_eq!(p.series(), &[ms(100), Duration::from_secs(1)]);
    assert_eq!(p.max(), Duration::from_secs(10));
}

#[test]
fn parse_accepts_decimal_in_series() {
    // Decimals mix with whole values without issue.
    let p = BackoffSeries::parse("1.5ms 3ms 6ms ...1s").unwrap();
    assert_eq!(p.series(), &[Duration::from_micros(1_500), ms(3), ms(6)]);
    assert_eq!(p.max(), Duration::from_secs(1));
}

#[test]
fn parse_edge_shapes() {
    // Empty string → empty series, default max.
    assert_eq!(BackoffSeries::parse("").unwrap(), BackoffSeries::new(vec![], ms(1000)));
    // Max-only, with either dot form.
    assert_eq!(BackoffSeries::parse("...500ms").unwrap(), BackoffSeries::new(vec![], ms(500)));
    assert_eq!(BackoffSeries::parse("..500ms").unwrap(), BackoffSeries::new(vec![], ms(500)));
    // Zero in the series is allowed.
    assert_eq!(BackoffSeries::parse("0ms 100ms").unwrap(), BackoffSeries::new(vec![Duration::ZERO, ms(100)], ms(1000)),);
}

#[test]
fn parse_rejects_bad_inputs() {
    for bad in [
        "200ms...",       // dots without a max
        "200ms..",        // dots without a max
        "1ms..2ms..3ms",  // multiple `..` separators
        "1ms...2ms..3ms", // mixed separators also count as multiple
        "abc",            // not a duration
        "1ms abc",        // valid prefix, invalid token
        "1ms ..",         // dots with nothing after
        "1ms .. 2ms 3ms", // more than one max token
    ] {
        assert!(BackoffSeries::parse(bad).is_err(), "expected error for {bad:?}");
    }
}

#[test]
fn parse_then_build_round_trip() {
    // End-to-end: a parsed spec drives the same iterator as the explicit constructor.
    let parsed: Vec<Duration> = BackoffSeries::parse("100ms 200ms ...5s").unwrap().build().take(5).collect();
    let built: Vec<Duration> =
        BackoffSeries::new(vec![ms(100), ms(200)], Duration::from_secs(5)).build().take(5).collect();
    assert_eq!(parsed, built);
}
