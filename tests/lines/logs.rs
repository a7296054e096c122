//! Mistakes in logs, and in what is committed.

use quorum::cluster::{MemberId, Role, TraceEvent};

use super::{History, append, commit, member_of};

/// Ends the trace before anybody commits `index`, counts copies or comes to lead, which would have consequences.
fn end_before_consequences(history: &mut History, from: usize, index: u64) {
    let end = history.next(from, |event| match event {
        TraceEvent::Commit { index: upto, voters, .. } => *upto >= index || voters.is_some(),
        TraceEvent::Role { role: Role::Leader, .. } => true,
        _ => false,
    });
    history.end_before(end);
}

pub fn leader_erases(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::LogAppend { member, index, .. } if *index > 0 && village.leads(*member) => {
            Some((at, *member, *index))
        }
        _ => None,
    });
    let Some((at, member, from_index)) = found else { return false };
    let again = history.event(at).clone();
    history.insert(at + 1, [TraceEvent::LogTruncate { member, from_index }, again]);
    true
}

pub fn leader_overwrites(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::LogAppend { member, index, term, hash, .. } if *index > 0 && village.leads(*member) => {
            Some((at, append(*member, *index, (*term, hash ^ 1))))
        }
        _ => None,
    });
    let Some((at, other)) = found else { return false };
    let again = history.event(at).clone();
    history.insert(at + 1, [other, again]);
    true
}

pub fn entry_differs(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::LogAppend { member, index, term, hash, .. } if *index > 0 && !village.leads(*member) => {
            Some((at, *index, append(*member, *index, (*term, hash ^ 1))))
        }
        _ => None,
    });
    let Some((at, index, other)) = found else { return false };
    history.lines[at].event = other;
    end_before_consequences(history, at, index);
    true
}

/// The first of two entries that a follower appends one right after the other: where, whose, and its index.
fn first_of_two(history: &History) -> Option<(usize, MemberId, u64)> {
    history.find(|at, village, event| {
        let TraceEvent::LogAppend { member: id, index, .. } = event else { return None };
        let follows = |event: &TraceEvent| matches!(event, TraceEvent::LogAppend { member, .. } if member == id);
        let two =
            *index > 0 && !village.leads(*id) && history.lines.get(at + 1).is_some_and(|next| follows(&next.event));
        two.then_some((at, *id, *index))
    })
}

/// The second one is as on other logs, the one before it is not.
pub fn entry_misplaced(history: &mut History) -> bool {
    let Some((at, member, index)) = first_of_two(history) else { return false };
    history.lines[at].event = append(member, index, (TERM, 1));
    end_before_consequences(history, at, index);
    true
}

const TERM: u64 = 1_000_000;

pub fn hole(history: &mut History) -> bool {
    let Some((at, _, index)) = first_of_two(history) else { return false };
    history.lines.remove(at);
    end_before_consequences(history, at, index);
    true
}

pub fn overwritten(history: &mut History) -> bool {
    let found = history.find(|at, _, event| {
        let TraceEvent::LogTruncate { member: id, from_index } = event else { return None };
        let next = history.lines.get(at + 1).map(|line| &line.event);
        let appends = |event: &TraceEvent| matches!(event, TraceEvent::LogAppend { member, .. } if member == id);
        next.is_some_and(appends).then_some((at, *from_index))
    });
    let Some((at, index)) = found else { return false };
    history.lines.remove(at);
    end_before_consequences(history, at, index);
    true
}

pub fn committed_truncated(history: &mut History) -> bool {
    let found = history.find(|at, village, event| {
        let TraceEvent::Commit { member: id, index, .. } = event else { return None };
        let person = village.people.get(id)?;
        let entry = *person.log.get(*index as usize)?;
        let is_last = person.last() == *index && !village.leads(*id);
        is_last.then_some((at, *id, *index, entry))
    });
    let Some((at, member, index, entry)) = found else { return false };
    history.insert(at + 1, [TraceEvent::LogTruncate { member, from_index: index }, append(member, index, entry)]);
    true
}

