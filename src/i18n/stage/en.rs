//! In English.

mod details;
mod faults;
mod menu;

use self::faults::FAULTS;
pub use self::menu::MENU;
use super::Words;
use crate::cluster::MemberId;
use crate::i18n::Lang;
use crate::scene::friends::{
    Caption, Card, Cell, CellKind, Counted, Glyph, Home, Letter, Party, Pill, Plate, Ring, RingStage, Round, Slot,
    Summary, Tag, Tally,
};

pub const EN: Words = Words {
    stage: "Stage",
    village: "The village",
    summary,
    description,
    tools: "What you can do",
    tool_send_away: "Send away",
    tool_lose: "Lose a letter",
    tool_bring: "Bring a piece",
    tool_notice: "New notice",
    nothing_to_lose: "Only “I’m here” notes are flying now. Wait for the next letter.",
    plate: |plate, _| match plate {
        Plate::Leader => "Coordinator",
        Plate::NoMajority => "no majority",
        Plate::Candidate => "Candidate",
        Plate::Away => "Away",
    },
    caption,
    caption_short,
    ring_left,
    ring_name,
    home_label,
    cell,
    pill,
    tag,
    glyph,
    letter_label,
    card_title,
    card_known,
    card_missing,
    strip_title,
    strip_missing,
    tally,
    no_count: "Nobody is counting now.",
    visitor: |visitor| match visitor.piece {
        _ if visitor.is_denied => Some("The door is *locked*, and I don’t have the *key*.".to_owned()),
        piece => piece.map(|piece| format!("I found *piece {piece}*! Who takes it?")),
    },
    close: "Close",
    faults: FAULTS,
};

fn name(id: MemberId) -> &'static str {
    Lang::En.friend(id)
}

fn names(ids: &[MemberId]) -> String {
    Lang::En.list(&ids.iter().map(|&id| name(id).to_owned()).collect::<Vec<_>>())
}

fn party(party: &Party) -> String {
    match party {
        Party::Member(id) => name(*id).to_owned(),
        Party::Visitor => Lang::En.client("visitor").to_owned(),
        Party::Terminal => Lang::En.client("terminal").to_owned(),
        Party::Client(client) => Lang::En.client(client).to_owned(),
    }
}

fn summary(summary: &Summary) -> String {
    let round = match summary.round {
        Round::None => "*No round yet.*".to_owned(),
        Round::One(term) => format!("*Round {term}.*"),
        Round::Two(old, new) => format!("*Two rounds: {old} and {new}.*"),
    };
    if !summary.sides.is_empty() {
        return format!("{round} {} {}", who_leads(summary), (FAULTS.parted)(&summary.sides));
    }
    format!("{round} {} {} of {} at home.", who_leads(summary), summary.home, summary.of)
}

fn who_leads(summary: &Summary) -> String {
    match (&summary.candidates[..], summary.leader) {
        _ if summary.home == 0 => "Everybody has left.".to_owned(),
        ([], None) => "Nobody coordinates.".to_owned(),
        ([], Some(leader)) if !summary.quorum => format!("{} has no majority.", name(leader)),
        ([], Some(leader)) => format!("{} coordinates.", name(leader)),
        ([one], Some(leader)) if summary.quorum => {
            format!("{} coordinates, {} asks for votes.", name(leader), name(*one))
        }
        ([one], _) => format!("{} asks for votes.", name(*one)),
        (several, _) => format!("{} ask for votes.", names(several)),
    }
}

fn description(of: &Summary) -> String {
    let letters = match of.letters {
        0 => "No letter in the air.".to_owned(),
        1 => "One letter in the air.".to_owned(),
        n => format!("{n} letters in the air."),
    };
    let pieces = of.pieces.map_or(String::new(), |(placed, whole)| format!(" {placed} of {whole} pieces fitted."));
    format!("{} {letters}{pieces}", summary(of).replace('*', ""))
}

fn caption(caption: Caption) -> String {
    match caption {
        Caption::Away => "away".to_owned(),
        Caption::Leads => "coordinates".to_owned(),
        Caption::Counts => "counting".to_owned(),
        Caption::Insists => "insisting…".to_owned(),
        Caption::AsksVotes => "asking votes".to_owned(),
        Caption::Voted(_) => "voted yes".to_owned(),
        Caption::Found(piece) => format!("found {piece}"),
        Caption::Noted(piece) => format!("noted {piece}"),
        Caption::NotedLine(_) => "noted".to_owned(),
        Caption::Fitted(piece) => format!("fitted {piece}"),
        Caption::AtHome => "at home".to_owned(),
        Caption::Waits => "waiting".to_owned(),
        Caption::HearsNobody => "silence…".to_owned(),
        Caption::Learns => "learning".to_owned(),
        Caption::Taken(_) => "already there".to_owned(),
        Caption::Empty => "empty".to_owned(),
    }
}

