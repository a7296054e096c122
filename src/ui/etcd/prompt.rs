//! The command line: what is typed, with its past, Tab, and what the command reads.

use leptos::ev::KeyboardEvent;
use leptos::web_sys::SubmitEvent;

use super::screen::Seen;
use super::{Etcd, tool};
use crate::etcdctl::Completion;
use crate::paint::markup::{Words, marked};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::keys::move_to;
use crate::ui::live::{live, press};
use crate::ui::view::*;

const LINE: &str = "cli-line";
const STDIN: &str = "cli-stdin";

/// A command line, and what it reads.
type Example = (&'static str, &'static str);

/// The commands of the course, to click.
const EXAMPLES: [Example; 14] = [
    ("version", ""),
    ("put foo \"bar\"", ""),
    ("get foo", ""),
    ("del foo", ""),
    ("get / --prefix --keys-only", ""),
    ("get \"\" --prefix", ""),
    ("get /registry/pods/default/meuapp-7cbd4f77d5-wxp8n", ""),
    ("watch /registry/pods/default/", ""),
    ("watch /registry/pods/default/ --prefix", ""),
    ("watch /puzzle/ --prefix", ""),
    ("lease grant 30", ""),
    ("txn", "value(\"foo\") = \"bar\"\n\nput foo ok\n\nput foo novo\n\n"),
    ("snapshot save backup.db", ""),
    ("snapshot restore backup.db --data-dir=/var/lib/etcd", ""),
];

#[component]
pub fn Prompt(seen: Seen) -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let offers = RwSignal::new(None::<Vec<String>>);
    // Where in the past the arrows have led to; what was being typed waits at its end.
    let at = StoredValue::new(None::<usize>);
    let draft = StoredValue::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send(etcd);
        at.set_value(None);
        offers.set(None);
    };
    let walk = move |back: bool| {
        let past = etcd.past.get_untracked();
        let from = at.get_value().unwrap_or(past.len());
        if from == past.len() {
            draft.set_value(etcd.line.get_untracked());
        }
        let to = if back { from.saturating_sub(1) } else { (from + 1).min(past.len()) };
        at.set_value(Some(to));
        etcd.line.set(past.get(to).cloned().unwrap_or_else(|| draft.get_value()));
    };
    let key = move |event: KeyboardEvent| {
        seen.now(etcd);
        let control = event.ctrl_key() && !event.alt_key() && !event.meta_key();
        match event.key().as_str() {
            "ArrowUp" => walk(true),
            "ArrowDown" => walk(false),
            "Tab" if !event.shift_key() && !control && !etcd.line.get_untracked().trim().is_empty() => {
                if !complete(etcd, offers) {
                    return;
                }
            }
            "c" if control && !has_selection() => {
                etcd.interrupt();
                etcd.line.set(String::new());
                offers.set(None);
            }
            "l" if control => seen.clear(etcd),
            "Escape" if offers.with_untracked(Option::is_some) => offers.set(None),
            _ => return,
        }
        event.prevent_default();
    };
    let needs_stdin = Memo::new(move |_| tool::reads_stdin(tool::without_its_name(&etcd.line.read())));
    let has_stdin = Memo::new(move |_| etcd.stdin.with(Option::is_some) || needs_stdin.get());
    let is_txn = Memo::new(move |_| tool::is_txn(tool::without_its_name(&etcd.line.read())));
    let label = move || {
        let texts = &etcd.t().terminal;
        if is_txn.get() { marked(texts.txn_label) } else { Words(texts.stdin_label).to_string() }
    };
    // What becomes of each line, as it is written.
    let parts = move || {
        let names = etcd.t().terminal.txn_parts;
        let technical = etcd.prefs.technical.get();
        let part = |((plain, precise), lines): ((&str, &str), Vec<&str>)| {
            let lines = if lines.is_empty() { "–".to_owned() } else { lines.join(" · ") };
            format!("<dt>{}</dt><dd lang=en>{}</dd>", Words(if technical { precise } else { plain }), Words(&lines))
        };
        etcd.stdin.with(|stdin| {
            names.into_iter().zip(tool::txn_parts(stdin.as_deref().unwrap_or_default())).map(part).collect::<String>()
        })
    };
    let offered = move || {
        let texts = &etcd.t().terminal;
        offers.with(|offers| match offers.as_deref() {
            None => String::new(),
            Some([]) => Words(texts.no_offers).to_string(),
            Some(words) => {
                let words = words.iter().map(|word| format!("<li lang=en>{}</li>", Words(word))).collect::<String>();
                format!("{}<ul>{words}</ul>", Words(texts.offers))
            }
        })
    };
    view! {
        <form class="cli-form" on:submit=submit on:keydown=key>
            <div class="cli-offers" role="status" inner_html=live(offered) hidden=move || offers.with(Option::is_none)></div>
            <div class="cli-input" hidden=move || !has_stdin.get()>
                <label for=STDIN><span inner_html=live(label)></span></label>
                <textarea
                    id=STDIN
                    lang="en"
                    rows=live(move || if is_txn.get() { "7" } else { "4" })
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    prop:value=live(move || etcd.stdin.get().unwrap_or_default())
                    // Its own keys: lines are written here, not commands.
                    on:keydown=move |event| {
                        if !event.ctrl_key() {
                            event.stop_propagation();
                        }
                    }
                    on:input=move |event| etcd.stdin.set(Some(event_target_value(&event)))
                ></textarea>
                <dl class="cli-parts" aria-live="off" inner_html=live(parts) hidden=move || !is_txn.get()></dl>
            </div>
            <div class="cli-row">
                <label for=LINE aria-hidden="true">"$ etcdctl"</label>
                <input
                    id=LINE
                    lang="en"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-label=etcd.say(|texts| texts.terminal.line)
                    prop:value=etcd.line
                    on:input=move |event| {
                        etcd.line.set(event_target_value(&event));
                        at.set_value(None);
                        offers.set(None);
                    }
                />
                <button
                    class="cli-tool"
                    // The button of a form sends it otherwise.
                    type="button"
                    aria-label=etcd.say(|texts| texts.terminal.stdin)
                    title=etcd.say(|texts| texts.terminal.stdin)
                    aria-expanded=live(move || has_stdin.get().to_string())
                    aria-controls=STDIN
                    on:click=press(move || toggle_stdin(etcd))
                >
                    {icon_view(Icon::Lines, 20)}
                </button>
                <button
                    class="cli-tool"
                    type="submit"
                    aria-label=etcd.say(|texts| texts.terminal.send)
                    title=etcd.say(|texts| texts.terminal.send)
                >
                    {icon_view(Icon::Send, 20)}
                </button>
            </div>
        </form>
        <div class="cli-examples" role="group" tabindex="0" aria-label=etcd.say(|texts| texts.terminal.examples)>
            {EXAMPLES.map(|example| chip(etcd, seen, offers, example)).collect_view()}
        </div>
    }
}

