//! What can be done with a friend, and a few words on how it is.

use std::borrow::Cow;

use super::{Choice, Title};
use crate::cluster::{Action, MemberId};
use crate::i18n::Lang;
use crate::i18n::stage::MenuWords;
use crate::paint::kit;
use crate::paint::markup;
use crate::scene::friends;
use crate::ui::icons::{Icon, symbol_view};
use crate::ui::live::live;
use crate::ui::stage::{Open, StageContext};
use crate::ui::view::*;

/// Something that can be done with a friend who is at home, or away.
struct Deed {
    /// As the action is called in JSON; for those who read the page by program.
    name: fn(up: bool) -> &'static str,
    shown: Icon,
    label: fn(&MenuWords, MemberId, up: bool) -> Cow<'static, str>,
    /// Only a follower at home can get the cap.
    needs_follower: bool,
    action: fn(MemberId, up: bool) -> Action,
}

const DEEDS: [Deed; 5] = [
    Deed {
        name: |up| if up { "crash" } else { "restart" },
        shown: Icon::Door,
        label: |words, _, up| if up { words.send_away } else { words.bring_back }.into(),
        needs_follower: false,
        action: |member, up| if up { Action::Crash { member } } else { Action::Restart { member } },
    },
    Deed {
        name: |_| "campaign",
        shown: Icon::Vote,
        label: |words, _, _| words.campaign.into(),
        needs_follower: true,
        action: |member, _| Action::Campaign { member },
    },
    Deed {
        name: |_| "transfer_leader",
        shown: Icon::Cap,
        label: |words, id, _| (words.hand_over)(id).into(),
        needs_follower: true,
        action: |to, _| Action::TransferLeader { to },
    },
    Deed {
        name: |_| "take_snapshot",
        shown: Icon::Photo,
        label: |words, _, _| words.photo.into(),
        needs_follower: false,
        action: |member, _| Action::TakeSnapshot { member },
    },
    Deed {
        name: |_| "remove_member",
        shown: Icon::Leave,
        label: |words, _, _| words.leave.into(),
        needs_follower: false,
        action: |member, _| Action::RemoveMember { member },
    },
];

#[component]
pub fn HomeMenu(id: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, .. } = context;
    let details = Memo::new(move |_| player.frame.with(|frame| friends::details(frame, id)));
    let up = Memo::new(move |_| details.with(|details| details.as_ref().is_some_and(|details| details.up)));
    let never = Memo::new(|_| None);
    let no_follower = Memo::new(move |_| {
        details.with(|details| details.as_ref().and_then(|details| (words.menu().campaign_refused)(details)))
    });
    let rows = move || {
        let row = |(name, value)| format!("<dt>{}</dt><dd>{}</dd>", markup::Words(name), markup::Words(value));
        let rows = details.get().map(|details| (words.menu().details)(&details, context.prefs.technical.get()));
        rows.unwrap_or_default().iter().map(|(name, value)| row((name, value))).collect::<String>()
    };
    let choice = move |deed: &'static Deed| {
        let wish = move || {
            if context.act((deed.action)(id, up.get_untracked())) {
                context.close_menu();
            }
        };
        view! {
            <Choice
                action=live(move || (deed.name)(up.get()))
                shown=deed.shown
                label=live(move || (deed.label)(words.menu(), id, up.get()))
                refused=if deed.needs_follower { no_follower } else { never }
                on_choose=Box::new(wish)
            />
        }
    };
    view! {
        <Title text=live(move || Lang::Pt.friend(id)) drawing=symbol_view(kit::badge(id), 34, 26, "")/>
        <dl inner_html=live(rows)></dl>
        {DEEDS.iter().map(choice).collect_view()}
        <Choice
            action=live(|| "set_member")
            shown=Icon::Slow
            label=live(move || words.menu().trouble)
            refused=never
            on_choose=Box::new(move || context.menu.set(Some(Open::Faults(id))))
        />
    }
}
