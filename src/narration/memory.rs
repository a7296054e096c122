//! What the narrator has to remember of each friend to put events in context.

use super::{Note, Run};
use crate::cluster::{MemberFaults, MemberId, Role};
use crate::few::SmallMap;

/// How many of a notebook's last lines are remembered.
const NOTES_MAX: usize = 128;

/// What somebody at the screen made of the network.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub loss_ppm: u32,
    pub duplicate_ppm: u32,
    /// None while it is as it was in the beginning.
    pub latency_us: Option<[u64; 2]>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Friend {
    pub role: Option<Role>,
    pub away: bool,
    /// It left the group.
    pub removed: bool,
    pub faults: MemberFaults,
    /// Whether a letter for this friend was told to find nobody, in this absence.
    pub missed: bool,
    /// The term it is in.
    pub term: u64,
    /// The notebook: what stands on each line.
    pub notes: SmallMap<u64, Note>,
    /// Which leader it last heard of.
    pub heard: Option<MemberId>,
    /// What has it ask for votes, if it does so up to this moment.
    pub cause: Option<(u64, Run)>,
    /// It asked if it would win, and neither ran nor heard from a leader since.
    pub wondered: bool,
    /// The highest line told to be fitted by it.
    pub fitted: u64,
    pub leading: Leading,
}

/// What a leader, or a candidate on its way there, has learnt from letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Leading {
    pub yes: Vec<MemberId>,
    /// The highest line each other friend is known to have.
    pub matched: SmallMap<MemberId, u64>,
    /// The highest line sent to each.
    pub sent: SmallMap<MemberId, u64>,
    /// When a letter to one friend alone was last told.
    pub told: SmallMap<MemberId, u64>,
    /// The highest line told to be on its way to everybody.
    pub announced: u64,
    pub commit: u64,
}

impl Friend {
    pub fn leads(&self) -> bool {
        self.role == Some(Role::Leader)
    }

    pub fn write(&mut self, index: u64, note: Note) {
        self.notes.insert(index, note);
        if self.notes.len() > NOTES_MAX {
            self.notes.pop_first();
        }
    }

    pub fn note(&self, index: u64) -> Note {
        self.notes.get(&index).cloned().unwrap_or(Note::Line(index))
    }

    pub fn rub_out(&mut self, from: u64) -> Vec<Note> {
        self.notes.split_off(&from).values().cloned().collect()
    }

    pub fn last_index(&self) -> u64 {
        self.notes.last().map_or(0, |(index, _)| *index)
    }

    /// How many notebooks of those who have a vote, its own included, are known to have line `index`.
    pub fn known(&self, index: u64, voters: &[MemberId]) -> usize {
        let has = |(id, matched): &(&MemberId, &u64)| **matched >= index && voters.contains(id);
        1 + self.leading.matched.iter().filter(has).count()
    }

    /// It may run now, or once it has read its letter and saved its vote: behind a flush that is under way already.
    pub fn driven(&mut self, t_us: u64, run: Run) {
        self.cause = Some((t_us + self.faults.slow_us + 2 * self.faults.flush_us[1], run));
    }

    /// A new term of its own: what it knew of the others no longer counts.
    pub fn begin_term(&mut self) {
        self.leading = Leading { commit: self.leading.commit, ..Leading::default() };
    }

    /// All that was only in its head is gone; the notebook stays.
    pub fn leave(&mut self) {
        self.away = true;
        self.role = None;
        self.heard = None;
        self.cause = None;
        self.wondered = false;
        self.leading = Leading::default();
    }
}
