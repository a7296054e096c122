//! What can be done with a home or a letter, and a few words on what it is.
//!
//! Arrow keys and Tab go through the buttons and sliders, Esc closes, and the focus returns to what was opened.
//! A button that can do nothing now stays reachable and says why.

mod faults;
mod home;
mod letter;
mod notice;

use leptos::tachys::html::InertElement;
use wasm_bindgen::JsCast;

use super::bar::icon;
use super::{Open, StageContext, street};
use crate::cluster::{Action, MemberId};
use crate::i18n::Lang;
use crate::paint::kit;
use crate::paint::markup::N;
use crate::scene::curve::{Point, Rect};
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::live::{Live, live, part, press};
use crate::ui::view::*;

#[component]
pub fn Menu() -> impl IntoView {
    let context = expect_context::<StageContext>();
    part(move || {
        let Some(open) = context.menu.get() else { return ().into_any() };
        let body = match &open {
            Open::Home(id) => view! { <home::HomeMenu id=*id/> }.into_any(),
            Open::Faults(id) => view! { <faults::FaultsMenu id=*id/> }.into_any(),
            Open::Letter { id, .. } => view! { <letter::LetterMenu id=*id/> }.into_any(),
            Open::Notice => view! { <notice::NoticeMenu/> }.into_any(),
            Open::Client(client) => view! { <notice::ClientMenu client=client.clone()/> }.into_any(),
            Open::Gate => view! { <notice::GateMenu/> }.into_any(),
            Open::Chooser => view! { <Chooser/> }.into_any(),
        };
        view! { <Popover open>{body}</Popover> }.into_any()
    })
}

#[component]
fn Popover(open: Open, children: Children) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let element = ElementRef::new();
    Effect::new(move |_| {
        // Not on a button: the key that opened the menu may still be held.
        if let Some(element) = element.get() {
            let _ = element.focus();
        }
    });
    let keys = move |event: web_sys::KeyboardEvent| {
        let on_slider = event.target().is_some_and(|target| target.has_type::<web_sys::HtmlInputElement>());
        let step = match event.key().as_str() {
            // Arrows move a slider's knob.
            "ArrowDown" | "ArrowRight" | "ArrowUp" | "ArrowLeft" if on_slider => return event.stop_propagation(),
            "Escape" => {
                event.stop_propagation();
                context.close_menu();
                return;
            }
            "ArrowDown" | "ArrowRight" => 1,
            "ArrowUp" | "ArrowLeft" => -1,
            "Tab" if event.shift_key() => -1,
            "Tab" => 1,
            // The player's keys don't reach through an open menu.
            _ => return event.stop_propagation(),
        };
        event.prevent_default();
        event.stop_propagation();
        if let Some(element) = element.get_untracked() {
            move_focus(&element, step);
        }
    };
    let (left, top) = place(context, &open);
    view! {
        <div class="stage-menu-back" on:click=press(move || context.close_menu())></div>
        <div
            class="stage-menu"
            node_ref=element
            role="dialog"
            tabindex="-1"
            aria-labelledby="stage-menu-title"
            style:left=left
            style:top=top
            on:keydown=keys
        >
            {children()}
            <button
                type="button"
                class="stage-close"
                aria-label=live(move || context.words.get().close)
                on:click=press(move || context.close_menu())
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
}

fn controls(element: &web_sys::HtmlElement) -> Vec<web_sys::HtmlElement> {
    let Ok(found) = element.query_selector_all("button, input") else { return vec![] };
    (0..found.length()).filter_map(|nth| found.item(nth)?.dyn_into().ok()).collect()
}

fn move_focus(element: &web_sys::HtmlElement, step: i32) {
    let controls = controls(element);
    let active = document().active_element();
    let here = controls.iter().position(|control| active.as_ref().is_some_and(|active| **control == *active));
    let last = controls.len().saturating_sub(1);
    let next = match here {
        Some(here) => (here as i32 + step).rem_euclid(last as i32 + 1) as usize,
        None if step > 0 => 0,
        None => last,
    };
    if let Some(control) = controls.get(next) {
        let _ = control.focus();
    }
}

