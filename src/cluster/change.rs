//! Changes of the group: what a leader makes of them, and the steps in which they go through its log.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openraft::{ChangeMembers, EmptyNode, Membership};

use super::MemberId;
use super::api::{ClientError, Listed};
use super::contacts::Contacts;
use super::member::Incarnation;
use crate::raft::LogId;

/// A learner that has all but so many entries may vote.
const LAG_ENTRIES_MAX: u64 = 10;

/// A learner that has so much of the log may be promoted, in percent (etcd's `readyPercent`).
const READY_PERCENT: u64 = 90;

/// Who is reached for so long without a break is healthy (etcd's `HealthInterval`).
const HEALTH_INTERVAL_US: u64 = 5_000_000;

/// How many learners there may be (etcd's `maxLearners`).
const LEARNERS_MAX: usize = 1;

/// A change of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The member becomes a voter at once, as in etcd, through a joint configuration: whatever becomes of the leader,
    /// in the end it is one or it is nothing.
    Add(MemberId),
    /// The member becomes a learner.
    AddLearner(MemberId),
    /// A learner becomes a voter, through a joint configuration.
    Promote(MemberId),
    /// The member leaves through a joint configuration.
    Remove(MemberId),
}

impl Change {
    pub fn member(self) -> MemberId {
        match self {
            Change::Add(id) | Change::AddLearner(id) | Change::Promote(id) | Change::Remove(id) => id,
        }
    }
}

pub type Step = ChangeMembers<MemberId, EmptyNode>;

/// What comes next of a change.
pub enum Next {
    /// Nothing: it is committed.
    Done,
    /// Something that is under way.
    Wait,
    Propose(Step),
}

/// What a member makes of the group and of one that is to join or leave.
pub struct Configuration {
    is_known: bool,
    is_voter: bool,
    is_joint: bool,
    is_committed: bool,
    has_caught_up: bool,
    is_ready: bool,
    voters: Vec<MemberId>,
    pub members: Rc<[Listed]>,
    /// Where it stands in the log.
    pub index: u64,
}

impl Configuration {
    pub fn of(incarnation: &Incarnation, id: MemberId) -> Option<Self> {
        let metrics = incarnation.metrics()?;
        let metrics = metrics.borrow();
        let stored = &metrics.membership_config;
        let membership = stored.membership();
        let progress = metrics.replication.as_ref().and_then(|replication| replication.get(&id));
        let matched = progress.map(|matched| matched.as_ref().map(LogId::index));
        let last = metrics.last_log_index;
        let voters: Vec<MemberId> = membership.voter_ids().collect();
        Some(Self {
            is_known: membership.get_node(&id).is_some(),
            is_voter: voters.contains(&id),
            is_joint: membership.get_joint_config().len() > 1,
            is_committed: *stored.log_id() <= metrics.local_committed,
            has_caught_up: matched.flatten().is_some_and(|matched| Some(matched + LAG_ENTRIES_MAX) >= last),
            is_ready: matched.is_none_or(|matched| matched.unwrap_or(0) * 100 >= last.unwrap_or(0) * READY_PERCENT),
            members: list(membership),
            index: stored.log_id().as_ref().map_or(0, LogId::index),
            voters,
        })
    }

    fn learners(&self) -> usize {
        self.members.iter().filter(|member| member.is_learner).count()
    }

    /// Whether nothing else is under way.
    pub fn is_settled(&self) -> bool {
        self.is_committed && !self.is_joint
    }

    /// Whether etcd would propose a change at all: not if the group might stop to work by it (`mayAddMember`,
    /// `mayRemoveMember`, `mayPromoteMember`). `me` leads, and has these contacts.
    pub fn check_health(
        &self,
        change: Change,
        me: MemberId,
        contacts: &Contacts,
        now_us: u64,
    ) -> Result<(), ClientError> {
        let since_us = |id: MemberId| if id == me { Some(0) } else { contacts.since_us(id, now_us) };
        let is_healthy =
            |id: &MemberId| *id == me || since_us(*id).is_some_and(|since_us| since_us + HEALTH_INTERVAL_US < now_us);
        let healthy = self.voters.iter().filter(|id| is_healthy(id)).count();
        let majority_left = 1 + (self.voters.len() - 1) / 2;
        match change {
            Change::Add(_) | Change::AddLearner(_) if healthy < self.voters.len() => Err(ClientError::Unhealthy),
            Change::Remove(_) if self.is_voter && self.voters.len() == 1 => Err(ClientError::NotEnoughStarted),
            // Neither a learner nor somebody who is away has a vote that could be missed.
            Change::Remove(id) if self.is_voter && since_us(id).is_some() && healthy < 1 + majority_left => {
                Err(ClientError::Unhealthy)
            }
            Change::Promote(_) if !self.is_ready => Err(ClientError::LearnerNotReady),
            _ => Ok(()),
        }
    }

    /// Whether a change makes sense. etcd looks at that only when it applies it (`ValidateConfigurationChange`). `claimed`:
    /// whose addresses are given for those of somebody who is to join.
    pub fn check(&self, change: Change, claimed: &[MemberId]) -> Result<(), ClientError> {
        let is_taken = self.is_known || self.members.iter().any(|member| claimed.contains(&member.id));
        match change {
            Change::Add(_) | Change::AddLearner(_) if is_taken => Err(ClientError::MemberExists),
            Change::AddLearner(_) if self.learners() >= LEARNERS_MAX => Err(ClientError::TooManyLearners),
            Change::Promote(_) | Change::Remove(_) if !self.is_known => Err(ClientError::MemberNotFound),
            Change::Promote(_) if self.is_voter => Err(ClientError::NoLearner),
            _ => Ok(()),
        }
    }

    pub fn next(&self, change: Change) -> Next {
        let id = change.member();
        let (one, node) = (|| BTreeSet::from([id]), || BTreeMap::from([(id, EmptyNode {})]));
        let is_settled = self.is_settled();
        match change {
            Change::Add(_) | Change::Promote(_) if is_settled && self.is_voter => Next::Done,
            Change::AddLearner(_) if is_settled && self.is_known => Next::Done,
            Change::Remove(_) if is_settled && !self.is_known => Next::Done,
            Change::Add(_) | Change::Promote(_) if self.is_joint => Next::Propose(Step::AddVoterIds(one())),
            Change::Add(_) if !self.is_voter => Next::Propose(Step::AddVoters(node())),
            Change::Promote(_) if !self.is_voter => Next::Propose(Step::AddVoterIds(one())),
            Change::AddLearner(_) if !self.is_known => Next::Propose(Step::AddNodes(node())),
            Change::Add(_) | Change::AddLearner(_) | Change::Promote(_) => Next::Wait,
            Change::Remove(_) if self.is_voter || self.is_joint => Next::Propose(Step::RemoveVoters(one())),
            Change::Remove(_) => Next::Propose(Step::RemoveNodes(one())),
        }
    }

    /// What comes next if a member is to join step by step: as a learner first, and once it has caught up as a voter
    /// (dissertation §4.2.1).
    pub fn next_of_joining(&self, id: MemberId) -> Next {
        match () {
            () if !self.is_known => self.next(Change::AddLearner(id)),
            () if self.is_voter || self.is_joint || self.has_caught_up => self.next(Change::Promote(id)),
            () => Next::Wait,
        }
    }
}

/// Who belongs to a group.
pub fn list(membership: &Membership<MemberId, EmptyNode>) -> Rc<[Listed]> {
    let voters: Vec<MemberId> = membership.voter_ids().collect();
    membership.nodes().map(|(id, _)| Listed { id: *id, is_learner: !voters.contains(id) }).collect()
}
