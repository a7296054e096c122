//! The terminal: what was typed and what came of it, line after line.

use leptos::web_sys::Element;

use super::prompt::Prompt;
use super::{Etcd, tool};
use crate::cluster::{MEMBERS_MAX, MemberId};
use crate::paint::markup::{Words, marked};
use crate::platform::files;
use crate::scene::shell::{Block, What};
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// What a row of the screen is, as far as it tells rows apart.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    serial: u64,
    beginnings: u64,
    /// A watch that will never say anything: which key it names.
    silent_watch: Option<String>,
}

/// What was seen and done away with, by moments: so it is still right after a step back.
#[derive(Clone, Copy)]
pub struct Seen {
    /// The last time that somebody pressed a key here: what came later is marked.
    pub until_us: RwSignal<u64>,
    /// Up to which moment, and which command, the screen was cleared.
    pub cleared: RwSignal<Option<(u64, u64)>>,
}

impl Seen {
    pub fn now(self, etcd: Etcd) {
        let now_us = etcd.player.frame.with_untracked(|frame| frame.t_us);
        if self.until_us.get_untracked() != now_us {
            self.until_us.set(now_us);
        }
    }

    pub fn clear(self, etcd: Etcd) {
        let now_us = etcd.player.frame.with_untracked(|frame| frame.t_us);
        let last = etcd.read_shell(|shell| shell.blocks().map(|block| block.op).max().unwrap_or(0));
        self.cleared.set(Some((now_us, last)));
    }
}

/// So near its end, the screen follows what comes.
const END_PX: i32 = 24;

#[component]
pub fn Terminal() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let seen = Seen { until_us: RwSignal::new(u64::MAX), cleared: RwSignal::new(None) };
    seen.now(etcd);
    let rows = Memo::new(move |_| rows(etcd, seen));
    let screen = ElementRef::new();
    // What is new comes into sight, unless somebody has scrolled up to what was before.
    let follows = StoredValue::new(true);
    let last_top = StoredValue::new(0);
    let scrolled = move |_| {
        if let Some(element) = screen.get_untracked() {
            let element: &Element = element.as_ref();
            let top = element.scroll_top();
            if element.scroll_height() - top - element.client_height() < END_PX {
                follows.set_value(true);
            } else if top < last_top.get_value() {
                follows.set_value(false);
            }
            last_top.set_value(top);
        }
    };
    Effect::new(move || {
        let _ = (rows.get(), etcd.told.get(), etcd.player.playing.get());
        request_animation_frame(move || {
            if let Some(element) = screen.get_untracked().filter(|_| follows.get_value()) {
                let element: &Element = element.as_ref();
                element.set_scroll_top(element.scroll_height());
            }
        });
    });
    let copied = RwSignal::new(false);
    let copy = move || {
        if let Some(element) = screen.get_untracked() {
            files::copy(&as_text(etcd, seen), element.as_ref());
            copied.set(true);
        }
    };
    Effect::new(move || {
        rows.get();
        copied.set(false);
    });
    view! {
        <section class="cli" aria-labelledby="cli-title">
            <div class="cli-head">
                <h2 id="cli-title">{etcd.say(|texts| texts.terminal.title)}</h2>
                {endpoints(etcd)}
                <button
                    class="iconbtn"
                    aria-label=live(move || if copied.get() { etcd.t().terminal.copied } else { etcd.t().terminal.copy })
                    title=etcd.say(|texts| texts.terminal.copy)
                    on:click=press(copy)
                >
                    {part(move || icon_view(if copied.get() { Icon::Check } else { Icon::Copies }, 20).into_any())}
                </button>
            </div>
            <div class="cli-box">
                <div class="cli-screen" role="log" lang="en" tabindex="0" aria-labelledby="cli-title" node_ref=screen on:scroll=scrolled>
                    <For each=move || rows.get() key=Row::clone let(row)>
                        {row_view(etcd, seen, &row)}
                    </For>
                    <p
                        class="cli-note cli-empty"
                        lang=live(move || etcd.prefs.lang.get().code())
                        hidden=move || !rows.read().is_empty()
                    >
                        {etcd.say(|texts| texts.terminal.invitation)}
                    </p>
                    {waiting(etcd)}
                </div>
                <Prompt seen=seen />
            </div>
        </section>
    }
}

