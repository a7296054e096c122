//! Synthetic traces of five friends: what is told of them, and what is not.

use std::rc::Rc;

use super::*;
use crate::cluster::{
    Action, Address, Content, DropReason, EntryFrame, EntryKind, MessageKind, Outcome, Role, TraceEvent, TraceLine,
};

mod claims;
mod faults;
mod reasons;

/// A narrator and a clock, so that tests read like the story they tell.
struct Story {
    narrator: Narrator,
    t_us: u64,
    letters: u64,
}

const LEADER: u64 = 2;

impl Story {
    fn new() -> Story {
        Story { narrator: Narrator::new(5), t_us: 0, letters: 0 }
    }

    /// Beto asks everybody and is elected with three votes; the line of his term is in ink at three.
    fn led_by_beto() -> Story {
        let mut story = Story::new();
        story.at(2_000_000).role(LEADER, 1, Role::Candidate).vote(LEADER, 1, LEADER);
        for friend in [1, 3] {
            story.vote(friend, 1, LEADER).letter(
                friend,
                LEADER,
                MessageKind::VoteResponse,
                Content::Vote { granted: true, refused: None },
            );
        }
        story.role(LEADER, 1, Role::Leader).append(LEADER, 1, 1, entry(1, 1, None));
        story
    }

    fn at(&mut self, t_us: u64) -> &mut Self {
        self.t_us = t_us;
        self
    }

    fn event(&mut self, event: TraceEvent) -> &mut Self {
        self.narrator.observe(&TraceLine { t_us: self.t_us, event });
        self
    }

    fn role(&mut self, member: u64, term: u64, role: Role) -> &mut Self {
        self.event(TraceEvent::Role { member, term, role })
    }

    fn vote(&mut self, member: u64, term: u64, candidate: u64) -> &mut Self {
        self.event(TraceEvent::Vote { member, term, candidate })
    }

    fn append(&mut self, member: u64, index: u64, term: u64, entry: Rc<EntryFrame>) -> &mut Self {
        self.event(TraceEvent::LogAppend { member, index, term, hash: 0, entry })
    }

    fn apply(&mut self, member: u64, entry: Rc<EntryFrame>) -> &mut Self {
        let (index, term) = (entry.index, entry.term);
        self.event(TraceEvent::Apply { member, index, term, hash: 0, op: None, entry })
    }

    fn send(&mut self, from: u64, to: u64, kind: MessageKind, content: Content) -> u64 {
        self.letters += 1;
        let id = self.letters;
        let (from, to) = (Address::Member(from), Address::Member(to));
        self.event(TraceEvent::Send { id, from, to, kind, term: 1, copy_of: None, content: Rc::new(content) });
        id
    }

    /// Sent and delivered at once.
    fn letter(&mut self, from: u64, to: u64, kind: MessageKind, content: Content) -> &mut Self {
        let id = self.send(from, to, kind, content.clone());
        let (from, to) = (Address::Member(from), Address::Member(to));
        self.event(TraceEvent::Deliver { id, from, to, kind, term: 1, content: Rc::new(content) })
    }

    fn drop_letter(&mut self, from: u64, to: u64, content: Content, why: DropReason) -> &mut Self {
        let id = self.send(from, to, MessageKind::Append, content.clone());
        let (from, to) = (Address::Member(from), Address::Member(to));
        let kind = MessageKind::Append;
        self.event(TraceEvent::Drop { id, from, to, kind, term: 1, why, content: Rc::new(content) })
    }

    fn ack(&mut self, from: u64, matched: u64) -> &mut Self {
        let content = Content::AppendResult { ok: true, matched: Some(matched) };
        self.letter(from, LEADER, MessageKind::AppendResponse, content)
    }

    /// The lines since the last call.
    fn told(&mut self) -> Vec<What> {
        let told = self.narrator.lines().iter().map(|line| line.what.clone()).collect();
        self.narrator = std::mem::replace(&mut self.narrator, Narrator::new(5)).forgetting();
        told
    }
}

fn entry(index: u64, term: u64, key: Option<&str>) -> Rc<EntryFrame> {
    let kind = if key.is_some() { EntryKind::Normal } else { EntryKind::Blank };
    Rc::new(EntryFrame { index, term, kind, label: "".into(), key: key.map(Into::into), command: None })
}

fn piece(index: u64, key: &str) -> Rc<EntryFrame> {
    entry(index, 1, Some(key))
}

fn with_entries(entries: &[u64]) -> Content {
    Content::Append { prev: None, entries: entries.into(), keys: [].into(), commit: None }
}

#[test]
fn an_election_is_told_from_the_first_wish_to_the_cap() {
    let mut story = Story::led_by_beto();
    assert_eq!(
        story.told(),
        [
            What::Woke { members: 5 },
            What::Candidate { term: 1, run: Run::Silence },
            What::VoteYes { candidate: 2, term: 1 },
            What::VoteYes { candidate: 2, term: 1 },
            What::Elected { term: 1, votes: 3, of: 5 },
            What::Noted { notes: vec![Note::Round(1)], leads: true },
        ]
    );
    assert_eq!(story.narrator.marks().len(), 1, "the election is marked");
}

