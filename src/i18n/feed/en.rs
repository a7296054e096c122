//! The story in English.

use super::answered::{self, Answered};
use super::{Words, asked, one_in};
use crate::cluster::{Address, MemberId, Outcome};
use crate::i18n::{Gender, Lang, capitalised, gender};
use crate::narration::{LetterAbout, NoBecause, Note, Run, What};

const EN: Lang = Lang::En;

pub(super) fn sentence(w: &Words, who: Option<MemberId>, what: &What) -> String {
    let name = who.map_or("", |id| EN.friend(id));
    let gender = who.map_or(Gender::She, gender);
    let her = gender.of("her", "his");
    let n = format!("*{name}*");
    match what {
        What::Woke { members } => format!(
            "{} at home. Nobody coordinates yet.",
            EN.plural(
                *members,
                "One friend is".to_owned(),
                format!("{} friends are", capitalised(&EN.count_word(*members)))
            )
        ),
        What::Found { note, tells: Some(to) } => format!("{n} found {} and tells {}.", thing(note), EN.friend(*to)),
        What::Found { note, tells: None } => format!("{n} found {} at home.", thing(note)),
        What::VisitorBrought { note: Some(note) } => {
            format!("{} brought {}.", w.say("A visitor", "client"), thing(note))
        }
        What::VisitorBrought { note: None } => format!("{} is at the door.", w.say("A visitor", "client")),
        What::Noted { notes, leads: true } => {
            let them = EN.plural(notes.len(), "It does", "They do");
            format!("{n} noted {} in pencil{}. {them} not count yet.", things(notes), w.remark("uncommitted"))
        }
        What::Noted { notes, leads: false } => {
            format!("{n} noted {}{}. {} answer is on its way.", things(notes), w.remark("in the log"), capitalised(her))
        }
        What::SentToAll { notes } => {
            format!("{n} sent {} to the other friends{}.", things(notes), w.remark("AppendEntries"))
        }
        What::SentTo { to, notes, again } => {
            let again = if *again { " again" } else { "" };
            format!("{n} sent {} to {}{again}{}.", things(notes), EN.friend(*to), w.remark("AppendEntries"))
        }
        What::AckArrived { to, count, of, .. } => {
            format!("{n} answered: noted{}. {} now counts *{count} of {of}*.", w.remark("match"), EN.friend(*to))
        }
        What::AckedToo { friends, count, of, .. } => {
            format!("{} answered too: noted{}. That makes *{count} of {of}*.", names(friends), w.remark("match"))
        }
        What::NotMatching { to } => format!(
            "{n} answered: doesn’t match my notebook{}. {} sends what is missing.",
            w.remark("log"),
            EN.friend(*to)
        ),
        What::Fitted { notes, count, of } => fitted(w, &n, notes, *count, *of),
        What::FittedToo { notes, friends } => fitted_too(w, notes, friends),
        What::Taken { note, by, first } => {
            let first = EN.client(first);
            format!(
                "*{}* and *{first}* both found {}. *{}* was first.",
                capitalised(EN.client(by)),
                thing(note),
                capitalised(first)
            )
        }
        What::SaidHome { again: false } => format!("{n} said: I’m at home{}.", w.remark("lease")),
        What::SaidHome { again: true } => format!("{n} gave a sign again: at home{}.", w.remark("lease")),
        What::PresenceOver => format!(
            "{n}’s sign of being at home ran out{}. The pieces {} looked for go to the others.",
            w.remark("lease"),
            gender.of("she", "he")
        ),
        What::PictureDone { picture } => format!("Picture *{picture}* is complete! All twelve pieces are fitted."),
        What::NewPicture { picture } => format!("Picture *{picture}* begins. The board is empty again."),
        What::Overwritten { notes } => format!(
            "{n} rubbed {} out of the {}. The {} never noted {}.",
            things(notes),
            w.say("notebook", "log"),
            w.say("majority", "quorum"),
            EN.plural(notes.len(), "it", "them")
        ),
        What::Candidate { term, run } => {
            let round = w.say("round", "term");
            let asks = w.say("asks for votes", "RequestVote");
            match run {
                Run::Silence => format!("{n} is tired of waiting. Opens {round} *{term}* and {asks}."),
                Run::Asked => format!("You asked: {n} opens {round} *{term}* and {asks}."),
                Run::Again => format!("No {}. {n} tries again in {round} *{term}*.", w.say("majority", "quorum")),
                Run::Encouraged => {
                    format!("A {} says yes: {n} opens {round} *{term}* and {asks}.", w.say("majority", "quorum"))
                }
                Run::Handed { by } => {
                    format!("{} hands over: {n} opens {round} *{term}* and {asks}.", EN.friend(*by))
                }
            }
        }
        What::Wonders { run } => {
            let (she, pre_vote) = (gender.of("she", "he"), w.remark("PreVote"));
            match run {
                Run::Asked => format!("You asked: {n} asks the others if {she} would win{pre_vote}."),
                Run::Again => format!("{n} asks again if {she} would win{pre_vote}."),
                _ => format!("{n} is tired of waiting. Asks the others if {she} would win{pre_vote}."),
            }
        }
        What::WouldVote { candidate, friends } => {
            format!("{} would vote for *{}*{}.", names(friends), EN.friend(*candidate), w.remark("PreVote"))
        }
        What::Trusts { leader: Some(leader) } => {
            format!(
                "You asked, but {n} has just heard from {}, who coordinates{}.",
                EN.friend(*leader),
                w.remark("lease")
            )
        }
        What::Trusts { leader: None } => format!("You asked, but {n} prefers to wait{}.", w.remark("lease")),
        What::VoteYes { candidate, term } => {
            format!("{n} votes for *{}* in {} {term}.", EN.friend(*candidate), w.say("round", "term"))
        }
        What::VoteNo { candidate, because, would } => {
            let votes = if *would { "wouldn’t" } else { "doesn’t" };
            refused(w, who, &n, her, &format!("{n} {votes} vote for {}", EN.friend(*candidate)), *because)
        }
        What::Elected { term, votes, of } => format!(
            "{n} has *{votes} of {of}* votes and {} {} *{term}*.",
            w.say("coordinates", "leader"),
            w.say("round", "term")
        ),
        What::GaveUp { leader: Some(leader) } => {
            format!("{n} stops asking: *{}* already {}.", EN.friend(*leader), w.say("coordinates", "leader"))
        }
        What::GaveUp { leader: None } => format!("{n} stops asking: there is a later {}.", w.say("round", "term")),
        What::SteppedDown { term } => {
            format!("{n} heard of {} *{term}* and no longer coordinates.", w.say("round", "term"))
        }
        What::Heartbeats { times } => {
            let said = format!("{n} says: {}.", w.say("I’m here", "heartbeat"));
            if *times > 1 { format!("{said} *{times}* times so far.") } else { said }
        }
        What::Away { led: true } => format!("{n} left home{}. Now nobody coordinates.", w.remark("crashed")),
        What::Away { led: false } => format!("{n} left home{}. Letters find nobody there.", w.remark("crashed")),
        What::Back => {
            format!("{n} came back{}. {} notebook is just as it was.", w.remark("restarted"), capitalised(her))
        }
        What::NobodyHome => format!("The letter arrived, but {n} is not at home."),
        What::Lost { from, to, about, .. } => {
            format!("{} got lost. From {}, to {}.", capitalised(&letter(w, about)), party(from), party(to))
        }
        What::Delayed { to, about, by_us, .. } => {
            format!("{} to {} is {} late.", capitalised(&letter(w, about)), party(to), EN.time(*by_us))
        }
        What::Parted { groups } => {
            format!("The river rose{}: {}. No letter gets across.", w.remark("partition"), sides(groups))
        }
        What::CutOff { to } => format!("Letters from {n} to {} get lost{}.", EN.friend(*to), w.remark("cut")),
        What::Ebbed => format!("The river fell{}. Letters get across again.", w.remark("partition over")),
        What::NoWay { to, times } => no_way(w, &n, *to, *times),
        What::Copied { to, about } => {
            format!("{} was copied. The copy goes to {} too.", capitalised(&letter(w, about)), party(to))
        }
        What::Loss { ppm: 0 } => format!("The post stopped losing letters{}.", w.remark("loss")),
        What::Loss { ppm } => format!("The post now loses {}{}.", rate(*ppm), w.remark("loss")),
        What::Copies { ppm: 0 } => format!("The post stopped copying letters{}.", w.remark("duplication")),
        What::Copies { ppm } => format!("The post now copies {}{}.", rate(*ppm), w.remark("duplication")),
        What::Latency { us: [min, max] } => {
            let from = if min < max { format!("*{}* to ", EN.seconds(*min)) } else { String::new() };
            format!("A letter now takes {from}*{}*{}.", EN.seconds(*max), w.remark("latency"))
        }
        What::Slow { us: 0 } => format!("{n} reads letters at once again."),
        What::Slow { us } => {
            format!("{n} now takes *{}* to read each letter{}.", EN.seconds(*us), w.remark("slow node"))
        }
        What::ClockOff { ppm } => {
            let runs = match *ppm {
                0 => "is right again",
                1.. => "now runs fast",
                _ => "now runs slow",
            };
            format!("{n}’s clock {runs}{}.", w.remark(&format!("{ppm:+} ppm")))
        }
        What::SlowDisk { us: 0 } => format!("{n} saves what {} notes at once again.", gender.of("she", "he")),
        What::SlowDisk { us } => {
            let (she, most) = (gender.of("she", "he"), EN.seconds(*us));
            format!("{n} now takes up to *{most}* to save what {she} notes{}.", w.remark("slow disk"))
        }
        What::PreVote { on: true } => {
            format!("Before asking for votes, friends now ask if they would win{}.", w.remark("PreVote"))
        }
        What::PreVote { on: false } => {
            format!("From now on, friends ask for votes right away{}.", w.remark("no PreVote"))
        }
        What::Healed => "Everything works again. Whoever left home is still away.".to_owned(),
        What::LinesLost { notes } => {
            format!("{n} had not saved {}{}. That is gone.", things(notes), w.remark("not flushed"))
        }
        What::HandOver { leader: Some(leader) } => {
            format!("You asked: {} hands over to {n}{}.", EN.friend(*leader), w.remark("transfer"))
        }
        What::HandOver { leader: None } => format!("You asked: {n} is to coordinate."),
        What::Joining => format!("{n} wants to join. First comes a copy of the {}.", w.say("notebook", "log")),
        What::Leaving => format!("{n} is about to leave the group. A {} has to note it.", w.say("majority", "quorum")),
        What::Joined { voters } => {
            format!("{n} votes from now on. The group has *{}*{}.", friends(*voters), w.remark("new configuration"))
        }
        What::Left { voters } => {
            format!("{n} has no vote any more. The group has *{}*{}.", friends(*voters), w.remark("new configuration"))
        }
        What::SnapshotSent { to } => format!("{n} sent the {} to {}.", w.say("photo", "snapshot"), EN.friend(*to)),
        What::SnapshotBuilt => format!("{n} took a {} of the puzzle.", w.say("photo", "snapshot")),
        What::SnapshotInstalled => format!("{n} got the {} and copied it all at once.", w.say("photo", "snapshot")),
        What::Warned { client, notes } => {
            format!("{n} told {}: {} changed{}.", EN.client(client), things(notes), w.remark("watch"))
        }
        What::TurnedAway { client } => {
            format!("The door is locked{}: {} can’t come in.", w.remark("TLS"), EN.client(client))
        }
        What::Door { locked: true } => "You locked the door: only those with a key come in.".to_owned(),
        What::Door { locked: false } => "You opened the door: anybody may ask.".to_owned(),
        What::BeganAnew { keys } => {
            format!("A new group begins from the photo, with *{keys}* {}.", EN.plural(*keys, "drawer", "drawers"))
        }
        What::FileCame { name } => format!("The file *{name}* came from outside."),
        What::VisitorTold { outcome, note } => visitor_told(*outcome, note.as_ref()),
        What::ClientAsked { client, request } => asked::en(client, request, w),
        What::ClientTold { client, outcome, response } => {
            let told = match outcome {
                Outcome::Ok => format!("is answered: *{}*", answered::en(Answered::of(response), w)),
                Outcome::Error => format!("is refused: *{response}*"),
                Outcome::Unknown => "gets no answer".to_owned(),
            };
            format!("{} {told}.", capitalised(EN.client(client)))
        }
    }
}

