//! Whether [`More`] is there yet, and what is shown in its place until then.

use crate::cluster::MemberId;
use crate::i18n::{Lang, Phrase};
use crate::narration::What;
use crate::ui::live::{Part, live, part, press};
use crate::ui::more::{More, fetch};
use crate::ui::notice::{Notice, Notices};
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

#[derive(Clone, Copy)]
enum State {
    Coming,
    Here(&'static More),
    /// It could not be fetched.
    Missing,
}

/// How it stands. In the context.
#[derive(Clone, Copy)]
pub struct Later {
    state: RwSignal<State>,
    notices: Notices,
}

impl Later {
    pub fn provide(notices: Notices) -> Later {
        let later = Later { state: RwSignal::new(State::Coming), notices };
        provide_context(later);
        later
    }

    pub fn expect() -> Later {
        expect_context()
    }

    /// Fetches it, for the first time or after that failed.
    pub fn fetch(self) {
        self.state.set(State::Coming);
        leptos::task::spawn_local(async move {
            match fetch().await {
                Ok(more) => {
                    self.notices.withdraw(|notice| matches!(notice, Notice::Coming | Notice::Missing));
                    self.state.set(State::Here(more));
                }
                Err(_) => {
                    self.state.set(State::Missing);
                    self.notices.say(Notice::Missing);
                }
            }
        });
    }

    /// Somebody is waiting for a part of it.
    pub fn want(self) {
        match self.state.get_untracked() {
            State::Coming => self.notices.say(Notice::Coming),
            State::Here(_) => {}
            State::Missing => self.fetch(),
        }
    }

    /// All of it, once it is there. Tracks that.
    pub fn get(self) -> Option<&'static More> {
        match self.state.get() {
            State::Here(more) => Some(more),
            State::Coming | State::Missing => None,
        }
    }

    /// A part of it, in its place as soon as it is there.
    pub fn part(self, make: fn(&More) -> AnyView) -> Part {
        part(move || self.get().map_or_else(|| ().into_any(), make))
    }

    /// What happened, in words; none before they are there.
    pub fn told(self, lang: Lang, who: Option<MemberId>, what: &What, technical: bool) -> Phrase {
        self.get().map(|more| (more.told)(lang, who, what, technical)).unwrap_or_default()
    }

    fn is_missing(self) -> bool {
        matches!(self.state.get(), State::Missing)
    }
}

/// The card beside the stage while its content is on its way, or does not come.
#[component]
pub fn Waiting() -> impl IntoView {
    let prefs = Prefs::expect();
    let later = Later::expect();
    let words = move || {
        let texts = &prefs.t().notice;
        if later.is_missing() { texts.missing } else { texts.coming }
    };
    view! {
        <section class="card front" aria-busy=live(move || (!later.is_missing()).to_string())>
            <div class="front-body">
                <p>{live(words)}</p>
                <button class="btn" hidden=move || !later.is_missing() on:click=press(move || later.fetch())>
                    {live(move || prefs.t().notice.retry)}
                </button>
            </div>
        </section>
    }
}
