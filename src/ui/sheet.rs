//! What stands beside the stage: the things to try or the laboratory. And where there is no room for everything at
//! once: whether the panel shows that, the story or the legend, and how much of a small screen it takes.

use leptos::ev::PointerEvent;
use leptos::wasm_bindgen::JsValue;

use crate::i18n::Catalogue;
use crate::platform::address::{self, Place};
use crate::platform::storage;
use crate::ui::live::live;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Try,
    Feed,
    Etcd,
    Legend,
}

impl Tab {
    const ALL: [Tab; 4] = [Tab::Try, Tab::Feed, Tab::Etcd, Tab::Legend];

    fn name(self, texts: &'static Catalogue, place: Place) -> &'static str {
        match self {
            Tab::Try if place == Place::Laboratory => texts.places.laboratory,
            Tab::Try if matches!(place, Place::Lesson(..)) => texts.trail.lesson,
            Tab::Try => texts.side.tab_try,
            Tab::Feed => texts.side.tab_feed,
            Tab::Etcd => texts.side.tab_etcd,
            Tab::Legend => texts.side.tab_legend,
        }
    }

    /// For styles: which parts are on show.
    pub fn code(self) -> &'static str {
        match self {
            Tab::Try => "try",
            Tab::Feed => "feed",
            Tab::Etcd => "etcd",
            Tab::Legend => "legend",
        }
    }
}

/// How much of the screen the sheet takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Peek,
    Half,
    Full,
}

/// On screens lower than this, half a sheet would show nothing of what is in it.
const HALF_PX_MIN: f64 = 700.0;

impl Size {
    /// What an open sheet takes: half, or all of it on short phones.
    fn opened() -> Size {
        let is_short = pixels(window().inner_height()) < HALF_PX_MIN && is_phone();
        if is_short { Size::Full } else { Size::Half }
    }

    pub fn code(self) -> &'static str {
        match self {
            Size::Peek => "peek",
            Size::Half => "half",
            Size::Full => "full",
        }
    }

    fn up(self) -> Size {
        if self == Size::Peek { Size::Half } else { Size::Full }
    }

    fn down(self) -> Size {
        if self == Size::Full { Size::Half } else { Size::Peek }
    }
}

fn pixels(measure: Result<JsValue, JsValue>) -> f64 {
    measure.ok().and_then(|px| px.as_f64()).unwrap_or(f64::MAX)
}

fn is_phone() -> bool {
    pixels(window().inner_width()) < 720.0
}

/// What is on show.
#[derive(Clone, Copy)]
struct Shown {
    place: Place,
    tab: Tab,
    size: Size,
    /// Whether the card beside the stage holds etcd's drawers instead of the story; remembered.
    etcd: bool,
}

/// Under which name that is remembered.
const ETCD: &str = "side.etcd";

/// The panel's state. In the context.
#[derive(Clone, Copy)]
pub struct Panel(RwSignal<Shown>);

impl Panel {
    pub fn provide(place: Place) -> Panel {
        let etcd = storage::get_flag(ETCD).unwrap_or(false);
        let panel = Panel(RwSignal::new(Shown { place, tab: Tab::Try, size: Size::opened(), etcd }));
        provide_context(panel);
        panel
    }

    pub fn place(self) -> Place {
        self.0.get().place
    }

    /// The number of the lesson that is taken.
    pub fn lesson(self) -> Option<u8> {
        if let Place::Lesson(number, _) = self.place() { Some(number) } else { None }
    }

    /// Whether the place has text instead of the village. Not tracked.
    pub fn has_text(self) -> bool {
        self.0.get_untracked().place.is_text()
    }

    /// Whether the place is a lesson. Not tracked.
    pub fn leads(self) -> bool {
        matches!(self.0.get_untracked().place, Place::Lesson(..))
    }

    pub fn tab(self) -> Tab {
        self.0.get().tab
    }

