//! How members change if a client asks for it: through the member asked, the leader and its log (etcd's
//! `EtcdServer.AddMember`, `RemoveMember`, `PromoteMember`).

use std::rc::Rc;

use openraft::errors::{ClientWriteError, RaftError};

use super::MemberId;
use super::api::{ClientAnswer, ClientError, ClientRequest, ClientResponse};
use super::change::{Change, Configuration, Next, Step};
use super::serve::{RETRY_US, Service, confirmed_index};
use super::settler;
use crate::raft::{Raft, TypeConfig};
use crate::sim::{Sleep, Timeout, oneshot};

type ChangeError = RaftError<TypeConfig, ClientWriteError<TypeConfig>>;

impl Service {
    /// Has whoever leads change the members, and answers once it has applied that itself. Who leaves may never get so
    /// far.
    pub async fn change(&self, change: Change, claimed: Rc<[MemberId]>) -> ClientResponse {
        // Without a leader it reaches nobody that it knows of, and everybody else is as good as away.
        let needs_others = match change {
            Change::Add(_) | Change::AddLearner(_) => true,
            Change::Remove(id) => id == self.member.id,
            Change::Promote(_) => false,
        };
        if needs_others && !self.has_leader() {
            return Err(ClientError::Unhealthy);
        }
        loop {
            let leader = self.leader().await?;
            let response = if leader == self.member.id {
                self.reconfigure(change, &claimed).await
            } else {
                let request = ClientRequest::Change { change, claimed: claimed.clone() };
                self.post.ask(self.member.id, leader, self.member.term(), request).await
            };
            match response {
                Err(ClientError::NoLeader) => Sleep::for_us(RETRY_US).await,
                Ok(ClientAnswer::Changed { index, .. }) if change != Change::Remove(self.member.id) => {
                    self.incarnation.state_machine.wait_applied(index).await;
                    return response;
                }
                other => return other,
            }
        }
    }

    /// On the leader: takes a change step by step through its log, for as long as the client waits. What is in the log
    /// by then may be committed later: the client doesn't know. Nobody goes on with what is not. The checks come in
    /// etcd's order: first whether the group is well, which takes no consensus, then whether the change makes sense.
    async fn reconfigure(&self, change: Change, claimed: &[MemberId]) -> ClientResponse {
        let raft = self.raft().ok_or(ClientError::NoLeader)?;
        let now = || Configuration::of(&self.incarnation, change.member()).ok_or(ClientError::Unknown);
        if !matches!(change, Change::Promote(_)) {
            self.look_round(&raft).await;
        }
        if !self.member.leads() {
            return Err(ClientError::NoLeader);
        }
        let now_us = self.now_us();
        now()?.check_health(change, self.member.id, &self.member.witness.seen.borrow().contacts, now_us)?;
        // Who was cut off knows the group as it was.
        confirmed_index(&self.incarnation, self.post.mistakes).await.ok_or(ClientError::NoLeader)?;
        if !now()?.is_settled() {
            return ignored().await;
        }
        now()?.check(change, claimed)?;
        let mut is_begun = false;
        loop {
            let configuration = now()?;
            match configuration.next(change) {
                Next::Done => {
                    let Configuration { members, index, .. } = configuration;
                    return Ok(ClientAnswer::Changed { members, index });
                }
                Next::Wait => Sleep::for_us(RETRY_US).await,
                Next::Propose(step) => match self.propose_change(raft.clone(), step).await {
                    Ok(_) => is_begun = true,
                    // Nothing of it entered the log: it may be tried again, or somebody else's change came first.
                    Err(RaftError::APIError(ClientWriteError::ForwardToLeader(_))) if !is_begun => {
                        return Err(ClientError::NoLeader);
                    }
                    Err(RaftError::APIError(ClientWriteError::ChangeMembershipError(_))) if !is_begun => {
                        return ignored().await;
                    }
                    Err(_) => return Err(ClientError::Unknown),
                },
            }
        }
    }

    /// Puts a configuration into the leader's log, leaves it again if it is a joint one, and waits until that is
    /// committed. Once begun, this doesn't depend on the client's patience.
    async fn propose_change(&self, raft: Raft, step: Step) -> Result<(), ChangeError> {
        let (done, outcome) = oneshot();
        let at = self.clone();
        let has_only_vote = self.member.witness.seen.borrow().voters() == [self.member.id];
        self.post.kernel.spawn_in(self.incarnation.domain, async move {
            let mut proposed = Box::pin(raft.change_membership(step, false));
            let outcome = loop {
                if !has_only_vote {
                    break proposed.await;
                }
                match Timeout::for_us(RETRY_US, proposed.as_mut()).await {
                    Ok(outcome) => break outcome,
                    Err(_) => settler::take_in_second(&at),
                }
            };
            // The client may have lost patience.
            let _ = done.send(outcome.map(|_| ()));
        });
        match outcome.await {
            Ok(outcome) => outcome,
            // The member stops.
            Err(_) => std::future::pending().await,
        }
    }

    /// On the leader: asks everybody for a sign of life, and waits until each voter has given one or is lost.
    async fn look_round(&self, raft: &Raft) {
        let asked_us = self.now_us();
        // A member that stops answers nobody.
        let _ = raft.trigger().heartbeat().await;
        let is_awaited = || {
            let (seen, now_us) = (self.member.witness.seen.borrow(), self.now_us());
            let others = seen.voters().into_iter().filter(|id| *id != self.member.id);
            others.into_iter().any(|id| seen.contacts.may_answer(id, asked_us, now_us))
        };
        while is_awaited() {
            Sleep::for_us(RETRY_US).await;
        }
    }
}

/// etcd's leader takes no second change while one is under way, and says so to nobody (`pendingConfIndex`).
async fn ignored() -> ClientResponse {
    std::future::pending().await
}
