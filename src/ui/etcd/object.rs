//! One key: what is in it, what its last change did, its past, and who keeps an eye on it.

use leptos::ev::KeyboardEvent;

use super::tree::back_to_tree;
use super::{Etcd, bring_into_sight};
use crate::cluster::{MemberId, WatchFrame};
use crate::etcd::{KeyRange, RangeEnd};
use crate::paint;
use crate::paint::markup::{Words, marked};
use crate::scene::keys::{Object as Model, Version};
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// Who asked for notices of it.
#[derive(Clone, PartialEq)]
struct Watcher {
    client: String,
    member: MemberId,
    knows: Option<bool>,
}

#[component]
pub fn Object() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    // What it depends on: not on every picture.
    let grounds = Memo::new(move |_| {
        let endpoint = etcd.shown_member();
        let frame = etcd.player.frame.read();
        let members = frame.members.iter().map(|member| (member.id, member.up, member.revision)).collect::<Vec<_>>();
        (etcd.chosen.get(), endpoint, etcd.beginnings(), members)
    });
    let object = Memo::new(move |_| {
        let (chosen, endpoint, ..) = &*grounds.read();
        let (key, revision) = chosen.as_ref()?;
        etcd.player.read_store(*endpoint, |_, store| Model::of(store, key, *revision))
    });
    let key =
        Memo::new(move |_| etcd.chosen.with(|chosen| chosen.as_ref().map(|(key, _)| key.clone())).unwrap_or_default());
    let facts = move || object.with(|object| object.as_ref().map(|object| facts(etcd, object)).unwrap_or_default());
    let painted = move || {
        let texts = &etcd.t().object;
        object.with(|object| object.as_ref().map(|object| paint::keys::value(&object.lines, texts)).unwrap_or_default())
    };
    let is_cut = Memo::new(move |_| object.with(|object| object.as_ref().is_some_and(|object| object.is_cut)));
    let has_value =
        Memo::new(move |_| object.with(|object| object.as_ref().is_some_and(|object| !object.lines.is_empty())));
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            back_to_tree(etcd);
        }
    };
    view! {
        <div class="object" on:keydown=escape>
            <button class="object-back" id="object-back" on:click=press(move || back_to_tree(etcd))>
                {icon_view(Icon::ChevronLeft, 20)}
                {etcd.named(|texts| texts.object.back)}
            </button>
            <p class="object-key" lang="en" inner_html=live(move || paint::keys::key(&key.read()))></p>
            <p class="object-facts" id="object-facts" inner_html=live(facts)></p>
            <pre
                class="object-value"
                lang="en"
                tabindex="0"
                aria-label=etcd.text(|texts| texts.object.value)
                inner_html=live(painted)
                hidden=move || !has_value.get()
            ></pre>
            <p class="etcd-hint" hidden=move || !is_cut.get()>{etcd.text(|texts| texts.object.cut)}</p>
            {watchers(etcd)}
            {history(etcd, object)}
        </div>
    }
}

fn facts(etcd: Etcd, object: &Model) -> String {
    let texts = &etcd.t().object;
    let technical = etcd.prefs.technical.get();
    let Some(shown) = object.shown else { return Words(texts.nothing).to_string() };
    let mut facts = if shown.version == 0 {
        vec![(texts.deleted)(shown.changed, technical)]
    } else {
        vec![
            (texts.created)(shown.created, technical),
            (texts.changed)(shown.changed),
            format!("{} *{}*", texts.version, shown.version),
        ]
    };
    if !object.is_newest {
        facts.insert(0, (texts.past)(shown.changed, technical));
    }
    if let Some(lease) = object.lease() {
        let id = format!("{lease:x}");
        let frame = etcd.player.frame.read();
        if let Some(found) = frame.leases.iter().find(|found| found.id == id) {
            facts.push((etcd.t().tree.lease)(found.remaining_us.map(|us| us.div_ceil(1_000_000))));
        }
    }
    if shown.version != 0 && object.lines.is_empty() {
        facts.push(texts.empty.to_owned());
    }
    facts.iter().map(|fact| format!("<span>{}</span>", marked(fact))).collect()
}

