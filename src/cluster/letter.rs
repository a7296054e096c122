//! What travels on the bus: a member's requests and answers, and those of clients.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use openraft::entry::RaftEntry;
use openraft::raft::{AppendEntriesResponse, VoteRequest, VoteResponse};

use super::api::{ClientAnswer, ClientError, ClientRequest, Told};
use super::stream::{News, Stream};
use super::{Content, MessageKind, VoteRefused};
use crate::raft::{self, Entry, LogId, Response, TypeConfig};
use crate::sim::OneshotSender;

/// Where an answer goes, if whoever asked still waits. The first answer counts.
pub struct ReplyTo<T> {
    sender: Rc<RefCell<Option<OneshotSender<T>>>>,
    taken: Rc<Cell<bool>>,
}

impl<T> Clone for ReplyTo<T> {
    fn clone(&self) -> Self {
        Self { sender: self.sender.clone(), taken: self.taken.clone() }
    }
}

impl<T> ReplyTo<T> {
    pub fn new(sender: OneshotSender<T>) -> Self {
        Self { sender: Rc::new(RefCell::new(Some(sender))), taken: Rc::default() }
    }

    /// Whether this is the first time that somebody takes this letter in. Clients' connections throw copies
    /// of a letter away, as TCP does: a wish that comes twice was made once.
    pub fn take(&self) -> bool {
        !self.taken.replace(true)
    }

    /// Has the answer go to whoever asked later.
    #[cfg(feature = "mistakes")]
    pub fn pass_on(&self, later: &Self) {
        let sender = later.sender.borrow_mut().take();
        *self.sender.borrow_mut() = sender;
    }

    pub fn send(&self, answer: T) {
        let sender = self.sender.borrow_mut().take();
        if let Some(sender) = sender {
            // Whoever asked may have given up or crashed.
            let _ = sender.send(answer);
        }
    }
}

/// One letter, with what a picture shows of it.
pub struct Letter {
    pub kind: MessageKind,
    pub term: u64,
    pub content: Rc<Content>,
    pub body: Body,
}

pub enum Body {
    Request(raft::Request, ReplyTo<Response>),
    Response(Response, ReplyTo<Response>),
    ClientRequest(ClientRequest, ReplyTo<Told>),
    ClientResponse(Told, ReplyTo<Told>),
    ReadIndex(ReplyTo<Option<u64>>),
    ReadIndexResponse(Option<u64>, ReplyTo<Option<u64>>),
    /// The news with this number on the connection.
    WatchEvent(Rc<Stream>, u64, News),
}

/// What travels: shared between the flight, the list of past letters and the receiver.
pub type Payload = Rc<Letter>;

impl Letter {
    pub fn request(request: raft::Request, reply: ReplyTo<Response>) -> Payload {
        let (kind, term, content) = describe_request(&request);
        Rc::new(Letter { kind, term, content: Rc::new(content), body: Body::Request(request, reply) })
    }

    /// What flies in the quietest of times: heartbeats, and leases that are kept alive.
    pub fn is_sign_of_life(&self) -> bool {
        let keeps_alive = matches!(
            &self.body,
            Body::ClientRequest(ClientRequest::LeaseKeepAlive { .. }, _)
                | Body::ClientResponse(Told { response: Ok(ClientAnswer::Lease { .. }), .. }, _)
        );
        self.kind.is_heartbeat() || keeps_alive
    }

    /// The answer of a member in `term` to `request`. `leased`: it may still hold to the leader it knows.
    pub fn response(
        request: &raft::Request,
        response: Response,
        term: u64,
        leased: bool,
        reply: ReplyTo<Response>,
    ) -> Payload {
        let (kind, content) = describe_response(request, &response, leased);
        Rc::new(Letter { kind, term, content: Rc::new(content), body: Body::Response(response, reply) })
    }

    pub fn client_request(request: ClientRequest, term: u64, reply: ReplyTo<Told>) -> Payload {
        let key = match &request {
            ClientRequest::Write { command, .. } => command.key().map(Into::into),
            _ => None,
        };
        let content = Rc::new(Content::Request { label: request.label().into(), key });
        Rc::new(Letter { kind: MessageKind::ClientRequest, term, content, body: Body::ClientRequest(request, reply) })
    }

    pub fn client_response(told: Told, reply: ReplyTo<Told>) -> Payload {
        let revision = told.response.as_ref().ok().map(|answer| match answer {
            ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => reply.revision,
            _ => told.revision,
        });
        let content = Rc::new(match told.response {
            Err(ClientError::Denied) => Content::Denied,
            _ => Content::Answer { ok: told.response.is_ok(), revision },
        });
        let (kind, term) = (MessageKind::ClientResponse, told.term);
        Rc::new(Letter { kind, term, content, body: Body::ClientResponse(told, reply) })
    }

