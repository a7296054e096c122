//! What one member writes down: vote, log and how far it is committed. It survives every crash, as far
//! as it was flushed.
//!
//! All of it is one write-ahead log on the [`Disk`]: durable in the order in which it was written.
//! New entries can be read at once and are acknowledged ([`IOFlushed`]) when they are durable. The vote,
//! a truncation and a purge are waited for, so that nothing rubbed out ever comes back. How far the log
//! is committed rides along behind the entries it speaks of, so that it never points past the flushed ones.

use std::cell::RefCell;
use std::fmt::Debug;
use std::io;
use std::ops::RangeBounds;
use std::rc::Rc;

use openraft::OptionalSend;
use openraft::entry::RaftEntry;
use openraft::storage::{IOFlushed, LogState, RaftLogReader, RaftLogStorage};

use super::types::{Entry, LogId, TypeConfig, Vote};
use super::{Disk, Observer, entry_hash};
use crate::few::SmallMap;
use crate::mistake::{Mistake, Mistakes};

/// An entry in the log, with the hash that identifies what is in it.
#[derive(Clone)]
pub struct Stored {
    pub entry: Entry,
    pub hash: u64,
}

#[derive(Default)]
struct Log {
    vote: Option<Vote>,
    entries: SmallMap<u64, Stored>,
    purged: Option<LogId>,
    committed: Option<LogId>,
    /// The last index that survives a crash.
    flushed: Option<u64>,
    changes: u64,
}

impl Log {
    fn last(&self) -> Option<LogId> {
        self.entries.values().next_back().map(|stored| stored.entry.log_id()).or(self.purged)
    }

    fn last_flushed(&self) -> Option<LogId> {
        let flushed = self.flushed?;
        self.entries.get(&flushed).map(|stored| stored.entry.log_id()).or(self.purged)
    }

    /// As a mistake: a durable entry is not found again, nor what speaks of it.
    fn forget_last(&mut self) {
        if let Some(last) = self.entries.last().map(|(last, _)| *last) {
            self.entries.remove(&last);
        }
        self.flushed = self.last().map(|last| last.index());
        self.committed = self.committed.min(self.last());
    }
}

/// Cheap to clone; all clones are the same log.
#[derive(Clone)]
pub struct LogStore {
    log: Rc<RefCell<Log>>,
    disk: Disk,
    observer: Rc<dyn Observer>,
    mistakes: Mistakes,
}

impl LogStore {
    pub fn new(disk: Disk, observer: Rc<dyn Observer>, mistakes: Mistakes) -> Self {
        Self { log: Rc::default(), disk, observer, mistakes }
    }

    /// Writes the entry that founds a cluster, before its member starts for the first time.
    pub fn seed(&self, entry: Entry) {
        let index = entry.index();
        self.write([entry]);
        self.log.borrow_mut().flushed = Some(index);
    }

    fn write(&self, entries: impl IntoIterator<Item = Entry>) {
        for entry in entries {
            let stored = Stored { hash: entry_hash(&entry), entry };
            self.observer.appended(&stored);
            let mut log = self.log.borrow_mut();
            log.entries.insert(stored.entry.index(), stored);
            log.changes += 1;
        }
    }

    /// The member stops: what was not flushed is gone.
    pub fn crash(&self) {
        self.disk.crash();
        let lost = {
            let mut log = self.log.borrow_mut();
            let from = log.flushed.map_or(0, |flushed| flushed + 1);
            let lost = log.entries.split_off(&from);
            if self.mistakes.makes(Mistake::TailForgotten) {
                log.forget_last();
            }
            log.changes += u64::from(!lost.is_empty());
            lost
        };
        if let Some((from, _)) = lost.first() {
            self.observer.lost(*from);
        }
    }

    pub fn last(&self) -> Option<LogId> {
        self.log.borrow().last()
    }

    pub fn last_index(&self) -> Option<u64> {
        self.last().as_ref().map(LogId::index)
    }

    pub fn first_index(&self) -> Option<u64> {
        let log = self.log.borrow();
        log.entries.first().map(|(index, _)| *index).or(log.purged.as_ref().map(|purged| purged.index() + 1))
    }

