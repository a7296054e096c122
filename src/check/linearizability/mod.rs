//! Linearizability (§8): each operation of a client's seems to execute instantaneously, exactly once, at
//! some point between its invocation and its response.
//!
//! Decided from `invoke` and `return` lines alone: what was asked, what was told, and what came before
//! what. In general that is a search through all orders (Wing and Gong 1993; Lowe 2017). Here every
//! answer names a *revision*, the count of changes so far, and the specification that answers are held
//! against says what the revision is. So the order is given:
//!
//! - A write that changed the store and was answered with revision r is the r-th change: in every legal
//!   order, whatever it looks like, exactly r − 1 changes stand before it.
//! - Whatever changed nothing (a read, a transaction whose condition failed) and was answered with r
//!   stands somewhere between change r and change r + 1. There nothing changes, so these commute, and
//!   each can be checked on its own against the store after r changes.
//! - "a returned before b was invoked" then is a comparison of numbers: with `floor` the greatest
//!   revision that anybody had been told when b was invoked, b's must not be less, and must be greater
//!   if b is a change. (Among those with the same r the change stands first, the others as they returned.)
//!
//! Therefore a history is linearizable exactly if the floors hold and replaying the changes in the order
//! of their numbers gives each answer. That takes one look at each operation.
//!
//! *What an unknown write needs.* It may take effect at any time after its invocation, or never, and
//! names no revision. It matters only when a number has been told that is not accounted for by an
//! answered write: then one of the unknown writes whose floor is below is that change, and which one may
//! show later. All ways to fill the gap go on side by side as *possible* stores, equal ones as one, up to
//! [`POSSIBLE_MAX`]; the order in which `apply` lines named the operations says which are tried first, no
//! more. If possibilities were left out, or unknown writes beyond [`UNKNOWN_MAX`] forgotten before a gap,
//! and those that were kept all fail, the verdict is *undecided*, never a violation. As long as one
//! holds, the history so far is linearizable. A read that times out is ignored.
//!
//! A revision is decided when every operation that could still be told it has been answered or given up:
//! a friend whose member crashes never hears, and who lives on waits no longer than [`OPEN_US_MAX`].
//!
//! Leases have no revisions; whether they are there is checked apart (`leases`).
//!
//! After the first violation there is no store to go on from, so it ends there.

mod leases;
mod model;

use std::rc::Rc;

use super::{At, Property, Report};
use crate::cluster::{ClientAnswer, ClientRequest, Outcome, TraceEvent};
use crate::etcd::Store;
use crate::few::{SmallMap, sorted};
use leases::Leases;
use model::{Model, matters, same_effect, told_change, told_revision};

/// How many possible stores are followed up at once.
const POSSIBLE_MAX: usize = 512;
/// How many unknown writes are kept in mind.
const UNKNOWN_MAX: usize = 256;
/// Nobody waits longer for an answer, in virtual time: clients give up after five seconds.
const OPEN_US_MAX: u64 = 15_000_000;

/// An operation without an answer.
struct Open {
    asked: ClientRequest,
    since_us: u64,
    /// The greatest revision that anybody had been told when it was invoked.
    floor: u64,
    /// Where in the log somebody applied it first: a hint.
    applied: Option<u64>,
}

struct Answered {
    op: u64,
    asked: ClientRequest,
    told: Rc<ClientAnswer>,
}

/// The answers that name one revision.
#[derive(Default)]
struct Due {
    change: Option<Answered>,
    others: Vec<Answered>,
}

#[derive(Clone, Default, PartialEq)]
struct Possible {
    model: Model,
    /// The unknown writes that have taken effect in it, in the order of their numbers.
    used: SmallMap<u64, ()>,
}

pub struct Linearizability {
    open: SmallMap<u64, Open>,
    /// Writes whose client doesn't know what became of them.
    unknown: SmallMap<u64, Open>,
    /// Answers not yet checked, by revision.
    due: SmallMap<u64, Due>,
    /// The greatest revision that anybody has been told.
    floor: u64,
    /// The revision that the possible stores are at. None are left once it is over.
    revision: u64,
    possible: Vec<Possible>,
    leases: Leases,
    /// Where in the log the last change stands, as far as hints tell.
    place: u64,
    /// Unknown writes were forgotten.
    is_forgetful: bool,
    /// There are possible stores besides these.
    is_partial: bool,
    undecided_since_us: Option<u64>,
}

