//! Who coordinates, who asks for votes, who is away.

use super::{Narrator, What};
use crate::cluster::{MemberId, Role};

impl Narrator {
    pub(super) fn role(&mut self, t: u64, member: MemberId, term: u64, role: Role) {
        let group = self.group();
        let friend = self.friend(member);
        let before = friend.role.replace(role);
        friend.term = term;
        match role {
            Role::Candidate => {
                let run = self.run(t, member, before == Some(Role::Candidate));
                let friend = self.friend(member);
                friend.begin_term();
                friend.wondered = false;
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

    /// The friend that leads in `term`, as far as was told. At most one does.
    fn leader_of(&self, term: u64) -> Option<MemberId> {
        self.friends.iter().find(|(_, friend)| friend.leads() && friend.term == term).map(|(id, _)| *id)
    }

    pub(super) fn vote(&mut self, t: u64, member: MemberId, term: u64, candidate: MemberId) {
        if member != candidate {
            self.tell(t, Some(member), What::VoteYes { candidate, term });
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
