//! The queue of tasks that can go on, and the waker that puts them there.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};

/// A task's slot and the slot's generation: a stale waker finds another generation and does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TaskKey {
    pub slot: usize,
    pub generation: u32,
}

/// First woken, first polled. Behind a mutex only because `Waker` has to be `Send`: nobody contends.
#[derive(Default)]
pub(super) struct ReadyQueue(Mutex<VecDeque<TaskKey>>);

impl ReadyQueue {
    pub fn push(&self, key: TaskKey) {
        self.0.lock().expect("never poisoned: nothing panics while it is held").push_back(key);
    }

    pub fn pop(&self) -> Option<TaskKey> {
        self.0.lock().expect("never poisoned: nothing panics while it is held").pop_front()
    }
}

/// Wakes one task; at most one entry of it waits in the queue.
pub(super) struct TaskWaker {
    key: TaskKey,
    queued: AtomicBool,
    ready: Arc<ReadyQueue>,
}

impl TaskWaker {
    /// A waker whose task is queued already.
    pub fn queued(key: TaskKey, ready: Arc<ReadyQueue>) -> Arc<Self> {
        ready.push(key);
        Arc::new(Self { key, queued: AtomicBool::new(true), ready })
    }

    pub fn taken_from_queue(&self) {
        self.queued.store(false, Ordering::Relaxed);
    }
}

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::Relaxed) {
            self.ready.push(self.key);
        }
    }
}

/// Remembers whom to wake. Mostly it is whoever was to be woken before: then nothing is counted up and down.
pub(super) fn note(place: &mut Option<Waker>, waker: &Waker) {
    match place {
        Some(noted) => noted.clone_from(waker),
        None => *place = Some(waker.clone()),
    }
}
