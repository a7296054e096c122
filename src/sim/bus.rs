//! The message bus: every request and every response is a message of its own, on its way for a while.
//!
//! A message's fate (how long it takes, whether and where it gets lost) is drawn when it is sent,
//! always with the same number of draws, so that a change of one setting shifts no later draw. A
//! copy's fate comes from a stream of its own, made from the copy's number, for the same reason.
//! Whoever listens ([`BusHandler`]) is told of every send, delivery and loss, and says which ways are
//! closed. That is asked twice: when a message sets out (one that then has no way is lost somewhere
//! on it) and when it would arrive. A way that closes and opens again in between stops nothing.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use rand::RngExt;

use super::kernel::EventKey;
use super::random::stream;
use super::{Kernel, SimRng, mix};
use crate::few::SmallMap;

/// One part in a million: settings are whole numbers, so that a session holds no floats.
const PPM: u32 = 1_000_000;

/// How long messages take, and how many get lost or arrive twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTimes {
    /// Shortest and longest way, in virtual microseconds.
    pub latency_us: [u64; 2],
    /// Up to 1,000,000: all of them.
    pub loss_ppm: u32,
    pub duplicate_ppm: u32,
}

/// A message on its way. `A` names an end, `P` is what travels.
#[derive(Clone, Debug)]
pub struct Envelope<A, P> {
    pub id: u64,
    pub from: A,
    pub to: A,
    pub sent_us: u64,
    /// When it arrives, arrived or was lost.
    pub due_us: u64,
    /// When it arrives if nothing stops it: where it is on its way is measured by this, lost or not.
    pub planned_us: u64,
    /// By how much it was held up on the way.
    pub delayed_us: u64,
    /// The message it is a copy of.
    pub copy_of: Option<u64>,
    pub payload: P,
}

/// Why a message did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropWhy {
    /// By chance.
    Loss,
    /// Somebody took it out of the air.
    Taken,
    /// Nobody was there to receive it.
    NobodyThere,
    /// Its two ends lie on different sides of a partition.
    Parted,
    /// The way from its sender to its receiver is cut; the one back may not be.
    Cut,
}

/// Who is told what becomes of messages, in the order in which it happens.
pub trait BusHandler<A, P> {
    fn sent(&self, envelope: &Envelope<A, P>);
    /// Whether somebody is there to receive.
    fn is_there(&self, to: &A) -> bool;
    /// Why nothing gets from one end to the other now, if nothing does.
    fn closed(&self, from: &A, to: &A) -> Option<DropWhy>;
    fn deliver(&self, envelope: &Envelope<A, P>);
    fn dropped(&self, envelope: &Envelope<A, P>, why: DropWhy);
}

struct Flight<A, P> {
    envelope: Envelope<A, P>,
    event: EventKey,
    /// Why it gets lost at the moment it is due, if it was lost from the start.
    lost: Option<DropWhy>,
}

/// What becomes of a message if nobody interferes.
struct Fate {
    latency_us: u64,
    lost: bool,
    /// After how much of its way it gets lost, if it does.
    lost_after_us: u64,
}

/// A message that has come to its end, and when.
struct Past<A, P> {
    envelope: Envelope<A, P>,
    lost: bool,
}

pub struct Bus<A, P> {
    kernel: Rc<Kernel>,
    handler: RefCell<Option<Rc<dyn BusHandler<A, P>>>>,
    rng: RefCell<SimRng>,
    /// Where the streams come from that decide which messages are copied, and what becomes of copies.
    copies_seed: u64,
    fates_seed: u64,
    next_id: Cell<u64>,
    times: RefCell<LinkTimes>,
    flights: RefCell<SmallMap<u64, Flight<A, P>>>,
    past: RefCell<VecDeque<Past<A, P>>>,
    /// How long messages stay listed after their end.
    remember_us: u64,
}

impl<A: Clone + 'static, P: Clone + 'static> Bus<A, P> {
    pub fn new(kernel: Rc<Kernel>, seed: u64, times: LinkTimes, remember_us: u64) -> Rc<Self> {
        Rc::new(Self {
            kernel,
            handler: RefCell::default(),
            rng: RefCell::new(stream(seed)),
            copies_seed: mix(seed, 1),
            fates_seed: mix(seed, 2),
            next_id: Cell::new(1),
            times: RefCell::new(times),
            flights: RefCell::default(),
            past: RefCell::default(),
            remember_us,
        })
    }

    /// Has to be set before the first message is sent.
    pub fn set_handler(&self, handler: Rc<dyn BusHandler<A, P>>) {
        *self.handler.borrow_mut() = Some(handler);
    }

    /// Breaks the ring of references between the bus and those who listen, and drops what is in flight.
    pub fn shut_down(&self) {
        let handler = self.handler.borrow_mut().take();
        let flights = std::mem::take(&mut *self.flights.borrow_mut());
        let past = std::mem::take(&mut *self.past.borrow_mut());
        drop((handler, flights, past));
    }

    fn handler(&self) -> Option<Rc<dyn BusHandler<A, P>>> {
        self.handler.borrow().clone()
    }

    /// Sends a message, and maybe a copy of it. Returns its number.
    pub fn send(self: &Rc<Self>, from: A, to: A, payload: P) -> u64 {
        let fate = self.draw_fate(&mut self.rng.borrow_mut());
        let id = self.depart(from, to, payload, None, fate);
        let duplicate_ppm = self.times.borrow().duplicate_ppm;
        if duplicate_ppm > 0 && stream(mix(self.copies_seed, id)).random_range(0..PPM) < duplicate_ppm {
            self.duplicate(id);
        }
        id
    }

