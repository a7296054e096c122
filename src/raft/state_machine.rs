//! The store as openraft applies entries to it. Volatile, but for its snapshot.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use futures_util::{Stream, TryStreamExt};
use openraft::entry::RaftEntry;
use openraft::storage::{EntryResponder, RaftSnapshotBuilder, RaftStateMachine};
use openraft::{EntryPayload, OptionalSend};

use super::types::{Applied, LogId, Membership, Snapshot, SnapshotMeta, StoredMembership, TypeConfig};
use super::{Disk, Observer, entry_hash};
use crate::etcd::Store;
use crate::mistake::{Mistake, Mistakes};
use crate::sim::{Kernel, Sleep, WatchReceiver, WatchSender, watch};

/// How long a snapshot takes to be laid down, as a mistake: openraft was told that it is.
const SHELVED_LATE_US: u64 = 1_000_000;

/// What a snapshot carries.
pub type SnapshotData = Rc<Store>;

#[derive(Default)]
struct State {
    store: Store,
    applied: Option<LogId>,
    membership: StoredMembership,
}

/// Snapshots survive a crash: they lie beside the log, on the same disk.
#[derive(Clone, Default)]
pub struct SnapshotShelf(Rc<RefCell<Option<Snapshot>>>);

impl SnapshotShelf {
    /// Lays down what a group is founded with, before its member starts for the first time.
    pub fn lay_down(&self, id: LogId, membership: Membership, store: Rc<Store>) -> SnapshotMeta {
        let last_membership = StoredMembership::new(Some(id), membership);
        let meta = SnapshotMeta { last_log_id: Some(id), last_membership };
        *self.0.borrow_mut() = Some(Snapshot { meta: meta.clone(), snapshot: store });
        meta
    }

    /// The last index within the snapshot.
    pub fn index(&self) -> Option<u64> {
        self.0.borrow().as_ref().and_then(|snapshot| snapshot.meta.last_log_id).map(|id| id.index())
    }
}

/// Cheap to clone; all clones are the same state. A restart makes a new one from the shelf.
#[derive(Clone)]
pub struct StateMachine {
    state: Rc<RefCell<State>>,
    shelf: SnapshotShelf,
    disk: Disk,
    observer: Rc<dyn Observer>,
    /// Tells whoever waits for the store how far it has applied.
    progress: WatchSender<Option<u64>>,
    mistakes: Mistakes,
}

impl StateMachine {
    pub fn from_shelf(shelf: SnapshotShelf, disk: Disk, observer: Rc<dyn Observer>, mistakes: Mistakes) -> Self {
        let (progress, _) = watch(None);
        let state_machine = Self { state: Rc::default(), shelf: shelf.clone(), disk, observer, progress, mistakes };
        if let Some(snapshot) = shelf.0.borrow().as_ref() {
            state_machine.restore(&snapshot.meta, &snapshot.snapshot);
        }
        state_machine
    }

    fn restore(&self, meta: &SnapshotMeta, store: &Store) {
        let mut state = self.state.borrow_mut();
        state.store = store.clone();
        state.applied = meta.last_log_id;
        state.membership = meta.last_membership.clone();
    }

    fn snapshot(&self) -> Snapshot {
        let state = self.state.borrow();
        let meta = SnapshotMeta { last_log_id: state.applied, last_membership: state.membership.clone() };
        Snapshot { meta, snapshot: Rc::new(state.store.clone()) }
    }

    /// Lays down a snapshot that was built here, unless a later one has come from the leader meanwhile.
    fn shelve(&self, snapshot: &Snapshot) {
        let last = snapshot.meta.last_log_id;
        let is_latest = self.shelf.0.borrow().as_ref().is_none_or(|shelved| shelved.meta.last_log_id <= last);
        if let Some(id) = last.filter(|_| is_latest) {
            *self.shelf.0.borrow_mut() = Some(snapshot.clone());
            self.observer.snapshot_built(&id);
        }
    }

    fn tell_progress(&self) {
        let applied = self.applied_index();
        self.progress.send_if_modified(|last| std::mem::replace(last, applied) != applied);
    }

    pub fn applied_index(&self) -> Option<u64> {
        self.state.borrow().applied.map(|id| id.index())
    }

    /// The last configuration that was applied, and so is committed.
    pub fn membership(&self) -> StoredMembership {
        self.state.borrow().membership.clone()
    }

