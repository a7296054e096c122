//! What the marks mean: cells of the notebook, letters, the ring.

use crate::i18n::Legend as Texts;
use crate::narration::Glyph;
use crate::paint::markup::Words;
use crate::ui::icons::glyph;
use crate::ui::live::live;
use crate::ui::prefs::Prefs;
use crate::ui::view::*;

/// In lower windows the legend starts folded: the story needs the room.
const ROOMY_PX_MIN: f64 = 840.0;

#[component]
pub fn Legend() -> impl IntoView {
    let prefs = Prefs::expect();
    let roomy =
        window().inner_height().ok().and_then(|height| height.as_f64()).is_none_or(|height| height >= ROOMY_PX_MIN);
    let painted = Memo::new(move |_| legend(&prefs.later().legend, prefs.technical.get()));
    view! {
        <details class="legend" open=roomy>
            <summary>
                <h2>{live(move || prefs.later().legend.title)}</h2>
            </summary>
            <div class="legend-body" inner_html=painted></div>
        </details>
    }
}

fn legend(texts: &Texts, technical: bool) -> String {
    let svg =
        |shape: &str| format!(r#"<svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">{shape}</svg>"#);
    let row = |drawing: String, (plain, precise): (&str, &str)| {
        format!("<li>{drawing}{}</li>", Words(if technical { precise } else { plain }))
    };
    let cells: String = Cell::ALL.map(|cell| row(svg(cell.shape()), cell.name(texts))).concat();
    let letters: String = LETTERS.map(|letter| row(glyph(letter, true), letter_name(letter, texts))).concat();
    let rings: String = Ring::ALL.map(|ring| row(svg(ring.shape()), ring.name(texts))).concat();
    let numbers = if technical { texts.technical.numbers } else { texts.numbers };
    format!(
        r#"<h3 class="visually-hidden">{}</h3><ul>{cells}</ul><p>{}</p><h3>{}</h3><ul>{letters}</ul><h3>{}</h3><ul class="legend-rings">{rings}</ul>"#,
        Words(texts.notebook),
        Words(numbers),
        Words(texts.letters),
        Words(texts.ring)
    )
}

#[derive(Clone, Copy)]
enum Cell {
    Fitted,
    Noted,
    Blank,
    Membership,
    Presence,
    Lease,
    LeaseOver,
    Compaction,
}

impl Cell {
    const ALL: [Cell; 8] = [
        Cell::Fitted,
        Cell::Noted,
        Cell::Blank,
        Cell::Membership,
        Cell::Presence,
        Cell::Lease,
        Cell::LeaseOver,
        Cell::Compaction,
    ];

    fn shape(self) -> &'static str {
        match self {
            Cell::Fitted => {
                r#"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><text x="13" y="18.5" text-anchor="middle" font-size="14" font-weight="700" fill="var(--k-on)">6</text>"#
            }
            Cell::Noted => {
                r#"<rect x="3" y="3" width="20" height="20" rx="4" fill="var(--paper)" stroke="var(--pencil)" stroke-width="2" stroke-dasharray="3.5 2.5"/><text x="13" y="18.5" text-anchor="middle" font-size="14" font-weight="700" fill="var(--pencil)">7</text>"#
            }
            Cell::Blank => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-cap" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::Membership => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-people" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::Presence => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-home" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::Lease => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-hours" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::LeaseOver => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-over" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::Compaction => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-broom" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
        }
    }

    /// Its plain name and the precise one.
    fn name(self, texts: &Texts) -> (&'static str, &'static str) {
        let (plain, technical) = (texts, &texts.technical);
        match self {
            Cell::Fitted => (plain.fitted, technical.fitted),
            Cell::Noted => (plain.noted, technical.noted),
            Cell::Blank => (plain.blank, technical.blank),
            Cell::Membership => (plain.membership, technical.membership),
            Cell::Presence => (plain.presence, technical.presence),
            Cell::Lease => (plain.lease, technical.lease),
            Cell::LeaseOver => (plain.lease_over, technical.lease_over),
            Cell::Compaction => (plain.compaction, technical.compaction),
        }
    }
}

const LETTERS: [Glyph; 10] = [
    Glyph::Append,
    Glyph::Ack,
    Glyph::VoteRequest,
    Glyph::VoteYes,
    Glyph::VoteNo,
    Glyph::Reject,
    Glyph::Heartbeat,
    Glyph::Suggestion,
    Glyph::Answer,
    Glyph::Bell,
];

/// A letter's plain name and the precise one.
fn letter_name(glyph: Glyph, texts: &Texts) -> (&'static str, &'static str) {
    let (plain, technical) = (texts, &texts.technical);
    match glyph {
        Glyph::Append => (plain.append, technical.append),
        Glyph::Ack => (plain.ack, technical.ack),
        Glyph::VoteRequest => (plain.vote_request, technical.vote_request),
        Glyph::VoteYes => (plain.vote_yes, technical.vote_yes),
        Glyph::VoteNo => (plain.vote_no, technical.vote_no),
        Glyph::Reject => (plain.reject, technical.reject),
        Glyph::Heartbeat => (plain.heartbeat, technical.heartbeat),
        Glyph::Suggestion => (plain.found, technical.found),
        Glyph::Bell => (plain.news, technical.news),
        _ => (plain.answer, technical.answer),
    }
}

/// The ring around a friend, stage by stage.
#[derive(Clone, Copy)]
enum Ring {
    Lease,
    Timer,
    Low,
}

impl Ring {
    const ALL: [Ring; 3] = [Ring::Lease, Ring::Timer, Ring::Low];

    fn shape(self) -> &'static str {
        match self {
            Ring::Lease => {
                r##"<g fill="none" stroke="var(--timer)" stroke-width="1.4"><circle cx="12" cy="14" r="7.8"/><circle cx="12" cy="14" r="10.6"/></g><circle cx="20" cy="6" r="5.5" fill="var(--surface)" stroke="var(--timer)" stroke-width="1.2"/><use href="#mark-lock" x="16" y="2" width="8" height="8" style="color:var(--timer)"/>"##
            }
            Ring::Timer => {
                r#"<g fill="none" stroke-width="4"><circle cx="13" cy="13" r="9.5" stroke="var(--timer-track)"/><path d="M13 3.5a9.5 9.5 0 1 1-9.5 9.5" stroke="var(--timer)"/></g>"#
            }
            Ring::Low => {
                r#"<g fill="none" stroke-width="4"><circle cx="13" cy="13" r="9.5" stroke="var(--timer-track)"/><path d="M13 3.5a9.5 9.5 0 0 1 9.5 9.5" stroke="var(--timer-low)"/></g>"#
            }
        }
    }

    fn name(self, texts: &Texts) -> (&'static str, &'static str) {
        let (plain, technical) = (texts, &texts.technical);
        match self {
            Ring::Lease => (plain.ring_lease, technical.ring_lease),
            Ring::Timer => (plain.ring_timer, technical.ring_timer),
            Ring::Low => (plain.ring_low, technical.ring_low),
        }
    }
}
