//! The files that commands read and write: the session's own folder, not the computer's.

use std::cell::RefCell;
use std::rc::Rc;

use crate::etcd::{SnapshotError, Store};
use crate::few::SmallMap;

/// The longest name of a file, in letters.
pub const FILE_NAME_LEN_MAX: usize = 64;

/// How many files there may be, and how many data directories.
const FILES_MAX: usize = 32;

/// Whether a file may go by this name: no folders, nothing hidden.
pub fn may_be_a_file(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (1..=FILE_NAME_LEN_MAX).contains(&name.chars().count()) && name.chars().all(is_plain) && !name.starts_with('.')
}

/// A file, and what is in it if it is a snapshot.
#[derive(Clone)]
pub struct File {
    pub bytes: Rc<[u8]>,
    pub store: Result<Rc<Store>, SnapshotError>,
}

#[derive(Default)]
pub struct Files {
    files: RefCell<SmallMap<String, File>>,
    /// What `snapshot restore` made of them.
    data_dirs: RefCell<SmallMap<String, Rc<Store>>>,
}

impl Files {
    /// A new file, or another one in its place.
    pub fn lay_down(&self, name: String, bytes: Vec<u8>) {
        let store = Store::from_snapshot(&bytes).map(Rc::new);
        self.files.borrow_mut().insert(name, File { bytes: bytes.into(), store });
    }

    /// Whether there is room for a file of this name, and for a data directory.
    pub fn have_room(&self, name: &str) -> bool {
        let files = self.files.borrow();
        (files.len() < FILES_MAX || files.keys().any(|known| known == name))
            && self.data_dirs.borrow().len() < FILES_MAX
    }

    /// Whether a path leads to a folder: the session's own, one above it, or a data directory.
    pub fn is_folder(&self, path: &str) -> bool {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let is_above = !path.is_empty() && parts.all(|part| matches!(part, "." | ".."));
        is_above || self.data_dir(path.trim_end_matches('/')).is_some()
    }

    /// Whether something is already where a path leads to.
    pub fn is_taken(&self, path: &str) -> bool {
        self.is_folder(path) || self.file(path).is_some()
    }

    /// Whether the folder is there in which a file of this name would be. Of those that are named from the root on
    /// nothing is known here: they are taken to be there.
    pub fn has_folder_for(&self, name: &str) -> bool {
        name.rsplit_once('/').is_none_or(|(folder, _)| name.starts_with('/') || self.is_folder(folder))
    }

    pub fn file(&self, name: &str) -> Option<File> {
        self.files.borrow().iter().find(|(known, _)| known.as_str() == name).map(|(_, file)| file.clone())
    }

    pub fn for_each_file(&self, mut visit: impl FnMut(&str, &File)) {
        self.files.borrow().iter().for_each(|(name, file)| visit(name, file));
    }

    pub fn make_data_dir(&self, name: String, store: Rc<Store>) {
        self.data_dirs.borrow_mut().insert(name, store);
    }

    pub fn data_dir(&self, name: &str) -> Option<Rc<Store>> {
        self.data_dirs.borrow().iter().find(|(known, _)| known.as_str() == name).map(|(_, store)| store.clone())
    }

    pub fn for_each_data_dir(&self, mut visit: impl FnMut(&str, &Store)) {
        self.data_dirs.borrow().iter().for_each(|(name, store)| visit(name, store));
    }
}
