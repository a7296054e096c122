//! What goes onto paper: the whole guide, or the sheet for the class. It is in the page all the time, where only the
//! printer sees it.

use std::time::Duration;

use super::list::sum;
use super::moment::place;
use super::plan::{items, mistakes, opening, to_show};
use super::sheet::{sheet, sheet_answers};
use super::words::{Said, after, kicker, lesson, minutes, say, teacher, title, told, told_of};
use crate::i18n::Lang;
use crate::lessons::IDS;
use crate::lessons::guide::PLANS;
use crate::lessons::text::parts;
use crate::paint::markup::Words;
use crate::paint::qr::qr;
use crate::platform::address::{self, Place};
use crate::ui::live::live;
use crate::ui::view::*;

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Guide,
    Sheet,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::Guide => "guide",
            Kind::Sheet => "sheet",
        }
    }
}

/// The way to the printer.
#[derive(Clone, Copy)]
pub struct Print {
    said: Said,
    paper: ElementRef,
    painted: RwSignal<String>,
}

impl Print {
    pub fn new(said: Said) -> Print {
        Print { said, paper: ElementRef::new(), painted: RwSignal::new(String::new()) }
    }

    /// The browser's dialog, with one of them.
    pub fn go(self, kind: Kind) {
        self.choose(kind);
        // What the browser does not let the page print can be printed from its menu.
        let _ = window().print();
    }

    /// Right away: the browser takes the page as it is now.
    fn choose(self, kind: Kind) {
        if let Some(paper) = self.paper.get_untracked() {
            let _ = paper.set_attribute("data-print", kind.code());
        }
    }
}

#[component]
pub fn Paper(print: Print) -> impl IntoView {
    let Print { said, paper, painted } = print;
    // After what is on the screen.
    Effect::new(move || {
        let lang = said.lang();
        let sum = sum(said);
        set_timeout(move || drop(painted.try_set(guide(lang, &sum) + &sheet(lang))), Duration::ZERO);
    });
    let after = window_event_listener(leptos::ev::Custom::<leptos::ev::Event>::new("afterprint"), move |_| {
        print.choose(Kind::Guide);
    });
    on_cleanup(move || after.remove());
    view! { <div class="paper" data-print=Kind::Guide.code() node_ref=paper inner_html=live(move || painted.get())></div> }
}

/// A cover, a page for each lesson, all answers behind them, and cards to cut out.
fn guide(lang: Lang, sum: &str) -> String {
    let lessons = || 0..IDS.len() as u8;
    let mut out = "<div class=\"paper-guide\">".to_owned();
    out += &cover(lang, sum);
    out.extend(lessons().map(|number| page(lang, number)));
    out += &format!("<section class=\"paper-page\"><h1>{}</h1>", Words(say(lang, "label.answers_of")));
    out.extend(lessons().map(|number| answers(lang, number)));
    out + "</section>" + &cards(lang) + "</div>"
}

fn cover(lang: Lang, sum: &str) -> String {
    let row = |number: u8| {
        let minutes = minutes(lang, 2 * PLANS[usize::from(number)].minutes());
        format!("<li><b>{number}</b> {} <small>{minutes}</small></li>", Words(title(lang, number)))
    };
    format!(
        "<section class=\"paper-page\"><h1>{}</h1><p>{}</p><p>{}</p><h2>{}</h2>{}<h2>{}</h2>{}<ol class=\"paper-list\">{}</ol>{}</section>",
        Words(say(lang, "label.of_course")),
        Words(sum),
        Words(say(lang, "intro")),
        Words(say(lang, "label.use")),
        items(lang, "ol", "use"),
        Words(say(lang, "label.kit")),
        items(lang, "ul", "kit"),
        (0..IDS.len() as u8).map(row).collect::<String>(),
        link(lang, Place::Teacher(None), say(lang, "title")),
    )
}

/// A lesson, without its answers.
fn page(lang: Lang, number: u8) -> String {
    let asks = lesson(lang, number).numbered("teacher.ask").map(|ask| format!("<li>{}</li>", told(lang, ask)));
    let label = |key: &str| format!("<h2>{}</h2>", Words(say(lang, key)));
    let meta = [minutes(lang, 2 * PLANS[usize::from(number)].minutes()), after(lang, number)];
    let meta = meta.iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ");
    let mut out = format!(
        "<section class=\"paper-page\"><header><div><small>{}</small><h1>{}</h1></div><p>{}</p></header>",
        Words(&kicker(lang, number)),
        Words(title(lang, number)),
        Words(&meta)
    );
    out += &opening(lang, number);
    out += &format!("{}<ol>{}</ol>", label("label.questions"), asks.collect::<String>());
    out += &format!("{}{}", label("label.mistakes"), mistakes(lang, number));
    out += &format!("{}<p>{}</p>", label("label.show"), to_show(lang, number));
    out += &format!("{}<p>{}</p>", label("label.unplugged"), told_of(lang, number, "teacher.unplugged"));
    out += &format!("{}<p>{}</p>", label("label.limits"), told_of(lang, number, "limits"));
    out + &link(lang, place(number), say(lang, "label.moment")) + "</section>"
}

fn answers(lang: Lang, number: u8) -> String {
    let texts = lesson(lang, number);
    let row = |(ask, answer): (&str, &str)| format!("<li>{}<br><b>{}</b></li>", told(lang, ask), told(lang, answer));
    let rows: String = texts.numbered("teacher.ask").zip(texts.numbered("teacher.answer")).map(row).collect();
    let title = Words(title(lang, number));
    // The sheet's game is this lesson's.
    let sheet = if number == SHEET_LESSON { sheet_answers(lang) } else { String::new() };
    format!("<div class=\"paper-answers\"><h2>{number}. {title}</h2><ol>{rows}</ol>{sheet}</div>")
}

/// The lesson whose rules the sheet plays.
pub const SHEET_LESSON: u8 = 5;

/// Who is who, and what each has to keep in mind, to cut out.
fn cards(lang: Lang) -> String {
    let role = |text: &str| {
        let cells = parts(text).zip(["b", "p"]).map(|(text, tag)| format!("<{tag}>{}</{tag}>", told(lang, text)));
        format!("<li>{}</li>", cells.collect::<String>())
    };
    let rule = |text: &str| format!("<li><p>{}</p></li>", told(lang, text));
    let texts = teacher(lang);
    format!(
        "<section class=\"paper-page\"><h1>{}</h1><ul class=\"paper-cards\">{}{}</ul></section>",
        Words(say(lang, "roles")),
        texts.numbered("role").map(role).collect::<String>(),
        texts.numbered("rule_card").map(rule).collect::<String>()
    )
}

/// A place of the page for whoever has only the paper: a code to hold a phone to, and what can be typed.
pub fn link(lang: Lang, place: Place, name: &str) -> String {
    let whole = address::whole(place, lang);
    let short = whole.split_once("://").map_or(&*whole, |(_, rest)| rest);
    format!(
        "<p class=\"paper-link\">{}<span>{}<br><b>{}</b></span></p>",
        qr(&whole).unwrap_or_default(),
        Words(name),
        Words(short)
    )
}
