//! Changes of the group: what a leader makes of them, and the steps in which they go through its log.

use std::collections::{BTreeMap, BTreeSet};

use openraft::{ChangeMembers, EmptyNode};

use super::MemberId;
use super::api::ClientError;
use super::member::Incarnation;
use crate::raft::LogId;
use crate::sim::Kernel;

/// A learner that has all but so many entries may vote.
const LAG_ENTRIES_MAX: u64 = 10;

/// Who acknowledged nothing for so long counts as unreachable (etcd's `HealthInterval`).
const UNREACHABLE_US: u64 = 5_000_000;

/// A change of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The member becomes a learner and then, once it has caught up, a voter through a joint configuration.
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

/// What a member makes of the group and, if it leads, of one that is to join or leave.
pub struct Configuration {
    is_known: bool,
    is_voter: bool,
    is_joint: bool,
    is_committed: bool,
    has_caught_up: bool,
    voters: usize,
    /// How many voters the leader reaches, itself included.
    reached: usize,
    is_reached: bool,
}

impl Configuration {
    pub fn of(incarnation: &Incarnation, change: Change) -> Option<Self> {
        let id = change.member();
        let metrics = incarnation.metrics()?;
        let metrics = metrics.borrow();
        let stored = &metrics.membership_config;
        let membership = stored.membership();
        let matched =
            metrics.replication.as_ref().and_then(|replication| replication.get(&id)?.as_ref().map(LogId::index));
        let now_us = Kernel::current().shown_us(incarnation.domain);
        let acked_us = |id: &MemberId| Some(metrics.heartbeat.as_ref()?.get(id)?.as_ref()?.0);
        let is_reached =
            |id: &MemberId| *id == metrics.id || acked_us(id).is_some_and(|at_us| now_us < at_us + UNREACHABLE_US);
        Some(Self {
            is_known: membership.get_node(&id).is_some(),
            is_voter: membership.voter_ids().any(|voter| voter == id),
            is_joint: membership.get_joint_config().len() > 1,
            is_committed: *stored.log_id() <= metrics.local_committed,
            has_caught_up: matched.is_some_and(|matched| Some(matched + LAG_ENTRIES_MAX) >= metrics.last_log_index),
            voters: membership.voter_ids().count(),
            reached: membership.voter_ids().filter(is_reached).count(),
            is_reached: is_reached(&id),
        })
    }

    /// Whether etcd would begin a change: not if the group might stop to work by it (`mayAddMember`,
    /// `mayRemoveMember`).
    pub fn check(&self, change: Change) -> Result<(), ClientError> {
        let majority_left = (self.voters - 1) / 2 + 1;
        match change {
            Change::Add(_) | Change::AddLearner(_) if self.is_known => Err(ClientError::MemberExists),
            Change::Promote(_) | Change::Remove(_) if !self.is_known => Err(ClientError::MemberNotFound),
            Change::Promote(_) if self.is_voter => Err(ClientError::NoLearner),
            Change::Promote(_) if !self.has_caught_up => Err(ClientError::LearnerNotReady),
            Change::Remove(_) if self.is_voter && self.voters == 1 => Err(ClientError::NotEnoughStarted),
            Change::Add(_) | Change::AddLearner(_) if self.reached < self.voters => Err(ClientError::Unhealthy),
            // A learner has no vote that could be missed.
            Change::Remove(_) if self.is_voter && self.is_reached && self.reached - 1 < majority_left => {
                Err(ClientError::Unhealthy)
            }
            _ if self.is_joint || !self.is_committed => Err(ClientError::NotEnoughStarted),
            _ => Ok(()),
        }
    }

    pub fn next(&self, change: Change) -> Next {
        let id = change.member();
        let one = || BTreeSet::from([id]);
        let is_settled = self.is_committed && !self.is_joint;
        match change {
            Change::Add(_) | Change::Promote(_) if is_settled && self.is_voter => Next::Done,
            Change::AddLearner(_) if is_settled && self.is_known => Next::Done,
            Change::Remove(_) if is_settled && !self.is_known => Next::Done,
            Change::Add(_) | Change::AddLearner(_) if !self.is_known => {
                Next::Propose(Step::AddNodes(BTreeMap::from([(id, EmptyNode {})])))
            }
            Change::Add(_) | Change::Promote(_) if self.has_caught_up || self.is_joint => {
                Next::Propose(Step::AddVoterIds(one()))
            }
            Change::Add(_) | Change::AddLearner(_) | Change::Promote(_) => Next::Wait,
            Change::Remove(_) if self.is_voter || self.is_joint => Next::Propose(Step::RemoveVoters(one())),
            Change::Remove(_) => Next::Propose(Step::RemoveNodes(one())),
        }
    }
}
