//! openraft's calls as letters: a request that goes out and a response that may never come.

use std::future::{Future, pending};
use std::rc::Rc;
use std::time::Duration;

use openraft::EmptyNode;
use openraft::async_runtime::{AsyncRuntime, Select2};
use openraft::errors::{RPCError, ReplicationClosed, StreamingError, Timeout};
use openraft::network::{RPCOption, RPCTypes, RaftNetworkFactory, v2::RaftNetworkV2};
use openraft::raft::{
    AppendEntriesRequest, AppendEntriesResponse, SnapshotResponse, TransferLeaderRequest, TransferLeaderResponse,
    VoteRequest, VoteResponse,
};

use super::types::{MemberId, Snapshot, TypeConfig, Vote};
use super::{SimRuntime, SnapshotData};
use crate::mistake::Mistakes;
use crate::sim::OneshotReceiver;

/// What a member asks of another.
#[derive(Clone)]
pub enum Request {
    Append(AppendEntriesRequest<TypeConfig>),
    Heartbeat(AppendEntriesRequest<TypeConfig>),
    Vote(VoteRequest<TypeConfig>),
    PreVote(VoteRequest<TypeConfig>),
    Snapshot(Vote, Snapshot),
    TransferLeader(TransferLeaderRequest<TypeConfig>),
}

/// What the other one answers.
#[derive(Clone)]
pub enum Response {
    Append(AppendEntriesResponse<TypeConfig>),
    Vote(VoteResponse<TypeConfig>),
    Snapshot(SnapshotResponse<TypeConfig>),
    TransferLeader(TransferLeaderResponse<TypeConfig>),
}

/// Who carries requests out and responses back.
pub trait Transport {
    /// Sends the request. The receiver gets the response if one ever arrives.
    fn call(&self, from: MemberId, to: MemberId, request: Request) -> OneshotReceiver<Response>;
}

/// Makes a member's connections.
#[derive(Clone)]
pub struct Network {
    pub from: MemberId,
    pub transport: Rc<dyn Transport>,
    pub mistakes: Mistakes,
}

/// One connection, from one member to another.
pub struct Connection {
    from: MemberId,
    to: MemberId,
    transport: Rc<dyn Transport>,
    /// openraft's heartbeats have connections of their own, so that letters can say what they are.
    heartbeats: bool,
    mistakes: Mistakes,
}

impl Network {
    fn connect(&self, to: MemberId, heartbeats: bool) -> Connection {
        let (from, transport, mistakes) = (self.from, self.transport.clone(), self.mistakes);
        Connection { from, to, transport, heartbeats, mistakes }
    }
}

impl RaftNetworkFactory<TypeConfig> for Network {
    type Network = Connection;

    async fn new_client(&mut self, target: MemberId, _node: &EmptyNode) -> Connection {
        self.connect(target, false)
    }

    async fn new_heartbeat_client(&mut self, target: MemberId, _node: &EmptyNode) -> Connection {
        self.connect(target, true)
    }
}

impl Connection {
    /// The response, or nothing within the time.
    async fn call(&self, request: Request, within: Duration) -> Option<Response> {
        let response = self.transport.call(self.from, self.to, request);
        let answered = async {
            match response.await {
                Ok(response) => response,
                // The letter is gone, but nobody tells the sender: all that it sees is silence.
                Err(_) => pending().await,
            }
        };
        SimRuntime::timeout(within, answered).await.ok()
    }

    fn silence(&self, action: RPCTypes, option: &RPCOption) -> Timeout<TypeConfig> {
        Timeout { action, id: self.from, target: self.to, timeout: option.soft_ttl() }
    }
}

impl RaftNetworkV2<TypeConfig> for Connection {
    type SnapshotData = SnapshotData;

