//! What can be done with a friend, and a few words on how it is.

use super::{Choice, Title};
use crate::cluster::{Action, MemberId};
use crate::i18n::Lang;
use crate::paint::kit;
use crate::paint::markup::Words;
use crate::scene::friends;
use crate::ui::live::live;
use crate::ui::stage::{Open, StageContext};
use crate::ui::view::*;

#[component]
pub fn HomeMenu(id: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, .. } = context;
    let details = Memo::new(move |_| player.frame.with(|frame| friends::details(frame, id)));
    let up = Memo::new(move |_| details.with(|details| details.as_ref().is_some_and(|details| details.up)));
    let campaign_refused = Memo::new(move |_| {
        details.with(|details| details.as_ref().and_then(|details| (words.get().campaign_refused)(details)))
    });
    let rows = move || {
        let row = |(name, value)| format!("<dt>{}</dt><dd>{}</dd>", Words(name), Words(value));
        let rows = details.get().map(|details| (words.get().details)(&details, context.prefs.technical.get()));
        rows.unwrap_or_default().iter().map(|(name, value)| row((name, value))).collect::<String>()
    };
    let door = move || if up.get() { words.get().send_away } else { words.get().bring_back };
    let go = move |action: Action| {
        if context.act(action) {
            context.close_menu();
        }
    };
    view! {
        <Title text=live(move || Lang::Pt.friend(id)) symbol=kit::badge(id)/>
        <dl inner_html=live(rows)></dl>
        <Choice
            action=live(move || if up.get() { "crash" } else { "restart" })
            symbol="#icon-door"
            label=live(door)
            on_choose=move || go(if up.get_untracked() { Action::Crash { member: id } } else { Action::Restart { member: id } })
        />
        <Choice
            action=live(|| "campaign")
            symbol="#icon-vote"
            label=live(move || words.get().campaign)
            refused=campaign_refused
            on_choose=move || go(Action::Campaign { member: id })
        />
        <Choice
            action=live(|| "transfer_leader")
            symbol="#icon-cap"
            label=live(move || (words.get().faults.hand_over)(id))
            refused=campaign_refused
            on_choose=move || go(Action::TransferLeader { to: id })
        />
        <Choice
            action=live(|| "take_snapshot")
            symbol="#icon-photo"
            label=live(move || words.get().faults.photo)
            on_choose=move || go(Action::TakeSnapshot { member: id })
        />
        <Choice
            action=live(|| "remove_member")
            symbol="#icon-leave"
            label=live(move || words.get().faults.leave)
            on_choose=move || go(Action::RemoveMember { member: id })
        />
        <Choice
            action=live(|| "set_member")
            symbol="#icon-slow"
            label=live(move || words.get().faults.menu)
            on_choose=move || context.menu.set(Some(Open::Faults(id)))
        />
    }
}
