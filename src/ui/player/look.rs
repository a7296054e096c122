//! What the later parts of the page look at beside frames: stores, files, and everything as it happens.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Listener, Player};
use crate::cluster::{File, MemberId};
use crate::etcd::Store;

impl Player {
    /// Has somebody read along from now on, in place of whoever did before.
    pub fn listen(self, listener: Box<dyn Listener>) {
        self.state.update_value(|state| state.listen(listener));
    }

    /// [`Session::read_store`](crate::session::Session::read_store), at the moment that was reached.
    pub fn read_store<T>(self, member: Option<MemberId>, read: impl FnOnce(MemberId, &Store) -> T) -> Option<T> {
        self.state.with_value(|state| state.session.read_store(member, read))
    }

    pub fn file(self, name: &str) -> Option<File> {
        self.state.with_value(|state| state.session.file(name))
    }

    pub fn data_dir(self, name: &str) -> Option<Rc<Store>> {
        self.state.with_value(|state| state.session.data_dir(name))
    }
}
