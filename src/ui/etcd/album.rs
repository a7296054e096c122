//! The photo album: files with all keys in them, taken, brought, saved; and what beginning anew from one would cost.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

use super::files::{Came, bring};
use super::{Etcd, bring_into_sight};
use crate::cluster::{Action, FileFrame};
use crate::paint;
use crate::paint::markup::{Words, marked};
use crate::platform::files;
use crate::scene::keys::{Loss, Names, pieces};
use crate::scene::restores::Restored;
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// So many keys are named at once; the others are a press away.
const NAMED_AT_ONCE: usize = 6;

/// Where the course restores to.
const DATA_DIR: &str = "/var/lib/etcd";

/// A file, and the pieces on its picture by number.
#[derive(Clone, PartialEq)]
struct Photo {
    file: FileFrame,
    pieces: Vec<u8>,
}

#[component]
pub fn Album() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let files = Memo::new(move |_| etcd.player.frame.read().files.clone());
    let photos = Memo::new(move |_| files.read().iter().map(|file| photo_of(etcd, file)).collect::<Vec<_>>());
    let dirs = Memo::new(move |_| etcd.restored());
    // What somebody has just restored, or begun from, comes into sight.
    let newest = Memo::new(move |_| dirs.read().first().map(|dir| (dir.name.clone(), dir.begun_us)));
    Effect::new(move |before: Option<Option<(String, Option<u64>)>>| {
        let newest = newest.get();
        if newest.is_some() && before.is_some_and(|before| before != newest) {
            request_animation_frame(show_newest);
        }
        newest
    });
    let take = move || {
        let taken = files.get_untracked();
        let is_free = |name: &String| taken.iter().all(|file| file.name != *name);
        let name = (1..).map(|number| format!("backup-{number}.db")).find(is_free).unwrap_or_default();
        etcd.run(&format!("snapshot save {name}"), "", false);
    };
    view! {
        <div class="etcd-scroll album">
            <button class="btn" on:click=press(take)>
                {icon_view(Icon::Photo, 20)}
                {etcd.text(|texts| texts.photo.take)}
            </button>
            {part(move || dirs.get().into_iter().map(|dir| restored(etcd, dir)).collect_view().into_any())}
            <ul class="photos">{part(move || photos.get().into_iter().enumerate().map(|(at, photo)| card(etcd, at, photo)).collect_view().into_any())}</ul>
            <p class="etcd-hint" hidden=move || !photos.read().is_empty()>{etcd.text(|texts| texts.photo.none)}</p>
            {drop_zone(etcd)}
            <p class="etcd-hint">{etcd.text(|texts| texts.photo.etcdutl)}</p>
        </div>
    }
}

fn photo_of(etcd: Etcd, file: &FileFrame) -> Photo {
    let store = etcd.player.file(&file.name).and_then(|found| found.store.ok());
    Photo { file: file.clone(), pieces: store.map(|store| pieces(&store)).unwrap_or_default() }
}

const NEWEST: &str = "album-newest";
const BEGIN: &str = "album-begin";

/// With the keyboard, unless that is elsewhere: what was pressed may be gone.
fn show_newest() {
    bring_into_sight(NEWEST);
    let active = document().active_element();
    if active.is_none_or(|active| active.matches("body, .album *") == Ok(true)) {
        let to = document().get_element_by_id(BEGIN).or_else(|| document().get_element_by_id(NEWEST));
        if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
            let _ = to.focus();
        }
    }
}

