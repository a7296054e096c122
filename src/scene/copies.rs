//! The lines that all notebooks hold, side by side, and which of them stand out.

use crate::cluster::{EntryKind, Frame, MemberId};

/// How many lines are compared: the last ones.
const LINES_MAX: usize = 8;
/// What somebody writes over a line of a copy.
const CHANGED: &str = "trocado";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// Their numbers in the notebooks.
    pub lines: Vec<u64>,
    pub rows: Vec<Row>,
    /// The first cell that says something else than most of its column does.
    pub odd: Option<Odd>,
}

/// One friend's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub member: MemberId,
    /// One for each line; `None` where the notebook has none.
    pub cells: Vec<Option<Cell>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub key: String,
    pub value: String,
    /// It is not what most say.
    pub differs: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    pub member: MemberId,
    pub line: u64,
    pub says: String,
    /// How many agree with each other.
    pub others: usize,
    pub others_say: String,
}

impl Copies {
    /// Whether every copy has every line.
    pub fn are_whole(&self) -> bool {
        self.rows.iter().all(|row| row.cells.iter().all(Option::is_some))
    }
}

/// What values all notebooks put, of friends at home or away; `changed` is whose copy has its middle line changed.
pub fn copies(frame: &Frame, changed: Option<MemberId>) -> Copies {
    let members = || frame.members.iter().filter(|member| !member.removed);
    let mut lines: Vec<u64> = members()
        .flat_map(|member| member.log.entries.iter())
        .filter(|entry| entry.kind == EntryKind::Normal && entry.put().is_some())
        .map(|entry| entry.index)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines.drain(..lines.len().saturating_sub(LINES_MAX));
    let middle = lines.get(lines.len() / 2).copied();
    let mut rows: Vec<Row> = members()
        .map(|member| {
            let cell = |line: &u64| {
                let entry = member.log.entries.iter().find(|entry| entry.index == *line)?;
                let (key, value, _) = entry.put()?;
                let is_changed = changed == Some(member.id) && middle == Some(*line);
                let value = if is_changed { CHANGED } else { value };
                Some(Cell { key: key.to_owned(), value: value.to_owned(), differs: false })
            };
            Row { member: member.id, cells: lines.iter().map(cell).collect() }
        })
        .collect();
    let odd = lines.iter().enumerate().filter_map(|(at, line)| mark(&mut rows, at, *line)).collect::<Vec<_>>();
    Copies { lines, rows, odd: odd.into_iter().next() }
}

/// Marks what differs in a column; the first of it.
fn mark(rows: &mut [Row], at: usize, line: u64) -> Option<Odd> {
    let said = |row: &Row| row.cells[at].as_ref().map(|cell| (cell.key.clone(), cell.value.clone()));
    let all: Vec<_> = rows.iter().filter_map(said).collect();
    let count = |one: &(String, String)| all.iter().filter(|other| *other == one).count();
    let most = all.iter().max_by_key(|one| count(one)).cloned()?;
    let others = count(&most);
    if others * 2 <= all.len() {
        return None;
    }
    let mut odd = None;
    for row in rows {
        let member = row.member;
        if let Some(cell) = &mut row.cells[at] {
            cell.differs = (&cell.key, &cell.value) != (&most.0, &most.1);
            if cell.differs && odd.is_none() {
                let (says, others_say) = (cell.value.clone(), most.1.clone());
                odd = Some(Odd { member, line, says, others, others_say });
            }
        }
    }
    odd
}
