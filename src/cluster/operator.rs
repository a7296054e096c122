//! Whoever looks after the group: carries out what takes several steps and may need several leaders.
//!
//! It is no member and sends no letters: it stands beside whoever leads, as somebody at that machine
//! does, and looks again when a step came to nothing. Only what the leader then does travels. A wish is
//! pursued until it is fulfilled, however long that takes.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::rc::Rc;

use openraft::{ChangeMembers, EmptyNode};

use super::api::ClientError;
use super::member::{Incarnation, Member};
use super::post::PostOffice;
use super::{MemberId, TraceEvent};
use crate::raft::{LogId, Raft};
use crate::sim::{Kernel, Sleep, Timeout, oneshot};

/// Between two looks at the leader.
const PAUSE_US: u64 = 100_000;
/// How long one step may take before the operator looks whether somebody else leads by now.
const STEP_US: u64 = 5_000_000;
/// A learner that has all but so many entries may vote.
const LAG_ENTRIES_MAX: u64 = 10;

type Changes = ChangeMembers<MemberId, EmptyNode>;

/// A change of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The member is up; it becomes a learner and then, through a joint configuration, a voter.
    Add(MemberId),
    /// The member is up and becomes a learner.
    AddLearner(MemberId),
    /// A learner becomes a voter, through a joint configuration.
    Promote(MemberId),
    /// The member leaves through a joint configuration and is shut down once that is committed.
    Remove(MemberId),
}

impl Change {
    pub fn member(self) -> MemberId {
        match self {
            Change::Add(id) | Change::AddLearner(id) | Change::Promote(id) | Change::Remove(id) => id,
        }
    }
}

/// Whether etcd would begin a change, asked of whoever leads.
pub fn check(post: &PostOffice, change: Change) -> Result<(), ClientError> {
    let id = change.member();
    let leader = post.leader().ok_or(ClientError::NoLeader)?;
    let now = leader.incarnation().and_then(|incarnation| configuration(&incarnation, id));
    let now = now.ok_or(ClientError::NoLeader)?;
    match change {
        Change::Add(_) | Change::AddLearner(_) if now.is_known => Err(ClientError::MemberExists),
        Change::Promote(_) | Change::Remove(_) if !now.is_known => Err(ClientError::MemberNotFound),
        Change::Promote(_) if now.is_voter => Err(ClientError::NoLearner),
        Change::Promote(_) if !now.has_caught_up => Err(ClientError::LearnerNotReady),
        Change::Remove(_) if now.is_voter && now.voters == 1 => Err(ClientError::NotEnoughStarted),
        _ if post.changing.get().is_some() || now.is_joint => Err(ClientError::NotEnoughStarted),
        _ => Ok(()),
    }
}

/// Starts a change. No other one may be under way.
pub fn change(post: &Rc<PostOffice>, change: Change) {
    let id = change.member();
    post.changing.set(Some(id));
    if matches!(change, Change::Add(_) | Change::AddLearner(_)) {
        post.take_in(id);
    }
    let post = post.clone();
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        while !is_done(&post, change).await {
            Sleep::for_us(PAUSE_US).await;
        }
        if let Change::Remove(id) = change {
            shut_down(&post, id).await;
        }
        post.changing.set(None);
    });
}

/// What a leader makes of the group.
struct Configuration {
    is_known: bool,
    is_voter: bool,
    is_joint: bool,
    is_committed: bool,
    has_caught_up: bool,
    voters: usize,
}

fn configuration(incarnation: &Incarnation, id: MemberId) -> Option<Configuration> {
    let metrics = incarnation.metrics()?;
    let metrics = metrics.borrow();
    let stored = &metrics.membership_config;
    let membership = stored.membership();
    let matched = metrics.replication.as_ref().and_then(|replication| replication.get(&id)?.as_ref().map(LogId::index));
    Some(Configuration {
        is_known: membership.get_node(&id).is_some(),
        is_voter: membership.voter_ids().any(|voter| voter == id),
        is_joint: membership.get_joint_config().len() > 1,
        is_committed: *stored.log_id() <= metrics.local_committed,
        has_caught_up: matched.is_some_and(|matched| Some(matched + LAG_ENTRIES_MAX) >= metrics.last_log_index),
        voters: membership.voter_ids().count(),
    })
}