fn card(etcd: Etcd, at: usize, photo: Photo) -> impl IntoView {
    let Photo { file, pieces } = photo;
    let name = file.name.clone();
    let is_bad = file.fault.is_some();
    let drawing = paint::photos::polaroid(at, &pieces);
    let words = move || {
        let texts = &etcd.t().photo;
        let (what, verdict) = match (&file.fault, file.revision, file.keys) {
            (None, Some(revision), Some(keys)) => {
                let well = format!("<span class=well>{}{}</span>", icon(Icon::Check, 16), Words(texts.well));
                ((texts.tells)(revision, etcd.prefs.technical.get(), keys, pieces.len(), file.bytes), well)
            }
            (fault, ..) => {
                let why = fault.as_ref().map_or("", |fault| (texts.fault)(fault));
                let bad = format!("<span class=bad>{}{}</span>", icon(Icon::Close, 16), Words(texts.bad));
                (format!("{why} {}", (texts.bytes)(file.bytes)), bad)
            }
        };
        format!("<b lang=en>{}</b><span>{}</span>{verdict}", Words(&file.name), Words(&what))
    };
    let (saved, restored) = (name.clone(), name.clone());
    let save = move || {
        if let Some(file) = etcd.player.file(&saved) {
            files::save(&saved, &file.bytes);
        }
    };
    let restore = move || {
        let dir = free_dir(etcd);
        etcd.run(&format!("snapshot restore {restored} --data-dir={dir}"), "", false);
    };
    view! {
        <li class:bad=is_bad data-file=name>
            <span inner_html=drawing></span>
            <p inner_html=live(words)></p>
            <div class="photo-tools">
                <button on:click=press(save)>{icon_view(Icon::Download, 20)} {etcd.text(|texts| texts.photo.download)}</button>
                <button hidden=is_bad on:click=press(restore)>
                    {icon_view(Icon::Mend, 20)}
                    {etcd.text(|texts| texts.photo.restore)}
                </button>
            </div>
        </li>
    }
}

/// A directory that is not there yet: `snapshot restore` makes none twice.
pub fn free_dir(etcd: Etcd) -> String {
    let is_free =
        |name: &String| etcd.player.frame.with_untracked(|frame| frame.data_dirs.iter().all(|dir| dir.name != *name));
    let names = (1..).map(|number| if number == 1 { DATA_DIR.to_owned() } else { format!("{DATA_DIR}-{number}") });
    names.into_iter().find(is_free).unwrap_or_default()
}

/// What was restored: whether everybody began anew from it, or else, of the newest, what that would mean and the button
/// that does it.
fn restored(etcd: Etcd, dir: Restored) -> AnyView {
    if dir.is_newest && dir.begun_us.is_none() {
        return ready(etcd, dir).into_any();
    }
    let name = dir.name.clone();
    let told = move || {
        let (texts, technical) = (&etcd.t().photo, etcd.prefs.technical.get());
        match dir.begun_us {
            Some(at_us) => marked(&(texts.begun)(&dir.name, dir.revision, technical, at_us)),
            None => marked(&(texts.outdated)(&dir.name, dir.revision, technical)),
        }
    };
    let is_begun = dir.begun_us.is_some();
    let id = if dir.is_newest { NEWEST } else { "" };
    view! { <p class="restored used" class:begun=is_begun data-dir=name id=id tabindex="-1" inner_html=live(told)></p> }
        .into_any()
}

fn ready(etcd: Etcd, dir: Restored) -> impl IntoView {
    // Compared with what is there now; worked out when that changes.
    let revisions = Memo::new(move |_| {
        let beginnings = etcd.beginnings();
        let frame = etcd.player.frame.read();
        (beginnings, frame.members.iter().map(|member| (member.up, member.revision)).collect::<Vec<_>>())
    });
    let (name, data_dir, marked_as) = (dir.name.clone(), dir.name.clone(), dir.name.clone());
    let loss = Memo::new(move |_| {
        revisions.get();
        let photo = etcd.player.data_dir(&name)?;
        etcd.player.read_store(None, |_, now| Loss::of(now, &photo))
    });
    let ready = move || marked(&(etcd.t().photo.ready)(&dir.name, dir.revision, etcd.prefs.technical.get()));
    let told = move || {
        let texts = &etcd.t().photo;
        let mut out = String::new();
        if let Some(loss) = &*loss.read() {
            if !(loss.pieces_now.is_empty() && loss.pieces_then.is_empty()) {
                out.push_str(&paint::photos::boards(&loss.pieces_now, &loss.pieces_then, texts));
            }
            out.push_str(&names("gone", texts.gone, &loss.gone, etcd));
            out.push_str(&names("older", texts.older, &loss.older, etcd));
            out.push_str(&names("back", texts.back, &loss.back, etcd));
            if loss.gone.count + loss.older.count == 0 {
                out.push_str(&format!("<p>{}</p>", Words(texts.nothing_gone)));
            }
            if loss.same > 0 {
                out.push_str(&format!("<p>{}</p>", Words(&(texts.same)(loss.same, etcd.prefs.technical.get()))));
            }
        }
        out
    };
    let begin = move || {
        etcd.notices.dispatch(etcd.player, Action::StartFrom { data_dir: data_dir.clone() });
    };
    view! {
        <section class="restored" data-dir=marked_as id=NEWEST>
            <p inner_html=live(ready)></p>
            <button class="btn primary" id=BEGIN on:click=press(begin)>{etcd.text(|texts| texts.photo.begin)}</button>
            <p class="etcd-hint">{etcd.text(|texts| texts.photo.begin_hint)}</p>
            <div inner_html=live(told)></div>
        </section>
    }
}

