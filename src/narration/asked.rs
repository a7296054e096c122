//! What somebody at the screen asked for, and who belongs to the group since.

use super::{Narrator, What};
use crate::cluster::{Action, MemberId};

impl Narrator {
    pub(super) fn acted(&mut self, t: u64, action: &Action) {
        match action {
            Action::Campaign { member } => self.friend(*member).asked_at = Some(t),
            Action::DelayMessage { id, by_us } => {
                if let Some((from, to, about)) = self.flying.get(id).cloned() {
                    self.tell(t, from.member(), What::Delayed { from, to, about, by_us: *by_us });
                }
            }
            Action::Partition { groups } => self.tell(t, None, What::Parted { groups: self.sides(groups) }),
            Action::Cut { from, to } => self.tell(t, Some(*from), What::CutOff { to: *to }),
            Action::Heal => self.tell(t, None, What::Healed),
            Action::TransferLeader { to } => {
                let leader = self.friends.iter().find(|(_, friend)| friend.leads()).map(|(id, _)| *id);
                self.tell(t, Some(*to), What::HandOver { leader });
            }
            Action::AddMember { member } => {
                self.friend(*member).away = false;
                self.tell(t, Some(*member), What::Joining);
            }
            Action::RemoveMember { member } => self.tell(t, Some(*member), What::Leaving),
            // The events that follow from these tell what came of them.
            Action::Crash { .. }
            | Action::Restart { .. }
            | Action::DropMessage { .. }
            | Action::DuplicateMessage { .. }
            | Action::TakeSnapshot { .. }
            | Action::SetNetwork { .. }
            | Action::SetMember { .. }
            | Action::SetPreVote { .. }
            | Action::SuggestPiece
            | Action::Etcdctl(_) => {}
        }
    }

    /// The sides of a partition, those whom nobody named last.
    fn sides(&self, groups: &[Vec<MemberId>]) -> Vec<Vec<MemberId>> {
        let rest = self.voters.iter().copied().filter(|id| !groups.iter().any(|group| group.contains(id)));
        let rest: Vec<MemberId> = rest.collect();
        groups.iter().cloned().chain(Some(rest).filter(|rest| !rest.is_empty())).collect()
    }

    /// A leader committed something under this configuration. In a joint one nobody has come or gone yet.
    pub(super) fn configured(&mut self, t: u64, voters: Option<&[Vec<MemberId>]>) {
        let Some([voters]) = voters else { return };
        if *voters == self.voters {
            return;
        }
        let before = std::mem::replace(&mut self.voters, voters.clone());
        for id in voters.iter().filter(|id| !before.contains(id)) {
            self.tell(t, Some(*id), What::Joined { voters: voters.len() });
        }
        for id in before.iter().filter(|id| !voters.contains(id)) {
            self.tell(t, Some(*id), What::Left { voters: voters.len() });
        }
    }
}
