//! What the narration tells of faults and changes, in both languages.

mod common;

use std::collections::BTreeMap;

use common::*;
use quorum::cluster::{Address, DropReason, Frame, MessageKind, TraceEvent, TraceLine};
use quorum::i18n::Lang;
use quorum::narration::{Line, Narrator, NoBecause, Run, What};
use quorum::session::Session;
use serde_json::json;

/// The lines about what `is` picks, as they stood in the end, in Portuguese, after a check that English
/// says something else.
fn told(session: &mut Session, members: u8, is: impl Fn(&What) -> bool) -> Vec<String> {
    let lines = picked(session, members, is);
    let texts = lines.iter().map(|line| {
        let [pt, en] = Lang::ALL.map(|lang| lang.told(line.who, &line.what, false).plain());
        assert_ne!(pt, en);
        pt
    });
    texts.collect()
}

fn picked(session: &mut Session, members: u8, is: impl Fn(&What) -> bool) -> Vec<Line> {
    let mut narrator = Narrator::new(members);
    let mut found = BTreeMap::new();
    for line in from_the_start(session) {
        narrator.observe(&line);
        for line in narrator.lines().iter().filter(|line| is(&line.what)) {
            found.insert(line.serial, line.clone());
        }
    }
    found.into_values().collect()
}

fn from_the_start(session: &mut Session) -> Vec<TraceLine> {
    let now_us = session.now_us();
    session.seek(0);
    session.seek(now_us);
    events(session)
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
    assert!(lost.is_empty(), "nothing was lost by chance: {lost:?}");
    // Every letter but heartbeats is counted in some line about its sender, and those lines are few.
    let lines = picked(&mut session, 5, |what| matches!(what, What::NoWay { .. }));
    let mut counted = BTreeMap::new();
    for line in &lines {
        let What::NoWay { to, times } = line.what else { unreachable!() };
        *counted.entry((line.who, to)).or_insert(0) += times;
    }
    let mut stopped = BTreeMap::new();
    for line in from_the_start(&mut session) {
        let TraceEvent::Drop { from, to, kind, why, .. } = line.event else { continue };
        if matches!(why, DropReason::Partition | DropReason::Cut) && !kind.is_heartbeat() {
            let to = to.member().filter(|_| why == DropReason::Cut);
            *stopped.entry((from.member(), to)).or_insert(0) += 1;
        }
    }
    assert_eq!(counted, stopped);
    let letters: usize = stopped.values().sum();
    assert!(letters > 3 * lines.len(), "{letters} letters, {} lines", lines.len());
}

#[test]
fn a_river_falls_alone() {
    let mut session = session(7);
    let id = elect(&mut session);
    act(&mut session, json!({"cut": {"from": id, "to": id % 5 + 1}}));
    act(&mut session, json!({"partition": {"groups": [[1, 2]]}}));
    session.advance_to(session.now_us() + SECOND_US);
    act(&mut session, json!({"partition": {"groups": []}}));
    act(&mut session, json!({"partition": {"groups": [[1]]}}));
    act(&mut session, json!({"partition": {"groups": [[1, 2, 3, 4, 5]]}}));
    assert_eq!(session.frame().network.cuts.len(), 1);
    let is = |what: &What| matches!(what, What::Ebbed | What::Healed);
    assert_eq!(told(&mut session, 5, is), ["O rio baixou. As cartas passam de novo."; 2]);
}

#[test]
fn the_post_and_the_friends_get_worse_and_better() {
    let mut session = session(7);
    elect(&mut session);
    act(&mut session, json!({"set_network": {"loss_ppm": 100_000, "duplicate_ppm": 0}}));
    act(&mut session, json!({"set_network": {"duplicate_ppm": 330_000, "latency_us": [100_000, 250_000]}}));
    act(&mut session, json!({"set_member": {"member": 2, "slow_us": 200_000, "clock_ppm": 100_000}}));
    act(&mut session, json!({"set_member": {"member": 5, "flush_us": [0, 300_000], "clock_ppm": -100_000}}));
    session.advance_to(session.now_us() + SECOND_US);
    act(&mut session, json!({"set_network": {"loss_ppm": 0, "duplicate_ppm": 0, "latency_us": [50_000, 50_000]}}));
    act(&mut session, json!({"set_member": {"member": 2, "slow_us": 0, "clock_ppm": 0, "flush_us": [0, 0]}}));
    act(&mut session, json!({"set_member": {"member": 5, "flush_us": [0, 0]}}));
    let is = |what: &What| {
        use What::{ClockOff, Copies, Latency, Loss, Slow, SlowDisk};
        matches!(what, Loss { .. } | Copies { .. } | Latency { .. } | Slow { .. } | ClockOff { .. } | SlowDisk { .. })
    };
    assert_eq!(
        told(&mut session, 5, is),
        [
            "O correio agora perde 1 em cada 10 cartas.",
            "O correio agora copia 33 em cada 100 cartas.",
            "Uma carta agora leva de 0,1 s a 0,25 s.",
            "Beto agora demora 0,2 s para ler cada carta.",
            "O relógio do Beto agora adianta.",
            "O relógio da Elis agora atrasa.",
            "Elis agora leva até 0,3 s para guardar o que anota.",
            "O correio parou de perder cartas.",
            "O correio parou de copiar cartas.",
            "Uma carta agora leva 0,05 s.",
            "Beto voltou a ler as cartas na hora.",
            "O relógio do Beto voltou a andar certo.",
            "Elis voltou a guardar na hora o que anota.",
        ]
    );
}

