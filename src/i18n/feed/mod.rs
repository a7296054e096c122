//! What happened, in sentences: [`What`] in, [`Phrase`] out.
//!
//! Short, present tense, verbs first; with technical names on, the term stands beside the village's word.

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
        let all =
            [Note::Piece(1), Note::Round(2), Note::Members, Note::NextPicture, Note::Key("foo".into()), Note::Line(9)];
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
            (Some(3), What::Candidate { term: 2, run: Run::Silence }),
            (Some(3), What::Candidate { term: 2, run: Run::Asked }),
            (Some(3), What::Candidate { term: 2, run: Run::Again }),
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
            (Some(2), What::Delayed { from: member(2), to: member(3), about: LetterAbout::Ink, by_us: 500_000 }),
            (None, What::Parted { groups: vec![vec![1, 2], vec![3, 4, 5]] }),
            (Some(1), What::CutOff { to: 2 }),
            (None, What::Healed),
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
            (None, What::ClientAsked { client: "terminal".into(), request: "put foo bar".into() }),
        ];
        for note in all {
            samples.push((Some(2), What::Noted { notes: vec![note.clone(), Note::Piece(3)], leads: false }));
            samples.push((Some(2), What::Fitted { notes: vec![note], count: Some(3), of: 5 }));
        }
        for outcome in [Outcome::Ok, Outcome::Error, Outcome::Unknown] {
            samples.push((None, What::VisitorTold { outcome, note: Some(Note::Piece(8)) }));
            samples.push((None, What::VisitorTold { outcome, note: None }));
            let (client, response) = ("terminal".to_owned(), "OK".to_owned());
            samples.push((None, What::ClientTold { client, outcome, response }));
        }
        for because in [
            NoBecause::Lease { leader: 2 },
            NoBecause::Lease { leader: 1 },
            NoBecause::LogAhead,
            NoBecause::Voted { other: 1 },
            NoBecause::Voted { other: 5 },
            NoBecause::Unknown,
        ] {
            samples.push((Some(1), What::VoteNo { candidate: 3, because }));
        }
        for about in [
            LetterAbout::Ink,
            LetterAbout::Noted,
            LetterAbout::NotMatching,
            LetterAbout::VoteAsked,
            LetterAbout::Vote { granted: true },
            LetterAbout::Vote { granted: false },
            LetterAbout::Heartbeat,
            LetterAbout::HeartbeatAnswer,
            LetterAbout::Request(Some(Note::Piece(7))),
            LetterAbout::Request(None),
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
    }

    #[test]
    fn sentences_agree_with_their_friends() {
        let noted = What::Noted { notes: vec![Note::Piece(7)], leads: false };
        assert_eq!(plain(Lang::Pt, Some(3), &noted), "Caio anotou a peça 7. A resposta dele está a caminho.");
        assert_eq!(plain(Lang::Pt, Some(1), &noted), "Ana anotou a peça 7. A resposta dela está a caminho.");
        assert_eq!(plain(Lang::En, Some(3), &noted), "Caio noted piece 7. His answer is on its way.");
        let too = What::FittedToo { notes: vec![Note::Piece(7)], friends: vec![1, 3] };
        assert_eq!(plain(Lang::Pt, Some(1), &too), "Ana e Caio também encaixaram a peça 7.");
    }
}
