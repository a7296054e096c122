//! The progress in the course: saved as a file, taken in from one, erased.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use crate::base64;
use crate::platform::files;
use crate::ui::live::{live, press};
use crate::ui::prefs::Prefs;
use crate::ui::progress::Progress;
use crate::ui::view::*;

const NAME: &str = "quorum.txt";

/// What has just been done with it.
#[derive(Clone, Copy, PartialEq)]
enum Done {
    Nothing,
    Took,
    /// The file holds no progress.
    TookNothing,
    /// One more press erases it.
    Asks,
    Erased,
}

#[component]
pub fn Keep() -> impl IntoView {
    let prefs = Prefs::expect();
    let progress = Progress::expect();
    let texts = move || &prefs.later().settings;
    let done = RwSignal::new(Done::Nothing);
    let save = move || files::save(NAME, progress.text().as_bytes());
    let chosen = move |event: leptos::ev::Event| {
        let input = event.target().map(|target| target.unchecked_into::<HtmlInputElement>());
        let Some(input) = input else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        files::read(&file, move |read| {
            let text = read.and_then(|base64| String::from_utf8(base64::decode(&base64)?).ok());
            let took = text.is_some_and(|text| progress.take_in(&text));
            done.set(if took { Done::Took } else { Done::TookNothing });
        });
        // The same file can be chosen again.
        input.set_value("");
    };
    let erase = move || {
        if done.get_untracked() == Done::Asks {
            progress.erase();
            done.set(Done::Erased);
        } else {
            done.set(Done::Asks);
        }
    };
    let said = move || match done.get() {
        Done::Nothing => "",
        Done::Took => texts().progress_took,
        Done::TookNothing => texts().progress_none,
        Done::Asks => texts().progress_sure,
        Done::Erased => texts().progress_erased,
    };
    view! {
        <section class="keep">
            <h3>{live(move || texts().progress)}</h3>
            <p>{live(move || texts().progress_where)}</p>
            <div>
                <button class="btn" on:click=press(save)>
                    {live(move || texts().progress_save)}
                </button>
                <label class="btn">
                    <input prop:multiple=false type="file" accept=".txt,text/plain" class="visually-hidden" on:change=chosen/>
                    {live(move || texts().progress_open)}
                </label>
                <button class="btn" on:click=press(erase)>
                    {live(move || if done.get() == Done::Asks { texts().progress_erase_now } else { texts().progress_erase })}
                </button>
            </div>
            <p role="status">{live(said)}</p>
        </section>
    }
}
