use super::test_frames::{FrameBuilder, frame, noted, pieces};
use super::*;
use crate::cluster::{Address, Content, EntryFrame, EntryKind, MessageKind, Role};
use crate::scene::places::Layout;

const WIDE: View =
    View { map: Map { layout: Layout::Wide, village: Village::Small, street: false }, speed: 0.125, still: false };

fn seen(frame: &FrameBuilder) -> FriendsScene {
    scene(&frame.0, WIDE)
}

/// Piece 7 noted by Beto, Ana and Caio, Duda away.
fn piece_seven() -> FrameBuilder {
    let mut frame = frame(5).led_by(2, 3).fitted(6).away(4);
    for id in [2, 1, 3] {
        frame = frame.notebook(id, 7, 6);
    }
    frame
        .acked(2, 3, 7)
        .letter(2, 5, MessageKind::Append, pieces(&[7]), 80_000)
        .letter(2, 4, MessageKind::Append, pieces(&[6, 7]), 80_000)
        .letter(3, 2, MessageKind::AppendResponse, noted(8), 30_000)
}

#[test]
fn a_piece_is_noted_before_it_is_fitted() {
    let scene = seen(&piece_seven());
    let board = |id| scene.home(id).unwrap().board.clone().unwrap();
    assert_eq!(board(3), Board { placed: (1..=6).collect(), noted: vec![7] });
    assert_eq!(board(5), Board { placed: (1..=6).collect(), noted: vec![] });
}

#[test]
fn cells_are_numbered_by_the_log() {
    let scene = seen(&piece_seven());
    let notebook = &scene.home(1).unwrap().notebook;
    assert_eq!(notebook.cells.len(), 8);
    assert_eq!(notebook.folded, 1);
    assert_eq!(notebook.cells[0], Cell { index: 1, kind: CellKind::Blank, ink: true, unsaved: false });
    assert_eq!(notebook.cells[7], Cell { index: 8, kind: CellKind::Piece(7), ink: false, unsaved: false });
    let [ink, pencil] = scene.home(1).unwrap().chips;
    assert_eq!((ink.unwrap().index, pencil.unwrap().index), (7, 8));
}

#[test]
fn a_photo_stands_for_the_lines_that_are_gone() {
    let mut frame = frame(5).led_by(2, 1).fitted(7);
    let member = frame.member(2);
    member.snapshot = Some(8);
    let whole = seen(&frame).home(2).unwrap().clone();
    let photo = Some(Cell { index: 8, kind: CellKind::Photo, ink: true, unsaved: false });
    assert_eq!(whole.notebook.photo, photo);
    assert_eq!(whole.chips[0].unwrap().index, 8, "the line itself is there still");
    assert_eq!((whole.notebook.cells.len(), whole.notebook.room), (6, 6));
    let member = frame.member(2);
    (member.log.first, member.log.entries) = (None, [].into());
    let gone = seen(&frame).home(2).unwrap().clone();
    assert_eq!((gone.notebook.photo, gone.chips), (photo, [photo, None]));
    assert_eq!(gone.notebook.cells, []);
    assert_eq!(seen(&frame).home(1).unwrap().notebook.photo, None);
}

#[test]
fn only_what_the_leader_knows_fills_a_slot() {
    let Some(Card::Entry(count)) = seen(&piece_seven()).card.as_deref().cloned() else { panic!("no card") };
    assert_eq!(count.counted, Counted::Piece(7));
    assert_eq!(count.tally.slots, [Slot::Known(2), Slot::Known(1), Slot::OnTheWay(3), Slot::Empty, Slot::Empty]);
    assert_eq!((count.tally.majority, count.tally.known(), count.tally.missing()), (3, 2, 1));
}

#[test]
fn slots_have_the_order_in_which_the_leader_learnt_of_them() {
    let counted = frame(5).led_by(2, 1).fitted(1).notebook(2, 2, 1).acked(2, 4, 3).acked(2, 1, 3);
    let card = seen(&counted).card;
    let Some(Card::Entry(count)) = card.as_deref() else { panic!("no count") };
    assert_eq!(count.tally.slots[..4], [Slot::Known(2), Slot::Known(4), Slot::Known(1), Slot::Empty]);
}

#[test]
fn the_card_stays_until_everybody_has_heard() {
    let told = frame(3).led_by(1, 1).fitted(2);
    assert_eq!(seen(&told).card, None);
    let telling = frame(3).led_by(1, 1).fitted(2).notebook(3, 2, 1);
    let card = seen(&telling).card;
    let Some(Card::Entry(count)) = card.as_deref() else { panic!("no card") };
    assert_eq!(count.tally.missing(), 0);
}

