//! A lesson as its teacher reads it.

use super::drawings::{Drawing, drawing};
use super::words::{Said, after, kicker, lesson, minutes, say, teacher, title, told, told_of};
use crate::i18n::Lang;
use crate::lessons::guide::{self, PLANS};
use crate::lessons::text::parts;
use crate::paint::markup::{Words, when};
use crate::ui::icons::{Icon, icon};
use crate::ui::live::live;
use crate::ui::view::*;

#[component]
pub fn Plan(said: Said, number: Memo<u8>) -> impl IntoView {
    let answers = RwSignal::new(false);
    let body = ElementRef::new();
    Effect::new(move || {
        number.track();
        if let Some(body) = body.get() {
            body.set_scroll_top(0);
        }
    });
    let painted = move |paint: fn(Lang, u8) -> String| live(move || paint(said.lang(), number.get()));
    view! {
        <section class="card guide-plan" id="guide" tabindex="-1" aria-labelledby="guide-title" node_ref=body>
            <header inner_html=painted(head)></header>
            <div class="guide-body" data-answers=live(move || answers.get().to_string())>
                <div inner_html=painted(opening)></div>
                <section>
                    <div class="guide-ask">
                        <h3>
                            <span class="guide-icon" inner_html=drawing(Drawing::Speech, 22)></span>
                            {said.live("label.questions")}
                        </h3>
                        <label class="switch">
                            <span>{said.live("label.answers")}</span>
                            <input
                                role="switch"
                                type="checkbox"
                                prop:checked=move || answers.get()
                                on:change=move |event| answers.set(event_target_checked(&event))
                            />
                        </label>
                    </div>
                    <ol class="guide-questions" inner_html=painted(questions)></ol>
                </section>
                <div inner_html=painted(rest)></div>
                <details class="guide-more" inner_html=live(move || about(said.lang()))></details>
            </div>
        </section>
    }
}

fn head(lang: Lang, number: u8) -> String {
    let minutes = minutes(lang, 2 * PLANS[usize::from(number)].minutes());
    let after = after(lang, number);
    let after = when(!after.is_empty(), || format!("<li>{}{}</li>", icon(Icon::Book, 20), Words(&after)));
    format!(
        "<div><p>{}</p><h2 id=\"guide-title\">{}</h2></div><ul><li>{}{minutes}</li>{after}</ul>",
        Words(&kicker(lang, number)),
        Words(title(lang, number)),
        icon(Icon::Clock, 20),
    )
}

/// What the class can do at the end, and the four parts of the lesson.
pub fn opening(lang: Lang, number: u8) -> String {
    let plan = PLANS[usize::from(number)];
    let bet = format!("{} {}", told_of(lang, number, "bet"), told(lang, say(lang, "bet")));
    let phases = [
        ("hook", plan.hook, told_of(lang, number, "teacher.hook")),
        ("bet", plan.bet, bet),
        ("watch", plan.watch, told_of(lang, number, "teacher.watch")),
        ("talk", plan.talk, told_of(lang, number, "teacher.talk")),
    ];
    let phase = |(name, halves, text): (&str, u8, String)| {
        let (minutes, title) = (minutes(lang, halves), say(lang, &format!("label.{name}")));
        format!("<li data-phase=\"{name}\"><small>{minutes}</small><b>{}</b><p>{text}</p></li>", Words(title))
    };
    format!(
        "<p class=\"guide-goal\">{}<span><b>{}:</b> {}</span></p><ol class=\"guide-phases\">{}</ol>",
        drawing(Drawing::Target, 26),
        Words(say(lang, "label.goal")),
        told_of(lang, number, "teacher.goal"),
        phases.map(phase).concat(),
    )
}

fn questions(lang: Lang, number: u8) -> String {
    let texts = lesson(lang, number);
    let row = |(ask, answer): (&str, &str)| {
        format!(
            "<li><p>{}</p><p class=\"answer\">{}<span>{}</span></p></li>",
            told(lang, ask),
            icon(Icon::Check, 18),
            told(lang, answer)
        )
    };
    texts.numbered("teacher.ask").zip(texts.numbered("teacher.answer")).map(row).collect()
}

/// What classes tend to think, the game without a computer, and where the comparison ends.
fn rest(lang: Lang, number: u8) -> String {
    let section = |shown: Drawing, label: &str, body: String| {
        format!("<section><h3>{}{}</h3>{body}</section>", drawing(shown, 22), Words(say(lang, label)))
    };
    let paragraph = |key: &str| format!("<p>{}</p>", told_of(lang, number, key));
    section(Drawing::Warning, "label.mistakes", mistakes(lang, number))
        + &section(Drawing::Paper, "label.unplugged", paragraph("teacher.unplugged"))
        + &section(Drawing::Swap, "label.limits", paragraph("limits"))
}

pub fn mistakes(lang: Lang, number: u8) -> String {
    let row = |row: &str| {
        let cells = parts(row).map(|cell| format!("<td>{}</td>", told(lang, cell)));
        format!("<tr>{}</tr>", cells.collect::<String>())
    };
    format!(
        "<table><thead><tr><th>{}</th><th>{}</th></tr></thead><tbody>{}</tbody></table>",
        Words(say(lang, "label.say")),
        Words(say(lang, "label.is")),
        lesson(lang, number).numbered("teacher.mistake").map(row).collect::<String>()
    )
}

/// How the guide is used and what to bring, the same for all lessons.
fn about(lang: Lang) -> String {
    format!(
        "<summary>{}</summary><p>{}</p>{}<h4>{}</h4>{}",
        Words(say(lang, "label.use")),
        Words(say(lang, "intro")),
        items(lang, "ol", "use"),
        Words(say(lang, "label.kit")),
        items(lang, "ul", "kit")
    )
}

/// Numbered words of the guide as a list.
pub fn items(lang: Lang, tag: &str, stem: &str) -> String {
    let rows = teacher(lang).numbered(stem).map(|text| format!("<li>{}</li>", told(lang, text)));
    format!("<{tag}>{}</{tag}>", rows.collect::<String>())
}

/// What there is to see on the big screen.
pub fn to_show(lang: Lang, number: u8) -> String {
    guide::show(lesson(lang, number)).map_or_else(String::new, |(_, text)| told(lang, text))
}
