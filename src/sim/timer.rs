//! Waiting for virtual time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::Kernel;
use super::kernel::EventKey;

/// Done once the clock shows `at_us`.
pub struct Sleep {
    at_us: u64,
    key: Option<EventKey>,
    kernel: Rc<Kernel>,
}

impl Sleep {
    pub fn until(at_us: u64) -> Self {
        Self { at_us, key: None, kernel: Kernel::current() }
    }

    pub fn for_us(us: u64) -> Self {
        let kernel = Kernel::current();
        Self { at_us: kernel.now_us().saturating_add(us), key: None, kernel }
    }

    fn cancel(&mut self) {
        if let Some(key) = self.key.take() {
            self.kernel.cancel(key);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.kernel.now_us() >= self.at_us {
            self.cancel();
            return Poll::Ready(());
        }
        match self.key {
            None => self.key = Some(self.kernel.wake_at(self.at_us, cx.waker().clone())),
            Some(key) => self.kernel.rewake(key, cx.waker()),
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// The time given to a future ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time ran out")
    }
}

/// A future that has until a certain virtual time to finish.
pub struct Timeout<F> {
    future: Pin<Box<F>>,
    sleep: Sleep,
}

impl<F: Future> Timeout<F> {
    pub fn until(at_us: u64, future: F) -> Self {
        Self { future: Box::pin(future), sleep: Sleep::until(at_us) }
    }

    pub fn for_us(us: u64, future: F) -> Self {
        Self { future: Box::pin(future), sleep: Sleep::for_us(us) }
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(value) = self.future.as_mut().poll(cx) {
            return Poll::Ready(Ok(value));
        }
        Pin::new(&mut self.sleep).poll(cx).map(|()| Err(Elapsed))
    }
}
