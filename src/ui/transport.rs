//! Time in hand: stop, step, speed, silence, rail and clock.

use crate::i18n::Transport as Texts;
use crate::session::Speed;
use crate::ui::icons::{Icon, icon, icon_view};
use crate::ui::live::{live, press};
use crate::ui::player::Player;
use crate::ui::prefs::{self, Prefs};
use crate::ui::scrubber::Scrubber;
use crate::ui::view::*;

const SPEEDS: [Speed; 3] = [Speed::SLOW, Speed::NORMAL, Speed::FAST];

/// That of the three which a speed counts as: lessons and scripts have others, too.
fn kind(speed: Speed) -> Speed {
    if speed.0 > Speed::NORMAL.0 {
        Speed::FAST
    } else if speed.0 < Speed::NORMAL.0 {
        Speed::SLOW
    } else {
        Speed::NORMAL
    }
}

fn speed_name(texts: &'static Texts, speed: Speed) -> &'static str {
    match kind(speed) {
        Speed::SLOW => texts.slow,
        Speed::FAST => texts.fast,
        _ => texts.normal,
    }
}

fn next_speed(speed: Speed) -> Speed {
    match kind(speed) {
        Speed::SLOW => Speed::NORMAL,
        Speed::NORMAL => Speed::FAST,
        _ => Speed::SLOW,
    }
}

#[component]
pub fn Transport() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let texts = move || &prefs.t().transport;
    let play_icon = move || if player.playing.get() { Icon::Pause } else { Icon::Play };
    let play_label = move || if player.playing.get() { texts().pause } else { texts().play };
    view! {
        <section class="card transport" aria-label=live(move || texts().label)>
            <div class="trio">
                <button
                    class="iconbtn"
                    aria-label=live(move || texts().back)
                    title=live(move || format!("{} (←)", texts().back))
                    on:click=press(move || player.step_back())
                >
                    {icon_view(Icon::StepBack, 22)}
                </button>
                <button
                    class="iconbtn play"
                    aria-label=live(play_label)
                    title=live(play_label)
                    on:click=press(move || player.toggle())
                    inner_html=live(move || icon(play_icon(), 28))
                ></button>
                <button
                    class="iconbtn"
                    aria-label=live(move || texts().forward)
                    title=live(move || format!("{} (→)", texts().forward))
                    on:click=press(move || player.step_forward())
                >
                    {icon_view(Icon::StepForward, 22)}
                </button>
            </div>
            <div class="seg speeds" role="group" aria-label=live(move || texts().speed)>
                {SPEEDS
                    .map(|speed| {
                        view! {
                            <button
                                aria-pressed=live(move || (kind(player.speed.get()) == speed).to_string())
                                on:click=press(move || player.set_speed(speed))
                            >
                                {live(move || speed_name(texts(), speed))}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <SkipSilence />
            <Scrubber />
            <SpeedButton />
            <Clock />
        </section>
    }
}

#[component]
fn SkipSilence() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    view! {
        <button
            class="skip-silence"
            aria-pressed=live(move || player.skip_silence.get().to_string())
            title=live(move || prefs.t().transport.skip_hint)
            on:click=press(move || prefs::set_skip_silence(player, !player.skip_silence.get_untracked()))
        >
            {icon_view(Icon::SkipSilence, 22)}
            <span>{live(move || prefs.t().transport.skip)}</span>
        </button>
    }
}

/// The three speeds as one button, where there is no room for three.
#[component]
fn SpeedButton() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let name = move || speed_name(&prefs.t().transport, player.speed.get());
    view! {
        <button
            class="btn speed-one"
            aria-label=live(move || (prefs.t().transport.speed_button)(name()))
            on:click=press(move || player.set_speed(next_speed(player.speed.get_untracked())))
        >
            {live(name)}
        </button>
    }
}

#[component]
fn Clock() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    // Tenths are all that is shown: nothing to repaint in between.
    let tenths = Memo::new(move |_| player.frame.read().t_us / 100_000);
    view! {
        <div class="clock">
            <b>{live(move || prefs.lang.get().time(tenths.get() * 100_000))}</b>
            <span>{live(move || prefs.t().transport.clock)}</span>
        </div>
    }
}