    /// Sends a copy of a message that is in flight: a message of its own, that takes its own time and
    /// may get lost. Returns the copy's number, or none if the message is not in flight.
    pub fn duplicate(self: &Rc<Self>, id: u64) -> Option<u64> {
        let Envelope { from, to, copy_of, payload, .. } = self.flights.borrow().get(&id)?.envelope.clone();
        let mut rng = stream(mix(self.fates_seed, self.next_id.get()));
        let fate = self.draw_fate(&mut rng);
        Some(self.depart(from, to, payload, Some(copy_of.unwrap_or(id)), fate))
    }

    fn depart(self: &Rc<Self>, from: A, to: A, payload: P, copy_of: Option<u64>, fate: Fate) -> u64 {
        let id = self.next_id.replace(self.next_id.get() + 1);
        let handler = self.handler();
        let closed = handler.as_ref().and_then(|handler| handler.closed(&from, &to));
        let lost = closed.or(fate.lost.then_some(DropWhy::Loss));
        let sent_us = self.kernel.now_us();
        let due_us = sent_us + if lost.is_some() { fate.lost_after_us } else { fate.latency_us };
        let planned_us = sent_us + fate.latency_us;
        let envelope = Envelope { id, from, to, sent_us, due_us, planned_us, delayed_us: 0, copy_of, payload };
        if let Some(handler) = handler {
            handler.sent(&envelope);
        }
        let event = self.schedule(id, due_us);
        self.flights.borrow_mut().insert(id, Flight { envelope, event, lost });
        id
    }

    fn draw_fate(&self, rng: &mut SimRng) -> Fate {
        let times = self.times.borrow();
        let [min_us, max_us] = times.latency_us;
        let latency_us = rng.random_range(min_us..=max_us);
        let lost = rng.random_range(0..PPM) < times.loss_ppm;
        let percent_of_way = rng.random_range(30..=80u64);
        Fate { latency_us, lost, lost_after_us: latency_us * percent_of_way / 100 }
    }

    fn schedule(self: &Rc<Self>, id: u64, due_us: u64) -> EventKey {
        let bus = Rc::downgrade(self);
        self.kernel.call_at(due_us, move || {
            if let Some(bus) = bus.upgrade() {
                bus.arrive(id);
            }
        })
    }

    fn arrive(&self, id: u64) {
        let Some(flight) = self.flights.borrow_mut().remove(&id) else { return };
        let Some(handler) = self.handler() else { return };
        let Flight { envelope, lost, .. } = flight;
        let why = lost
            .or_else(|| handler.closed(&envelope.from, &envelope.to))
            .or_else(|| (!handler.is_there(&envelope.to)).then_some(DropWhy::NobodyThere));
        match why {
            Some(why) => handler.dropped(&envelope, why),
            None => handler.deliver(&envelope),
        }
        self.remember(envelope, why.is_some());
    }

    fn remember(&self, envelope: Envelope<A, P>, lost: bool) {
        let mut past = self.past.borrow_mut();
        let since_us = self.kernel.now_us().saturating_sub(self.remember_us);
        while past.front().is_some_and(|oldest| oldest.envelope.due_us < since_us) {
            past.pop_front();
        }
        past.push_back(Past { envelope, lost });
    }

    pub fn is_in_flight(&self, id: u64) -> bool {
        self.flights.borrow().contains_key(&id)
    }

    /// Takes a message out of the air. Returns whether it was in flight.
    pub fn take(&self, id: u64) -> bool {
        let Some(mut flight) = self.flights.borrow_mut().remove(&id) else { return false };
        self.kernel.cancel(flight.event);
        // Where it is now is where it got lost.
        flight.envelope.due_us = self.kernel.now_us();
        if let Some(handler) = self.handler() {
            handler.dropped(&flight.envelope, DropWhy::Taken);
        }
        self.remember(flight.envelope, true);
        true
    }

    /// Holds a message up. Returns whether it was in flight.
    pub fn delay(self: &Rc<Self>, id: u64, by_us: u64) -> bool {
        let Some(mut flight) = self.flights.borrow_mut().remove(&id) else { return false };
        self.kernel.cancel(flight.event);
        flight.envelope.due_us += by_us;
        flight.envelope.planned_us += by_us;
        flight.envelope.delayed_us += by_us;
        flight.event = self.schedule(id, flight.envelope.due_us);
        self.flights.borrow_mut().insert(id, flight);
        true
    }

    /// Shows every message in flight, in the order they were sent.
    pub fn for_each_in_flight(&self, mut show: impl FnMut(&Envelope<A, P>)) {
        for flight in self.flights.borrow().values() {
            show(&flight.envelope);
        }
    }

    /// Shows every message that ended within the time that is remembered, and whether it was lost.
    pub fn for_each_past(&self, mut show: impl FnMut(&Envelope<A, P>, bool)) {
        for past in self.past.borrow().iter() {
            show(&past.envelope, past.lost);
        }
    }

    pub fn times(&self) -> LinkTimes {
        self.times.borrow().clone()
    }

    /// Changes what becomes of messages that are sent from now on.
    pub fn set_times(&self, times: LinkTimes) {
        *self.times.borrow_mut() = times;
    }
}

#[cfg(test)]
mod tests;
