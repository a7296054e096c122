//! What stands on the terminal's screen, row by row.

use super::Etcd;
use super::screen::{Cleared, Seen};
use super::tool::{self, Asked};
use crate::cluster::{EtcdctlCall, WatchFrame};
use crate::etcdctl::{self, Help};
use crate::paint::markup::{Words, marked};
use crate::scene::shell::{Block, Shell, What};
use crate::ui::live::live;
use crate::ui::view::*;

/// What a row of the screen is, as far as it tells rows apart.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Row {
    serial: u64,
    beginnings: u64,
    /// A watch that has missed something because it looks at one key only: which.
    silent_watch: Option<String>,
    /// News that come apart from their command: they say whose they are.
    is_apart: bool,
}

pub fn rows(etcd: Etcd, seen: Seen, silent: &[(u64, String)]) -> Vec<Row> {
    etcd.told.get();
    let cleared = seen.cleared.get();
    etcd.read_shell(|shell| {
        let beginnings = shell.beginnings();
        let mut above = None;
        let row = |block: &Block| {
            let is_apart = block.what.is_news() && above.replace(block.op) != Some(block.op);
            above = Some(block.op);
            let silent_watch = match block.what {
                What::Typed(_) => silent.iter().find(|(op, _)| *op == block.op).map(|(_, key)| key.clone()),
                _ => None,
            };
            Row { serial: block.serial, beginnings, silent_watch, is_apart }
        };
        shown(shell, cleared).map(row).collect()
    })
}

fn shown(shell: &Shell, cleared: Option<Cleared>) -> impl Iterator<Item = &Block> {
    shell.blocks().filter(move |block| !cleared.is_some_and(|cleared| cleared.hides(block)))
}

/// Watches of one key that is no key, with what they name, since another key that begins like it has changed: somebody
/// might have expected to be told.
#[derive(PartialEq)]
pub struct Silent {
    beginnings: u64,
    pub watches: Vec<(u64, String)>,
}

pub fn silent_watches(etcd: Etcd, before: Option<&Silent>) -> Silent {
    let beginnings = etcd.beginnings();
    let known = before.filter(|before| before.beginnings == beginnings);
    let mut watches = known.map_or_else(Vec::new, |known| known.watches.clone());
    for watch in &etcd.player.frame.read().watches {
        let looks_at_one = watch.range_end.is_none() && watch.events == 0 && !watch.key.is_empty();
        let is_new = *watch.client == *etcd.pointing.client() && watches.iter().all(|(op, _)| *op != watch.op);
        if looks_at_one && is_new && has_missed(etcd, watch) {
            watches.push((watch.op, watch.key.clone()));
        }
    }
    Silent { beginnings, watches }
}

fn has_missed(etcd: Etcd, watch: &WatchFrame) -> bool {
    let Some(since) = watch.revision else { return false };
    let missed = etcd.player.read_store(None, |_, store| {
        let mut changes = store.changes_after(since);
        store.get(&watch.key).is_none() && changes.any(|kv| kv.key.starts_with(&watch.key))
    });
    missed == Some(true)
}

