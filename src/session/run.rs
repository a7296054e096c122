//! A session while it runs.

use std::collections::VecDeque;
use std::rc::Rc;

use super::file::{AT_US_MAX, FORMAT, LOG_ENTRIES_MAX, TEXTS_MAX_BYTES, check_log, text_bytes};
use super::{BadSession, LogEntry, SessionFile};
use crate::check::Checks;
use crate::cluster::{Action, BadWorld, File, Frame, MemberId, Refusal, TraceLine, World, WorldSpec};
use crate::etcd::Store;
use crate::etcdctl::CommandOutput;

/// Silence longer than this has no next event to step to.
const STEP_US_MAX: u64 = 60_000_000;
/// How many moments are kept to step back to. Going back runs the world again and meets them anew, so the
/// last ones before the present are always at hand.
const MOMENTS_MAX: usize = 1024;

/// What the trace got since it was last taken.
pub struct News {
    /// The world was made anew: forget everything told before.
    pub from_the_start: bool,
    pub lines: Vec<TraceLine>,
}

pub struct Session {
    world: World,
    /// What was done on this branch, up to the present moment.
    done: Vec<LogEntry>,
    /// How long the texts in it become in a file.
    texts_bytes: usize,
    /// What the branch's log says is still to be done.
    ahead: VecDeque<LogEntry>,
    /// The furthest moment this branch has reached.
    end_us: u64,
    /// The last moments up to the present one in which something visible happened.
    moments: VecDeque<u64>,
    lines: Vec<TraceLine>,
    from_the_start: bool,
    /// Reads along, line by line, what must hold in every run.
    checks: Checks,
    /// Since when the checks read no more.
    unchecked_since_us: Option<u64>,
    /// Actions of a log that could not be done when their moment came.
    refused: Vec<(LogEntry, Refusal)>,
}

impl Session {
    /// # Errors
    /// If there can be no such world.
    pub fn new(spec: WorldSpec) -> Result<Self, BadWorld> {
        Self::with_log(spec, Vec::new())
    }

    fn with_log(spec: WorldSpec, log: Vec<LogEntry>) -> Result<Self, BadWorld> {
        let mut session = Self {
            world: World::new(spec)?,
            done: Vec::new(),
            texts_bytes: 0,
            end_us: log.last().map_or(0, |entry| entry.at_us),
            ahead: log.into(),
            moments: VecDeque::new(),
            lines: Vec::new(),
            from_the_start: true,
            checks: Checks::default(),
            unchecked_since_us: None,
            refused: Vec::new(),
        };
        session.advance_to(0);
        Ok(session)
    }

    /// A session at time 0 that will do what its log says.
    ///
    /// # Errors
    /// If it can't be a session.
    pub fn import(file: SessionFile) -> Result<Self, BadSession> {
        check_log(&file.log)?;
        Ok(Self::with_log(file.world, file.log)?)
    }

    pub fn export(&self) -> SessionFile {
        let log = self.done.iter().chain(&self.ahead).cloned().collect();
        SessionFile { format: FORMAT, world: self.world.spec().clone(), log }
    }

    pub fn spec(&self) -> &WorldSpec {
        self.world.spec()
    }

    pub fn now_us(&self) -> u64 {
        self.world.now_us()
    }

    pub fn end_us(&self) -> u64 {
        self.end_us
    }

    pub fn frame(&self) -> Frame {
        Frame {
            violations: self.checks.violations().to_vec(),
            unchecked_since_us: self.unchecked_since_us,
            ..self.world.frame()
        }
    }

    /// Checks nothing that happens from now on, for the sake of speed; the world and its trace are the same. What was
    /// not read can't be made up for, so every frame says so until the session goes back: then all is checked anew.
    pub fn stop_checking(&mut self) {
        self.unchecked_since_us.get_or_insert(self.world.now_us());
    }

    /// How often a task has been polled since the world was made: a measure of work.
    pub fn polls(&self) -> u64 {
        self.world.polls()
    }

    pub fn trace_hash(&self) -> u64 {
        self.world.trace_hash()
    }

    /// The trace since this was last called; from the beginning, if the session went back in between.
    pub fn take_news(&mut self) -> News {
        News {
            from_the_start: std::mem::replace(&mut self.from_the_start, false),
            lines: std::mem::take(&mut self.lines),
        }
    }

    /// What was refused of the log since this was last called.
    pub fn take_refused(&mut self) -> Vec<(LogEntry, Refusal)> {
        std::mem::take(&mut self.refused)
    }

    /// Whether a message other than a heartbeat is under way.
    pub fn is_busy(&self) -> bool {
        self.world.is_busy()
    }

    /// Lets everything happen up to and at `t_us`, the log's actions included; no further than to the last
    /// moment that a log may speak of.
    pub fn advance_to(&mut self, t_us: u64) {
        let t_us = t_us.min(AT_US_MAX);
        while self.ahead.front().is_some_and(|entry| entry.at_us <= t_us)
            && let Some(entry) = self.ahead.pop_front()
        {
            self.world.advance_to(entry.at_us);
            match self.world.apply(&entry.action) {
                Ok(_) => self.note_done(entry),
                Err(refusal) => self.refused.push((entry, refusal)),
            }
        }
        self.world.advance_to(t_us);
        self.note_events();
    }

    fn note_done(&mut self, entry: LogEntry) {
        self.texts_bytes += text_bytes(&entry.action);
        self.done.push(entry);
    }

