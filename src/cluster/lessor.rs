//! Who counts how long leases last: as in etcd the leader alone, and what has run out is revoked through the log.

use std::cell::RefCell;
use std::rc::Rc;

use super::api::{ClientAnswer, ClientError, ClientRequest, ClientResponse};
use super::member_name;
use super::serve::Service;
use crate::etcd::{Command, Deadlines, LeaseId};
use crate::few::SmallMap;
use crate::raft::Proposal;
use crate::sim::{Kernel, Timeout};

/// How long a leader waits before it revokes a lease again whose revocation came to nothing (etcd: 3 s).
const AGAIN_US: u64 = 3_000_000;

/// What a leader knows of the time of leases; nothing on others.
#[derive(Default)]
pub struct Lessor(RefCell<Option<Term>>);

/// One term of leading.
struct Term {
    term: u64,
    deadlines: Deadlines,
    /// The leases whose revocation may be in the log and is not known to have come to anything yet: to write it there
    /// again would only make the log longer.
    pending: SmallMap<LeaseId, ()>,
}

impl Lessor {
    /// Answers about one lease, if this member leads and has begun to count.
    pub fn answer(&self, at: &Service, request: &ClientRequest) -> ClientResponse {
        let mut counting = self.0.borrow_mut();
        let term = counting.as_mut().filter(|term| leads(at) && term.term == at.member.term());
        let deadlines = &mut term.ok_or(ClientError::NoLeader)?.deadlines;
        let now_us = at.post.kernel.shown_us(at.incarnation.domain);
        at.incarnation.state_machine.read(|store| {
            let gone = ClientAnswer::Lease { granted_s: 0, remaining_s: -1, keys: Rc::default() };
            let (ClientRequest::LeaseTimeToLive { id } | ClientRequest::LeaseKeepAlive { id }) = request else {
                return Ok(gone);
            };
            let remaining = |deadlines: &Deadlines| deadlines.remaining_us(*id, now_us);
            let (Some(lease), Some(left_us)) = (store.lease(*id), remaining(deadlines)) else { return Ok(gone) };
            let left_us = match request {
                ClientRequest::LeaseKeepAlive { .. } => {
                    deadlines.renew(store, *id, now_us)?;
                    remaining(deadlines).unwrap_or(0)
                }
                _ => left_us,
            };
            Ok(ClientAnswer::Lease {
                granted_s: lease.ttl_s(),
                remaining_s: (left_us / 1_000_000) as i64,
                keys: lease.keys().into(),
            })
        })
    }

    /// What is left of a lease, in microseconds of the leader's clock.
    pub fn remaining_us(&self, id: LeaseId, now_us: u64) -> Option<u64> {
        self.0.borrow().as_ref().and_then(|term| term.deadlines.remaining_us(id, now_us))
    }

    /// Takes in which leases there are now. Returns those that have run out, and when the next one will.
    fn look(&self, at: &Service) -> (Vec<LeaseId>, Option<u64>) {
        let mut counting = self.0.borrow_mut();
        let (term, now_us) = (at.member.term(), at.post.kernel.shown_us(at.incarnation.domain));
        if !leads(at) {
            *counting = None;
            return (Vec::new(), at.member.leads().then_some(now_us + AGAIN_US));
        }
        at.incarnation.state_machine.read(|store| {
            if counting.as_ref().is_none_or(|counting| counting.term != term) {
                let extra_us = at.post.raft_timing.election_ms[1] * 1000;
                *counting =
                    Some(Term { term, deadlines: Deadlines::begin(store, now_us, extra_us), pending: SmallMap::new() });
            }
            let Some(Term { deadlines, pending, .. }) = &mut *counting else { return (Vec::new(), None) };
            deadlines.follow(store, now_us);
            let mut expired = deadlines.take_expired(now_us, AGAIN_US);
            expired.retain(|id| pending.insert(*id, ()).is_none());
            (expired, deadlines.next_us())
        })
    }

    /// It is known what became of a revocation.
    fn settled(&self, term: u64, id: LeaseId) {
        let mut counting = self.0.borrow_mut();
        if let Some(counting) = counting.as_mut().filter(|counting| counting.term == term) {
            counting.pending.remove(&id);
        }
    }
}

/// Whether its leadership is worth anything: etcd's lessor is demoted when the leader finds itself cut off.
fn leads(at: &Service) -> bool {
    at.member.leads() && at.has_leader()
}

/// Counts as long as the member runs.
pub async fn count(at: Service) {
    let mut progress = at.incarnation.state_machine.progress();
    loop {
        let (expired, next_us) = at.incarnation.lessor.look(&at);
        for id in expired {
            Kernel::current().spawn_in(at.incarnation.domain, revoke(at.clone(), id));
        }
        let is_over = match next_us {
            Some(next_us) => matches!(Timeout::until(next_us, progress.changed()).await, Ok(Err(_))),
            None => progress.changed().await.is_err(),
        };
        if is_over {
            return;
        }
    }
}

/// Has the lease revoked in the leader's own name.
async fn revoke(at: Service, id: LeaseId) {
    let (desk, term) = (&at.post.desk, at.member.term());
    let command = Rc::new(Command::LeaseRevoke { id });
    let name: Rc<str> = member_name(at.member.id).into();
    let request = |op| ClientRequest::Write { op, command: command.clone() };
    let op = desk.invoke(&at.post, &name, &command.label(), |op| Some(request(op)));
    let mut proposed = Box::pin(at.propose(Proposal { op, command: command.clone() }));
    let response = Timeout::for_us(AGAIN_US, proposed.as_mut()).await.ok();
    desk.returned(&at.post, op, response.as_ref());
    if response.is_none() {
        // It stays in the log until it is committed, or taken out of it.
        let _ = proposed.await;
    }
    at.incarnation.lessor.settled(term, id);
}
