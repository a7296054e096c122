//! Leader Completeness (§5.4, Figure 3): if a log entry is committed in a given term, then that entry
//! will be present in the logs of the leaders for all higher-numbered terms.
//!
//! Decided twice. First its statement: whoever becomes leader has what was committed in earlier terms,
//! whoever leads a later term when something is committed has it too, and nobody erases a committed
//! entry: it cuts none off, purges only what its snapshot holds (§7), and starts again with the snapshot
//! that it had. Then, as a broken premise may go without consequence for long, what the paper's proof
//! rests on (§5.4.3), at each `commit` line of a leader for what nobody has said to be committed before:
//!
//! - an entry of the leader's own term, at that index or later, is on a majority of the voters: entries
//!   of earlier terms are never committed by counting copies (§5.4.2, Figure 8), and learners' copies
//!   don't count;
//! - a majority of these voters and one of the configuration before have a member in common: else two
//!   majorities could decide apart (§6, Figure 10; the dissertation's §4.1 for changes by one member).
//!
//! Given up: a leader of a later term that has crashed is not asked again when an earlier one commits.

use super::known::{Known, Member, stored};
use super::{At, Property, Report};
use crate::cluster::{MemberId, Role, TraceEvent};

#[derive(Default)]
pub struct LeaderCompleteness {
    /// The voters that the last commit of a leader's was counted by: one list, or two in a joint configuration.
    voters: Vec<Vec<MemberId>>,
}

impl LeaderCompleteness {
    pub fn observe(&mut self, event: &TraceEvent, known: &Known, report: &mut Report) {
        let mut broken = |member: MemberId, other, term, index| {
            let at = At { member: Some(member), other, term: Some(term), index: Some(index), ..At::default() };
            report.broken(Property::LeaderCompleteness, at);
        };
        match event {
            TraceEvent::Role { member: id, term, role: Role::Leader } => {
                let empty = Member::default();
                let leader = known.members.get(id).unwrap_or(&empty);
                if let Some((index, lost)) = known.missing(leader, *term) {
                    broken(*id, Some(lost.by), *term, index);
                }
            }
            TraceEvent::LogTruncate { member, from_index: from } => {
                if let Some((index, lost)) = lost(known, *member, *from) {
                    broken(*member, Some(lost), known.members[member].term, index);
                }
            }
            TraceEvent::Restart { member, last, snapshot, .. } => {
                if let Some((index, lost)) = lost(known, *member, stored(*last, *snapshot)) {
                    broken(*member, Some(lost), known.members[member].term, index);
                }
                if let Some(before) = known.members.get(member).filter(|before| before.snapshot > *snapshot) {
                    broken(*member, None, before.term, before.snapshot.unwrap_or(0));
                }
            }
            TraceEvent::LogPurge { member: id, upto_index } => {
                let member = known.members.get(id);
                if member.and_then(|member| member.snapshot) < Some(*upto_index) {
                    broken(*id, None, member.map_or(0, |member| member.term), *upto_index);
                }
            }
            TraceEvent::Commit { member: id, index, voters: Some(voters) } if known.is_news(*index) => {
                let Some(leader) = known.members.get(id) else { return };
                if !is_counted_well(known, leader, voters, *index) || !overlap(&self.voters, voters) {
                    broken(*id, None, leader.term, *index);
                }
                if self.voters != *voters {
                    self.voters.clone_from(voters);
                }
                for (other_id, other) in known.members.iter().filter(|(_, other)| other.leads()) {
                    if other.term > leader.term && known.common(leader, other) <= *index {
                        broken(*other_id, Some(*id), other.term, *index);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The first committed entry that a member loses when its log is cut at `from`, and who committed it.
fn lost(known: &Known, id: MemberId, from: u64) -> Option<(u64, MemberId)> {
    let member = known.members.get(&id)?;
    if from < member.settled {
        let by = known.committed.get(&from).map_or(id, |committed| committed.by);
        return Some((from, by));
    }
    let gone = member.tail.range(from..);
    gone.filter_map(|(index, entry)| Some((*index, entry, known.committed.get(index)?)))
        .find(|(_, entry, committed)| **entry == committed.entry)
        .map(|(index, _, committed)| (index, committed.by))
}

/// Whether an entry of the leader's own term, at `index` or later, is on a majority of each list.
fn is_counted_well(known: &Known, leader: &Member, voters: &[Vec<MemberId>], index: u64) -> bool {
    let lists = voters.iter().map(|voters| {
        let common = |id: &MemberId| known.members.get(id).map_or(0, |voter| known.common(leader, voter));
        let counts: Vec<u64> = voters.iter().map(common).collect();
        // The longest beginning of the leader's log that more than half of them have.
        let has_majority = |count: &u64| 2 * counts.iter().filter(|other| *other >= count).count() > counts.len();
        counts.iter().copied().filter(has_majority).max().unwrap_or(0)
    });
    let count = lists.min().unwrap_or(0);
    count > index && known.term_before(leader, count) == Some(leader.term)
}

/// Whether every majority of the one configuration has somebody of every majority of the other.
fn overlap(before: &[Vec<MemberId>], after: &[Vec<MemberId>]) -> bool {
    match (before, after) {
        ([], _) => true,
        ([before], [after]) => {
            let only = |some: &[MemberId], others: &[MemberId]| some.iter().filter(|id| !others.contains(id)).count();
            only(before, after) + only(after, before) <= 1
        }
        _ => before.iter().any(|list| after.contains(list)),
    }
}
