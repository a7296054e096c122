//! Beside a lesson: the keys for whoever presents.

use super::words::Said;
use crate::paint::markup::Words;
use crate::ui::live::live;
use crate::ui::view::*;

/// The same keys, in the same words, as the help has them.
#[component]
pub fn Keys(said: Said) -> impl IntoView {
    let row =
        |(key, what): (&str, &str)| format!("<div><dt><kbd>{}</kbd></dt><dd>{}</dd></div>", Words(key), Words(what));
    view! {
        <section class="card guide-keys" aria-labelledby="guide-keys-title">
            <h2 id="guide-keys-title">{said.live("label.keys")}</h2>
            <dl inner_html=live(move || said.0.later().help.key_list.map(row).concat())></dl>
        </section>
    }
}