#[test]
fn a_piece_goes_from_pencil_to_ink() {
    let mut story = Story::led_by_beto();
    story.told();
    let seven = vec![Note::Piece(7)];
    story.at(3_000_000).append(LEADER, 2, 1, piece(2, "/puzzle/r2c3"));
    for to in [1, 3, 4, 5] {
        story.send(LEADER, to, MessageKind::Append, with_entries(&[2]));
    }
    story.at(3_120_000).append(3, 2, 1, piece(2, "/puzzle/r2c3"));
    story.at(3_200_000).ack(3, 2).at(3_210_000).ack(1, 2);
    story.event(TraceEvent::Commit { member: LEADER, index: 2, voters: None });
    story.apply(LEADER, piece(2, "/puzzle/r2c3"));
    story.at(3_220_000).ack(5, 2).ack(4, 2);
    story.at(3_330_000).apply(1, piece(2, "/puzzle/r2c3")).at(3_340_000).apply(3, piece(2, "/puzzle/r2c3"));
    assert_eq!(
        story.told(),
        [
            What::Noted { notes: seven.clone(), leads: true },
            What::SentToAll { notes: seven.clone() },
            What::Noted { notes: seven.clone(), leads: false },
            What::AckArrived { to: 2, notes: seven.clone(), count: 2, of: 5 },
            What::AckArrived { to: 2, notes: seven.clone(), count: 3, of: 5 },
            What::Fitted { notes: seven.clone(), count: Some(3), of: 5 },
            What::AckedToo { notes: seven.clone(), friends: vec![5, 4], count: 5, of: 5 },
            What::FittedToo { notes: seven, friends: vec![1, 3] },
        ]
    );
}

#[test]
fn heartbeats_in_a_row_are_counted_beat_by_beat() {
    let mut story = Story::led_by_beto();
    story.told();
    for beat in 0..3 {
        story.at(4_000_000 + beat * 500_000);
        for to in [1, 3, 4, 5] {
            story.letter(LEADER, to, MessageKind::Heartbeat, Content::Nothing);
        }
    }
    assert_eq!(story.told(), [What::Heartbeats { times: 3 }]);
}

#[test]
fn a_leader_that_leaves_is_told_as_such_and_returns_with_its_notebook() {
    let mut story = Story::led_by_beto();
    story.told();
    story.at(5_000_000).event(TraceEvent::Crash { member: LEADER });
    story.at(5_100_000).drop_letter(1, LEADER, with_entries(&[1]), DropReason::Down);
    story.drop_letter(1, LEADER, with_entries(&[1]), DropReason::Down);
    story.event(TraceEvent::Restart { member: LEADER, last: Some(1), committed: None, snapshot: None });
    let told = story.told();
    assert_eq!(told[0], What::Away { led: true });
    assert_eq!(told.iter().filter(|what| **what == What::NobodyHome).count(), 1, "once per absence");
    assert_eq!(told.last(), Some(&What::Back));
    let marks: Vec<_> = story.narrator.marks().iter().map(|mark| mark.what.glyph()).collect();
    assert_eq!(marks, [Glyph::Cap, Glyph::Away, Glyph::Home]);
}

#[test]
fn the_first_start_is_no_return_and_a_reread_notebook_no_news() {
    let mut story = Story::led_by_beto();
    story.apply(LEADER, entry(1, 1, None));
    story.told();
    story.event(TraceEvent::Restart { member: 1, last: None, committed: None, snapshot: None });
    story.event(TraceEvent::Crash { member: LEADER });
    story.event(TraceEvent::Restart { member: LEADER, last: Some(1), committed: Some(1), snapshot: None });
    story.apply(LEADER, entry(1, 1, None));
    assert_eq!(story.told(), [What::Away { led: true }, What::Back]);
}

#[test]
fn twelve_pieces_complete_a_picture_and_one_line_empties_the_board() {
    let mut story = Story::led_by_beto();
    story.told();
    let mut index = 1;
    for row in 1..=3 {
        for col in 1..=4 {
            index += 1;
            story.at(index * 1_000_000).apply(LEADER, piece(index, &format!("/puzzle/r{row}c{col}")));
        }
    }
    let album = EntryFrame { label: "del /puzzle/ …".into(), ..(*piece(14, "/album/1")).clone() };
    story.at(20_000_000).apply(LEADER, Rc::new(album));
    let told = story.told();
    assert_eq!(told.len(), 14);
    assert_eq!(told[12..], [What::PictureDone { picture: 1 }, What::NewPicture { picture: 2 }]);
}

