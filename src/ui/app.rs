//! The whole page: header, things to try or laboratory, stage, story, time; and what lies over it.

use std::cell::RefCell;

use crate::paint::kit;
use crate::platform::address::{Place, Route};
use crate::platform::{address, storage};
use crate::ui::api;
use crate::ui::feed::{Feed, Say};
use crate::ui::header::Header;
use crate::ui::help::HelpDialog;
use crate::ui::keys;
use crate::ui::live::{live, when};
use crate::ui::more::Chunk;
use crate::ui::notice::{Notice, NoticeBar, Notices};
use crate::ui::player::Player;
use crate::ui::prefs::{self, Prefs};
use crate::ui::sheet::{Panel, Tabs};
use crate::ui::stage::Stage;
use crate::ui::transport::Transport;
use crate::ui::view::*;
use crate::ui::welcome::Welcome;

#[component]
pub fn App(
    player: Player,
    /// The version of openraft that runs in here.
    openraft: &'static str,
) -> impl IntoView {
    let asked = address::current();
    let route = asked.clone().unwrap_or_default();
    let prefs = Prefs::provide(&route);
    let notices = Notices::provide();
    let panel = Panel::provide(route.place);
    let help = HelpDialog::provide();
    let chunk = Chunk::provide();
    provide_context(player);
    match &asked {
        Err(_) => notices.say(Notice::Address),
        // Links don't carry sessions yet.
        Ok(_) if route.session.is_some() => notices.say(Notice::NoSession),
        Ok(_) => {}
    }
    follow_address(route, prefs, panel, notices);
    Effect::new(move || {
        if let Some(skipped) = player.skipped.get() {
            notices.say(Notice::Skipped(skipped));
        }
    });
    keys::listen(player, help);
    api::install(player, move || prefs.lang.get_untracked());
    if let Some(skip) = prefs::remembered_skip_silence() {
        player.set_skip_silence(skip);
    }
    let is_reopened = storage::take_reopened().is_some_and(|session| player.import(&session).is_ok());
    if is_reopened {
        player.seek(player.end_us.get_untracked());
    } else if !prefs.reduced_motion.get_untracked() {
        player.play();
    }
    let place = move || match panel.place() {
        Place::Welcome => "welcome",
        Place::Laboratory => "lab",
    };
    view! {
        <svg width="0" height="0" style="position:absolute" aria-hidden="true" inner_html=kit::sprite()></svg>
        <Header />
        <NoticeBar />
        <main class="main" data-place=live(place) data-tab=live(move || panel.tab().code()) data-sheet=live(move || panel.size().code())>
            <Tabs />
            <Welcome />
            {when(move || panel.place() == Place::Laboratory, move || view! { {chunk.part(|more| (more.lab)())} }.into_any())}
            <div class="stage-place" id="stage" tabindex="-1">
                <Stage />
            </div>
            <Say />
            <aside class="card side" aria-label=live(move || prefs.t().side.label)>
                <Feed />
                {chunk.part(|more| (more.sides)())}
                {chunk.part(|more| (more.seal)())}
                {chunk.part(|more| (more.legend)())}
            </aside>
            <Transport />
        </main>
        {chunk.part(move |more| (more.help)(openraft))}
    }
}

/// An address typed over an open page changes what it asks for, and nothing else.
fn follow_address(route: Route, prefs: Prefs, panel: Panel, notices: Notices) {
    let before = RefCell::new(route);
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let route = address::current().unwrap_or_else(|_| {
            notices.say(Notice::Address);
            Route::default()
        });
        prefs.follow(&route, &before.borrow());
        panel.go(route.place);
        before.replace(route);
    });
    on_cleanup(move || handle.remove());
}
