//! O que se sabe de um amigo, linha por linha.

use super::{kind, name};
use crate::cluster::Role;
use crate::i18n::{Lang, gender};
use crate::scene::friends::{Details, Ring, RingStage};

pub fn details(of: &Details, technical: bool) -> Vec<(&'static str, String)> {
    let she_he = gender(of.id);
    let role = match of.role {
        _ if !of.up => "fora de casa".to_owned(),
        Role::Leader => "coordena".to_owned(),
        Role::Candidate => she_he.of("candidata", "candidato").to_owned(),
        Role::Learner => "só aprende, não vota".to_owned(),
        Role::Follower => match of.leader {
            Some(leader) => format!("acompanha {}", name(leader)),
            None => "acompanha".to_owned(),
        },
    };
    let vote = of.voted_for.map_or("ninguém".to_owned(), |id| name(id).to_owned());
    let last = of.last.map_or("vazio".to_owned(), |(index, what)| format!("linha {index}: {}", kind(what)));
    let ink = of.commit.map_or("nenhuma linha".to_owned(), |index| format!("linha {index}"));
    let wait = match of.ring {
        Ring::Waiting { stage, left_us, .. } => Some((stage == RingStage::Lease, Lang::Pt.time(left_us))),
        _ => None,
    };
    if !technical {
        let mut rows = vec![("Agora", role), ("Rodada", of.term.to_string()), ("Votou em", vote)];
        rows.extend([("Anotou até", last), ("A tinta até", ink)]);
        rows.extend(
            wait.map(|(lease, left)| (if lease { "Teve notícia; espera" } else { "Vai pedir votos em" }, left)),
        );
        return rows;
    }
    let role = match of.role {
        Role::Leader => "líder",
        Role::Candidate => "candidato",
        Role::Follower => "seguidor",
        Role::Learner => "aprendiz",
    };
    let number = |index: Option<u64>| index.map_or("–".to_owned(), |index| index.to_string());
    let mut rows = vec![
        ("Papel", if of.up { role } else { "fora do ar" }.to_owned()),
        ("Termo", of.term.to_string()),
        ("Voto", vote),
        ("Último índice", number(of.last.map(|(index, _)| index))),
        ("Confirmado até", number(of.commit)),
        ("Revisão", of.revision.to_string()),
    ];
    rows.extend(wait.map(|(lease, left)| (if lease { "Lease" } else { "Tempo de eleição" }, left)));
    rows
}
