//! About how wide words are, for the boxes around them: SVG texts don't lay out.

/// The width of bold `text` in the page's font at `size`, a little generous.
pub fn bold_width(text: &str, size: f64) -> f64 {
    let em = |letter: char| match letter {
        'i' | 'j' | 'l' | 'r' | 't' | 'f' | 'I' | ' ' | '.' | ',' | '!' | '(' | ')' => 0.36,
        'm' | 'w' | 'M' | 'W' | '…' => 0.9,
        _ => 0.58,
    };
    text.chars().map(em).sum::<f64>() * size
}
