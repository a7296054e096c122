//! Whoever looks after the group: carries out what takes several steps and may need several leaders.
//!
//! This is how the page's own `add_member`, `remove_member` and `transfer_leader` come about; what clients ask for goes
//! through members (`reconfigure`). It is no member and sends no letters: it stands beside whoever leads, as somebody at that machine
//! does, and looks again when a step came to nothing. Only what the leader then does travels. A wish is
//! pursued until it is fulfilled, however long that takes.

use std::future::Future;
use std::rc::Rc;

use super::change::{Change, Configuration, Next};
use super::member::Member;
use super::post::PostOffice;
use super::{MemberId, TraceEvent};
use crate::raft::Raft;
use crate::sim::{Kernel, Sleep, Timeout, oneshot};

/// Between two looks at the leader.
const PAUSE_US: u64 = 100_000;
/// How long one step may take before the operator looks whether somebody else leads by now.
const STEP_US: u64 = 5_000_000;

/// What the page wants of the group. No other change may be under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The member moves in and joins, as a learner first.
    TakeIn(MemberId),
    /// The member leaves and is shut down.
    LetGo(MemberId),
}

/// Begins to carry out a wish.
pub fn change(post: &Rc<PostOffice>, wish: Wish) {
    let (Wish::TakeIn(id) | Wish::LetGo(id)) = wish;
    post.changing.set(Some(id));
    if wish == Wish::TakeIn(id) {
        post.take_in(id);
    }
    let post = post.clone();
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        while !is_done(&post, wish).await {
            Sleep::for_us(PAUSE_US).await;
        }
        if wish == Wish::LetGo(id) {
            shut_down(&post, id).await;
        }
        post.changing.set(None);
    });
}

/// Takes the next step with whoever leads now. Returns whether there is none left.
async fn is_done(post: &Rc<PostOffice>, wish: Wish) -> bool {
    let Some(leader) = post.leader() else { return false };
    let now = |id| Configuration::of(&*leader.incarnation()?, id);
    let next = match wish {
        Wish::TakeIn(id) => now(id).map(|now| now.next_of_joining(id)),
        Wish::LetGo(id) => now(id).map(|now| now.next(Change::Remove(id))),
    };
    match next.unwrap_or(Next::Wait) {
        Next::Done => true,
        Next::Wait => false,
        Next::Propose(step) => {
            // What came of it is seen at the next look.
            let asked = ask(post, &leader, move |raft| async move { raft.change_membership(step, false).await });
            let _ = Timeout::for_us(STEP_US, asked).await;
            false
        }
    }
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
pub async fn shut_down(post: &Rc<PostOffice>, id: MemberId) {
    let Some(member) = post.member(id) else { return };
    let until_us = post.kernel.now_us() + post.raft_timing.election_ms[1] * 1000;
    while member.leads() && post.kernel.now_us() < until_us {
        Sleep::for_us(PAUSE_US).await;
    }
    // It may have been taken in again meanwhile, or everybody began anew.
    if post.lists(id) || member.removed.replace(true) {
        return;
    }
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