fn caption_short(caption: Caption) -> &'static str {
    match caption {
        Caption::Away => "away",
        Caption::AsksVotes => "votes?",
        Caption::Voted(_) => "voted",
        Caption::Found(_) => "found",
        Caption::Waits | Caption::HearsNobody => "waits",
        Caption::Taken(_) => "taken",
        Caption::Empty => "empty",
        _ => "",
    }
}

fn ring_left(ring: &Ring, short: bool) -> Option<String> {
    let Ring::Waiting { stage, left_us, .. } = ring else { return None };
    let time = Lang::En.time(*left_us);
    Some(match stage {
        _ if short => time,
        RingStage::Lease => format!("trusts {time}"),
        _ => format!("{time} left"),
    })
}

fn ring_name(ring: &Ring) -> &'static str {
    match ring {
        Ring::Leader { quorum: true } => "Golden ring: coordinates",
        Ring::Leader { quorum: false } => "Grey ring: wears the cap, but doesn’t hear the majority",
        Ring::Candidate { .. } => "Dashed ring: asks for votes",
        Ring::Waiting { stage: RingStage::Lease, .. } => {
            "Thin ring with a lock: heard news a moment ago and votes for nobody"
        }
        Ring::Waiting { stage: RingStage::Timer, .. } => "Thick ring: patience is running out",
        Ring::Waiting { stage: RingStage::TimerLow, .. } => "Ring almost empty: about to ask for votes",
        Ring::Idle => "Empty ring",
        Ring::Away => "Away from home",
    }
}

fn home_label(home: &Home) -> String {
    let state = match home.plate {
        None => "at home",
        Some(Plate::Leader) => "coordinates",
        Some(Plate::NoMajority) => "coordinates without a majority",
        Some(Plate::Candidate) => "asks for votes",
        Some(Plate::Away) => "away from home",
    };
    let mut label = format!("{}, {state}", name(home.id));
    if let Some(board) = &home.board {
        label += &match board.placed.len() {
            0 => ", no piece fitted".to_owned(),
            1 => ", 1 piece fitted".to_owned(),
            n => format!(", {n} pieces fitted"),
        };
        match &board.noted[..] {
            [] => {}
            [one] => label += &format!(", piece {one} only noted"),
            several => label += &format!(", pieces {} only noted", numbers(several)),
        }
    }
    let absent = home.is_absent.then(|| FAULTS.absent.to_owned());
    for ailment in absent.into_iter().chain((FAULTS.ailments)(&home.faults)) {
        label += &format!(", {ailment}");
    }
    label
}

fn numbers(pieces: &[u8]) -> String {
    Lang::En.list(&pieces.iter().map(u8::to_string).collect::<Vec<_>>())
}

fn cell(cell: &Cell) -> String {
    if cell.kind == CellKind::Photo {
        return format!("Photo: stands for the lines up to {}", cell.index);
    }
    let state = if cell.ink { "in ink: it counts" } else { "in pencil: doesn’t count yet" };
    let unsaved = if cell.unsaved { ", not saved yet" } else { "" };
    format!("Line {}, {}, {state}{unsaved}", cell.index, kind(cell.kind))
}

fn kind(kind: CellKind) -> String {
    match kind {
        CellKind::Piece(piece) => format!("piece {piece}"),
        CellKind::Write => "another note".to_owned(),
        CellKind::Blank => "blank: a round begins".to_owned(),
        CellKind::Membership => "who belongs to the group".to_owned(),
        CellKind::Presence => "a sign of being at home".to_owned(),
        CellKind::Lease => "a new time limit".to_owned(),
        CellKind::LeaseOver => "a time limit ended".to_owned(),
        CellKind::Compaction => "old things cleared away".to_owned(),
        CellKind::Photo => "photo of the picture".to_owned(),
    }
}

fn pill(pill: &Pill) -> String {
    match *pill {
        Pill::NotYet { piece: Some(piece), known, of, .. } => format!("Piece {piece}: *{known} of {of}. Not yet*"),
        Pill::NotYet { index, known, of, .. } => format!("Line {index}: *{known} of {of}. Not yet*"),
        Pill::Term(term) => format!("*Here: round {term}*"),
    }
}

