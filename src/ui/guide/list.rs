//! The lessons to choose from: a list, and where there is little room a menu.

use super::print::{Kind, Print};
use super::words::{Said, minutes, say, title};
use crate::lessons::guide::PLANS;
use crate::lessons::{IDS, SOON};
use crate::paint::markup::Words;
use crate::platform::address::Place;
use crate::ui::guide::drawings::{Drawing, drawing};
use crate::ui::live::{live, press};
use crate::ui::sheet::Panel;
use crate::ui::view::*;

#[component]
pub fn List(said: Said, number: Memo<u8>, print: Print) -> impl IntoView {
    let panel = expect_context::<Panel>();
    let item = move |lesson: u8| {
        let painted = move || {
            let (lang, plan) = (said.lang(), PLANS[usize::from(lesson)]);
            let beside = if SOON.contains(&lesson) {
                lang.texts().welcome.soon.to_owned()
            } else {
                minutes(lang, 2 * plan.minutes())
            };
            let (title, beside) = (Words(title(lang, lesson)), Words(&beside));
            format!("<b>{lesson}</b><span>{title}</span><small>{beside}</small>")
        };
        view! {
            <li>
                <a
                    aria-current=live(move || if number.get() == lesson { "page" } else { "false" })
                    href=live(move || panel.link(Place::Teacher(Some(lesson))))
                    inner_html=live(painted)
                ></a>
            </li>
        }
    };
    let choice = move |lesson: u8| {
        view! {
            <option value=lesson.to_string()>
                {live(move || {
                    let (lang, title) = (said.lang(), title(said.lang(), lesson));
                    let soon = if SOON.contains(&lesson) { lang.texts().welcome.soon } else { "" };
                    if soon.is_empty() { format!("{lesson}. {title}") } else { format!("{lesson}. {title} ({soon})") }
                })}
            </option>
        }
    };
    let choose = move |event: leptos::ev::Event| {
        if let Ok(lesson) = event_target_value(&event).parse() {
            panel.leave_for(Place::Teacher(Some(lesson)));
        }
    };
    // Its options have to be there first.
    let menu = ElementRef::new();
    Effect::new(move || {
        let chosen = number.get().to_string();
        if let Some(menu) = menu.get() {
            // A plain object of the page: this can't fail.
            let _ = js_sys::Reflect::set(&menu, &"value".into(), &chosen.into());
        }
    });
    let all = || 0..IDS.len() as u8;
    view! {
        <nav class="card guide-list" aria-labelledby="guide-list-title">
            <h2 id="guide-list-title">{said.live("title")}</h2>
            <p class="guide-sum">{live(move || sum(said))}</p>
            <ol>{all().map(item).collect_view()}</ol>
            <label class="guide-choice">
                <span class="visually-hidden">{said.live("label.choose")}</span>
                <select node_ref=menu on:change=choose>{all().map(choice).collect_view()}</select>
            </label>
            <button class="btn" id="print-guide" on:click=press(move || print.go(Kind::Guide))>
                <span class="guide-icon" inner_html=drawing(Drawing::Print, 20)></span>
                {said.live("label.print_guide")}
            </button>
        </nav>
    }
}

/// `14 encontros curtos, 94 min ao todo`.
pub fn sum(said: Said) -> String {
    let minutes: u32 = PLANS.iter().map(|plan| u32::from(plan.minutes())).sum();
    let text = say(said.lang(), "total").replace("{lessons}", &IDS.len().to_string());
    text.replace("{minutes}", &minutes.to_string())
}
