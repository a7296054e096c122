//! What can be done with a letter on its way, and what it says.

use super::{Choice, Title};
use crate::cluster::Action;
use crate::paint::kit;
use crate::scene::friends::Letter;
use crate::ui::live::live;
use crate::ui::stage::StageContext;
use crate::ui::view::*;

/// By how much one click delays a letter.
const DELAY_US: u64 = 500_000;

#[component]
pub fn LetterMenu(id: u64) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, player, .. } = context;
    let letter = Memo::new(move |_| scene.with(|scene| scene.letter(id).cloned()));
    let Some(first) = letter.get_untracked() else { return ().into_any() };
    let glyph = first.glyph;
    let arrival = move || match letter.get() {
        None => words.get().letter_gone.to_owned(),
        Some(letter) if letter.lost => words.get().letter_lost.to_owned(),
        Some(_) => player.frame.with(|frame| {
            let due_us = frame.messages.iter().find(|message| message.id == id).map_or(0, |message| message.due_us);
            (words.get().letter_arrives)(due_us.saturating_sub(frame.t_us))
        }),
    };
    let refused = Memo::new(move |_| match letter.get() {
        None => Some(words.get().letter_gone.to_owned()),
        Some(letter) if letter.lost => Some(words.get().letter_lost.to_owned()),
        Some(_) => None,
    });
    let go = move |action: Action| {
        if context.act(action) {
            context.close_menu();
        }
    };
    let said: std::sync::Arc<Letter> = first.clone();
    let title = live(move || capitalised((words.get().glyph)(glyph)));
    view! {
        <Title text=title symbol=kit::glyph(glyph) style=kit::seal(glyph)/>
        <p class="stage-menu-says">{let said = said.clone(); live(move || (words.get().letter_says)(&said))}</p>
        <p>{live(move || (words.get().letter_way)(&said))} " " {live(arrival)}</p>
        <Choice
            action=live(|| "drop_message")
            symbol="#icon-lose"
            label=live(move || words.get().lose)
            refused=refused
            on_choose=move || go(Action::DropMessage { id })
        />
        <Choice
            action=live(|| "delay_message")
            symbol="#icon-clock"
            label=live(move || words.get().delay)
            refused=refused
            on_choose=move || go(Action::DelayMessage { id, by_us: DELAY_US })
        />
        <Choice
            action=live(|| "duplicate_message")
            symbol="#icon-copy"
            label=live(move || words.get().faults.copy)
            refused=refused
            on_choose=move || go(Action::DuplicateMessage { id })
        />
    }
    .into_any()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
