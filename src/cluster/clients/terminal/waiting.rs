//! How long a command waits for an answer.
//!
//! Most have a time, after which they give up. Some go by none, in the real tool as here: they wait until they are
//! answered, or somebody stops them.

use futures_util::future::{Either, select};

use super::{Failed, Run};
use crate::cluster::MemberId;
use crate::cluster::api::{ClientError, ClientRequest, Told};
use crate::etcdctl::call::Command;
use crate::sim::{Sleep, Timeout};

/// Whoever is well has answered by then. What waits for longer can be stopped, and asks again if it may.
const LONG_US: u64 = 6_000_000;
/// Before it asks again who could not tell.
const AGAIN_US: u64 = 500_000;

impl Run {
    /// Asks a member, for as long as the command may take.
    pub async fn ask(&self, to: MemberId, request: ClientRequest) -> Result<Told, Failed> {
        match self.invocation.timeout_us {
            None => self.ask_for_long(to, request).await,
            Some(0) => Err(Failed::Unsent),
            Some(timeout_us) => self.ask_until(to, request, self.post.kernel.now_us() + timeout_us).await,
        }
    }

    /// Asks a member, until some time.
    pub async fn ask_until(&self, to: MemberId, request: ClientRequest, until_us: u64) -> Result<Told, Failed> {
        let asked = self.post.ask_as_client(&self.client, to, request);
        match Timeout::until(until_us, asked).await {
            Ok(Told { response: Err(ClientError::Denied), .. }) => {
                // A handshake that fails is no answer to etcd's client: it tries until its time is over.
                Sleep::until(until_us).await;
                Err(Failed::Told(ClientError::Denied))
            }
            Ok(told) => Ok(told),
            Err(_) => Err(Failed::Silence),
        }
    }

    async fn ask_for_long(&self, to: MemberId, request: ClientRequest) -> Result<Told, Failed> {
        let mut asking = Box::pin(self.ask_again(to, request));
        if let Ok(told) = Timeout::for_us(LONG_US, asking.as_mut()).await {
            return Ok(told);
        }
        let mut stopped = self.post.desk.run(self.op, &self.client);
        match select(asking, Box::pin(stopped.changed())).await {
            Either::Left((told, _)) => Ok(told),
            Either::Right(_) => Err(Failed::Stopped),
        }
    }

    /// As etcd's client (its `retry.go`): a question that is always the same is asked again if nothing comes back, or the
    /// member can't tell; nothing else is, a transaction that only reads neither. Behind a locked door nothing was read.
    async fn ask_again(&self, to: MemberId, request: ClientRequest) -> Told {
        let may_ask_again = matches!(self.invocation.command, Command::LeaseTimeToLive { .. } | Command::LeaseList);
        loop {
            let asked = self.post.ask_as_client(&self.client, to, request.clone());
            let told = if may_ask_again { Timeout::for_us(LONG_US, asked).await.ok() } else { Some(asked.await) };
            match told {
                None => {}
                Some(Told { response: Err(ClientError::Denied), .. }) => Sleep::for_us(LONG_US).await,
                Some(Told { response: Err(ClientError::NoLeader | ClientError::Unknown), .. }) if may_ask_again => {
                    Sleep::for_us(AGAIN_US).await;
                }
                Some(told) => return told,
            }
        }
    }
}
