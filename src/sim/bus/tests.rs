use super::*;

/// What was seen of messages, as (what, number, time).
#[derive(Default)]
struct Seen {
    events: RefCell<Vec<(String, u64, u64)>>,
    kernel: RefCell<Option<Rc<Kernel>>>,
    closed: Cell<Option<DropWhy>>,
}

impl Seen {
    fn note(&self, what: &str, id: u64) {
        let now_us = self.kernel.borrow().as_ref().unwrap().now_us();
        self.events.borrow_mut().push((what.to_owned(), id, now_us));
    }

    fn all(&self, what: &str) -> Vec<(u64, u64)> {
        let events = self.events.borrow();
        events.iter().filter(|event| event.0.starts_with(what)).map(|event| (event.1, event.2)).collect()
    }
}

impl BusHandler<u8, ()> for Seen {
    fn sent(&self, envelope: &Envelope<u8, ()>) {
        self.note(if envelope.copy_of.is_some() { "copy" } else { "sent" }, envelope.id);
    }

    fn is_there(&self, to: &u8) -> bool {
        *to != 9
    }

    fn closed(&self, _from: &u8, _to: &u8) -> Option<DropWhy> {
        self.closed.get()
    }

    fn deliver(&self, envelope: &Envelope<u8, ()>) {
        self.note("delivered", envelope.id);
    }

    fn dropped(&self, envelope: &Envelope<u8, ()>, why: DropWhy) {
        self.note(&format!("dropped {why:?}"), envelope.id);
    }
}

struct World {
    kernel: Rc<Kernel>,
    bus: Rc<Bus<u8, ()>>,
    seen: Rc<Seen>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.bus.shut_down();
    }
}

fn world(loss_ppm: u32, duplicate_ppm: u32) -> World {
    let kernel = Kernel::new(1);
    let bus = Bus::new(kernel.clone(), 7, LinkTimes { latency_us: [100, 200], loss_ppm, duplicate_ppm }, 1000);
    let seen = Rc::new(Seen::default());
    *seen.kernel.borrow_mut() = Some(kernel.clone());
    bus.set_handler(seen.clone());
    World { kernel, bus, seen }
}

impl World {
    fn send(&self, count: usize) {
        for _ in 0..count {
            self.bus.send(1, 2, ());
        }
    }

    fn run(&self, to_us: u64) {
        while self.kernel.step(to_us) {}
    }
}

#[test]
fn rates_change_only_what_they_are_about() {
    let quiet = world(0, 0);
    let noisy = world(300_000, 500_000);
    for world in [&quiet, &noisy] {
        world.send(1000);
        world.run(1000);
    }
    let arrivals: std::collections::BTreeSet<u64> = quiet.seen.all("delivered").iter().map(|seen| seen.1).collect();
    assert_eq!(quiet.seen.all("delivered").len(), 1000);
    let copies = noisy.seen.all("copy").len();
    assert!((400..600).contains(&copies), "{copies}");
    let lost = noisy.seen.all("dropped Loss").len();
    assert!((350..550).contains(&lost), "{lost} of {} lost", 1000 + copies);
    assert_eq!(noisy.seen.all("delivered").len() + lost, 1000 + copies, "each has one end");
    // The ways of the messages themselves are drawn as if there were neither loss nor copies.
    let copied: Vec<u64> = noisy.seen.all("copy").iter().map(|seen| seen.0).collect();
    let same = noisy.seen.all("delivered").iter().filter(|seen| !copied.contains(&seen.0)).count();
    let ways = noisy.seen.all("delivered").into_iter().filter(|seen| !copied.contains(&seen.0));
    assert_eq!(ways.filter(|seen| arrivals.contains(&seen.1)).count(), same);
}

#[test]
fn a_way_closed_at_the_start_or_at_the_end_lets_nothing_through() {
    let world = world(0, 0);
    world.seen.closed.set(Some(DropWhy::Parted));
    world.send(1);
    world.seen.closed.set(None);
    world.run(1000);
    assert_eq!(world.seen.all("dropped Parted").len(), 1, "it had no way when it set out");
    assert!(world.seen.all("dropped")[0].1 < 200, "and got lost on it");
    world.send(1);
    world.seen.closed.set(Some(DropWhy::Cut));
    world.run(2000);
    assert_eq!(world.seen.all("dropped Cut").len(), 1);
    world.seen.closed.set(None);
    world.send(1);
    world.seen.closed.set(Some(DropWhy::Cut));
    world.run(2050);
    world.seen.closed.set(None);
    world.run(3000);
    assert_eq!(world.seen.all("delivered").len(), 1, "closed only while it was on its way");
}

#[test]
fn a_copy_is_a_message_of_its_own() {
    let world = world(0, 0);
    let id = world.bus.send(1, 2, ());
    let copy = world.bus.duplicate(id).unwrap();
    let second = world.bus.duplicate(copy).unwrap();
    world.bus.for_each_in_flight(|envelope| {
        assert_eq!(envelope.copy_of, (envelope.id != id).then_some(id), "of the message, not of a copy");
    });
    assert!(world.bus.take(copy));
    world.run(1000);
    let mut delivered: Vec<u64> = world.seen.all("delivered").iter().map(|seen| seen.0).collect();
    delivered.sort_unstable();
    assert_eq!(delivered, [id, second]);
    assert_eq!(world.bus.duplicate(id), None, "it has landed");
}

#[test]
fn everything_at_the_limit() {
    let all_lost = world(1_000_000, 1_000_000);
    all_lost.send(50);
    all_lost.run(1000);
    assert_eq!(all_lost.seen.all("dropped Loss").len(), 100, "each message and its one copy");
    let nobody = world(0, 0);
    nobody.bus.send(1, 9, ());
    nobody.run(1000);
    assert_eq!(nobody.seen.all("dropped NobodyThere").len(), 1);
}
