//! A channel for one value.

use std::cell::RefCell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::ready::note;

struct Shared<T> {
    value: Option<T>,
    waker: Option<Waker>,
    sender: bool,
    receiver: bool,
}

pub struct OneshotSender<T>(Rc<RefCell<Shared<T>>>);
pub struct OneshotReceiver<T>(Rc<RefCell<Shared<T>>>);

/// The other end is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the other end of the channel is gone")]
pub struct Closed;

pub fn oneshot<T>() -> (OneshotSender<T>, OneshotReceiver<T>) {
    let shared = Rc::new(RefCell::new(Shared { value: None, waker: None, sender: true, receiver: true }));
    (OneshotSender(shared.clone()), OneshotReceiver(shared))
}

impl<T> OneshotSender<T> {
    /// Gives the value back if nobody waits for it any more.
    pub fn send(self, value: T) -> Result<(), T> {
        let waker = {
            let mut shared = self.0.borrow_mut();
            if !shared.receiver {
                return Err(value);
            }
            shared.value = Some(value);
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
        Ok(())
    }
}

impl<T> Drop for OneshotSender<T> {
    fn drop(&mut self) {
        let waker = {
            let mut shared = self.0.borrow_mut();
            shared.sender = false;
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for OneshotReceiver<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut shared = self.0.borrow_mut();
        match shared.value.take() {
            Some(value) => Poll::Ready(Ok(value)),
            None if !shared.sender => Poll::Ready(Err(Closed)),
            None => {
                note(&mut shared.waker, cx.waker());
                Poll::Pending
            }
        }
    }
}

impl<T> Drop for OneshotReceiver<T> {
    fn drop(&mut self) {
        // The value's own drop may come back to this channel, so it happens outside of the borrow.
        let value = {
            let mut shared = self.0.borrow_mut();
            shared.receiver = false;
            shared.waker = None;
            shared.value.take()
        };
        drop(value);
    }
}

impl<T> fmt::Debug for OneshotSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneshotSender")
    }
}
