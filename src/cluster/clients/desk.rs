//! What clients have going on, for frames and for those who wait for answers.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use super::files::Files;
use super::{DEADLINE_EXCEEDED, Watching};
use crate::cluster::api::{ClientAnswer, ClientError, ClientRequest, ClientResponse};
use crate::cluster::post::PostOffice;
use crate::cluster::{MemberId, Outcome, TAKEN_LISTED_US, TraceEvent};
use crate::etcd::Response;
use crate::etcdctl::CommandOutput;
use crate::few::SmallMap;
use crate::mistake::Mistake;
use crate::puzzle::Piece;
use crate::sim::{WatchReceiver, WatchSender, watch};

/// How many outputs wait on the desk: whoever acts without asking for the answer leaves it there.
const OUTPUTS_MAX: usize = 64;
/// How much of what a command printed waits to be taken. Of a watch that nobody looks at, the oldest goes.
const OUTPUT_BYTES_MAX: usize = 64 << 10;

#[derive(Default)]
pub struct Desk {
    ops: Cell<u64>,
    /// Pieces that friends have found and propose.
    pub found: RefCell<SmallMap<MemberId, Piece>>,
    /// What visitors hold until they know that the piece is in the picture, by their operations.
    pub visitors: RefCell<SmallMap<u64, Piece>>,
    /// Who found a piece whose place was taken already: which piece, and when it was told so.
    beaten: RefCell<SmallMap<MemberId, (Piece, u64)>>,
    /// Friends who have ever said that they are at home.
    pub came: RefCell<SmallMap<MemberId, ()>>,
    pub files: Files,
    /// What commands printed, by their operation, until somebody takes it.
    outputs: RefCell<SmallMap<u64, Output>>,
    /// What doesn't end by itself, by its operation.
    running: RefCell<SmallMap<u64, Running>>,
    watches: RefCell<SmallMap<u64, Rc<Watching>>>,
    counts: RefCell<SmallMap<Rc<str>, Counts>>,
}

/// How many letters a client has sent and got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub sent: u64,
    pub received: u64,
    /// When it was last turned away at the door.
    pub denied_us: Option<u64>,
}

/// What doesn't end by itself: who runs it, how it is told to stop, and where it reads lines, if it does.
struct Running {
    client: Rc<str>,
    stop: WatchSender<bool>,
    input: Option<Rc<Input>>,
}

/// Lines that somebody types while a command runs.
pub struct Input {
    lines: RefCell<VecDeque<String>>,
    /// Counts what was typed.
    bell: WatchSender<u64>,
}

impl Input {
    fn new() -> Self {
        Self { lines: RefCell::default(), bell: watch(0).0 }
    }

    pub fn type_in(&self, text: &str) {
        self.lines.borrow_mut().extend(text.lines().map(str::to_owned));
        self.bell.send_if_modified(|count| {
            *count += 1;
            true
        });
    }

    /// Waits until there is one.
    pub async fn line(&self) -> String {
        let mut typed = self.bell.subscribe();
        loop {
            let line = self.lines.borrow_mut().pop_front();
            if let Some(line) = line {
                return line;
            }
            // The bell is this one's own, so it never falls silent.
            let _ = typed.changed().await;
        }
    }
}

#[derive(Default)]
struct Output {
    printed: CommandOutput,
    is_done: bool,
}

impl Desk {
    /// What a command printed since this was last called, and whether it is done.
    pub fn take_output(&self, op: u64) -> Option<(CommandOutput, bool)> {
        let mut outputs = self.outputs.borrow_mut();
        let output = outputs.get_mut(&op)?;
        let (printed, is_done) = (std::mem::take(&mut output.printed), output.is_done);
        if is_done {
            outputs.remove(&op);
        }
        Some((printed, is_done))
    }

    /// A command prints something, not for the last time.
    pub fn print(&self, op: u64, stdout: &str, stderr: &str) {
        let mut outputs = self.outputs.borrow_mut();
        let printed = &mut outputs.get_or_default(op).printed;
        printed.stdout.push_str(stdout);
        printed.stderr.push_str(stderr);
        forget_first(&mut printed.stdout);
    }

    /// A command is done. Of outputs that nobody takes the oldest go.
    pub fn done(&self, op: u64, last: CommandOutput) {
        self.print(op, &last.stdout, &last.stderr);
        let mut outputs = self.outputs.borrow_mut();
        let output = outputs.get_or_default(op);
        output.is_done = true;
        output.printed.exit = last.exit;
        if outputs.len() > OUTPUTS_MAX {
            let oldest = outputs.iter().find(|(_, output)| output.is_done).map(|(op, _)| *op);
            oldest.and_then(|op| outputs.remove(&op));
        }
        self.left(op);
    }

    /// A command that runs until it is stopped: tells it when.
    pub fn run(&self, op: u64, client: &Rc<str>) -> WatchReceiver<bool> {
        let (stop, stopped) = watch(false);
        self.running.borrow_mut().insert(op, Running { client: client.clone(), stop, input: None });
        stopped
    }

    /// A command that runs reads lines from now on.
    pub fn read_lines(&self, op: u64) -> Rc<Input> {
        let input = Rc::new(Input::new());
        if let Some(running) = self.running.borrow_mut().get_mut(&op) {
            running.input = Some(input.clone());
        }
        input
    }

    /// Whether anything that a client runs reads lines.
    pub fn is_read_from(&self, client: &str) -> bool {
        self.running.borrow().values().any(|running| &*running.client == client && running.input.is_some())
    }

    /// Types lines into the newest command of a client's that reads any.
    pub fn say(&self, client: &str, text: &str) {
        let running = self.running.borrow();
        let inputs = running.values().filter(|running| &*running.client == client);
        if let Some(input) = inputs.filter_map(|running| running.input.as_ref()).next_back() {
            input.type_in(text);
        }
    }

