//! What was restored from photos, and whether everybody began anew from it; read from the trace, like a terminal.

use crate::cluster::{Action, DataDirFrame, TraceEvent, TraceLine};

/// Told anew when the session goes back.
#[derive(Debug, Default)]
pub struct Restores {
    /// Directories that commands asked for, in the order in which they did.
    asked: Vec<String>,
    /// From which everybody began anew, and when.
    begun: Vec<(String, u64)>,
}

/// A directory that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub name: String,
    pub revision: u64,
    /// When everybody last began anew from it, if ever.
    pub begun_us: Option<u64>,
    /// No other was made later.
    pub is_newest: bool,
}

impl Restores {
    pub fn begin_anew(&mut self) {
        *self = Self::default();
    }

    /// Somebody gave a command that makes this directory. If it is there already, that changes nothing.
    pub fn asked_for(&mut self, data_dir: &str) {
        if self.asked.iter().all(|asked| asked != data_dir) {
            self.asked.push(data_dir.to_owned());
        }
    }

    pub fn observe(&mut self, line: &TraceLine) {
        if let TraceEvent::Action { action } = &line.event
            && let Action::StartFrom { data_dir } = &**action
        {
            self.begun.push((data_dir.clone(), line.t_us));
        }
    }

    /// What there is, the newest first.
    pub fn of(&self, dirs: &[DataDirFrame]) -> Vec<Restored> {
        let age = |dir: &DataDirFrame| self.asked.iter().rev().position(|asked| *asked == dir.name);
        let restored = |dir: &DataDirFrame| Restored {
            name: dir.name.clone(),
            revision: dir.revision,
            begun_us: self.begun.iter().rev().find(|(name, _)| *name == dir.name).map(|(_, t_us)| *t_us),
            is_newest: false,
        };
        let mut found: Vec<(Option<usize>, Restored)> = dirs.iter().map(|dir| (age(dir), restored(dir))).collect();
        found.sort_by_key(|(age, _)| age.unwrap_or(usize::MAX));
        let mut found: Vec<Restored> = found.into_iter().map(|(_, restored)| restored).collect();
        if let Some(newest) = found.first_mut() {
            newest.is_newest = true;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir(name: &str) -> DataDirFrame {
        DataDirFrame { name: name.to_owned(), revision: 7, keys: 1 }
    }

    #[test]
    fn the_newest_comes_first_and_what_was_used_says_when() {
        let mut restores = Restores::default();
        for name in ["z", "none", "a", "z"] {
            restores.asked_for(name);
        }
        let dirs = [dir("a"), dir("z")];
        let told = |restores: &Restores| {
            let told = restores.of(&dirs);
            told.into_iter().map(|found| (found.name, found.begun_us, found.is_newest)).collect::<Vec<_>>()
        };
        assert_eq!(told(&restores), [("a".to_owned(), None, true), ("z".to_owned(), None, false)]);
        for t_us in [30, 50] {
            let action = std::rc::Rc::new(Action::StartFrom { data_dir: "a".to_owned() });
            restores.observe(&TraceLine { t_us, event: TraceEvent::Action { action } });
        }
        assert_eq!(told(&restores), [("a".to_owned(), Some(50), true), ("z".to_owned(), None, false)]);
        restores.begin_anew();
        assert_eq!(restores.of(&dirs)[0].begun_us, None);
    }
}
