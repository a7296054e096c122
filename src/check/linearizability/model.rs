//! The store as clients think of it: one, on one machine, without how it is replicated.
//!
//! It is the members' own [`Store`], whose answers are held against a naive model elsewhere (`tests/etcd/`); what is
//! checked here is the order in which many of them seem to be one. Two things are left out of it, because their place
//! among the revisions can't be told: leases are there once somebody uses them (whether they may be is checked in
//! `leases`), and nothing is compacted but by age.

use crate::cluster::{ClientAnswer, ClientRequest};
use crate::etcd::{Command, Error, FIRST_REVISION, LeaseId, Op, Reply, Request, Response, Store};

/// How many revisions are kept, at the least; a read of what is forgotten is not checked.
const REVISIONS_KEPT: u64 = 2_000;

#[derive(Clone, Default, PartialEq)]
pub struct Model(Store);

impl From<&Store> for Model {
    fn from(store: &Store) -> Self {
        Self(store.clone())
    }
}

impl Model {
    fn execute(&mut self, command: &Command) -> Result<Reply, Error> {
        if let Command::Request(request) = command {
            self.grant_for(request);
        }
        let reply = self.0.execute(command);
        let revision = self.0.revision();
        if revision.is_multiple_of(REVISIONS_KEPT) && revision > REVISIONS_KEPT {
            // It may be compacted there already.
            let _ = self.0.execute(&Command::Compact { revision: (revision - REVISIONS_KEPT) as i64 });
        }
        reply
    }

    fn grant_for(&mut self, request: &Request) {
        match request {
            Request::Put(put) if put.lease != 0 => self.grant(put.lease),
            Request::Txn(txn) => txn.then.iter().chain(&txn.otherwise).for_each(|request| self.grant_for(request)),
            _ => {}
        }
    }

    fn grant(&mut self, id: LeaseId) {
        if self.0.lease(id).is_none() {
            // The one reason to refuse it was looked at.
            let _ = self.0.execute(&Command::LeaseGrant { id, ttl_s: 1 });
        }
    }

    /// Does what is asked. Returns whether the answer is right.
    pub fn answers(&mut self, asked: &ClientRequest, told: &ClientAnswer) -> bool {
        match (asked, told) {
            (ClientRequest::Write { command, .. }, ClientAnswer::Written { reply, .. }) => {
                match self.execute(command) {
                    Ok(mine) => mine == *reply,
                    // Nobody had put a key to it yet.
                    Err(Error::LeaseNotFound) => reply.response == Response::Revoked { deleted: 0 },
                    Err(_) => false,
                }
            }
            (ClientRequest::Read { request, .. }, ClientAnswer::Read(reply)) => match self.0.ask(request) {
                Ok(mine) => mine == *reply,
                Err(error) => error == Error::Compacted,
            },
            _ => false,
        }
    }

    /// The store after a command, if that changes it.
    pub fn changed_by(&self, asked: &ClientRequest) -> Option<Self> {
        let ClientRequest::Write { command, .. } = asked else { return None };
        let mut next = self.clone();
        next.execute(command).ok()?;
        (next.0.revision() > self.0.revision()).then_some(next)
    }

    pub fn revision(&self) -> u64 {
        self.0.revision().max(FIRST_REVISION)
    }
}

/// Whether the place of a request among the revisions can be told, and says anything.
pub fn matters(asked: &ClientRequest) -> bool {
    match asked {
        ClientRequest::Write { command, .. } => {
            !matches!(**command, Command::Compact { .. } | Command::LeaseGrant { .. })
        }
        ClientRequest::Read { serializable, .. } => !serializable,
        _ => false,
    }
}

/// The revision that a client was told.
pub fn told_revision(told: &ClientAnswer) -> Option<u64> {
    match told {
        ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => Some(reply.revision),
        _ => None,
    }
}

/// Whether, going by the answer, the store changed.
pub fn told_change(asked: &ClientRequest, told: &ClientAnswer) -> bool {
    match (asked, told) {
        (ClientRequest::Write { command, .. }, ClientAnswer::Written { reply, .. }) => {
            let puts =
                matches!(&**command, Command::Txn(txn) if txn.then.iter().any(|op| matches!(op, Op::Put { .. })));
            reply.response.tells_change(puts)
        }
        _ => false,
    }
}

/// Whether two requests do the same to every store.
pub fn same_effect(a: &ClientRequest, b: &ClientRequest) -> bool {
    match (a, b) {
        (ClientRequest::Write { command: a, .. }, ClientRequest::Write { command: b, .. }) => a == b,
        _ => false,
    }
}
