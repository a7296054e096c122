//! The executor and its virtual clock.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use rand::Rng;

use super::clock::Clock;
use super::random::{SimRng, stream};
use super::ready::{ReadyQueue, TaskKey, TaskWaker};
use crate::few::SmallMap;

/// One incarnation of a simulated process: the tasks that live and die together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DomainId(u32);

/// More polls than this without virtual time moving on can only be tasks that wake each other for ever.
const POLLS_PER_MOMENT_MAX: u64 = 5_000_000;

type BoxFuture = Pin<Box<dyn Future<Output = ()>>>;
type IsIdle = Rc<dyn Fn(u64) -> bool>;

/// A timer's or a delivery's place in the order of things.
pub(super) type EventKey = (u64, u64);

enum Event {
    /// A timer's end, by the clock of a domain.
    Wake(Waker, DomainId),
    Call(Box<dyn FnOnce()>),
}

struct Task {
    /// The future and what wakes it. Taken out while it is polled.
    running: Option<(BoxFuture, Waker)>,
    domain: DomainId,
    wake: Arc<TaskWaker>,
}

#[derive(Default)]
struct Slot {
    generation: u32,
    task: Option<Task>,
}

struct Domain {
    alive: bool,
    clock: Clock,
    rng: SimRng,
    /// The last stream handed to each call site, so that an observer can repeat what was drawn there.
    streams: Vec<(&'static Location<'static>, SimRng)>,
    looks: Option<(u64, IsIdle)>, // see `Kernel::set_looks`
}

/// Executor, clock and event queue of one world. Held by `Rc`; tasks reach it through [`Kernel::current`].
pub struct Kernel {
    now_us: Cell<u64>,
    sequence: Cell<u64>,
    events: RefCell<SmallMap<EventKey, Event>>,
    slots: RefCell<Vec<Slot>>,
    free: RefCell<Vec<usize>>,
    ready: Arc<ReadyQueue>,
    domain: Cell<DomainId>,
    domains: RefCell<Vec<Domain>>,
    polls: Cell<u64>,
}

thread_local! {
    static CURRENT: RefCell<Option<Rc<Kernel>>> = const { RefCell::new(None) };
}

/// While it lives, its kernel is the current one of this thread.
pub struct Entered(Option<Rc<Kernel>>);

impl Drop for Entered {
    fn drop(&mut self) {
        let outer = self.0.take();
        CURRENT.with(|current| *current.borrow_mut() = outer);
    }
}

impl Kernel {
    /// A kernel at virtual time 0 with one domain, [`Kernel::ROOT`], whose streams come from `seed`.
    pub fn new(seed: u64) -> Rc<Self> {
        let kernel = Rc::new(Self {
            now_us: Cell::new(0),
            sequence: Cell::new(0),
            events: RefCell::default(),
            slots: RefCell::default(),
            free: RefCell::default(),
            ready: Arc::default(),
            domain: Cell::new(Self::ROOT),
            domains: RefCell::default(),
            polls: Cell::new(0),
        });
        kernel.new_domain(seed);
        kernel
    }

    /// The domain of whatever belongs to no process that can crash.
    pub const ROOT: DomainId = DomainId(0);

    /// The kernel that runs the calling task.
    ///
    /// # Panics
    /// Outside of every kernel.
    pub fn current() -> Rc<Kernel> {
        CURRENT.with(|current| current.borrow().clone()).expect("called outside of a simulation")
    }

    /// As [`Kernel::current`], for a look.
    pub fn with_current<T>(look: impl FnOnce(&Kernel) -> T) -> T {
        CURRENT.with(|current| look(current.borrow().as_deref().expect("called outside of a simulation")))
    }

    pub fn enter(self: &Rc<Self>) -> Entered {
        CURRENT.with(|current| Entered(current.borrow_mut().replace(self.clone())))
    }

    pub fn now_us(&self) -> u64 {
        self.now_us.get()
    }

    /// How many times a task has been polled since the beginning: a measure of work.
    pub fn polls(&self) -> u64 {
        self.polls.get()
    }

    pub fn new_domain(&self, seed: u64) -> DomainId {
        let mut domains = self.domains.borrow_mut();
        domains.push(Domain { alive: true, clock: Clock::TRUE, rng: stream(seed), streams: Vec::new(), looks: None });
        DomainId((domains.len() - 1) as u32)
    }

    pub fn is_alive(&self, domain: DomainId) -> bool {
        self.domains.borrow()[domain.0 as usize].alive
    }

    /// The domain of the task that is being polled.
    pub fn current_domain(&self) -> DomainId {
        self.domain.get()
    }

    /// What the clock of a domain shows: the virtual time, unless it runs fast or slow.
    pub fn shown_us(&self, domain: DomainId) -> u64 {
        self.domains.borrow()[domain.0 as usize].clock.shows(self.now_us())
    }