#[test]
fn a_letter_is_copied() {
    let mut session = session(7);
    let id = elect(&mut session);
    let is_piece = |frame: &Frame| {
        let mut messages = frame.messages.iter();
        let found = messages.find(|message| message.kind == MessageKind::Append && message.from == Address::Member(id));
        found.map(|message| (message.id, message.to.clone()))
    };
    act(&mut session, json!("suggest_piece"));
    let frame = advance_until(&mut session, 5, "a piece on its way", |frame| is_piece(frame).is_some());
    let (letter, to) = is_piece(&frame).unwrap();
    act(&mut session, json!({"duplicate_message": {"id": letter}}));
    let lines = told(&mut session, 5, |what| matches!(what, What::Copied { .. }));
    let [line] = &lines[..] else { panic!("{lines:?}") };
    let friend = Lang::Pt.friend(to.member().unwrap());
    assert!(line.ends_with(&format!(" ganhou uma cópia. Ela também vai para {friend}.")), "{line}");
}

#[test]
fn who_asks_first_if_it_would_win() {
    let mut session = session_with(7, |spec| spec.search = false);
    let id = elect(&mut session);
    act(&mut session, json!({"set_pre_vote": {"on": true}}));
    session.advance_to(session.now_us() + 2 * SECOND_US);
    // It just heard from the leader: it doesn't even ask.
    act(&mut session, json!({"campaign": {"member": id % 5 + 1}}));
    session.advance_to(session.now_us() + SECOND_US);
    // It hears nothing more, but all others do.
    let deaf = (id + 1) % 5 + 1;
    act(&mut session, json!({"cut": {"from": id, "to": deaf}}));
    session.advance_to(session.now_us() + 8 * SECOND_US);
    act(&mut session, json!("heal"));
    session.advance_to(session.now_us() + 2 * SECOND_US);
    act(&mut session, json!({"crash": {"member": id}}));
    let next = advance_until(&mut session, 20, "another leader", |frame| leader(frame).is_some_and(|it| it.id != id));
    let next = leader(&next).unwrap().id;
    act(&mut session, json!({"set_pre_vote": {"on": false}}));

    let lines = picked(&mut session, 5, |what| {
        matches!(what, What::PreVote { .. } | What::Trusts { .. } | What::Wonders { .. } | What::WouldVote { .. })
            || matches!(what, What::VoteNo { would: true, .. } | What::Candidate { .. })
    });
    let at = |wanted: Option<u64>, is: &dyn Fn(&What) -> bool| {
        lines.iter().position(|line| line.who == wanted && is(&line.what)).unwrap_or_else(|| panic!("{lines:#?}"))
    };
    let order = [
        at(None, &|what| *what == What::PreVote { on: true }),
        at(Some(id % 5 + 1), &|what| *what == What::Trusts { leader: Some(id) }),
        at(Some(deaf), &|what| *what == What::Wonders { run: Run::Silence }),
        at(Some(id), &|what| {
            *what == What::VoteNo { candidate: deaf, because: NoBecause::Lease { leader: id }, would: true }
        }),
        at(Some(next), &|what| matches!(what, What::Candidate { run: Run::Encouraged, .. })),
        at(None, &|what| *what == What::PreVote { on: false }),
    ];
    assert!(order.is_sorted(), "{lines:#?}");
    let asks = at(Some(next), &|what| matches!(what, What::Wonders { .. }));
    assert!(asks < order[4]);
    // A majority is three, the candidate among them.
    let yes = lines[asks..order[4]].iter().filter_map(|line| match &line.what {
        What::WouldVote { candidate, friends } if *candidate == next => Some(friends.len()),
        _ => None,
    });
    assert!(yes.sum::<usize>() >= 2);
    let silence = lines.iter().filter(|line| matches!(line.what, What::Candidate { run: Run::Silence, .. }));
    assert_eq!(silence.count(), 1, "only the first one, before pre-votes: {lines:#?}");
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
    let runs = told(&mut session, 3, |what| matches!(what, What::Candidate { run: Run::Handed { .. }, .. }));
    assert!(runs.first().is_some_and(|run| run.contains(" passa a vez: Duda abre a rodada ")), "{runs:?}");
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
