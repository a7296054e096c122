//! What a terminal shows: the commands that its client gave, and what they printed, each with its virtual moment.
//!
//! Read from the trace and from what commands print, as the narrator reads the trace: when a session goes back, all of
//! it is told anew, so what is shown is never ahead of the present moment, and what a branch did away with is gone.

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
    /// Counts up from 1; the same block has another number once a session has gone back.
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
        /// News of a watch that goes on.
        is_news: bool,
    },
    Failed {
        call: Rc<EtcdctlCall>,
        text: Rc<str>,
    },
    /// The command is over, well, and has printed nothing at all.
    Silent(Rc<EtcdctlCall>),
}

/// A command that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    pub op: u64,
    pub call: Rc<EtcdctlCall>,
    /// The last moment in which it is known to have printed something, or to be over.
    heard_us: u64,
    has_printed: bool,
    /// It is a watch, and a member has told it that its news have begun.
    pub listens: bool,
    /// It runs until somebody stops it.
    pub lasts: bool,
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
    serial: u64,
    /// Changes whenever something here does.
    version: u64,
    /// How often it has begun anew.
    beginnings: u64,
}

impl Shell {
    pub fn new(client: &'static str) -> Self {
        Self {
            client,
            blocks: VecDeque::new(),
            lines: 0,
            running: Vec::new(),
            given: None,
            serial: 0,
            version: 0,
            beginnings: 0,
        }
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    /// Who stands on what was seen before: another number means that the session went back in between.
    pub fn beginnings(&self) -> u64 {
        self.beginnings
    }

    pub fn block(&self, serial: u64) -> Option<&Block> {
        let first = self.blocks.front()?.serial;
        self.blocks.get(usize::try_from(serial.checked_sub(first)?).ok()?)
    }

    /// Oldest first.
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
    }

    pub fn observe(&mut self, line: &TraceLine) {
        match &line.event {
            TraceEvent::Action { action } => match &**action {
                Action::Etcdctl(call) if call.client == self.client => self.given = Some(Rc::new(call.clone())),
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
        let is_news = self.running[at].lasts && exit.is_none();
        if !stdout.is_empty() {
            let lines = stdout.lines().count();
            let left_out = lines.saturating_sub(PRINT_LINES_MAX);
            let from = stdout.split_inclusive('\n').take(left_out).map(str::len).sum::<usize>();
            self.push(t_us, op, What::Printed { text: stdout[from..].into(), left_out, is_news });
        }
        if !stderr.is_empty() {
            self.push(t_us, op, What::Failed { call: call.clone(), text: stderr.into() });
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

    fn push(&mut self, t_us: u64, op: u64, what: What) {
        self.serial += 1;
        self.version += 1;
        self.lines += what.lines();
        self.blocks.push_back(Block { serial: self.serial, t_us, op, what });
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
            What::Silent(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(client: &str, line: &str) -> Action {
        Action::Etcdctl(EtcdctlCall { line: line.into(), endpoint: None, stdin: String::new(), client: client.into() })
    }

    fn give(shell: &mut Shell, t_us: u64, op: u64, client: &str, line: &str) {
        let action = Rc::new(call(client, line));
        shell.observe(&TraceLine { t_us, event: TraceEvent::Action { action } });
        let invoke = TraceEvent::Invoke { op, client: client.into(), request: line.into(), asked: None };
        shell.observe(&TraceLine { t_us, event: invoke });
    }

    fn tell(shell: &mut Shell, t_us: u64, op: u64) {
        let told = TraceEvent::Watch { op, revision: 2, events: 1, told: Rc::default() };
        shell.observe(&TraceLine { t_us, event: told });
    }

    fn shown(shell: &Shell) -> Vec<String> {
        let block = |block: &Block| {
            let what = match &block.what {
                What::Typed(call) => format!("$ {}", call.line),
                What::Printed { text, left_out, is_news } => format!("{text:?} -{left_out} {is_news}"),
                What::Failed { text, .. } => format!("! {text:?}"),
                What::Silent(_) => "nothing".to_owned(),
            };
            format!("{} {what}", block.t_us)
        };
        shell.blocks().map(block).collect()
    }

    #[test]
    fn shows_one_client_only_in_the_order_of_what_happened() {
        let mut shell = Shell::new("terminal");
        give(&mut shell, 10, 4, "terminal", "watch a");
        give(&mut shell, 11, 5, "rui", "get a");
        give(&mut shell, 12, 6, "terminal", "get b");
        shell.printed(5, "no", "", Some(0));
        shell.printed(6, "", "", Some(0));
        shell.set_lasting(4, true);
        tell(&mut shell, 20, 4);
        shell.printed(4, "PUT\na\n1\n", "", None);
        give(&mut shell, 30, 7, "terminal", "ge");
        shell.printed(7, "", "Error: unknown\n", Some(1));
        let expected = [
            "10 $ watch a",
            "12 $ get b",
            "12 nothing",
            r#"20 "PUT\na\n1\n" -0 true"#,
            "30 $ ge",
            r#"30 ! "Error: unknown\n""#,
        ];
        assert_eq!(shown(&shell), expected);
        assert_eq!(shell.running().iter().map(|running| running.op).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn a_watch_that_was_stopped_says_nothing() {
        let mut shell = Shell::new("terminal");
        give(&mut shell, 10, 1, "terminal", "watch a");
        shell.set_lasting(1, true);
        shell.printed(1, "", "", Some(0));
        assert_eq!(shown(&shell), ["10 $ watch a"]);
        assert!(shell.running().is_empty());
    }

    #[test]
    fn is_told_anew_after_a_step_back() {
        let mut shell = Shell::new("terminal");
        give(&mut shell, 10, 1, "terminal", "get a");
        let version = shell.version();
        shell.begin_anew();
        assert!(shown(&shell).is_empty() && shell.running().is_empty() && shell.version() != version);
        give(&mut shell, 10, 1, "terminal", "get a");
        assert_eq!(shown(&shell), ["10 $ get a"]);
    }

    #[test]
    fn keeps_no_more_than_can_be_shown() {
        let mut shell = Shell::new("terminal");
        give(&mut shell, 0, 1, "terminal", "get");
        shell.printed(1, &"x\n".repeat(PRINT_LINES_MAX + 3), "", Some(0));
        assert!(matches!(shell.blocks().last().unwrap().what, What::Printed { left_out: 3, .. }));
        for op in 2..2 * BLOCKS_MAX as u64 {
            give(&mut shell, op, op, "terminal", "get");
            shell.printed(op, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "", Some(0));
        }
        assert!(shell.blocks().count() <= BLOCKS_MAX);
        assert!(shell.blocks().map(|block| block.what.lines()).sum::<usize>() <= LINES_MAX);
    }
}
