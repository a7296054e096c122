//! The small drawings of buttons, marks and lines: strokes of 2 on a 24 × 24 ground.

use leptos::tachys::html::InertElement;

use crate::narration::Glyph;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    StepBack,
    StepForward,
    Play,
    Pause,
    SkipSilence,
    Help,
    Close,
    Check,
    ChevronRight,
    Piece,
    Door,
    Home,
    Cap,
    Plus,
    Star,
    LetterLost,
    Clock,
    Rubber,
    River,
    Copies,
    Vote,
    Leave,
    Slow,
    Sun,
    Moon,
    SunMoon,
    Minus,
    Photo,
    Mend,
    Flask,
    Bell,
    Key,
    Lines,
    Send,
    Download,
    ChevronLeft,
    Globe,
    Flag,
    Book,
    Hexagon,
    Teach,
}

impl Icon {
    fn shape(self) -> &'static str {
        match self {
            Icon::StepBack => r#"<path d="M17 6v12l-8-6z" fill="currentColor"/><path d="M6 6v12"/>"#,
            Icon::StepForward => r#"<path d="M7 6v12l8-6z" fill="currentColor"/><path d="M18 6v12"/>"#,
            Icon::Play => r#"<path d="M8 5v14l11-7z" fill="currentColor"/>"#,
            Icon::Pause => r#"<path d="M8 5.5v13M16 5.5v13" stroke-width="4"/>"#,
            Icon::SkipSilence => r#"<path d="M4 7v10l7-5zM12 7v10l7-5z" fill="currentColor"/><path d="M21.5 7v10"/>"#,
            Icon::Help => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5c0-3.3 5-3.2 5 0 0 2-2.5 2-2.5 4"/><path d="M12 17v.1"/>"#
            }
            Icon::Close => r#"<path d="M6 6l12 12M18 6L6 18"/>"#,
            Icon::Check => r#"<path d="M5 12.5l5 5 9-10.5" stroke-width="3"/>"#,
            Icon::ChevronRight => r#"<path d="M10 6l6 6-6 6"/>"#,
            Icon::Piece => {
                r#"<path transform="translate(-16.5 -8.5) scale(1.02)" d="M20.5 16h4.7c.8 0 1-.7.6-1.4a2.4 2.4 0 1 1 4.3 0c-.4.7-.2 1.4.6 1.4H35v4.3c0 .8.7 1 1.3.6a2.3 2.3 0 1 1 0 4.2c-.6-.4-1.3-.2-1.3.6V29H20.5v-3.8c0-.8.6-1 1.2-.6a2.2 2.2 0 1 0 0-4c-.6.4-1.2.2-1.2-.6z" fill="currentColor" stroke="none"/>"#
            }
            Icon::Door => r#"<path d="M6 21V4h9v17M3 21h15"/><path d="M12 12v.1M18 9h4m-2-2l2 2-2 2"/>"#,
            Icon::Home => r#"<path d="M4 11l8-7 8 7v9H4z"/><path d="M10 20v-6h4v6"/>"#,
            Icon::Cap => r#"<path d="M5 13c0-5 3-7 7-7s7 2 7 7zM4 16h16" fill="currentColor"/>"#,
            Icon::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Icon::Star => {
                r#"<path d="M12 3l2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17l-5.6 3.2 1.2-6.3L3 9.6l6.3-.8z" fill="currentColor"/>"#
            }
            Icon::LetterLost => r#"<rect x="3" y="6" width="18" height="13" rx="2"/><path d="M9 10l6 5m0-5l-6 5"/>"#,
            Icon::Clock => r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>"#,
            Icon::Rubber => r#"<path d="M4 15l8-9 7 6-8 9H8zM8 10.5l7 6M12 21h8"/>"#,
            Icon::River => r#"<path d="M3 7c3-3 6 3 9 0s6 3 9 0M3 12c3-3 6 3 9 0s6 3 9 0M3 17c3-3 6 3 9 0s6 3 9 0"/>"#,
            Icon::Vote => r#"<path d="M4 13h16v8H4zM8 13V4h8v9"/><path d="M10.5 8.5l1.3 1.3 2.4-2.8"/>"#,
            Icon::Leave => r#"<circle cx="9" cy="8" r="4"/><path d="M2 20c0-5 3-7 7-7s7 2 7 7M17 11h5"/>"#,
            Icon::Slow => {
                r#"<path d="M3 19h13c3 0 3.5-3.5 2.5-6.5M18.5 12.5l-2-4M18.5 12.5l2.5-3M13.5 19a5.8 5.8 0 1 0-8.5-3M10.5 14.8a2.4 2.4 0 1 0-2 2.2"/>"#
            }
            Icon::Copies => r#"<rect x="3" y="9" width="14" height="10" rx="2"/><path d="M7 5h12a2 2 0 0 1 2 2v8"/>"#,
            Icon::Sun => {
                r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2.5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M18.7 5.3L17 7M7 17l-1.7 1.7"/>"#
            }
            Icon::Moon => r#"<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"/>"#,
            Icon::Minus => r#"<path d="M5 12h14"/>"#,
            Icon::Photo => r#"<rect x="4" y="3" width="16" height="18" rx="1"/><path d="M7 6h10v8H7zM9.5 17.5h5"/>"#,
            Icon::Mend => r#"<path d="M5 9h9a5 5 0 0 1 0 10h-4M5 9l4-4M5 9l4 4"/>"#,
            Icon::Flask => r#"<path d="M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M8 15h8"/>"#,
            Icon::Bell => r#"<path d="M6 17c2-2 1-5 1.500-8a4.500 4.500 0 0 1 9 0c.5 3-.5 6 1.500 8zM10.500 20h3"/>"#,
            Icon::Key => r#"<circle cx="7.500" cy="12" r="4"/><path d="M11.500 12H21v4M17 12v3"/>"#,
            Icon::Lines => r#"<path d="M4 6h16M4 11h16M4 16h9"/><path d="M19 14v6m-3-3l3 3 3-3"/>"#,
            Icon::Send => r#"<path d="M4 12h14m-6-6l6 6-6 6"/>"#,
            Icon::Download => r#"<path d="M12 4v11m-5-5l5 5 5-5M4 20h16"/>"#,
            Icon::ChevronLeft => r#"<path d="M14 6l-6 6 6 6"/>"#,
            Icon::Globe => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>"#
            }
            Icon::Flag => r#"<path d="M6 21V4h12l-3 4.500 3 4.500H6"/>"#,
            Icon::Book => {
                r#"<path d="M12 6c-3-2-6-2-9-1.500V19c3-.5 6-.5 9 1.500 3-2 6-2 9-1.500V4.500C18 4 15 4 12 6zM12 6v14.500"/>"#
            }
            Icon::Hexagon => {
                r#"<path d="M12 2.500l8.500 4.800v9.400L12 21.500l-8.500-4.800V7.300z"/><circle cx="12" cy="12" r="3.500" fill="currentColor"/>"#
            }
            Icon::Teach => r#"<path d="M3 4h18v12H3zM12 16v3M8 21l4-3 4 3M7 8h7M7 12h5"/>"#,
            Icon::SunMoon => {
                r#"<circle cx="12" cy="12" r="9"/><path d="M12 3v18a9 9 0 0 0 0-18z" fill="currentColor"/>"#
            }
        }
    }
}

