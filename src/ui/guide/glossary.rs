//! The dictionary between the village and the technical names, both ways, each word with the step that shows it.

use super::drawings::{Drawing, drawing};
use super::words::{glossary, title, told};
use crate::i18n::Lang;
use crate::lessons::Lesson;
use crate::lessons::guide::{self, Word};
use crate::paint::markup::{Words, when};
use crate::platform::address::{self, Place};
use crate::ui::icons::{Icon, icon};
use crate::ui::live::{Live, live, press};
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// Which names come first and are sorted.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    Village,
    Technical,
}

impl Order {
    fn names(self, word: &Word) -> [&'static str; 2] {
        match self {
            Order::Village => [word.village, word.technical],
            Order::Technical => [word.technical, word.village],
        }
    }

    fn labels(self) -> [&'static str; 2] {
        match self {
            Order::Village => ["label.village", "label.technical"],
            Order::Technical => ["label.technical", "label.village"],
        }
    }
}

#[component]
pub fn Glossary() -> impl IntoView {
    let prefs = Prefs::expect();
    let (asked, order) = (RwSignal::new(String::new()), RwSignal::new(Order::Village));
    let say = move |key: &'static str| -> Live { live(move || glossary(prefs.lang.get(), key)) };
    let found = Memo::new(move |_| {
        // Links keep what the address asks for.
        let (lang, order) = (prefs.lang.get(), order.get());
        let mut found: Vec<Word> = guide::words(lang).filter(|word| asked.with(|asked| fits(word, asked))).collect();
        found.sort_by_key(|word| folded(order.names(word)[0]));
        (found.len(), table(lang, order, &found))
    });
    let counted = move || {
        let lang = prefs.lang.get();
        match found.with(|(count, _)| *count) {
            0 => glossary(lang, "label.none").to_owned(),
            1 => glossary(lang, "label.one").to_owned(),
            count => glossary(lang, "label.many").replace("{n}", &count.to_string()),
        }
    };
    let way = move |this: Order, key: &'static str| {
        view! {
            <button
                aria-pressed=live(move || (order.get() == this).to_string())
                on:click=press(move || order.set(this))
            >
                {say(key)}
            </button>
        }
    };
    view! {
        <section class="reading glossary" aria-labelledby="glossary-title">
            <header>
                <h2 id="glossary-title">{say("label.title")}</h2>
                <p>{say("label.about")}</p>
                <div class="glossary-tools">
                    <label class="glossary-search">
                        <span class="visually-hidden">{say("label.search")}</span>
                        <span class="guide-icon" inner_html=drawing(Drawing::Search, 20)></span>
                        <input
                            prop:name="word"
                            type="search"
                            autocomplete="off"
                            placeholder=say("label.search")
                            on:input=move |event| asked.set(event_target_value(&event))
                        />
                    </label>
                    <div class="seg" role="group" aria-label=say("label.order")>
                        {way(Order::Village, "label.from_village")}
                        {way(Order::Technical, "label.from_technical")}
                    </div>
                    <p role="status">{live(counted)}</p>
                </div>
            </header>
            <div class="card glossary-table" inner_html=live(move || found.with(|(_, table)| table.clone()))></div>
        </section>
    }
}

fn table(lang: Lang, order: Order, words: &[Word]) -> String {
    let [first, second] = order.labels();
    let heads = [first, second, "label.meaning", "label.see"].map(|key| {
        let words = Words(glossary(lang, key)).to_string();
        format!("<th scope=\"col\">{words}</th>")
    });
    let rows = words.iter().map(|word| row(lang, order, word));
    when(!words.is_empty(), || {
        format!("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", heads.concat(), rows.collect::<String>())
    })
}

fn row(lang: Lang, order: Order, word: &Word) -> String {
    let [first, second] = order.names(word);
    let at = word.at;
    let step = glossary(lang, "label.at").replace("{lesson}", &at.lesson.to_string());
    let step = step.replace("{step}", &at.step.to_string());
    let soon =
        when(Lesson::of(at.lesson).is_none(), || format!("<small>{}</small>", Words(glossary(lang, "label.soon"))));
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td><a href=\"{}\" title=\"{}\">{}<span>{}</span>{soon}</a></td></tr>",
        Words(first),
        Words(second),
        told(lang, word.meaning),
        Words(&address::link(Place::Lesson(at.lesson, Some(at.step)))),
        Words(title(lang, at.lesson)),
        icon(Icon::Play, 18),
        Words(&step),
    )
}

/// Whether any of a word's texts has what is asked for in it, whatever its case and accents.
fn fits(word: &Word, asked: &str) -> bool {
    let asked = folded(asked.trim());
    [word.village, word.technical, word.meaning].iter().any(|text| folded(text).contains(&asked))
}

/// In small letters, without accents and without marks in front: to find and to sort by.
fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase).map(|letter| match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        '’' => '\'',
        letter => letter,
    });
    letters.skip_while(|letter| !letter.is_alphanumeric()).collect()
}
