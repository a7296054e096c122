//! The rail of time: drag it, click it or use the keys; it marks what happened.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use crate::narration::Glyph;
use crate::paint::markup::{N, Words};
use crate::scene::rail::Rail;
use crate::ui::icons::{Icon, icon};
use crate::ui::later::Later;
use crate::ui::live::live;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

const ARROW_US: u64 = 100_000;
const PAGE_US: u64 = 2_000_000;

#[component]
pub fn Scrubber() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let now = Memo::new(move |_| player.frame.read().t_us);
    let end = Memo::new(move |_| player.end_us.get().max(now.get()));
    let percent = move || format!("{}%", N(Rail { end_us: end.get() }.share(now.get()) * 100.0));
    let at_end = Memo::new(move |_| now.get() >= end.get());
    let spoken = move || {
        let time = prefs.lang.get().time_spoken(now.get());
        if at_end.get() { format!("{time}, {}", prefs.t().transport.live) } else { time }
    };
    let drag = Drag::new(player);
    let down = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        if let Some(rail_element) = rail_element(&event) {
            // Without capture the drag merely ends at the edge of the rail.
            let _ = rail_element.set_pointer_capture(event.pointer_id());
            drag.begin(time_at(&event, &rail_element, Rail { end_us: end.get_untracked() }));
        }
    };
    let moved = move |event: PointerEvent| {
        if drag.is_on()
            && let Some(rail_element) = rail_element(&event)
        {
            drag.to(time_at(&event, &rail_element, Rail { end_us: end.get_untracked() }));
        }
    };
    let key = move |event: KeyboardEvent| {
        let (t, end) = (now.get_untracked(), end.get_untracked());
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => t.saturating_sub(ARROW_US),
            "ArrowRight" | "ArrowUp" => t + ARROW_US,
            "PageDown" => t.saturating_sub(PAGE_US),
            "PageUp" => t + PAGE_US,
            "Home" => 0,
            "End" => end,
            _ => return,
        };
        event.prevent_default();
        player.seek(to.min(end));
    };
    view! {
        <div
            class="scrub"
            role="slider"
            tabindex="0"
            aria-label=live(move || prefs.t().transport.scrubber)
            aria-valuemin="0"
            aria-valuemax=live(move || (end.get() / 1000).to_string())
            aria-valuenow=live(move || (now.get() / 1000).to_string())
            aria-valuetext=live(spoken)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| drag.end()
            on:pointercancel=move |_| drag.end()
            on:keydown=key
        >
            <div class="scrub-rail"></div>
            <div class="scrub-past" style:width=live(percent)></div>
            <Marks end=end />
            <div class="scrub-knob" class:live=at_end style:left=live(percent)></div>
        </div>
    }
}

/// Where to go while the knob is held: at most once per drawn picture, since going back runs the world again.
#[derive(Clone, Copy)]
struct Drag {
    player: Player,
    on: StoredValue<bool>,
    wanted: StoredValue<Option<u64>>,
}

impl Drag {
    fn new(player: Player) -> Drag {
        Drag { player, on: StoredValue::new(false), wanted: StoredValue::new(None) }
    }

    fn is_on(self) -> bool {
        self.on.get_value()
    }

    fn begin(self, t_us: u64) {
        self.on.set_value(true);
        self.to(t_us);
    }

    fn to(self, t_us: u64) {
        let asked = self.wanted.get_value().is_some();
        self.wanted.set_value(Some(t_us));
        if !asked {
            request_animation_frame(move || {
                if let Some(t_us) = self.wanted.try_update_value(Option::take).flatten() {
                    self.player.seek(t_us);
                }
            });
        }
    }

    fn end(self) {
        self.on.set_value(false);
    }
}

fn rail_element(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn time_at(event: &PointerEvent, element: &Element, rail: Rail) -> u64 {
    let place = element.get_bounding_client_rect();
    rail.time((f64::from(event.client_x()) - place.left()) / place.width().max(1.0))
}

#[component]
fn Marks(end: Memo<u64>) -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let later = Later::expect();
    let painted = Memo::new(move |_| {
        let (lang, marks) = (prefs.lang.get(), player.marks.read());
        let paint = |(share, index): (f64, usize)| {
            let mark = &marks[index];
            format!(
                r#"<span class="scrub-mark" style="left:{}%" title="{}: {}">{}</span>"#,
                N(share * 100.0),
                lang.time(mark.t_us),
                Words(&later.told(lang, mark.who, &mark.what, false).plain()),
                icon(mark_icon(mark.what.glyph()), 22)
            )
        };
        Rail { end_us: end.get() }.spread(&marks).into_iter().map(paint).collect::<String>()
    });
    view! { <div class="scrub-marks" aria-hidden="true" inner_html=painted></div> }
}

fn mark_icon(glyph: Glyph) -> Icon {
    match glyph {
        Glyph::Piece => Icon::Piece,
        Glyph::Picture => Icon::Star,
        Glyph::Cap => Icon::Cap,
        Glyph::Away => Icon::Door,
        Glyph::Home => Icon::Home,
        Glyph::Lost => Icon::LetterLost,
        Glyph::Clock => Icon::Clock,
        Glyph::River => Icon::River,
        Glyph::Copy => Icon::Copies,
        _ => Icon::Plus,
    }
}