/// Who answers.
fn endpoints(etcd: Etcd) -> impl IntoView {
    let members = Memo::new(move |_| {
        let frame = etcd.player.frame.read();
        frame.members.iter().filter(|member| !member.removed).map(|member| member.id).collect::<Vec<_>>()
    });
    let choice = move |id: MemberId| {
        view! {
            <option prop:selected=live(move || if etcd.endpoint.get() == Some(id) { "1" } else { "" }) value=id.to_string()>
                {live(move || (etcd.t().terminal.house)(id))}
            </option>
        }
    };
    view! {
        <label class="cli-who">
            <span class="visually-hidden">{etcd.say(|texts| texts.terminal.asks)}</span>
            <select
                on:change=move |event| {
                    let id = event_target_value(&event).parse().ok();
                    etcd.endpoint.set(id.filter(|id| (1..=MEMBERS_MAX).contains(id)));
                }
            >
                <option id="cli-anyone" value="">{etcd.say(|texts| texts.terminal.whoever_leads)}</option>
                {part(move || members.get().into_iter().map(choice).collect_view().into_any())}
            </select>
        </label>
    }
}

fn rows(etcd: Etcd, seen: Seen) -> Vec<Row> {
    etcd.told.get();
    let cleared = seen.cleared.get();
    etcd.read_shell(|shell| {
        let beginnings = shell.beginnings();
        let is_shown = |block: &&Block| cleared.is_none_or(|(t_us, op)| block.t_us > t_us || block.op > op);
        let row = |block: &Block| Row { serial: block.serial, beginnings, silent_watch: silent_watch(etcd, block) };
        shell.blocks().filter(is_shown).map(row).collect()
    })
}

/// A watch of one key that looks like a folder, and is no key: nothing will ever come of it.
fn silent_watch(etcd: Etcd, block: &Block) -> Option<String> {
    let What::Typed(_) = block.what else { return None };
    let frame = etcd.player.frame.get_untracked();
    let watch = frame.watches.iter().find(|watch| watch.op == block.op)?;
    let is_silent = watch.range_end.is_none() && watch.events == 0 && watch.key.ends_with('/');
    let exists = || etcd.player.read_store(None, |_, store| store.get(&watch.key).is_some()) == Some(true);
    (is_silent && !exists()).then(|| watch.key.clone())
}

fn row_view(etcd: Etcd, seen: Seen, row: &Row) -> AnyView {
    let Some(block) = etcd.read_shell(|shell| shell.block(row.serial).cloned()) else { return ().into_any() };
    let t_us = block.t_us;
    let is_new = move || t_us > seen.until_us.get() && seen.until_us.get() <= etcd.player.frame.read().t_us;
    let lang = move || etcd.prefs.lang.get().code();
    match block.what {
        What::Typed(call) => {
            let silent = row.silent_watch.clone();
            let why = silent.map(|key| note(etcd, live(move || marked(&(etcd.t().terminal.no_prefix)(&key)))));
            let stdin = call.stdin.lines().map(|line| format!("\n> {}", Words(line))).collect::<String>();
            let line =
                format!("<i aria-hidden=true>$ </i>etcdctl {}<span class=cli-stdin>{stdin}</span>", Words(&call.line));
            view! {
                <pre class="cli-typed" inner_html=line></pre>
                {why}
            }
            .into_any()
        }
        What::Printed { text, left_out, is_news } => {
            let before = (left_out > 0)
                .then(|| view! { <p class="cli-note" lang=live(lang)>{live(move || (etcd.t().terminal.left_out)(left_out))}</p> });
            let text = Words(text.trim_end_matches('\n')).to_string();
            let is_marked = Memo::new(move |_| is_news && is_new());
            view! {
                {before}
                <pre class="cli-out" class:cli-new=is_marked inner_html=text></pre>
            }
            .into_any()
        }
        What::Failed { call, text } => {
            let trouble = tool::trouble(&call.line, &call.stdin, &text);
            let words = Words(text.trim_end_matches('\n')).to_string();
            let friendly = (etcd.t().terminal.trouble)(&trouble).is_some().then(|| {
                let sentence = move || {
                    let text = (etcd.t().terminal.trouble)(&trouble).unwrap_or_default();
                    Words(&text).to_string()
                };
                note(etcd, live(sentence))
            });
            view! {
                <pre class="cli-failed" inner_html=words></pre>
                {friendly}
            }
            .into_any()
        }
        What::Silent(call) => {
            let is_get = tool::is_get(&call.line);
            let words = move || {
                let texts = &etcd.t().terminal;
                if is_get { texts.silent_get } else { texts.silent }
            };
            view! { <p class="cli-note" lang=live(lang)>{live(words)}</p> }.into_any()
        }
    }
}

