//! One value that many tasks watch; each sees the latest, not every one.

use std::cell::{Cell, Ref, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::Closed;

struct Shared<T> {
    value: RefCell<T>,
    version: Cell<u64>,
    wakers: RefCell<Vec<Waker>>,
    senders: Cell<usize>,
    receivers: Cell<usize>,
}

impl<T> Shared<T> {
    fn changed(&self) {
        self.version.set(self.version.get() + 1);
        self.wake();
    }

    fn wake(&self) {
        let wakers = std::mem::take(&mut *self.wakers.borrow_mut());
        for waker in wakers {
            waker.wake();
        }
    }
}

pub struct WatchSender<T>(Rc<Shared<T>>);

pub struct WatchReceiver<T> {
    shared: Rc<Shared<T>>,
    seen: u64,
}

pub fn watch<T>(value: T) -> (WatchSender<T>, WatchReceiver<T>) {
    let shared = Rc::new(Shared {
        value: RefCell::new(value),
        version: Cell::new(0),
        wakers: RefCell::default(),
        senders: Cell::new(1),
        receivers: Cell::new(1),
    });
    (WatchSender(shared.clone()), WatchReceiver { shared, seen: 0 })
}

impl<T> WatchSender<T> {
    /// Gives the value back if nobody watches.
    pub fn send(&self, value: T) -> Result<(), T> {
        if self.0.receivers.get() == 0 {
            return Err(value);
        }
        let old = self.0.value.replace(value);
        self.0.changed();
        drop(old);
        Ok(())
    }

    /// Tells the watchers if `modify` says that it changed the value.
    pub fn send_if_modified(&self, modify: impl FnOnce(&mut T) -> bool) -> bool {
        let modified = modify(&mut self.0.value.borrow_mut());
        if modified {
            self.0.changed();
        }
        modified
    }

    pub fn borrow(&self) -> Ref<'_, T> {
        self.0.value.borrow()
    }

    pub fn subscribe(&self) -> WatchReceiver<T> {
        self.0.receivers.set(self.0.receivers.get() + 1);
        WatchReceiver { shared: self.0.clone(), seen: self.0.version.get() }
    }
}

impl<T> Clone for WatchSender<T> {
    fn clone(&self) -> Self {
        self.0.senders.set(self.0.senders.get() + 1);
        Self(self.0.clone())
    }
}

impl<T> Drop for WatchSender<T> {
    fn drop(&mut self) {
        self.0.senders.set(self.0.senders.get() - 1);
        if self.0.senders.get() == 0 {
            self.0.wake();
        }
    }
}

impl<T> WatchReceiver<T> {
    /// Waits for a value that this receiver has not seen.
    pub async fn changed(&mut self) -> Result<(), Closed> {
        poll_fn(|cx| {
            if self.take_change() {
                return Poll::Ready(Ok(()));
            }
            if self.shared.senders.get() == 0 {
                return Poll::Ready(Err(Closed));
            }
            let mut wakers = self.shared.wakers.borrow_mut();
            if !wakers.iter().any(|waker| waker.will_wake(cx.waker())) {
                wakers.push(cx.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    /// Whether there is a value that this receiver has not seen; it counts as seen from now on.
    pub fn take_change(&mut self) -> bool {
        let version = self.shared.version.get();
        std::mem::replace(&mut self.seen, version) != version
    }

    pub fn borrow(&self) -> Ref<'_, T> {
        self.shared.value.borrow()
    }

    /// How many receivers there are.
    pub fn watchers(&self) -> usize {
        self.shared.receivers.get()
    }

    /// Whether the next value wakes somebody, even if that one waits for something else by now.
    pub fn wakes(&self) -> bool {
        !self.shared.wakers.borrow().is_empty()
    }

    pub fn has_changed(&self) -> bool {
        self.shared.version.get() != self.seen
    }

    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        self.seen = self.shared.version.get();
        self.shared.value.borrow()
    }
}

impl<T> Clone for WatchReceiver<T> {
    fn clone(&self) -> Self {
        self.shared.receivers.set(self.shared.receivers.get() + 1);
        Self { shared: self.shared.clone(), seen: self.seen }
    }
}

impl<T> Drop for WatchReceiver<T> {
    fn drop(&mut self) {
        self.shared.receivers.set(self.shared.receivers.get() - 1);
    }
}