    /// Stops one command.
    pub fn stop(&self, op: u64) {
        if let Some(running) = self.running.borrow().get(&op) {
            // Its receiver lives as long as the command.
            let _ = running.stop.send(true);
        }
    }

    /// A watch that prints where another command does is over.
    pub fn left(&self, op: u64) {
        self.running.borrow_mut().remove(&op);
        self.watches.borrow_mut().remove(&op);
    }

    pub fn runs(&self, op: u64) -> bool {
        self.running.borrow().contains_key(&op)
    }

    pub fn is_running(&self, client: &str) -> bool {
        self.running.borrow().values().any(|running| &*running.client == client)
    }

    /// Stops what a client runs.
    pub fn interrupt(&self, client: &str) {
        for running in self.running.borrow().values().filter(|running| &*running.client == client) {
            // Its receiver lives as long as the command.
            let _ = running.stop.send(true);
        }
    }

    pub fn watch(&self, op: u64, watching: Rc<Watching>) {
        self.watches.borrow_mut().insert(op, watching);
    }

    /// Who watches, in the order in which they began.
    pub fn watches(&self) -> Vec<Rc<Watching>> {
        self.watches.borrow().values().cloned().collect()
    }

    /// A friend came too late with a piece.
    pub fn beaten(&self, friend: MemberId, piece: Piece, now_us: u64) {
        self.beaten.borrow_mut().insert(friend, (piece, now_us));
    }

    /// Who came too late with which piece, a moment ago.
    pub fn taken(&self, now_us: u64) -> impl Iterator<Item = (MemberId, Piece)> {
        let beaten = self.beaten.borrow().clone();
        let lately = move |at_us: u64| now_us < at_us + TAKEN_LISTED_US;
        let lately = beaten.iter().filter(|(_, (_, at_us))| lately(*at_us)).map(|(id, (piece, _))| (*id, *piece));
        lately.collect::<Vec<_>>().into_iter()
    }

    pub fn count(&self, client: &Rc<str>, add: impl FnOnce(&mut Counts)) {
        add(self.counts.borrow_mut().get_or_default(client.clone()));
    }

    pub fn counts(&self) -> SmallMap<Rc<str>, Counts> {
        self.counts.borrow().clone()
    }

    /// The number of the operation that is invoked next.
    pub fn next_op(&self) -> u64 {
        self.ops.get() + 1
    }

    /// A new operation of a client's, written down with what it asks for.
    pub fn invoke(
        &self,
        post: &PostOffice,
        client: &Rc<str>,
        request: &str,
        ask: impl FnOnce(u64) -> Option<ClientRequest>,
    ) -> u64 {
        let op = self.next_op();
        self.ops.set(op);
        let (client, request, asked) = (client.clone(), request.into(), ask(op));
        post.recorder.record(TraceEvent::Invoke { op, client, request, asked });
        op
    }

    /// What the client was told, written down; `None` if it was told nothing in time.
    pub fn returned(&self, post: &PostOffice, op: u64, response: Option<&ClientResponse>) {
        let (outcome, text, index) = match response {
            Some(Ok(answer)) => {
                let index = match answer {
                    ClientAnswer::Written { index, .. } => Some(*index),
                    _ => None,
                };
                (Outcome::Ok, told(answer), index)
            }
            Some(Err(ClientError::Unknown)) => (Outcome::Unknown, ClientError::Unknown.to_string(), None),
            Some(Err(error)) => (Outcome::Error, error.to_string(), None),
            None if post.mistakes.makes(Mistake::SilenceIsNo) => (Outcome::Error, DEADLINE_EXCEEDED.to_owned(), None),
            None => (Outcome::Unknown, DEADLINE_EXCEEDED.to_owned(), None),
        };
        let told = response.and_then(|response| response.as_ref().ok()).map(|answer| Rc::new(answer.clone()));
        let response = text.as_str().into();
        post.recorder.record(TraceEvent::Return { op, outcome, response, index, told });
    }

    /// The client's command is over without an answer of a member's.
    pub fn ended(&self, post: &PostOffice, op: u64, outcome: Outcome, text: &str) {
        let response = text.trim_end().into();
        post.recorder.record(TraceEvent::Return { op, outcome, response, index: None, told: None });
    }
}

fn told(answer: &ClientAnswer) -> String {
    match answer {
        ClientAnswer::Written { reply, .. } => format!("revision {}", reply.revision),
        ClientAnswer::Read(reply) => match &reply.response {
            Response::Range(found) => format!("{} keys", found.kvs.len()),
            _ => format!("revision {}", reply.revision),
        },
        ClientAnswer::Lease { remaining_s, .. } => format!("{remaining_s} s left"),
        ClientAnswer::Leases(leases) => format!("{} leases", leases.len()),
        ClientAnswer::Watching { revision } => format!("watching from revision {}", revision + 1),
        ClientAnswer::Snapshot(bytes) => format!("{} bytes", bytes.len()),
        ClientAnswer::Members(members) | ClientAnswer::Changed { members, .. } => format!("{} members", members.len()),
        ClientAnswer::Status(_) | ClientAnswer::Hash { .. } | ClientAnswer::Done => "ok".to_owned(),
    }
}

/// Leaves the last lines of a text that is too long.
fn forget_first(text: &mut String) {
    if text.len() > OUTPUT_BYTES_MAX {
        let from = text.len() - OUTPUT_BYTES_MAX / 2;
        let line = text.bytes().skip(from).position(|byte| byte == b'\n').map_or(text.len(), |at| from + at + 1);
        text.drain(..line);
    }
}
