//! What the narration tells of faults and changes, in both languages.

mod common;

use common::*;
use quorum::i18n::Lang;
use quorum::narration::{Narrator, What};
use quorum::session::Session;
use serde_json::json;

/// The lines about what `is` picks, in Portuguese, after a check that English says something else.
fn told(session: &mut Session, members: u8, is: impl Fn(&What) -> bool) -> Vec<String> {
    let now_us = session.now_us();
    session.seek(0);
    session.seek(now_us);
    let mut narrator = Narrator::new(members);
    let mut found = Vec::new();
    for line in events(session) {
        let before = narrator.lines().last().map_or(0, |line| line.serial);
        narrator.observe(&line);
        for line in narrator.lines().iter().filter(|line| line.serial > before && is(&line.what)) {
            let [pt, en] = Lang::ALL.map(|lang| lang.told(line.who, &line.what, false).plain());
            assert_ne!(pt, en);
            found.push(pt);
        }
    }
    found
}

#[test]
fn floods_and_heals() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"partition": {"groups": [[1, 2]]}}));
    act(&mut session, json!({"cut": {"from": 3, "to": 4}}));
    session.advance_to(session.now_us() + 10 * SECOND_US);
    act(&mut session, json!("heal"));
    let lines = told(&mut session, 5, |what| matches!(what, What::Parted { .. } | What::CutOff { .. } | What::Healed));
    assert_eq!(
        lines,
        [
            "O rio encheu: Ana e Beto | Caio, Duda e Elis. Uma carta não passa para o outro lado.",
            "As cartas de Caio para Duda se perdem.",
            "Tudo voltou a funcionar. Quem saiu de casa continua fora.",
        ]
    );
    let lost = told(&mut session, 5, |what| matches!(what, What::Lost { .. }));
    assert!(lost.is_empty(), "the flood was told, not each letter: {lost:?}");
}

#[test]
fn who_comes_and_goes() {
    let mut session = session_with(7, |spec| spec.members = 3);
    elect(&mut session);
    act(&mut session, json!({"add_member": {"member": 4}}));
    session.advance_to(session.now_us() + 10 * SECOND_US);
    act(&mut session, json!({"transfer_leader": {"to": 4}}));
    advance_until(&mut session, 10, "a new leader", |frame| leader(frame).is_some_and(|it| it.id == 4));
    session.advance_to(session.now_us() + 3 * SECOND_US);
    act(&mut session, json!({"remove_member": {"member": 4}}));
    session.advance_to(session.now_us() + 20 * SECOND_US);
    let is = |what: &What| matches!(what, What::Joining | What::Joined { .. } | What::Leaving | What::Left { .. });
    assert_eq!(
        told(&mut session, 3, is),
        [
            "Duda quer entrar no grupo. Primeiro copia o caderno.",
            "Duda agora vota. O grupo tem 4 amigos.",
            "Duda vai sair do grupo. A maioria precisa anotar.",
            "Duda não vota mais. O grupo tem 3 amigos.",
        ]
    );
    let handed = told(&mut session, 3, |what| matches!(what, What::HandOver { leader: Some(_) }));
    assert_eq!(handed.len(), 1, "{handed:?}");
}

#[test]
fn photos_and_lines_that_were_not_saved() {
    let mut session = session_with(7, |spec| spec.keep_log = 0);
    let id = elect(&mut session);
    let late = id % 5 + 1;
    session.advance_to(session.now_us() + 5 * SECOND_US);
    act(&mut session, json!({"set_member": {"member": late, "flush_us": [50_000_000, 50_000_000]}}));
    session.advance_to(session.now_us() + 8 * SECOND_US);
    act(&mut session, json!({"crash": {"member": late}}));
    act(&mut session, json!("heal"));
    act(&mut session, json!({"take_snapshot": {"member": id}}));
    session.advance_to(session.now_us() + 5 * SECOND_US);
    act(&mut session, json!({"restart": {"member": late}}));
    session.advance_to(session.now_us() + 10 * SECOND_US);
    for is in [
        (|what| matches!(what, What::LinesLost { .. })) as fn(&What) -> bool,
        |what| matches!(what, What::SnapshotBuilt),
        |what| matches!(what, What::SnapshotInstalled),
    ] {
        assert_eq!(told(&mut session, 5, is).len(), 1);
    }
    assert!(!told(&mut session, 5, |what| matches!(what, What::SnapshotSent { .. })).is_empty());
}