    /// The first entry that would not survive a crash, if there is one.
    pub fn first_unflushed(&self) -> Option<u64> {
        let log = self.log.borrow();
        let last = log.entries.last().map(|(index, _)| *index);
        (last > log.flushed).then(|| log.flushed.map_or(0, |flushed| flushed + 1))
    }

    /// Shows the last `count` entries, oldest first.
    pub fn for_last(&self, count: usize, show: impl FnMut(&Entry)) {
        let log = self.log.borrow();
        let skipped = log.entries.len().saturating_sub(count);
        log.entries.values().skip(skipped).map(|stored| &stored.entry).for_each(show);
    }

    /// Counts the changes of the log, for whoever keeps something made from it.
    pub fn changes(&self) -> u64 {
        self.log.borrow().changes
    }

    pub fn committed(&self) -> Option<LogId> {
        self.log.borrow().committed
    }
}

impl RaftLogReader<TypeConfig> for LogStore {
    async fn try_get_log_entries<RB: RangeBounds<u64> + Clone + Debug + OptionalSend>(
        &mut self,
        range: RB,
    ) -> Result<Vec<Entry>, io::Error> {
        Ok(self.log.borrow().entries.range(range).map(|(_, stored)| stored.entry.clone()).collect())
    }

    async fn read_vote(&mut self) -> Result<Option<Vote>, io::Error> {
        Ok(self.log.borrow().vote)
    }
}

impl RaftLogStorage<TypeConfig> for LogStore {
    type LogReader = Self;

    async fn get_log_state(&mut self) -> Result<LogState<TypeConfig>, io::Error> {
        let log = self.log.borrow();
        Ok(LogState { last_purged_log_id: log.purged, last_log_id: log.last() })
    }

    async fn get_log_reader(&mut self) -> Self {
        self.clone()
    }

    async fn save_vote(&mut self, vote: &Vote) -> Result<(), io::Error> {
        if self.mistakes.makes(Mistake::VoteGivenEarly) {
            let (log, vote) = (self.log.clone(), *vote);
            self.disk.write(move || log.borrow_mut().vote = Some(vote));
            self.observer.voted(&vote, false);
            return Ok(());
        }
        let waited = self.disk.sync().await;
        if !self.mistakes.makes(Mistake::VoteNotStored) {
            self.log.borrow_mut().vote = Some(*vote);
        }
        self.observer.voted(vote, waited);
        Ok(())
    }

    /// openraft applies submitted entries, and says so here, maybe before they are durable.
    async fn save_committed(&mut self, committed: Option<LogId>) -> Result<(), io::Error> {
        if self.mistakes.makes(Mistake::CommittedAhead) {
            self.log.borrow_mut().committed = committed;
            return Ok(());
        }
        let log = self.log.clone();
        self.disk.write_along(move || {
            let mut log = log.borrow_mut();
            log.committed = committed.min(log.last_flushed());
        });
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
        let last = self.last_index();
        let log = self.log.clone();
        if self.mistakes.makes(Mistake::AcknowledgedUnflushed) {
            self.disk.write(move || log.borrow_mut().flushed = last);
            flushed.io_completed(Ok(()));
            return Ok(());
        }
        self.disk.write(move || {
            log.borrow_mut().flushed = last;
            flushed.io_completed(Ok(()));
        });
        Ok(())
    }

    async fn truncate_after(&mut self, last_kept: Option<LogId>) -> Result<(), io::Error> {
        if self.mistakes.makes(Mistake::NotTruncated) {
            return Ok(());
        }
        self.disk.sync().await;
        let from = last_kept.map_or(0, |last| last.index() + 1);
        let gone = {
            let mut log = self.log.borrow_mut();
            log.changes += 1;
            log.flushed = from.checked_sub(1);
            log.entries.split_off(&from)
        };
        if !gone.is_empty() {
            self.observer.truncated(from);
        }
        Ok(())
    }

    async fn purge(&mut self, upto: LogId) -> Result<(), io::Error> {
        self.disk.sync().await;
        let mut log = self.log.borrow_mut();
        log.entries = log.entries.split_off(&(upto.index() + 1));
        log.purged = Some(upto);
        log.flushed = log.flushed.max(Some(upto.index()));
        log.changes += 1;
        drop(log);
        self.observer.purged(upto.index());
        Ok(())
    }
}