    async fn append_entries(
        &mut self,
        request: AppendEntriesRequest<TypeConfig>,
        option: RPCOption,
    ) -> Result<AppendEntriesResponse<TypeConfig>, RPCError<TypeConfig>> {
        let request = if self.heartbeats { Request::Heartbeat(request) } else { Request::Append(request) };
        match self.call(request, option.soft_ttl()).await {
            Some(Response::Append(response)) => Ok(response),
            _ => Err(RPCError::Timeout(self.silence(RPCTypes::AppendEntries, &option))),
        }
    }

    async fn vote(
        &mut self,
        request: VoteRequest<TypeConfig>,
        option: RPCOption,
    ) -> Result<VoteResponse<TypeConfig>, RPCError<TypeConfig>> {
        match self.call(Request::Vote(request), option.soft_ttl()).await {
            Some(Response::Vote(response)) => Ok(response),
            _ => Err(RPCError::Timeout(self.silence(RPCTypes::Vote, &option))),
        }
    }

    async fn pre_vote(
        &mut self,
        request: VoteRequest<TypeConfig>,
        option: RPCOption,
    ) -> Result<VoteResponse<TypeConfig>, RPCError<TypeConfig>> {
        match self.call(Request::PreVote(request), option.soft_ttl()).await {
            Some(Response::Vote(response)) => Ok(response),
            _ => Err(RPCError::Timeout(self.silence(RPCTypes::Vote, &option))),
        }
    }

    /// `cancel` comes first: openraft relies on a cancelled transfer never being reported as done.
    async fn full_snapshot(
        &mut self,
        vote: Vote,
        snapshot: Snapshot,
        cancel: impl Future<Output = ReplicationClosed> + 'static,
        option: RPCOption,
    ) -> Result<SnapshotResponse<TypeConfig>, StreamingError<TypeConfig>> {
        let cancel = heeded(self.mistakes, cancel);
        let call = self.call(Request::Snapshot(vote, snapshot), option.soft_ttl());
        match SimRuntime::select2(cancel, call).await {
            Select2::First(closed) => Err(StreamingError::Closed(closed)),
            Select2::Second(Some(Response::Snapshot(response))) => Ok(response),
            Select2::Second(_) => Err(StreamingError::Timeout(self.silence(RPCTypes::InstallSnapshot, &option))),
        }
    }

    async fn transfer_leader(
        &mut self,
        request: TransferLeaderRequest<TypeConfig>,
        option: RPCOption,
    ) -> Result<TransferLeaderResponse<TypeConfig>, RPCError<TypeConfig>> {
        match self.call(Request::TransferLeader(request), option.soft_ttl()).await {
            Some(Response::TransferLeader(response)) => Ok(response),
            _ => Err(RPCError::Timeout(self.silence(RPCTypes::TransferLeader, &option))),
        }
    }
}

/// Has `raft` handle a request; none if it is stopping.
pub async fn handle(raft: &super::Raft, request: Request) -> Option<Response> {
    match request {
        Request::Append(request) | Request::Heartbeat(request) => {
            raft.append_entries(request).await.ok().map(Response::Append)
        }
        Request::Vote(request) => raft.vote(request).await.ok().map(Response::Vote),
        Request::PreVote(request) => raft.pre_vote(request).await.ok().map(Response::Vote),
        Request::Snapshot(vote, snapshot) => {
            raft.install_full_snapshot(vote, snapshot).await.ok().map(Response::Snapshot)
        }
        Request::TransferLeader(request) => {
            raft.handle_transfer_leader(request).await.ok().map(Response::TransferLeader)
        }
    }
}

#[cfg(not(feature = "mistakes"))]
fn heeded<T>(_: Mistakes, cancel: T) -> T {
    cancel
}

/// A cancellation or, as a mistake, none ever.
#[cfg(feature = "mistakes")]
fn heeded<T>(mistakes: Mistakes, cancel: impl Future<Output = T>) -> impl Future<Output = T> {
    use futures_util::future::Either;
    match mistakes.makes(crate::mistake::Mistake::CancelIgnored) {
        true => Either::Left(pending()),
        false => Either::Right(cancel),
    }
}
