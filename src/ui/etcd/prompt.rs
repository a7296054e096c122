//! The command line: what is typed, with its past, Tab, and what the command reads.

use leptos::ev::KeyboardEvent;
use leptos::web_sys::SubmitEvent;

use super::examples::{Examples, TXN};
use super::screen::Seen;
use super::{Etcd, tool};
use crate::etcdctl::{self, Completion, Input};
use crate::paint::markup::{Words, marked};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::keys::move_to;
use crate::ui::live::{live, press};
use crate::ui::view::*;

pub const LINE: &str = "cli-line";
const STDIN: &str = "cli-stdin";

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
    let input = Memo::new(move |_| etcdctl::reads(tool::without_its_name(&etcd.line.read())));
    // A value may still be typed on the line.
    let needs_stdin = move || matches!(input.get(), Some(Input::Txn | Input::Session));
    let has_stdin = Memo::new(move |_| etcd.stdin.with(Option::is_some) || needs_stdin());
    let is_txn = Memo::new(move |_| input.get() == Some(Input::Txn));
    let label = move || {
        let texts = &etcd.t().terminal;
        match input.get() {
            Some(Input::Txn) => marked(texts.txn_label),
            Some(Input::Session) => Words(texts.session_label).to_string(),
            Some(Input::Value) => Words(texts.value_label).to_string(),
            None => Words(texts.stdin_label).to_string(),
        }
    };
    let is_past = Memo::new(move |_| etcd.player.frame.read().t_us < etcd.player.end_us.get());
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
            <p class="cli-past" role="status" hidden=move || !is_past.get()>{etcd.say(|texts| texts.terminal.in_the_past)}</p>
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
                    placeholder=live(move || if is_txn.get() { TXN.trim_end() } else { "" })
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
        <Examples seen />
    }
}

/// Sends what was typed; or, of a transaction of which nothing is written yet, shows where to write it.
fn send(etcd: Etcd) {
    let typed = etcd.line.get_untracked();
    if typed.trim().is_empty() {
        return;
    }
    let line = etcdctl::straightened(&typed);
    let written = etcd.stdin.get_untracked().unwrap_or_default();
    let input = etcdctl::reads(tool::without_its_name(&line));
    let stdin = match input {
        Some(Input::Txn | Input::Session) if written.is_empty() => {
            etcd.stdin.set(Some(String::new()));
            return request_animation_frame(|| move_to(STDIN));
        }
        Some(Input::Txn) => {
            let lines = written.lines().map(etcdctl::straightened).collect::<Vec<_>>().join("\n");
            etcdctl::ended(&lines)
        }
        _ => written,
    };
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
