//! How a member serves clients.
//!
//! As in etcd, a member passes on to the leader what only the leader can do, and answers a write once it has applied
//! the entry itself. What makes no sense is refused at the door (`api/v3rpc`), before anybody is asked.

use std::rc::Rc;

use openraft::ReadPolicy;
use openraft::errors::{ClientWriteError, RaftError};

use super::api::{ClientAnswer, ClientError, ClientRequest, ClientResponse, Status};
use super::change::list;
use super::member::{Incarnation, Member};
use super::operator;
use super::post::PostOffice;
use super::{Address, MemberId, Role, watchers};
use crate::etcd::{Command, LeaseId, Request};
use crate::few::sorted;
use crate::mistake::{Mistake, Mistakes};
use crate::raft::{Applied, Proposal, Raft};
#[cfg(feature = "mistakes")]
use crate::sim::Kernel;
use crate::sim::{Sleep, Timeout};

/// How long a member waits for another one on behalf of a client (etcd: 5 s, plus the time of an election).
const FORWARD_US: u64 = 5_000_000;
/// How long a member waits for the leader's word on a lease before it looks again who leads.
const LEASE_ANSWER_US: u64 = 1_000_000;
/// How long a member waits before it proposes again what a leader was not ready to take.
pub const RETRY_US: u64 = 50_000;

/// One request, at the member that its client is connected to.
#[derive(Clone)]
pub struct Service {
    pub member: Rc<Member>,
    pub incarnation: Rc<Incarnation>,
    pub post: Rc<PostOffice>,
}

impl Service {
    /// Answers what `from` asks for.
    pub async fn answer(&self, from: Address, request: ClientRequest) -> ClientResponse {
        Timeout::for_us(FORWARD_US, self.work(from, request)).await.unwrap_or(Err(ClientError::Unknown))
    }

    async fn work(&self, from: Address, request: ClientRequest) -> ClientResponse {
        let store = &self.incarnation.state_machine;
        if self.is_learner() && !may_ask_learner(&request) {
            return Err(ClientError::Learner);
        }
        match request {
            ClientRequest::Write { op, command } => {
                if let Command::Request(request) = &*command {
                    request.check()?;
                }
                self.write(op, command).await
            }
            ClientRequest::Read { request, serializable } => {
                request.check()?;
                self.read(&request, serializable).await
            }
            ClientRequest::LeaseTimeToLive { .. } | ClientRequest::LeaseKeepAlive { .. } => self.lease(request).await,
            ClientRequest::Leases => {
                let leases: Vec<LeaseId> = store.read(|store| store.leases().map(|(id, _)| id).collect());
                // The soonest to run out first, where that is known.
                let now_us = self.now_us();
                let leases = sorted(leases, |id| self.incarnation.lessor.remaining_us(*id, now_us));
                Ok(ClientAnswer::Leases(leases.into()))
            }
            ClientRequest::Watch(call) => {
                if !self.incarnation.is_ready.get() {
                    self.leader().await?;
                }
                watchers::begin(self, from, call)
            }
            ClientRequest::Snapshot => Ok(ClientAnswer::Snapshot(store.read(|store| store.to_snapshot()).into())),
            ClientRequest::Members => self.members(),
            ClientRequest::Status => Ok(ClientAnswer::Status(Box::new(self.status()))),
            ClientRequest::HashKv { revision } => {
                let revision = u64::try_from(revision).unwrap_or(0);
                let (hash, compacted) = store.read(|store| (store.hash_kv(revision), store.compacted()));
                let hash = hash?;
                Ok(ClientAnswer::Hash { hash, compacted: compacted.map_or(-1, |at| at as i64) })
            }
            ClientRequest::MoveLeader { to } => self.move_leader(to).await,
            ClientRequest::Change { change, claimed } => self.change(change, claimed).await,
        }
    }

    fn is_learner(&self) -> bool {
        self.member.witness.seen.borrow().role == Some(Role::Learner)
    }

    pub fn raft(&self) -> Option<Raft> {
        self.incarnation.raft.borrow().clone()
    }

    /// Whether it knows of a leader, itself perhaps. One that no majority answers is none: etcd's steps down
    /// (`CheckQuorum`), openraft's goes on in vain. Nor is one in whose place it would like to be.
    pub fn has_leader(&self) -> bool {
        let witness = &self.member.witness;
        if !self.member.leads() {
            return witness.seen.borrow().follows();
        }
        let is_alone = witness.seen.borrow().voters() == [self.member.id];
        is_alone || witness.may_be_leased(self.post.raft_timing.election_ms[1] * 1000)
    }

    /// The leader, as this member knows it; waits until it knows one.
    pub async fn leader(&self) -> Result<MemberId, ClientError> {
        let mut metrics = self.incarnation.metrics().ok_or(ClientError::NoLeader)?;
        loop {
            if let Some(leader) = metrics.borrow_and_update().current_leader {
                return Ok(leader);
            }
            metrics.changed().await.map_err(|_| ClientError::NoLeader)?;
        }
    }

    async fn write(&self, op: u64, command: Rc<Command>) -> ClientResponse {
        let mistakes = self.post.mistakes;
        loop {
            let leader = self.leader().await?;
            let response = if leader == self.member.id {
                let proposal = Proposal { op, command: command.clone() };
                #[cfg(feature = "mistakes")]
                if mistakes.makes(Mistake::ToldBeforeCommit) {
                    return self.told_early(proposal).await;
                }
                self.propose(proposal).await
            } else {
                let request = ClientRequest::Write { op, command: command.clone() };
                self.post.ask(self.member.id, leader, self.member.term(), request).await
            };
            match response {
                // Refused before it entered a log, so it may be proposed again.
                Err(ClientError::NoLeader) => Sleep::for_us(RETRY_US).await,
                Ok(ClientAnswer::Written { index, .. }) if !mistakes.makes(Mistake::ToldBeforeCommit) => {
                    self.incarnation.state_machine.wait_applied(index).await;
                    return response;
                }
                other => return other,
            }
        }
    }