fn tag(tag: &Tag) -> String {
    match tag {
        Tag::Pieces(pieces) if pieces.len() == 1 => format!("piece {}", pieces[0]),
        Tag::Pieces(pieces) if pieces.len() < 4 => numbers(pieces),
        Tag::Pieces(pieces) => format!("{} pieces", pieces.len()),
        Tag::Lines { first, last } if first == last => format!("line {first}"),
        // Long numbers leave no room for the word.
        Tag::Lines { first, last } if *last > 99 => format!("{first} to {last}"),
        Tag::Lines { first, last } => format!("lines {first} to {last}"),
        Tag::InkUpTo(index) => format!("counts to {index}"),
        Tag::Term(term) => format!("round {term}"),
        Tag::PreVote(term) => format!("and in {term}?"),
        Tag::Yes => "yes".to_owned(),
        Tag::No => "no".to_owned(),
        Tag::Revision(revision) => format!("change {revision}"),
    }
}

fn glyph(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Append => "note for the notebook",
        Glyph::Ack => "reply “noted”",
        Glyph::Reject => "reply “doesn’t match my notebook”",
        Glyph::VoteRequest => "vote request",
        Glyph::VoteYes => "vote yes",
        Glyph::VoteNo => "vote no",
        Glyph::Heartbeat => "“I’m here”",
        Glyph::Snapshot => "photo of the puzzle",
        Glyph::Suggestion => "suggested piece",
        Glyph::Request => "request",
        Glyph::Answer => "answer “done”",
        Glyph::Denied => "answer “it didn’t work”",
        Glyph::Ask => "question",
        Glyph::News => "notice",
    }
}

fn letter_label(letter: &Letter) -> String {
    let tag = letter.tag.as_ref().map_or(String::new(), |one| format!(", {}", tag(one)));
    let copy = if letter.copy { ", copy" } else { "" };
    let state = match (letter.lost, letter.delayed) {
        (true, _) => ", lost",
        (false, true) => ", late",
        (false, false) => "",
    };
    format!("{}{copy}{tag}, from {} to {}{state}", glyph(letter.glyph), party(&letter.from), party(&letter.to))
}

fn card_title(card: &Card) -> String {
    match card {
        Card::Entry(count) => match count.counted {
            Counted::Piece(piece) => format!("Counting piece {piece}"),
            _ => format!("Counting line {}", count.index),
        },
        Card::Votes(tallies) => format!("Vote of round {}", tallies[0].term),
        Card::Complete { picture, .. } => format!("Puzzle {picture} complete!"),
    }
}

fn card_known(card: &Card) -> String {
    match card {
        Card::Entry(count) => known(&count.tally, "knows of"),
        Card::Votes(tallies) => known(&tallies[0], "has"),
        Card::Complete { boards, of, .. } => format!("*{boards} of {of}* boards are done"),
    }
}

fn known(tally: &Tally, verb: &str) -> String {
    format!("{} {verb} *{} of {}*", name(tally.by), tally.known(), tally.slots.len())
}

fn card_missing(card: &Card) -> String {
    let missing = |tally: &Tally, done: &str| match tally.missing() {
        0 => done.to_owned(),
        n => format!("Needs *{n}* more."),
    };
    match card {
        Card::Entry(count) => missing(&count.tally, "*Majority!* Now it counts."),
        Card::Votes(tallies) => missing(&tallies[0], "*Majority!*"),
        Card::Complete { .. } => "Piece by piece, with the majority.".to_owned(),
    }
}

fn strip_title(card: &Card) -> String {
    match card {
        Card::Entry(count) => match count.counted {
            Counted::Piece(piece) => format!("Piece {piece}"),
            _ => format!("Line {}", count.index),
        },
        Card::Votes(_) => "Votes".to_owned(),
        Card::Complete { picture, .. } => format!("Puzzle {picture} complete!"),
    }
}

fn strip_missing(card: &Card) -> String {
    let missing = |tally: &Tally| match tally.missing() {
        0 => "*It counts!*".to_owned(),
        n => format!("*{n}* more"),
    };
    match card {
        Card::Entry(count) => missing(&count.tally),
        Card::Votes(tallies) => missing(&tallies[0]),
        Card::Complete { boards, of, .. } => format!("*{boards} of {of}*"),
    }
}

fn tally(tally: &Tally) -> String {
    let pick = |wanted: fn(&Slot) -> Option<MemberId>| tally.slots.iter().filter_map(wanted).collect::<Vec<_>>();
    let known = pick(|slot| if let Slot::Known(id) = slot { Some(*id) } else { None });
    let coming = pick(|slot| if let Slot::OnTheWay(id) = slot { Some(*id) } else { None });
    let coming = if coming.is_empty() { String::new() } else { format!(" On its way: {}.", names(&coming)) };
    format!("{} counts: {}.{coming} The majority is {}.", name(tally.by), names(&known), tally.majority)
}
