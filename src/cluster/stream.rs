//! The connection that a watcher's news come on: in order and each once, or it breaks. As TCP, and gRPC upon it.
//!
//! Letters may overtake each other, be copied or get lost. What comes early is held back, copies are thrown away; when
//! one is lost, or its sender crashes, the connection breaks, and the watcher has to ask again from where it was.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use super::api::ClientError;
use crate::etcd::Event;
use crate::few::SmallMap;
use crate::sim::{WatchSender, watch};

/// What a watcher is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// All that happened to its keys since it was told last, up to `revision`; `term`: of the member that tells it.
    Events { revision: u64, term: u64, events: Rc<[Event]> },
    /// The watch is over. `compacted`: up to which revision the store is, if that is why, else 0; -1 if it is not, and the
    /// watch was to begin before that.
    Cancelled { error: ClientError, compacted: i64, term: u64 },
}

pub struct Stream {
    /// How many news were sent.
    sent: Cell<u64>,
    inbox: RefCell<Inbox>,
    /// Counts what came.
    bell: WatchSender<u64>,
    is_closed: Cell<bool>,
}

#[derive(Default)]
struct Inbox {
    /// The number of the news that comes next.
    next: u64,
    early: SmallMap<u64, News>,
    ready: VecDeque<News>,
    is_broken: bool,
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}

impl Default for Stream {
    fn default() -> Self {
        let (bell, _) = watch(0);
        Self { sent: Cell::default(), inbox: RefCell::default(), bell, is_closed: Cell::default() }
    }
}

impl Stream {
    /// The number of the news that are sent now.
    pub fn take_number(&self) -> u64 {
        self.sent.replace(self.sent.get() + 1)
    }

    /// News came, maybe early, maybe again.
    pub fn arrived(&self, number: u64, news: News) {
        let mut inbox = self.inbox.borrow_mut();
        if inbox.is_broken || number < inbox.next {
            return;
        }
        inbox.early.insert(number, news);
        loop {
            let next = inbox.next;
            let Some(news) = inbox.early.remove(&next) else { break };
            inbox.ready.push_back(news);
            inbox.next += 1;
        }
        drop(inbox);
        self.ring();
    }

    /// Nothing more will come: the other end crashed, or a letter got lost.
    pub fn break_off(&self) {
        self.inbox.borrow_mut().is_broken = true;
        self.is_closed.set(true);
        self.ring();
    }

    /// Nobody listens any more.
    pub fn close(&self) {
        self.is_closed.set(true);
    }

    pub fn is_closed(&self) -> bool {
        self.is_closed.get()
    }

    fn ring(&self) {
        self.bell.send_if_modified(|count| {
            *count += 1;
            true
        });
    }

    /// The next news; `None` once it is broken.
    pub async fn next(&self) -> Option<News> {
        let mut bell = self.bell.subscribe();
        loop {
            let (news, is_broken) = {
                let mut inbox = self.inbox.borrow_mut();
                (inbox.ready.pop_front(), inbox.is_broken)
            };
            if news.is_some() || is_broken || bell.changed().await.is_err() {
                return news;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(revision: u64) -> News {
        News::Events { revision, term: 1, events: Rc::default() }
    }

    fn ready(stream: &Stream) -> Vec<News> {
        stream.inbox.borrow_mut().ready.drain(..).collect()
    }

    #[test]
    fn what_comes_early_waits_and_copies_are_thrown_away() {
        let stream = Stream::default();
        stream.arrived(1, news(11));
        assert!(ready(&stream).is_empty());
        stream.arrived(0, news(10));
        assert_eq!(ready(&stream), [news(10), news(11)]);
        stream.arrived(0, news(10));
        stream.arrived(1, news(11));
        assert!(ready(&stream).is_empty());
    }

    #[test]
    fn nothing_comes_on_a_broken_connection() {
        let stream = Stream::default();
        stream.arrived(0, news(10));
        stream.break_off();
        stream.arrived(1, news(11));
        assert_eq!(ready(&stream), [news(10)]);
        assert!(stream.is_closed());
    }
}