const WIDTH: f64 = 264.0;
/// About what a letter's menu takes, a home's and somebody's from outside; the style sheet keeps them within the stage.
const LETTER_HEIGHT: f64 = 340.0;
const HOME_HEIGHT: f64 = 510.0;
const CLIENT_HEIGHT: f64 = 400.0;
const GAP: f64 = 10.0;

/// Beside what it belongs to, as CSS lengths within the stage. On a phone the style sheet overrides it.
fn place(context: StageContext, open: &Open) -> (String, String) {
    let (width, height) = context.size.get_untracked().unwrap_or((0.0, 0.0));
    let fit = context.map.get_untracked().view_box().fit(width, height);
    let target = context.scene.with_untracked(|scene| match open {
        Open::Home(id) | Open::Faults(id) => scene.home(*id).map(|home| home.place),
        Open::Letter { id, .. } => scene.letter(*id).map(|letter| Rect::around(letter.at, 56.0, 56.0)),
        Open::Client(_) | Open::Gate | Open::Notice | Open::Chooser => street::place(context, open),
    });
    let Some(target) = target else { return ("auto".to_owned(), "50px".to_owned()) };
    let target = fit.rect(target);
    let Point { x: middle, y } = target.centre();
    let right = target.x + target.w + GAP;
    let left = target.x - WIDTH - GAP;
    let x = if middle < width / 2.0 || left < GAP { right } else { left };
    let x = x.min(width - WIDTH - GAP).max(GAP);
    // The picture stands below the bar, and below the strip if there is one.
    let tall = match open {
        Open::Home(_) | Open::Faults(_) => HOME_HEIGHT,
        Open::Client(_) => CLIENT_HEIGHT,
        _ => LETTER_HEIGHT,
    };
    let y = (y - tall / 2.0).min(height - tall).max(GAP);
    (format!("{}px", N(x)), format!("calc(var(--stage-above) + {}px)", N(y)))
}

#[component]
fn Title(text: Live, drawing: InertElement) -> impl IntoView {
    view! {
        <div class="stage-menu-title">
            {drawing}
            <h2 id="stage-menu-title">{text}</h2>
        </div>
    }
}

/// A button with a reason for not working now, if there is one.
#[component]
fn Choice(
    /// As it is called in JSON; for those who read the page by program.
    action: Live,
    shown: Icon,
    label: Live,
    refused: Memo<Option<String>>,
    /// Boxed: the button is made once, not for each wish.
    on_choose: Box<dyn Fn()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="stage-choice"
            data-action=action
            aria-disabled=live(move || refused.with(Option::is_some).to_string())
            on:click=press(move || {
                if refused.with_untracked(Option::is_none) {
                    on_choose();
                }
            })
        >
            {icon(shown)}
            <span>
                {label}
                {part(move || match refused.get() {
                    Some(why) => view! { <small>{why}</small> }.into_any(),
                    None => ().into_any(),
                })}
            </span>
        </button>
    }
}

/// Whom to send away, or to bring back.
#[component]
fn Chooser() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, .. } = context;
    let homes =
        Memo::new(move |_| scene.with(|scene| scene.homes.iter().map(|home| (home.id, home.up)).collect::<Vec<_>>()));
    let friend = move |(id, up): (MemberId, bool)| {
        let action = if up { Action::Crash { member: id } } else { Action::Restart { member: id } };
        let label = move || if up { Lang::Pt.friend(id).to_owned() } else { (words.menu().bring_back_friend)(id) };
        view! {
            <button
                type="button"
                class="stage-choice"
                on:click=press(move || {
                    if context.act(action.clone()) {
                        context.close_menu();
                    }
                })
            >
                {symbol_view(kit::badge(id), 24, 24, "")}
                <span>{live(label)}</span>
            </button>
        }
    };
    view! {
        <Title text=live(move || words.menu().choose_friend) drawing=icon_view(Icon::Door, 26)/>
        {part(move || homes.get().into_iter().map(friend).collect_view().into_any())}
    }
}
