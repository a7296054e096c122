//! People from outside: on the pavement, before a locked gate, and the photo that everybody begins anew with.

use super::{Open, StageContext, act};
use crate::paint::{kit, street as paint};
use crate::scene::curve::Rect;
use crate::scene::friends::{self, Hears, Person, Street};
use crate::ui::live::{live, press};
use crate::ui::view::*;

fn street() -> Memo<Street> {
    let StageContext { map, player, .. } = expect_context();
    Memo::new(move |_| player.frame.with(|frame| friends::street(frame, map.get())))
}

/// Where the menu of somebody, or of the gate, belongs.
pub(super) fn place(context: StageContext, open: &Open) -> Option<Rect> {
    let map = context.map.get_untracked();
    let street = context.player.frame.with_untracked(|frame| friends::street(frame, map));
    match open {
        Open::Client(client) => {
            street.people.into_iter().find(|person| person.client == *client).map(|person| person.card)
        }
        Open::Gate => street.gate,
        _ => None,
    }
}

/// What lies below the homes: the drawings of all that follows, lines, people, the gate.
#[component]
pub fn StreetUnder() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, .. } = context;
    let street = street();
    let lines = Memo::new(move |_| street.with(paint::lines));
    let people = Memo::new(move |_| {
        street.with(|street| street.people.iter().map(|person| person.client.clone()).collect::<Vec<_>>())
    });
    let crowd = Memo::new(move |_| {
        let at = context.map.get().crowd();
        street.with(|street| if street.crowd.is_empty() { String::new() } else { paint::crowd(street.crowd.len(), at) })
    });
    let crowd_label = move || {
        let names =
            street.with(|street| street.crowd.iter().map(|name| (words.street().name)(name)).collect::<Vec<_>>());
        (words.street().crowd)(&names)
    };
    view! {
        <defs inner_html=kit::LATER_SYMBOLS></defs>
        <g aria-hidden="true" inner_html=lines/>
        <For each=move || people.get() key=|client| client.clone() let(client)>
            <PersonView client street/>
        </For>
        <g
            role="img"
            aria-label=live(crowd_label)
            aria-hidden=live(move || crowd.with(String::is_empty).to_string())
            inner_html=crowd
        />
        <GateView street/>
    }
}

#[component]
fn PersonView(client: std::sync::Arc<str>, street: Memo<Street>) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, menu, .. } = context;
    let name = client.clone();
    let person = Memo::new(move |before: Option<&Option<Person>>| {
        let found = street.with(|street| street.people.iter().find(|person| person.client == name).cloned());
        // Its row goes away right after it has.
        found.or_else(|| before.cloned().flatten())
    });
    let painted = Memo::new(move |_| {
        person.with(|person| person.as_ref().map_or(String::new(), |person| paint::person(person, words.street())))
    });
    let label =
        move || person.with(|person| person.as_ref().map_or(String::new(), |person| (words.street().person)(person)));
    let of = move |read: fn(&Person) -> String| {
        live(move || person.with(|person| person.as_ref().map_or(String::new(), read)))
    };
    let reach = move || {
        person.with(|person| {
            let (place, card) = person.as_ref().map_or_else(Default::default, |person| (person.place, person.card));
            let (top, low) = (place.y.min(card.y), (place.y + place.h).max(card.y + card.h));
            format!("M{} {}H{}V{}H{}z", place.x, top, card.x + card.w, low, place.x)
        })
    };
    let open = {
        let client = client.clone();
        move || menu.set(Some(Open::Client(client.clone())))
    };
    let pressed = open.clone();
    view! {
        <g
            id=format!("client-{client}")
            data-client=client.to_string()
            data-hears=of(|person| hears(person.hears))
            data-told=of(|person| person.is_told.to_string())
            data-events=of(|person| person.events.to_string())
            class="stage-person"
            tabindex="0"
            role="button"
            aria-haspopup="dialog"
            aria-label=live(label)
            on:click=press(open)
            on:keydown=move |event| {
                if act::is_press(&event) {
                    event.prevent_default();
                    pressed();
                }
            }
        >
            <path class="stage-spot" d=live(reach)/>
            <g class="stage-house" aria-hidden="true" inner_html=painted/>
        </g>
    }
}

/// For those who read the page by program: a member's number, or why there is none.
fn hears(hears: Hears) -> String {
    match hears {
        Hears::Member(id) => id.to_string(),
        Hears::Searches => "searches".to_owned(),
        Hears::TurnedAway => "denied".to_owned(),
        Hears::Nobody => String::new(),
    }
}

#[component]
fn GateView(street: Memo<Street>) -> impl IntoView {
    let StageContext { words, menu, .. } = expect_context();
    let gate = Memo::new(move |_| street.with(|street| street.gate));
    let open = move || menu.set(Some(Open::Gate));
    crate::ui::live::part(move || {
        let Some(at) = gate.get() else { return ().into_any() };
        view! {
            <g
                id="door-gate"
                class="stage-person"
                tabindex="0"
                role="button"
                aria-haspopup="dialog"
                aria-label=live(move || words.street().gate)
                on:click=press(open)
                on:keydown=move |event| {
                    if act::is_press(&event) {
                        event.prevent_default();
                        open();
                    }
                }
            >
                <path class="stage-spot" d=format!("M{} {}h{}v{}h{}z", at.x, at.y, at.w, at.h, -at.w)/>
                <g class="stage-house" aria-hidden="true" inner_html=paint::gate(at)/>
            </g>
        }
        .into_any()
    })
}

/// What lies over the homes: the photo.
#[component]
pub fn StreetOver() -> impl IntoView {
    let StageContext { words, .. } = expect_context();
    let street = street();
    let photo = Memo::new(move |_| street.with(|street| street.photo.clone()));
    let painted = Memo::new(move |_| {
        photo.with(|photo| photo.as_ref().map_or(String::new(), |photo| paint::photo(photo, words.street())))
    });
    let label = move || {
        photo.with(|photo| photo.as_ref().map_or(String::new(), |photo| (words.street().photo_label)(photo.revision)))
    };
    view! {
        <g
            role="img"
            aria-label=live(label)
            aria-hidden=live(move || photo.with(Option::is_none).to_string())
            data-photo=live(move || photo.with(|photo| photo.as_ref().map_or(String::new(), |photo| photo.revision.to_string())))
            inner_html=painted
        />
    }
}