pub fn tail_forgotten(history: &mut History) -> bool {
    let found = history.find(|at, village, event| {
        let TraceEvent::Restart { member, .. } = event else { return None };
        let commit = village.people.get(member)?.commit?;
        (commit > 0).then_some((at, *member, commit))
    });
    let Some((at, id, forgotten)) = found else { return false };
    let TraceEvent::Restart { last, committed, .. } = &mut history.lines[at].event else { unreachable!() };
    *last = Some(forgotten - 1);
    *committed = (*committed).min(*last);
    let end = history.next(at + 1, |event| {
        let changes = match event {
            TraceEvent::LogAppend { .. } | TraceEvent::Commit { .. } => true,
            TraceEvent::Role { role, .. } => *role == Role::Leader,
            TraceEvent::Apply { index, .. } => *index >= forgotten,
            _ => false,
        };
        changes && member_of(event) == Some(id)
    });
    history.end_before(end);
    true
}

/// What is committed goes from a member's log, and it has no snapshot.
pub fn purged_early(history: &mut History) -> bool {
    let found = history.find(|at, village, _| {
        let (id, person) =
            village.people.iter().find(|(_, person)| person.role.is_some() && person.commit > Some(0))?;
        Some((at, *id, person.commit?))
    });
    let Some((at, member, upto_index)) = found else { return false };
    history.insert(at, [TraceEvent::LogPurge { member, upto_index }]);
    history.end_before(Some(at + 1));
    true
}

/// Who built a snapshot starts again without one.
pub fn snapshot_forgotten(history: &mut History) -> bool {
    let found = history.find(|at, village, event| {
        let TraceEvent::Crash { member } = event else { return None };
        let index = village.people.get(member)?.next.checked_sub(1)?;
        let (term, _) = *village.people[member].log.get(index as usize)?;
        Some((at, *member, TraceEvent::SnapshotBuild { member: *member, index, term }))
    });
    let Some((at, id, snapshot)) = found else { return false };
    history.insert(at, [snapshot]);
    let restart = history.next(at, |event| matches!(event, TraceEvent::Restart { member, .. } if *member == id));
    history.end_before(restart.map(|at| at + 1));
    restart.is_some()
}

fn everybody() -> Option<Vec<Vec<MemberId>>> {
    Some(vec![vec![1, 2, 3, 4, 5]])
}

/// Whoever has just come to lead says that an entry of an earlier term is committed, as a majority has it.
pub fn figure_8(history: &mut History) -> bool {
    let found = history.find(|at, village, event| {
        let TraceEvent::Role { member, role: Role::Leader, .. } = event else { return None };
        let index = village.committed.len() as u64;
        let entry = *village.people[member].log.get(index as usize)?;
        let copies = village.people.values().filter(|person| person.has(index, entry)).count();
        (copies >= 3).then_some((at, *member, index))
    });
    let Some((at, member, index)) = found else { return false };
    history.insert(at + 1, [commit(member, index, everybody())]);
    history.end_before(Some(at + 2));
    true
}

/// An entry that only its leader has is committed: the copies that were counted are no voters'.
pub fn learner_counted(history: &mut History) -> bool {
    let found = history.find(|at, village, event| match event {
        TraceEvent::LogAppend { member, index, .. } if *index > 0 && village.leads(*member) => {
            Some((at, *member, *index))
        }
        _ => None,
    });
    let Some((at, member, index)) = found else { return false };
    history.insert(at + 1, [commit(member, index, everybody())]);
    history.end_before(Some(at + 2));
    true
}

fn other_voters(history: &mut History, other: fn(MemberId) -> Vec<Vec<MemberId>>) -> bool {
    let mut seen = 0;
    let found = history.find(|at, village, event| {
        let TraceEvent::Commit { member, index, voters: Some(_) } = event else { return None };
        seen += 1;
        (seen > 2 && *index >= village.committed.len() as u64).then_some((at, *member))
    });
    let Some((at, leader)) = found else { return false };
    let TraceEvent::Commit { voters, .. } = &mut history.lines[at].event else { unreachable!() };
    *voters = Some(other(leader));
    true
}

pub fn no_joint_step(history: &mut History) -> bool {
    other_voters(history, |leader| vec![vec![leader]])
}

pub fn joint_with_strangers(history: &mut History) -> bool {
    other_voters(history, |leader| vec![vec![leader], vec![leader, leader % 5 + 1]])
}
