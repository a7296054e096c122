//! What can be printed as a table: rows of texts, which the simple format prints with commas between them.

use super::call::{Answer, HealthLine, MemberLine};
use super::other::VERSION;
use super::text::{duration, hexadecimal, size};

/// `None` for what is no table.
pub fn print(answer: &Answer) -> Option<String> {
    let heads: &[&str] = match answer {
        Answer::Members(_) => &["ID", "STATUS", "NAME", "PEER ADDRS", "CLIENT ADDRS", "IS LEARNER"],
        Answer::Health(_) => &["ENDPOINT", "HEALTH", "TOOK", "ERROR"],
        Answer::Statuses(..) => &[
            "ENDPOINT",
            "ID",
            "VERSION",
            "DB SIZE",
            "IS LEADER",
            "IS LEARNER",
            "RAFT TERM",
            "RAFT INDEX",
            "RAFT APPLIED INDEX",
            "ERRORS",
        ],
        Answer::Hashes(..) => &["ENDPOINT", "HASH"],
        Answer::SnapshotStatus { .. } => &["HASH", "REVISION", "TOTAL KEYS", "TOTAL SIZE"],
        _ => return None,
    };
    Some(draw(heads, &rows(answer)))
}

pub fn rows(answer: &Answer) -> Vec<Vec<String>> {
    match answer {
        Answer::Members(members) => members.iter().map(member).collect(),
        Answer::Health(lines) => lines.iter().map(health).collect(),
        Answer::Statuses(lines, _) => {
            let row = |line: &super::call::StatusLine| {
                let id = line.header.member_id;
                vec![
                    line.endpoint.clone(),
                    hexadecimal(id, 0, ' '),
                    VERSION.to_owned(),
                    size(line.db_bytes),
                    (line.leader == id).to_string(),
                    line.is_learner.to_string(),
                    line.header.raft_term.to_string(),
                    line.raft_index.to_string(),
                    line.applied_index.to_string(),
                    line.errors.join(", "),
                ]
            };
            lines.iter().map(row).collect()
        }
        Answer::Hashes(lines, _) => {
            lines.iter().map(|line| vec![line.endpoint.clone(), line.hash.to_string()]).collect()
        }
        Answer::SnapshotStatus { hash, revision, total_keys, total_bytes } => {
            let hash = hexadecimal(u64::from(*hash), 0, ' ');
            vec![vec![hash, revision.to_string(), total_keys.to_string(), size(*total_bytes)]]
        }
        _ => Vec::new(),
    }
}

fn member(member: &MemberLine) -> Vec<String> {
    let status = if member.name.is_empty() { "unstarted" } else { "started" };
    vec![
        hexadecimal(member.id, 0, ' '),
        status.to_owned(),
        member.name.clone(),
        member.peer_urls.join(","),
        member.client_urls.join(","),
        member.is_learner.to_string(),
    ]
}

fn health(line: &HealthLine) -> Vec<String> {
    let error = line.error.clone().unwrap_or_default();
    vec![line.endpoint.clone(), line.error.is_none().to_string(), duration(line.took_us), error]
}

/// Heads in the middle, cells to the right. The real tool breaks texts of more than 30 letters at their blanks; here
/// they stay in one line.
fn draw(heads: &[&str], rows: &[Vec<String>]) -> String {
    let len = |text: &str| text.chars().count();
    let width = |at: usize| rows.iter().map(|row| len(&row[at])).chain([len(heads[at])]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let mut rule = String::from("+");
    widths.iter().for_each(|width| rule.extend(std::iter::repeat_n('-', width + 2).chain(['+'])));
    rule.push('\n');
    let mut out = rule.clone();
    let cell = |out: &mut String, text: &str, left: usize, right: usize| {
        out.extend(std::iter::repeat_n(' ', left + 1));
        out.push_str(text);
        out.extend(std::iter::repeat_n(' ', right + 1));
        out.push('|');
    };
    out.push('|');
    for (head, width) in heads.iter().zip(&widths) {
        let gap = width - len(head);
        cell(&mut out, head, gap / 2, gap - gap / 2);
    }
    out.push('\n');
    out.push_str(&rule);
    for row in rows {
        out.push('|');
        row.iter().zip(&widths).for_each(|(text, width)| cell(&mut out, text, width - len(text), 0));
        out.push('\n');
    }
    out.push_str(&rule);
    out
}
