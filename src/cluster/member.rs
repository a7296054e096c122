//! One member: what survives of it, and its current incarnation.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use openraft::entry::RaftEntry;
use openraft::{EmptyNode, Membership};

use super::frame::FRAME_ENTRIES_MAX;
use super::lessor::Lessor;
use super::post::PostOffice;
use super::watchers::Watchers;
use super::witness::{Witness, entry_frame};
use super::{EntryFrame, LogFrame, MemberFaults, MemberId, Role};
use crate::etcd::Store;
use crate::mistake::Mistakes;
use crate::raft::{
    Disk, ElectionTimer, Entry, LogId, LogStore, Metrics, Network, Observer, Raft, SnapshotShelf, StateMachine, tick_us,
};
use crate::sim::{DomainId, Kernel, WatchReceiver, mix};

/// Random streams of one life of the group; each time that it begins anew it has others.
const LIFE_STREAMS: u64 = 1_000_000;

/// What lives and dies together: one run of the member's process.
pub struct Incarnation {
    pub domain: DomainId,
    /// Ready in the moment of the start, unless the disk takes its time.
    pub raft: RefCell<Option<Raft>>,
    metrics: RefCell<Option<WatchReceiver<Metrics>>>,
    pub state_machine: StateMachine,
    /// Whether it has known a leader since it started. Before, it begins no watch.
    pub is_ready: Cell<bool>,
    /// While it leads: how long each lease has got.
    pub lessor: Lessor,
    /// Whom it tells of changes.
    pub watchers: Watchers,
}

pub struct Member {
    pub id: MemberId,
    pub witness: Rc<Witness>,
    pub disk: Disk,
    pub log: LogStore,
    pub shelf: SnapshotShelf,
    /// How much later it reads each letter.
    pub slow_us: Cell<u64>,
    /// What its clock gains or loses in a million.
    clock_ppm: Cell<i32>,
    /// It left the group: its stores stay, but nobody starts it.
    pub removed: Cell<bool>,
    incarnation: RefCell<Option<Rc<Incarnation>>>,
    starts: Cell<u64>,
    /// The log as frames hold it, with the count of changes it was made at.
    listed: RefCell<Option<(u64, LogFrame)>>,
}

impl Member {
    /// A member with empty stores, not started yet. Its disk's times come from the world's `seed`.
    pub fn new(id: MemberId, seed: u64, witness: Rc<Witness>, mistakes: Mistakes) -> Self {
        let disk = Disk::new(mix(seed, 2000 + id));
        Self {
            id,
            log: LogStore::new(disk.clone(), witness.clone(), mistakes),
            witness,
            disk,
            shelf: SnapshotShelf::default(),
            slow_us: Cell::default(),
            clock_ppm: Cell::default(),
            removed: Cell::default(),
            incarnation: RefCell::default(),
            starts: Cell::new(0),
            listed: RefCell::default(),
        }
    }

    /// Makes it one of the `voters` that found the group, with what `store` holds.
    pub fn found(&self, voters: &[MemberId], store: Option<&Rc<Store>>) {
        let nodes: BTreeMap<MemberId, EmptyNode> = voters.iter().map(|id| (*id, EmptyNode {})).collect();
        let voters = nodes.keys().copied().collect();
        let membership = Membership::new(vec![voters], nodes).expect("every voter is a node");
        let id = LogId::new_term_index(0, 0);
        let meta = store.map(|store| self.shelf.lay_down(id, membership.clone(), store.clone()));
        // Entry 0 says who the members are: openraft's own `initialize` would make its caller campaign at once.
        self.log.seed(Entry::new_membership(id, membership));
        if let Some(meta) = meta {
            self.witness.snapshot_installed(&meta);
        }
    }

    pub fn incarnation(&self) -> Option<Rc<Incarnation>> {
        self.incarnation.borrow().clone()
    }

    pub fn is_up(&self) -> bool {
        self.incarnation.borrow().is_some()
    }

    pub fn raft(&self) -> Option<Raft> {
        self.incarnation()?.raft.borrow().clone()
    }

    /// Starts the member from what is stored. Its tasks run in a domain of their own.
    pub fn start(self: &Rc<Self>, post: &Rc<PostOffice>) -> Rc<Incarnation> {
        let kernel = &post.kernel;
        let start = self.starts.replace(self.starts.get() + 1);
        let domain = kernel.new_domain(mix(mix(post.seed, 1000 + self.id + LIFE_STREAMS * post.lives.get()), start));
        if self.clock_ppm.get() != 0 {
            kernel.set_clock(domain, self.clock_ppm.get());
        }
        let incarnation = Rc::new(Incarnation {
            domain,
            raft: RefCell::default(),
            metrics: RefCell::default(),
            state_machine: StateMachine::from_shelf(
                self.shelf.clone(),
                self.disk.clone(),
                self.witness.clone(),
                post.mistakes,
            ),
            is_ready: Cell::default(),
            lessor: Lessor::default(),
            watchers: Watchers::default(),
        });
        *self.incarnation.borrow_mut() = Some(incarnation.clone());
        let network = Network { from: self.id, transport: post.clone(), mistakes: post.mistakes };
        let (id, config, log) = (self.id, post.raft_config.clone(), self.log.clone());
        let (started, office) = (incarnation.clone(), post.clone());
        kernel.spawn_in(domain, async move {
            let state_machine = started.state_machine.clone();
            let raft = Raft::new(id, config, network, log, state_machine).await;
            let raft = raft.expect("stores in memory do not fail");
            raft.runtime_config().pre_vote(office.pre_vote.get());
            *started.metrics.borrow_mut() = Some(raft.metrics());
            *started.raft.borrow_mut() = Some(raft);
        });
        kernel.drain();
        if post.mistakes.spares_ticks() {
            self.spare_ticks(post, &incarnation);
        }
        let timer = ElectionTimer::new(kernel, domain, &post.raft_timing);
        let committed = self.log.committed().as_ref().map(LogId::index);
        self.witness.started(domain, committed, timer, &post.raft_timing);
        if let Some(metrics) = incarnation.metrics.borrow_mut().as_mut() {
            self.witness.compare(&metrics.borrow_and_update());
        }
        incarnation
    }

