//! One short message over the page: why something that was asked for was not done.

use crate::cluster::Action;
use crate::i18n::Catalogue;
use crate::session::Refusal;
use crate::ui::icons::{Icon, icon_view};
use crate::ui::later::Later;
use crate::ui::live::{part, press};
use crate::ui::player::{Player, Skipped};
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// What there is to say; put in words only when it is shown, so that it follows the language.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    Refused(Refusal),
    Address,
    /// Actions of a session that was taken in could not be done.
    Skipped(Skipped),
    NoSession,
    /// What comes after the first picture is not there yet.
    Coming,
    /// It could not be fetched.
    Missing,
}

/// The message that is shown, if any. In the context.
#[derive(Clone, Copy)]
pub struct Notices(RwSignal<Option<Notice>>);

impl Notices {
    pub fn provide() -> Notices {
        let notices = Notices(RwSignal::new(None));
        provide_context(notices);
        notices
    }

    pub fn expect() -> Notices {
        expect_context()
    }

    pub fn say(self, notice: Notice) {
        self.0.set(Some(notice));
    }

    pub fn clear(self) {
        self.0.set(None);
    }

    /// Takes back a message that is not true any more.
    pub fn withdraw(self, is_over: fn(&Notice) -> bool) {
        if self.0.with_untracked(|notice| notice.as_ref().is_some_and(is_over)) {
            self.clear();
        }
    }

    /// Asks the session for something and says why, when it can't be done.
    pub fn dispatch(self, player: Player, action: Action) {
        match player.dispatch(action) {
            Ok(()) => self.clear(),
            Err(refusal) => self.say(Notice::Refused(refusal)),
        }
    }
}

fn words(prefs: Prefs, notice: &Notice) -> String {
    let texts: &Catalogue = prefs.t();
    match notice {
        Notice::Refused(refusal) => prefs.lang.get().refusal(refusal),
        Notice::Skipped(Skipped { count, last }) => (texts.notice.skipped)(*count, &prefs.lang.get().refusal(last)),
        Notice::Address => texts.notice.address.to_owned(),
        Notice::NoSession => texts.notice.no_session.to_owned(),
        Notice::Coming => texts.notice.coming.to_owned(),
        Notice::Missing => texts.notice.missing.to_owned(),
    }
}

#[component]
pub fn NoticeBar() -> impl IntoView {
    let prefs = Prefs::expect();
    let notices = Notices::expect();
    view! {
        <div class="notices" role="status">
            {part(move || {
                let Some(notice) = notices.0.get() else { return ().into_any() };
                view! {
                    <div class="notice">
                        <p>{words(prefs, &notice)}</p>
                        {(notice == Notice::Missing).then(|| retry(prefs))}
                        <button
                            class="iconbtn"
                            aria-label=prefs.t().notice.close
                            on:click=press(move || notices.clear())
                        >
                            {icon_view(Icon::Close, 20)}
                        </button>
                    </div>
                }
                .into_any()
            })}
        </div>
    }
}

fn retry(prefs: Prefs) -> impl IntoView {
    let later = Later::expect();
    view! {
        <button class="btn" on:click=press(move || later.want())>
            {prefs.t().notice.retry}
        </button>
    }
}
