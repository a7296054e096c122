//! What a step has the learner type, and is typed for who goes on without.

use super::{Play, Tell};
use crate::cluster::{Action, TraceEvent};
use crate::lessons::typed;
use crate::session::Session;

const TERMINAL: &str = "terminal";
/// How long a command may take to be answered, in virtual microseconds.
const ANSWER_US_MAX: u64 = 5_000_000;

impl Play {
    /// Whether the terminal has been given this line since the step began.
    pub fn was_typed(&self, line: &str) -> bool {
        self.evidence.since().iter().any(|seen| match &seen.event {
            TraceEvent::Action { action } => matches!(&**action, Action::Etcdctl(call) if call.line == line),
            _ => false,
        })
    }

    /// When each of the step's commands was typed since it began, and its operation; `None` if one was not.
    fn typed(&self) -> Option<Vec<(u64, u64)>> {
        let begun = |line: &&str| {
            self.evidence.since().iter().find_map(|seen| match &seen.event {
                TraceEvent::Invoke { op, request, .. } if &**request == *line => Some((seen.t_us, *op)),
                _ => None,
            })
        };
        self.step()?.commands.iter().map(begun).collect()
    }

    /// Whether all of them were typed and have printed something.
    pub(super) fn all_is_answered(&self) -> bool {
        self.typed().is_some_and(|typed| typed.iter().all(|(_, op)| self.has_printed(*op)))
    }

    /// Until when they are waited for, once all were typed.
    pub(super) fn typed_latest_us(&self) -> Option<u64> {
        let last_us = self.typed()?.into_iter().map(|(at_us, _)| at_us).max()?;
        Some(last_us + 2 * ANSWER_US_MAX)
    }

    fn has_printed(&self, operation: u64) -> bool {
        self.evidence.since().iter().rev().any(|seen| match &seen.event {
            TraceEvent::Return { op, .. } | TraceEvent::Watch { op, .. } => *op == operation,
            _ => false,
        })
    }

    /// Has the terminal type what was not, and lets it be answered.
    pub(super) fn type_the_rest(&mut self, session: &mut Session, tell: Tell) {
        let Some(step) = self.step() else { return };
        for line in step.commands {
            if self.was_typed(line) {
                continue;
            }
            let op = session.dispatch(typed(TERMINAL, None, *line));
            self.take(session, tell);
            if let Ok(Some(op)) = op {
                self.wait_for(op, session, tell);
            }
        }
    }

    /// Until a command has printed something: its answer, or the first of what it goes on to print.
    fn wait_for(&mut self, op: u64, session: &mut Session, tell: Tell) {
        let limit_us = session.now_us() + ANSWER_US_MAX;
        while !self.has_printed(op) {
            match session.next_moment_us() {
                Some(next_us) if next_us <= limit_us => session.advance_to(next_us),
                _ => break,
            }
            self.take(session, tell);
        }
    }
}
