//! Mistakes in what members commit and apply.

use quorum::cluster::{MemberId, TraceEvent};

use super::{History, Village, commit, member_of};

pub fn commit_goes_back(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::Apply { member, index, .. } if *index >= 2 && village.people[member].commit == Some(*index) => {
            Some((at, *member, *index))
        }
        _ => None,
    });
    let Some((at, member, index)) = found else { return false };
    history.insert(at + 1, [commit(member, index - 2, None), commit(member, index, None)]);
    true
}

pub fn commit_beyond_the_log(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::Commit { member, index, .. } if *index > 0 => {
            Some((at, *member, village.people[member].last() + 1))
        }
        _ => None,
    });
    let Some((at, member, index)) = found else { return false };
    history.insert(at + 1, [commit(member, index, None)]);
    history.end_before(Some(at + 2));
    true
}

/// Where a member applies something that others have applied before it: where, who, and the index.
fn late_apply(history: &History, fits: impl Fn(usize, &Village, MemberId, u64) -> bool) -> Option<usize> {
    history.find(|at, village, event| match event {
        TraceEvent::Apply { member, index, .. } if *index > 0 && *index < village.applied => {
            fits(at, village, *member, *index).then_some(at)
        }
        _ => None,
    })
}

fn change_entry(history: &mut History, at: usize) -> bool {
    let TraceEvent::Apply { hash, .. } = &mut history.lines[at].event else { unreachable!() };
    *hash ^= 1;
    true
}

pub fn different_entries(history: &mut History) -> bool {
    let found = late_apply(history, |_, village, _, index| !village.promised.contains_key(&index));
    found.is_some_and(|at| change_entry(history, at))
}

pub fn promised_entry_differs(history: &mut History) -> bool {
    let found = late_apply(history, |_, village, _, index| village.promised.contains_key(&index));
    found.is_some_and(|at| change_entry(history, at))
}

/// The next line of the same member about its log or state.
fn next_of(history: &History, at: usize, id: MemberId) -> Option<usize> {
    history.next(at + 1, |event| member_of(event) == Some(id))
}

/// Where the member applies the next entry, if it does nothing else before but committing it.
fn next_apply(history: &History, at: usize, id: MemberId) -> Option<usize> {
    let next = next_of(history, at, id)?;
    let next = match history.event(next) {
        TraceEvent::Commit { .. } => next_of(history, next, id)?,
        _ => next,
    };
    matches!(history.event(next), TraceEvent::Apply { .. }).then_some(next)
}

pub fn out_of_order(history: &mut History) -> bool {
    let both_late =
        |at, village: &Village, id, index| index + 1 < village.applied && next_apply(history, at, id).is_some();
    let Some(at) = late_apply(history, both_late) else { return false };
    let other = next_apply(history, at, member_of(history.event(at)).unwrap()).unwrap();
    let (earlier, later) = (history.event(at).clone(), history.event(other).clone());
    history.lines[at].event = later;
    history.lines[other].event = earlier;
    true
}

pub fn applied_twice(history: &mut History) -> bool {
    let Some(at) = late_apply(history, |_, _, _, _| true) else { return false };
    let again = history.event(at).clone();
    history.insert(at + 1, [again]);
    true
}

pub fn left_out(history: &mut History) -> bool {
    let Some(at) = late_apply(history, |at, _, id, _| next_apply(history, at, id).is_some()) else { return false };
    history.lines.remove(at);
    true
}

pub fn applied_early(history: &mut History) -> bool {
    let right_after_commit = |at: usize, _: &Village, id, index| matches!(history.event(at - 1), TraceEvent::Commit { member, index: upto, .. } if (*member, *upto) == (id, index));
    let Some(at) = late_apply(history, right_after_commit) else { return false };
    history.bring_forward(at, at - 1);
    true
}

pub fn snapshot_ahead(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::Apply { member, index, term, .. } if *index > 0 && !village.leads(*member) => {
            Some((at, *member, TraceEvent::SnapshotBuild { member: *member, index: *index, term: *term }))
        }
        _ => None,
    });
    let Some((at, id, snapshot)) = found else { return false };
    history.insert(at, [snapshot]);
    // It will not have it.
    let end = history.next(at, |event| matches!(event, TraceEvent::Restart { member, .. } if *member == id));
    history.end_before(end);
    true
}

/// Who comes back has written down that more is committed than it has.
pub fn committed_but_gone(history: &mut History) -> bool {
    let found = history.next(0, |event| matches!(event, TraceEvent::Restart { last: Some(_), .. }));
    let Some(at) = found else { return false };
    let TraceEvent::Restart { last, committed, .. } = &mut history.lines[at].event else { unreachable!() };
    *committed = last.map(|last| last + 1);
    history.end_before(Some(at + 1));
    true
}

pub fn foreign_snapshot(history: &mut History) -> bool {
    let found = history.find(|at, village, _| {
        let last = village.committed.last()?;
        let index = village.committed.len() as u64 - 1;
        let (id, _) =
            village.people.iter().find(|(id, person)| person.role.is_some() && village.lacks(**id).is_some())?;
        Some((at, TraceEvent::SnapshotInstall { member: *id, index, term: last.0 + 1 }))
    });
    let Some((at, snapshot)) = found else { return false };
    history.insert(at, [snapshot]);
    history.end_before(Some(at + 1));
    true
}