pub fn row_view(etcd: Etcd, seen: Seen, row: &Row) -> AnyView {
    let Some(block) = etcd.read_shell(|shell| shell.block(row.serial).cloned()) else { return ().into_any() };
    let t_us = block.t_us;
    let is_new = move || t_us > seen.until_us.get() && seen.until_us.get() <= etcd.player.frame.read().t_us;
    let lang = move || etcd.prefs.lang.get().code();
    match block.what {
        What::Typed(call) => {
            let silent = row.silent_watch.clone();
            let why = silent.map(|key| note(etcd, live(move || marked(&(etcd.t().terminal.no_prefix)(&key)))));
            view! {
                <pre class="cli-typed" inner_html=typed(&call)></pre>
                {why}
            }
            .into_any()
        }
        What::Printed { text, left_out, is_news } => {
            let whose = row.is_apart.then(|| whose(etcd, block.op));
            let help = match etcd.read_shell(|shell| shell.line_of(block.op).and_then(etcdctl::help_of)) {
                Some(Help::All) => Some(note(etcd, live(move || all_commands(etcd)))),
                Some(Help::One) => Some(note(etcd, live(move || marked(etcd.t().terminal.help_one)))),
                None => None,
            };
            let before = (left_out > 0)
                .then(|| view! { <p class="cli-note" lang=live(lang)>{live(move || (etcd.t().terminal.left_out)(left_out))}</p> });
            let text = Words(text.trim_end_matches('\n')).to_string();
            let is_marked = Memo::new(move |_| is_news && is_new());
            let is_grid = text.starts_with('+');
            view! {
                {whose}
                {before}
                {help}
                <pre class="cli-out" class:cli-new=is_marked class:cli-grid=is_grid inner_html=text></pre>
            }
            .into_any()
        }
        What::Failed { call, text, .. } => {
            let whose = row.is_apart.then(|| whose(etcd, block.op));
            let trouble = tool::trouble(&call.line, &call.stdin, &text);
            let trouble = match etcdctl::parse(&call.line, &call.stdin) {
                Ok(read) => trouble.met_by(&read.command),
                Err(_) => trouble,
            };
            let words = Words(text.trim_end_matches('\n')).to_string();
            let friendly = (etcd.t().terminal.trouble)(&trouble, false).is_some().then(|| {
                let sentence = move || {
                    let technical = etcd.prefs.technical.get();
                    let text = (etcd.t().terminal.trouble)(&trouble, technical).unwrap_or_default();
                    Words(&text).to_string()
                };
                note(etcd, live(sentence))
            });
            view! {
                {whose}
                <pre class="cli-failed" inner_html=words></pre>
                {friendly}
            }
            .into_any()
        }
        What::Silent(call) => {
            let asked = tool::asks_for(&call.line);
            let words = move || {
                let texts = &etcd.t().terminal;
                match asked {
                    None => texts.silent,
                    Some(Asked::Key) => texts.silent_get,
                    Some(Asked::Prefix) => texts.silent_prefix,
                    Some(Asked::Stretch) => texts.silent_stretch,
                }
            };
            view! { <p class="cli-note" lang=live(lang)>{live(words)}</p> }.into_any()
        }
        What::Branched { forgotten } => {
            note(etcd, live(move || marked(&(etcd.t().terminal.branched)(forgotten)))).into_any()
        }
    }
}

/// Whose news these are: what was typed for them.
fn whose(etcd: Etcd, op: u64) -> impl IntoView {
    let line = etcd.read_shell(|shell| shell.line_of(op).map(str::to_owned)).unwrap_or_default();
    view! { <p class="cli-whose">{line}</p> }
}

/// What the commands are for, in groups.
fn all_commands(etcd: Etcd) -> String {
    let texts = &etcd.t().terminal;
    let group =
        |(name, commands): &(&str, &str)| format!("<dt>{}</dt><dd lang=en>{}</dd>", Words(name), Words(commands));
    let groups = texts.help.iter().map(group).collect::<String>();
    let (head, foot) = (marked(texts.help_head), marked(texts.help_foot));
    format!("<span>{head}</span><dl class=cli-groups>{groups}</dl><span>{foot}</span>")
}

fn typed(call: &EtcdctlCall) -> String {
    let stdin = call.stdin.lines().map(|line| format!("\n> {}", Words(line))).collect::<String>();
    // Where the line wraps, no option is torn at its hyphens.
    let word = |word| match Words(word) {
        flag if word.starts_with('-') => format!("<span class=cli-flag>{flag}</span>"),
        other => other.to_string(),
    };
    let line = call.line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    format!("<i aria-hidden=true>$ </i>etcdctl {line}<span class=cli-stdin>{stdin}</span>")
}

/// A friendly sentence, in the page's own letters.
fn note(etcd: Etcd, markup: crate::ui::live::Live) -> impl IntoView {
    view! { <div class="cli-why" lang=live(move || etcd.prefs.lang.get().code()) inner_html=markup></div> }
}

/// All that is on the screen.
pub fn as_text(etcd: Etcd, seen: Seen) -> String {
    let cleared = seen.cleared.get_untracked();
    etcd.read_shell(|shell| {
        let mut text = String::new();
        for block in shown(shell, cleared) {
            match &block.what {
                What::Typed(call) => {
                    text.push_str("$ etcdctl ");
                    text.push_str(&call.line);
                    text.push('\n');
                }
                What::Printed { text: printed, .. } | What::Failed { text: printed, .. } => text.push_str(printed),
                What::Silent(_) | What::Branched { .. } => {}
            }
        }
        text
    })
}
