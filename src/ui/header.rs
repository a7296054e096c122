//! The bar on top: brand, places, the lesson, language, theme, help.

use crate::i18n::{Lang, Places as Texts, Theme};
use crate::lessons::IDS;
use crate::platform::address::Place;
use crate::ui::help::HelpDialog;
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::keys::move_to;
use crate::ui::live::{live, press, when};
use crate::ui::prefs::{Prefs, next_theme};
use crate::ui::sheet::Panel;
use crate::ui::view::*;

#[component]
pub fn Header() -> impl IntoView {
    let prefs = Prefs::expect();
    let help = HelpDialog::expect();
    let panel = expect_context::<Panel>();
    let theme_icon = move || match prefs.theme.get() {
        Theme::Auto => Icon::SunMoon,
        Theme::Light => Icon::Sun,
        Theme::Dark => Icon::Moon,
    };
    let theme_label = move || {
        let theme = prefs.theme.get();
        (prefs.t().header.theme)(theme, next_theme(theme))
    };
    view! {
        <header class="header">
            <a class="skip" href="#stage" on:click=focus_stage>
                {live(move || prefs.t().page.skip)}
            </a>
            <h1 class="brand">
                <svg width="32" height="32" viewBox="0 0 40 40" aria-hidden="true" inner_html=LOGO />
                {live(move || prefs.t().header.brand)}
            </h1>
            <Places />
            {when(move || panel.lesson().is_some(), || view! { <Choice /> }.into_any())}
            <div class="grow"></div>
            <div class="seg" role="group" aria-label=live(move || prefs.t().header.language)>
                {Lang::ALL
                    .map(|lang| {
                        view! {
                            <button
                                lang=lang.code()
                                aria-pressed=live(move || (prefs.lang.get() == lang).to_string())
                                on:click=press(move || prefs.set_lang(lang))
                            >
                                <span class="visually-hidden">{language_name(lang)}</span>
                                <span aria-hidden="true">{lang.short().to_uppercase()}</span>
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="header-tools">
                <button
                    class="iconbtn"
                    title=live(theme_label)
                    aria-label=live(theme_label)
                    on:click=press(move || prefs.set_theme(next_theme(prefs.theme.get_untracked())))
                    inner_html=live(move || icon(theme_icon(), 24))
                ></button>
                <button
                    class="iconbtn"
                    title=live(move || prefs.t().header.help)
                    aria-label=live(move || prefs.t().header.help)
                    aria-haspopup="dialog"
                    on:click=press(move || help.open())
                >
                    {icon_view(Icon::Help, 24)}
                </button>
            </div>
        </header>
    }
}

/// Where one can go; on a phone only as far as there is room, and not where one is.
#[component]
fn Places() -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    type Name = fn(&Texts) -> &'static str;
    let places: [(Place, Icon, Name); 4] = [
        (Place::Welcome, Icon::Home, |texts| texts.village),
        (Place::Laboratory, Icon::Flask, |texts| texts.laboratory),
        (Place::Teacher(None), Icon::Teach, |texts| texts.teacher),
        (Place::Glossary, Icon::Book, |texts| texts.glossary),
    ];
    let place = move |(place, drawing, name): (Place, Icon, Name)| {
        view! {
            <a
                href=live(move || panel.link(place))
                aria-current=live(move || if panel.place().stem() == place { "page" } else { "false" })
                title=live(move || name(&prefs.t().places))
            >
                {icon_view(drawing, 22)}
                <span>{live(move || name(&prefs.t().places))}</span>
            </a>
        }
    };
    view! {
        <nav class="places" aria-label=live(move || prefs.t().places.label)>
            {places.map(place).collect_view()}
        </nav>
    }
}

/// Which lesson this is, and a way into any other.
#[component]
fn Choice() -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let choice = move |lesson: usize| {
        view! {
            <option value=lesson.to_string()>
                {live(move || format!("{lesson}. {}", prefs.t().trail.titles[lesson]))}
            </option>
        }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Ok(lesson) = event_target_value(&event).parse() {
            panel.leave_for(Place::Lesson(lesson, None));
        }
    };
    let menu = ElementRef::new();
    // Its options have to be there first.
    Effect::new(move || {
        let lesson = panel.lesson().map(|lesson| lesson.to_string());
        if let (Some(menu), Some(lesson)) = (menu.get(), lesson) {
            // A plain object of the page: this can't fail.
            let _ = js_sys::Reflect::set(&menu, &"value".into(), &lesson.into());
        }
    });
    view! {
        <label class="lesson-choice">
            <span>{live(move || prefs.t().trail.lesson)}</span>
            <select node_ref=menu on:change=choose>
                {(0..IDS.len()).map(choice).collect_view()}
            </select>
        </label>
    }
}

/// Three of five, and a tail: the Q of the name.
pub const LOGO: &str = r#"<g fill="none" stroke-width="6" transform="rotate(-88 20 20)"><circle cx="20" cy="20" r="14" stroke="currentColor" stroke-dasharray="14.6 3 14.6 3 14.6 100"/><circle cx="20" cy="20" r="14" stroke="currentColor" stroke-opacity=".3" stroke-dasharray="0 52.8 14.6 3 14.6 100"/></g><path d="M23.5 23.5l10.5 12" stroke="var(--brand-2)" stroke-width="5.5" stroke-linecap="round"/>"#;

/// Each language in itself: the only words that are no text of a catalogue.
fn language_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Pt => "Português",
        Lang::En => "English",
    }
}

/// Moves the focus without touching the fragment, which belongs to the address.
fn focus_stage(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    move_to("stage");
}