impl Default for Linearizability {
    fn default() -> Self {
        Self::from(&Store::default())
    }
}

impl From<&Store> for Linearizability {
    /// From a store that all clients know of.
    fn from(store: &Store) -> Self {
        let model = Model::from(store);
        let revision = model.revision();
        Self {
            open: SmallMap::new(),
            unknown: SmallMap::new(),
            due: SmallMap::new(),
            floor: revision,
            revision,
            possible: vec![Possible { model, used: SmallMap::new() }],
            leases: Leases::from(store),
            place: 0,
            is_forgetful: false,
            is_partial: false,
            undecided_since_us: None,
        }
    }
}

impl Linearizability {
    pub fn undecided_since_us(&self) -> Option<u64> {
        self.undecided_since_us
    }

    pub fn observe(&mut self, event: &TraceEvent, report: &mut Report) {
        if self.possible.is_empty() || !self.leases_hold(event, report) {
            return;
        }
        match event {
            TraceEvent::Restore { store, .. } => *self = Self::from(&**store),
            TraceEvent::Invoke { op, asked: Some(asked), .. } if matters(asked) => {
                self.give_up(|open| open.since_us + OPEN_US_MAX < report.t_us);
                let asked = asked.clone();
                let open = Open { asked, since_us: report.t_us, floor: self.floor, applied: None };
                self.open.insert(*op, open);
            }
            TraceEvent::Return { op, outcome, told, .. } => self.returned(*op, *outcome, told.as_ref(), report),
            TraceEvent::Apply { op: Some(op), index, .. } => {
                let open = self.open.get_mut(op).or(self.unknown.get_mut(op));
                if let Some(open) = open {
                    open.applied.get_or_insert(*index);
                }
            }
            _ => {}
        }
    }

    fn leases_hold(&mut self, event: &TraceEvent, report: &mut Report) -> bool {
        let is_possible = match event {
            TraceEvent::Invoke { op, asked: Some(asked), .. } => {
                self.leases.invoked(*op, asked, report.t_us);
                true
            }
            TraceEvent::Return { op, outcome, response, .. } => self.leases.returned(*op, *outcome, response),
            _ => true,
        };
        if !is_possible {
            let op = if let TraceEvent::Return { op, .. } = event { Some(*op) } else { None };
            self.broken(op, self.revision, report);
        }
        is_possible
    }

    pub fn finish(&mut self, report: &mut Report) {
        if !self.possible.is_empty() {
            self.give_up(|_| true);
            self.advance(report);
        }
    }

    /// No answer will come any more to these.
    fn give_up(&mut self, which: impl Fn(&Open) -> bool) {
        let gone: Vec<u64> = self.open.iter().filter(|(_, open)| which(open)).map(|(op, _)| *op).collect();
        for op in gone {
            if let Some(open) = self.open.remove(&op) {
                self.remember(op, open);
            }
        }
    }

    fn remember(&mut self, op: u64, open: Open) {
        if matches!(open.asked, ClientRequest::Write { .. }) {
            self.unknown.insert(op, open);
        }
        if self.unknown.len() > UNKNOWN_MAX {
            self.unknown.pop_first();
            self.is_forgetful = true;
        }
    }

    fn returned(&mut self, op: u64, outcome: Outcome, told: Option<&Rc<ClientAnswer>>, report: &mut Report) {
        let on_time = self.open.remove(&op);
        let is_late = on_time.is_none();
        let Some(open) = on_time.or_else(|| self.unknown.remove(&op)) else { return };
        if is_late {
            // Given up too early. Now it is known what became of it, so it is not what filled a gap; another
            // write that does the same may have been, and was not tried.
            self.possible.retain(|possible| !possible.used.contains_key(&op));
            self.is_partial = true;
        }
        match (outcome, told) {
            (Outcome::Ok, Some(told)) => {
                let Some(revision) = told_revision(told) else { return };
                let is_change = told_change(&open.asked, told);
                let answered = Answered { op, asked: open.asked, told: told.clone() };
                let due = self.due.get_or_default(revision);
                if revision < open.floor + u64::from(is_change) || (is_change && due.change.is_some()) {
                    return self.broken(Some(op), revision, report);
                }
                if revision < self.revision + u64::from(is_change) || self.possible.is_empty() {
                    return self.undecided(report);
                }
                match is_change {
                    true => due.change = Some(answered),
                    false => due.others.push(answered),
                }
                self.floor = self.floor.max(revision);
            }
            (Outcome::Unknown, _) => self.remember(op, open),
            // An error says that it did not and will not happen.
            (Outcome::Ok | Outcome::Error, _) => {}
        }
        self.advance(report);
    }

