//! Who uses the cluster: the friends with their puzzle, a visitor, the terminal.

mod friend;
mod terminal;
mod visitor;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::letter::{ClientAnswer, ClientError, ClientRequest, ClientResponse};
use super::post::PostOffice;
use super::{MEMBERS_MAX, MemberId, Outcome, TraceEvent, member_name};
use crate::etcdctl::CommandOutput;
use crate::few::SmallMap;
use crate::mistake::Mistake;
use crate::puzzle::Piece;

pub use friend::{board, live};
pub use terminal::run_command;
pub use visitor::bring;

/// The longest name of a client, in letters.
pub const NAME_LEN_MAX: usize = 32;
/// How many outputs wait on the desk: whoever acts without asking for the answer leaves it there.
const OUTPUTS_MAX: usize = 64;
/// The client that brings pieces from outside.
const VISITOR: &str = "visitor";

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
    outputs: RefCell<SmallMap<u64, CommandOutput>>,
}

/// Whether somebody at a terminal may go by this name: nobody else does.
pub fn may_be_called(client: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let is_taken = || client == VISITOR || (1..=MEMBERS_MAX).any(|id| member_name(id) == client);
    (1..=NAME_LEN_MAX).contains(&client.chars().count()) && client.chars().all(is_plain) && !is_taken()
}

impl Desk {
    /// What a command printed, once. Of outputs that nobody takes the oldest go.
    pub fn take_output(&self, op: u64) -> Option<CommandOutput> {
        self.outputs.borrow_mut().remove(&op)
    }

    fn lay_down(&self, op: u64, output: CommandOutput) {
        let mut outputs = self.outputs.borrow_mut();
        outputs.insert(op, output);
        if outputs.len() > OUTPUTS_MAX {
            outputs.pop_first();
        }
    }

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
            None if post.mistakes.makes(Mistake::SilenceIsNo) => (Outcome::Error, DEADLINE_EXCEEDED.to_owned(), None),
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