fn fitted(w: &Words, n: &str, notes: &[Note], count: Option<usize>, of: usize) -> String {
    let counted = match count {
        Some(count) => format!("{n} counts *{count} of {of}*: a {}. ", w.say("majority", "quorum")),
        None => format!("{n} goes over it in ink. "),
    };
    let result = match only_pieces(notes) {
        true => EN.plural(notes.len(), "is fitted", "are fitted"),
        false => EN.plural(notes.len(), "counts now", "count now"),
    };
    format!("{counted}{} {result}{}.", capitalised(&things(notes)), w.remark("committed"))
}

fn fitted_too(w: &Words, notes: &[Note], friends: &[MemberId]) -> String {
    let names = names(friends);
    let applied = w.remark("applied");
    if only_pieces(notes) {
        format!("{names} fitted {} too{applied}.", things(notes))
    } else {
        format!("{names} went over {} in ink too{applied}.", things(notes))
    }
}

fn names(friends: &[MemberId]) -> String {
    let names: Vec<_> = friends.iter().map(|id| EN.friend(*id).to_owned()).collect();
    format!("*{}*", EN.list(&names))
}

fn refused(w: &Words, who: Option<MemberId>, n: &str, her: &str, no: &str, because: NoBecause) -> String {
    match because {
        NoBecause::Lease { leader } if Some(leader) == who => {
            format!("{no}: coordinates, and a majority answers{}.", w.remark("lease"))
        }
        NoBecause::Lease { leader } => {
            format!("{no}: has just heard from {}, who coordinates{}.", EN.friend(leader), w.remark("lease"))
        }
        NoBecause::LogAhead => {
            format!("{no}: {her} {} is more up to date.", w.say("notebook", "log"))
        }
        NoBecause::Voted { other } if Some(other) == who => {
            format!("{no}: wants to coordinate too.")
        }
        NoBecause::Voted { other } => {
            format!("{n} already voted for {}. One vote a {}.", EN.friend(other), w.say("round", "term"))
        }
        NoBecause::Unknown => format!("{no}."),
    }
}

