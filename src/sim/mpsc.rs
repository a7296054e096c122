//! A bounded queue from many tasks to one.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::ready::note;

struct Shared<T> {
    queue: VecDeque<T>,
    capacity: usize,
    receiver_waker: Option<Waker>,
    sender_wakers: Vec<Waker>,
    senders: usize,
    receiver: bool,
}

pub struct MpscSender<T>(Rc<RefCell<Shared<T>>>);
pub struct MpscWeakSender<T>(Rc<RefCell<Shared<T>>>);
pub struct MpscReceiver<T>(Rc<RefCell<Shared<T>>>);

/// What a look into the queue found when there was no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TryRecv {
    Empty,
    Closed,
}

/// A queue of at most `capacity` values (at least one).
pub fn mpsc<T>(capacity: usize) -> (MpscSender<T>, MpscReceiver<T>) {
    let shared = Rc::new(RefCell::new(Shared {
        queue: VecDeque::new(),
        capacity: capacity.max(1),
        receiver_waker: None,
        sender_wakers: Vec::new(),
        senders: 1,
        receiver: true,
    }));
    (MpscSender(shared.clone()), MpscReceiver(shared))
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T> MpscSender<T> {
    /// Waits for room; gives the value back if the receiver is gone.
    pub async fn send(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        poll_fn(|cx| {
            let waker = {
                let mut shared = self.0.borrow_mut();
                if !shared.receiver {
                    return Poll::Ready(value.take().map_or(Ok(()), Err));
                }
                if shared.queue.len() >= shared.capacity {
                    shared.sender_wakers.push(cx.waker().clone());
                    return Poll::Pending;
                }
                shared.queue.extend(value.take());
                shared.receiver_waker.take()
            };
            wake(waker);
            Poll::Ready(Ok(()))
        })
        .await
    }

    pub fn downgrade(&self) -> MpscWeakSender<T> {
        MpscWeakSender(self.0.clone())
    }
}

impl<T> Clone for MpscSender<T> {
    fn clone(&self) -> Self {
        self.0.borrow_mut().senders += 1;
        Self(self.0.clone())
    }
}

impl<T> Drop for MpscSender<T> {
    fn drop(&mut self) {
        let waker = {
            let mut shared = self.0.borrow_mut();
            shared.senders -= 1;
            if shared.senders == 0 { shared.receiver_waker.take() } else { None }
        };
        wake(waker);
    }
}

impl<T> MpscWeakSender<T> {
    /// A sender again, unless all of them are gone.
    pub fn upgrade(&self) -> Option<MpscSender<T>> {
        let mut shared = self.0.borrow_mut();
        if shared.senders == 0 {
            return None;
        }
        shared.senders += 1;
        drop(shared);
        Some(MpscSender(self.0.clone()))
    }
}

impl<T> Clone for MpscWeakSender<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> MpscReceiver<T> {
    /// The next value, or none once the queue is empty and all senders are gone.
    pub async fn recv(&mut self) -> Option<T> {
        poll_fn(|cx| match self.try_recv() {
            Ok(value) => Poll::Ready(Some(value)),
            Err(TryRecv::Closed) => Poll::Ready(None),
            Err(TryRecv::Empty) => {
                note(&mut self.0.borrow_mut().receiver_waker, cx.waker());
                Poll::Pending
            }
        })
        .await
    }

    pub fn try_recv(&mut self) -> Result<T, TryRecv> {
        let (value, wakers) = {
            let mut shared = self.0.borrow_mut();
            match shared.queue.pop_front() {
                // All of them: a sender may have given up by now, so waking only one could lose the turn.
                Some(value) => (value, std::mem::take(&mut shared.sender_wakers)),
                None if shared.senders == 0 => return Err(TryRecv::Closed),
                None => return Err(TryRecv::Empty),
            }
        };
        for waker in wakers {
            waker.wake();
        }
        Ok(value)
    }
}

impl<T> Drop for MpscReceiver<T> {
    fn drop(&mut self) {
        let (queue, wakers) = {
            let mut shared = self.0.borrow_mut();
            shared.receiver = false;
            (std::mem::take(&mut shared.queue), std::mem::take(&mut shared.sender_wakers))
        };
        drop(queue);
        for waker in wakers {
            waker.wake();
        }
    }
}
