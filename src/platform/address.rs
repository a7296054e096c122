//! What the fragment of the address asks for: `#/laboratorio?lang=en&theme=escuro`.
//!
//! Reading is pure; [`current`] is the thin layer that asks the browser. An address is only ever looked at:
//! whatever it says, nothing in it is run.

use thiserror::Error;

use crate::i18n::{Lang, Theme};
use crate::lessons::IDS;

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
    /// By its number on the trail, at a step, from 1 on, if the address names one.
    Lesson(u8, Option<u8>),
    /// The teacher's guide, at a lesson if the address names one.
    Teacher(Option<u8>),
    Glossary,
}

impl Place {
    /// Without what within it is asked for.
    #[cfg(feature = "ui")]
    pub fn stem(self) -> Place {
        if let Place::Teacher(_) = self { Place::Teacher(None) } else { self }
    }

    /// There is only text to read, no village to see.
    pub fn is_text(self) -> bool {
        matches!(self, Place::Teacher(_) | Place::Glossary)
    }
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
        "/professor" => Place::Teacher(None),
        "/glossario" => Place::Glossary,
        path => lesson(path).ok_or(Unreadable)?,
    };
    let mut route = Route { place, ..Route::default() };
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').ok_or(Unreadable)?;
        match name {
            "lang" => route.lang = Some(Lang::from_short(value).ok_or(Unreadable)?),
            "theme" => route.theme = Some(theme(value).ok_or(Unreadable)?),
            "view" if value != "amigos" => return Err(Unreadable),
            "passo" => {
                if let Place::Lesson(_, step) = &mut route.place {
                    *step = Some(value.parse().ok().filter(|step| *step > 0).ok_or(Unreadable)?);
                }
            }
            "licao" => {
                if let Place::Teacher(lesson) = &mut route.place {
                    let known = |lesson: &u8| usize::from(*lesson) < IDS.len();
                    *lesson = Some(value.parse().ok().filter(known).ok_or(Unreadable)?);
                }
            }
            "s" => route.session = Some(value.to_owned()),
            _ => {}
        }
    }
    Ok(route)
}

fn lesson(path: &str) -> Option<Place> {
    let id = path.strip_prefix("/aula/")?;
    let number = IDS.iter().position(|known| *known == id)?;
    Some(Place::Lesson(number as u8, None))
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
        Place::Welcome => "#/".to_owned(),
        Place::Laboratory => "#/laboratorio".to_owned(),
        Place::Lesson(number, _) => format!("#/aula/{}", IDS[usize::from(number)]),
        Place::Teacher(_) => "#/professor".to_owned(),
        Place::Glossary => "#/glossario".to_owned(),
    };
    let within = match place {
        Place::Lesson(_, Some(step)) => Some(format!("passo={step}")),
        Place::Teacher(Some(lesson)) => Some(format!("licao={lesson}")),
        _ => None,
    };
    let options = fragment.split_once('?').map_or("", |(_, options)| options);
    let stays =
        |option: &&str| !option.is_empty() && !["s=", "passo=", "licao="].iter().any(|goes| option.starts_with(goes));
    let kept: Vec<&str> = within.as_deref().into_iter().chain(options.split('&').filter(stays)).collect();
    if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) }
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

/// The whole address of `place`, for paper and for others: in a language, and with none of this page's options.
#[cfg(feature = "ui")]
pub fn whole(place: Place, lang: Lang) -> String {
    let page = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let options = if lang == Lang::default() { String::new() } else { format!("#/?lang={}", lang.short()) };
    page.split('#').next().unwrap_or_default().to_owned() + &elsewhere(&options, place)
}

/// Goes to `place`.
#[cfg(feature = "ui")]
pub fn open(place: Place) {
    if let Some(window) = web_sys::window() {
        // The page's own fragment can always be set.
        let _ = window.location().set_hash(&link(place));
    }
}

/// Puts `place` into the address bar without leaving for it: a reload comes back to it.
#[cfg(feature = "ui")]
pub fn note(place: Place) {
    let noted = web_sys::window()
        .and_then(|window| window.history().ok())
        .and_then(|history| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&link(place))).ok());
    // A page in somebody else's frame may not be allowed to; then a reload begins the lesson.
    let _ = noted;
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
    fn lessons_have_addresses_down_to_the_step() {
        assert_eq!(parse("#/aula/vila").unwrap().place, Place::Lesson(0, None));
        assert_eq!(parse("#/aula/sair-e-voltar?lang=en&passo=3").unwrap().place, Place::Lesson(6, Some(3)));
        assert_eq!(
            elsewhere("#/aula/vila?passo=2&lang=en", Place::Lesson(5, Some(4))),
            "#/aula/maioria?passo=4&lang=en"
        );
        assert_eq!(elsewhere("#/aula/vila?passo=2&lang=en", Place::Lesson(13, None)), "#/aula/desafios?lang=en");
        assert_eq!(elsewhere("#/aula/vila?passo=2", Place::Welcome), "#/");
        for bad in ["#/aula", "#/aula/", "#/aula/nada", "#/aula/vila/2", "#/aula/vila?passo=0", "#/aula/vila?passo=x"] {
            assert_eq!(parse(bad), Err(Unreadable), "{bad}");
        }
    }

    #[test]
    fn the_guide_has_an_address_for_each_lesson() {
        assert_eq!(parse("#/professor").unwrap().place, Place::Teacher(None));
        assert_eq!(parse("#/professor?licao=13&lang=en").unwrap().place, Place::Teacher(Some(13)));
        assert_eq!(parse("#/glossario?lang=en").unwrap().place, Place::Glossary);
        assert_eq!(elsewhere("#/?lang=en", Place::Teacher(Some(5))), "#/professor?licao=5&lang=en");
        assert_eq!(elsewhere("#/professor?licao=5&lang=en", Place::Teacher(Some(0))), "#/professor?licao=0&lang=en");
        assert_eq!(elsewhere("#/professor?licao=5", Place::Lesson(5, Some(4))), "#/aula/maioria?passo=4");
        assert_eq!(elsewhere("#/aula/maioria?passo=4", Place::Glossary), "#/glossario");
        for bad in
            ["#/professor/5", "#/professor?licao=14", "#/professor?licao=x", "#/professor?licao", "#/glossario/x"]
        {
            assert_eq!(parse(bad), Err(Unreadable), "{bad}");
        }
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
