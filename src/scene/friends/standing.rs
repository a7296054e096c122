//! Who from outside stands on the pavement, and where: those who watch, then those who only ask.
//!
//! Whoever has sent a letter stays for the rest of the run, so nobody has to look for them. The visitor has a place of
//! its own, and so has whoever types in the terminal until it watches something.

use std::rc::Rc;

use crate::cluster::{Address, Frame};
use crate::scene::pavement::{CROWD, SEATS};
use crate::scene::places::End;

pub(super) const VISITOR: &str = "visitor";
pub(super) const TERMINAL: &str = "terminal";

/// These have the same place in every run, if it is free.
const AT_HOME: [&str; SEATS] = ["rosa", "tome", "lia"];

/// From left to right, then all the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub places: [Option<Rc<str>>; SEATS],
    pub crowd: Vec<Rc<str>>,
}

impl Standing {
    pub fn of(frame: &Frame) -> Standing {
        let mut names = people(frame);
        let mut standing = Standing::default();
        if names.len() > SEATS {
            standing.crowd = names.split_off(SEATS);
        }
        let (regulars, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| AT_HOME.contains(&&**name));
        for name in regulars {
            let place = AT_HOME.iter().position(|other| **other == *name);
            standing.places[place.unwrap_or(0)] = Some(name);
        }
        let free = standing.places.iter_mut().filter(|place| place.is_none());
        for (place, name) in free.zip(others) {
            *place = Some(name);
        }
        standing
    }

    /// Where letters to and from there end.
    pub fn end(&self, address: &Address) -> End {
        let name = match address {
            Address::Member(id) => return End::Member(*id),
            Address::Client(name) => name,
        };
        match self.places.iter().position(|place| place.as_ref() == Some(name)) {
            Some(place) => End::Street(place as u8),
            None if self.crowd.contains(name) => End::Street(CROWD),
            None => End::Outside,
        }
    }
}

/// Whether anybody stands there.
pub fn has_street(frame: &Frame) -> bool {
    !people(frame).is_empty()
}

fn people(frame: &Frame) -> Vec<Rc<str>> {
    let watch = frame.watches.iter().map(|watch| &watch.client);
    let ask = frame.clients.iter().map(|client| &client.name).filter(|name| !matches!(&***name, VISITOR | TERMINAL));
    let mut names: Vec<Rc<str>> = Vec::new();
    for name in watch.chain(ask) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}