#[test]
fn a_returned_friend_writes_and_fits_many_lines_in_one_sentence_each() {
    let mut story = Story::led_by_beto();
    for index in 2..=4 {
        let piece = piece(index, &format!("/puzzle/r1c{index}"));
        story.at(index * 1_000_000).append(LEADER, index, 1, piece.clone()).apply(LEADER, piece);
    }
    story.event(TraceEvent::Commit { member: LEADER, index: 4, voters: None });
    story.told();
    story.at(9_000_000);
    story.send(LEADER, 4, MessageKind::Append, with_entries(&[2, 3, 4]));
    story.at(9_100_000);
    for index in 2..=4 {
        story.append(4, index, 1, piece(index, &format!("/puzzle/r1c{index}")));
    }
    for index in 2..=4 {
        story.apply(4, piece(index, &format!("/puzzle/r1c{index}")));
    }
    let notes = vec![Note::Piece(2), Note::Piece(3), Note::Piece(4)];
    assert_eq!(
        story.told(),
        [
            What::SentTo { to: 4, notes: notes.clone(), again: false },
            What::Noted { notes: notes.clone(), leads: false },
            What::FittedToo { notes, friends: vec![4] },
        ]
    );
}

#[test]
fn letters_to_a_friend_who_is_away_are_no_news() {
    let mut story = Story::led_by_beto();
    story.event(TraceEvent::Crash { member: 4 });
    story.event(TraceEvent::Commit { member: LEADER, index: 1, voters: None });
    story.told();
    for nth in 0..5 {
        story.at(6_000_000 + nth * 400_000).send(LEADER, 4, MessageKind::Append, with_entries(&[1]));
    }
    assert_eq!(story.told(), []);
    story.event(TraceEvent::Restart { member: 4, last: None, committed: None, snapshot: None });
    for nth in 0..3 {
        story.at(9_000_000 + nth * 400_000).send(LEADER, 4, MessageKind::Append, with_entries(&[1]));
    }
    let sent = What::SentTo { to: 4, notes: vec![Note::Round(1)], again: true };
    assert_eq!(story.told(), [What::Back, sent], "the same letter again and again is told once");
}

#[test]
fn lines_that_no_majority_had_are_told_when_they_are_rubbed_out() {
    let mut story = Story::led_by_beto();
    story.append(LEADER, 2, 1, piece(2, "/puzzle/r2c4"));
    story.told();
    story.event(TraceEvent::LogTruncate { member: LEADER, from_index: 2 });
    assert_eq!(story.told(), [What::Overwritten { notes: vec![Note::Piece(8)] }]);
}

#[test]
fn finds_and_visits_are_told_with_their_piece() {
    let mut story = Story::led_by_beto();
    story.letter(LEADER, 3, MessageKind::Heartbeat, Content::Nothing);
    story.told();
    let put = |key: &str| Rc::<str>::from(format!("put {key} x"));
    story.event(TraceEvent::Invoke { op: 1, client: "caio".into(), request: put("/puzzle/r2c3"), asked: None });
    story.event(TraceEvent::Invoke { op: 2, client: "visitor".into(), request: put("/puzzle/r2c4"), asked: None });
    for op in [1, 2] {
        let (outcome, index) = (Outcome::Ok, Some(2));
        story.event(TraceEvent::Return { op, outcome, response: "OK".into(), index, told: None });
    }
    assert_eq!(
        story.told(),
        [
            What::Found { note: Note::Piece(7), tells: Some(2) },
            What::VisitorBrought { note: Some(Note::Piece(8)) },
            What::VisitorTold { outcome: Outcome::Ok, note: Some(Note::Piece(8)) },
        ]
    );
}

#[test]
fn old_lines_and_marks_are_forgotten() {
    let mut story = Story::led_by_beto();
    for n in 0..1_000 {
        story.at(n * 1_000_000).event(TraceEvent::Crash { member: 4 });
        story.event(TraceEvent::Restart { member: 4, last: None, committed: None, snapshot: None });
    }
    assert_eq!(story.narrator.lines().len(), LINES_MAX);
    assert_eq!(story.narrator.marks().len(), MARKS_MAX);
}

#[test]
fn a_deleted_piece_is_no_piece() {
    let mut story = Story::led_by_beto();
    let deletion =
        EntryFrame { label: "del /puzzle/r1c1".into(), kind: EntryKind::Normal, ..(*entry(2, 1, None)).clone() };
    let cleared = EntryFrame { label: "del /puzzle/ …".into(), index: 3, ..deletion.clone() };
    story.told();
    for entry in [deletion, cleared] {
        story.append(LEADER, entry.index, 1, Rc::new(entry));
    }
    assert_eq!(
        story.told(),
        [What::Noted {
            notes: ["del /puzzle/r1c1", "del /puzzle/ …"].map(|label| Note::Command(label.to_owned())).to_vec(),
            leads: true
        }]
    );
}
