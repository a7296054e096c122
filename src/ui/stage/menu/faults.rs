//! What can go wrong at one friend's house: how late it reads, how its clock goes, how long it takes to save
//! what it notes, and which of its letters get lost.

use super::Title;
use crate::cluster::{Action, CLOCK_PPM_MAX, MemberFaults, MemberId};
use crate::i18n::stage::MenuWords;
use crate::paint::kit;
use crate::ui::icons::{Icon, icon_view, symbol_view};
use crate::ui::live::{live, part, press};
use crate::ui::stage::{Open, StageContext};
use crate::ui::view::*;

/// A slider's range, in its own steps, and what it comes to.
struct Dial {
    /// As the field is called in JSON; for those who read the page by program.
    field: &'static str,
    min: i32,
    max: i32,
    label: fn(&MenuWords) -> &'static str,
    value: fn(&MenuWords, i32) -> String,
    /// Where the knob stands.
    read: fn(&MemberFaults) -> i32,
    action: fn(MemberId, i32) -> Action,
}

/// One step is a tenth of a second, or five percent.
const STEP_US: u64 = 100_000;
const STEP_PPM: i32 = 50_000;
const TIME_STEPS_MAX: i32 = 20;

const DIALS: [Dial; 3] = [
    Dial {
        field: "slow_us",
        min: 0,
        max: TIME_STEPS_MAX,
        label: |words| words.slow,
        value: |words, steps| (words.slow_value)(time_us(steps)),
        read: |faults| steps(faults.slow_us),
        action: |member, to| Action::SetMember { member, slow_us: Some(time_us(to)), clock_ppm: None, flush_us: None },
    },
    Dial {
        field: "clock_ppm",
        min: -CLOCK_PPM_MAX / STEP_PPM,
        max: CLOCK_PPM_MAX / STEP_PPM,
        label: |words| words.clock,
        value: |words, steps| (words.clock_value)(steps * STEP_PPM),
        read: |faults| faults.clock_ppm / STEP_PPM,
        action: |member, to| Action::SetMember {
            member,
            slow_us: None,
            clock_ppm: Some(to * STEP_PPM),
            flush_us: None,
        },
    },
    Dial {
        field: "flush_us",
        min: 0,
        max: TIME_STEPS_MAX,
        label: |words| words.disk,
        value: |words, steps| (words.disk_value)(time_us(steps)),
        read: |faults| steps(faults.flush_us[1]),
        action: |member, to| Action::SetMember {
            member,
            slow_us: None,
            clock_ppm: None,
            flush_us: Some([0, time_us(to)]),
        },
    },
];

fn time_us(steps: i32) -> u64 {
    u64::from(steps.unsigned_abs()) * STEP_US
}

/// More than the slider has room for is its end.
fn steps(us: u64) -> i32 {
    (us / STEP_US).min(TIME_STEPS_MAX as u64) as i32
}

#[component]
pub fn FaultsMenu(id: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, .. } = context;
    view! {
        <Title text=live(move || (words.menu().trouble_title)(id)) drawing=symbol_view(kit::badge(id), 34, 26, "")/>
        {DIALS.iter().map(|dial| view! { <Slider id dial/> }).collect_view()}
        <Cuts from=id/>
        <button
            type="button"
            class="stage-choice"
            on:click=press(move || context.menu.set(Some(Open::Home(id))))
        >
            {icon_view(Icon::Home, 20)}
            {live(move || words.menu().back)}
        </button>
    }
}

#[component]
fn Slider(id: MemberId, dial: &'static Dial) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { words, player, .. } = context;
    let set = Memo::new(move |_| {
        player.frame.with(|frame| {
            let member = frame.members.iter().find(|member| member.id == id);
            member.map_or(0, |member| (dial.read)(&member.faults))
        })
    });
    // Where the knob is held, until it is let go.
    let held = RwSignal::new(None::<i32>);
    let value = move || (dial.value)(words.menu(), held.get().unwrap_or_else(|| set.get()));
    let knob = |event: &web_sys::Event| event_target_value(event).parse::<i32>().ok();
    view! {
        <label class="stage-slider">
            <span>{live(move || (dial.label)(words.menu()))}</span>
            <output>{live(value)}</output>
            <input
                data-field=dial.field
                min=dial.min.to_string()
                max=dial.max.to_string()
                step="1"
                type="range"
                prop:value=live(move || held.get().unwrap_or_else(|| set.get()).to_string())
                aria-valuetext=live(value)
                on:input=move |event| held.set(knob(&event))
                on:change=move |event| {
                    held.set(None);
                    if let Some(to) = knob(&event) {
                        context.act((dial.action)(id, to));
                    }
                }
            />
        </label>
    }
}

/// One button for each way from here; those that are cut stay so until everything is mended.
#[component]
fn Cuts(from: MemberId) -> impl IntoView {
    let context = expect_context::<StageContext>();
    let StageContext { scene, words, .. } = context;
    let others = Memo::new(move |_| {
        scene.with(|scene| {
            let is_cut = |to| scene.cut_ways.iter().any(|way| (way.from, way.to) == (from, to));
            let ids = scene.homes.iter().map(|home| home.id).filter(|&id| id != from);
            ids.map(|to| (to, is_cut(to))).collect::<Vec<_>>()
        })
    });
    let way = move |(to, is_cut): (MemberId, bool)| {
        view! {
            <button
                type="button"
                class="stage-cut"
                data-to=to.to_string()
                aria-pressed=is_cut.to_string()
                aria-disabled=is_cut.to_string()
                aria-label=live(move || (words.menu().cut_way)(from, to))
                on:click=press(move || {
                    if !is_cut {
                        context.act(Action::Cut { from, to });
                    }
                })
            >
                {symbol_view(kit::badge(to), 26, 26, "")}
            </button>
        }
    };
    view! {
        <p class="stage-cuts-title">{live(move || words.menu().cut)}</p>
        <div class="stage-cuts">{part(move || others.get().into_iter().map(way).collect_view().into_any())}</div>
    }
}
