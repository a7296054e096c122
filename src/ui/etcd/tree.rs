//! The tree of keys: only the rows in sight are in the page, so ten thousand keys scroll like ten.
//!
//! Rows are worked out when the store, who is asked, or a folder changes; not with every picture.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::LocalStorage;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::Etcd;
use super::object::Object;
use crate::cluster::MemberId;
use crate::paint;
use crate::paint::markup::marked;
use crate::platform::screen;
use crate::scene::keys::{self, Kind, Pending, Row};
use crate::ui::keys::move_to;
use crate::ui::live::{live, part};
use crate::ui::view::*;

const ID: &str = "keys";
/// How long a deleted key stays in sight, struck through.
const STRUCK_US: u64 = 1_200_000;
/// How high a row is: for a mouse, and for a finger.
const ROW_PX: i32 = 24;
const ROW_TOUCH_PX: i32 = 44;
/// Up to so many rows, all are in the page.
const ALL_MAX: usize = 200;
/// How many more than those in sight are.
const SPARE: usize = 12;

/// What the rows are made of: they are worked out anew when it changes.
#[derive(Clone, PartialEq)]
struct Grounds {
    endpoint: Option<MemberId>,
    beginnings: u64,
    /// Who is at home, and their revisions.
    members: Vec<(MemberId, bool, u64)>,
    pending: Pending,
    deleted_after: u64,
}

#[derive(Clone, Copy)]
struct Tree {
    etcd: Etcd,
    closed: RwSignal<BTreeSet<String>>,
    /// Shared with the store, so no value of a signal.
    rows: StoredValue<Rc<[Row]>, LocalStorage>,
    /// Counts how often they were worked out.
    grown: Memo<u64>,
    /// Whose keys they are, and at which revision.
    whose: StoredValue<Option<(MemberId, u64)>>,
    active: RwSignal<usize>,
    scroll: RwSignal<(i32, i32)>,
    touch: leptos::prelude::ReadSignal<bool>,
}

impl Tree {
    fn new(etcd: Etcd) -> Tree {
        let rows = StoredValue::new_local(Rc::from([]));
        let whose = StoredValue::new(None);
        let closed = RwSignal::new(BTreeSet::new());
        let past = StoredValue::new(VecDeque::new());
        let grounds = Memo::new(move |_| Grounds::now(etcd, past));
        let grown = Memo::new(move |before: Option<&u64>| {
            let grounds = grounds.read();
            let closed = closed.read();
            let found = etcd.player.read_store(grounds.endpoint, |member, store| {
                let rows = keys::rows(store, &closed, &grounds.pending, grounds.deleted_after);
                (Rc::from(rows), (member, store.revision()))
            });
            match found {
                Some((found, of)) => {
                    rows.set_value(found);
                    whose.set_value(Some(of));
                }
                None => {
                    rows.set_value(Rc::from([]));
                    whose.set_value(None);
                }
            }
            before.map_or(0, |before| before + 1)
        });
        let touch = screen::media("(pointer: coarse)");
        Tree { etcd, closed, rows, grown, whose, active: RwSignal::new(0), scroll: RwSignal::new((0, 400)), touch }
    }

    /// Tracks nothing.
    fn rows(self) -> Rc<[Row]> {
        self.rows.get_value()
    }

    fn row_px(self) -> i32 {
        if self.touch.get() { ROW_TOUCH_PX } else { ROW_PX }
    }

    /// Opens or closes a folder, or shows a key.
    fn act(self, at: usize) {
        let rows = self.rows();
        let Some(row) = rows.get(at) else { return };
        self.active.set(at);
        match row.kind {
            Kind::Folder { is_open, .. } => self.set_open(row, !is_open),
            Kind::Key(_) => {
                self.etcd.chosen.set(Some((row.path().to_owned(), None)));
                request_animation_frame(|| move_to("object-back"));
            }
        }
    }

    fn set_open(self, row: &Row, open: bool) {
        self.closed.update(|closed| {
            if open {
                closed.remove(row.path());
            } else {
                closed.insert(row.path().to_owned());
            }
        });
    }

