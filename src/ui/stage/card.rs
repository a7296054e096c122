//! The count: who has noted an entry, or who has promised a vote, and the flag after the majority.

use std::sync::Arc;

use leptos::prelude::*;

use super::StageContext;
use super::board::PieceView;
use super::marked::marked;
use crate::scene::friends::{Card, Counted, Glyph, Slot, Tally};
use crate::ui::kit;

fn card() -> Memo<Option<Arc<Card>>> {
    let scene = expect_context::<StageContext>().scene;
    Memo::new(move |_| scene.with(|scene| scene.card.clone()))
}

fn tallies(card: &Card) -> &[Tally] {
    match card {
        Card::Entry(count) => std::slice::from_ref(&count.tally),
        Card::Votes(tallies) => &tallies[..tallies.len().min(2)],
        Card::Complete { .. } => &[],
    }
}

/// The floating card of the wide picture.
#[component]
pub fn CountCard() -> impl IntoView {
    let card = card();
    let words = expect_context::<StageContext>().words;
    move || {
        card.get().map(|card| {
            let words = words.get();
            let rows = tallies(&card).iter().enumerate().map(|(nth, tally)| {
                // The second candidate has no title of its own: its first slot says whose votes these are.
                view! { <Pips tally=tally.clone() small={nth > 0}/> }
            });
            view! {
                <div class="stage-count" data-kind=kind(&card)>
                    <div class="stage-count-top">
                        {face(&card)}
                        <div>
                            <h2>{(words.card_title)(&card)}</h2>
                            <p>{marked(&(words.card_known)(&card))}</p>
                        </div>
                    </div>
                    {rows.collect_view()}
                    <p class="stage-count-need">{marked(&(words.card_missing)(&card))}</p>
                </div>
            }
        })
    }
}

/// One line over the picture: the count, or else what goes on.
#[component]
pub fn CountingStrip() -> impl IntoView {
    let card = card();
    let StageContext { words, scene, .. } = expect_context();
    let summary = Memo::new(move |_| scene.with(|scene| scene.summary.clone()));
    move || match card.get() {
        Some(card) => {
            let words = words.get();
            let pips = tallies(&card).first().map(|tally| view! { <Pips tally=tally.clone() small=true/> });
            view! {
                <div class="stage-strip" data-kind=kind(&card)>
                    <b>{(words.strip_title)(&card)}</b>
                    {pips}
                    <span>{marked(&(words.strip_missing)(&card))}</span>
                </div>
            }
            .into_any()
        }
        None => view! {
            <div class="stage-strip">
                <span class="stage-strip-summary">{marked(&(words.get().summary)(&summary.get()))}</span>
                <span class="stage-strip-none">{words.get().no_count}</span>
            </div>
        }
        .into_any(),
    }
}

fn kind(card: &Card) -> &'static str {
    match card {
        Card::Entry(count) if count.tally.missing() == 0 => "done",
        Card::Entry(_) => "entry",
        Card::Votes(_) => "votes",
        Card::Complete { .. } => "complete",
    }
}

fn face(card: &Card) -> AnyView {
    let symbol = |href: &'static str, style: &'static str| {
        view! {
            <svg width="52" height="38" aria-hidden="true" style=style>
                <use href=href/>
            </svg>
        }
        .into_any()
    };
    match card {
        Card::Entry(count) => match count.counted {
            Counted::Piece(number) => view! {
                <svg width="52" height="52" viewBox="0 0 52 52" aria-hidden="true">
                    <PieceView name="count" number size=52.0/>
                </svg>
            }
            .into_any(),
            Counted::Blank => symbol("#mark-cap", "color:var(--k-append)"),
            Counted::Membership => symbol("#mark-people", "color:var(--k-append)"),
            Counted::Line => symbol("#notebook", ""),
        },
        Card::Votes(_) => symbol("#letter-vote-request", kit::seal(Glyph::VoteRequest)),
        Card::Complete { .. } => symbol("#puzzle-picture", ""),
    }
}

/// One slot for each friend that counts; the flag stands after the majority.
#[component]
fn Pips(tally: Tally, small: bool) -> impl IntoView {
    let words = expect_context::<StageContext>().words;
    let said = tally.clone();
    let flag = view! {
        <span class="stage-flag" aria-hidden="true">
            <svg width="18" height="18">
                <use href="#icon-flag"/>
            </svg>
        </span>
    };
    let pip = |slot: &Slot| match *slot {
        Slot::Known(id) => view! {
            <span class="stage-pip" data-slot="known">
                <svg class="stage-pip-badge"><use href=kit::badge(id)/></svg>
            </span>
        }
        .into_any(),
        Slot::OnTheWay(id) => view! {
            <span class="stage-pip" data-slot="coming" style:border-color=kit::friend_colour(id, "line")>
                <svg class="stage-pip-badge"><use href=kit::badge(id)/></svg>
            </span>
        }
        .into_any(),
        Slot::Empty => view! { <span class="stage-pip"></span> }.into_any(),
    };
    let many = tally.slots.len() > 5;
    let (before, after) = tally.slots.split_at(tally.majority.min(tally.slots.len()));
    view! {
        <div class="stage-pips" class:small=small class:many=many role="img" aria-label=move || (words.get().tally)(&said)>
            {before.iter().map(pip).collect_view()}
            {flag}
            {after.iter().map(pip).collect_view()}
        </div>
    }
}
