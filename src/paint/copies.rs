//! All notebooks' lines as a table; what differs is told apart by colour, frame and mark.

use crate::i18n::{Lang, PictureWords};
use crate::paint::markup::Words;
use crate::scene::copies::{Cell, Copies, Row};

/// The rows of an HTML table.
pub fn table(copies: &Copies, lang: Lang, words: &PictureWords) -> String {
    let numbers: String = copies.lines.iter().map(|line| format!(r#"<th scope="col">{line}</th>"#)).collect();
    let cell = |cell: &Option<Cell>| match cell {
        None => "<td></td>".to_owned(),
        Some(cell) => {
            let said = format!("{} {}", cell.key, cell.value);
            let short = if cell.differs { "≠" } else { last(&cell.key) };
            format!(r#"<td data-differs="{}" title="{}">{}</td>"#, cell.differs, Words(&said), Words(short))
        }
    };
    let row = |row: &Row| {
        let cells: String = row.cells.iter().map(cell).collect();
        format!(r#"<tr data-copy="{}"><th scope="row">{}</th>{cells}</tr>"#, row.member, lang.friend(row.member))
    };
    let rows: String = copies.rows.iter().map(row).collect();
    format!(r#"<tr><th scope="col">{}</th>{numbers}</tr>{rows}"#, words.copies_line)
}

/// What stands behind a key's last slash.
fn last(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or_default()
}