/// An icon of `size` pixels, as markup; says nothing to those who listen, its button does.
pub fn icon(icon: Icon, size: u8) -> String {
    drawn(icon.shape(), size)
}

/// The same of strokes that only one place has.
pub fn drawn(shape: &str, size: u8) -> String {
    format!(
        r#"<svg class="icon" width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{shape}</svg>"#
    )
}

/// The same beside other things, where it stays as it is.
pub fn icon_view(shown: Icon, size: u8) -> InertElement {
    InertElement::new(icon(shown, size))
}

/// A symbol of the sprite, such as `#badge-a`.
pub fn symbol_view(id: &str, width: u8, height: u8, style: &str) -> InertElement {
    InertElement::new(format!(
        r#"<svg width="{width}" height="{height}" aria-hidden="true" style="{style}"><use href="{id}"/></svg>"#
    ))
}

/// How a glyph is drawn: a symbol of the stage's own, so that the same letter looks the same everywhere, or an icon.
enum Drawing {
    Symbol { id: &'static str, seal: &'static str },
    Icon(Icon),
}

fn drawing(glyph: Glyph) -> Drawing {
    let symbol = |id, seal| Drawing::Symbol { id, seal };
    match glyph {
        Glyph::Append => symbol("letter-append", "append"),
        Glyph::Ack => symbol("letter-ack", "ack"),
        Glyph::Reject => symbol("letter-reject", "no"),
        Glyph::VoteRequest => symbol("letter-vote-request", "vote"),
        Glyph::VoteYes => symbol("letter-vote-yes", "yes"),
        Glyph::VoteNo => symbol("letter-vote-no", "no"),
        Glyph::Heartbeat => symbol("letter-heartbeat", "heart"),
        Glyph::Snapshot => symbol("letter-snapshot", "snap"),
        Glyph::Suggestion => symbol("letter-suggestion", "suggest"),
        Glyph::Request => symbol("letter-request", "suggest"),
        Glyph::Answer => symbol("letter-answer", "yes"),
        Glyph::Denied => symbol("letter-denied", "no"),
        Glyph::Unknown => symbol("letter-unknown", "unknown"),
        Glyph::Bell => symbol("letter-watch", "watch"),
        Glyph::Notebook => symbol("notebook", "append"),
        Glyph::Cap => symbol("coordinator-cap", "suggest"),
        Glyph::Away => symbol("house-away", "suggest"),
        Glyph::Piece => Drawing::Icon(Icon::Piece),
        Glyph::Picture => Drawing::Icon(Icon::Star),
        Glyph::Home => Drawing::Icon(Icon::Home),
        Glyph::Lost => Drawing::Icon(Icon::LetterLost),
        Glyph::Clock => Drawing::Icon(Icon::Clock),
        Glyph::Rubber => Drawing::Icon(Icon::Rubber),
        Glyph::River => Drawing::Icon(Icon::River),
        Glyph::Copy => Drawing::Icon(Icon::Copies),
    }
}

/// The little picture beside a line, as markup: within 38 × 28 pixels, or within 30 × 22 when it is `small`.
pub fn glyph(glyph: Glyph, small: bool) -> String {
    let (width, height) = if small { (30, 22) } else { (38, 28) };
    match drawing(glyph) {
        Drawing::Symbol { id, seal } => format!(
            r##"<svg class="glyph" width="{width}" height="{height}" aria-hidden="true" style="--k:var(--k-{seal});--on:var(--k-on)"><use href="#{id}"/></svg>"##
        ),
        Drawing::Icon(shown) => format!(r#"<span class="glyph glyph-icon">{}</span>"#, icon(shown, height)),
    }
}

/// A friend's letter in its shape, as markup.
pub fn badge(member: u64) -> String {
    let letter = friend_letter(member);
    format!(r##"<svg class="badge" width="20" height="20" aria-hidden="true"><use href="#badge-{letter}"/></svg>"##)
}

/// `a` … `i`: names the colours and the badge of a member.
pub fn friend_letter(member: u64) -> char {
    (b'a' + (member.clamp(1, 9) - 1) as u8) as char
}
