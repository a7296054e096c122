//! The seal: what must hold is checked at every step, and whether it did. Opens to the list.

use crate::cluster::Property;
use crate::i18n::Seal as Texts;
use crate::paint::markup::Words;
use crate::ui::live::live;
use crate::ui::player::Player;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

#[component]
pub fn Seal() -> impl IntoView {
    let prefs = Prefs::expect();
    let player = expect_context::<Player>();
    // Seldom more than none: compared, so that the list is painted once.
    let broken = Memo::new(move |_| {
        let frame = player.frame.read();
        frame.violations.iter().map(|violation| violation.property).collect::<Vec<_>>()
    });
    let unchecked = Memo::new(move |_| player.frame.read().unchecked_since_us.is_some());
    let title = move || {
        let texts = &prefs.later().seal;
        match (broken.read().is_empty(), unchecked.get()) {
            (false, _) => texts.broken,
            (true, true) => texts.unchecked,
            (true, false) => texts.well,
        }
    };
    view! {
        <details class="seal" data-broken=live(move || broken.read().len().to_string())>
            <summary>
                <h2>{live(title)}</h2>
            </summary>
            <div
                class="seal-body"
                inner_html=live(move || list(&prefs.later().seal, prefs.technical.get(), &broken.read()))
            ></div>
        </details>
    }
}

fn list(texts: &Texts, technical: bool, broken: &[Property]) -> String {
    let row = |property: Property| {
        let mark = if broken.contains(&property) { " class=broken" } else { "" };
        let precise = if technical {
            format!(" <small lang=en>{}, Raft {}</small>", property.name().replace('_', " "), property.section())
        } else {
            String::new()
        };
        format!("<li{mark}>{}{precise}</li>", Words((texts.property)(property)))
    };
    format!("<p>{}</p><ul>{}</ul>", Words(texts.checked), Property::ALL.map(row).concat())
}