    /// Has openraft's ticks wake nobody when it is known that they come to nothing: most of them.
    fn spare_ticks(&self, post: &PostOffice, incarnation: &Rc<Incarnation>) {
        let (witness, run, disk) = (Rc::downgrade(&self.witness), Rc::downgrade(incarnation), self.disk.clone());
        // openraft's own receivers of its metrics, and the incarnation's.
        let watchers = incarnation.watchers();
        let sleeps = move |shown_us| {
            let (Some(witness), Some(run)) = (witness.upgrade(), run.upgrade()) else { return false };
            witness.sleeps_at(shown_us, disk.is_slow(), run.watchers() != watchers || run.wakes())
        };
        post.kernel.set_looks(incarnation.domain, tick_us(&post.raft_timing), Rc::new(sleeps));
    }

    /// Stops the member at once; what it had not flushed is gone. Returns whether it was up.
    pub fn crash(&self, kernel: &Rc<Kernel>) -> bool {
        let Some(incarnation) = self.incarnation.borrow_mut().take() else { return false };
        kernel.kill(incarnation.domain);
        let _entered = kernel.enter();
        incarnation.metrics.borrow_mut().take();
        let raft = incarnation.raft.borrow_mut().take();
        drop(raft);
        self.witness.stopped();
        self.log.crash();
        true
    }

    /// Has the member do something for itself, if it is at home. An error means that it stops, and then
    /// there is nothing to do.
    pub fn tell<F: Future + 'static>(&self, kernel: &Kernel, call: impl FnOnce(Raft) -> F + 'static) {
        if let (Some(raft), Some(incarnation)) = (self.raft(), self.incarnation()) {
            kernel.spawn_in(incarnation.domain, async move {
                call(raft).await;
            });
        }
    }

    /// Lets the witness see what openraft says of itself, if it says something new.
    pub fn observe(&self) {
        let incarnation = self.incarnation.borrow();
        let Some(incarnation) = &*incarnation else { return };
        let mut metrics = incarnation.metrics.borrow_mut();
        if let Some(metrics) = metrics.as_mut().filter(|metrics| metrics.has_changed()) {
            self.witness.compare(&metrics.borrow_and_update());
        }
    }

    pub fn log_frame(&self) -> LogFrame {
        let changes = self.log.changes();
        if let Some((_, frame)) = self.listed.borrow().as_ref().filter(|(at, _)| *at == changes) {
            return LogFrame { unflushed: self.log.first_unflushed(), ..frame.clone() };
        }
        let mut entries: Vec<EntryFrame> = Vec::new();
        self.log.for_last(FRAME_ENTRIES_MAX, |entry| entries.push(entry_frame(entry)));
        let frame = LogFrame {
            first: self.log.first_index(),
            last: self.log.last_index(),
            unflushed: self.log.first_unflushed(),
            entries: entries.into(),
        };
        *self.listed.borrow_mut() = Some((changes, frame.clone()));
        frame
    }

    pub fn leads(&self) -> bool {
        self.is_up() && self.witness.seen.borrow().role == Some(Role::Leader)
    }

    /// Has its clock gain or lose so much from now on, in later incarnations too.
    fn set_clock(&self, kernel: &Kernel, ppm: i32) {
        if self.clock_ppm.replace(ppm) != ppm
            && let Some(incarnation) = self.incarnation()
        {
            kernel.set_clock(incarnation.domain, ppm);
        }
    }

    pub fn faults(&self) -> MemberFaults {
        MemberFaults { slow_us: self.slow_us.get(), clock_ppm: self.clock_ppm.get(), flush_us: self.disk.flush_us() }
    }

    pub fn set_faults(&self, kernel: &Kernel, faults: MemberFaults) {
        self.slow_us.set(faults.slow_us);
        self.set_clock(kernel, faults.clock_ppm);
        self.disk.set_flush_us(faults.flush_us);
    }

    pub fn term(&self) -> u64 {
        self.witness.seen.borrow().term
    }
}

impl Incarnation {
    pub fn metrics(&self) -> Option<WatchReceiver<Metrics>> {
        self.metrics.borrow().clone()
    }

    /// How many there are who may wait for its metrics.
    fn watchers(&self) -> usize {
        self.metrics.borrow().as_ref().map_or(0, WatchReceiver::watchers)
    }

    fn wakes(&self) -> bool {
        self.metrics.borrow().as_ref().is_some_and(WatchReceiver::wakes)
    }
}