    /// Checks what can be decided by now.
    fn advance(&mut self, report: &mut Report) {
        loop {
            let others = self.due.remove(&self.revision).unwrap_or_default().others;
            for Answered { op, asked, told } in &others {
                self.possible.retain_mut(|possible| possible.model.answers(asked, told));
                if self.possible.is_empty() {
                    return self.unexplained(Some(*op), self.revision, report);
                }
            }
            let still_open = self.open.values().any(|open| open.floor <= self.revision);
            if still_open || self.floor <= self.revision {
                return;
            }
            let change = self.due.get_mut(&(self.revision + 1)).and_then(|due| due.change.take());
            match &change {
                Some(Answered { asked, told, .. }) => {
                    if let ClientAnswer::Written { index, .. } = &**told {
                        self.place = *index;
                    }
                    self.possible.retain_mut(|possible| possible.model.answers(asked, told));
                }
                None => self.fill_gap(),
            }
            self.revision += 1;
            if self.possible.is_empty() {
                return self.unexplained(change.map(|change| change.op), self.revision, report);
            }
            self.forget_used();
        }
    }

    /// Nobody was told of the next change: tries every unknown write that it may have been.
    fn fill_gap(&mut self) {
        self.is_partial |= self.is_forgetful;
        let may_be = |open: &Open| open.floor <= self.revision && self.leases.may_do(&open.asked);
        let early = self.unknown.iter().filter(|(_, open)| may_be(open));
        // First the one that comes next in the log: so the first of the possible stores is the likely one.
        let hint = |open: &Open| open.applied.filter(|place| *place > self.place).unwrap_or(u64::MAX);
        let candidates = sorted(early, |(_, open)| hint(open));
        let mut place = None;
        let mut next: Vec<Possible> = Vec::new();
        for possible in &self.possible {
            let mut tried: Vec<&ClientRequest> = Vec::new();
            for (op, open) in &candidates {
                let asked = &open.asked;
                if possible.used.contains_key(op) || tried.iter().any(|other| same_effect(other, asked)) {
                    continue;
                }
                tried.push(asked);
                let Some(model) = possible.model.changed_by(asked) else { continue };
                let mut used = possible.used.clone();
                used.insert(**op, ());
                let found = Possible { model, used };
                if next.contains(&found) {
                    continue;
                }
                if next.len() == POSSIBLE_MAX {
                    self.is_partial = true;
                    break;
                }
                next.push(found);
                place = place.or(open.applied);
            }
        }
        self.possible = next;
        self.place = place.unwrap_or(self.place);
    }

    /// What has taken effect in every possible store is unknown no more.
    fn forget_used(&mut self) {
        let Some((first, others)) = self.possible.split_first() else { return };
        let everywhere = |op: &&u64| others.iter().all(|possible| possible.used.contains_key(op));
        let known: Vec<u64> = first.used.keys().filter(everywhere).copied().collect();
        for op in known {
            self.unknown.remove(&op);
            for possible in &mut self.possible {
                possible.used.remove(&op);
            }
        }
    }

    fn broken(&mut self, op: Option<u64>, revision: u64, report: &mut Report) {
        report.broken(Property::Linearizability, At { op, revision: Some(revision), ..At::default() });
        self.end();
    }

    /// None of the possible stores explains what was told.
    fn unexplained(&mut self, op: Option<u64>, revision: u64, report: &mut Report) {
        match self.is_partial {
            true => self.undecided(report),
            false => self.broken(op, revision, report),
        }
    }

    fn undecided(&mut self, report: &mut Report) {
        self.undecided_since_us = Some(report.t_us);
        self.end();
    }

    fn end(&mut self) {
        self.possible.clear();
        self.open.clear();
        self.unknown.clear();
        self.due.clear();
    }
}
