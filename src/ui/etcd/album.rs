//! The photo album: files with all keys in them, taken, brought, saved; and what beginning anew from one would cost.

use leptos::ev::DragEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

use super::Etcd;
use super::files::{Came, bring};
use crate::cluster::{Action, FileFrame};
use crate::paint;
use crate::paint::markup::{Words, marked};
use crate::platform::files;
use crate::puzzle::Piece;
use crate::scene::keys::{Loss, Names};
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
    let take = move || {
        let taken = files.get_untracked();
        let is_free = |name: &String| taken.iter().all(|file| file.name != *name);
        let name = (1..).map(|number| format!("backup-{number}.db")).find(is_free).unwrap_or_default();
        etcd.run(&format!("snapshot save {name}"), "");
    };
    view! {
        <div class="etcd-scroll album">
            <button class="btn" on:click=press(take)>
                {icon_view(Icon::Photo, 20)}
                {etcd.say(|texts| texts.photo.take)}
            </button>
            {part(move || dirs.get().into_iter().map(|dir| restored(etcd, dir)).collect_view().into_any())}
            <ul class="photos">{part(move || photos.get().into_iter().map(|photo| card(etcd, photo)).collect_view().into_any())}</ul>
            <p class="etcd-hint" hidden=move || !photos.read().is_empty()>{etcd.say(|texts| texts.photo.none)}</p>
            {drop_zone(etcd)}
            <p class="etcd-hint">{etcd.say(|texts| texts.photo.etcdutl)}</p>
        </div>
    }
}

fn photo_of(etcd: Etcd, file: &FileFrame) -> Photo {
    let store = etcd.player.file(&file.name).and_then(|found| found.store.ok());
    let pieces =
        store.map(|store| store.living().filter_map(|kv| Piece::from_key(&kv.key)).map(Piece::number).collect());
    Photo { file: file.clone(), pieces: pieces.unwrap_or_default() }
}

fn card(etcd: Etcd, photo: Photo) -> impl IntoView {
    let Photo { file, pieces } = photo;
    let name = file.name.clone();
    let is_bad = file.fault.is_some();
    let drawing = paint::keys::polaroid(&pieces);
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
        etcd.run(&format!("snapshot restore {restored} --data-dir={dir}"), "");
    };
    view! {
        <li class:bad=is_bad data-file=name>
            <span inner_html=drawing></span>
            <p inner_html=live(words)></p>
            <div class="photo-tools">
                <button on:click=press(save)>{icon_view(Icon::Download, 20)} {etcd.say(|texts| texts.photo.download)}</button>
                <button hidden=is_bad on:click=press(restore)>
                    {icon_view(Icon::Mend, 20)}
                    {etcd.say(|texts| texts.photo.restore)}
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
    view! { <p class="restored used" class:begun=is_begun data-dir=name inner_html=live(told)></p> }.into_any()
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
    let told = move || {
        let texts = &etcd.t().photo;
        let mut out = format!("<p>{}</p>", marked(&(texts.ready)(&dir.name, dir.revision, etcd.prefs.technical.get())));
        if let Some(loss) = &*loss.read() {
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
        <section class="restored" data-dir=marked_as>
            <div inner_html=live(told)></div>
            <button class="btn primary" on:click=press(begin)>{etcd.say(|texts| texts.photo.begin)}</button>
            <p class="etcd-hint">{etcd.say(|texts| texts.photo.begin_hint)}</p>
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
        let piece = Piece::from_key(key).map(|piece| (texts.photo.pieces)(&[piece.number()]));
        let piece = piece.map(|piece| format!("{} · ", Words(&piece))).unwrap_or_default();
        let revision = (texts.tree.revision)(*revision, etcd.prefs.technical.get());
        format!("<li>{piece}<span lang=en>{}</span> <small>{}</small></li>", paint::keys::key(key), Words(&revision))
    };
    // One more is no more to read than the words that it is hidden by.
    let at_once = if names.count == NAMED_AT_ONCE + 1 { names.count } else { NAMED_AT_ONCE.min(names.count) };
    let rows: String = names.named[..at_once].iter().map(row).collect();
    let unnamed = match names.count - names.named.len() {
        0 => String::new(),
        more => format!("<li>{}</li>", Words(&(texts.photo.more)(more))),
    };
    let more = match names.count - at_once {
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

/// A file is dropped here, or anywhere on the page while the album is open; or chosen.
fn drop_zone(etcd: Etcd) -> impl IntoView {
    let came = RwSignal::new(None::<Came>);
    let held = RwSignal::new(false);
    let first_file = |event: &DragEvent| event.data_transfer()?.files()?.item(0);
    // A file that is dropped elsewhere would take the page's place.
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        event.prevent_default();
        held.set(true);
    });
    let left = window_event_listener(leptos::ev::dragleave, move |event| {
        // The pointer has left the window, not only one of its parts.
        if event.related_target().is_none() {
            held.set(false);
        }
    });
    let dropped = window_event_listener(leptos::ev::drop, move |event| {
        event.prevent_default();
        held.set(false);
        if let Some(file) = first_file(&event) {
            bring(etcd, &file, came);
        }
    });
    on_cleanup(move || {
        over.remove();
        left.remove();
        dropped.remove();
    });
    let choose = move |event: leptos::web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            bring(etcd, &file, came);
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
        if came.with(Option::is_some) {
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
                <b>{etcd.say(|texts| texts.photo.drop)}</b>
                <u>{etcd.say(|texts| texts.photo.choose)}</u>
            </span>
            <input class="visually-hidden" accept=".db" type="file" on:change=choose />
            <span class="drop-said" role="alert" node_ref=said>{live(words)}</span>
        </label>
    }
}
