//! The picture: ground, homes, letters, and what floats over them.
//!
//! The ground is a picture of its own below the moving one, so that it is painted once.

use std::sync::Arc;

use super::card::CountCard;
use super::home::HomeView;
use super::letter::LetterView;
use super::outside::{Bunting, PlotView, VisitorBubble, VisitorView};
use super::{StageContext, act, size};
use crate::paint;
use crate::paint::markup::N;
use crate::scene::friends::{Glyph, Letter, Party};
use crate::scene::places::{Layout, Map};
use crate::ui::later::Later;
use crate::ui::live::{live, part, when};
use crate::ui::view::*;

#[component]
pub fn Picture() -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, map, words, .. } = context;
    let later = Later::expect();
    let frame = ElementRef::new();
    size::observe(frame, context.size);

    let view_box = Memo::new(move |_| {
        let view = map.get().view_box();
        format!("{} {} {} {}", N(view.x), N(view.y), N(view.w), N(view.h))
    });
    let is_high = Memo::new(move |_| scene.with(|scene| !scene.sides.is_empty()));
    let painted_ground = Memo::new(move |_| paint::ground::ground(map.get(), is_high.get()));
    let compact_ratio = move || {
        let view = Map { layout: Layout::Compact, ..map.get() }.view_box();
        format!("{} / {}", N(view.w), N(view.h))
    };
    let homes = Memo::new(move |_| scene.with(|scene| scene.homes.iter().map(|home| home.id).collect::<Vec<_>>()));
    // In another branch of the run the same number may be another letter.
    let letters = Memo::new(move |_| {
        let key = |letter: &Arc<Letter>| (letter.id, letter.glyph, letter.from.clone());
        scene.with(|scene| scene.letters.iter().map(key).collect::<Vec<_>>())
    });
    let painted_landed = Memo::new(move |_| {
        let room = if map.get().layout == Layout::Wide { 1.0 } else { 0.8 };
        scene.with(|scene| scene.landed.iter().map(|mark| paint::outside::landed(mark, room)).collect::<String>())
    });
    let painted_trails = Memo::new(move |_| scene.with(|scene| paint::letter::trails(&scene.letters)));
    keep_focus(context, letters);

    let painted_closed = Memo::new(move |_| {
        scene
            .with(|scene| paint::ground::shores(&scene.shores, words.get()) + &paint::ground::cut_ways(&scene.cut_ways))
    });
    let plots = Memo::new(move |_| scene.with(|scene| scene.plots.clone()));

    view! {
        <div class="stage-picture" node_ref=frame style:--stage-compact-ratio=live(compact_ratio)>
            {when(
                move || context.size.with(Option::is_some),
                move || {
                    view! {
                        <svg class="stage-svg stage-ground" viewBox=view_box aria-hidden="true" inner_html=painted_ground></svg>
                        <svg
                            class="stage-svg"
                            viewBox=view_box
                            role="group"
                            aria-label=live(move || words.get().village)
                            aria-describedby="stage-description"
                        >
                            <Bunting/>
                            {part(move || plots.get().into_iter().map(|(id, place)| view! { <PlotView id place/> }).collect_view().into_any())}
                            <g aria-hidden="true" inner_html=painted_closed/>
                            {later.part(|more| (more.street[0])())}
                            <VisitorView/>
                            {part(move || homes.get().into_iter().map(|id| view! { <HomeView id/> }).collect_view().into_any())}
                            <g aria-hidden="true" inner_html=painted_landed/>
                            {later.part(|more| (more.street[1])())}
                            {later.part(|more| (more.points)())}
                            <g aria-hidden="true" inner_html=painted_trails/>
                            <For each=move || letters.get() key=|key| key.clone() let((id, _, _))>
                                <LetterView id/>
                            </For>
                        </svg>
                        {when(move || !context.has_strip(), || view! { <CountCard/> }.into_any())}
                        {when(move || map.get().layout == Layout::Wide, || view! { <VisitorBubble/> }.into_any())}
                    }
                    .into_any()
                },
            )}
            <p id="stage-description" class="stage-hidden">{live(description(context))}</p>
        </div>
    }
}

/// Rebuilt at each pause; while letters fly nobody could keep up with it.
fn description(context: StageContext) -> impl Fn() -> String + Clone {
    let player = context.player;
    let said = Memo::new(move |before: Option<&String>| {
        if player.playing.get()
            && let Some(before) = before
        {
            return before.clone();
        }
        context.scene.with(|scene| (context.words.get().description)(&scene.summary))
    });
    move || said.get()
}

/// A letter that arrives takes the keyboard's focus with it: the home that got it has it then.
fn keep_focus(context: StageContext, letters: Memo<Vec<(u64, Glyph, Party)>>) {
    Effect::new(move || {
        letters.track();
        // Once the letters that are gone have left the page.
        queue_microtask(move || {
            let Some((id, to)) = context.focused_letter.get_value() else { return };
            if context.scene.with_untracked(|scene| scene.letter(id).is_some()) {
                return;
            }
            context.focused_letter.set_value(None);
            let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
            if let (true, Party::Member(member)) = (is_lost, to) {
                act::focus(&format!("home-{member}"));
            }
        });
    });
}
