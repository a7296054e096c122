//! Who uses the cluster: the friends with their puzzle, a visitor, the terminal.

mod friend;
mod terminal;
mod visitor;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::letter::{ClientAnswer, ClientError, ClientResponse};
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
    /// Who is joining or leaving, until that is done.
    pub changing: Cell<Option<MemberId>>,
    /// Counts how often leadership was asked to be handed over: a later wish ends an earlier one.
    pub handovers: Cell<u64>,
    /// What commands printed, by their operation, until somebody takes it.
    pub outputs: RefCell<SmallMap<u64, CommandOutput>>,
}

impl Desk {
    /// A new operation of a client's, written down.
    fn invoke(&self, post: &PostOffice, client: &Rc<str>, request: &str) -> u64 {
        let op = self.ops.get() + 1;
        self.ops.set(op);
        post.recorder.record(TraceEvent::Invoke { op, client: client.clone(), request: request.into() });
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
        self.record_return(post, op, outcome, &text, index);
    }

    fn record_return(&self, post: &PostOffice, op: u64, outcome: Outcome, text: &str, index: Option<u64>) {
        post.recorder.record(TraceEvent::Return { op, outcome, response: text.into(), index });
    }
}
