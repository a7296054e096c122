//! The river: who is on which side, and whether it is full.

use super::{Bench, tool};
use crate::cluster::MemberId;
use crate::paint::kit;
use crate::palette::{self, Sides};
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::keys::move_to;
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

#[component]
pub fn River() -> impl IntoView {
    let bench = Bench::expect();
    // Of a river that is low the frame knows no sides: here they are made ready.
    let draft = RwSignal::new(Sides::new());
    let sides = Memo::new(move |_| palette::sides(&bench.player.frame.read(), &draft.read()));
    let full = Memo::new(move |_| !bench.player.frame.read().network.groups.is_empty());
    let pour = move || {
        let wanted = if full.get_untracked() { Sides::new() } else { sides.get_untracked() };
        bench.ask(|_| palette::part(&wanted));
    };
    let cross = move |id: MemberId| {
        let wanted = palette::moved(sides.get_untracked(), id);
        if full.get_untracked() {
            bench.ask(|_| palette::part(&wanted));
        }
        draft.set(wanted);
        // The button is somebody else's now; the keyboard stays with the friend.
        request_animation_frame(move || move_to(&button_id(id)));
    };
    let friend = move |(id, side, next): (MemberId, usize, usize)| {
        view! {
            <button
                id=button_id(id)
                aria-label=live(move || (bench.t().side)(id, side, next))
                on:click=press(move || cross(id))
            >
                {symbol_view(kit::badge(id), 24, 24, "")}
            </button>
        }
    };
    let banks = move || {
        let sides = sides.get();
        let last = sides.len();
        let bank = |(side, friends): (usize, Vec<MemberId>)| {
            let friends = friends.into_iter().map(|id| friend((id, side, side % last + 1))).collect_view();
            view! { <div class="bank">{friends}</div> }
        };
        let banks = (1..).zip(sides).filter(|(_, friends)| !friends.is_empty());
        banks.map(bank).collect_view().into_any()
    };
    view! {
        <section>
            <div class="lab-row">
                <h3>{live(move || bench.t().river)}</h3>
                {tool(
                    icon_view(Icon::River, 20),
                    live(move || if full.get() { bench.t().lower } else { bench.t().fill }),
                    pour,
                )}
            </div>
            <div
                class="banks"
                data-full=live(move || full.get().to_string())
                role="group"
                aria-label=live(move || bench.t().sides)
            >
                {part(banks)}
            </div>
        </section>
    }
}

fn button_id(id: MemberId) -> String {
    format!("side-{id}")
}
