//! A watch as its client sees it: news of one member, of another one once the connection breaks, and none twice. It is
//! over once a member ends it: its revisions are gone, or the member has been without a leader for some time. That is
//! how etcdctl 3.4 goes, other endpoints or not; who wants the rest watches again, from the last revision on.
//!
//! As etcd's client does, it remembers the revision it was told last, and when its connection breaks it asks the next
//! member from there on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{Either, select};

use super::terminal::header;
use crate::cluster::api::{ClientAnswer, ClientError, ClientRequest, WatchCall};
use crate::cluster::post::PostOffice;
use crate::cluster::stream::{News, Stream};
use crate::cluster::{MemberId, TraceEvent};
use crate::etcd::{Event, KeyRange};
use crate::etcdctl::call::{Header, Watch};
use crate::mistake::Mistake;
use crate::sim::{Sleep, Timeout, WatchReceiver};

/// How long it waits for a member to say that the watch has begun, before it asks another one.
const PATIENCE_US: u64 = 2_000_000;
/// How long it leaves a door that was locked for it.
const DENIED_US: u64 = 5_000_000;

/// What frames show of a watch.
pub struct Watching {
    pub op: u64,
    pub client: Rc<str>,
    pub range: KeyRange,
    /// Whom it is connected to, or tries to be.
    pub member: Cell<MemberId>,
    pub is_connected: Cell<bool>,
    pub is_denied: Cell<bool>,
    /// The revision that it was told last, or that the news begin behind.
    pub revision: Cell<Option<u64>>,
    /// How many events it was told.
    pub events: Cell<u64>,
    /// When it was told of any last.
    pub told_us: Cell<Option<u64>>,
    stream: RefCell<Option<Rc<Stream>>>,
}

impl Watching {
    /// Its connection ends.
    pub fn hang_up(&self) {
        if let Some(stream) = &*self.stream.borrow() {
            stream.break_off();
        }
    }
}

/// Why a watch is over.
pub enum Ended {
    /// Somebody stopped it.
    Stopped,
    /// The member ended it, or did not begin it.
    Cancelled { header: Header, compacted: i64, error: ClientError },
}

/// Watches from `member` on until it is stopped or has to end; `print` gets what it is told.
pub async fn watch(
    post: &Rc<PostOffice>,
    op: u64,
    client: &Rc<str>,
    member: MemberId,
    asked: &Watch,
    stopped: WatchReceiver<bool>,
    print: impl Fn(&Header, &[Event]),
) -> Ended {
    let watching = Rc::new(Watching {
        op,
        client: client.clone(),
        range: asked.range.clone(),
        member: Cell::new(member),
        is_connected: Cell::default(),
        is_denied: Cell::default(),
        revision: Cell::default(),
        events: Cell::default(),
        told_us: Cell::default(),
        stream: RefCell::default(),
    });
    post.desk.watch(op, watching.clone());
    let told = Box::pin(follow(post, &watching, asked, print));
    let mut stopped = stopped;
    let ended = match select(told, Box::pin(stopped.changed())).await {
        Either::Left((ended, _)) => ended,
        Either::Right(_) => Ended::Stopped,
    };
    if let Some(stream) = watching.stream.take() {
        stream.close();
    }
    ended
}

async fn follow(post: &Rc<PostOffice>, watching: &Watching, asked: &Watch, print: impl Fn(&Header, &[Event])) -> Ended {
    let mut from = asked.revision;
    loop {
        let stream = Rc::new(Stream::default());
        if let Some(last) = watching.stream.replace(Some(stream.clone())) {
            last.close();
        }
        let (range, prev_kv) = (asked.range.clone(), asked.prev_kv);
        let call = WatchCall { range, revision: from, prev_kv, stream: stream.clone() };
        let member = watching.member.get();
        let request = ClientRequest::Watch(Rc::new(call));
        let begun = Timeout::for_us(PATIENCE_US, post.ask_as_client(&watching.client, member, request)).await;
        let begun = begun.map(|told| told.response);
        watching.is_denied.set(matches!(begun, Ok(Err(ClientError::Denied))));
        match begun {
            Ok(Ok(ClientAnswer::Watching { revision })) => {
                watching.is_connected.set(true);
                watching.revision.set(Some(revision));
                from = revision as i64 + 1;
                post.recorder.record(TraceEvent::Watch { op: watching.op, revision, events: 0, told: Rc::default() });
                while let Some(news) = stream.next().await {
                    let (revision, term, events) = match news {
                        News::Events { revision, term, events } => (revision, term, events),
                        News::Cancelled { error, compacted, term } => {
                            let header = header(member, watching.revision.get().unwrap_or(0), term);
                            return Ended::Cancelled { header, compacted, error };
                        }
                    };
                    from = revision as i64 + 1;
                    watching.revision.set(Some(revision));
                    watching.events.set(watching.events.get() + events.len() as u64);
                    watching.told_us.set(Some(post.kernel.now_us()));
                    print(&header(member, revision, term), &events);
                    let count = events.len() as u64;
                    let event = TraceEvent::Watch { op: watching.op, revision, events: count, told: events };
                    post.recorder.record(event);
                }
                watching.is_connected.set(false);
                if post.mistakes.makes(Mistake::WatchSkips) {
                    from = 0;
                }
            }
            Ok(Err(error @ ClientError::NoLeader)) => {
                return Ended::Cancelled { header: Header::default(), compacted: 0, error };
            }
            Ok(Err(ClientError::Denied)) => Sleep::for_us(DENIED_US).await,
            Ok(_) => Sleep::for_us(PATIENCE_US).await,
            Err(_) => {}
        }
        watching.member.set(next_member(post, member));
    }
}

/// The endpoint behind `last` in the client's list, which is of all members.
pub fn next_member(post: &PostOffice, last: MemberId) -> MemberId {
    let mut ids = Vec::new();
    post.for_each_member(|member| ids.extend((!member.removed.get()).then_some(member.id)));
    ids.iter().find(|id| **id > last).or(ids.first()).copied().unwrap_or(last)
}
