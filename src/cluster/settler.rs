//! What a configuration brings with it once it is committed: who joins moves in, who left is shut down, and a joint one
//! is left again.
//!
//! Whichever member applies it first brings it about, as each of etcd's members does for itself. The operator's own
//! changes (`operator`) are left to the operator.

use std::collections::BTreeSet;
use std::rc::Rc;

use openraft::EmptyNode;

use super::MemberId;
use super::member::Member;
use super::operator;
use super::post::PostOffice;
use super::serve::Service;
use crate::raft::StoredMembership;
use crate::sim::{Kernel, Sleep, Timeout};

type Membership = openraft::Membership<MemberId, EmptyNode>;

/// How long a joint configuration may last before whoever leads ends it: the leader that began it does so at once,
/// unless it lost its office or its client's patience (§6; etcd's `AutoLeave`).
const JOINT_US: u64 = 1_000_000;

/// How long who left stays, to answer whoever asked for that (etcd's `stopWithDelay`).
const GRACE_US: u64 = 1_000_000;

/// Looks as long as the member runs.
pub async fn settle(at: Service) {
    take_in_second(&at);
    let mut progress = at.incarnation.state_machine.progress();
    let mut patience_us = None;
    loop {
        let applied = at.incarnation.state_machine.membership();
        let is_joint = applied.membership().get_joint_config().len() > 1;
        if applied.log_id().as_ref() > at.post.settled.borrow().log_id().as_ref() {
            at.post.settled.replace(applied.clone());
            if !is_joint {
                carry_out(&at.post, &applied);
            }
        }
        patience_us =
            is_joint.then(|| patience_us.unwrap_or(at.post.kernel.shown_us(at.incarnation.domain) + JOINT_US));
        let is_over = match patience_us {
            None => progress.changed().await.is_err(),
            Some(until_us) => match Timeout::until(until_us, progress.changed()).await {
                Ok(changed) => changed.is_err(),
                Err(_) => {
                    leave_joint(&at, &applied).await;
                    patience_us = None;
                    false
                }
            },
        };
        if is_over {
            return;
        }
    }
}

/// Of a member that has the only vote and takes somebody in as a voter: their joint configuration needs both to be
/// committed, so the other one moves in as soon as nothing can take it out of the log any more.
pub fn take_in_second(at: &Service) {
    let configs = at.member.witness.seen.borrow().configs();
    let [old, new] = &configs[..] else { return };
    if old[..] == [at.member.id] && at.member.log.first_unflushed().is_none() {
        new.iter().filter(|id| is_away(&at.post, **id)).for_each(|id| take_in(&at.post, *id));
    }
}

fn is_away(post: &PostOffice, id: MemberId) -> bool {
    post.member(id).is_none_or(|member| member.removed.get())
}

fn take_in(post: &Rc<PostOffice>, id: MemberId) {
    let post = post.clone();
    post.kernel.clone().spawn_in(Kernel::ROOT, async move { post.take_in(id) });
}

fn carry_out(post: &Rc<PostOffice>, configuration: &StoredMembership) {
    let is_mine = |id| post.changing.get() != Some(id);
    let nodes = configuration.membership().nodes().map(|(id, _)| *id);
    nodes.filter(|id| is_mine(*id) && is_away(post, *id)).for_each(|id| take_in(post, id));
    for member in post.members().into_iter().filter(|member| is_mine(member.id)) {
        if !member.removed.get() && !post.lists(member.id) {
            let post = post.clone();
            post.kernel.clone().spawn_in(Kernel::ROOT, async move {
                Sleep::for_us(GRACE_US).await;
                operator::shut_down(&post, member.id).await;
            });
        }
    }
}

/// Ends the joint configuration if it is still there, on the leader.
async fn leave_joint(at: &Service, joint: &StoredMembership) {
    use openraft::ChangeMembers::AddVoterIds;
    let is_there = at.incarnation.state_machine.membership().log_id() == joint.log_id();
    let raft = at.incarnation.raft.borrow().clone();
    if let Some(raft) = raft.filter(|_| is_there && at.member.leads() && at.post.changing.get().is_none()) {
        // Nobody more votes than it says already. If it comes to nothing, this or another leader tries again.
        let _ = raft.change_membership(AddVoterIds(Default::default()), false).await;
    }
}

/// Whom a change concerns that clients asked for and that is not over: it is in the log of whoever leads, or of anybody
/// who is at home if nobody does, and not known to be committed; or somebody who left is about to be shut down.
pub fn under_way(post: &PostOffice) -> Option<MemberId> {
    let settled = post.settled.borrow();
    settled.log_id().as_ref()?;
    let leaving = |member: &Rc<Member>| !member.removed.get() && !post.lists(member.id);
    let logs = post.leader().map_or_else(|| post.members(), |leader| vec![leader]);
    let changed = logs.iter().find_map(|member| {
        let metrics = member.incarnation()?.metrics()?;
        let latest = metrics.borrow().membership_config.clone();
        if latest.log_id() < settled.log_id() { None } else { difference(settled.membership(), latest.membership()) }
    });
    changed.or_else(|| post.members().iter().find(|member| leaving(member)).map(|member| member.id))
}

/// Who is there, or votes, in one configuration and not in the other: before the first one, if that is joint, and after
/// the second.
fn difference(before: &Membership, after: &Membership) -> Option<MemberId> {
    let standing = |membership: &Membership, voters: Option<&BTreeSet<MemberId>>, id| {
        (membership.get_node(&id).is_some(), voters.is_some_and(|voters| voters.contains(&id)))
    };
    let (old, new) = (before.get_joint_config().first(), after.get_joint_config().last());
    let mut ids = before.nodes().chain(after.nodes()).map(|(id, _)| *id);
    ids.find(|id| standing(before, old, *id) != standing(after, new, *id))
}
