//! Writes the trace: hashes every event and keeps the lines until somebody takes them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use xxhash_rust::xxh64::Xxh64;

use super::{TraceEvent, TraceLine};
use crate::sim::Kernel;

pub struct Recorder {
    kernel: Rc<Kernel>,
    hash: RefCell<Xxh64>,
    lines: RefCell<Vec<TraceLine>>,
    bytes: RefCell<Vec<u8>>,
    events: Cell<u64>,
}

impl Recorder {
    pub fn new(kernel: Rc<Kernel>) -> Self {
        Self {
            kernel,
            hash: RefCell::new(Xxh64::new(0)),
            lines: RefCell::default(),
            bytes: RefCell::default(),
            events: Cell::new(0),
        }
    }

    pub fn kernel(&self) -> &Rc<Kernel> {
        &self.kernel
    }

    pub fn record(&self, event: TraceEvent) {
        let t_us = self.kernel.now_us();
        let mut bytes = self.bytes.take();
        bytes.clear();
        let bytes = postcard::to_extend(&(t_us, &event), bytes).expect("plain values always have a binary form");
        self.hash.borrow_mut().update(&bytes);
        self.bytes.replace(bytes);
        self.events.set(self.events.get() + 1);
        self.lines.borrow_mut().push(TraceLine { t_us, event });
    }

    /// How many events there have been since the beginning.
    pub fn events(&self) -> u64 {
        self.events.get()
    }

    /// The hash of every event so far.
    pub fn hash(&self) -> u64 {
        self.hash.borrow().digest()
    }

    /// The lines since they were last taken.
    pub fn take_lines(&self) -> Vec<TraceLine> {
        self.lines.take()
    }
}
