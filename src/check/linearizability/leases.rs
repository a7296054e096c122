//! Leases, each as an object of its own: there or not. To grant one that is there is refused, and so is to revoke, or to
//! put a key to, one that isn't; what is refused tells as much as what is done.
//!
//! Nothing of that has a revision (but for the put), so here the order is searched for, as in general (Wing and Gong
//! 1993): the *possible* states of a lease, each with the answers that were already decided in it and not told yet.
//! Few operations speak of one lease at the same time. Where too many do, and may have happened or not, the lease is not
//! followed up any more. Left out are what only the leader's own count answers (how much is left, keeping alive) and
//! puts within transactions. Id 0 is no lease: clients choose an id before they ask for one.

use super::OPEN_US_MAX;
use crate::cluster::{ClientRequest, Outcome};
use crate::etcd::{Command, Error, LeaseId, Request, Store};
use crate::few::SmallMap;

/// How many operations without an answer are kept in mind of one lease.
const OPEN_MAX: usize = 6;
/// How many leases are followed up.
const LEASES_MAX: usize = 1_000;
/// How many there may have been at all.
const GRANTED_MAX: usize = 10_000;

/// What an operation wants of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Grant,
    Revoke,
    Use,
}

impl Wish {
    /// Whether a request speaks of one lease, and how.
    pub fn of(asked: &ClientRequest) -> Option<(LeaseId, Self)> {
        let ClientRequest::Write { command, .. } = asked else { return None };
        match &**command {
            Command::LeaseGrant { id, .. } => Some((*id, Wish::Grant)),
            Command::LeaseRevoke { id } => Some((*id, Wish::Revoke)),
            Command::Request(Request::Put(put)) if put.lease != 0 => Some((put.lease, Wish::Use)),
            _ => None,
        }
    }

    /// Whether it is done, and whether the lease is there afterwards.
    fn done(self, is_there: bool) -> (bool, bool) {
        match self {
            Wish::Grant => (!is_there, true),
            Wish::Revoke => (is_there, false),
            Wish::Use => (is_there, is_there),
        }
    }

    /// What it is refused with.
    fn refusal(self) -> String {
        match self {
            Wish::Grant => Error::LeaseExists.to_string(),
            Wish::Revoke | Wish::Use => Error::LeaseNotFound.to_string(),
        }
    }
}

#[derive(Clone, Default, PartialEq)]
struct State {
    is_there: bool,
    /// What has taken effect and was not answered yet, and whether it was done.
    decided: SmallMap<u64, bool>,
}

/// One lease. One that nobody has spoken of is not there.
#[derive(Default)]
struct Lease {
    open: SmallMap<u64, (Wish, u64)>,
    /// None if it is not followed up.
    possible: Option<Vec<State>>,
}

#[derive(Default)]
pub struct Leases {
    leases: SmallMap<LeaseId, Lease>,
    /// Which lease an operation speaks of.
    asked: SmallMap<u64, LeaseId>,
    /// The leases that may ever have been there.
    granted: SmallMap<LeaseId, ()>,
    /// There were too many of them.
    is_over: bool,
}

impl From<&Store> for Leases {
    fn from(store: &Store) -> Self {
        let there = || Some(vec![State { is_there: true, ..State::default() }]);
        let lease = |(id, _)| (id, Lease { possible: there(), ..Lease::default() });
        let granted = store.leases().map(|(id, _)| (id, ())).collect();
        Self { leases: store.leases().map(lease).collect(), granted, ..Self::default() }
    }
}

impl Leases {
    pub fn invoked(&mut self, op: u64, asked: &ClientRequest, t_us: u64) {
        let Some((id, wish)) = Wish::of(asked).filter(|_| !self.is_over) else { return };
        if !self.leases.contains_key(&id) {
            self.leases.insert(id, Lease { possible: Some(vec![State::default()]), ..Lease::default() });
        }
        if wish == Wish::Grant {
            self.granted.insert(id, ());
        }
        if self.leases.len() > LEASES_MAX || self.granted.len() > GRANTED_MAX {
            *self = Self { is_over: true, ..Self::default() };
            return;
        }
        let Some(lease) = self.leases.get_mut(&id) else { return };
        for given_up in lease.give_up(t_us.saturating_sub(OPEN_US_MAX)) {
            self.asked.remove(&given_up);
        }
        lease.open.insert(op, (wish, t_us));
        if lease.open.len() > OPEN_MAX {
            lease.possible = None;
        }
        self.asked.insert(op, id);
    }

