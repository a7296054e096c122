//! The terminal's head: who answers, whether the door is locked, and a copy of what is on the screen.

use super::Etcd;
use crate::cluster::{Door, Frame, MEMBERS_MAX, MemberId};
use crate::i18n::etcd::House;
use crate::palette;
use crate::ui::icons::{Icon, icon_view};
use crate::ui::live::{live, part, press};
use crate::ui::view::*;

/// Who answers.
pub fn endpoints(etcd: Etcd) -> impl IntoView {
    // Who has left is no choice any more, but is named while it is the one that was made.
    let members = Memo::new(move |_| {
        let chosen = etcd.endpoint.get();
        let frame = etcd.player.frame.read();
        let is_named = |id: &MemberId| house(&frame, *id) != House::Left || chosen == Some(*id);
        frame.members.iter().map(|member| member.id).filter(is_named).collect::<Vec<_>>()
    });
    let houses = Memo::new(move |_| {
        let frame = etcd.player.frame.read();
        frame.members.iter().map(|member| (member.id, house(&frame, member.id))).collect::<Vec<_>>()
    });
    let choice = move |id: MemberId| {
        let at = move || houses.read().iter().find(|(other, _)| *other == id).map_or(House::Left, |(_, house)| *house);
        view! {
            <option
                prop:selected=live(move || if etcd.endpoint.get() == Some(id) { "1" } else { "" })
                value=id.to_string()
                disabled=move || at() == House::Left
            >
                {live(move || (etcd.t().terminal.house)(id, at()))}
            </option>
        }
    };
    view! {
        <label class="cli-who">
            <span>{etcd.text(|texts| texts.terminal.asks)}</span>
            <select
                on:change=move |event| {
                    let id = event_target_value(&event).parse().ok();
                    etcd.endpoint.set(id.filter(|id| (1..=MEMBERS_MAX).contains(id)));
                }
            >
                <option id="cli-anyone" value="">{etcd.text(|texts| texts.terminal.whoever_leads)}</option>
                {part(move || members.get().into_iter().map(choice).collect_view().into_any())}
            </select>
        </label>
    }
}

/// How a member's house stands; of one that is not there, nobody lives at it.
pub fn house(frame: &Frame, id: MemberId) -> House {
    match frame.members.iter().find(|member| member.id == id) {
        Some(member) if member.removed => House::Left,
        Some(member) if member.up => House::AtHome,
        Some(_) => House::Away,
        None => House::Left,
    }
}

/// The key to the door: the terminal has one, others may not.
pub fn door(etcd: Etcd) -> impl IntoView {
    let is_locked = Memo::new(move |_| etcd.player.frame.with(|frame| frame.door == Door::Locked));
    let words = move || {
        let street = &etcd.prefs.later().street;
        if is_locked.get() { street.unlock } else { street.lock }
    };
    let turn = move || {
        let action = etcd.player.frame.with_untracked(|frame| palette::turn_key(frame));
        etcd.notices.dispatch(etcd.player, action);
    };
    view! {
        <button
            class="cli-door"
            class:locked=move || is_locked.get()
            title=live(move || etcd.prefs.later().street.lock_hint)
            on:click=press(turn)
        >
            {icon_view(Icon::Key, 20)}
            <span>{live(words)}</span>
        </button>
    }
}
