use super::*;
use crate::scene::friends::Round;

fn village() -> Summary {
    Summary {
        round: Round::One(3),
        leader: Some(2),
        quorum: true,
        candidates: vec![],
        home: 4,
        of: 5,
        letters: 1,
        sides: vec![],
        pieces: Some((6, 12)),
    }
}

#[test]
fn the_summary_is_one_line() {
    assert_eq!((PT.summary)(&village()), "*Rodada 3.* Beto coordena. 4 de 5 em casa.");
    assert_eq!((EN.summary)(&village()), "*Round 3.* Beto coordinates. 4 of 5 at home.");
}

#[test]
fn an_election_names_its_candidates() {
    let election = Summary { leader: None, candidates: vec![1, 3], ..village() };
    assert_eq!((PT.summary)(&election), "*Rodada 3.* Ana e Caio pedem votos. 4 de 5 em casa.");
    let deserted = Summary { leader: None, home: 0, ..village() };
    assert_eq!((PT.summary)(&deserted), "*Rodada 3.* Todos saíram. 0 de 5 em casa.");
}

#[test]
fn the_description_says_what_the_picture_shows() {
    let said = (PT.description)(&village());
    assert_eq!(said, "Rodada 3. Beto coordena. 4 de 5 em casa. Uma carta no ar. 6 de 12 peças encaixadas.");
}

/// A tag hangs under its letter: long ones would cover the neighbours.
#[test]
fn tags_are_short() {
    let tags = [
        Tag::Pieces(vec![7]),
        Tag::Pieces(vec![10, 11, 12]),
        Tag::Lines { first: 101, last: 112 },
        Tag::InkUpTo(112),
        Tag::Term(12),
        Tag::PreVote(12),
        Tag::Revision(112),
    ];
    for words in [&PT, &EN] {
        for tag in &tags {
            assert!((words.tag)(tag).chars().count() <= 13, "{}", (words.tag)(tag));
        }
    }
}
