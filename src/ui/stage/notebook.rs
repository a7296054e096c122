//! Notebook cells: ink counts, pencil doesn't yet. A cell with a knob is a piece; a small cap begins a
//! round; two heads say who belongs to the group.

use leptos::prelude::*;

use super::StageContext;
use crate::scene::friends::{Cell, CellKind, Notebook};

/// Where the cells of the full notebook begin and end.
const LEFT: f64 = 29.0;
const RIGHT: f64 = 221.5;
/// What each figure of “+12” takes when older entries are folded away.
const FIGURE: f64 = 7.4;
const CELL_MAX: f64 = 21.0;

#[component]
pub fn NotebookView(#[prop(into)] notebook: Signal<Notebook>) -> impl IntoView {
    let cells = move || {
        let notebook = notebook.get();
        let fold = (notebook.folded > 0).then(|| {
            let text = format!("+{}", notebook.folded);
            view! { <text class="stage-num" x=LEFT - 3.0 y="22" font-size="13" fill="var(--ink-2)">{text}</text> }
        });
        let digits = notebook.folded.checked_ilog10().map_or(0, |log| log + 1);
        let left = if digits == 0 { LEFT } else { LEFT + 4.0 + FIGURE * f64::from(digits + 1) };
        let pitch = (RIGHT - left) / notebook.room as f64;
        let width = if notebook.room == 8 { (pitch - 2.4).min(CELL_MAX) } else { pitch - 3.0 };
        let at = |nth: usize| left + nth as f64 * pitch;
        let filled = notebook.cells.iter().enumerate();
        let filled = filled.map(|(nth, &cell)| view! { <CellView cell x=at(nth) y=6.0 width=width height=22.0/> });
        let free = (notebook.cells.len()..notebook.room).map(|nth| {
            view! { <path d=format!("M{} 24h15", at(nth) + 3.0) stroke="var(--paper-line)" stroke-width="2"/> }
        });
        (fold, filled.collect_view(), free.collect_view())
    };
    view! {
        <rect x="3" y="0" width="222" height="34" rx="5" fill="var(--paper)" stroke="var(--edge)" stroke-opacity=".45" stroke-width="1.5"/>
        <path d="M22 1v32" stroke="var(--k-no)" stroke-opacity=".45"/>
        <g fill="var(--bg)" stroke="var(--edge)" stroke-opacity=".5">
            <circle cx="12.5" cy="9" r="3"/>
            <circle cx="12.5" cy="17" r="3"/>
            <circle cx="12.5" cy="25" r="3"/>
        </g>
        {cells}
    }
}

#[component]
pub fn CellView(cell: Cell, x: f64, y: f64, width: f64, height: f64) -> impl IntoView {
    let words = expect_context::<StageContext>().words;
    let middle = x + width / 2.0;
    let colour = if cell.ink { "var(--k-on)" } else { "var(--pencil)" };
    let (fill, stroke, dashes) = if cell.ink {
        ("var(--k-append)", "var(--k-append)", "none")
    } else {
        ("var(--paper)", "var(--pencil)", "3.5 2.5")
    };
    let figure = move |size: f64| {
        let digits = cell.index.to_string();
        let size = if digits.len() as f64 * size * 0.6 > width - 2.0 { 12.0 } else { size };
        view! {
            <text
                class="stage-num" x=middle y=y + height / 2.0 + size * 0.36
                text-anchor="middle" font-size=size font-weight="700" fill=colour
            >
                {digits}
            </text>
        }
    };
    let mark = |href: &'static str| {
        view! { <use href=href x=middle - 8.0 y=y + height / 2.0 - 8.0 width="16" height="16" style=format!("color:{colour}")/> }
    };
    let face = match cell.kind {
        CellKind::Piece(_) | CellKind::Write => figure(14.0).into_any(),
        CellKind::Blank => mark("#mark-cap").into_any(),
        CellKind::Membership => mark("#mark-people").into_any(),
    };
    let outline = outline(cell.kind, x + 1.0, y + 1.0, width - 2.0, height - 2.0);
    view! {
        <g>
            <title>{move || (words.get().cell)(&cell)}</title>
            <path d=outline fill=fill stroke=stroke stroke-width="2" stroke-dasharray=dashes stroke-linejoin="round"/>
            {face}
        </g>
    }
}

/// A rounded box; a piece's has a knob: on top, or at the right of a small house's low chip.
fn outline(kind: CellKind, x: f64, y: f64, w: f64, h: f64) -> String {
    let r = 3.0;
    let (right, bottom) = (x + w, y + h);
    let (mut top, mut side) = (String::new(), String::new());
    if let CellKind::Piece(_) = kind {
        if h < 20.0 {
            side = format!("V{}c4.6-3.4 4.6 9.4 0 6", y + h / 2.0 - 3.0);
        } else {
            top = format!("H{}c-3.4-4.6 9.4-4.6 6 0", x + w / 2.0 - 3.0);
        }
    }
    format!(
        "M{} {y}{top}H{}a{r} {r} 0 0 1 {r} {r}{side}V{}a{r} {r} 0 0 1-{r} {r}H{}a{r} {r} 0 0 1-{r}-{r}V{}a{r} {r} 0 0 1 {r}-{r}z",
        x + r,
        right - r,
        bottom - r,
        x + r,
        y + r
    )
}
