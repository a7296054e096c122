//! Notebook cells: ink counts, pencil doesn't yet. A small cap begins a round; two heads say who belongs
//! to the group. A piece has its own number, as in the story; any other write that of its line.

use crate::i18n::stage::Words as StageWords;
use crate::paint::markup::{N, Words, when};
use crate::scene::friends::{Cell, CellKind, Notebook};

/// Where the cells of the full notebook begin and end.
const LEFT: f64 = 29.0;
const RIGHT: f64 = 221.5;
/// What each figure of “+12” takes when older entries are folded away.
const FIGURE: f64 = 7.4;
const CELL_MAX: f64 = 21.0;

const PAPER: &str = r#"<rect x="3" y="0" width="222" height="34" rx="5" fill="var(--paper)" stroke="var(--edge)" stroke-opacity=".45" stroke-width="1.5"/><path d="M22 1v32" stroke="var(--k-no)" stroke-opacity=".45"/><g fill="var(--bg)" stroke="var(--edge)" stroke-opacity=".5"><circle cx="12.5" cy="9" r="3"/><circle cx="12.5" cy="17" r="3"/><circle cx="12.5" cy="25" r="3"/></g>"#;

pub fn notebook(notebook: &Notebook, words: &StageWords) -> String {
    let folded = notebook.folded;
    let fold = when(folded > 0, || {
        let x = N(LEFT - 3.0);
        format!(r#"<text class="stage-num" x="{x}" y="22" font-size="13" fill="var(--ink-2)">+{folded}</text>"#)
    });
    let digits = folded.checked_ilog10().map_or(0, |log| log + 1);
    let left = if digits == 0 { LEFT } else { LEFT + 4.0 + FIGURE * f64::from(digits + 1) };
    let pitch = (RIGHT - left) / notebook.room as f64;
    let width = if notebook.room == 8 { (pitch - 2.4).min(CELL_MAX) } else { pitch - 3.0 };
    let at = |nth: usize| left + nth as f64 * pitch;
    let mut out = format!("{PAPER}{fold}");
    for (nth, entry) in notebook.cells.iter().enumerate() {
        out += &cell(entry, at(nth), 6.0, width, 22.0, words);
    }
    for nth in notebook.cells.len()..notebook.room {
        let x = N(at(nth) + 3.0);
        out += &format!(r#"<path d="M{x} 24h15" stroke="var(--paper-line)" stroke-width="2"/>"#);
    }
    out
}

pub fn cell(cell: &Cell, x: f64, y: f64, width: f64, height: f64, words: &StageWords) -> String {
    let (middle, centre) = (x + width / 2.0, y + height / 2.0);
    let colour = if cell.ink { "var(--k-on)" } else { "var(--pencil)" };
    let (fill, stroke, dashes) = if cell.ink {
        ("var(--k-append)", "var(--k-append)", "none")
    } else {
        ("var(--paper)", "var(--pencil)", "3.5 2.5")
    };
    let mark = |href: &str| {
        let (x, y) = (N(middle - 8.0), N(centre - 8.0));
        format!(r##"<use href="#{href}" x="{x}" y="{y}" width="16" height="16" style="color:{colour}"/>"##)
    };
    let number = |number: u64| {
        let digits = number.to_string();
        let size = if digits.len() as f64 * 14.0 * 0.6 > width - 2.0 { 12.0 } else { 14.0 };
        let (x, y) = (N(middle), N(centre + size * 0.36));
        format!(
            r#"<text class="stage-num" x="{x}" y="{y}" text-anchor="middle" font-size="{}" font-weight="700" fill="{colour}">{digits}</text>"#,
            N(size)
        )
    };
    let face = match cell.kind {
        CellKind::Piece(piece) => number(piece.into()),
        CellKind::Write => number(cell.index),
        CellKind::Blank => mark("mark-cap"),
        CellKind::Membership => mark("mark-people"),
        CellKind::Presence => mark("mark-home"),
        CellKind::Lease => mark("mark-hours"),
        CellKind::LeaseOver => mark("mark-over"),
        CellKind::Compaction => mark("mark-broom"),
    };
    let mark_unsaved = when(cell.unsaved, || {
        let (x, y) = (N(x + width - 9.0), N(y - 7.0));
        format!(r##"<use href="#mark-save" x="{x}" y="{y}" width="15" height="15"/>"##)
    });
    let round = if cell.kind == CellKind::Write { 9 } else { 4 };
    let title = (words.cell)(cell);
    format!(
        r#"<g><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="{round}" fill="{fill}" stroke="{stroke}" stroke-width="2" stroke-dasharray="{dashes}"/>{face}{mark_unsaved}</g>"#,
        Words(&title),
        N(x + 1.0),
        N(y + 1.0),
        N(width - 2.0),
        N(height - 2.0)
    )
}
