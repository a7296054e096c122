//! How large the page is on its way to a phone, and how large it may be.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::split::LATER;

/// Everything that showing the village takes, compressed, has to fit in 450 KB.
pub const BUDGET_BYTES: u64 = 450 * 1024;

/// One file of the site: its path within `dist/` and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    pub path: String,
    pub raw_bytes: u64,
    pub brotli_bytes: u64,
}

/// What a file of the site is loaded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// To show the village.
    Village,
    /// What comes by itself once the village is there.
    Later,
    /// Nobody has to load it to see the page: licences travel along with the fonts.
    Nobody,
}

impl Weight {
    pub fn used_for(&self) -> Use {
        match self.path.as_str() {
            path if path.ends_with(LATER) => Use::Later,
            // The terminal's letters.
            path if path.starts_with("fonts/") && path.contains("-mono-") => Use::Later,
            path if path.ends_with(".txt") || path.ends_with(".md") => Use::Nobody,
            _ => Use::Village,
        }
    }
}

/// All files under `dist`, heaviest first.
pub fn weigh(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for path in crate::site::files_under(dist)? {
        let bytes = fs::read(dist.join(&path)).with_context(|| format!("could not read {path}"))?;
        let brotli_bytes = brotli_length(&bytes)?;
        weights.push(Weight { path, raw_bytes: bytes.len() as u64, brotli_bytes });
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.brotli_bytes));
    Ok(weights)
}

/// What all files for one use weigh: raw, and compressed.
pub fn bytes_of(weights: &[Weight], used_for: Use) -> (u64, u64) {
    let counted = weights.iter().filter(|weight| weight.used_for() == used_for);
    counted.fold((0, 0), |(raw, brotli), weight| (raw + weight.raw_bytes, brotli + weight.brotli_bytes))
}

/// Prints the table; whether the site keeps to its budget.
pub fn report(weights: &[Weight]) -> bool {
    println!("{:>12} {:>12}  file", "raw", "brotli");
    for weight in weights {
        let note = match weight.used_for() {
            Use::Village => "",
            Use::Later => " (later)",
            Use::Nobody => " (not counted)",
        };
        println!("{:>12} {:>12}  {}{note}", weight.raw_bytes, weight.brotli_bytes, weight.path);
    }
    let (raw, brotli) = bytes_of(weights, Use::Later);
    println!("{raw:>12} {brotli:>12}  later, once the village is there: {} brotli", kib(brotli));
    let (raw, brotli) = bytes_of(weights, Use::Village);
    println!("{raw:>12} {brotli:>12}  to show the village: {} brotli", kib(brotli));
    let is_kept = brotli <= BUDGET_BYTES;
    let verdict = if is_kept { "kept" } else { "EXCEEDED" };
    println!("budget {} ({BUDGET_BYTES} bytes): {verdict}", kib(BUDGET_BYTES));
    is_kept
}

fn kib(bytes: u64) -> String {
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}

/// As static hosts send it: the best quality, made once.
fn brotli_length(bytes: &[u8]) -> Result<u64> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(path: &str, brotli_bytes: u64) -> Weight {
        Weight { path: path.to_owned(), raw_bytes: 2 * brotli_bytes, brotli_bytes }
    }

    #[test]
    fn neither_licences_nor_what_comes_later_count() {
        let weights = [
            weight("index.html", 10),
            weight("quorum-1_bg.wasm", 100),
            weight("quorum-1_more.wasm", 1000),
            weight("fonts/LICENSE.txt", 10_000),
            weight("fonts/some-mono-latin.woff2", 100_000),
        ];
        assert_eq!(bytes_of(&weights, Use::Village), (220, 110));
        assert_eq!(bytes_of(&weights, Use::Later), (202_000, 101_000));
    }

    #[test]
    fn the_last_byte_decides() {
        assert!(report(&[weight("a.wasm", BUDGET_BYTES)]));
        assert!(!report(&[weight("a.wasm", BUDGET_BYTES), weight("a.js", 1)]));
        assert!(report(&[weight("a.wasm", BUDGET_BYTES), weight("a_more.wasm", 1)]));
    }

    #[test]
    fn repeated_text_weighs_little() {
        let text = "a village of friends ".repeat(1000);
        assert!(brotli_length(text.as_bytes()).unwrap() < 200);
    }
}