#[test]
fn two_candidates_are_both_counted() {
    let election = frame(5).candidate(1, 4, &[1, 4]).candidate(3, 4, &[3]).letter(
        5,
        3,
        MessageKind::VoteResponse,
        Content::Vote { granted: true, refused: None },
        60_000,
    );
    let scene = seen(&election);
    let Some(Card::Votes(tallies)) = scene.card.as_deref() else { panic!("no card") };
    assert_eq!(tallies.iter().map(|tally| (tally.by, tally.known())).collect::<Vec<_>>(), [(1, 2), (3, 1)]);
    assert_eq!(tallies[1].slots[..2], [Slot::Known(3), Slot::OnTheWay(5)]);
    assert_eq!(scene.summary.candidates, [1, 3]);
    assert_eq!(scene.home(3).unwrap().plate, Some(Plate::Candidate));
}

/// First the lease runs out, then the timer, whose last third warns.
#[test]
fn the_ring_has_two_stages() {
    let mut frame = frame(2).led_by(1, 1);
    let start = frame.0.t_us;
    let mut at = |after: u64| {
        frame.0.t_us = start + after;
        seen(&frame).rings[1]
    };
    assert_eq!(at(0), Ring::Waiting { stage: RingStage::Lease, part: 0.8, left_us: 2_400_000 });
    assert_eq!(at(2_400_000), Ring::Waiting { stage: RingStage::Timer, part: 1.0, left_us: 2_000_000 });
    assert_eq!(at(3_900_000), Ring::Waiting { stage: RingStage::TimerLow, part: 0.25, left_us: 500_000 });
    assert_eq!(at(4_400_000), Ring::Idle);
}

#[test]
fn a_letter_moves_only_with_virtual_time() {
    let mut frame = piece_seven();
    let early = seen(&frame).letters[0].clone();
    frame.0.t_us += 20_000;
    let late = seen(&frame).letters[0].clone();
    assert_eq!((early.end, early.tilt), (late.end, late.tilt));
    assert!((late.at - late.end).length() < (early.at - early.end).length());
    frame.0.t_us -= 20_000;
    assert_eq!(seen(&frame).letters[0], early);
}

#[test]
fn letters_say_what_they_carry() {
    let scene = seen(&piece_seven());
    let tags: Vec<_> = scene.letters.iter().map(|letter| (letter.glyph, letter.tag.clone())).collect();
    assert_eq!(
        tags,
        [
            (Glyph::Append, Some(Tag::Pieces(vec![7]))),
            (Glyph::Append, Some(Tag::Pieces(vec![6, 7]))),
            (Glyph::Ack, None)
        ]
    );
}

#[test]
fn fast_letters_are_pulses_and_still_ones_are_arrows() {
    let frame = piece_seven();
    let motion = |view| scene(&frame.0, view).letters[0].motion;
    assert_eq!(motion(View { speed: 0.25, ..WIDE }), Motion::Flying);
    assert_eq!(motion(View { speed: 2.0, ..WIDE }), Motion::Pulse);
    assert_eq!(motion(View { still: true, ..WIDE }), Motion::Still);
}

#[test]
fn a_lost_letter_lies_still() {
    let mut frame = frame(3).led_by(1, 1).letter(1, 2, MessageKind::Append, pieces(&[1]), 60_000).lost();
    let fell = seen(&frame).letters[0].clone();
    assert!(fell.lost);
    frame.0.t_us += 700_000;
    let faded = seen(&frame).letters[0].clone();
    assert!(fell.fresh == 1.0 && faded.fresh < 0.6 && faded.fresh > 0.2);
    assert_eq!((faded.at, faded.tilt, &faded.done), (fell.at, fell.tilt, &fell.done));
}

#[test]
fn a_delayed_letter_is_slower_and_says_so() {
    let sent = frame(3).led_by(1, 1).letter(1, 2, MessageKind::Append, pieces(&[1]), 60_000);
    let before = seen(&sent).letters[0].clone();
    let after = seen(&sent.delayed(500_000)).letters[0].clone();
    assert!(after.delayed && !before.delayed);
    assert!((after.at - after.end).length() > (before.at - before.end).length());
}

