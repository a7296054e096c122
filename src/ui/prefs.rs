//! What the person at the screen has chosen: language, theme, technical names, less motion.
//!
//! Choices are remembered; what the address asks for counts for this visit only. `<html>` carries the outcome
//! as `lang`, `data-theme` and `data-motion`, where styles and screen readers look.

use leptos::prelude::*;

use crate::i18n::{Catalogue, Lang, Later, Theme};
use crate::platform::address::Route;
use crate::platform::{screen, storage};
use crate::ui::player::Player;

/// The choices, as signals to read and setters that also remember. Cheap to copy; in the context.
#[derive(Clone, Copy)]
pub struct Prefs {
    pub lang: ReadSignal<Lang>,
    pub theme: ReadSignal<Theme>,
    pub technical: ReadSignal<bool>,
    /// The switch, or what the system prefers while nobody touched the switch.
    pub reduced_motion: Memo<bool>,
    set_lang: WriteSignal<Lang>,
    set_theme: WriteSignal<Theme>,
    set_technical: WriteSignal<bool>,
    set_less_motion: WriteSignal<Option<bool>>,
}

impl Prefs {
    /// Reads what was remembered and what the system prefers, and marks `<html>` accordingly from now on.
    pub fn provide(route: &Route) -> Prefs {
        let remembered_lang = storage::get("lang").and_then(|lang| Lang::from_short(&lang));
        let (lang, set_lang) = signal(route.lang.or(remembered_lang).unwrap_or_default());
        let remembered_theme = storage::get("theme").and_then(|theme| theme_called(&theme));
        let (theme, set_theme) = signal(route.theme.or(remembered_theme).unwrap_or(Theme::Auto));
        let (technical, set_technical) = signal(storage::get_flag("technical").unwrap_or(false));
        let (less_motion, set_less_motion) = signal(storage::get_flag("motion.less"));
        let system_less = screen::media("(prefers-reduced-motion: reduce)");
        let system_dark = screen::media("(prefers-color-scheme: dark)");
        let reduced_motion = Memo::new(move |_| less_motion.get().unwrap_or_else(|| system_less.get()));

        Effect::new(move || {
            screen::mark_root("lang", lang.get().code());
            document().set_title(lang.get().texts().page.title);
        });
        Effect::new(move || {
            let dark = match theme.get() {
                Theme::Auto => system_dark.get(),
                Theme::Light => false,
                Theme::Dark => true,
            };
            screen::mark_root("data-theme", if dark { "dark" } else { "light" });
        });
        Effect::new(move || {
            screen::mark_root("data-motion", if reduced_motion.get() { "less" } else { "full" });
        });

        let prefs =
            Prefs { lang, theme, technical, reduced_motion, set_lang, set_theme, set_technical, set_less_motion };
        provide_context(prefs);
        prefs
    }

    pub fn expect() -> Prefs {
        expect_context()
    }

    /// The texts of the language that is set. Tracks it.
    pub fn t(self) -> &'static Catalogue {
        self.lang.get().texts()
    }

    /// Those of what comes later. Nothing else may ask for them: they would come at once.
    pub fn later(self) -> &'static Later {
        self.lang.get().later()
    }

    pub fn set_lang(self, lang: Lang) {
        self.set_lang.set(lang);
        storage::set("lang", lang.short());
    }

    pub fn set_theme(self, theme: Theme) {
        self.set_theme.set(theme);
        storage::set("theme", theme_code(theme));
    }

    pub fn set_technical(self, on: bool) {
        self.set_technical.set(on);
        storage::set_flag("technical", on);
    }

    /// Less motion also means that nothing moves until somebody asks for it.
    pub fn set_reduced_motion(self, on: bool, player: Player) {
        self.set_less_motion.set(Some(on));
        storage::set_flag("motion.less", on);
        if on {
            player.pause();
        }
    }

    /// What the address asks for that it did not ask for before, when it changes under an open page: somebody may
    /// have chosen otherwise since.
    pub fn follow(self, route: &Route, before: &Route) {
        if let Some(lang) = route.lang.filter(|_| route.lang != before.lang) {
            self.set_lang.set(lang);
        }
        if let Some(theme) = route.theme.filter(|_| route.theme != before.theme) {
            self.set_theme.set(theme);
        }
    }
}

/// Whether silence passes faster lives in the player; here it is only remembered.
pub fn set_skip_silence(player: Player, on: bool) {
    player.set_skip_silence(on);
    storage::set_flag("silence.skip", on);
}

pub fn remembered_skip_silence() -> Option<bool> {
    storage::get_flag("silence.skip")
}

/// From one theme to the next, round and round.
pub fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    }
}

fn theme_code(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_called(code: &str) -> Option<Theme> {
    [Theme::Auto, Theme::Light, Theme::Dark].into_iter().find(|theme| theme_code(*theme) == code)
}