    /// What a key does (WAI-ARIA's tree pattern). Returns whether it does anything.
    fn key(self, key: &str) -> bool {
        let rows = self.rows();
        let Some(last) = rows.len().checked_sub(1) else { return false };
        let at = self.active.get_untracked().min(last);
        let row = &rows[at];
        let page = (self.scroll.get_untracked().1 / self.row_px()).max(1) as usize;
        let to = match (key, &row.kind) {
            ("ArrowDown", _) => (at + 1).min(last),
            ("ArrowUp", _) => at.saturating_sub(1),
            ("Home", _) => 0,
            ("End", _) => last,
            ("PageDown", _) => (at + page).min(last),
            ("PageUp", _) => at.saturating_sub(page),
            ("ArrowRight", Kind::Folder { is_open: false, .. }) => {
                self.set_open(row, true);
                at
            }
            ("ArrowRight", Kind::Folder { .. }) => (at + 1).min(last),
            ("ArrowLeft", Kind::Folder { is_open: true, .. }) => {
                self.set_open(row, false);
                at
            }
            ("ArrowLeft", _) => rows[..at].iter().rposition(|above| above.depth < row.depth).unwrap_or(at),
            ("Enter" | " ", _) => {
                self.act(at);
                at
            }
            _ => return false,
        };
        self.active.set(to);
        true
    }
}

impl Grounds {
    fn now(etcd: Etcd, past: StoredValue<VecDeque<(u64, u64)>>) -> Grounds {
        let endpoint = etcd.shown_member();
        let beginnings = etcd.beginnings();
        let frame = etcd.player.frame.read();
        let members = frame.members.iter().map(|member| (member.id, member.up, member.revision));
        let members: Vec<(MemberId, bool, u64)> = members.collect();
        let asked = members.iter().filter(|(id, up, _)| *up && endpoint.is_none_or(|asked| asked == *id));
        let revision = asked.map(|(.., revision)| *revision).max().unwrap_or(0);
        let deleted_after = past.try_update_value(|past| earlier_revision(past, frame.t_us, revision));
        let deleted_after = deleted_after.unwrap_or(revision);
        Grounds { endpoint, beginnings, members, pending: Pending::of(&frame), deleted_after }
    }
}

/// The revision that the store had when keys that are struck by now were not deleted yet. `past`: moments, each with the
/// revision from then on.
fn earlier_revision(past: &mut VecDeque<(u64, u64)>, now_us: u64, revision: u64) -> u64 {
    let went_back = past.back().is_some_and(|(t_us, last)| *t_us > now_us || *last > revision);
    if went_back {
        past.clear();
    }
    if past.back().is_none_or(|(_, last)| *last != revision) {
        past.push_back((now_us, revision));
    }
    while past.len() > 1 && past[1].0 + STRUCK_US <= now_us {
        past.pop_front();
    }
    past[0].1
}

/// All keys, or the one that was chosen.
#[component]
pub fn Keys() -> impl IntoView {
    let etcd = expect_context::<Etcd>();
    let tree = Tree::new(etcd);
    let is_chosen = Memo::new(move |_| etcd.chosen.with(Option::is_some));
    view! {
        <div class="keys" hidden=move || is_chosen.get()>
            <p class="keys-head" inner_html=live(move || head(tree))></p>
            {tree_view(tree, is_chosen)}
        </div>
        {part(move || if is_chosen.get() { view! { <Object /> }.into_any() } else { ().into_any() })}
    }
}

fn head(tree: Tree) -> String {
    tree.grown.get();
    let texts = &tree.etcd.t().tree;
    match (tree.whose.get_value(), tree.etcd.endpoint.get()) {
        (Some((member, revision)), _) => marked(&(texts.whose)(member, revision, tree.etcd.prefs.technical.get())),
        (None, Some(member)) => marked(&(texts.away)(member)),
        (None, None) => marked(texts.nobody),
    }
}

