//! What happened, in sentences: [`What`] in, [`Phrase`] out.
//!
//! Short, present tense, verbs first; with technical names on, the term stands beside the village's word.

mod answered;
mod asked;
mod en;
mod pt;

use super::{Lang, Phrase};
use crate::cluster::MemberId;
use crate::narration::What;

impl Lang {
    /// One sentence or two about what happened to or through `who`.
    pub fn told(self, who: Option<MemberId>, what: &What, technical: bool) -> Phrase {
        let words = Words { technical };
        let text = match self {
            Lang::Pt => pt::sentence(&words, who, what),
            Lang::En => en::sentence(&words, who, what),
        };
        Phrase::parse(&text)
    }
}

/// Chooses how technical a sentence is.
struct Words {
    technical: bool,
}

impl Words {
    /// `rodada`, or `rodada (termo)` for those who want to know.
    fn say(&self, village: &str, technical: &str) -> String {
        if self.technical { format!("{village} ({technical})") } else { village.to_owned() }
    }

    /// A remark that only technicians need.
    fn remark(&self, technical: &str) -> String {
        if self.technical { format!(" ({technical})") } else { String::new() }
    }
}

/// `ppm` in a million as people say it, exactly: 1 in so many, else so many in the smallest power of ten.
fn one_in(ppm: u32) -> (u32, u32) {
    let (mut few, mut many) = (ppm.max(1), 1_000_000);
    if many % few == 0 {
        return (1, many / few);
    }
    while few % 10 == 0 {
        (few, many) = (few / 10, many / 10);
    }
    (few, many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{Address, Outcome};
    use crate::narration::{LetterAbout, NoBecause, Note, Run};

    fn plain(lang: Lang, who: Option<MemberId>, what: &What) -> String {
        lang.told(who, what, false).plain()
    }

    /// One of each kind, the ones with many forms more than once.
    pub(crate) fn samples() -> Vec<(Option<MemberId>, What)> {
        let piece = || vec![Note::Piece(7)];
        let many = || vec![Note::Piece(6), Note::Piece(7)];
        let all = [
            Note::Piece(1),
            Note::Round(2),
            Note::Members,
            Note::NextPicture,
            Note::Key("foo".into()),
            Note::Line(9),
            Note::Presence(4),
            Note::Lease,
            Note::LeaseOver,
            Note::Cleared,
        ];
        let member = Address::Member;
        let mut samples = vec![
            (None, What::Woke { members: 5 }),
            (Some(3), What::Found { note: Note::Piece(7), tells: Some(2) }),
            (Some(3), What::Found { note: Note::Piece(7), tells: None }),
            (None, What::VisitorBrought { note: Some(Note::Piece(8)) }),
            (None, What::VisitorBrought { note: None }),
            (Some(2), What::Noted { notes: piece(), leads: true }),
            (Some(3), What::Noted { notes: many(), leads: false }),
            (Some(2), What::SentToAll { notes: piece() }),
            (Some(2), What::SentTo { to: 4, notes: many(), again: false }),
            (Some(2), What::SentTo { to: 4, notes: piece(), again: true }),
            (Some(2), What::SentTo { to: 4, notes: vec![Note::Piece(1); 8], again: false }),
            (Some(2), What::FittedToo { notes: vec![Note::Piece(1); 8], friends: vec![4] }),
            (Some(1), What::AckArrived { to: 2, notes: piece(), count: 2, of: 5 }),
            (Some(5), What::AckedToo { notes: piece(), friends: vec![5], count: 4, of: 5 }),
            (Some(5), What::AckedToo { notes: piece(), friends: vec![5, 4], count: 5, of: 5 }),
            (Some(4), What::NotMatching { to: 2 }),
            (Some(2), What::Fitted { notes: piece(), count: Some(3), of: 5 }),
            (Some(2), What::Fitted { notes: many(), count: None, of: 5 }),
            (Some(2), What::Fitted { notes: vec![Note::Round(2)], count: Some(3), of: 5 }),
            (Some(1), What::FittedToo { notes: piece(), friends: vec![1, 3] }),
            (Some(1), What::FittedToo { notes: vec![Note::Round(2)], friends: vec![1] }),
            (None, What::PictureDone { picture: 1 }),
            (Some(2), What::NewPicture { picture: 2 }),
            (Some(1), What::Overwritten { notes: piece() }),
            (Some(1), What::VoteYes { candidate: 3, term: 2 }),
            (Some(3), What::Elected { term: 2, votes: 3, of: 5 }),
            (Some(5), What::GaveUp { leader: Some(3) }),
            (Some(5), What::GaveUp { leader: None }),
            (Some(2), What::SteppedDown { term: 3 }),
            (Some(2), What::Heartbeats { times: 1 }),
            (Some(2), What::Heartbeats { times: 3 }),
            (Some(2), What::Away { led: true }),
            (Some(4), What::Away { led: false }),
            (Some(4), What::Back),
            (Some(4), What::NobodyHome),
            (Some(2), What::Lost { from: member(2), to: member(3), about: LetterAbout::Notes(piece()), asked: true }),
            (Some(2), What::Copied { to: member(3), about: LetterAbout::VoteAsked }),
            (Some(2), What::Delayed { from: member(2), to: member(3), about: LetterAbout::Ink, by_us: 500_000 }),
            (None, What::Parted { groups: vec![vec![1, 2], vec![3, 4, 5]] }),
            (None, What::Ebbed),
            (Some(1), What::CutOff { to: 2 }),
            (Some(5), What::NoWay { to: None, times: 1 }),
            (Some(3), What::NoWay { to: None, times: 3 }),
            (Some(3), What::NoWay { to: Some(4), times: 1 }),
            (Some(3), What::NoWay { to: Some(4), times: 3 }),
            (None, What::Healed),
            (None, What::Latency { us: [100_000, 150_000] }),
            (None, What::Latency { us: [200_000, 200_000] }),
            (Some(2), What::Slow { us: 200_000 }),
            (Some(2), What::Slow { us: 0 }),
            (Some(2), What::SlowDisk { us: 300_000 }),
            (Some(1), What::SlowDisk { us: 0 }),
            (None, What::PreVote { on: true }),
            (None, What::PreVote { on: false }),
            (Some(3), What::WouldVote { candidate: 1, friends: vec![3] }),
            (Some(3), What::WouldVote { candidate: 1, friends: vec![3, 4] }),
            (Some(3), What::Trusts { leader: Some(2) }),
            (Some(3), What::Trusts { leader: None }),
            (Some(1), What::LinesLost { notes: many() }),
            (Some(3), What::HandOver { leader: Some(2) }),
            (Some(3), What::HandOver { leader: None }),
            (Some(6), What::Joining),
            (Some(6), What::Leaving),
            (Some(6), What::Joined { voters: 6 }),
            (Some(6), What::Left { voters: 5 }),
            (Some(1), What::SnapshotSent { to: 4 }),
            (Some(1), What::SnapshotBuilt),
            (Some(4), What::SnapshotInstalled),
            (Some(2), What::Warned { client: "lia".into(), notes: many() }),
            (None, What::TurnedAway { client: "quati".into() }),
            (None, What::Door { locked: true }),
            (None, What::Door { locked: false }),
            (None, What::BeganAnew { keys: 1 }),
            (None, What::BeganAnew { keys: 6 }),
            (None, What::Taken { note: Note::Piece(7), by: "ana".into(), first: "caio".into() }),
            (None, What::Taken { note: Note::Piece(7), by: "caio".into(), first: "visitor".into() }),
            (Some(4), What::SaidHome { again: false }),
            (Some(4), What::SaidHome { again: true }),
            (Some(4), What::PresenceOver),
            (None, What::FileCame { name: "backup.db".into() }),
        ];
        for request in
            ["put foo bar", "get /puzzle/r1c1", "del \"\" --prefix", "watch /pods/ --prefix", "watch foo", "version"]
        {
            samples.push((None, What::ClientAsked { client: "terminal".into(), request: request.into() }));
        }
        for run in [Run::Silence, Run::Asked, Run::Again, Run::Encouraged, Run::Handed { by: 2 }] {
            samples.push((Some(3), What::Candidate { term: 2, run }));
            samples.push((Some(3), What::Wonders { run }));
        }
        for ppm in [0, 1, 5_000, 100_000, 330_000, 1_000_000] {
            samples.push((None, What::Loss { ppm }));
            samples.push((None, What::Copies { ppm }));
        }
        for ppm in [0, 100_000, -100_000] {
            samples.push((Some(1), What::ClockOff { ppm }));
        }
        for note in all {
            samples.push((Some(2), What::Noted { notes: vec![note.clone(), Note::Piece(3)], leads: false }));
            samples.push((Some(2), What::Fitted { notes: vec![note], count: Some(3), of: 5 }));
        }
        for outcome in [Outcome::Ok, Outcome::Error, Outcome::Unknown] {
            samples.push((None, What::VisitorTold { outcome, note: Some(Note::Piece(8)) }));
            samples.push((None, What::VisitorTold { outcome, note: None }));
            for response in [
                "ok",
                "revision 7",
                "watching from revision 8",
                "0 keys",
                "1 keys",
                "2 keys",
                "5 s left",
                "1 leases",
                "3 members",
            ] {
                let (client, response) = ("terminal".to_owned(), response.to_owned());
                samples.push((None, What::ClientTold { client, outcome, response }));
            }
        }
        for because in [
            NoBecause::Lease { leader: 2 },
            NoBecause::Lease { leader: 1 },
            NoBecause::LogAhead,
            NoBecause::Voted { other: 1 },
            NoBecause::Voted { other: 5 },
            NoBecause::Unknown,
        ] {
            for would in [false, true] {
                samples.push((Some(1), What::VoteNo { candidate: 3, because, would }));
            }
        }
        for about in [
            LetterAbout::Ink,
            LetterAbout::Noted,
            LetterAbout::NotMatching,
            LetterAbout::VoteAsked,
            LetterAbout::Wondering,
            LetterAbout::Vote { granted: true },
            LetterAbout::Vote { granted: false },
            LetterAbout::Heartbeat,
            LetterAbout::HeartbeatAnswer,
            LetterAbout::Request(Some(Note::Piece(7))),
            LetterAbout::Request(None),
            LetterAbout::News(vec![Note::Piece(7)]),
            LetterAbout::Answer,
            LetterAbout::Other,
        ] {
            let from = Address::Client("visitor".into());
            samples.push((None, What::Lost { from, to: member(3), about, asked: false }));
        }
        samples
    }

    #[test]
    fn every_sentence_is_whole_short_and_translated() {
        for (who, what) in samples() {
            for technical in [false, true] {
                let pt = Lang::Pt.told(who, &what, technical).plain();
                let en = Lang::En.told(who, &what, technical).plain();
                assert_ne!(pt, en, "{what:?}");
                for text in [&pt, &en] {
                    assert!(text.ends_with(['.', '!']), "{text}");
                    assert!(!text.contains("  ") && !text.contains(" ."), "{text}");
                    assert!(text.starts_with(char::is_uppercase), "{text}");
                }
            }
            for lang in Lang::ALL {
                let text = plain(lang, who, &what);
                let longest = text.split(['.', ':', '!']).map(|part| part.split_whitespace().count()).max();
                assert!(longest < Some(16), "{longest:?} words: {text}");
                assert!(text.len() < 130, "{text}");
            }
        }
    }

    #[test]
    fn technical_terms_are_said_only_when_wanted() {
        let what = What::Elected { term: 3, votes: 3, of: 5 };
        assert_eq!(plain(Lang::Pt, Some(2), &what), "Beto tem 3 de 5 votos e coordena a rodada 3.");
        let technical = Lang::Pt.told(Some(2), &what, true).plain();
        assert_eq!(technical, "Beto tem 3 de 5 votos e coordena (líder) a rodada (termo) 3.");
        let response = "revision 7".to_owned();
        let what = What::ClientTold { client: "terminal".to_owned(), outcome: Outcome::Ok, response };
        assert_eq!(plain(Lang::Pt, None, &what), "O terminal tem resposta: mudança 7.");
        let technical = Lang::Pt.told(None, &what, true).plain();
        assert_eq!(technical, "O terminal tem resposta: mudança (revisão) 7.");
    }

    #[test]
    fn rates_are_said_exactly_as_people_say_them() {
        let said = [1, 2_000, 10_000, 100_000, 250_000, 300_000, 330_000, 123_456, 1_000_000].map(one_in);
        assert_eq!(
            said,
            [(1, 1_000_000), (1, 500), (1, 100), (1, 10), (1, 4), (3, 10), (33, 100), (123_456, 1_000_000), (1, 1)]
        );
        let lost = |ppm| plain(Lang::Pt, None, &What::Loss { ppm });
        assert_eq!(lost(100_000), "O correio agora perde 1 em cada 10 cartas.");
        assert_eq!(lost(1_000_000), "O correio agora perde todas as cartas.");
        assert_eq!(lost(0), "O correio parou de perder cartas.");
    }

    #[test]
    fn sentences_agree_with_their_friends() {
        let noted = What::Noted { notes: vec![Note::Piece(7)], leads: false };
        assert_eq!(plain(Lang::Pt, Some(3), &noted), "Caio anotou a peça 7. A resposta dele está a caminho.");
        assert_eq!(plain(Lang::Pt, Some(1), &noted), "Ana anotou a peça 7. A resposta dela está a caminho.");
        assert_eq!(plain(Lang::En, Some(3), &noted), "Caio noted piece 7. His answer is on its way.");
        let too = What::FittedToo { notes: vec![Note::Piece(7)], friends: vec![1, 3] };
        assert_eq!(plain(Lang::Pt, Some(1), &too), "Ana e Caio também encaixaram a peça 7.");
        let fell = |times| What::NoWay { to: None, times };
        assert_eq!(plain(Lang::Pt, Some(5), &fell(1)), "A carta da Elis caiu no rio.");
        assert_eq!(plain(Lang::Pt, Some(2), &fell(3)), "As cartas do Beto caíram no rio. Já foram 3.");
        let fast = What::ClockOff { ppm: 100_000 };
        assert_eq!(plain(Lang::Pt, Some(4), &fast), "O relógio da Duda agora adianta.");
        assert_eq!(Lang::En.told(Some(2), &fast, true).plain(), "Beto’s clock now runs fast (+100000 ppm).");
    }
}