    /// Puts a proposal into the leader's log and waits until it is applied. A leader takes none before
    /// its own first entry is committed.
    pub async fn propose(&self, proposal: Proposal) -> ClientResponse {
        let raft = self.raft().ok_or(ClientError::NoLeader)?;
        match raft.client_write(proposal).await {
            Ok(written) => {
                let Applied(reply) = written.data;
                let reply = reply.expect("a proposal has an answer")?;
                Ok(ClientAnswer::Written { reply, index: written.log_id.index() })
            }
            Err(RaftError::APIError(ClientWriteError::ForwardToLeader(_))) => Err(ClientError::NoLeader),
            Err(_) => Err(ClientError::Unknown),
        }
    }

    /// As a mistake: what a leader would answer if everything went well, soon after the proposal set out.
    #[cfg(feature = "mistakes")]
    async fn told_early(&self, proposal: Proposal) -> ClientResponse {
        let mut store = self.incarnation.state_machine.read(crate::etcd::Store::clone);
        let reply = store.execute(&proposal.command)?;
        let index = self.member.log.last_index().map_or(0, |last| last + 1);
        self.member.tell(&Kernel::current(), |raft| async move { raft.client_write(proposal).await });
        Sleep::for_us(RETRY_US).await;
        Ok(ClientAnswer::Written { reply, index })
    }

    async fn read(&self, request: &Request, serializable: bool) -> ClientResponse {
        let mistakes = self.post.mistakes;
        if !serializable && !mistakes.makes(Mistake::ReadLocally) {
            let index = self.read_index().await?;
            if !mistakes.makes(Mistake::ReadBeforeApplied) {
                self.incarnation.state_machine.wait_applied(index).await;
            }
        }
        Ok(ClientAnswer::Read(self.incarnation.state_machine.read(|store| store.ask(request))?))
    }

    /// The index up to which a linearizable read has to wait (Raft dissertation §6.4, ReadIndex).
    async fn read_index(&self) -> Result<u64, ClientError> {
        let leader = self.leader().await?;
        let index = if leader == self.member.id {
            confirmed_index(&self.incarnation, self.post.mistakes).await
        } else {
            self.post.ask_read_index(self.member.id, leader, self.member.term()).await
        };
        index.ok_or(ClientError::NoLeader)
    }

    /// Has whoever leads look at a lease.
    async fn lease(&self, request: ClientRequest) -> ClientResponse {
        loop {
            let leader = self.leader().await?;
            let response = if leader == self.member.id {
                self.incarnation.lessor.answer(self, &request)
            } else {
                // Nothing comes of asking twice, so a leader that is silent is not waited for long.
                let asked = self.post.ask(self.member.id, leader, self.member.term(), request.clone());
                Timeout::for_us(LEASE_ANSWER_US, asked).await.unwrap_or(Err(ClientError::NoLeader))
            };
            match response {
                Err(ClientError::NoLeader) => Sleep::for_us(RETRY_US).await,
                other => return other,
            }
        }
    }

    fn members(&self) -> ClientResponse {
        let metrics = self.incarnation.metrics().ok_or(ClientError::NoLeader)?;
        let metrics = metrics.borrow();
        Ok(ClientAnswer::Members(list(metrics.membership_config.membership())))
    }

    fn status(&self) -> Status {
        let seen = self.member.witness.seen.borrow();
        let store = &self.incarnation.state_machine;
        Status {
            snapshot_bytes: store.read(|store| store.to_snapshot().len() as u64),
            leader: seen.leader.unwrap_or(0),
            is_learner: seen.role == Some(Role::Learner),
            index: self.member.log.last_index().unwrap_or(0),
            applied: store.applied_index().unwrap_or(0),
        }
    }

    /// Hands leadership over, and answers once somebody else leads (etcd's `MoveLeader`).
    async fn move_leader(&self, to: MemberId) -> ClientResponse {
        if !self.member.leads() {
            return Err(ClientError::NotLeader);
        }
        let voters = self.member.witness.seen.borrow().voters();
        if !voters.contains(&to) {
            return Err(ClientError::BadTransferee);
        }
        if to != self.member.id {
            operator::hand_over(&self.post, self.member.clone(), to);
            while self.member.leads() {
                Sleep::for_us(RETRY_US).await;
            }
        }
        Ok(ClientAnswer::Done)
    }

    /// What the member's clock shows.
    pub fn now_us(&self) -> u64 {
        self.post.kernel.shown_us(self.incarnation.domain)
    }
}

/// A member that has just started waits until it hears of a leader (etcd's `ReadyNotify`).
pub async fn get_ready(at: Service) {
    while at.leader().await.is_err() {
        Sleep::for_us(RETRY_US).await;
    }
    at.incarnation.is_ready.set(true);
}

/// What etcd's learners serve (`isRPCSupportedForLearner`).
fn may_ask_learner(request: &ClientRequest) -> bool {
    matches!(request, ClientRequest::Status | ClientRequest::Read { serializable: true, .. })
}

/// On the leader: its read index, once a majority has confirmed that it still leads.
pub async fn confirmed_index(incarnation: &Incarnation, mistakes: Mistakes) -> Option<u64> {
    let raft = incarnation.raft.borrow().clone()?;
    let by_lease = mistakes.makes(Mistake::ReadByLease);
    let policy = if by_lease { ReadPolicy::LeaseRead } else { ReadPolicy::ReadIndex };
    let linearizer = raft.get_read_linearizer(policy).await.ok()?;
    Some(linearizer.read_log_id().index())
}