    /// What the clock of a domain will show at a later virtual time, as it runs now.
    pub fn shown_at_us(&self, domain: DomainId, at_us: u64) -> u64 {
        self.domains.borrow()[domain.0 as usize].clock.shows(at_us)
    }

    /// A domain's tasks look every `period_us` of its clock whether something is due; `is_idle` says for which
    /// times nothing can be, so that nobody need be woken.
    pub fn set_looks(&self, domain: DomainId, period_us: u64, is_idle: IsIdle) {
        self.domains.borrow_mut()[domain.0 as usize].looks = Some((period_us, is_idle));
    }

    /// If a look of the domain that was due at `due_us` of its clock would come to nothing now: when the next is due.
    pub(super) fn next_look_us(&self, domain: DomainId, due_us: u64) -> Option<u64> {
        let looks = self.domains.borrow()[domain.0 as usize].looks.clone();
        let ((period_us, is_idle), shown_us) = (looks?, self.shown_us(domain));
        is_idle(shown_us).then(|| due_us + (shown_us.saturating_sub(due_us) / period_us + 1) * period_us)
    }

    /// The first virtual time at which the clock of a domain shows `shown_us`, and the clock's version.
    pub(super) fn when_shown(&self, domain: DomainId, shown_us: u64) -> (u64, u32) {
        let clock = self.domains.borrow()[domain.0 as usize].clock;
        (clock.when(shown_us), clock.version)
    }

    /// The first virtual time at which the clock of a domain shows `shown_us`, as it runs now.
    pub fn when_us(&self, domain: DomainId, shown_us: u64) -> u64 {
        self.when_shown(domain, shown_us).0
    }

    /// Has the clock of a domain gain `ppm` microseconds a second from now on, or lose them. All its
    /// timers go by the new rate. `ppm` has to be greater than -1,000,000.
    pub fn set_clock(&self, domain: DomainId, ppm: i32) {
        let now_us = self.now_us();
        self.domains.borrow_mut()[domain.0 as usize].clock.set(now_us, ppm);
        // Whoever waits is woken once, finds the clock changed and waits anew.
        for event in self.events.borrow().values() {
            if let Event::Wake(waker, of) = event
                && *of == domain
            {
                waker.wake_by_ref();
            }
        }
    }

    /// A fresh random stream for the current domain, remembered under the caller's place in the code.
    #[track_caller]
    pub fn new_stream(&self) -> SimRng {
        let caller = Location::caller();
        let mut domains = self.domains.borrow_mut();
        let domain = &mut domains[self.domain.get().0 as usize];
        let rng = stream(domain.rng.next_u64());
        match domain.streams.iter_mut().find(|(place, _)| *place == caller) {
            Some((_, last)) => *last = rng.clone(),
            None => domain.streams.push((caller, rng.clone())),
        }
        rng
    }

    /// A copy, in the state it was handed out, of the last stream that code in `file` asked for in `domain`.
    pub fn last_stream_in(&self, domain: DomainId, file: &str) -> Option<SimRng> {
        let domains = self.domains.borrow();
        let streams = &domains[domain.0 as usize].streams;
        streams.iter().find(|(place, _)| place.file().ends_with(file)).map(|(_, rng)| rng.clone())
    }

    /// Starts a task; a dead domain drops it instead.
    pub fn spawn_in(&self, domain: DomainId, future: impl Future<Output = ()> + 'static) {
        if !self.is_alive(domain) {
            return;
        }
        let mut slots = self.slots.borrow_mut();
        let slot = self.free.borrow_mut().pop().unwrap_or_else(|| {
            slots.push(Slot::default());
            slots.len() - 1
        });
        let key = TaskKey { slot, generation: slots[slot].generation };
        let wake = TaskWaker::queued(key, self.ready.clone());
        let waker = Waker::from(wake.clone());
        slots[slot].task = Some(Task { running: Some((Box::pin(future), waker)), domain, wake });
    }

