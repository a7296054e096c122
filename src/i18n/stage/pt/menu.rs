//! O que se faz com um amigo ou uma carta.

use super::details::details;
use super::faults::clock_value;
use super::{name, numbers, party};
use crate::cluster::Role;
use crate::i18n::Lang;
use crate::i18n::stage::MenuWords;
use crate::scene::friends::{Details, Glyph, Letter, Tag};

pub const MENU: MenuWords = MenuWords {
    choose_friend: "Quem sai ou volta?",
    send_away: "Tirar de casa",
    bring_back: "Chamar de volta",
    bring_back_friend: |id| format!("Chamar {} de volta", name(id)),
    campaign: "Pedir votação agora",
    campaign_refused,
    lose: "Perder esta carta",
    delay: "Atrasar meio segundo",
    letter_gone: "Esta carta já chegou.",
    letter_says,
    letter_way: |letter| format!("De {} para {}.", party(&letter.from), party(&letter.to)),
    letter_arrives: |left_us| format!("Chega em {}.", short_time(left_us)),
    letter_lost: "A carta se perdeu no caminho.",
    details,

    trouble: "Atrapalhar…",
    trouble_title: |id| format!("Atrapalhar {}", name(id)),
    back: "Voltar",
    slow: "Lê as cartas devagar",
    slow_value: |us| if us == 0 { "não".to_owned() } else { format!("{} depois", Lang::Pt.seconds(us)) },
    clock: "Relógio",
    clock_value,
    disk: "Guarda devagar o que anota",
    disk_value: |us| if us == 0 { "não".to_owned() } else { format!("até {}", Lang::Pt.seconds(us)) },
    cut: "Perder todas as cartas para:",
    cut_way: |from, to| format!("Cortar o caminho de {} para {}", name(from), name(to)),
    hand_over: |id| format!("Passar o quepe para {}", name(id)),
    photo: "Fotografar o caderno",
    leave: "Sair do grupo",
    copy: "Mandar uma cópia",
};

fn campaign_refused(details: &Details) -> Option<String> {
    let who = name(details.id);
    match details.role {
        _ if !details.up => Some(format!("{who} não está em casa.")),
        Role::Leader => Some(format!("{who} já coordena.")),
        _ => None,
    }
}

fn letter_says(letter: &Letter) -> String {
    let term = letter.term;
    match (letter.glyph, &letter.tag) {
        (Glyph::Append, Some(Tag::Pieces(pieces))) if pieces.len() == 1 => {
            format!("“Anote a peça {}.”", pieces[0])
        }
        (Glyph::Append, Some(Tag::Pieces(pieces))) => format!("“Anote as peças {}.”", numbers(pieces)),
        (Glyph::Append, Some(Tag::Lines { first, last })) if first == last => format!("“Anote a linha {first}.”"),
        (Glyph::Append, Some(Tag::Lines { first, last })) => format!("“Anote as linhas {first} a {last}.”"),
        (Glyph::Append, Some(Tag::InkUpTo(index))) => format!("“Até a linha {index}, já vale.”"),
        (Glyph::Append, _) => "“Seu caderno bate com o meu?”".to_owned(),
        (Glyph::Ack, _) => "“Anotei.”".to_owned(),
        (Glyph::Reject, _) => "“Não bate com meu caderno. Volte um pouco.”".to_owned(),
        (Glyph::VoteRequest, Some(Tag::PreVote(_))) => format!("“Se eu abrir a rodada {term}, você vota em mim?”"),
        (Glyph::VoteRequest, _) => format!("“Abri a rodada {term}. Você vota em mim?”"),
        (Glyph::VoteYes, _) => "“Sim, voto em você.”".to_owned(),
        (Glyph::VoteNo, _) => "“Não posso votar em você agora.”".to_owned(),
        (Glyph::Heartbeat, _) => "“Estou aqui.”".to_owned(),
        (Glyph::Snapshot, _) => "“Aqui vai uma foto do quebra-cabeça.”".to_owned(),
        (Glyph::Suggestion, Some(Tag::Pieces(pieces))) => format!("“Achei a peça {}.”", numbers(pieces)),
        (Glyph::Suggestion, _) => "“Achei uma peça.”".to_owned(),
        (Glyph::Request, _) => "“Faça isto, por favor.”".to_owned(),
        (Glyph::Answer, _) => "“Feito.”".to_owned(),
        (Glyph::Denied, _) => "“Não deu certo.”".to_owned(),
        (Glyph::News, _) => "“Mudou o que você pediu para seguir.”".to_owned(),
        (Glyph::Ask, _) => "“Até que linha já vale?”".to_owned(),
    }
}

/// Letters fly for less than a fifth of a second: hundredths.
fn short_time(us: u64) -> String {
    format!("{},{:02} s", us / 1_000_000, us / 10_000 % 100)
}