fn history(etcd: Etcd, object: Memo<Option<Model>>) -> impl IntoView {
    let versions = Memo::new(move |_| {
        object.with(|object| object.as_ref().map(|object| (object.versions.clone(), object.more)).unwrap_or_default())
    });
    let shown = Memo::new(move |_| object.with(|object| object.as_ref()?.shown.map(|shown| shown.changed)));
    let row = move |version: &Version| {
        let revision = version.revision;
        let name = version.clone();
        let words = move || {
            let what = if name.version == 0 {
                format!("<em>{}</em>", Words(etcd.t().object.was_deleted))
            } else {
                format!("<span lang=en>{}</span>", Words(&name.value))
            };
            let count =
                if name.version == 0 { String::new() } else { format!("{} {}", etcd.t().object.version, name.version) };
            format!(
                "<b>{}</b><small>{}</small>{what}",
                Words(&(etcd.t().tree.revision)(revision, etcd.prefs.technical.get())),
                Words(&count)
            )
        };
        let show = move || {
            etcd.chosen.update(|chosen| {
                if let Some((_, at)) = chosen {
                    *at = Some(revision);
                }
            });
            // What was in it then stands above.
            request_animation_frame(|| bring_into_sight("object-facts"));
        };
        view! {
            <li>
                <button
                    aria-pressed=live(move || (shown.get() == Some(revision)).to_string())
                    on:click=press(show)
                    inner_html=live(words)
                ></button>
            </li>
        }
    };
    let more = move || match versions.read().1 {
        0 => String::new(),
        more => (etcd.t().object.more)(more),
    };
    view! {
        <section class="object-part" hidden=move || versions.read().0.is_empty()>
            <h3>{etcd.named(|texts| texts.object.history)}</h3>
            <ol class="object-history">
                {part(move || versions.read().0.iter().map(row).collect_view().into_any())}
            </ol>
            <p class="etcd-hint">{live(more)}</p>
        </section>
    }
}

fn watchers(etcd: Etcd) -> impl IntoView {
    let watchers = Memo::new(move |_| {
        let chosen = etcd.chosen.get();
        let Some((key, _)) = chosen else { return Vec::new() };
        let frame = etcd.player.frame.read();
        let revision = frame.members.iter().filter(|member| member.up).map(|member| member.revision).max().unwrap_or(0);
        let changed =
            etcd.player.read_store(None, |_, store| store.kept(&key).last().map(|kv| kv.mod_revision)).flatten();
        let changed = changed.unwrap_or(revision);
        frame
            .watches
            .iter()
            .filter(|watch| range(watch).contains(&key))
            .map(|watch| Watcher::of(watch, changed))
            .collect()
    });
    let painted = move || {
        let texts = &etcd.t().object;
        let lang = etcd.prefs.lang.get();
        let card = |watcher: &Watcher| {
            let (class, said) = match watcher.knows {
                Some(true) => ("", texts.knows),
                Some(false) => (" class=coming", texts.on_its_way),
                None => (" class=deaf", texts.not_connected),
            };
            format!(
                "<li{class}>{}<b>{}</b><small>{}</small></li>",
                icon(Icon::Bell, 20),
                Words(lang.client(&watcher.client)),
                Words(said)
            )
        };
        watchers.read().iter().map(card).collect::<String>()
    };
    view! {
        <section class="object-part">
            <h3>{etcd.named(|texts| texts.object.watchers)}</h3>
            <ul class="object-watchers" inner_html=live(painted)></ul>
            <p class="etcd-hint" hidden=move || !watchers.read().is_empty()>{etcd.named(|texts| texts.object.nobody)}</p>
        </section>
    }
}

impl Watcher {
    /// `changed`: the revision of the key's last change.
    fn of(watch: &WatchFrame, changed: u64) -> Watcher {
        let knows = watch.connected.then(|| watch.revision.is_some_and(|told| told >= changed));
        Watcher { client: watch.client.to_string(), member: watch.member, knows }
    }
}

fn range(watch: &WatchFrame) -> KeyRange {
    let end = match watch.range_end.as_deref() {
        None => RangeEnd::Single,
        Some("") => RangeEnd::Unbounded,
        Some(end) => RangeEnd::Before(end.to_owned()),
    };
    KeyRange { key: watch.key.clone(), end }
}
