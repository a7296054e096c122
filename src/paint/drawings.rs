//! Small drawings on cards.

use crate::lessons::Drawing;

/// As SVG.
pub fn drawing(drawing: Drawing) -> String {
    let lines = match drawing {
        Drawing::Sum => "M5 9h8M9 5v8M19 6l6 6m0-6l-6 6M5 22h8M18 20h8M18 24.500h8",
        Drawing::Files => "M4 9V6h8l2 3h13v16H4zM4 13h23M9 17h8M9 21h12",
        Drawing::Film => {
            "M4 6h24v20H4zM9 6v20M23 6v20M4 11h5M4 16h5M4 21h5M23 11h5M23 16h5M23 21h5M14 12.500v7l5-3.500z"
        }
        Drawing::Mail => "M4 8h24v17H4zM4 9l12 9 12-9",
    };
    format!(
        r#"<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path d="{lines}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>"#
    )
}