#[test]
fn only_signs_of_life_shrink_in_a_crowd() {
    let mut frame = frame(5).led_by(1, 1);
    for round in 0..14 {
        frame = frame.letter(1, 2 + round % 4, MessageKind::Heartbeat, Content::Nothing, 10_000);
    }
    let alone = seen(&self::frame(2).led_by(1, 1).letter(1, 2, MessageKind::Heartbeat, Content::Nothing, 0));
    let scene = seen(&frame.letter(1, 2, MessageKind::Append, pieces(&[1]), 10_000));
    assert!(scene.letters[0].scale < alone.letters[0].scale);
    assert_eq!(scene.letters[14].scale, 1.0);
}

#[test]
fn the_newest_letter_that_matters_is_the_one_to_lose() {
    let frame = piece_seven().letter(2, 1, MessageKind::Heartbeat, Content::Nothing, 0);
    assert_eq!(newest_to_lose(&frame.0), Some(101), "a piece is what everybody watches for");
    let without_pieces = self::frame(5).letter(1, 2, MessageKind::AppendResponse, Content::Nothing, 0);
    let newer = without_pieces.letter(2, 1, MessageKind::ReadIndex, Content::Nothing, 0);
    assert_eq!(newest_to_lose(&newer.0), newer.0.messages.last().map(|message| message.id));
    assert_eq!(newest_to_lose(&self::frame(5).0), None);
}

#[test]
fn empty_places_of_a_small_group_are_plots() {
    let scene = seen(&frame(3));
    assert_eq!((scene.homes.len(), scene.plots.len()), (3, 2));
    assert_eq!(village(&frame(6).0), Village::Big);
}

#[test]
fn a_leader_without_its_majority_says_so() {
    let mut frame = frame(5).led_by(5, 3).fitted(6).notebook(5, 7, 6).notebook(4, 7, 6);
    frame.member(5).quorum = Some(false);
    let scene = seen(&frame);
    let home = scene.home(5).unwrap();
    assert_eq!((home.plate, home.caption), (Some(Plate::NoMajority), Caption::Insists));
    assert_eq!(home.pill, Some(Pill::NotYet { index: 8, piece: Some(7), known: 2, of: 5 }));
    assert_eq!(scene.rings[4], Ring::Leader { quorum: false });
}

#[test]
fn two_leaders_are_two_rounds() {
    let mut frame = frame(5).led_by(5, 3).fitted(2);
    let newer = frame.member(3);
    (newer.role, newer.term) = (Role::Leader, 4);
    let scene = seen(&frame);
    assert_eq!(scene.summary.round, Round::Two(3, 4));
    assert_eq!(scene.summary.leader, Some(3));
    assert_eq!(scene.home(5).unwrap().pill, Some(Pill::Term(3)));
}

#[test]
fn a_complete_picture_is_celebrated() {
    let scene = seen(&frame(5).led_by(1, 1).fitted(12).notebook(4, 11, 11).away(4));
    assert_eq!(scene.celebrated, Some(1));
    assert_eq!(scene.card.as_deref(), Some(&Card::Complete { picture: 1, boards: 4, of: 5 }));
}

#[test]
fn captions_follow_what_a_friend_does() {
    let frame = piece_seven();
    let caption = |id| seen(&frame).home(id).unwrap().caption;
    assert_eq!(
        (caption(2), caption(1), caption(4), caption(5)),
        (Caption::Counts, Caption::Noted(7), Caption::Away, Caption::AtHome)
    );
    let commit = Content::Append { prev: None, entries: [].into(), keys: [].into(), commit: Some(3) };
    let told = self::frame(3).led_by(1, 1).fitted(2).letter(1, 2, MessageKind::Append, commit, 120_000).landed();
    assert_eq!(seen(&told).home(2).unwrap().caption, Caption::Fitted(2));
    assert_eq!(seen(&told).landed.len(), 1);
}

#[test]
fn somebody_from_outside_stands_there_while_it_writes() {
    let request = Content::Request { label: "put a b".into(), key: Some("a".into()) };
    let asked = frame(3).message(
        Address::Client("terminal".into()),
        Address::Member(1),
        MessageKind::ClientRequest,
        request,
        9,
    );
    assert_eq!(seen(&asked).visitor.map(|visitor| visitor.piece), Some(None));
    assert_eq!(seen(&asked).letters[0].glyph, Glyph::Request);
    assert_eq!(seen(&frame(3)).visitor, None);
}

fn request(label: &str, key: Option<&str>) -> FrameBuilder {
    let (from, to) = (Address::Client("terminal".into()), Address::Member(1));
    let content = Content::Request { label: label.into(), key: key.map(Into::into) };
    frame(3).message(from, to, MessageKind::ClientRequest, content, 9)
}