    /// As [`Session::advance_to`], but stops at the first moment in which a message other than a
    /// heartbeat is under way.
    pub fn advance_through_silence(&mut self, t_us: u64) {
        let t_us = t_us.min(AT_US_MAX);
        while self.now_us() < t_us && !self.world.is_busy() {
            let next_us = self.next_moment_us().map_or(t_us, |next_us| next_us.min(t_us));
            self.advance_to(next_us);
        }
    }

    /// When something will next happen, visible or not.
    pub fn next_moment_us(&self) -> Option<u64> {
        let action_us = self.ahead.front().map(|entry| entry.at_us);
        self.world.next_event_us().into_iter().chain(action_us).min()
    }

    fn note_events(&mut self) {
        self.end_us = self.end_us.max(self.world.now_us());
        let lines = self.world.take_trace();
        for line in &lines {
            if self.unchecked_since_us.is_none() {
                self.checks.observe(line);
            }
            if self.moments.back().is_none_or(|last| *last < line.t_us) {
                self.moments.push_back(line.t_us);
            }
        }
        let too_many = self.moments.len().saturating_sub(MOMENTS_MAX);
        self.moments.drain(..too_many);
        self.lines.extend(lines);
    }

    /// Acts at the present moment. In the past this starts a branch: what was to come is forgotten.
    /// Returns the operation of a command line.
    ///
    /// # Errors
    /// If it can't be done; then nothing has changed.
    pub fn dispatch(&mut self, action: Action) -> Result<Option<u64>, Refusal> {
        // What is exported has to be a session that can be imported again.
        if self.done.len() >= LOG_ENTRIES_MAX {
            return Err(Refusal::LogFull { max: LOG_ENTRIES_MAX });
        }
        let bytes = text_bytes(&action);
        if bytes > 0 && bytes + self.texts_bytes > TEXTS_MAX_BYTES {
            return Err(Refusal::TextsFull { max_bytes: TEXTS_MAX_BYTES });
        }
        let op = self.world.apply(&action)?;
        let now_us = self.world.now_us();
        self.ahead.clear();
        self.note_done(LogEntry { at_us: now_us, action });
        self.end_us = now_us;
        self.note_events();
        Ok(op)
    }

    /// What the command of an operation printed since this was last called, and whether it is done; then this was the
    /// last time.
    pub fn take_output(&self, op: u64) -> Option<(CommandOutput, bool)> {
        self.world.take_output(op)
    }

    /// Looks into the store of a member at home; without one, of the member that has applied most. `None` if nobody is
    /// there.
    pub fn read_store<T>(&self, member: Option<MemberId>, read: impl FnOnce(MemberId, &Store) -> T) -> Option<T> {
        self.world.read_store(member, read)
    }

    /// A file of the session's folder, and what is in it if it is a snapshot.
    pub fn file(&self, name: &str) -> Option<File> {
        self.world.file(name)
    }

    /// What is in a data directory that `snapshot restore` made.
    pub fn data_dir(&self, name: &str) -> Option<Rc<Store>> {
        self.world.data_dir(name)
    }

    /// Whether a command runs until somebody stops it, as a watch does.
    pub fn runs(&self, op: u64) -> bool {
        self.world.runs(op)
    }

    /// Lets time pass until the command of an operation is done, `us_max` at the most. Returns what it printed, and
    /// whether it is done.
    pub fn run_until_done(&mut self, op: u64, us_max: u64) -> (CommandOutput, bool) {
        let limit_us = (self.now_us() + us_max).min(AT_US_MAX);
        let mut printed = CommandOutput::default();
        loop {
            if let Some((more, is_done)) = self.world.take_output(op) {
                printed.stdout.push_str(&more.stdout);
                printed.stderr.push_str(&more.stderr);
                printed.exit = more.exit;
                if is_done {
                    return (printed, true);
                }
            }
            match self.next_moment_us() {
                Some(next_us) if next_us <= limit_us => self.advance_to(next_us),
                _ => return (printed, false),
            }
        }
    }

    /// Goes to the next moment in which something visible happens. Returns whether there is one.
    pub fn step_forward(&mut self) -> bool {
        let (events, limit_us) = (self.world.events(), (self.now_us() + STEP_US_MAX).min(AT_US_MAX));
        while self.world.events() == events {
            match self.next_moment_us() {
                Some(next_us) if next_us <= limit_us => self.advance_to(next_us),
                _ => return false,
            }
        }
        true
    }

    /// The last moment before this one in which something visible happened.
    pub fn previous_moment_us(&self) -> Option<u64> {
        let now_us = self.now_us();
        let earlier = self.moments.partition_point(|moment| *moment < now_us);
        earlier.checked_sub(1).map(|last| self.moments[last])
    }

    /// Goes to a moment: on from here, or from the beginning once more if it is past.
    pub fn seek(&mut self, t_us: u64) {
        if t_us < self.now_us() {
            self.rewind();
        }
        self.advance_to(t_us);
    }

    /// Back to the beginning; the log stays.
    pub fn rewind(&mut self) {
        let spec = self.world.spec().clone();
        self.world = World::new(spec).expect("it could be made before");
        let mut log = VecDeque::from(std::mem::take(&mut self.done));
        log.append(&mut self.ahead);
        self.ahead = log;
        self.texts_bytes = 0;
        self.moments.clear();
        self.lines.clear();
        self.checks = Checks::default();
        self.unchecked_since_us = None;
        self.from_the_start = true;
    }
}