    /// Starts a task in the domain of the calling task.
    pub fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.spawn_in(self.domain.get(), future);
    }

    /// Drops every task of the domain and refuses later ones. Returns how many it dropped.
    pub fn kill(self: &Rc<Self>, domain: DomainId) -> usize {
        let _entered = self.enter();
        self.domains.borrow_mut()[domain.0 as usize].alive = false;
        let outer = self.domain.replace(domain);
        let mut killed = 0;
        // One by one: what a task drops may itself look at the slots.
        while let Some(task) = self.take_task_of(domain) {
            drop(task);
            killed += 1;
        }
        self.domain.set(outer);
        killed
    }

    fn take_task_of(&self, domain: DomainId) -> Option<Task> {
        let mut slots = self.slots.borrow_mut();
        let slot = slots.iter().position(|slot| slot.task.as_ref().is_some_and(|task| task.domain == domain))?;
        self.free_slot(&mut slots, slot)
    }

    fn free_slot(&self, slots: &mut [Slot], slot: usize) -> Option<Task> {
        slots[slot].generation = slots[slot].generation.wrapping_add(1);
        self.free.borrow_mut().push(slot);
        slots[slot].task.take()
    }

    /// Drops all tasks and events: tasks hold the kernel and the kernel holds tasks.
    pub fn shut_down(self: &Rc<Self>) {
        let domains = self.domains.borrow().len() as u32;
        for domain in (0..domains).map(DomainId) {
            self.kill(domain);
        }
        let _entered = self.enter();
        let events = std::mem::take(&mut *self.events.borrow_mut());
        drop(events);
    }

    fn schedule(&self, at_us: u64, event: Event) -> EventKey {
        let sequence = self.sequence.get();
        self.sequence.set(sequence + 1);
        let key = (at_us.max(self.now_us.get()), sequence);
        self.events.borrow_mut().insert(key, event);
        key
    }

    /// Has `call` run at a virtual time, in no domain.
    pub(super) fn call_at(&self, at_us: u64, call: impl FnOnce() + 'static) -> EventKey {
        self.schedule(at_us, Event::Call(Box::new(call)))
    }

    pub(super) fn wake_at(&self, at_us: u64, domain: DomainId, waker: Waker) -> EventKey {
        self.schedule(at_us, Event::Wake(waker, domain))
    }

    /// Changes whom a pending timer wakes, without changing its place in the order.
    pub(super) fn rewake(&self, key: EventKey, waker: &Waker) {
        if let Some(Event::Wake(old, _)) = self.events.borrow_mut().get_mut(&key) {
            old.clone_from(waker);
        }
    }

    pub(super) fn cancel(&self, key: EventKey) {
        let event = self.events.borrow_mut().remove(&key);
        drop(event);
    }

    /// When the next timer or delivery is due.
    pub fn next_event_us(&self) -> Option<u64> {
        self.events.borrow().first().map(|(key, _)| key.0)
    }

    /// Polls tasks until none is ready.
    pub fn drain(self: &Rc<Self>) {
        let _entered = self.enter();
        self.poll_all();
    }

    fn poll_all(&self) {
        let limit = self.polls.get() + POLLS_PER_MOMENT_MAX;
        while let Some(key) = self.ready.pop() {
            assert!(self.polls.get() < limit, "tasks wake each other for ever at {} us", self.now_us());
            self.poll(key);
        }
    }

    fn poll(&self, key: TaskKey) {
        let (mut running, domain) = {
            let mut slots = self.slots.borrow_mut();
            let slot = &mut slots[key.slot];
            let Some(task) = slot.task.as_mut().filter(|_| slot.generation == key.generation) else { return };
            let Some(running) = task.running.take() else { return };
            task.wake.taken_from_queue();
            (running, task.domain)
        };
        self.domain.set(domain);
        self.polls.set(self.polls.get() + 1);
        let (future, waker) = &mut running;
        let polled = future.as_mut().poll(&mut Context::from_waker(waker));
        let mut slots = self.slots.borrow_mut();
        let alive = slots[key.slot].generation == key.generation;
        let finished = match polled {
            Poll::Pending if alive => {
                if let Some(task) = slots[key.slot].task.as_mut() {
                    task.running = Some(running);
                }
                None
            }
            Poll::Ready(()) if alive => Some((running, self.free_slot(&mut slots, key.slot))),
            // Its domain was killed while it ran.
            _ => Some((running, None)),
        };
        drop(slots);
        drop(finished);
        self.domain.set(Self::ROOT);
    }

    /// Fires the next event that is due at or before `limit_us`, then polls what it made ready.
    /// Returns whether there was one; if not, the clock stands at `limit_us`.
    pub fn step(self: &Rc<Self>, limit_us: u64) -> bool {
        let next = {
            let mut events = self.events.borrow_mut();
            let is_due = events.first().is_some_and(|(key, _)| key.0 <= limit_us);
            if is_due { events.pop_first() } else { None }
        };
        let Some(((at_us, _), event)) = next else {
            self.now_us.set(limit_us.max(self.now_us.get()));
            return false;
        };
        self.now_us.set(at_us);
        let _entered = self.enter();
        match event {
            Event::Wake(waker, _) => waker.wake(),
            Event::Call(call) => call(),
        }
        self.poll_all();
        true
    }

    /// Drives one future, and all else, until it is done.
    ///
    /// # Panics
    /// If it waits for something that can never happen.
    pub fn block_on<T>(self: &Rc<Self>, future: impl Future<Output = T>) -> T {
        let entered = self.enter();
        let mut future = std::pin::pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            self.domain.set(Self::ROOT);
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                drop(entered);
                return value;
            }
            let polls = self.polls();
            self.drain();
            if self.polls() == polls {
                let next = self.next_event_us().expect("the future waits for something that can never happen");
                self.step(next);
            }
        }
    }
}