#[test]
fn only_who_puts_a_piece_is_drawn_with_it() {
    let brought = seen(&request("put /puzzle/r1c1", Some("/puzzle/r1c1"))).letters[0].clone();
    assert_eq!((brought.glyph, brought.tag.clone()), (Glyph::Suggestion, Some(Tag::Pieces(vec![1]))));
    let read = seen(&request("get /puzzle/r1c1", None)).letters[0].clone();
    assert_eq!((read.glyph, read.tag.clone()), (Glyph::Request, None));
}

/// The board of somebody who is away is what the notebook in ink comes to, deletions included.
#[test]
fn pieces_that_are_taken_away_lie_on_no_board() {
    let left = |label: &str| {
        let mut frame = frame(3).fitted(3).away(2);
        let member = frame.member(2);
        let deletion =
            EntryFrame { index: 5, term: 1, kind: EntryKind::Normal, label: label.into(), key: None, command: None };
        member.log.entries = member.log.entries.iter().cloned().chain([deletion]).collect();
        (member.log.last, member.commit) = (Some(5), Some(5));
        let home = seen(&frame).home(2).unwrap().clone();
        assert_eq!(home.notebook.cells.last().unwrap().kind, CellKind::Write);
        home.board.clone().unwrap()
    };
    let board = |placed: &[u8]| Board { placed: placed.to_vec(), noted: vec![] };
    assert_eq!(left("del /puzzle/r1c2"), board(&[1, 3]));
    assert_eq!(left("del /puzzle/ …"), board(&[]));
    assert_eq!(left("del /puzzle/"), board(&[1, 2, 3]));
    assert_eq!(left("del foo"), board(&[1, 2, 3]));
}

fn parted(groups: &[&[u64]]) -> Frame {
    let mut frame = frame(5).led_by(4, 3).0;
    frame.network.groups = groups.iter().map(|group| group.to_vec()).collect();
    frame
}

#[test]
fn a_side_counts_who_counts_and_is_at_home() {
    let mut frame = parted(&[&[4, 5], &[1, 2, 3]]);
    frame.members[2].up = false;
    let sides = sides(&frame);
    let counts: Vec<_> = sides.iter().map(|side| (side.votes, side.of, side.has_majority())).collect();
    assert_eq!(counts, [(2, 5, false), (2, 5, false)], "with Caio away nobody has a majority");
    assert_eq!(sides[1].members, [1, 2, 3], "but it is Caio's side still");
}

#[test]
fn the_smaller_side_has_a_shore_and_a_sign_where_rounds_differ() {
    let mut frame = parted(&[&[4, 5], &[1, 2, 3]]);
    let shores = scene(&frame, WIDE).shores;
    assert_eq!((shores.len(), shores[0].sign), (1, None));
    assert_eq!(shores[0].path.matches('z').count(), 1, "neighbours share one shore");
    frame.members[0].term = 4;
    assert_eq!(scene(&frame, WIDE).shores[0].sign.map(|(_, term)| term), Some(3));
    let apart = parted(&[&[2, 4], &[1, 3, 5]]);
    assert_eq!(scene(&apart, WIDE).shores[0].path.matches('z').count(), 2, "who live apart have one each");
    assert_eq!(scene(&parted(&[]), WIDE).shores, []);
}

#[test]
fn the_post_is_well_until_something_is_unusual() {
    let mut frame = frame(3).0;
    assert!(scene(&frame, WIDE).post.is_well());
    frame.network.cuts.push((1, 2));
    frame.network.latency_us = [1, 2];
    let seen = scene(&frame, WIDE);
    assert_eq!((seen.post.cuts, seen.post.latency_us), (1, Some([1, 2])));
    assert_eq!((seen.cut_ways[0].from, seen.cut_ways[0].to), (1, 2));
    frame.members[1].removed = true;
    assert_eq!(scene(&frame, WIDE).cut_ways, [], "nobody lives at its end");
}

#[test]
fn lines_that_a_crash_would_take_are_unsaved() {
    let mut frame = frame(3).led_by(1, 1).notebook(2, 4, 2);
    frame.member(2).log.unflushed = Some(4);
    let unsaved = |id| seen(&frame).home(id).unwrap().notebook.cells.iter().filter(|cell| cell.unsaved).count();
    assert_eq!((unsaved(1), unsaved(2)), (0, 2));
}
