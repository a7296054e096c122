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
    // Somebody has sent nothing once, and now again.
    let blank = RwSignal::new(Blank::No);
    let submit = move || {
        send(etcd, blank);
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
    let needs_stdin = move |input| matches!(input, Some(Input::Txn | Input::Session));
    // The place to write opens with a command that needs it, and closes once the line is another one: what was written
    // waits for the command to come back, and goes with no other.
    Effect::new(move |before: Option<Option<Input>>| {
        let input = input.get();
        if needs_stdin(input) {
            etcd.writes.set(true);
        } else if before.flatten().is_some() && !etcd.is_read.get_untracked() {
            etcd.writes.set(false);
        }
        blank.set(Blank::No);
        input
    });
    // It stays as long as somebody reads.
    Effect::new(move |was_read: Option<bool>| {
        let is_read = etcd.is_read.get();
        if is_read != was_read.unwrap_or(false) {
            etcd.writes.set(is_read);
            let typed_it = document().active_element().is_some_and(|active| active.id() == LINE);
            if is_read && typed_it {
                request_animation_frame(|| move_to(STDIN));
            }
        }
        is_read
    });
    let has_stdin = Memo::new(move |_| etcd.writes.get());
    let is_txn = Memo::new(move |_| input.get() == Some(Input::Txn));
    let is_talk = Memo::new(move |_| etcd.is_read.get() && !is_txn.get());
    let close = move || {
        etcd.writes.set(false);
        move_to(LINE);
    };
    let label = move || {
        let texts = &etcd.t().terminal;
        match input.get() {
            _ if is_talk.get() => Words(texts.talk_label).to_string(),
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
        etcd.stdin.with(|stdin| names.into_iter().zip(tool::txn_parts(stdin)).map(part).collect::<String>())
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
    let how = live(move || {
        let texts = &etcd.t().terminal;
        if is_talk.get() { texts.how_talk } else { texts.how }
    });
    let blank_words = move || if blank.get() == Blank::Said { etcd.t().terminal.blank } else { "" };
    view! {
        <form
            class="cli-form"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                submit();
            }
            on:keydown=key
        >
            <p class="cli-past" role="status" hidden=move || !is_past.get()>{etcd.text(|texts| texts.terminal.in_the_past)}</p>
            <div class="cli-offers" role="status" inner_html=live(offered) hidden=move || offers.with(Option::is_none)></div>
            <div class="cli-input" class:talk=move || is_talk.get() hidden=move || !has_stdin.get()>
                <label for=STDIN><span inner_html=live(label)></span></label>
                <textarea
                    id=STDIN
                    lang="en"
                    rows=live(move || if is_txn.get() { "7" } else if is_talk.get() { "2" } else { "4" })
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    placeholder=live(move || {
                        if is_talk.get() {
                            "watch foo"
                        } else if is_txn.get() {
                            TXN.trim_end()
                        } else {
                            ""
                        }
                    })
                    prop:value=etcd.stdin
                    on:keydown=move |event: KeyboardEvent| {
                        let sends = event.ctrl_key() || event.meta_key() || (is_talk.get_untracked() && !event.shift_key());
                        match event.key().as_str() {
                            "Enter" if sends && is_talk.get_untracked() => speak(etcd),
                            "Enter" if sends => submit(),
                            "Escape" => close(),
                            // Its other keys are its own: lines are written here, not commands.
                            _ if !event.ctrl_key() => return event.stop_propagation(),
                            _ => return,
                        }
                        event.stop_propagation();
                        event.prevent_default();
                    }
                    on:input=move |event| {
                        etcd.stdin.set(event_target_value(&event));
                        blank.set(Blank::No);
                    }
                ></textarea>
                <p class="cli-how">
                    <span class="cli-keys">{how}</span>
                    <span class="cli-touch">{etcd.text(|texts| texts.terminal.how_touch)}</span>
                </p>
                <p class="cli-blank" role="alert">{live(blank_words)}</p>
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
                    aria-label=etcd.text(|texts| texts.terminal.line)
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
                    aria-label=etcd.text(|texts| texts.terminal.stdin)
                    title=etcd.text(|texts| texts.terminal.stdin)
                    aria-expanded=live(move || has_stdin.get().to_string())
                    aria-controls=STDIN
                    on:click=press(move || toggle_stdin(etcd))
                >
                    {icon_view(Icon::Lines, 20)}
                </button>
                <button
                    class="cli-tool"
                    type="submit"
                    aria-label=etcd.text(|texts| texts.terminal.send)
                    title=etcd.text(|texts| texts.terminal.send)
                >
                    {icon_view(Icon::Send, 20)}
                </button>
            </div>
        </form>
        <Examples seen />
    }
}

/// Whether somebody sends a transaction of which nothing is written.
#[derive(Clone, Copy, PartialEq)]
enum Blank {
    No,
    /// The place to write was shown.
    Shown,
    /// It is said in words.
    Said,
}

/// Sends what was typed; or, of a transaction of which nothing is written yet, shows where to write it.
fn send(etcd: Etcd, blank: RwSignal<Blank>) {
    let typed = etcd.line.get_untracked();
    // The arrow is there for what a command reads, too.
    if typed.trim().is_empty() {
        return speak(etcd);
    }
    let line = etcdctl::straightened(&typed);
    let (has_box, is_read) = (etcd.writes.get_untracked(), etcd.is_read.get_untracked());
    let written = if has_box { etcd.stdin.get_untracked() } else { String::new() };
    let input = etcdctl::reads(tool::without_its_name(&line));
    let stdin = match input {
        Some(Input::Txn) if written.trim().is_empty() => {
            etcd.writes.set(true);
            blank.update(|blank| *blank = if *blank == Blank::No { Blank::Shown } else { Blank::Said });
            return request_animation_frame(|| move_to(STDIN));
        }
        Some(Input::Txn) => {
            let lines = written.lines().map(etcdctl::straightened).collect::<Vec<_>>().join("\n");
            etcdctl::ended(&lines)
        }
        // It belongs to the command that reads it.
        _ if is_read && input != Some(Input::Session) => String::new(),
        _ => written,
    };
    let is_session = input == Some(Input::Session);
    etcd.run(&line, &stdin, is_session);
    etcd.line.set(String::new());
    etcd.stdin.set(String::new());
    etcd.writes.set(is_read);
}

/// Gives what is written to the command that reads it.
fn speak(etcd: Etcd) {
    let text = etcd.stdin.get_untracked();
    if etcd.is_read.get_untracked() && etcd.writes.get_untracked() && !text.trim().is_empty() {
        etcd.say(&text.lines().map(etcdctl::straightened).collect::<Vec<_>>().join("\n"));
        etcd.stdin.set(String::new());
    }
}

fn toggle_stdin(etcd: Etcd) {
    let is_open = etcd.writes.get_untracked();
    etcd.writes.set(!is_open);
    if !is_open {
        request_animation_frame(|| move_to(STDIN));
    }
}

/// What Tab does. Returns whether there was anything to complete: else the key goes on to the next field.
fn complete(etcd: Etcd, offers: RwSignal<Option<Vec<String>>>) -> bool {
    let line = etcd.line.get_untracked();
    let member = etcd.endpoint.get_untracked();
    let leases: Vec<String> =
        etcd.player.frame.with_untracked(|frame| frame.leases.iter().map(|lease| lease.id.clone()).collect());
    let asked = |store: Option<&crate::etcd::Store>| tool::complete(&line, store, &leases);
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
