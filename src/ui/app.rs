//! The whole page: header, things to try or laboratory, stage, story, time; and what lies over it.

use std::cell::RefCell;
use std::time::Duration;

use crate::paint::kit;
use crate::platform::address::{Place, Route};
use crate::platform::{address, storage};
use crate::ui::api;
use crate::ui::feed::Say;
use crate::ui::header::Header;
use crate::ui::help::HelpDialog;
use crate::ui::keys;
use crate::ui::later::{Later, Waiting};
use crate::ui::live::{Part, live, part, when};
use crate::ui::notice::{Notice, NoticeBar, Notices};
use crate::ui::player::Player;
use crate::ui::pointing::Pointing;
use crate::ui::prefs::{self, Prefs};
use crate::ui::progress::Progress;
use crate::ui::sheet::{Panel, Tabs};
use crate::ui::stage::Stage;
use crate::ui::transport::Transport;
use crate::ui::view::*;
use crate::ui::welcome::Welcome;

#[component]
pub fn App(player: Player) -> impl IntoView {
    let asked = address::current();
    let route = asked.clone().unwrap_or_default();
    let prefs = Prefs::provide(&route);
    let notices = Notices::provide();
    let panel = Panel::provide(route.place);
    let later = Later::provide(notices);
    let help = HelpDialog::provide(later);
    provide_context(player);
    let pointing = Pointing::provide();
    Progress::provide();
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
    keys::listen(player, help, panel);
    if let Some(skip) = prefs::remembered_skip_silence() {
        player.set_skip_silence(skip);
    }
    let begin = move || {
        if !prefs.reduced_motion.get_untracked() {
            player.play();
        }
    };
    let reopened = storage::take_reopened();
    if reopened.is_none() {
        begin();
    }
    let (handle, reopened) = (StoredValue::new_local(api::announce()), StoredValue::new(reopened));
    Effect::new(move || {
        let Some(more) = later.get() else { return };
        // Whoever waits for the calls finds all of the page in its place; and the terminal reads along from the start.
        let open = move || {
            if let Some(session) = reopened.try_update_value(Option::take).flatten() {
                match (more.import)(player, &session) {
                    Ok(()) => player.seek(player.end_us.get_untracked()),
                    Err(_) => begin(),
                }
            }
            handle.with_value(|handle| (more.api)(handle, player, prefs));
        };
        set_timeout(open, Duration::ZERO);
    });
    set_timeout(move || later.fetch(), Duration::ZERO);
    let place = move || match panel.place() {
        Place::Welcome => "welcome",
        Place::Laboratory => "lab",
        Place::Lesson(..) => "lesson",
        Place::Teacher(_) => "teacher",
        Place::Glossary => "glossary",
    };
    view! {
        <svg width="0" height="0" style="position:absolute" aria-hidden="true" inner_html=kit::sprite()></svg>
        <Header />
        <NoticeBar />
        <main class="main" data-place=live(place) data-tab=live(move || panel.tab().code()) data-side=live(move || if panel.has_etcd() { "etcd" } else { "story" }) data-sheet=live(move || panel.size().code()) data-point=live(move || pointing.beside()) data-river=live(move || if pointing.hides_river() { "hidden" } else { "shown" })>
            <Tabs />
            <Welcome />
            {when(move || panel.place() == Place::Laboratory, move || laboratory(later).into_any())}
            {lesson(panel, later)}
            {text(panel, later)}
            <div class="stage-place" id="stage" tabindex="-1">
                <Stage />
            </div>
            <Say />
            <aside class="card side" aria-label=live(move || prefs.t().side.label)>
                {later.part(|more| (more.side)())}
            </aside>
            <Transport />
        </main>
        {later.part(|more| (more.help)())}
    }
}

fn laboratory(later: Later) -> Part {
    part(move || match later.get() {
        Some(more) => (more.lab)(),
        None => view! { <Waiting /> }.into_any(),
    })
}

/// Made anew for another lesson; for another step only if the address asks for it.
fn lesson(panel: Panel, later: Later) -> Part {
    let asked = Memo::new(move |_| match panel.place() {
        Place::Lesson(number, step) => Some((number, step)),
        _ => None,
    });
    part(move || match (asked.get(), later.get()) {
        (None, _) => ().into_any(),
        (Some((number, step)), Some(more)) => (more.lesson)(number, step),
        (Some(_), None) => view! { <Waiting /> }.into_any(),
    })
}

/// The guide or the glossary; for another of the guide's lessons it stays.
fn text(panel: Panel, later: Later) -> Part {
    let asked = Memo::new(move |_| panel.place().stem());
    part(move || match (asked.get(), later.get()) {
        (place, _) if !place.is_text() => ().into_any(),
        (place, Some(more)) => (more.text)(place),
        (_, None) => view! { <Waiting /> }.into_any(),
    })
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
