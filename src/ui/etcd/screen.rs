//! The terminal: what was typed and what came of it, line after line.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::Etcd;
use super::head::{door, endpoints};
use super::prompt::Prompt;
use super::rows::{Row, Silent, as_text, row_view, rows, silent_watches};
use super::wait::waiting;
use crate::cluster::Door;
use crate::platform::files;
use crate::scene::shell::{Block, Shell};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// What was seen and done away with, by moments: so it is still right after a step back.
#[derive(Clone, Copy)]
pub struct Seen {
    /// The last time that somebody pressed a key here: what came later is marked.
    pub until_us: RwSignal<u64>,
    /// Up to where the screen was cleared.
    pub cleared: RwSignal<Option<Cleared>>,
}

/// What was there when the screen was cleared.
#[derive(Clone, Copy, PartialEq)]
pub struct Cleared {
    t_us: u64,
    /// The last command.
    op: u64,
    /// The shell's version.
    version: u64,
}

impl Cleared {
    pub fn hides(self, block: &Block) -> bool {
        block.t_us <= self.t_us && block.op <= self.op
    }
}

impl Seen {
    pub fn now(self, etcd: Etcd) {
        let now_us = etcd.player.frame.with_untracked(|frame| frame.t_us);
        if self.until_us.get_untracked() != now_us {
            self.until_us.set(now_us);
        }
    }

    pub fn clear(self, etcd: Etcd) {
        let t_us = etcd.player.frame.with_untracked(|frame| frame.t_us);
        let cleared = etcd.read_shell(|shell| Cleared {
            t_us,
            op: shell.blocks().map(|block| block.op).max().unwrap_or(0),
            version: shell.version(),
        });
        self.cleared.set(Some(cleared));
    }

    /// What was cleared is cleared no more when another history has begun before it.
    fn forget(self, etcd: Etcd) {
        etcd.told.get();
        let branched = etcd.read_shell(Shell::branched);
        let is_gone =
            |cleared: Cleared| branched.is_some_and(|(version, t_us)| version > cleared.version && t_us < cleared.t_us);
        if self.cleared.get_untracked().is_some_and(is_gone) {
            self.cleared.set(None);
        }
    }
}

/// The last command, if all that came since is its answer: of one that is longer than the screen, the beginning is read
/// first. News are followed to their end.
fn answered(shell: &Shell) -> Option<u64> {
    let last = shell.blocks().next_back().filter(|block| !block.what.is_news())?;
    shell.running().iter().all(|running| running.op != last.op || !running.lasts).then_some(last.op)
}

/// Where the screen is scrolled to for the last command that was typed, in pixels from the top of all that is on it: to
/// that command if its answer can be seen then, else so far that it can.
fn last_answer(screen: &Element) -> Option<i32> {
    let all = screen.query_selector_all(".cli-typed").ok()?;
    let typed: Element = all.item(all.length().checked_sub(1)?)?.dyn_into().ok()?;
    let from_top = |y: f64| (y - screen.get_bounding_client_rect().top()) as i32 + screen.scroll_top();
    let (rect, height) = (typed.get_bounding_client_rect(), screen.client_height());
    let (command, answer) = (from_top(rect.top()) - TYPED_MARGIN_PX, from_top(rect.bottom()));
    let rest = screen.scroll_height() - answer;
    let needed = if rest <= height - LINE_PX { rest } else { height / 2 };
    Some(command.max(answer + needed - height))
}

/// Between the screen's edge and a command that it is scrolled to.
const TYPED_MARGIN_PX: i32 = 6;
/// So much of what was typed stays in sight.
const LINE_PX: i32 = 22;
/// Tables keep their lines: of those that go on beyond the right edge, the edge says so.
fn mark_cut(screen: &Element) {
    let Ok(grids) = screen.query_selector_all(".cli-grid") else { return };
    let edge = screen.get_bounding_client_rect().right();
    for grid in (0..grids.length()).filter_map(|at| grids.item(at)?.dyn_into::<Element>().ok()) {
        let is_cut = grid.get_bounding_client_rect().right() > edge + 1.0;
        let done = if is_cut { grid.set_attribute("data-cut", "") } else { grid.remove_attribute("data-cut") };
        // These names are always good ones.
        let _ = done;
    }
}

/// So near its end, the screen follows what comes.
const END_PX: i32 = 24;

#[component]
pub fn Terminal() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let seen = Seen { until_us: RwSignal::new(u64::MAX), cleared: RwSignal::new(None) };
    seen.now(etcd);
    Effect::new(move || seen.forget(etcd));
    let silent = Memo::new(move |before: Option<&Silent>| silent_watches(etcd, before));
    let rows = Memo::new(move |_| rows(etcd, seen, &silent.read().watches));
    let screen = ElementRef::new();
    // What is new comes into sight, unless somebody has scrolled up to what was before.
    let follows = StoredValue::new(true);
    let last_top = StoredValue::new(0);
    let scrolled = move |_| {
        if let Some(element) = screen.get_untracked() {
            let element: &Element = element.as_ref();
            mark_cut(element);
            let top = element.scroll_top();
            if element.scroll_height() - top - element.client_height() < END_PX {
                follows.set_value(true);
            } else if top < last_top.get_value() {
                follows.set_value(false);
            }
            last_top.set_value(top);
        }
    };
    let is_locked = Memo::new(move |_| etcd.player.frame.with(|frame| frame.door == Door::Locked));
    // How much there was, and which command was the last, when it was followed last.
    let followed = StoredValue::new((0, None));
    Effect::new(move || {
        let _ = (rows.get(), etcd.told.get(), etcd.player.playing.get(), is_locked.get());
        request_animation_frame(move || {
            if let Some(element) = screen.get_untracked() {
                let element: &Element = element.as_ref();
                mark_cut(element);
                let (height, command) = (element.scroll_height(), etcd.read_shell(answered));
                // Who reads on in a long answer is left where they are.
                if follows.get_value() && followed.get_value() != (height, command) {
                    followed.set_value((height, command));
                    let top = command.and_then(|_| last_answer(element)).unwrap_or(height);
                    element.set_scroll_top(top);
                }
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
                <h2 class="visually-hidden" id="cli-title">{etcd.text(|texts| texts.terminal.title)}</h2>
                {endpoints(etcd)}
                {door(etcd)}
                <button
                    class="iconbtn"
                    aria-label=live(move || if copied.get() { etcd.t().terminal.copied } else { etcd.t().terminal.copy })
                    title=etcd.text(|texts| texts.terminal.copy)
                    on:click=press(copy)
                >
                    {part(move || icon_view(if copied.get() { Icon::Check } else { Icon::Copies }, 20).into_any())}
                </button>
            </div>
            <div class="cli-box">
                <div class="cli-at">
                    <div class="cli-screen" role="log" lang="en" tabindex="0" aria-labelledby="cli-title" node_ref=screen on:scroll=scrolled>
                        <For each=move || rows.get() key=Row::clone let(row)>
                            {row_view(etcd, seen, &row)}
                        </For>
                        <p
                            class="cli-note cli-empty"
                            lang=live(move || etcd.prefs.lang.get().code())
                            hidden=move || !rows.read().is_empty()
                        >
                            {etcd.text(|texts| texts.terminal.invitation)}
                        </p>
                        <p
                            class="cli-note cli-locked"
                            lang=live(move || etcd.prefs.lang.get().code())
                            hidden=move || !is_locked.get()
                        >
                            {etcd.text(|texts| texts.terminal.locked)}
                        </p>
                        {waiting(etcd)}
                    </div>
                </div>
                <Prompt seen=seen />
            </div>
        </section>
    }
}