    /// What a watcher is told: the news with number `number` on its connection.
    pub fn watch_event(stream: &Rc<Stream>, number: u64, news: News, term: u64) -> Payload {
        let (revision, keys) = match &news {
            News::Events { revision, events, .. } => {
                (*revision, events.iter().map(|event| event.kv.key.clone()).collect())
            }
            News::Cancelled { compacted, .. } => (u64::try_from(*compacted).unwrap_or(0), Rc::default()),
        };
        let content = Rc::new(Content::WatchEvent { revision, keys });
        let body = Body::WatchEvent(stream.clone(), number, news);
        Rc::new(Letter { kind: MessageKind::WatchEvent, term, content, body })
    }

    pub fn read_index(term: u64, reply: ReplyTo<Option<u64>>) -> Payload {
        let content = Rc::new(Content::Nothing);
        Rc::new(Letter { kind: MessageKind::ReadIndex, term, content, body: Body::ReadIndex(reply) })
    }

    pub fn read_index_response(index: Option<u64>, term: u64, reply: ReplyTo<Option<u64>>) -> Payload {
        let content = Rc::new(Content::AppendResult { ok: index.is_some(), matched: index });
        let body = Body::ReadIndexResponse(index, reply);
        Rc::new(Letter { kind: MessageKind::ReadIndexResponse, term, content, body })
    }
}

fn index_of(id: &Option<LogId>) -> Option<u64> {
    id.as_ref().map(LogId::index)
}

/// The key that an entry puts a value to, if it does.
pub fn entry_key(entry: &Entry) -> Option<Rc<str>> {
    match &entry.payload {
        openraft::EntryPayload::Normal(proposal) => proposal.command.key().map(Into::into),
        _ => None,
    }
}

fn describe_request(request: &raft::Request) -> (MessageKind, u64, Content) {
    match request {
        raft::Request::Append(append) | raft::Request::Heartbeat(append) => {
            let kind = match request {
                raft::Request::Heartbeat(_) => MessageKind::Heartbeat,
                _ => MessageKind::Append,
            };
            let content = Content::Append {
                prev: index_of(&append.prev_log_id),
                entries: append.entries.iter().map(Entry::index).collect(),
                keys: append.entries.iter().filter_map(entry_key).collect(),
                commit: index_of(&append.leader_commit),
            };
            (kind, append.vote.leader_id.term, content)
        }
        raft::Request::Vote(vote) => {
            let content = Content::VoteAsked { last: index_of(&vote.last_log_id) };
            (MessageKind::VoteRequest, vote.vote.leader_id.term, content)
        }
        raft::Request::PreVote(vote) => {
            let content = Content::VoteAsked { last: index_of(&vote.last_log_id) };
            (MessageKind::PreVoteRequest, vote.vote.leader_id.term, content)
        }
        raft::Request::Snapshot(vote, _) => (MessageKind::Snapshot, vote.leader_id.term, Content::Nothing),
        raft::Request::TransferLeader(transfer) => {
            (MessageKind::TransferLeader, transfer.from_leader().leader_id.term, Content::Nothing)
        }
    }
}

fn describe_response(request: &raft::Request, response: &Response, leased: bool) -> (MessageKind, Content) {
    match (request, response) {
        (raft::Request::Append(append) | raft::Request::Heartbeat(append), Response::Append(response)) => {
            let kind = match request {
                raft::Request::Heartbeat(_) => MessageKind::HeartbeatResponse,
                _ => MessageKind::AppendResponse,
            };
            let sent = append.entries.last().map(Entry::index).or(index_of(&append.prev_log_id));
            let (ok, matched) = match response {
                AppendEntriesResponse::Success => (true, sent),
                AppendEntriesResponse::PartialSuccess(last) => (true, index_of(last)),
                AppendEntriesResponse::Conflict | AppendEntriesResponse::HigherVote(_) => (false, None),
            };
            (kind, Content::AppendResult { ok, matched })
        }
        (raft::Request::PreVote(asked), Response::Vote(vote)) => {
            (MessageKind::PreVoteResponse, describe_vote(asked, vote, leased))
        }
        (raft::Request::Vote(asked), Response::Vote(vote)) => {
            (MessageKind::VoteResponse, describe_vote(asked, vote, leased))
        }
        (_, Response::Vote(_)) => unreachable!("only a candidate is answered by a vote"),
        (_, Response::Snapshot(_)) => (MessageKind::SnapshotResponse, Content::Nothing),
        (_, Response::TransferLeader(_)) => (MessageKind::TransferLeaderResponse, Content::Nothing),
        (_, Response::Append(_)) => unreachable!("only an append is answered by an append's response"),
    }
}

fn describe_vote(asked: &VoteRequest<TypeConfig>, response: &VoteResponse<TypeConfig>, leased: bool) -> Content {
    let end = |id: &Option<LogId>| id.as_ref().map(|id| (id.committed_leader_id().term, id.index()));
    let refused = (!response.vote_granted).then(|| {
        Box::new(VoteRefused {
            asked_term: asked.vote.leader_id.term,
            asked_last: end(&asked.last_log_id),
            term: response.vote.leader_id.term,
            node: response.vote.leader_id.voted_for,
            committed: response.vote.committed,
            leased: response.vote.committed && leased,
            last: end(&response.last_log_id),
        })
    });
    Content::Vote { granted: response.vote_granted, refused }
}
