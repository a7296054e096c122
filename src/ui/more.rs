//! What the first picture of the village does not need: it comes in a file of its own, right after that picture.
//!
//! What only [`MORE`] leads to is in that file, texts and data included (feature `split`, `xtask/src/split.rs`); in other
//! builds it is there from the start. Whatever is named elsewhere too moves into the first file: that costs bytes,
//! nothing else. The session and its world know nothing of this: no trace depends on when the file comes.

use crate::cluster::MemberId;
use crate::i18n::{Lang, Phrase};
use crate::narration::What;
use crate::platform::address::Place;
use crate::session::BadSession;
use crate::ui::api::{self, Handle};
use crate::ui::course::{LessonCard, Points};
use crate::ui::etcd::Side;
use crate::ui::guide;
use crate::ui::help::HelpView;
use crate::ui::lab::Lab;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::stage::{Menu, StreetOver, StreetUnder};
use crate::ui::view::*;

/// The way to all of it, as plain functions.
pub struct More {
    pub lab: fn() -> AnyView,
    pub help: fn() -> AnyView,
    /// Beside the stage: story, sides, seal, legend; or etcd's drawers.
    pub side: fn() -> AnyView,
    /// The card of a lesson, at a step if the address names one.
    pub lesson: fn(u8, Option<u8>) -> AnyView,
    /// The teacher's guide or the glossary.
    pub text: fn(Place) -> AnyView,
    /// What a lesson points at on the picture.
    pub points: fn() -> AnyView,
    /// What can be done with a home or a letter.
    pub menu: fn() -> AnyView,
    /// People from outside and what belongs to them, under the homes and over them.
    pub street: [fn() -> AnyView; 2],
    pub told: fn(Lang, Option<MemberId>, &What, bool) -> Phrase,
    /// Takes a session in, as JSON.
    pub import: fn(Player, &str) -> Result<(), BadSession>,
    /// Puts the calls onto `window.quorum`.
    pub api: fn(&Handle, Player, Prefs),
}

static MORE: More = More {
    lab: || view! { <Lab /> }.into_any(),
    help: || view! { <HelpView openraft=env!("OPENRAFT_VERSION") /> }.into_any(),
    side: || view! { <Side /> }.into_any(),
    lesson: |number, step| view! { <LessonCard number step /> }.into_any(),
    text: guide::shown,
    points: || view! { <Points /> }.into_any(),
    menu: || view! { <Menu /> }.into_any(),
    street: [|| view! { <StreetUnder /> }.into_any(), || view! { <StreetOver /> }.into_any()],
    told: Lang::told,
    import: Player::import,
    api: api::fill,
};

/// The only split point: a second one would fetch the same file, and its data, once more.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(more, fallible)]
pub fn fetch() -> Result<&'static More, wasm_split_helpers::SplitLoaderError> {
    crate::cluster::bring_etcdctl();
    Ok(&MORE)
}

/// All of it, once it is there; an error if it could not be fetched. May be called again then.
#[cfg(not(feature = "split"))]
pub async fn fetch() -> Result<&'static More, std::convert::Infallible> {
    Ok(&MORE)
}
