//! What a terminal shows: the commands that its client gave, and what they printed, each with its virtual moment.
//!
//! Read from the trace and from what commands print, as the narrator reads the trace: when a session goes back, all of
//! it is told anew, so what is shown is never ahead of the present moment, and what a branch did away with is gone; that
//! it is gone is said.
//!
//! What a command printed stands under it, whatever was typed before the answer came. Only the news of what goes on (a
//! watch, a lease kept alive) come where they happened, and so does its end.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::cluster::{Action, EtcdctlCall, TraceEvent, TraceLine};

/// How much is kept: the oldest goes.
const BLOCKS_MAX: usize = 500;
const LINES_MAX: usize = 5_000;
/// The most lines that one print may have: of more, the last are shown.
const PRINT_LINES_MAX: usize = 2_000;

/// Something that stands in the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Counts up from 1 in the order in which blocks came; the same block may have another number once a session has gone
    /// back.
    pub serial: u64,
    pub t_us: u64,
    /// The command that it belongs to.
    pub op: u64,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A command was given, without the tool's own name in front.
    Typed(Rc<EtcdctlCall>),
    Printed {
        text: Rc<str>,
        /// How many lines before it are left out.
        left_out: usize,
        /// News of a command that goes on, or the end of one that did.
        is_news: bool,
    },
    Failed {
        call: Rc<EtcdctlCall>,
        text: Rc<str>,
        /// Of a command that goes on, or that went on until now.
        is_news: bool,
    },
    /// Lines that were typed into a command that reads on.
    Said(Rc<str>),
    /// The command is over, well, and has printed nothing at all.
    Silent(Rc<EtcdctlCall>),
    /// Somebody acted here although the session had been played on before: what came then is gone.
    Branched {
        /// How many commands of this terminal went with it.
        forgotten: usize,
    },
}

/// A command that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    pub op: u64,
    pub call: Rc<EtcdctlCall>,
    /// The last moment in which it is known to have printed something, or to be over.
    pub heard_us: u64,
    pub has_printed: bool,
    /// It is a watch, and a member has told it that its news have begun.
    pub listens: bool,
    /// It runs until somebody stops it.
    pub lasts: bool,
    /// What is typed into it is read, as long as it runs.
    pub reads: bool,
}

/// The terminal of one client.
#[derive(Debug)]
pub struct Shell {
    client: &'static str,
    blocks: VecDeque<Block>,
    lines: usize,
    running: Vec<Running>,
    /// The command whose operation is told next.
    given: Option<Rc<EtcdctlCall>>,
    /// Whether its input goes on.
    is_open: bool,
    serial: u64,
    /// Changes whenever something here does.
    version: u64,
    /// How often it has begun anew.
    beginnings: u64,
    /// Operations that were typed here, of the future too, in their order.
    known: Vec<u64>,
    /// Up to which moment the session had been played when it was last looked at.
    end_us: u64,
    /// The newest block's number then; `None` right after a beginning.
    looked: Option<u64>,
    branched: Option<(u64, u64)>,
}

impl Shell {
    pub fn new(client: &'static str) -> Self {
        Self {
            client,
            blocks: VecDeque::new(),
            lines: 0,
            running: Vec::new(),
            given: None,
            is_open: false,
            serial: 0,
            version: 0,
            beginnings: 0,
            known: Vec::new(),
            end_us: 0,
            looked: None,
            branched: None,
        }
    }

    /// Somebody else sits at it from the next beginning on.
    pub fn seat(&mut self, client: &'static str) {
        self.client = client;
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    /// Who stands on what was seen before: another number means that the session went back in between.
    pub fn beginnings(&self) -> u64 {
        self.beginnings
    }

    pub fn block(&self, serial: u64) -> Option<&Block> {
        self.blocks.iter().find(|block| block.serial == serial)
    }

    /// What was typed for an operation, if that is still here.
    pub fn line_of(&self, op: u64) -> Option<&str> {
        self.blocks.iter().find_map(|block| match &block.what {
            What::Typed(call) if block.op == op => Some(&*call.line),
            _ => None,
        })
    }

    /// The same, with what it read.
    pub fn call_of(&self, op: u64) -> Option<Rc<EtcdctlCall>> {
        self.blocks.iter().find_map(|block| match &block.what {
            What::Typed(call) if block.op == op => Some(call.clone()),
            _ => None,
        })
    }

    /// As they are shown, from the top.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = &Block> {
        self.blocks.iter()
    }

    /// In the order in which they were given.
    pub fn running(&self) -> &[Running] {
        &self.running
    }

    /// The session has gone back to its beginning, or is another one.
    pub fn begin_anew(&mut self) {
        self.blocks.clear();
        self.lines = 0;
        self.running.clear();
        self.given = None;
        self.version += 1;
        self.beginnings += 1;
        self.looked = None;
    }

    /// The session has been read up to its present moment `now_us`, and has been played up to `end_us`.
    pub fn looked(&mut self, now_us: u64, end_us: u64) {
        match self.looked {
            // It is another session.
            None if end_us != self.end_us => self.known.clear(),
            Some(before) if end_us < self.end_us => self.branch(now_us, before),
            _ => {}
        }
        if self.looked != Some(self.serial) {
            let last = self.known.last().copied().unwrap_or(0);
            let typed = self.blocks.iter().filter(|block| matches!(block.what, What::Typed(_)));
            self.known.extend(typed.map(|block| block.op).filter(|op| *op > last));
        }
        (self.end_us, self.looked) = (end_us, Some(self.serial));
    }