fn tree_view(tree: Tree, is_chosen: Memo<bool>) -> impl IntoView {
    let etcd = tree.etcd;
    let element = ElementRef::new();
    let measure = move || {
        if let Some(element) = element.get_untracked() {
            let element: &Element = element.as_ref();
            let measured = (element.scroll_top(), element.client_height());
            // While it is hidden it has no height, and nothing in it is in sight.
            if measured.1 > 0 && tree.scroll.get_untracked() != measured {
                tree.scroll.set(measured);
            }
        }
    };
    Effect::new(move || {
        is_chosen.get();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    // The rows in the page: from which one on, and how many.
    let window = Memo::new(move |_| {
        tree.grown.get();
        let count = tree.rows().len();
        if count <= ALL_MAX {
            return (0, count);
        }
        let (top, height) = tree.scroll.get();
        let row_px = tree.row_px();
        let first = ((top / row_px).max(0) as usize / SPARE * SPARE).saturating_sub(SPARE).min(count);
        let shown = (height / row_px).max(0) as usize + 3 * SPARE;
        (first, shown.min(count - first))
    });
    // Seconds, not pictures: rows are painted again when what they say changes.
    let left = Memo::new(move |_| {
        let frame = etcd.player.frame.read();
        let lease = |lease: &crate::cluster::LeaseFrame| {
            let id = i64::from_str_radix(&lease.id, 16).unwrap_or(0);
            (id, lease.remaining_us.map(|us| us.div_ceil(1_000_000)))
        };
        frame.leases.iter().map(lease).collect::<Vec<_>>()
    });
    let painted = move || {
        let (first, count) = window.get();
        tree.grown.get();
        let (rows, left) = (tree.rows(), left.read());
        let last = (first + count).min(rows.len());
        let look = paint::keys::Look {
            words: &etcd.t().tree,
            technical: etcd.prefs.technical.get(),
            first,
            active: Some(tree.active.get()),
            chosen: None,
            left: &|id| left.iter().find(|(lease, _)| *lease == id).map(|(_, left)| *left),
        };
        paint::keys::rows(&rows[first.min(last)..last], &look)
    };
    let height = move || {
        tree.grown.get();
        format!("{}px", tree.rows().len() as i32 * tree.row_px())
    };
    let top = move || format!("translateY({}px)", window.get().0 as i32 * tree.row_px());
    let clicked = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = target.and_then(|target| target.closest("[data-row]").ok().flatten());
        if let Some(at) = row.and_then(|row| row.get_attribute("data-row")?.parse().ok()) {
            tree.act(at);
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || !tree.key(&event.key()) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        if let Some(element) = element.get_untracked() {
            bring_into_sight(element.as_ref(), tree.active.get_untracked() as i32, tree.row_px());
        }
    };
    let is_empty = Memo::new(move |_| {
        tree.grown.get();
        tree.rows().is_empty()
    });
    let nothing = move || {
        tree.grown.get();
        if tree.whose.get_value().is_some() { etcd.t().tree.empty } else { "" }
    };
    view! {
        <div
            class="keys-tree"
            class:touch=move || tree.touch.get()
            id=ID
            role="tree"
            tabindex="0"
            aria-label=etcd.text(|texts| texts.tree.label)
            aria-activedescendant=live(move || format!("key-{}", tree.active.get()))
            node_ref=element
            on:scroll=move |_| measure()
            on:click=clicked
            on:keydown=pressed
            hidden=move || is_empty.get()
        >
            <div class="keys-all" role="presentation" style:height=live(height)>
                <div class="keys-window" role="presentation" style:transform=live(top) inner_html=live(painted)></div>
            </div>
        </div>
        <p class="etcd-none" hidden=move || !is_empty.get()>{live(nothing)}</p>
    }
}

fn bring_into_sight(tree: &Element, row: i32, row_px: i32) {
    let (top, height) = (tree.scroll_top(), tree.client_height());
    let (start, end) = (row * row_px, (row + 1) * row_px);
    if start < top {
        tree.set_scroll_top(start);
    } else if end > top + height {
        tree.set_scroll_top(end - height);
    }
}

/// Back to the tree, with the keyboard on it.
pub fn back_to_tree(etcd: Etcd) {
    etcd.chosen.set(None);
    request_animation_frame(|| move_to(ID));
}
