//! What can be done with a letter on its way, and what it says.

use super::{Choice, Title};
use crate::cluster::Action;
use crate::i18n::capitalised;
use crate::i18n::stage::MenuWords;
use crate::paint::kit;
use crate::scene::friends::Letter;
use crate::ui::icons::{Icon, symbol_view};
use crate::ui::live::live;
use crate::ui::stage::StageContext;
use crate::ui::view::*;

/// By how much one click delays a letter.
const DELAY_US: u64 = 500_000;

struct Deed {
    /// As the action is called in JSON; for those who read the page by program.
    name: &'static str,
    shown: Icon,
    label: fn(&MenuWords) -> &'static str,
    action: fn(u64) -> Action,
}

const DEEDS: [Deed; 3] = [
    Deed {
        name: "drop_message",
        shown: Icon::LetterLost,
        label: |words| words.lose,
        action: |id| Action::DropMessage { id },
    },
    Deed {
        name: "delay_message",
        shown: Icon::Clock,
        label: |words| words.delay,
        action: |id| Action::DelayMessage { id, by_us: DELAY_US },
    },
    Deed {
        name: "duplicate_message",
        shown: Icon::Copies,
        label: |words| words.copy,
        action: |id| Action::DuplicateMessage { id },
    },
];

#[component]
pub fn LetterMenu(id: u64) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, player, .. } = context;
    let letter = Memo::new(move |_| scene.with(|scene| scene.letter(id).cloned()));
    let Some(first) = letter.get_untracked() else { return ().into_any() };
    let glyph = first.glyph;
    let arrival = move || match letter.get() {
        None => words.menu().letter_gone.to_owned(),
        Some(letter) if letter.lost => words.menu().letter_lost.to_owned(),
        Some(_) => player.frame.with(|frame| {
            let due_us = frame.messages.iter().find(|message| message.id == id).map_or(0, |message| message.due_us);
            (words.menu().letter_arrives)(due_us.saturating_sub(frame.t_us))
        }),
    };
    let refused = Memo::new(move |_| match letter.get() {
        None => Some(words.menu().letter_gone.to_owned()),
        Some(letter) if letter.lost => Some(words.menu().letter_lost.to_owned()),
        Some(_) => None,
    });
    let choice = move |deed: &'static Deed| {
        let wish = move || {
            if context.act((deed.action)(id)) {
                context.close_menu();
            }
        };
        view! {
            <Choice
                action=live(|| deed.name)
                shown=deed.shown
                label=live(move || (deed.label)(words.menu()))
                refused=refused
                on_choose=Box::new(wish)
            />
        }
    };
    let said: std::sync::Arc<Letter> = first.clone();
    let title = live(move || capitalised((words.get().glyph)(glyph)));
    view! {
        <Title text=title drawing=symbol_view(kit::glyph(glyph), 34, 26, kit::seal(glyph))/>
        <p class="stage-menu-says">{let said = said.clone(); live(move || (words.menu().letter_says)(&said))}</p>
        <p>{live(move || (words.menu().letter_way)(&said))} " " {live(arrival)}</p>
        {DEEDS.iter().map(choice).collect_view()}
    }
    .into_any()
}
