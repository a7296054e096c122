//! Makes a failing session short: what can be left out is left out, as long as the run still fails alike.

use std::mem::discriminant;

use super::judge::{Fault, judge};
use super::trouble::healing;
use crate::session::SessionFile;

/// No more runs than this are tried, so that a stubborn session does not keep everybody waiting.
const TRIES_MAX: usize = 400;

/// The shortest session found that fails in the same way as `file` does, i.e. whose first fault is of the same kind.
/// The healing at its end stays: without it a run must not be judged.
pub fn shrink(file: &SessionFile, first: &Fault) -> SessionFile {
    let alike = |fault: &Fault| match (fault, first) {
        (Fault::Broken(one), Fault::Broken(other)) => one.property == other.property,
        (one, other) => discriminant(one) == discriminant(other),
    };
    shrink_while(file, healing().len(), |file| judge(file).faults.iter().any(alike))
}

/// As [`shrink`], for any kind of failing; `kept` entries at the end stay. Leaves out halves, then quarters and so on.
fn shrink_while(file: &SessionFile, kept: usize, mut fails: impl FnMut(&SessionFile) -> bool) -> SessionFile {
    let mut shortest = file.clone();
    let mut tries = 0;
    let mut chunk = (file.log.len().saturating_sub(kept) / 2).max(1);
    loop {
        let mut start = 0;
        let mut is_shorter = false;
        while start < shortest.log.len().saturating_sub(kept) && tries < TRIES_MAX {
            let end = (start + chunk).min(shortest.log.len() - kept);
            let mut shorter = shortest.clone();
            shorter.log.drain(start..end);
            tries += 1;
            if fails(&shorter) {
                shortest = shorter;
                is_shorter = true;
            } else {
                start = end;
            }
        }
        if tries >= TRIES_MAX || (chunk == 1 && !is_shorter) {
            return shortest;
        }
        chunk = (chunk / 2).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Action, WorldSpec};
    use crate::session::LogEntry;

    #[test]
    fn only_what_is_needed_stays() {
        let crash = |member| LogEntry { at_us: member * 1_000, action: Action::Crash { member } };
        let heal = LogEntry { at_us: 20_000, action: Action::Heal };
        let log: Vec<LogEntry> = (1..=9).map(crash).chain([heal.clone()]).collect();
        let file = SessionFile { format: 1, world: WorldSpec::new(1), log };
        let needs = |file: &SessionFile| [3, 7].iter().all(|member| file.log.contains(&crash(*member)));
        let shortest = shrink_while(&file, 1, needs);
        assert_eq!(shortest.log, [crash(3), crash(7), heal]);
    }
}
