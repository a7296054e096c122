//! The river: who is on which side, and whether it is full.

use super::{Bench, tool};
use crate::cluster::MemberId;
use crate::paint::kit;
use crate::palette;
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::keys::move_to;
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

pub fn river(bench: Bench) -> impl IntoView {
    let full = move || bench.seen.read().is_parted;
    let now = move || bench.seen.with_untracked(|seen| (seen.sides.clone(), seen.is_parted));
    let pour = move || {
        let (sides, is_parted) = now();
        bench.ask(|_| if is_parted { palette::ebb() } else { palette::part(&sides) });
    };
    let cross = move |id: MemberId| {
        let (sides, is_parted) = now();
        let wanted = palette::moved(sides, id);
        if is_parted {
            bench.ask(|_| palette::part(&wanted));
        }
        // Of a river that is low the frame knows no sides: here they are made ready.
        bench.prepare(&mut |draft| draft.sides.clone_from(&wanted));
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
        let sides = bench.seen.read().sides.clone();
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
                <h3>{bench.say(|texts| texts.river)}</h3>
                {tool(
                    icon_view(Icon::River, 20),
                    live(move || if full() { bench.t().lower } else { bench.t().fill }),
                    press(pour),
                )}
            </div>
            <div
                class="banks"
                data-full=live(move || full().to_string())
                role="group"
                aria-label=bench.say(|texts| texts.sides)
            >
                {part(banks)}
            </div>
        </section>
    }
}

fn button_id(id: MemberId) -> String {
    format!("side-{id}")
}
