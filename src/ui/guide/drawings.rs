//! Small drawings that only these places have.

use crate::ui::icons::drawn;

#[derive(Clone, Copy)]
pub enum Drawing {
    Print,
    Link,
    Screen,
    Target,
    Speech,
    Warning,
    Paper,
    Search,
    Swap,
}

/// As markup, of `size` pixels.
pub fn drawing(shown: Drawing, size: u8) -> String {
    let shape = match shown {
        Drawing::Print => r#"<path d="M7 9V3h10v6M7 17H4v-7h16v7h-3"/><path d="M7 14h10v7H7z"/>"#,
        Drawing::Link => {
            r#"<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-5.5l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 5.5l1-1"/>"#
        }
        Drawing::Screen => r#"<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M12 16v4M8 20h8"/>"#,
        Drawing::Target => r#"<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4"/><path d="M12 12v.1"/>"#,
        Drawing::Speech => r#"<path d="M4 4h16v12H10l-5 4v-4H4z"/>"#,
        Drawing::Warning => r#"<path d="M12 4l9 16H3zM12 10v4.5M12 17v.1"/>"#,
        Drawing::Paper => r#"<path d="M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7"/>"#,
        Drawing::Search => r#"<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>"#,
        Drawing::Swap => r#"<path d="M4 8h15m-4-4l4 4-4 4M20 16H5m4-4l-4 4 4 4"/>"#,
    };
    drawn(shape, size)
}
