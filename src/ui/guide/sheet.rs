//! The sheet for the class: the game of letters on one A4 page, black on white.

use super::drawings::{Drawing, drawing};
use super::print::{Kind, Print, SHEET_LESSON, link};
use super::words::{Said, say, teacher, told};
use crate::i18n::Lang;
use crate::lessons::text::parts;
use crate::paint::kit::{badge, glyph};
use crate::paint::markup::Words;
use crate::platform::address::Place;
use crate::scene::friends::Glyph;
use crate::ui::icons::{Icon, icon};
use crate::ui::live::{live, press};
use crate::ui::view::*;

/// In the order of the slips' words.
const SLIPS: [Glyph; 10] = [
    Glyph::Append,
    Glyph::Ack,
    Glyph::VoteRequest,
    Glyph::VoteYes,
    Glyph::VoteNo,
    Glyph::Heartbeat,
    Glyph::Reject,
    Glyph::Snapshot,
    Glyph::News,
    Glyph::Suggestion,
];

/// Lines in each notebook.
const LINES: usize = 8;

#[component]
pub fn SheetCard(said: Said, print: Print) -> impl IntoView {
    view! {
        <section class="card guide-sheet" aria-labelledby="guide-sheet-title">
            <div class="guide-thumb" aria-hidden="true" inert="" inner_html=live(move || sheet(said.lang()))></div>
            <div>
                <h2 id="guide-sheet-title">{said.live("label.sheet")}</h2>
                <p>{said.live("label.sheet_about")}</p>
                <button class="btn" id="print-sheet" on:click=press(move || print.go(Kind::Sheet))>
                    <span class="guide-icon" inner_html=drawing(Drawing::Print, 20)></span>
                    {said.live("label.print_sheet")}
                </button>
            </div>
        </section>
    }
}

/// All of the page.
pub fn sheet(lang: Lang) -> String {
    let word = |key: &str| Words(say(lang, &format!("sheet.{key}")));
    let heading = |key: &str, small: &str| format!("<h2>{} <small>{}</small></h2>", word(key), word(small));
    let mut out = format!(
        "<div class=\"sheet\"><header><svg width=\"44\" height=\"44\" viewBox=\"0 0 40 40\">{}</svg><div><h1>{}</h1><p>{}</p></div><p>{}<br>{}</p></header>",
        crate::ui::header::LOGO,
        word("title"),
        word("subtitle"),
        word("people"),
        word("time")
    );
    out += &format!("<h2>{}</h2><ol class=\"sheet-rules\">{}</ol>", word("how"), list(lang, "sheet.rule"));
    out += &heading("notebooks", "cut");
    out += &format!("<ul class=\"sheet-books\">{}</ul>", (1..=5).map(|id| notebook(lang, id)).collect::<String>());
    out += &heading("letters", "copies");
    let slips = teacher(lang).numbered("sheet.slip").zip(SLIPS).map(|(text, shown)| slip(text, shown));
    out += &format!("<ul class=\"sheet-slips\">{}</ul>", slips.collect::<String>());
    out += &format!("<h2>{}</h2>{}", word("count"), count(lang));
    out += &format!("<h2>{}</h2><ol class=\"sheet-asks\">{}</ol>", word("after"), list(lang, "sheet.ask"));
    let link = link(lang, Place::Lesson(SHEET_LESSON, None), say(lang, "sheet.foot"));
    out + &format!("<footer>{link}<p>{}</p></footer></div>", word("answers"))
}

fn list(lang: Lang, stem: &str) -> String {
    teacher(lang).numbered(stem).map(|text| format!("<li><span>{}</span></li>", told(lang, text))).collect()
}

fn notebook(lang: Lang, id: u64) -> String {
    let lines: String = (1..=LINES).map(|line| format!("<i>{line}</i>")).collect();
    format!(
        "<li><svg width=\"40\" height=\"40\"><use href=\"{}\"/></svg><b>{}</b><span>{lines}</span></li>",
        badge(id),
        Words(lang.friend(id))
    )
}

fn slip(text: &str, shown: Glyph) -> String {
    let mut parts = parts(text).map(Words);
    let name = parts.next().map_or_else(String::new, |name| format!("<b>{name}</b>"));
    let blank = parts.next().map_or_else(String::new, |blank| format!("<span>{blank}</span>"));
    format!("<li><svg width=\"62\" height=\"44\"><use href=\"{}\"/></svg>{name}{blank}</li>", glyph(shown))
}

/// Three places before the flag, two behind it.
fn count(lang: Lang) -> String {
    let mut said = parts(say(lang, "sheet.flag")).map(Words);
    let told = [said.next(), said.next()].map(|part| part.map_or_else(String::new, |part| part.to_string()));
    format!(
        "<div class=\"sheet-count\"><b>{}</b><i></i><i></i><i></i><span>{}</span><i></i><i></i><p>{}<br><b>{}</b></p></div>",
        Words(say(lang, "sheet.noted")),
        icon(Icon::Flag, 26),
        told[0],
        told[1]
    )
}

/// For the guide: what the sheet asks, answered.
pub fn sheet_answers(lang: Lang) -> String {
    let texts = teacher(lang);
    let row = |(ask, answer): (&str, &str)| format!("<li>{}<br><b>{}</b></li>", told(lang, ask), told(lang, answer));
    let rows = texts.numbered("sheet.ask").zip(texts.numbered("sheet.answer")).map(row);
    format!("<h3>{}</h3><ol>{}</ol>", Words(say(lang, "label.sheet_answers")), rows.collect::<String>())
}
