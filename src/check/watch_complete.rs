//! A watch tells every change of its keys, in order and each once, whichever members it was connected to
//! (etcd's guarantees for watches: ordered, unique, reliable, atomic).
//!
//! Decided from `apply` lines, which say what changed, and `watch` lines, which say what each watcher was told up to
//! which revision. What was not told yet may still come. The last [`REVISIONS_KEPT`] revisions are known; what is told
//! of older ones is not checked, nor what is told to watches of a group that has begun anew since: as in etcd, whoever was
//! told revisions that a snapshot does not have misses what comes under their numbers.

use std::rc::Rc;

use super::{At, Property, Report};
use crate::cluster::{ClientRequest, TraceEvent, WatchCall};
use crate::etcd::{Command, Event, Store};
use crate::few::SmallMap;

const REVISIONS_KEPT: u64 = 2_000;

struct Watch {
    call: Rc<WatchCall>,
    /// The first revision that it was not told of yet, once that is known.
    next: Option<u64>,
}

#[derive(Default)]
pub struct WatchComplete {
    store: Store,
    applied: Option<u64>,
    watches: SmallMap<u64, Watch>,
}

impl WatchComplete {
    pub fn observe(&mut self, event: &TraceEvent, report: &mut Report) {
        match event {
            TraceEvent::Restore { store, .. } => {
                *self = Self { store: Store::clone(store), ..Self::default() };
            }
            TraceEvent::Apply { index, entry, .. } if Some(*index) > self.applied => {
                self.applied = Some(*index);
                if let Some(command) = &entry.command {
                    self.execute(command);
                }
            }
            TraceEvent::Invoke { op, asked: Some(ClientRequest::Watch(call)), .. } => {
                let next = u64::try_from(call.revision).ok().filter(|next| *next > 0);
                self.watches.insert(*op, Watch { call: call.clone(), next });
            }
            TraceEvent::Return { op, .. } => drop(self.watches.remove(op)),
            TraceEvent::Watch { op, revision, told, .. } => self.told(*op, *revision, told, report),
            _ => {}
        }
    }

    /// Compactions are left out: a member that has not come to them yet may still tell of what they take away.
    fn execute(&mut self, command: &Command) {
        if !matches!(command, Command::Compact { .. }) {
            // What the store refuses changes nothing, here as there.
            let _ = self.store.execute(command);
        }
        let revision = self.store.revision();
        if revision >= self.store.compacted().unwrap_or(0) + 2 * REVISIONS_KEPT {
            let _ = self.store.execute(&Command::Compact { revision: (revision - REVISIONS_KEPT) as i64 });
        }
    }

    fn told(&mut self, op: u64, revision: u64, told: &[Event], report: &mut Report) {
        let Some(watch) = self.watches.get_mut(&op) else { return };
        let next = *watch.next.get_or_insert(revision + 1);
        let is_right = match told.first() {
            Some(first) if first.kv.mod_revision < next => false,
            _ => match self.store.events(&watch.call.range, next, revision, watch.call.prev_kv) {
                Ok(due) => due == told,
                Err(_) => true,
            },
        };
        watch.next = Some(next.max(revision + 1));
        if !is_right {
            report.broken(Property::WatchComplete, At { op: Some(op), revision: Some(revision), ..At::default() });
        }
    }
}
