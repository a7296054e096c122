//! The device below one member's stores: how long it takes until what is written survives a crash.
//!
//! Writes become durable in the order in which they were made. One flush is under way at a time and
//! takes as long as is drawn for it; what is written meanwhile shares the next one, as in etcd. A
//! crash loses all that no flush has finished. With a range of `[0, 0]` everything is durable at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rand::{RngExt, SeedableRng};

use crate::sim::{Kernel, SimRng, Sleep, oneshot};

/// What is to be done once a write is durable.
type Then = Box<dyn FnOnce()>;

struct Device {
    flush_us: Cell<[u64; 2]>,
    rng: RefCell<SimRng>,
    flushing: Cell<bool>,
    /// What was written since the flush under way began, and whether it asks for a flush.
    written: RefCell<Vec<(bool, Then)>>,
}

/// Cheap to clone; all clones are the same device.
#[derive(Clone)]
pub struct Disk(Rc<Device>);

impl Disk {
    /// A device that takes no time. Flush times come from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Rc::new(Device {
            flush_us: Cell::default(),
            rng: RefCell::new(SimRng::seed_from_u64(seed)),
            flushing: Cell::default(),
            written: RefCell::default(),
        }))
    }

    /// Shortest and longest time of a flush, in virtual microseconds, for flushes that begin from now on.
    pub fn set_flush_us(&self, flush_us: [u64; 2]) {
        self.0.flush_us.set(flush_us);
    }

    pub fn flush_us(&self) -> [u64; 2] {
        self.0.flush_us.get()
    }

    /// Whether something written now would not be durable at once.
    pub fn is_slow(&self) -> bool {
        self.0.flushing.get() || self.flush_us() != [0, 0]
    }

    /// Has `then` done once all that was written so far is durable.
    pub fn write(&self, then: impl FnOnce() + 'static) {
        self.0.written.borrow_mut().push((true, Box::new(then)));
        if !self.is_slow() {
            self.finish(self.0.written.take());
        } else if !self.0.flushing.replace(true) {
            let disk = self.clone();
            Kernel::current().spawn(async move { disk.flush().await });
        }
    }

    /// As [`Disk::write`], but worth no flush of its own: it becomes durable with what is written next.
    pub fn write_along(&self, then: impl FnOnce() + 'static) {
        if self.is_slow() {
            self.0.written.borrow_mut().push((false, Box::new(then)));
        } else {
            self.write(then);
        }
    }

    /// Waits until all that was written so far is durable. Returns whether that took any time.
    pub async fn sync(&self) -> bool {
        if !self.is_slow() {
            self.write(|| {});
            return false;
        }
        let (done, durable) = oneshot();
        self.write(move || {
            // Whoever waits may have gone.
            let _ = done.send(());
        });
        // An error means that the member crashes, and then nobody goes on from here.
        let _ = durable.await;
        true
    }

    async fn flush(self) {
        while self.0.written.borrow().iter().any(|(asks, _)| *asks) {
            let batch = self.0.written.take();
            let [min_us, max_us] = self.flush_us();
            let takes_us = self.0.rng.borrow_mut().random_range(min_us..=max_us);
            Sleep::truly_for_us(takes_us).await;
            self.finish(batch);
        }
        self.0.flushing.set(false);
    }

    fn finish(&self, batch: Vec<(bool, Then)>) {
        batch.into_iter().for_each(|(_, then)| then());
    }

    /// Forgets what was not durable. The flush under way is one of the member's tasks and ends with them.
    pub fn crash(&self) {
        let lost = self.0.written.take();
        self.0.flushing.set(false);
        drop(lost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What became durable, and when.
    type Log = Rc<RefCell<Vec<(u64, u64)>>>;

    fn log() -> (Log, Rc<Kernel>, Disk) {
        (Rc::default(), Kernel::new(1), Disk::new(2))
    }

    #[test]
    fn is_durable_at_once_by_default() {
        let (log, kernel, disk) = log();
        let noted = log.clone();
        disk.write(move || noted.borrow_mut().push((0, 1)));
        assert_eq!(*log.borrow(), [(0, 1)]);
        assert!(!kernel.block_on(async { disk.sync().await }));
        assert_eq!(kernel.now_us(), 0);
    }

    /// Writes `count` numbers, one each 10 us, and returns when each became durable.
    fn write_all(count: u64, flush_us: [u64; 2], crash_us: Option<u64>) -> Vec<(u64, u64)> {
        let (log, kernel, disk) = log();
        disk.set_flush_us(flush_us);
        let domain = kernel.new_domain(3);
        let (noted, writer, clock) = (log.clone(), disk.clone(), kernel.clone());
        kernel.spawn_in(domain, async move {
            for number in 0..count {
                let (noted, clock) = (noted.clone(), clock.clone());
                writer.write(move || noted.borrow_mut().push((number, clock.now_us())));
                Sleep::truly_for_us(10).await;
            }
        });
        kernel.drain();
        while kernel.step(crash_us.unwrap_or(1_000_000)) {}
        if crash_us.is_some() {
            kernel.kill(domain);
            disk.crash();
            while kernel.step(1_000_000) {}
        }
        kernel.shut_down();
        log.take()
    }

    #[test]
    fn writes_become_durable_in_order_and_share_flushes() {
        let durable = write_all(20, [55, 55], None);
        assert_eq!(durable.iter().map(|(number, _)| *number).collect::<Vec<_>>(), (0..20).collect::<Vec<_>>());
        assert_eq!(durable[0].1, 55, "the first flush holds the first write alone");
        assert!(durable[1..6].iter().all(|(_, at_us)| *at_us == 110), "what came meanwhile shares the second");
        let drawn = write_all(20, [1, 500], None);
        assert!(drawn.is_sorted_by_key(|(number, at_us)| (*at_us, *number)));
        assert_eq!(drawn.len(), 20);
    }

    #[test]
    fn a_crash_loses_what_no_flush_has_finished() {
        let durable = write_all(20, [55, 55], Some(120));
        assert_eq!(durable.len(), 6, "{durable:?}");
    }
}
