//! Who uses the cluster: the friends with their puzzle, a visitor, the terminal.

mod friend;
mod terminal;
mod visitor;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::letter::{ClientAnswer, ClientError, ClientRequest, ClientResponse};
use super::post::PostOffice;
use super::{MemberId, Outcome, TraceEvent};
use crate::etcdctl::CommandOutput;
use crate::few::SmallMap;
use crate::puzzle::Piece;

pub use friend::{board, live};
pub use terminal::run_command;
pub use visitor::bring;

/// What etcd's client says when nobody answered in time.
const DEADLINE_EXCEEDED: &str = "context deadline exceeded";

/// What clients have going on, for frames and for those who wait for answers.
#[derive(Default)]
pub struct Desk {
    ops: Cell<u64>,
    /// Pieces that friends have found and propose.
    pub found: RefCell<SmallMap<MemberId, Piece>>,
    /// What visitors hold until they know that the piece is in the picture, by their operations.
    pub visitors: RefCell<SmallMap<u64, Piece>>,
    /// What commands printed, by their operation, until somebody takes it.
    pub outputs: RefCell<SmallMap<u64, CommandOutput>>,
}

impl Desk {
    /// A new operation of a client's, written down with what it asks for.
    fn invoke(
        &self,
        post: &PostOffice,
        client: &Rc<str>,
        request: &str,
        ask: impl FnOnce(u64) -> Option<ClientRequest>,
    ) -> u64 {
        let op = self.ops.get() + 1;
        self.ops.set(op);
        let (client, request, asked) = (client.clone(), request.into(), ask(op));
        post.recorder.record(TraceEvent::Invoke { op, client, request, asked });
        op
    }

    /// What the client was told, written down; `None` if it was told nothing in time.
    fn returned(&self, post: &PostOffice, op: u64, response: Option<&ClientResponse>) {
        let (outcome, text, index) = match response {
            Some(Ok(ClientAnswer::Written { answer, index })) => {
                (Outcome::Ok, format!("revision {}", answer.revision), Some(*index))
            }
            Some(Ok(ClientAnswer::Values { values, .. })) => (Outcome::Ok, format!("{} keys", values.len()), None),
            Some(Err(error @ ClientError::NoLeader)) => (Outcome::Error, error.to_string(), None),
            Some(Err(error @ ClientError::Unknown)) => (Outcome::Unknown, error.to_string(), None),
            None => (Outcome::Unknown, DEADLINE_EXCEEDED.to_owned(), None),
        };
        let told = response.and_then(|response| response.as_ref().ok()).map(|answer| Rc::new(answer.clone()));
        let response = text.as_str().into();
        post.recorder.record(TraceEvent::Return { op, outcome, response, index, told });
    }

    /// The client was told at once that it makes no sense.
    fn refused(&self, post: &PostOffice, op: u64, text: &str) {
        let (outcome, response) = (Outcome::Error, text.into());
        post.recorder.record(TraceEvent::Return { op, outcome, response, index: None, told: None });
    }
}