    /// Reads the store as it is now.
    pub fn read<T>(&self, read: impl FnOnce(&Store) -> T) -> T {
        read(&self.state.borrow().store)
    }

    /// Changes whenever an entry was applied.
    pub fn progress(&self) -> WatchReceiver<Option<u64>> {
        self.progress.subscribe()
    }

    /// Waits until the entry at `index` is applied here.
    pub async fn wait_applied(&self, index: u64) {
        let mut progress = self.progress();
        while self.applied_index() < Some(index) {
            if progress.changed().await.is_err() {
                return;
            }
        }
    }
}

impl RaftStateMachine<TypeConfig> for StateMachine {
    type SnapshotData = SnapshotData;
    type SnapshotBuilder = Self;

    async fn applied_state(&mut self) -> Result<(Option<LogId>, StoredMembership), io::Error> {
        let state = self.state.borrow();
        Ok((state.applied, state.membership.clone()))
    }

    async fn apply<S>(&mut self, entries: S) -> Result<(), io::Error>
    where
        S: Stream<Item = Result<EntryResponder<TypeConfig>, io::Error>> + Unpin + OptionalSend,
    {
        #[cfg(feature = "mistakes")]
        let entries = ordered(self.mistakes, entries).await?;
        let mut entries = entries;
        while let Some((entry, responder)) = entries.try_next().await? {
            let answer = {
                let mut state = self.state.borrow_mut();
                state.applied = Some(entry.log_id());
                match &entry.payload {
                    EntryPayload::Blank => None,
                    EntryPayload::Normal(proposal) => Some(state.store.execute(&proposal.command)),
                    EntryPayload::Membership(membership) => {
                        state.membership = StoredMembership::new(Some(entry.log_id()), membership.clone());
                        None
                    }
                }
            };
            self.observer.applied(&super::Stored { hash: entry_hash(&entry), entry });
            if let Some(responder) = responder {
                responder.send(Applied(answer));
            }
        }
        self.tell_progress();
        Ok(())
    }

    async fn get_snapshot_builder(&mut self) -> Self {
        self.clone()
    }

    async fn install_snapshot(&mut self, meta: &SnapshotMeta, data: SnapshotData) -> Result<(), io::Error> {
        self.disk.sync().await;
        self.restore(meta, &data);
        if !self.mistakes.makes(Mistake::SnapshotNotKept) {
            *self.shelf.0.borrow_mut() = Some(Snapshot { meta: meta.clone(), snapshot: data });
        }
        self.observer.snapshot_installed(meta);
        self.tell_progress();
        Ok(())
    }

    async fn get_current_snapshot(&mut self) -> Result<Option<Snapshot>, io::Error> {
        Ok(self.shelf.0.borrow().clone())
    }
}

impl RaftSnapshotBuilder<TypeConfig> for StateMachine {
    type SnapshotData = SnapshotData;

    async fn build_snapshot(&mut self) -> Result<Snapshot, io::Error> {
        let mut snapshot = self.snapshot();
        if self.mistakes.makes(Mistake::PurgedEarly) {
            let (machine, late) = (self.clone(), snapshot.clone());
            Kernel::current().spawn(async move {
                Sleep::truly_for_us(SHELVED_LATE_US).await;
                machine.shelve(&late);
            });
            return Ok(snapshot);
        }
        self.disk.sync().await;
        if self.mistakes.makes(Mistake::SnapshotShort) {
            snapshot.meta = self.snapshot().meta;
        }
        if self.mistakes.makes(Mistake::SnapshotLate) {
            snapshot.snapshot = self.snapshot().snapshot;
        }
        self.shelve(&snapshot);
        Ok(snapshot)
    }
}

/// The entries as they come or, as a mistake, each second one before the first.
#[cfg(feature = "mistakes")]
async fn ordered<S>(
    mistakes: Mistakes,
    entries: S,
) -> Result<impl Stream<Item = Result<EntryResponder<TypeConfig>, io::Error>> + Unpin, io::Error>
where
    S: Stream<Item = Result<EntryResponder<TypeConfig>, io::Error>> + Unpin,
{
    use futures_util::{future::Either, stream};
    if !mistakes.makes(Mistake::AppliedOutOfOrder) {
        return Ok(Either::Left(entries));
    }
    let mut entries: Vec<_> = entries.try_collect().await?;
    entries.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
    Ok(Either::Right(stream::iter(entries.into_iter().map(Ok))))
}
