//! The stage: the village as it is at the moment of the player's frame, and what can be done in it.
//!
//! One memo turns each frame into a [`FriendsScene`]; every home, ring, letter and card has a memo of its
//! own part of it, so only what changed is painted again. Nothing here keeps time: a frame of the past
//! looks as it looked then. The stage writes down no state of the world; clicks become actions.

mod act;
mod bar;
mod card;
mod home;
mod letter;
mod menu;
mod outside;
mod picture;
mod size;
mod street;
mod trouble;

pub use card::CountingStrip;
pub use menu::Menu;
pub use street::{StreetOver, StreetUnder};
pub use trouble::Sides;

use std::sync::Arc;

use crate::cluster::{Frame, MemberId};
use crate::i18n::StreetWords;
use crate::i18n::stage::{MenuWords, Words};
use crate::scene::friends::{self, FriendsScene, Party, View};
use crate::scene::places::{Layout, Map, Village};
use crate::session::Refusal;
use crate::ui::later::Later;
use crate::ui::live::{live, when};
use crate::ui::player::Player;
use crate::ui::pointing::Pointing;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// What every part of the stage needs; in the context of everything within [`Stage`].
#[derive(Clone, Copy)]
pub struct StageContext {
    pub scene: Memo<FriendsScene>,
    pub map: Memo<Map>,
    pub words: WordsNow,
    /// Letters stand still as arrows, rings are numbers.
    pub still: Memo<bool>,
    player: Player,
    prefs: Prefs,
    menu: RwSignal<Option<Open>>,
    /// Why the last wish was not fulfilled.
    notice: RwSignal<Option<NotDone>>,
    size: RwSignal<Option<(f64, f64)>>,
    /// The letter that had the keyboard's focus last, and where it goes.
    focused_letter: StoredValue<Option<(u64, Party)>>,
}

/// The stage's words in the language that is set.
#[derive(Clone, Copy)]
pub struct WordsNow(Prefs);

impl WordsNow {
    /// Tracks the language.
    pub fn get(self) -> &'static Words {
        self.0.t().stage
    }

    /// Those of the menus, which come later.
    fn menu(self) -> &'static MenuWords {
        &self.0.later().menu
    }

    /// Those of the pavement.
    fn street(self) -> &'static StreetWords {
        &self.0.later().street
    }
}

/// Why something was not done; put in words when it is shown, so that it follows the language.
#[derive(Clone, Debug, PartialEq)]
enum NotDone {
    Refused(Refusal),
    /// No letter is in the air but signs of life; true for as long as that lasts.
    NothingToLose,
}

/// Whose menu is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Home(MemberId),
    /// What can go wrong there.
    Faults(MemberId),
    Letter {
        id: u64,
        /// Playback stopped for the menu, so it goes on after it.
        resume: bool,
    },
    Chooser,
    /// Who is to be told of what.
    Notice,
    /// Somebody on the pavement.
    Client(Arc<str>),
    /// The locked gate.
    Gate,
}

impl StageContext {
    fn new() -> Self {
        let player = expect_context::<Player>();
        let prefs = expect_context::<Prefs>();
        let pointing = Pointing::expect();
        let size = RwSignal::new(None);
        let village = Memo::new(move |_| player.frame.with(|frame| friends::village(frame)));
        let street = Memo::new(move |_| player.frame.with(|frame| friends::has_street(frame)));
        let map = Memo::new(move |_| {
            let (village, street) = (village.get(), street.get());
            let unmeasured = Map { layout: Layout::Wide, village, street };
            size.get().map_or(unmeasured, |(width, height)| Map::for_size(village, street, width, height))
        });
        let still = prefs.reduced_motion;
        let scene = Memo::new(move |_| {
            let view = View { map: map.get(), speed: player.pace.get(), still: still.get() };
            let hides_river = pointing.hides_river();
            player.frame.with(|frame| match hides_river {
                true => friends::scene(&without_river(frame), view),
                false => friends::scene(frame, view),
            })
        });
        Self {
            scene,
            map,
            words: WordsNow(prefs),
            still,
            player,
            prefs,
            menu: RwSignal::new(None),
            notice: RwSignal::new(None),
            size,
            focused_letter: StoredValue::new(None),
        }
    }

    /// In the big village and where there is little room the count is a strip over the picture.
    fn has_strip(self) -> bool {
        let map = self.map.get();
        map.layout == Layout::Compact || map.village == Village::Big
    }
}

/// A frame that does not tell who is parted from whom.
fn without_river(frame: &Frame) -> Frame {
    let mut frame = frame.clone();
    frame.network.groups.clear();
    frame.network.cuts.clear();
    frame
}

/// The card with the bar, the picture and the count.
#[component]
pub fn Stage() -> impl IntoView {
    let context = StageContext::new();
    provide_context(context);
    let words = context.words;
    let later = Later::expect();
    Effect::new(move || {
        if context.menu.get().is_some() {
            later.want();
        }
    });
    let pointing = Pointing::expect();
    Effect::new(move || {
        pointing.set_letter(match context.menu.get() {
            Some(Open::Letter { id, .. }) => Some(id),
            _ => None,
        });
    });
    let element = ElementRef::new();
    view! {
        <section class="stage" node_ref=element aria-label=live(move || words.get().stage)>
            <bar::Bar/>
            {when(move || context.has_strip(), || view! { <CountingStrip/> }.into_any())}
            <trouble::PostLine/>
            <picture::Picture/>
            <bar::Notice/>
            {later.part(|more| (more.menu)())}
        </section>
    }
}
