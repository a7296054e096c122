//! Pieces that two found, and presences that ran out.

use super::*;
use crate::etcd::{Command, PutRequest, Request, Txn};

fn does(index: u64, command: Command) -> Rc<EntryFrame> {
    let (label, key) = (command.label().into(), command.key().map(Into::into));
    Rc::new(EntryFrame { index, term: 1, kind: EntryKind::Normal, label, key, command: Some(Rc::new(command)) })
}

fn placing(index: u64, picture: u64, by: &str) -> Rc<EntryFrame> {
    let (key, album) = ("/puzzle/r2c3", format!("/album/{picture}"));
    does(index, Txn::put(key, by).if_absent(key).if_absent(album).into())
}

#[test]
fn the_second_who_places_a_piece_comes_too_late() {
    let mut story = Story::led_by_beto();
    story.apply(LEADER, placing(2, 1, "caio"));
    assert!(matches!(&story.told()[..], [.., What::Fitted { .. }]));
    story.apply(LEADER, placing(3, 1, "ana"));
    let taken = What::Taken { note: Note::Piece(7), by: "ana".into(), first: "caio".into() };
    assert_eq!(story.told(), [taken]);
    story.apply(LEADER, placing(4, 1, "caio"));
    assert_eq!(story.told(), [], "his own piece, proposed once more");
}

#[test]
fn a_piece_of_the_last_picture_is_no_conflict() {
    let mut story = Story::led_by_beto();
    story.apply(LEADER, placing(2, 1, "caio"));
    let next = Txn::put("/album/1", "ana").and(crate::etcd::Op::Delete(crate::etcd::KeyRange::prefix("/puzzle/")));
    let next = Txn { then: next.then.into_iter().rev().collect(), ..next };
    story.apply(LEADER, does(3, next.into()));
    story.told();
    story.apply(LEADER, placing(4, 1, "ana"));
    assert_eq!(story.told(), []);
    story.apply(LEADER, placing(5, 2, "ana"));
    assert!(matches!(&story.told()[..], [What::Fitted { .. }]));
}

#[test]
fn a_presence_is_told_when_it_begins_runs_out_and_begins_again() {
    let mut story = Story::led_by_beto();
    let said = |index, lease| {
        let put = PutRequest { lease, ..PutRequest::new("/presence/duda", "duda") };
        does(index, Command::Request(Request::Put(put)))
    };
    story.told();
    story.apply(LEADER, does(2, Command::LeaseGrant { id: 16, ttl_s: 10 })).apply(LEADER, said(3, 16));
    assert_eq!(story.told(), [What::SaidHome { again: false }]);
    story.apply(LEADER, does(4, Command::LeaseRevoke { id: 16 }));
    assert_eq!(story.told(), [What::PresenceOver]);
    story.apply(LEADER, said(5, 17));
    assert_eq!(story.told(), [What::SaidHome { again: true }]);
    story.apply(LEADER, does(6, Command::LeaseRevoke { id: 99 }));
    assert!(matches!(&story.told()[..], [What::Fitted { .. }]), "a lease of somebody else's");
}