    /// Whether a request that nobody knows the outcome of may have been done: nothing comes of a put to a lease that
    /// nobody has ever asked for.
    pub fn may_do(&self, asked: &ClientRequest) -> bool {
        match Wish::of(asked) {
            Some((id, Wish::Use)) => self.is_over || self.granted.contains_key(&id),
            _ => true,
        }
    }

    /// Takes in an answer. Returns whether it may be so.
    pub fn returned(&mut self, op: u64, outcome: Outcome, response: &str) -> bool {
        let Some(id) = self.asked.remove(&op) else { return true };
        let Some(lease) = self.leases.get_mut(&id) else { return true };
        let Some((wish, _)) = lease.open.get(&op).copied() else { return true };
        match outcome {
            Outcome::Ok => lease.answered(op, true),
            Outcome::Error if response == wish.refusal() => lease.answered(op, false),
            // It came to nothing before it got as far as the lease.
            Outcome::Error => {
                lease.open.remove(&op);
                if let Some(possible) = &mut lease.possible {
                    possible.retain(|state| !state.decided.contains_key(&op));
                }
            }
            // It changes nothing, and nobody will say what came of it.
            Outcome::Unknown if wish == Wish::Use => lease.forget(op),
            Outcome::Unknown => {}
        }
        let is_possible = lease.possible.as_ref().is_none_or(|possible| !possible.is_empty());
        if lease.open.is_empty() && lease.possible.as_deref() == Some(&[State::default()]) {
            self.leases.remove(&id);
        }
        is_possible
    }
}

impl Lease {
    /// Nobody waits any more for answers to what was asked before `t_us`; what may come true stays. Returns what doesn't.
    fn give_up(&mut self, t_us: u64) -> Vec<u64> {
        let is_over = |(wish, at_us): &(Wish, u64)| *wish == Wish::Use && *at_us < t_us;
        let over: Vec<u64> = self.open.iter().filter(|(_, open)| is_over(open)).map(|(op, _)| *op).collect();
        over.iter().for_each(|op| self.forget(*op));
        over
    }

    /// What `op` came to is of no interest any more; it has changed nothing.
    fn forget(&mut self, op: u64) {
        self.open.remove(&op);
        for state in self.possible.iter_mut().flatten() {
            state.decided.remove(&op);
        }
    }