/// Takes the next step of a change with whoever leads now. Returns whether there is none left.
async fn is_done(post: &Rc<PostOffice>, change: Change) -> bool {
    let Some(leader) = post.leader() else { return false };
    let id = change.member();
    let Some(now) = leader.incarnation().and_then(|incarnation| configuration(&incarnation, id)) else { return false };
    let settled = now.is_committed && !now.is_joint;
    let one = || BTreeSet::from([id]);
    let changes: Changes = match change {
        Change::Add(_) | Change::Promote(_) if settled && now.is_voter => return true,
        Change::AddLearner(_) if settled && now.is_known => return true,
        Change::Remove(_) if settled && !now.is_known => return true,
        Change::Add(_) | Change::AddLearner(_) if !now.is_known => {
            ChangeMembers::AddNodes(BTreeMap::from([(id, EmptyNode {})]))
        }
        Change::Add(_) | Change::Promote(_) if now.has_caught_up || now.is_joint => ChangeMembers::AddVoterIds(one()),
        Change::Add(_) | Change::AddLearner(_) | Change::Promote(_) => return false,
        Change::Remove(_) if now.is_voter || now.is_joint => ChangeMembers::RemoveVoters(one()),
        Change::Remove(_) => ChangeMembers::RemoveNodes(one()),
    };
    // What came of it is seen at the next look.
    let step = ask(post, &leader, move |raft| async move { raft.change_membership(changes, false).await });
    let _ = Timeout::for_us(STEP_US, step).await;
    false
}

/// Has a member do something, within its own process; none if it crashes meanwhile.
async fn ask<T: 'static, F: Future<Output = T> + 'static>(
    post: &PostOffice,
    member: &Member,
    call: impl FnOnce(Raft) -> F + 'static,
) -> Option<T> {
    let (done, answer) = oneshot();
    member.tell(&post.kernel, move |raft| async move {
        // The operator may have lost patience.
        let _ = done.send(call(raft).await);
    });
    answer.await.ok()
}

/// Stops a member that no longer belongs to the group. One that leads gets the time to hand over.
async fn shut_down(post: &Rc<PostOffice>, id: MemberId) {
    let Some(member) = post.member(id) else { return };
    let until_us = post.kernel.now_us() + post.raft_timing.election_ms[1] * 1000;
    while member.leads() && post.kernel.now_us() < until_us {
        Sleep::for_us(PAUSE_US).await;
    }
    member.removed.set(true);
    let mut others = Vec::new();
    post.for_each_member(|member| others.extend((!member.removed.get()).then_some(member.id)));
    post.roads.leave(id, &others);
    post.recorder.record(TraceEvent::Shutdown { member: id });
    post.crash(&member);
}

/// Has `from`, which leads, hand over to `to`.
///
/// A leader that was told to hand over takes no more proposals, and openraft never takes that back: if
/// its letter is lost or `to` is too far behind, nobody could write. So as long as it leads, it is told
/// again, and to hand over to the others in turn.
pub fn hand_over(post: &Rc<PostOffice>, from: Rc<Member>, to: MemberId) {
    let wish = post.handovers.get() + 1;
    post.handovers.set(wish);
    let post = post.clone();
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        let term = from.witness.seen.borrow().term;
        let patience_us = post.raft_timing.election_ms[1] * 1000;
        let mut next = to;
        while from.leads() && from.witness.seen.borrow().term == term && post.handovers.get() == wish {
            from.tell(&post.kernel, move |raft| async move { raft.trigger().transfer_leader(next).await });
            Sleep::for_us(patience_us).await;
            next = successor(&post, &from, next);
        }
    });
}

/// The next voter after `last` that is at home, in the circle of ids, `leader` aside.
fn successor(post: &PostOffice, leader: &Member, last: MemberId) -> MemberId {
    let voters = leader.witness.seen.borrow().voters();
    let mut others: Vec<MemberId> = voters.into_iter().filter(|id| *id != leader.id).collect();
    others.retain(|id| post.member(*id).is_some_and(|member| member.is_up()));
    others.iter().find(|id| **id > last).or(others.first()).copied().unwrap_or(last)
}