    /// Another history begins behind the block `before`.
    fn branch(&mut self, now_us: u64, before: u64) {
        let is_old = |block: &&Block| block.serial <= before;
        let last = self.blocks.iter().filter(is_old).map(|block| block.op).max().unwrap_or(0);
        let known = self.known.len();
        self.known.retain(|op| *op <= last);
        let forgotten = known - self.known.len();
        let at = self.blocks.iter().position(|block| block.serial > before).unwrap_or(self.blocks.len());
        // It is no command's. It goes off the screen with the first of the new history, else with the last of the old.
        let op = self.blocks.get(at).map_or(last, |block| block.op);
        self.insert(at, now_us, op, What::Branched { forgotten });
        self.branched = Some((self.version, now_us));
    }

    /// Where the last other history began, in virtual time, and what the version was then.
    pub fn branched(&self) -> Option<(u64, u64)> {
        self.branched
    }

    pub fn observe(&mut self, line: &TraceLine) {
        match &line.event {
            TraceEvent::Action { action } => match &**action {
                Action::Etcdctl(call) | Action::Converse(call) if call.client == self.client => {
                    self.given = Some(Rc::new(call.clone()));
                    self.is_open = matches!(**action, Action::Converse(_));
                }
                Action::Say { client, text } if client == self.client => {
                    if let Some(op) = self.reader() {
                        self.push(line.t_us, op, What::Said(text.trim_end().into()));
                    }
                }
                _ => {}
            },
            TraceEvent::Invoke { op, client, .. } if **client == *self.client => {
                if let Some(call) = self.given.take() {
                    self.push(line.t_us, *op, What::Typed(call.clone()));
                    let heard_us = line.t_us;
                    self.running.push(Running {
                        op: *op,
                        call,
                        heard_us,
                        has_printed: false,
                        listens: false,
                        lasts: false,
                        reads: self.is_open,
                    });
                }
            }
            TraceEvent::Watch { op, .. } => {
                if let Some(running) = self.running.iter_mut().find(|running| running.op == *op) {
                    (running.heard_us, running.listens) = (line.t_us, true);
                    self.version += 1;
                }
            }
            TraceEvent::Return { op, .. } => {
                if let Some(running) = self.running.iter_mut().find(|running| running.op == *op) {
                    running.heard_us = line.t_us;
                }
            }
            _ => {}
        }
    }

    /// The command that reads what is typed now, if any does.
    pub fn reader(&self) -> Option<u64> {
        self.running.iter().rfind(|running| running.reads).map(|running| running.op)
    }

    /// Whether a running command runs until somebody stops it.
    pub fn set_lasting(&mut self, op: u64, lasts: bool) {
        let running = self.running.iter_mut().find(|running| running.op == op && running.lasts != lasts);
        if let Some(running) = running {
            running.lasts = lasts;
            self.version += 1;
        }
    }

    /// What a running command has printed since this was last told, and with which code it is over, if it is.
    pub fn printed(&mut self, op: u64, stdout: &str, stderr: &str, exit: Option<i32>) {
        let Some(at) = self.running.iter().position(|running| running.op == op) else { return };
        let (call, t_us) = (self.running[at].call.clone(), self.running[at].heard_us);
        let is_news = self.running[at].lasts;
        if !stdout.is_empty() {
            let lines = stdout.lines().count();
            let left_out = lines.saturating_sub(PRINT_LINES_MAX);
            let from = stdout.split_inclusive('\n').take(left_out).map(str::len).sum::<usize>();
            self.push(t_us, op, What::Printed { text: stdout[from..].into(), left_out, is_news });
        }
        if !stderr.is_empty() {
            self.push(t_us, op, What::Failed { call: call.clone(), text: stderr.into(), is_news });
        }
        self.running[at].has_printed |= !(stdout.is_empty() && stderr.is_empty());
        if let Some(exit) = exit {
            let running = self.running.remove(at);
            self.version += 1;
            // Who was stopped had nothing more to say.
            if exit == 0 && !(running.has_printed || running.lasts || running.listens) {
                self.push(t_us, op, What::Silent(call));
            }
        }
    }

    /// At the end; but an answer under the command that it belongs to.
    fn push(&mut self, t_us: u64, op: u64, what: What) {
        let is_answered = |block: &Block| block.op == op && !block.what.comes_when_it_happens();
        let at = if what.comes_when_it_happens() { None } else { self.blocks.iter().rposition(is_answered) };
        self.insert(at.map_or(self.blocks.len(), |at| at + 1), t_us, op, what);
    }

    fn insert(&mut self, at: usize, t_us: u64, op: u64, what: What) {
        self.serial += 1;
        self.version += 1;
        self.lines += what.lines();
        self.blocks.insert(at, Block { serial: self.serial, t_us, op, what });
        while (self.blocks.len() > BLOCKS_MAX || self.lines > LINES_MAX) && self.blocks.len() > 1 {
            let oldest = self.blocks.pop_front();
            self.lines -= oldest.map_or(0, |block| block.what.lines());
        }
    }
}

impl What {
    fn lines(&self) -> usize {
        match self {
            What::Typed(call) => 1 + call.stdin.lines().count(),
            What::Printed { text, .. } | What::Failed { text, .. } => text.lines().count(),
            What::Said(text) => text.lines().count(),
            What::Silent(_) | What::Branched { .. } => 1,
        }
    }

    pub fn is_news(&self) -> bool {
        matches!(self, What::Printed { is_news: true, .. } | What::Failed { is_news: true, .. })
    }

    /// Unlike what stands under its command.
    fn comes_when_it_happens(&self) -> bool {
        self.is_news() || matches!(self, What::Branched { .. } | What::Said(_))
    }
}

#[cfg(test)]
mod tests;
