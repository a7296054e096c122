//! The illustrations: one inline sprite in the document, whose symbols are shown with `<use href="#…">`.
//! Symbols take their colours from the design tokens, so they follow the theme.

use crate::cluster::MemberId;
use crate::scene::friends::{Glyph, PICTURE};

/// Symbols without the `<svg>` around them.
const SYMBOLS: &str = include_str!("sprite.svg");

/// Everything that `<use>` refers to: once in the document, before what uses it.
pub fn sprite() -> String {
    format!("<defs>{SYMBOLS}<path id=\"puzzle-cuts\" d=\"{}\"/></defs>", PICTURE.cuts())
}

/// Symbols of people and things that come later ([`crate::ui`]'s later part), without the `<svg>` around them.
pub const LATER_SYMBOLS: &str = include_str!("sprite_later.svg");

/// A friend's letter in its shape.
pub fn badge(id: MemberId) -> &'static str {
    const BADGES: [&str; 9] =
        ["#badge-a", "#badge-b", "#badge-c", "#badge-d", "#badge-e", "#badge-f", "#badge-g", "#badge-h", "#badge-i"];
    BADGES[(id - 1) as usize]
}

/// A friend's face.
pub fn avatar(id: MemberId) -> &'static str {
    const AVATARS: [&str; 9] = [
        "#avatar-ana",
        "#avatar-beto",
        "#avatar-caio",
        "#avatar-duda",
        "#avatar-elis",
        "#avatar-fabi",
        "#avatar-gil",
        "#avatar-hugo",
        "#avatar-iara",
    ];
    AVATARS[(id - 1) as usize]
}

/// One of a friend's colours: `fill`, `on`, `text`, `soft` or `line`.
pub fn friend_colour(id: MemberId, which: &str) -> String {
    let letter = char::from(b'a' + (id - 1) as u8);
    format!("var(--{letter}-{which})")
}

/// A letter's silhouette.
pub fn glyph(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Append => "#letter-append",
        Glyph::Ack => "#letter-ack",
        Glyph::Reject => "#letter-reject",
        Glyph::VoteRequest => "#letter-vote-request",
        Glyph::VoteYes => "#letter-vote-yes",
        Glyph::VoteNo => "#letter-vote-no",
        Glyph::Heartbeat => "#letter-heartbeat",
        Glyph::Snapshot => "#letter-snapshot",
        Glyph::Suggestion => "#letter-suggestion",
        Glyph::Request => "#letter-request",
        Glyph::Answer => "#letter-answer",
        Glyph::Denied => "#letter-denied",
        Glyph::Ask => "#letter-ask",
        Glyph::News => "#letter-watch",
    }
}

/// The colours of a letter's seal, as a style.
pub fn seal(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Append => "--k:var(--k-append);--on:var(--k-on)",
        Glyph::Ack => "--k:var(--k-ack);--on:var(--k-on)",
        Glyph::VoteRequest => "--k:var(--k-vote);--on:var(--k-on)",
        Glyph::VoteYes | Glyph::Answer => "--k:var(--k-yes);--on:var(--k-on)",
        Glyph::VoteNo | Glyph::Reject | Glyph::Denied => "--k:var(--k-no);--on:var(--k-on)",
        Glyph::Heartbeat => "--k:var(--k-heart);--on:var(--k-on)",
        Glyph::Snapshot => "--k:var(--k-snap);--on:var(--k-on)",
        Glyph::Suggestion | Glyph::Request => "--k:var(--k-suggest);--on:var(--k-on)",
        Glyph::Ask => "--k:var(--k-ask);--on:var(--k-on)",
        Glyph::News => "--k:var(--k-watch);--on:var(--k-on)",
    }
}
