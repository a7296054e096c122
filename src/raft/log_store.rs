//! The disk of one member: vote, log and how far it is committed. It survives every crash.
//!
//! What is written is durable at once, in the order in which it is written.

use std::cell::RefCell;
use std::fmt::Debug;
use std::io;
use std::ops::RangeBounds;
use std::rc::Rc;

use openraft::OptionalSend;
use openraft::entry::RaftEntry;
use openraft::storage::{IOFlushed, LogState, RaftLogReader, RaftLogStorage};

use super::types::{Entry, LogId, TypeConfig, Vote};
use super::{Observer, entry_hash};
use crate::few::SmallMap;

/// An entry in the log, with the hash that identifies what is in it.
#[derive(Clone)]
pub struct Stored {
    pub entry: Entry,
    pub hash: u64,
}

#[derive(Default)]
struct Disk {
    vote: Option<Vote>,
    entries: SmallMap<u64, Stored>,
    purged: Option<LogId>,
    committed: Option<LogId>,
    changes: u64,
}

/// Cheap to clone; all clones are the same disk.
#[derive(Clone)]
pub struct LogStore {
    disk: Rc<RefCell<Disk>>,
    observer: Rc<dyn Observer>,
}

impl LogStore {
    pub fn new(observer: Rc<dyn Observer>) -> Self {
        Self { disk: Rc::default(), observer }
    }

    /// Writes the entry that founds a cluster, before its member starts for the first time.
    pub fn seed(&self, entry: Entry) {
        self.write([entry]);
    }

    fn write(&self, entries: impl IntoIterator<Item = Entry>) {
        for entry in entries {
            let stored = Stored { hash: entry_hash(&entry), entry };
            self.observer.appended(&stored);
            let mut disk = self.disk.borrow_mut();
            disk.entries.insert(stored.entry.index(), stored);
            disk.changes += 1;
        }
    }

    pub fn last_index(&self) -> Option<u64> {
        let disk = self.disk.borrow();
        disk.entries.keys().next_back().copied().or(disk.purged.as_ref().map(LogId::index))
    }

    pub fn first_index(&self) -> Option<u64> {
        let disk = self.disk.borrow();
        disk.entries.first().map(|(index, _)| *index).or(disk.purged.as_ref().map(|purged| purged.index() + 1))
    }

    /// Shows the last `count` entries, oldest first.
    pub fn for_last(&self, count: usize, show: impl FnMut(&Entry)) {
        let disk = self.disk.borrow();
        let skipped = disk.entries.len().saturating_sub(count);
        disk.entries.values().skip(skipped).map(|stored| &stored.entry).for_each(show);
    }

    /// Counts the changes of the log, for whoever keeps something made from it.
    pub fn changes(&self) -> u64 {
        self.disk.borrow().changes
    }

    pub fn committed(&self) -> Option<LogId> {
        self.disk.borrow().committed
    }
}

impl RaftLogReader<TypeConfig> for LogStore {
    async fn try_get_log_entries<RB: RangeBounds<u64> + Clone + Debug + OptionalSend>(
        &mut self,
        range: RB,
    ) -> Result<Vec<Entry>, io::Error> {
        Ok(self.disk.borrow().entries.range(range).map(|(_, stored)| stored.entry.clone()).collect())
    }

    async fn read_vote(&mut self) -> Result<Option<Vote>, io::Error> {
        Ok(self.disk.borrow().vote)
    }
}

impl RaftLogStorage<TypeConfig> for LogStore {
    type LogReader = Self;

    async fn get_log_state(&mut self) -> Result<LogState<TypeConfig>, io::Error> {
        let disk = self.disk.borrow();
        let last = disk.entries.values().next_back().map(|stored| stored.entry.log_id());
        Ok(LogState { last_purged_log_id: disk.purged, last_log_id: last.or(disk.purged) })
    }

    async fn get_log_reader(&mut self) -> Self {
        self.clone()
    }

    async fn save_vote(&mut self, vote: &Vote) -> Result<(), io::Error> {
        self.disk.borrow_mut().vote = Some(*vote);
        self.observer.voted(vote);
        Ok(())
    }

    /// Never past the last entry: openraft applies submitted entries, and says so here, maybe before they are on disk.
    async fn save_committed(&mut self, committed: Option<LogId>) -> Result<(), io::Error> {
        let mut disk = self.disk.borrow_mut();
        let last = disk.entries.values().next_back().map(|stored| stored.entry.log_id()).or(disk.purged);
        disk.committed = committed.min(last);
        Ok(())
    }

    async fn read_committed(&mut self) -> Result<Option<LogId>, io::Error> {
        Ok(self.committed())
    }

    async fn append<I>(&mut self, entries: I, flushed: IOFlushed<TypeConfig>) -> Result<(), io::Error>
    where
        I: IntoIterator<Item = Entry> + OptionalSend,
        I::IntoIter: OptionalSend,
    {
        self.write(entries);
        flushed.io_completed(Ok(()));
        Ok(())
    }

    async fn truncate_after(&mut self, last_kept: Option<LogId>) -> Result<(), io::Error> {
        let from = last_kept.map_or(0, |last| last.index() + 1);
        let gone = {
            let mut disk = self.disk.borrow_mut();
            disk.changes += 1;
            disk.entries.split_off(&from)
        };
        if !gone.is_empty() {
            self.observer.truncated(from);
        }
        Ok(())
    }

    async fn purge(&mut self, upto: LogId) -> Result<(), io::Error> {
        let mut disk = self.disk.borrow_mut();
        disk.entries = disk.entries.split_off(&(upto.index() + 1));
        disk.purged = Some(upto);
        disk.changes += 1;
        drop(disk);
        self.observer.purged(upto.index());
        Ok(())
    }
}
