//! What somebody at the screen asked for, and who belongs to the group since.

use super::memory::Network;
use super::{Narrator, Run, What};
use crate::cluster::{Action, MemberFaults, MemberId};

impl Narrator {
    pub(super) fn acted(&mut self, t: u64, action: &Action) {
        match action {
            Action::Campaign { member } => {
                self.friend(*member).driven(t, Run::Asked);
                self.pushed = Some(*member);
            }
            Action::DelayMessage { id, by_us } => {
                if let Some((from, to, about)) = self.flying.get(id).cloned() {
                    self.tell(t, from.member(), What::Delayed { from, to, about, by_us: *by_us });
                }
            }
            Action::DuplicateMessage { id } => {
                if let Some((from, to, about)) = self.flying.get(id).cloned() {
                    self.tell(t, from.member(), What::Copied { to, about });
                }
            }
            Action::Partition { groups } => {
                self.ways_us = t;
                self.tell(t, None, self.parted(groups));
            }
            Action::Cut { from, to } => {
                self.ways_us = t;
                self.tell(t, Some(*from), What::CutOff { to: *to });
            }
            Action::Heal => {
                self.ways_us = t;
                self.network = Network::default();
                for id in self.friends.keys().copied().collect::<Vec<_>>() {
                    self.friend(id).faults = MemberFaults::default();
                }
                self.tell(t, None, What::Healed);
            }
            Action::SetNetwork { loss_ppm, duplicate_ppm, latency_us } => {
                let network = &mut self.network;
                let loss = changed(&mut network.loss_ppm, *loss_ppm).map(|ppm| What::Loss { ppm });
                let copies = changed(&mut network.duplicate_ppm, *duplicate_ppm).map(|ppm| What::Copies { ppm });
                let latency = changed(&mut network.latency_us, latency_us.map(Some)).flatten();
                let latency = latency.map(|us| What::Latency { us });
                for what in [loss, copies, latency].into_iter().flatten() {
                    self.tell(t, None, what);
                }
            }
            Action::SetMember { member, slow_us, clock_ppm, flush_us } => {
                let faults = &mut self.friend(*member).faults;
                let slow = changed(&mut faults.slow_us, *slow_us).map(|us| What::Slow { us });
                let clock = changed(&mut faults.clock_ppm, *clock_ppm).map(|ppm| What::ClockOff { ppm });
                let disk = changed(&mut faults.flush_us, *flush_us).map(|[_, us]| What::SlowDisk { us });
                for what in [slow, clock, disk].into_iter().flatten() {
                    self.tell(t, Some(*member), what);
                }
            }
            Action::SetPreVote { on } => self.tell(t, None, What::PreVote { on: *on }),
            Action::TransferLeader { to } => {
                let leader = self.friends.iter().find(|(_, friend)| friend.leads()).map(|(id, _)| *id);
                self.tell(t, Some(*to), What::HandOver { leader });
            }
            Action::AddMember { member } => {
                let friend = self.friend(*member);
                friend.away = false;
                friend.removed = false;
                self.tell(t, Some(*member), What::Joining);
            }
            Action::SetDoor { locked } => self.tell(t, None, What::Door { locked: *locked }),
            Action::File { name, .. } => self.tell(t, None, What::FileCame { name: name.clone() }),
            Action::RemoveMember { member } => self.tell(t, Some(*member), What::Leaving),
            // The events that follow from these tell what came of them.
            Action::Crash { .. }
            | Action::Restart { .. }
            | Action::DropMessage { .. }
            | Action::TakeSnapshot { .. }
            | Action::SuggestPiece
            | Action::StartFrom { .. }
            | Action::Interrupt { .. }
            | Action::Etcdctl(_)
            | Action::Converse(_)
            | Action::Say { .. } => {}
        }
    }

    /// The sides of a partition, those whom nobody named last; or its end, if that leaves one side.
    fn parted(&self, groups: &[Vec<MemberId>]) -> What {
        let rest = || self.friends.iter().filter(|(id, _)| !groups.iter().any(|group| group.contains(id)));
        // Whoever left the group stands somewhere too.
        if groups.len() + usize::from(rest().next().is_some()) < 2 {
            return What::Ebbed;
        }
        let rest: Vec<MemberId> = rest().filter(|(_, friend)| !friend.removed).map(|(id, _)| *id).collect();
        What::Parted { groups: groups.iter().cloned().chain(Some(rest).filter(|rest| !rest.is_empty())).collect() }
    }

    /// Whoever was asked to run does so at once, unless it trusts a leader and is to ask before if it would win.
    pub(super) fn nothing_came(&mut self, t: u64) {
        let Some(member) = self.pushed else { return };
        let friend = self.friend(member);
        match friend.cause {
            Some((until, Run::Asked)) if t <= until => return,
            Some((until, Run::Asked)) => {
                friend.cause = None;
                let leader = friend.heard;
                self.tell(until, Some(member), What::Trusts { leader });
            }
            _ => {}
        }
        self.pushed = None;
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

/// Sets what an action names. Returns it if it was something else before.
fn changed<T: Copy + PartialEq>(known: &mut T, named: Option<T>) -> Option<T> {
    let now = named.filter(|now| now != known)?;
    *known = now;
    Some(now)
}
