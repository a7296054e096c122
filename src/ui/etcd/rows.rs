//! What stands on the terminal's screen, row by row.

use super::Etcd;
use super::screen::{Cleared, Seen};
use super::tool::{self, Asked, Remark};
use crate::cluster::{EtcdctlCall, WatchFrame};
use crate::etcd::KeyRange;
use crate::etcdctl::{self, Help, Trouble};
use crate::paint::markup::{Words, marked};
use crate::scene::shell::{Block, Shell, What};
use crate::ui::live::live;
use crate::ui::view::*;

/// What a row of the screen is, as far as it tells rows apart.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Row {
    serial: u64,
    beginnings: u64,
    /// A watch that looks at one key only, which is none: which.
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

/// Watches of one key that is no key, with what they name, while others begin like it: somebody might expect to be told
/// of those.
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
        if looks_at_one && is_new && looks_past_others(etcd, watch) {
            watches.push((watch.op, watch.key.clone()));
        }
    }
    Silent { beginnings, watches }
}

fn looks_past_others(etcd: Etcd, watch: &WatchFrame) -> bool {
    // It has not begun yet.
    if watch.revision.is_none() {
        return false;
    }
    let looks_past = etcd.player.read_store(None, |_, store| {
        store.get(&watch.key).is_none() && store.range(&KeyRange::prefix(&*watch.key)).next().is_some()
    });
    looks_past == Some(true)
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
            // Of a topic that is none, the tool tells at the end of all topics.
            let stray = etcd.read_shell(|shell| shell.call_of(block.op)).and_then(|call| topic(&call));
            let printed = text.clone();
            let text = Words(text.trim_end_matches('\n')).to_string();
            let is_marked = Memo::new(move |_| is_news && is_new());
            let is_grid = text.starts_with('+');
            let text = if is_grid { format!("<span>{text}</span>") } else { text };
            let call = etcd.read_shell(|shell| shell.call_of(block.op));
            let remark = call.as_ref().and_then(|call| tool::remark(&call.line, &call.stdin, &printed));
            let remark = remark.map(|remark| {
                let words = move || {
                    let texts = &etcd.t().terminal;
                    match remark {
                        Remark::Otherwise => texts.otherwise,
                        Remark::NothingDeleted => texts.nothing_deleted,
                        Remark::NoLease => texts.no_lease,
                    }
                };
                view! { <p class="cli-note" lang=live(lang)>{live(words)}</p> }
            });
            view! {
                {whose}
                {before}
                {help}
                {stray.map(|trouble| friendly(etcd, trouble))}
                <pre class="cli-out" class:cli-new=is_marked class:cli-grid=is_grid inner_html=text></pre>
                {remark}
            }
            .into_any()
        }
        What::Failed { call, text, .. } => {
            let whose = row.is_apart.then(|| whose(etcd, block.op));
            let trouble = tool::trouble(&call.line, &call.stdin, &text);
            let words = Words(text.trim_end_matches('\n')).to_string();
            let is_worded = (etcd.t().terminal.trouble)(&trouble, false).is_some() && topic(&call).is_none();
            view! {
                {whose}
                <pre class="cli-failed" inner_html=words></pre>
                {is_worded.then(|| friendly(etcd, trouble))}
            }
            .into_any()
        }
        What::Said(text) => {
            let lines = text.lines().map(|line| format!("&gt; {}", Words(line))).collect::<Vec<_>>().join("\n");
            view! { <pre class="cli-typed cli-stdin" inner_html=lines></pre> }.into_any()
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

/// What is wrong with a line that asks for help with what is no command: the tool prints all of its help then.
fn topic(call: &EtcdctlCall) -> Option<Trouble> {
    let refused = etcdctl::parse(&call.line, &call.stdin).err()?;
    (!refused.output.stdout.is_empty())
        .then_some(refused.why)
        .filter(|why| matches!(why, Trouble::UnknownCommand { .. }))
}

fn friendly(etcd: Etcd, trouble: Trouble) -> impl IntoView {
    let sentence = move || {
        let technical = etcd.prefs.technical.get();
        let text = (etcd.t().terminal.trouble)(&trouble, technical).unwrap_or_default();
        Words(&text).to_string()
    };
    note(etcd, live(sentence))
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
                What::Said(said) => {
                    text.push_str(said);
                    text.push('\n');
                }
                What::Silent(_) | What::Branched { .. } => {}
            }
        }
        text
    })
}
