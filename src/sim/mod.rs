//! One deterministic world to run tasks in: virtual clock, executor, random streams, message bus.
//!
//! Everything happens on one thread and in one order, which follows from the seed and from what is
//! asked from outside. Tasks are woken in the order in which they became ready; timers and message
//! deliveries fire in the order (virtual time, order of scheduling). There is no wall clock, no
//! operating system randomness and no hash-map order in here.
//!
//! Every task belongs to a [`DomainId`], one incarnation of a simulated process, and so does every
//! task that it spawns. Killing a domain drops all of its tasks at once: that is a crash. A domain
//! has a clock of its own, which its timers go by; it shows the virtual time unless somebody has it
//! run fast or slow.
//!
//! Knows nothing of Raft, of etcd or of the web. The channels are our own rather than a library's
//! because the order in which they wake their waiters is part of what makes a run repeatable, and
//! because single-threaded ones need neither locks nor atomics.

mod bus;
mod clock;
mod current;
mod kernel;
mod mpsc;
mod mutex;
mod oneshot;
mod random;
mod ready;
mod timer;
mod watch;

pub use bus::{Bus, BusHandler, DropWhy, Envelope, LinkTimes};
pub use kernel::{DomainId, Kernel};
pub use mpsc::{MpscReceiver, MpscSender, MpscWeakSender, TryRecv, mpsc};
pub use mutex::{SimMutex, SimMutexGuard};
pub use oneshot::{Closed, OneshotReceiver, OneshotSender, oneshot};
pub use random::{SimRng, mix};
pub use timer::{Elapsed, Sleep, Timeout};
pub use watch::{WatchReceiver, WatchSender, watch};