/// One kind of keys, as a list with its headline; nothing if there are none.
fn names(class: &str, title: &str, names: &Names, etcd: Etcd) -> String {
    if names.count == 0 {
        return String::new();
    }
    let texts = etcd.t();
    let row = |(key, revision): &(String, u64)| {
        let revision = (texts.tree.revision)(*revision, etcd.prefs.technical.get());
        format!("<li><span lang=en>{}</span> <small>{}</small></li>", paint::keys::key(key), Words(&revision))
    };
    let others = names.count - names.pieces.len();
    // One more is no more to read than the words that it is hidden by.
    let at_once = if others == NAMED_AT_ONCE + 1 { others } else { NAMED_AT_ONCE.min(others) };
    let rows: String = names.named[..at_once].iter().map(row).collect();
    let unnamed = match others - names.named.len() {
        0 => String::new(),
        more => format!("<li>{}</li>", Words(&(texts.photo.more)(more))),
    };
    let more = match others - at_once {
        0 => String::new(),
        more => {
            let rows: String = names.named[at_once..].iter().map(row).collect();
            let more = (texts.photo.more)(more);
            format!("<details><summary>{}</summary><ul>{rows}{unnamed}</ul></details>", Words(&more))
        }
    };
    let pieces = match &names.pieces[..] {
        [] => String::new(),
        pieces => format!("<p>{}</p>", Words(&(texts.photo.pieces)(pieces))),
    };
    let (title, count) = (Words(title), names.count);
    format!("<div class={class}><h3>{title} ({count})</h3>{pieces}<ul>{rows}</ul>{more}</div>")
}

/// A file is dropped here, or anywhere on the page; or chosen.
fn drop_zone(etcd: Etcd) -> impl IntoView {
    let (came, held) = (etcd.came, etcd.held);
    let choose = move |event: leptos::web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            bring(etcd, &file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    let is_bad = Memo::new(move |_| came.with(|came| came.as_ref().is_some_and(|came| !matches!(came, Came::Well(_)))));
    let words = move || {
        let texts = &etcd.t().photo;
        came.with(|came| match came {
            None => String::new(),
            Some(Came::Well(name)) => (texts.came)(name),
            Some(Came::TooLarge(name)) => (texts.too_large)(name),
            Some(Came::Unreadable(name)) => (texts.unreadable)(name),
            Some(Came::Bad(name, fault)) => (texts.refused)(name, &format!("{} {}", (texts.fault)(fault), texts.bad)),
        })
    };
    // What was said of it may be out of sight, and the file dropped anywhere.
    let said = ElementRef::new();
    Effect::new(move || {
        if came.with(Option::is_some) || held.get() {
            request_animation_frame(move || {
                if let Some(said) = said.get_untracked() {
                    let said: &Element = said.as_ref();
                    said.scroll_into_view_with_bool(false);
                }
            });
        }
    });
    view! {
        <label class="drop" class:held=move || held.get() class:bad=is_bad>
            <span>
                <b>{etcd.text(|texts| texts.photo.drop)}</b>
                <u>{etcd.text(|texts| texts.photo.choose)}</u>
            </span>
            <input class="visually-hidden" accept=".db" type="file" on:change=choose />
            <span class="drop-said" role="alert" node_ref=said>{live(words)}</span>
        </label>
    }
}
