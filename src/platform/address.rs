//! What the fragment of the address asks for: `#/laboratorio?lang=en&theme=escuro`.
//!
//! Reading is pure; [`current`] is the thin layer that asks the browser. An address is only ever looked at:
//! whatever it says, nothing in it is run.

use thiserror::Error;

use crate::i18n::{Lang, Theme};

/// The longest fragment that is looked at.
const FRAGMENT_BYTES_MAX: usize = 64 * 1024;

/// Where an address leads and what it wants there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    pub place: Place,
    pub lang: Option<Lang>,
    pub theme: Option<Theme>,
    /// A session, still in the form in which links carry it.
    pub session: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Welcome,
    Laboratory,
}

/// The address leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("an address that can’t be read")]
pub struct Unreadable;

/// Reads a fragment, with or without its `#`. Options that are not known are passed over, so that links made
/// by later versions still open; an option whose value makes no sense is not.
pub fn parse(fragment: &str) -> Result<Route, Unreadable> {
    if fragment.len() > FRAGMENT_BYTES_MAX {
        return Err(Unreadable);
    }
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (path, options) = fragment.split_once('?').unwrap_or((fragment, ""));
    let place = match path.trim_end_matches('/') {
        "" => Place::Welcome,
        "/laboratorio" => Place::Laboratory,
        _ => return Err(Unreadable),
    };
    let mut route = Route { place, ..Route::default() };
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').ok_or(Unreadable)?;
        match name {
            "lang" => route.lang = Some(Lang::from_short(value).ok_or(Unreadable)?),
            "theme" => route.theme = Some(theme(value).ok_or(Unreadable)?),
            "view" if value != "amigos" => return Err(Unreadable),
            "s" => route.session = Some(value.to_owned()),
            _ => {}
        }
    }
    Ok(route)
}

fn theme(value: &str) -> Option<Theme> {
    match value {
        "claro" => Some(Theme::Light),
        "escuro" => Some(Theme::Dark),
        _ => None,
    }
}

#[cfg(any(feature = "ui", test))]
/// The fragment that leads to `place` with the options of `fragment`; not with its session, which is open already.
fn elsewhere(fragment: &str, place: Place) -> String {
    let path = match place {
        Place::Welcome => "#/",
        Place::Laboratory => "#/laboratorio",
    };
    let options = fragment.split_once('?').map_or("", |(_, options)| options);
    let kept = options.split('&').filter(|option| !option.is_empty() && !option.starts_with("s="));
    let kept = kept.collect::<Vec<_>>().join("&");
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") }
}

#[cfg(feature = "ui")]
fn hash() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Where a link to `place` leads.
#[cfg(feature = "ui")]
pub fn link(place: Place) -> String {
    elsewhere(&hash(), place)
}

/// What the browser's address bar asks for right now.
#[cfg(feature = "ui")]
pub fn current() -> Result<Route, Unreadable> {
    parse(&hash())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_options_are_read() {
        for empty in ["", "#", "#/", "/"] {
            assert_eq!(parse(empty), Ok(Route::default()), "{empty}");
        }
        let route = parse("#/laboratorio?lang=en&theme=escuro&s=abc%3D").unwrap();
        assert_eq!(route.place, Place::Laboratory);
        assert_eq!((route.lang, route.theme), (Some(Lang::En), Some(Theme::Dark)));
        assert_eq!(route.session.as_deref(), Some("abc%3D"));
        assert_eq!(parse("#/?lang=pt&theme=claro&view=amigos").unwrap().theme, Some(Theme::Light));
    }

    #[test]
    fn links_keep_the_options_and_leave_the_session() {
        assert_eq!(elsewhere("", Place::Laboratory), "#/laboratorio");
        assert_eq!(elsewhere("#/nada", Place::Laboratory), "#/laboratorio");
        assert_eq!(elsewhere("#/laboratorio?lang=en&s=abc&theme=escuro", Place::Welcome), "#/?lang=en&theme=escuro");
        assert_eq!(elsewhere("#/?s=abc", Place::Laboratory), "#/laboratorio");
    }

    #[test]
    fn options_of_later_versions_are_passed_over() {
        assert_eq!(parse("#/?sound=1&lang=en").unwrap().lang, Some(Lang::En));
    }

    #[test]
    fn what_makes_no_sense_is_unreadable_and_never_panics() {
        let long = format!("#/?s={}", "x".repeat(FRAGMENT_BYTES_MAX));
        for bad in [
            "#/nada",
            "#laboratorio",
            "#/laboratorio/x",
            "#/?lang=de",
            "#/?lang",
            "#/?theme=rosa",
            "#/?view=mapa",
            "#/<script>alert(1)</script>",
            "#/é?lang=en",
            "#/?lang=%%",
            &long,
        ] {
            assert_eq!(parse(bad), Err(Unreadable), "{bad}");
        }
    }
}
