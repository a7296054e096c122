//! What the marks mean: cells of the notebook, letters, the ring.

use leptos::prelude::*;

use crate::narration::Glyph;
use crate::ui::icons::GlyphView;
use crate::ui::live::live;
use crate::ui::prefs::Prefs;

/// In lower windows the legend starts folded: the story needs the room.
const ROOMY_PX_MIN: f64 = 840.0;

#[component]
pub fn Legend() -> impl IntoView {
    let prefs = Prefs::expect();
    let roomy =
        window().inner_height().ok().and_then(|height| height.as_f64()).is_none_or(|height| height >= ROOMY_PX_MIN);
    view! {
        <details class="legend" open=roomy>
            <summary>
                <h2>{live(move || prefs.t().legend.title)}</h2>
            </summary>
            <div class="legend-body">
                <h3 class="visually-hidden">{live(move || prefs.t().legend.notebook)}</h3>
                <ul>
                    {Cell::ALL.map(|cell| view! { <CellRow cell=cell /> }).collect_view()}
                </ul>
                <h3>{live(move || prefs.t().legend.letters)}</h3>
                <ul>
                    {LETTERS.map(|glyph| view! { <LetterRow glyph=glyph /> }).collect_view()}
                </ul>
                <h3>{live(move || prefs.t().legend.ring)}</h3>
                <ul class="legend-rings">
                    {Ring::ALL.map(|ring| view! { <RingRow ring=ring /> }).collect_view()}
                </ul>
            </div>
        </details>
    }
}

#[derive(Clone, Copy)]
enum Cell {
    Fitted,
    Noted,
    Blank,
    Membership,
}

impl Cell {
    const ALL: [Cell; 4] = [Cell::Fitted, Cell::Noted, Cell::Blank, Cell::Membership];

    fn shape(self) -> &'static str {
        match self {
            Cell::Fitted => {
                r#"<path d="M6 4.5H10c-3.4-4.6 9.4-4.6 6 0H20a3 3 0 0 1 3 3V20a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7.5a3 3 0 0 1 3-3z" fill="var(--k-append)" stroke="var(--k-append)" stroke-width="2"/><text x="13" y="18.5" text-anchor="middle" font-size="14" font-weight="700" fill="var(--k-on)">6</text>"#
            }
            Cell::Noted => {
                r#"<path d="M6 4.5H10c-3.4-4.6 9.4-4.6 6 0H20a3 3 0 0 1 3 3V20a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V7.5a3 3 0 0 1 3-3z" fill="var(--paper)" stroke="var(--pencil)" stroke-width="2" stroke-dasharray="3.5 2.5"/><text x="13" y="18.5" text-anchor="middle" font-size="14" font-weight="700" fill="var(--pencil)">7</text>"#
            }
            Cell::Blank => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-cap" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
            Cell::Membership => {
                r##"<rect x="2" y="2" width="22" height="22" rx="4" fill="var(--k-append)"/><use href="#mark-people" x="5" y="5" width="16" height="16" style="color:var(--k-on)"/>"##
            }
        }
    }
}

#[component]
fn CellRow(cell: Cell) -> impl IntoView {
    let prefs = Prefs::expect();
    let name = move || {
        let (plain, technical) = (&prefs.t().legend, &prefs.t().legend.technical);
        let (plain, technical) = match cell {
            Cell::Fitted => (plain.fitted, technical.fitted),
            Cell::Noted => (plain.noted, technical.noted),
            Cell::Blank => (plain.blank, technical.blank),
            Cell::Membership => (plain.membership, technical.membership),
        };
        if prefs.technical.get() { technical } else { plain }
    };
    view! {
        <li>
            <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" inner_html=cell.shape() />
            {name}
        </li>
    }
}

const LETTERS: [Glyph; 9] = [
    Glyph::Append,
    Glyph::Ack,
    Glyph::VoteRequest,
    Glyph::VoteYes,
    Glyph::VoteNo,
    Glyph::Reject,
    Glyph::Heartbeat,
    Glyph::Suggestion,
    Glyph::Answer,
];

#[component]
fn LetterRow(glyph: Glyph) -> impl IntoView {
    let prefs = Prefs::expect();
    let name = move || {
        let (plain, technical) = (&prefs.t().legend, &prefs.t().legend.technical);
        let (plain, technical) = match glyph {
            Glyph::Append => (plain.append, technical.append),
            Glyph::Ack => (plain.ack, technical.ack),
            Glyph::VoteRequest => (plain.vote_request, technical.vote_request),
            Glyph::VoteYes => (plain.vote_yes, technical.vote_yes),
            Glyph::VoteNo => (plain.vote_no, technical.vote_no),
            Glyph::Reject => (plain.reject, technical.reject),
            Glyph::Heartbeat => (plain.heartbeat, technical.heartbeat),
            Glyph::Suggestion => (plain.found, technical.found),
            _ => (plain.answer, technical.answer),
        };
        if prefs.technical.get() { technical } else { plain }
    };
    view! {
        <li>
            <GlyphView glyph=glyph small=true />
            {name}
        </li>
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
}

#[component]
fn RingRow(ring: Ring) -> impl IntoView {
    let prefs = Prefs::expect();
    let name = move || {
        let (plain, technical) = (&prefs.t().legend, &prefs.t().legend.technical);
        let (plain, technical) = match ring {
            Ring::Lease => (plain.ring_lease, technical.ring_lease),
            Ring::Timer => (plain.ring_timer, technical.ring_timer),
            Ring::Low => (plain.ring_low, technical.ring_low),
        };
        if prefs.technical.get() { technical } else { plain }
    };
    view! {
        <li>
            <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" inner_html=ring.shape() />
            {name}
        </li>
    }
}
