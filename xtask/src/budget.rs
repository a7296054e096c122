//! How large the page is on its way to a phone, and how large it may be.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Everything that showing the village takes, compressed, has to fit in 450 KB.
pub const BUDGET_BYTES: u64 = 450 * 1024;

/// One file of the site: its path within `dist/` and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    pub path: String,
    pub raw_bytes: u64,
    pub brotli_bytes: u64,
}

impl Weight {
    /// Licences travel along with the fonts, but nobody has to load them to see the page.
    pub fn is_needed(&self) -> bool {
        !self.path.ends_with(".txt") && !self.path.ends_with(".md")
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

pub fn needed_bytes(weights: &[Weight]) -> (u64, u64) {
    let needed = weights.iter().filter(|weight| weight.is_needed());
    needed.fold((0, 0), |(raw, brotli), weight| (raw + weight.raw_bytes, brotli + weight.brotli_bytes))
}

/// Prints the table; whether the site keeps to its budget.
pub fn report(weights: &[Weight]) -> bool {
    println!("{:>12} {:>12}  file", "raw", "brotli");
    for weight in weights {
        let note = if weight.is_needed() { "" } else { " (not counted)" };
        println!("{:>12} {:>12}  {}{note}", weight.raw_bytes, weight.brotli_bytes, weight.path);
    }
    let (raw, brotli) = needed_bytes(weights);
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
    fn licences_do_not_count() {
        let weights = [weight("index.html", 10), weight("fonts/LICENSE.txt", 1000)];
        assert_eq!(needed_bytes(&weights), (20, 10));
    }

    #[test]
    fn the_last_byte_decides() {
        assert!(report(&[weight("a.wasm", BUDGET_BYTES)]));
        assert!(!report(&[weight("a.wasm", BUDGET_BYTES), weight("a.js", 1)]));
    }

    #[test]
    fn repeated_text_weighs_little() {
        let text = "a village of friends ".repeat(1000);
        assert!(brotli_length(text.as_bytes()).unwrap() < 200);
    }
}
