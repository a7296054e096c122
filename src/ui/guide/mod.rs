//! What is there to read and to print: the teacher's guide with the sheet for the class, and the glossary. The village
//! rests meanwhile; nothing of the session changes.

mod cards;
mod drawings;
mod glossary;
mod list;
mod moment;
mod plan;
mod print;
mod sheet;
mod words;

use leptos::prelude::AnyView;

use self::glossary::Glossary;
use self::list::List;
use self::moment::Moment;
use self::plan::Plan;
use self::print::{Paper, Print};
use self::sheet::SheetCard;
use self::words::Said;
use crate::platform::address::Place;
use crate::ui::live::live;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::sheet::Panel;
use crate::ui::view::*;

static STYLE: &str = include_str!("guide.css");

/// One of the two.
pub fn shown(place: Place) -> AnyView {
    rest();
    let within =
        if place == Place::Glossary { view! { <Glossary/> }.into_any() } else { view! { <Teacher/> }.into_any() };
    view! {
        <style inner_html=STYLE></style>
        {within}
    }
    .into_any()
}

/// Time stands while nobody looks, and goes on after it if it did before. A lesson begins by itself.
fn rest() {
    let (player, panel) = (expect_context::<Player>(), expect_context::<Panel>());
    let was_playing = player.playing.get_untracked();
    player.pause();
    on_cleanup(move || {
        if was_playing && !panel.leads() {
            player.play();
        }
    });
}

#[component]
fn Teacher() -> impl IntoView {
    let panel = expect_context::<Panel>();
    let said = Said(Prefs::expect());
    let number = Memo::new(move |_| match panel.place() {
        Place::Teacher(lesson) => lesson.unwrap_or(0),
        _ => 0,
    });
    let print = Print::new(said);
    view! {
        <div class="reading guide" data-lesson=live(move || number.get().to_string())>
            <List said number print/>
            <Plan said number/>
            <aside class="guide-side" aria-label=said.live("label.show")>
                <Moment said number/>
                <cards::Keys said/>
                <SheetCard said print/>
            </aside>
            <Paper print/>
        </div>
    }
}
