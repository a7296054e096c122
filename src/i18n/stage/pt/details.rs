//! O que se sabe de um amigo, linha por linha.

use super::{kind, name};
use crate::cluster::Role;
use crate::i18n::{Lang, gender};
use crate::scene::friends::{Details, Ring, RingStage};

pub fn details(of: &Details) -> Vec<(&'static str, String)> {
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
    let last = of.last.map_or("vazio".to_owned(), |(index, what)| format!("{index}: {}", kind(what)));
    let ink = of.commit.map_or("nenhuma linha".to_owned(), |index| format!("linha {index}"));
    let mut rows = vec![
        ("Papel", role),
        ("Rodada", of.term.to_string()),
        ("Votou em", vote),
        ("Última linha", last),
        ("Tinta até", ink),
        ("Número da mudança", of.revision.to_string()),
    ];
    if let Ring::Waiting { stage, left_us, .. } = of.ring {
        let what = if stage == RingStage::Lease { "Ainda confia por" } else { "Paciência por" };
        rows.push((what, Lang::Pt.time(left_us)));
    }
    rows
}
