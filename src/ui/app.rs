//! The whole page: header, things to try, stage, story, time; and what lies over it.

use crate::paint::kit;
use crate::platform::{address, storage};
use crate::ui::api;
use crate::ui::feed::{Feed, Say};
use crate::ui::header::Header;
use crate::ui::help::{HelpDialog, HelpView};
use crate::ui::keys;
use crate::ui::legend::Legend;
use crate::ui::live::live;
use crate::ui::notice::{Notice, NoticeBar, Notices};
use crate::ui::player::Player;
use crate::ui::prefs::{self, Prefs};
use crate::ui::seal::Seal;
use crate::ui::sheet::{Panel, Tabs};
use crate::ui::stage::{Sides, Stage};
use crate::ui::transport::Transport;
use crate::ui::view::*;
use crate::ui::welcome::Welcome;

#[component]
pub fn App(
    player: Player,
    /// The version of openraft that runs in here.
    openraft: &'static str,
) -> impl IntoView {
    let route = address::current();
    let prefs = Prefs::provide(route.as_ref().unwrap_or(&Default::default()));
    let notices = Notices::provide();
    let panel = Panel::provide();
    let help = HelpDialog::provide();
    provide_context(player);
    match &route {
        Err(_) => notices.say(Notice::Address),
        // Links don't carry sessions yet.
        Ok(route) if route.session.is_some() => notices.say(Notice::NoSession),
        Ok(_) => {}
    }
    follow_address(prefs, notices);
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
    view! {
        <svg width="0" height="0" style="position:absolute" aria-hidden="true" inner_html=kit::sprite()></svg>
        <Header />
        <NoticeBar />
        <main class="main" data-tab=live(move || panel.tab.get().code()) data-sheet=live(move || panel.size.get().code())>
            <Tabs />
            <Welcome />
            <div class="stage-place" id="stage" tabindex="-1">
                <Stage />
            </div>
            <Say />
            <aside class="card side" aria-label=live(move || prefs.t().side.label)>
                <Feed />
                <Sides />
                <Seal />
                <Legend />
            </aside>
            <Transport />
        </main>
        <HelpView openraft=openraft />
    }
}

/// An address typed over an open page changes what it asks for, and nothing else.
fn follow_address(prefs: Prefs, notices: Notices) {
    let handle = window_event_listener(leptos::ev::hashchange, move |_| match address::current() {
        Ok(route) => prefs.follow(&route),
        Err(_) => notices.say(Notice::Address),
    });
    on_cleanup(move || handle.remove());
}
