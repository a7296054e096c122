//! openraft's runtime traits on the simulation.

use std::cell::Ref;
use std::future::Future;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::Location;
use std::rc::Rc;
use std::time::Duration;

use openraft::async_runtime as rt;
use openraft::{OptionalSend, OptionalSync};

use crate::sim::{self, Kernel, SimMutex, SimMutexGuard, SimRng, Sleep};

/// The simulation as openraft sees it: always the kernel that runs the calling task.
#[derive(Debug)]
pub struct SimRuntime {
    kernel: KernelHandle,
}

struct KernelHandle(Rc<Kernel>);

impl std::fmt::Debug for KernelHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kernel at {} us", self.0.now_us())
    }
}

/// A point in time, in microseconds from the beginning of the world, as the clock of the calling task's
/// domain shows it: the virtual time, unless that clock runs fast or slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SimInstant(pub u64);

/// Whole microseconds, rounded up: nothing may happen earlier than it was asked for.
fn us(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos().div_ceil(1000)).unwrap_or(u64::MAX)
}

impl Add<Duration> for SimInstant {
    type Output = Self;
    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(us(duration)))
    }
}

impl AddAssign<Duration> for SimInstant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for SimInstant {
    type Output = Self;
    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(us(duration)))
    }
}

impl SubAssign<Duration> for SimInstant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub for SimInstant {
    type Output = Duration;
    fn sub(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

impl rt::Instant for SimInstant {
    fn now() -> Self {
        Self(Kernel::with_current(|kernel| kernel.shown_us(kernel.current_domain())))
    }
}

/// The task was dropped before it finished.
#[derive(Debug, thiserror::Error)]
#[error("the task was dropped")]
pub struct JoinError;

pub struct JoinHandle<T>(sim::OneshotReceiver<T>);

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> {
        std::pin::Pin::new(&mut self.0).poll(cx).map(|result| result.map_err(|_| JoinError))
    }
}

impl rt::AsyncRuntime for SimRuntime {
    type JoinError = JoinError;
    type JoinHandle<T: OptionalSend + 'static> = JoinHandle<T>;
    type Sleep = Sleep;
    type Instant = SimInstant;
    type TimeoutError = sim::Elapsed;
    type Timeout<R, T: Future<Output = R> + OptionalSend> = sim::Timeout<T>;
    type ThreadLocalRng = SimRng;
    type Mpsc = SimMpsc;
    type Watch = SimWatch;
    type Oneshot = SimOneshot;
    type Mutex<T: OptionalSend + 'static> = SimMutex<T>;

    fn spawn<T>(future: T) -> Self::JoinHandle<T::Output>
    where
        T: Future + OptionalSend + 'static,
        T::Output: OptionalSend + 'static,
    {
        let (done, handle) = sim::oneshot();
        Kernel::current().spawn(async move {
            // Nobody has to wait for a task.
            let _ = done.send(future.await);
        });
        JoinHandle(handle)
    }

    fn sleep(duration: Duration) -> Sleep {
        Sleep::for_us(us(duration))
    }

    #[track_caller]
    fn sleep_until(deadline: SimInstant) -> Sleep {
        // The loop that has openraft look at its timers.
        if Location::caller().file().ends_with("tick.rs") {
            return Sleep::until_look(deadline.0);
        }
        Sleep::until(deadline.0)
    }

    fn timeout<R, F: Future<Output = R> + OptionalSend>(duration: Duration, future: F) -> sim::Timeout<F> {
        sim::Timeout::for_us(us(duration), future)
    }

    fn timeout_at<R, F: Future<Output = R> + OptionalSend>(deadline: SimInstant, future: F) -> sim::Timeout<F> {
        sim::Timeout::until(deadline.0, future)
    }

    /// Never: a panic ends the whole simulation.
    fn is_panic(_: &JoinError) -> bool {
        false
    }

    #[track_caller]
    fn thread_rng() -> SimRng {
        Kernel::current().new_stream()
    }

    fn new(_threads: usize) -> Self {
        Self { kernel: KernelHandle(Kernel::new(0)) }
    }

    fn block_on<F, T>(&mut self, future: F) -> T
    where
        F: Future<Output = T>,
    {
        self.kernel.0.block_on(future)
    }

    /// At once: there are no threads here.
    fn spawn_blocking<F, T>(f: F) -> impl Future<Output = Result<T, std::io::Error>> + Send
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        std::future::ready(Ok(f()))
    }
}

