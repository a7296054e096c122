//! Help: keys, what is real here, the seed, settings. A native dialog, which keeps the focus by itself.

mod keep;

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlDialogElement;

use self::keep::Keep;
use crate::i18n::{Help, Theme};
use crate::paint::markup::{Words, marked};
use crate::session::{BadSeed, read_seed};
use crate::ui::icons::{Icon, icon_view};
use crate::ui::keys::move_to;
use crate::ui::later::Later;
use crate::ui::live::{live, press};
use crate::ui::player::Player;
use crate::ui::prefs::{self, Prefs};
use crate::ui::view::*;

/// Opens and closes the dialog. In the context.
#[derive(Clone, Copy)]
pub struct HelpDialog {
    element: ElementRef,
    /// Somebody asked for it before it was there.
    wanted: StoredValue<bool>,
    later: Later,
}

impl HelpDialog {
    fn dialog(self) -> Option<HtmlDialogElement> {
        self.element.get_untracked().map(JsCast::unchecked_into)
    }

    pub fn provide(later: Later) -> HelpDialog {
        let dialog = HelpDialog { element: ElementRef::new(), wanted: StoredValue::new(false), later };
        provide_context(dialog);
        dialog
    }

    pub fn expect() -> HelpDialog {
        expect_context()
    }

    pub fn open(self) {
        let Some(dialog) = self.dialog() else {
            self.wanted.set_value(true);
            return self.later.want();
        };
        if !dialog.open() {
            // Fails only for a dialog that is not in the page.
            let _ = dialog.show_modal();
        }
    }

    /// At the seed of the village.
    pub fn open_seed(self) {
        self.open();
        move_to("seed");
    }

    pub fn close(self) {
        if let Some(dialog) = self.dialog() {
            dialog.close();
        }
    }
}

#[component]
pub fn HelpView(
    /// The version of openraft that runs in here.
    openraft: &'static str,
) -> impl IntoView {
    let prefs = Prefs::expect();
    let help = HelpDialog::expect();
    let texts = move || &prefs.later().help;
    Effect::new(move || {
        if help.element.get().is_some() && help.wanted.try_update_value(std::mem::take) == Some(true) {
            help.open();
        }
    });
    // Whoever presses beside the dialog wants it closed.
    let beside = move |event: leptos::ev::MouseEvent| {
        let on_backdrop = event.target().is_some() && event.target() == event.current_target();
        if on_backdrop {
            help.close();
        }
    };
    view! {
        <dialog class="help" node_ref=help.element aria-labelledby="help-title" on:click=beside>
            <div class="help-card">
                <div class="help-head">
                    <h2 id="help-title">{live(move || texts().title)}</h2>
                    <button class="iconbtn" aria-label=live(move || texts().close) on:click=press(move || help.close())>
                        {icon_view(Icon::Close, 24)}
                    </button>
                </div>
                <div class="help-body">
                    <section>
                        <h3>{live(move || texts().real)}</h3>
                        <p inner_html=live(move || marked(&(texts().real_text)(openraft)))></p>
                    </section>
                    <Keys />
                    <Settings />
                    <Keep />
                    <Seed />
                </div>
            </div>
        </dialog>
    }
}

#[component]
fn Keys() -> impl IntoView {
    let prefs = Prefs::expect();
    let row =
        |(key, what): (&str, &str)| format!("<div><dt><kbd>{}</kbd></dt><dd>{}</dd></div>", Words(key), Words(what));
    view! {
        <section class="help-keys">
            <h3>{live(move || prefs.later().help.keys)}</h3>
            <dl inner_html=live(move || prefs.later().help.key_list.map(row).concat())></dl>
        </section>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let texts = move || &prefs.later().settings;
    let theme = move |theme: Theme| {
        view! {
            <label>
                <input
                    prop:checked=move || prefs.theme.get() == theme
                    type="radio"
                    name="theme"
                    on:change=move |_| prefs.set_theme(theme)
                />
                <span>{live(move || (texts().theme_name)(theme))}</span>
            </label>
        }
    };
    view! {
        <section>
            <h3>{live(move || texts().title)}</h3>
            <label class="switch">
                <span>{live(move || texts().technical)}</span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || prefs.technical.get()
                    on:change=move |event| prefs.set_technical(event_target_checked(&event))
                />
            </label>
            <label class="switch">
                <span>
                    {live(move || texts().motion)} <small>{live(move || texts().motion_hint)}</small>
                </span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || prefs.reduced_motion.get()
                    on:change=move |event| prefs.set_reduced_motion(event_target_checked(&event), player)
                />
            </label>
            <label class="switch">
                <span>
                    {live(move || prefs.t().transport.skip)} <small>{live(move || prefs.t().transport.skip_hint)}</small>
                </span>
                <input
                    role="switch"
                    type="checkbox"
                    prop:checked=move || player.skip_silence.get()
                    on:change=move |event| prefs::set_skip_silence(player, event_target_checked(&event))
                />
            </label>
            <fieldset class="themes">
                <legend>{live(move || texts().theme)}</legend>
                {[Theme::Auto, Theme::Light, Theme::Dark].map(theme).collect_view()}
            </fieldset>
        </section>
    }
}

fn seed_words(bad: BadSeed, texts: &'static Help) -> &'static str {
    match bad {
        BadSeed::Empty => texts.seed_empty,
        BadSeed::NotANumber => texts.seed_not_a_number,
        BadSeed::TooLong => texts.seed_too_long,
    }
}

#[component]
fn Seed() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    let help = HelpDialog::expect();
    let texts = move || &prefs.later().help;
    let seed = Memo::new(move |_| player.frame.read().seed);
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<BadSeed>);
    let start = move |seed| {
        help.close();
        player.restart(seed);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match read_seed(&typed.get_untracked()) {
            Ok(seed) => {
                wrong.set(None);
                start(seed);
            }
            Err(bad) => wrong.set(Some(bad)),
        }
    };
    view! {
        <section>
            <h3>{live(move || texts().seed)}</h3>
            <p>{live(move || texts().seed_text)}</p>
            <div class="seed-now">
                <p inner_html=live(move || marked(&(texts().seed_now)(seed.get())))></p>
                <button class="btn" on:click=press(move || start(seed.get_untracked()))>
                    {live(move || texts().restart)}
                </button>
            </div>
            <form class="seed-new" on:submit=submit novalidate>
                <label for="seed">{live(move || texts().seed_new)}</label>
                <input
                    id="seed"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby="seed-wrong"
                    aria-invalid=live(move || wrong.get().is_some().to_string())
                    prop:value=typed
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        wrong.set(None);
                    }
                />
                <button class="btn primary" type="submit">
                    {live(move || texts().seed_go)}
                </button>
                <p id="seed-wrong" class="seed-wrong" role="alert">
                    {live(move || wrong.get().map_or("", |bad| seed_words(bad, texts())))}
                </p>
            </form>
        </section>
    }
}
