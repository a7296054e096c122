//! Who coordinates, who asks for votes, who is away.

use super::{Narrator, NoBecause, What};
use crate::cluster::{MemberId, Role};

impl Narrator {
    pub(super) fn role(&mut self, t: u64, member: MemberId, term: u64, role: Role) {
        let group = self.group();
        let before = self.friend(member).role.replace(role);
        match role {
            Role::Candidate => {
                let run = self.run(t, member, before == Some(Role::Candidate));
                self.friend(member).begin_term();
                if before == Some(Role::Leader) {
                    self.tell(t, Some(member), What::SteppedDown { term });
                }
                self.tell(t, Some(member), What::Candidate { term, run });
            }
            Role::Leader => {
                let friend = self.friend(member);
                let votes = 1 + friend.leading.yes.len();
                friend.heard = None;
                self.tell(t, Some(member), What::Elected { term, votes, of: group });
            }
            Role::Follower | Role::Learner => match before {
                Some(Role::Leader) => self.tell(t, Some(member), What::SteppedDown { term }),
                Some(Role::Candidate) => {
                    let leader = self.leader_of(term).filter(|leader| *leader != member);
                    self.tell(t, Some(member), What::GaveUp { leader });
                }
                _ => {}
            },
        }
    }

    /// The friend that leads in `term`, as far as was told. At most one does, so any vote names it.
    fn leader_of(&self, term: u64) -> Option<MemberId> {
        self.friends
            .iter()
            .find(|(_, friend)| friend.leads() && friend.vote.is_some_and(|(t, _)| t == term))
            .map(|(id, _)| *id)
    }

    pub(super) fn vote(&mut self, t: u64, member: MemberId, term: u64, candidate: MemberId) {
        self.friend(member).vote = Some((term, candidate));
        if member != candidate {
            self.tell(t, Some(member), What::VoteYes { candidate, term });
        }
    }

    pub(super) fn refused(&mut self, t: u64, member: MemberId, candidate: MemberId) {
        let because = self.why_refused(t, member, candidate);
        self.tell(t, Some(member), What::VoteNo { candidate, because });
    }

    /// In the order in which a member checks a request: its leader's lease, the logs, its vote.
    fn why_refused(&mut self, t: u64, member: MemberId, candidate: MemberId) -> NoBecause {
        let asked = self.friend(candidate).vote.map(|(term, _)| term);
        let asked_last = self.friend(candidate).last();
        let lease_us = self.lease_us;
        let friend = self.friend(member);
        if friend.leads() {
            return NoBecause::Lease { leader: member };
        }
        let voted_since = friend.vote.is_some_and(|(term, other)| Some(term) == asked && other != candidate);
        match friend.heard {
            Some((at, leader)) if t < at + lease_us && !voted_since && leader != candidate => {
                return NoBecause::Lease { leader };
            }
            _ => {}
        }
        if friend.last() > asked_last {
            return NoBecause::LogAhead;
        }
        match friend.vote {
            Some((_, other)) if voted_since => NoBecause::Voted { other },
            _ => NoBecause::Unknown,
        }
    }

    pub(super) fn crashed(&mut self, t: u64, member: MemberId) {
        let friend = self.friend(member);
        let led = friend.leads();
        friend.leave();
        self.tell(t, Some(member), What::Away { led });
    }

    pub(super) fn restarted(&mut self, t: u64, member: MemberId) {
        let friend = self.friend(member);
        // The first start of all is no return.
        if std::mem::take(&mut friend.away) {
            friend.missed = false;
            self.tell(t, Some(member), What::Back);
        }
    }
}
