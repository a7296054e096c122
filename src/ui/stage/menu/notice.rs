//! Who is to be told of what; what is known of somebody from outside; and the key of the door.

use std::sync::Arc;

use super::{Choice, Title};
use crate::cluster::{Action, Door, MemberId};
use crate::i18n::StreetWords;
use crate::paint::kit;
use crate::paint::markup::Words;
use crate::palette::{self, Topic};
use crate::scene::friends::{self, Person};
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::live::{Live, live, press};
use crate::ui::stage::StageContext;
use crate::ui::view::*;

fn topic_name(words: &StreetWords, topic: Topic) -> String {
    match topic {
        Topic::Puzzle => words.topic_puzzle.to_owned(),
        Topic::Piece(piece) => (words.topic_piece)(piece.number()),
        Topic::Registry => words.topic_registry.to_owned(),
        Topic::Presence => words.topic_presence.to_owned(),
    }
}

/// As it is called for those who read the page by program.
fn topic_id(topic: Topic) -> &'static str {
    match topic {
        Topic::Puzzle => "puzzle",
        Topic::Piece(_) => "piece",
        Topic::Registry => "registry",
        Topic::Presence => "presence",
    }
}

#[component]
pub fn NoticeMenu() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, .. } = context;
    let (who, topics, first) = player
        .frame
        .with_untracked(|frame| (palette::idle_watcher(frame), palette::topics(frame), palette::quiet_member(frame)));
    let who = RwSignal::new(who);
    let topic = RwSignal::new(topics[0]);
    let at = RwSignal::new(first);
    let homes = player.frame.with_untracked(|frame| {
        frame.members.iter().filter(|member| !member.removed).map(|member| member.id).collect::<Vec<_>>()
    });
    let people = palette::WATCHERS.into_iter().map(|client| {
        option(
            client,
            live_bool(move || who.get() == client),
            live(move || (words.street().name)(client)),
            Box::new(move || who.set(client)),
        )
    });
    let wishes = topics.into_iter().map(|wish| {
        option(
            topic_id(wish),
            live_bool(move || topic.get() == wish),
            live(move || topic_name(words.street(), wish)),
            Box::new(move || topic.set(wish)),
        )
    });
    let doors = homes.into_iter().map(|id: MemberId| {
        view! {
            <button
                type="button"
                class="stage-cut"
                data-at=id.to_string()
                aria-pressed=live_bool(move || at.get() == id)
                aria-label=live(move || (words.street().at)(id))
                on:click=press(move || at.set(id))
            >
                {symbol_view(kit::badge(id), 26, 26, "")}
            </button>
        }
    });
    let wish = move || {
        let action = palette::watch(who.get_untracked(), topic.get_untracked(), at.get_untracked());
        if context.act(action) {
            context.close_menu();
        }
    };
    let never = Memo::new(|_| None);
    view! {
        <Title text=live(move || words.street().title) drawing=icon_view(Icon::Bell, 26)/>
        <p class="stage-cuts-title">{live(move || words.street().who)}</p>
        <div class="stage-cuts stage-options">{people.collect_view()}</div>
        <p class="stage-cuts-title">{live(move || words.street().what)}</p>
        <div class="stage-cuts stage-options">{wishes.collect_view()}</div>
        <p class="stage-cuts-title">{live(move || words.street().whose)}</p>
        <div class="stage-cuts stage-options">{doors.collect_view()}</div>
        <Choice
            action=live(|| "etcdctl")
            shown=Icon::Bell
            label=live(move || (words.street().ask)(&(words.street().name)(who.get())))
            refused=never
            on_choose=Box::new(wish)
        />
        <KeyChoice/>
    }
}

fn live_bool(holds: impl Fn() -> bool + Send + 'static) -> Live {
    live(move || holds().to_string())
}

/// One of several, pressed if it is the one.
fn option(id: &'static str, pressed: Live, label: Live, choose: Box<dyn Fn()>) -> impl IntoView {
    view! {
        <button type="button" class="stage-option" data-option=id aria-pressed=pressed on:click=press(choose)>
            {label}
        </button>
    }
}

/// Locks the door, or opens it.
#[component]
fn KeyChoice() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, .. } = context;
    let is_locked = Memo::new(move |_| player.frame.with(|frame| frame.door == Door::Locked));
    let never = Memo::new(|_| None);
    let turn = move || {
        if context.act(player.frame.with_untracked(|frame| palette::turn_key(frame))) {
            context.close_menu();
        }
    };
    view! {
        <Choice
            action=live(|| "set_door")
            shown=Icon::Key
            label=live(move || if is_locked.get() { words.street().unlock } else { words.street().lock })
            refused=never
            on_choose=Box::new(turn)
        />
        <p class="stage-hint">{live(move || words.street().lock_hint)}</p>
    }
}

#[component]
pub fn GateMenu() -> impl IntoView {
    let StageContext { words, .. } = expect_context();
    view! {
        <Title text=live(move || words.street().gate) drawing=icon_view(Icon::Key, 26)/>
        <KeyChoice/>
    }
}

#[component]
pub fn ClientMenu(client: Arc<str>) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, map, .. } = context;
    let name = client.clone();
    let person = Memo::new(move |_| {
        let street = player.frame.with(|frame| friends::street(frame, map.get()));
        street.people.into_iter().find(|person| person.client == name)
    });
    let rows = move || {
        let row = |(name, value): &(&str, String)| format!("<dt>{}</dt><dd>{}</dd>", Words(name), Words(value));
        let rows =
            person.with(|person: &Option<Person>| person.as_ref().map(|person| (words.street().details)(person)));
        rows.unwrap_or_default().iter().map(row).collect::<String>()
    };
    let follows = move || person.with(|person| person.as_ref().is_some_and(|person| person.follows.is_some()));
    let refused = Memo::new(move |_| (!follows()).then(|| words.street().nothing.to_owned()));
    let called = client.clone();
    let stop = move || {
        let action: Action = palette::stop(&client);
        if context.act(action) {
            context.close_menu();
        }
    };
    view! {
        <Title text=live(move || (words.street().name)(&called)) drawing=icon_view(Icon::Bell, 26)/>
        <dl inner_html=live(rows)></dl>
        <Choice
            action=live(|| "interrupt")
            shown=Icon::Close
            label=live(move || words.street().stop)
            refused
            on_choose=Box::new(stop)
        />
        <KeyChoice/>
    }
}