fn chip(etcd: Etcd, seen: Seen, offers: RwSignal<Option<Vec<String>>>, (line, stdin): Example) -> impl IntoView {
    let act = move || {
        seen.now(etcd);
        offers.set(None);
        if stdin.is_empty() {
            etcd.run(line, "");
        } else {
            // What it reads is worth a look before it is sent.
            etcd.stdin.set(Some(stdin.to_owned()));
            etcd.line.set(line.to_owned());
            // Once the place for it is there: the line has moved down by then.
            request_animation_frame(|| move_to(LINE));
        }
    };
    view! {
        <button type="button" lang="en" on:click=press(act)>
            {line}
        </button>
    }
}

fn send(etcd: Etcd) {
    let line = etcd.line.get_untracked();
    if tool::without_its_name(&line).is_empty() {
        return;
    }
    let stdin = etcd.stdin.get_untracked().unwrap_or_default();
    etcd.run(&line, &stdin);
    etcd.line.set(String::new());
    etcd.stdin.set(None);
}

fn toggle_stdin(etcd: Etcd) {
    let is_open = etcd.stdin.with_untracked(Option::is_some);
    etcd.stdin.set((!is_open).then(String::new));
    if !is_open {
        request_animation_frame(|| move_to(STDIN));
    }
}

/// What Tab does. Returns whether there was anything to complete: else the key goes on to the next field.
fn complete(etcd: Etcd, offers: RwSignal<Option<Vec<String>>>) -> bool {
    let line = etcd.line.get_untracked();
    let member = etcd.endpoint.get_untracked();
    let asked = |store: Option<&crate::etcd::Store>| tool::complete(&line, store);
    let found: Completion =
        etcd.player.read_store(member, |_, store| asked(Some(store))).unwrap_or_else(|| asked(None));
    let typed = &line[found.from..];
    let common = found.common();
    if let [only] = &found.words[..] {
        let whole = format!("{}{only} ", &line[..found.from]);
        let is_new = whole.trim_end() != line.trim_end() || !line.ends_with(' ');
        etcd.line.set(whole);
        offers.set(None);
        return is_new;
    }
    if found.words.is_empty() {
        // The second press leaves.
        let is_first = offers.with_untracked(Option::is_none);
        offers.set(is_first.then(Vec::new));
        return is_first;
    }
    if common.len() > typed.len() {
        etcd.line.set(format!("{}{common}", &line[..found.from]));
    } else if offers.with_untracked(|offered| offered.as_ref() == Some(&found.words)) {
        // Nothing new to say.
        return false;
    }
    offers.set(Some(found.words));
    true
}

/// Whether Ctrl-C is to copy something.
fn has_selection() -> bool {
    let selected = window().get_selection().ok().flatten();
    selected.is_some_and(|selection| !selection.is_collapsed())
}