fn no_way(w: &Words, n: &str, to: Option<MemberId>, times: usize) -> String {
    let letters = EN.plural(times, "A letter", "Letters");
    let told = match to {
        None => format!("{letters} from {n} fell into the river{}.", w.remark("partition")),
        Some(to) => {
            format!("{letters} from {n} to {} didn’t arrive: the way was cut{}.", EN.friend(to), w.remark("cut"))
        }
    };
    if times > 1 { format!("{told} That makes *{times}*.") } else { told }
}

/// How many letters `ppm` in a million are.
fn rate(ppm: u32) -> String {
    match one_in(ppm) {
        (_, 1) => "*all* letters".to_owned(),
        (few, many) => format!("*{few} in {many}* letters"),
    }
}

fn visitor_told(outcome: Outcome, note: Option<&Note>) -> String {
    match (outcome, note) {
        (Outcome::Ok, Some(note)) => format!("The visitor knows it: {} is in the picture.", thing(note)),
        (Outcome::Ok, None) => "The visitor knows it: all went well.".to_owned(),
        (Outcome::Error, _) => "The visitor was told no. Nothing changed.".to_owned(),
        (Outcome::Unknown, _) => "The visitor got no answer. It may have counted, or not.".to_owned(),
    }
}

fn letter(w: &Words, about: &LetterAbout) -> String {
    match about {
        LetterAbout::Notes(notes) => format!("the letter with {}", things(notes)),
        LetterAbout::Ink => format!("the letter “you may fit it”{}", w.remark("commit")),
        LetterAbout::Noted => format!("the answer “noted”{}", w.remark("match")),
        LetterAbout::NotMatching => "the answer “doesn’t match”".to_owned(),
        LetterAbout::VoteAsked => format!("the vote request{}", w.remark("RequestVote")),
        LetterAbout::Wondering => format!("the question “would I win?”{}", w.remark("PreVote")),
        LetterAbout::Vote { granted: true } => "the vote “yes”".to_owned(),
        LetterAbout::Vote { granted: false } => "the vote “no”".to_owned(),
        LetterAbout::Heartbeat => format!("the note “I’m here”{}", w.remark("heartbeat")),
        LetterAbout::HeartbeatAnswer => "the answer to “I’m here”".to_owned(),
        LetterAbout::Request(Some(note)) => format!("the message about {}", thing(note)),
        LetterAbout::Request(None) => "the request".to_owned(),
        LetterAbout::News(notes) => format!("the news about {}", things(notes)),
        LetterAbout::Answer => "the answer".to_owned(),
        LetterAbout::Other => "the letter".to_owned(),
    }
}

