//! Whom a member tells of changes: its part of every watch.
//!
//! A watch lives at the member that its client is connected to, and ends with it; clients ask again elsewhere.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Address;
use super::letter::{Letter, WatchCall};
use super::serve::Service;
use super::stream::{News, Stream};
use crate::etcd::{Event, Store};

#[derive(Default)]
pub struct Watchers {
    list: RefCell<Vec<Watcher>>,
    /// Whether somebody tells them what is new.
    is_served: Cell<bool>,
}

struct Watcher {
    client: Address,
    call: Rc<WatchCall>,
    /// The first revision that it was not told of yet.
    next: u64,
    /// Whether it has to catch up first.
    is_late: bool,
}

impl Watchers {
    /// The connections that end if the member does.
    pub fn take_streams(&self) -> Vec<Rc<Stream>> {
        self.list.take().into_iter().map(|watcher| watcher.call.stream.clone()).collect()
    }

    /// Tells everybody what is new.
    fn tell(&self, at: &Service) {
        let term = at.member.term();
        let mut watchers = self.list.borrow_mut();
        watchers.retain(|watcher| !watcher.call.stream.is_closed());
        watchers.retain_mut(|watcher| {
            let news = at.incarnation.state_machine.read(|store| watcher.news(store, term));
            let is_over = matches!(news[..], [News::Cancelled { .. }]);
            for news in news {
                let stream = &watcher.call.stream;
                let letter = Letter::watch_event(stream, stream.take_number(), news, term);
                at.post.bus.send(Address::Member(at.member.id), watcher.client.clone(), letter);
            }
            !is_over
        });
    }
}

impl Watcher {
    /// All that it was not told of yet. As in etcd who has to catch up is told at once up to now, and who is up to date
    /// of each revision by itself.
    fn news(&mut self, store: &Store, term: u64) -> Vec<News> {
        let revision = store.revision();
        let is_late = std::mem::take(&mut self.is_late);
        if self.next > revision {
            return Vec::new();
        }
        let Ok(events) = store.events(&self.call.range, self.next, revision, self.call.prev_kv) else {
            return vec![News::Cancelled { compacted: store.compacted().unwrap_or(0), term }];
        };
        self.next = revision + 1;
        if is_late && !events.is_empty() {
            return vec![News::Events { revision, term, events: events.into() }];
        }
        let same = |a: &Event, b: &Event| a.kv.mod_revision == b.kv.mod_revision;
        let news = |events: &[Event]| News::Events { revision: events[0].kv.mod_revision, term, events: events.into() };
        events.chunk_by(same).map(news).collect()
    }
}

/// Begins to tell `client` what it asked for. Returns the revision behind which the news begin.
pub fn begin(at: &Service, client: Address, call: Rc<WatchCall>) -> u64 {
    let now = at.incarnation.state_machine.read(|store| store.revision());
    let next = if call.revision == 0 { now + 1 } else { call.revision };
    at.incarnation.watchers.list.borrow_mut().push(Watcher { client, call, next, is_late: next <= now });
    at.post.kernel.spawn_in(at.incarnation.domain, serve(at.clone()));
    next - 1
}

/// Tells what happens as long as anybody wants to know.
async fn serve(at: Service) {
    let (watchers, mut progress) = (&at.incarnation.watchers, at.incarnation.state_machine.progress());
    watchers.tell(&at);
    if watchers.is_served.replace(true) {
        return;
    }
    while !watchers.list.borrow().is_empty() && progress.changed().await.is_ok() {
        watchers.tell(&at);
    }
    watchers.is_served.set(false);
}