    pub fn size(self) -> Size {
        self.0.get().size
    }

    /// What the address says, whether it is new or not: links carry its options.
    pub fn go(self, place: Place) {
        let is_new = self.0.get_untracked().place != place;
        self.change(&|shown| shown.place = place);
        if is_new {
            self.show(Tab::Try);
        }
    }

    /// Where a link to `place` leads, as long as the address stays.
    pub fn link(self, place: Place) -> String {
        self.0.track();
        address::link(place)
    }

    /// Goes to `place`, as its link would.
    pub fn leave_for(self, place: Place) {
        address::open(place);
    }

    /// Whether the card beside the stage holds etcd's drawers.
    pub fn has_etcd(self) -> bool {
        self.0.get().etcd
    }

    pub fn show(self, tab: Tab) {
        self.change(&|shown| shown.tab = tab);
        if tab != Tab::Try {
            self.change(&|shown| shown.etcd = tab == Tab::Etcd);
            storage::set_flag(ETCD, tab == Tab::Etcd);
        }
        self.resize(|size| if size == Size::Peek { Size::opened() } else { size });
        // On a phone, half a sheet would hold the terminal's head and no more.
        if tab == Tab::Etcd && is_phone() {
            self.resize(|_| Size::Full);
        }
    }

    /// Has the card beside the stage hold etcd's drawers, where there is room for it, and leaves the rest as it is.
    pub fn lay_open_etcd(self) {
        if !self.0.get_untracked().etcd {
            self.change(&|shown| shown.etcd = true);
        }
    }

    fn resize(self, change: fn(Size) -> Size) {
        self.change(&|shown| shown.size = change(shown.size));
    }

    fn change(self, change: &dyn Fn(&mut Shown)) {
        self.0.update(|shown| change(shown));
    }

    /// Something is about to happen on the stage: a full sheet would hide it.
    pub fn uncover_stage(self) {
        self.resize(|size| if size == Size::Full { Size::Half } else { size });
    }
}

/// A drag shorter than this is a press.
const DRAG_PX_MIN: i32 = 20;

#[component]
pub fn Tabs() -> impl IntoView {
    let prefs = Prefs::expect();
    let panel = expect_context::<Panel>();
    let held_at = StoredValue::new(None::<i32>);
    let dragged = StoredValue::new(false);
    let release = move |event: PointerEvent| {
        let Some(from) = held_at.try_update_value(Option::take).flatten() else { return };
        let way = event.client_y() - from;
        dragged.set_value(way.abs() >= DRAG_PX_MIN);
        if way <= -DRAG_PX_MIN {
            panel.resize(Size::up);
        } else if way >= DRAG_PX_MIN {
            panel.resize(Size::down);
        }
    };
    let press = move |_| {
        // The click that ends a drag is none.
        if dragged.try_update_value(std::mem::take) != Some(true) {
            panel.resize(|size| if size == Size::Full { Size::Peek } else { size.up() });
        }
    };
    let grab_label = move || {
        let texts = &prefs.t().side;
        if panel.size() == Size::Full { texts.sheet_close } else { texts.sheet_open }
    };
    view! {
        <div class="tabs">
            <button
                class="grab"
                aria-label=live(grab_label)
                aria-expanded=live(move || (panel.size() != Size::Peek).to_string())
                on:pointerdown=move |event| held_at.set_value(Some(event.client_y()))
                on:pointerup=release
                on:pointercancel=move |_| held_at.set_value(None)
                on:click=press
            ></button>
            <div class="tab-row" role="group" aria-label=live(move || prefs.t().side.tabs)>
                {Tab::ALL
                    .map(|tab| {
                        view! {
                            <button
                                aria-pressed=live(move || (panel.tab() == tab).to_string())
                                on:click=crate::ui::live::press(move || panel.show(tab))
                            >
                                {live(move || tab.name(prefs.t(), panel.place()))}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}
