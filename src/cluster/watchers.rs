//! Whom a member tells of changes: its part of every watch.
//!
//! A watch lives at the member that its client is connected to, and ends with it; clients ask again elsewhere. A member
//! that knows of no leader for a while can't tell what is new, so it ends its watches, and begins none: etcdctl asks for
//! that (`clientv3.WithRequireLeader`; etcd's `api/v3rpc/interceptor.go`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Address;
use super::api::{ClientAnswer, ClientError, ClientResponse, WatchCall};
use super::letter::Letter;
use super::serve::Service;
use super::stream::{News, Stream};
use crate::etcd::{Error, Event, Store};
use crate::sim::Sleep;

/// How many looks in a row, one in each of the shortest election timeouts, find no leader before watches end (etcd's
/// `maxNoLeaderCnt`).
const LOOKS_WITHOUT_LEADER_MAX: u32 = 3;

#[derive(Default)]
pub struct Watchers {
    list: RefCell<Vec<Watcher>>,
    /// Whether somebody tells them what is new.
    is_served: Cell<bool>,
    /// Whether somebody looks for a leader on their behalf.
    is_looked_after: Cell<bool>,
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

    /// Whether there is still anybody.
    fn has_any(&self) -> bool {
        let mut list = self.list.borrow_mut();
        list.retain(|watcher| !watcher.call.stream.is_closed());
        !list.is_empty()
    }

    /// Ends all of them.
    fn cancel(&self, at: &Service, error: ClientError) {
        for watcher in self.list.take() {
            watcher.tell(at, News::Cancelled { error, compacted: 0, term: at.member.term() });
        }
    }

    /// Tells everybody what is new.
    fn tell(&self, at: &Service) {
        let term = at.member.term();
        let mut watchers = self.list.borrow_mut();
        watchers.retain(|watcher| !watcher.call.stream.is_closed());
        watchers.retain_mut(|watcher| {
            let news = at.incarnation.state_machine.read(|store| watcher.news(store, term));
            let is_over = matches!(news[..], [News::Cancelled { .. }]);
            news.into_iter().for_each(|news| watcher.tell(at, news));
            !is_over
        });
    }
}

impl Watcher {
    fn tell(&self, at: &Service, news: News) {
        let stream = &self.call.stream;
        let letter = Letter::watch_event(stream, stream.take_number(), news, at.member.term());
        at.post.bus.send(Address::Member(at.member.id), self.client.clone(), letter);
    }

    /// All that it was not told of yet. As in etcd who has to catch up is told at once up to now, and who is up to date
    /// of each revision by itself.
    fn news(&mut self, store: &Store, term: u64) -> Vec<News> {
        let cancelled = |error: Error, compacted| vec![News::Cancelled { error: error.into(), compacted, term }];
        if self.call.range.is_empty() {
            return cancelled(Error::EmptyWatchRange, 0);
        }
        // What etcd has for a store that was never compacted.
        let compacted = store.compacted().map_or(-1, |at| at as i64);
        if self.is_late && self.call.revision < compacted {
            return cancelled(Error::Compacted, compacted);
        }
        let revision = store.revision();
        let is_late = std::mem::take(&mut self.is_late);
        if self.next > revision {
            return Vec::new();
        }
        let Ok(events) = store.events(&self.call.range, self.next, revision, self.call.prev_kv) else {
            return cancelled(Error::Compacted, compacted);
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

/// Begins to tell `client` what it asked for. Answers the revision behind which the news begin.
pub fn begin(at: &Service, client: Address, call: Rc<WatchCall>) -> ClientResponse {
    if !at.has_leader() {
        return Err(ClientError::NoLeader);
    }
    let now = at.incarnation.state_machine.read(|store| store.revision());
    // Of less than 0 only what comes from now on is left, if anything is.
    let next = u64::try_from(call.revision).ok().filter(|next| *next > 0).unwrap_or(now + 1);
    let is_late = call.revision < 0 || next <= now;
    at.incarnation.watchers.list.borrow_mut().push(Watcher { client, call, next, is_late });
    at.post.kernel.spawn_in(at.incarnation.domain, serve(at.clone()));
    at.post.kernel.spawn_in(at.incarnation.domain, look_for_leader(at.clone()));
    Ok(ClientAnswer::Watching { revision: next - 1 })
}

/// Tells what happens as long as anybody wants to know.
async fn serve(at: Service) {
    let (watchers, mut progress) = (&at.incarnation.watchers, at.incarnation.state_machine.progress());
    watchers.tell(&at);
    if watchers.is_served.replace(true) {
        return;
    }
    while watchers.has_any() && progress.changed().await.is_ok() {
        watchers.tell(&at);
    }
    watchers.is_served.set(false);
}

/// Looks whether there is a leader, as long as anybody watches.
async fn look_for_leader(at: Service) {
    let watchers = &at.incarnation.watchers;
    if watchers.is_looked_after.replace(true) {
        return;
    }
    let mut without = 0;
    while watchers.has_any() {
        Sleep::for_us(at.post.raft_timing.election_ms[0] * 1000).await;
        without = if at.has_leader() { 0 } else { without + 1 };
        if without >= LOOKS_WITHOUT_LEADER_MAX {
            watchers.cancel(&at, ClientError::NoLeader);
        }
    }
    watchers.is_looked_after.set(false);
}