pub struct SimOneshot;

impl rt::Oneshot for SimOneshot {
    type Sender<T: OptionalSend> = sim::OneshotSender<T>;
    type Receiver<T: OptionalSend> = sim::OneshotReceiver<T>;
    type ReceiverError = sim::Closed;

    fn channel<T: OptionalSend>() -> (Self::Sender<T>, Self::Receiver<T>) {
        sim::oneshot()
    }
}

impl<T> rt::OneshotSender<T> for sim::OneshotSender<T> {
    fn send(self, value: T) -> Result<(), T> {
        sim::OneshotSender::send(self, value)
    }
}

pub struct SimMpsc;

impl rt::Mpsc for SimMpsc {
    type Sender<T: OptionalSend> = sim::MpscSender<T>;
    type Receiver<T: OptionalSend> = sim::MpscReceiver<T>;
    type WeakSender<T: OptionalSend> = sim::MpscWeakSender<T>;

    fn channel<T: OptionalSend>(buffer: usize) -> (Self::Sender<T>, Self::Receiver<T>) {
        sim::mpsc(buffer)
    }
}

impl<T> rt::MpscSender<SimMpsc, T> for sim::MpscSender<T> {
    async fn send(&self, value: T) -> Result<(), rt::SendError<T>> {
        sim::MpscSender::send(self, value).await.map_err(rt::SendError)
    }

    fn downgrade(&self) -> sim::MpscWeakSender<T> {
        sim::MpscSender::downgrade(self)
    }
}

impl<T> rt::MpscReceiver<T> for sim::MpscReceiver<T> {
    async fn recv(&mut self) -> Option<T> {
        sim::MpscReceiver::recv(self).await
    }

    fn try_recv(&mut self) -> Result<T, rt::TryRecvError> {
        sim::MpscReceiver::try_recv(self).map_err(|why| match why {
            sim::TryRecv::Empty => rt::TryRecvError::Empty,
            sim::TryRecv::Closed => rt::TryRecvError::Disconnected,
        })
    }
}

impl<T> rt::MpscWeakSender<SimMpsc, T> for sim::MpscWeakSender<T> {
    fn upgrade(&self) -> Option<sim::MpscSender<T>> {
        sim::MpscWeakSender::upgrade(self)
    }
}

pub struct SimWatch;

impl rt::watch::Watch for SimWatch {
    type Sender<T: OptionalSend + OptionalSync> = sim::WatchSender<T>;
    type Receiver<T: OptionalSend + OptionalSync> = sim::WatchReceiver<T>;
    type Ref<'a, T: OptionalSend + 'a> = Ref<'a, T>;

    fn channel<T: OptionalSend + OptionalSync>(value: T) -> (Self::Sender<T>, Self::Receiver<T>) {
        sim::watch(value)
    }
}

impl<T> rt::watch::WatchSender<SimWatch, T> for sim::WatchSender<T> {
    fn send(&self, value: T) -> Result<(), rt::watch::SendError<T>> {
        sim::WatchSender::send(self, value).map_err(rt::watch::SendError)
    }

    fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {
        sim::WatchSender::send_if_modified(self, modify)
    }

    fn borrow_watched(&self) -> Ref<'_, T> {
        self.borrow()
    }

    fn subscribe(&self) -> sim::WatchReceiver<T> {
        sim::WatchSender::subscribe(self)
    }
}

impl<T> rt::watch::WatchReceiver<SimWatch, T> for sim::WatchReceiver<T> {
    async fn changed(&mut self) -> Result<(), rt::watch::RecvError> {
        sim::WatchReceiver::changed(self).await.map_err(|_| rt::watch::RecvError(()))
    }

    fn borrow_watched(&self) -> Ref<'_, T> {
        self.borrow()
    }

    fn borrow_and_update(&mut self) -> Ref<'_, T> {
        sim::WatchReceiver::borrow_and_update(self)
    }
}

impl<T: 'static> rt::Mutex<T> for SimMutex<T> {
    type Guard<'a> = SimMutexGuard<'a, T>;

    fn new(value: T) -> Self {
        SimMutex::new(value)
    }

    async fn lock(&self) -> SimMutexGuard<'_, T> {
        SimMutex::lock(self).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_openrafts_conformance_suite() {
        openraft_rt::testing::Suite::<SimRuntime>::test_all();
    }
}