    fn answered(&mut self, op: u64, is_done: bool) {
        let Some(possible) = &mut self.possible else {
            self.open.remove(&op);
            return;
        };
        // Every order in which what is open may have taken effect by now.
        let mut at = 0;
        while let Some(state) = possible.get(at).cloned() {
            for (other, (wish, _)) in self.open.iter().filter(|(other, _)| !state.decided.contains_key(other)) {
                let (done, is_there) = wish.done(state.is_there);
                let mut next = State { is_there, decided: state.decided.clone() };
                next.decided.insert(*other, done);
                if !possible.contains(&next) {
                    possible.push(next);
                }
            }
            at += 1;
        }
        possible.retain_mut(|state| state.decided.remove(&op) == Some(is_done));
        self.open.remove(&op);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::PutRequest;
    use Outcome::{Error as No, Ok as Yes, Unknown};

    const EXISTS: &str = "etcdserver: lease already exists";
    const NOT_FOUND: &str = "etcdserver: requested lease not found";

    fn asked(wish: Wish) -> ClientRequest {
        let command = match wish {
            Wish::Grant => Command::LeaseGrant { id: 7, ttl_s: 60 },
            Wish::Revoke => Command::LeaseRevoke { id: 7 },
            Wish::Use => Command::Request(Request::Put(PutRequest { lease: 7, ..PutRequest::new("k", "v") })),
        };
        ClientRequest::Write { op: 0, command: command.into() }
    }

    enum Step {
        Ask(u64, Wish),
        Told(u64, Outcome, &'static str),
    }
    use Step::{Ask, Told};
    use Wish::{Grant, Revoke, Use};

    /// Whether all of it may be so.
    fn holds(steps: &[Step]) -> bool {
        let mut leases = Leases::default();
        steps.iter().all(|step| match step {
            Ask(op, wish) => {
                leases.invoked(*op, &asked(*wish), 0);
                true
            }
            Told(op, outcome, response) => leases.returned(*op, *outcome, response),
        })
    }

    #[test]
    fn a_lease_is_granted_once() {
        assert!(holds(&[Ask(1, Grant), Told(1, Yes, ""), Ask(2, Grant), Told(2, No, EXISTS)]));
        assert!(!holds(&[Ask(1, Grant), Told(1, Yes, ""), Ask(2, Grant), Told(2, Yes, "")]));
        assert!(!holds(&[Ask(1, Grant), Told(1, No, EXISTS)]), "nobody had granted it before");
        // Of two at the same time one is refused, whichever.
        assert!(holds(&[Ask(1, Grant), Ask(2, Grant), Told(1, No, EXISTS), Told(2, Yes, "")]));
        assert!(!holds(&[Ask(1, Grant), Ask(2, Grant), Told(1, No, EXISTS), Told(2, No, EXISTS)]));
    }

    #[test]
    fn what_is_gone_is_gone() {
        let granted = || [Ask(1, Grant), Told(1, Yes, ""), Ask(2, Revoke)];
        let after = |rest: Vec<Step>| holds(&granted().into_iter().chain(rest).collect::<Vec<_>>());
        assert!(after(vec![Told(2, Yes, ""), Ask(3, Use), Told(3, No, NOT_FOUND)]));
        assert!(!after(vec![Told(2, Yes, ""), Ask(3, Use), Told(3, Yes, "")]));
        assert!(!after(vec![Told(2, No, NOT_FOUND)]), "it was there");
        assert!(!after(vec![Told(2, Yes, ""), Ask(3, Revoke), Told(3, Yes, "")]));
        // While it is revoked, it may be there or not, but not once more.
        assert!(after(vec![Ask(3, Use), Told(3, Yes, ""), Told(2, Yes, "")]));
        assert!(after(vec![Ask(3, Use), Told(3, No, NOT_FOUND), Told(2, Yes, "")]));
        let twice = vec![Ask(3, Use), Told(3, No, NOT_FOUND), Ask(4, Use), Told(4, Yes, "")];
        assert!(!after(twice));
    }

    /// What nobody knows of may happen later, or never.
    #[test]
    fn unknown_wishes_may_come_true() {
        let begin = || vec![Ask(1, Grant), Told(1, Unknown, "")];
        for told in [Told(2, Yes, ""), Told(2, No, NOT_FOUND)] {
            let mut steps = begin();
            steps.extend([Ask(2, Use), told]);
            assert!(holds(&steps));
        }
        let mut steps = begin();
        steps.extend([Ask(2, Use), Told(2, Yes, ""), Ask(3, Use), Told(3, No, NOT_FOUND)]);
        assert!(!holds(&steps), "nobody revoked it");
        let refused = [Ask(1, Grant), Told(1, No, "etcdserver: too large lease TTL"), Ask(2, Use), Told(2, Yes, "")];
        assert!(!holds(&refused));
    }

    #[test]
    fn leases_of_a_restored_store_are_there() {
        let mut store = Store::default();
        store.execute(&Command::LeaseGrant { id: 7, ttl_s: 60 }).unwrap();
        let mut leases = Leases::from(&store);
        leases.invoked(1, &asked(Grant), 0);
        assert!(leases.returned(1, No, EXISTS));
        leases.invoked(2, &asked(Grant), 0);
        assert!(!leases.returned(2, Yes, ""));
    }

    #[test]
    fn nothing_comes_of_a_put_to_a_lease_that_never_was() {
        let mut leases = Leases::default();
        leases.invoked(1, &asked(Use), 0);
        assert!(!leases.may_do(&asked(Use)));
        leases.invoked(2, &asked(Grant), 0);
        assert!(leases.may_do(&asked(Use)));
    }
}
