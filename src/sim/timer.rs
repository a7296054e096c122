//! Waiting for virtual time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::kernel::EventKey;
use super::{DomainId, Kernel};

/// Done once the clock shows `at_us`: the clock of the domain it was made in, which may run fast or slow.
pub struct Sleep {
    at_us: u64,
    domain: DomainId,
    /// Whether it is one of the looks of its domain that may be spared.
    is_look: bool,
    /// The timer, and the version of the clock it was set by.
    timer: Option<(EventKey, u32)>,
    kernel: Rc<Kernel>,
}

impl Sleep {
    fn by_clock_of(kernel: Rc<Kernel>, domain: DomainId, at_us: u64) -> Self {
        Self { at_us, domain, is_look: false, timer: None, kernel }
    }

    pub fn until(at_us: u64) -> Self {
        let kernel = Kernel::current();
        let domain = kernel.current_domain();
        Self::by_clock_of(kernel, domain, at_us)
    }

    /// As [`Sleep::until`], for a task that looks again and again whether something is due. A look that would
    /// come to nothing is spared: it sleeps on to the next one ([`Kernel::set_looks`]). Timers are set as they
    /// would be by the task itself, so that all else keeps its place in the order of things.
    pub fn until_look(at_us: u64) -> Self {
        let mut sleep = Self::until(at_us);
        sleep.is_look = true;
        sleep
    }

    pub fn for_us(us: u64) -> Self {
        let kernel = Kernel::current();
        let domain = kernel.current_domain();
        let at_us = kernel.shown_us(domain).saturating_add(us);
        Self::by_clock_of(kernel, domain, at_us)
    }

    /// Takes `us` of virtual time, whatever the domain's own clock shows.
    pub fn truly_for_us(us: u64) -> Self {
        let kernel = Kernel::current();
        let at_us = kernel.now_us().saturating_add(us);
        Self::by_clock_of(kernel, Kernel::ROOT, at_us)
    }

    fn cancel(&mut self) {
        if let Some((key, _)) = self.timer.take() {
            self.kernel.cancel(key);
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.kernel.shown_us(self.domain) >= self.at_us {
            self.cancel();
            let next_us = if self.is_look { self.kernel.next_look_us(self.domain, self.at_us) } else { None };
            match next_us {
                Some(next_us) => self.at_us = next_us,
                None => return Poll::Ready(()),
            }
        }
        let (due_us, version) = self.kernel.when_shown(self.domain, self.at_us);
        match self.timer {
            Some((key, set_by)) if set_by == version => self.kernel.rewake(key, cx.waker()),
            _ => {
                self.cancel();
                self.timer = Some((self.kernel.wake_at(due_us, self.domain, cx.waker().clone()), version));
            }
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