/// A friendly sentence, in the page's own letters.
fn note(etcd: Etcd, markup: crate::ui::live::Live) -> impl IntoView {
    view! { <p class="cli-why" lang=live(move || etcd.prefs.lang.get().code()) inner_html=markup></p> }
}

/// What is not over yet.
fn waiting(etcd: Etcd) -> impl IntoView {
    #[derive(Clone, PartialEq)]
    enum Waits {
        Nothing,
        Answer,
        News,
        Stop,
    }
    let waits = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| match shell.running() {
            [] => Waits::Nothing,
            running if running.iter().all(|running| running.listens) => Waits::News,
            running if running.iter().all(|running| running.lasts && !tool::is_watch(&running.call.line)) => {
                Waits::Stop
            }
            _ => Waits::Answer,
        })
    });
    let lasts = Memo::new(move |_| {
        etcd.told.get();
        etcd.read_shell(|shell| shell.running().iter().any(|running| running.lasts))
    });
    let stands_still = Memo::new(move |_| waits.get() == Waits::Answer && !etcd.player.playing.get());
    let words = move || {
        let texts = &etcd.t().terminal;
        match waits.get() {
            Waits::Nothing => "",
            Waits::Answer => texts.waiting,
            Waits::News => texts.listening,
            Waits::Stop => texts.lasting,
        }
    };
    view! {
        <div class="cli-wait" lang=live(move || etcd.prefs.lang.get().code()) hidden=move || waits.get() == Waits::Nothing>
            <s class:still=move || !etcd.player.playing.get()></s>
            <span>{live(words)}</span>
            <button class="cli-stop" hidden=move || !lasts.get() on:click=press(move || etcd.interrupt())>
                {etcd.say(|texts| texts.terminal.stop)}
            </button>
        </div>
        <p class="cli-why" lang=live(move || etcd.prefs.lang.get().code()) hidden=move || !stands_still.get()>
            {etcd.say(|texts| texts.terminal.standing)}
            <button class="cli-go" on:click=press(move || etcd.player.play())>
                <span inner_html=icon(Icon::Play, 16)></span>
                {live(move || etcd.prefs.t().transport.play)}
            </button>
        </p>
    }
}

/// All that is on the screen.
fn as_text(etcd: Etcd, seen: Seen) -> String {
    let cleared = seen.cleared.get_untracked();
    etcd.read_shell(|shell| {
        let mut text = String::new();
        let shown = shell.blocks().filter(|block| cleared.is_none_or(|(t_us, op)| block.t_us > t_us || block.op > op));
        for block in shown {
            match &block.what {
                What::Typed(call) => {
                    text.push_str("$ etcdctl ");
                    text.push_str(&call.line);
                    text.push('\n');
                }
                What::Printed { text: printed, .. } | What::Failed { text: printed, .. } => text.push_str(printed),
                What::Silent(_) => {}
            }
        }
        text
    })
}