fn party(address: &Address) -> String {
    EN.party(address)
}

fn only_pieces(notes: &[Note]) -> bool {
    notes.iter().all(|note| matches!(note, Note::Piece(_)))
}

/// More than this many lines are counted, not named.
const NAMED_MAX: usize = 5;

fn things(notes: &[Note]) -> String {
    if notes.len() > NAMED_MAX {
        return format!("*{} lines* of the notebook", notes.len());
    }
    if notes.len() > 1 && only_pieces(notes) {
        let numbers: Vec<_> = notes.iter().filter_map(number).collect();
        return format!("*pieces {}*", EN.list(&numbers));
    }
    EN.list(&notes.iter().map(thing).collect::<Vec<_>>())
}

fn number(note: &Note) -> Option<String> {
    match note {
        Note::Piece(number) => Some(number.to_string()),
        _ => None,
    }
}

fn thing(note: &Note) -> String {
    match note {
        Note::Piece(number) => format!("*piece {number}*"),
        Note::Round(term) => format!("the *start of round {term}*"),
        Note::Members => "the *list of friends*".to_owned(),
        Note::NextPicture => "the wish for a *new picture*".to_owned(),
        Note::Presence(id) => format!("{}’s *sign of being at home*", EN.friend(*id)),
        Note::Lease => "a *new time limit*".to_owned(),
        Note::LeaseOver => "the *end of a time limit*".to_owned(),
        Note::Cleared => "the *clearing of old things*".to_owned(),
        Note::Key(key) => format!("the drawer *{key}*"),
        Note::Command(label) => format!("the request *{label}*"),
        Note::Line(index) => format!("*line {index}*"),
    }
}

fn friends(count: usize) -> String {
    format!("{count} {}", EN.plural(count, "friend", "friends"))
}

/// `Ana and Beto | Caio, Duda and Elis`
fn sides(groups: &[Vec<MemberId>]) -> String {
    groups.iter().map(|group| names(group)).collect::<Vec<_>>().join(" | ")
}
