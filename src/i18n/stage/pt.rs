//! Em português.

mod details;
mod faults;
mod menu;

use self::faults::FAULTS;
pub use self::menu::MENU;
use super::Words;
use crate::cluster::MemberId;
use crate::i18n::{Lang, gender};
use crate::scene::friends::*;

pub const PT: Words = Words {
    stage: "Palco",
    village: "A vila",
    summary,
    description,
    tools: "O que você pode fazer",
    tool_send_away: "Tirar de casa",
    tool_lose: "Perder carta",
    tool_bring: "Trazer peça",
    tool_notice: "Novo aviso",
    nothing_to_lose: "Agora só voam bilhetes “estou aqui”. Espere a próxima carta.",
    plate,
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
    no_count: "Ninguém está contando agora.",
    visitor: |visitor| match visitor.piece {
        _ if visitor.is_denied => Some("A porta está *trancada*, e não tenho a *chave*.".to_owned()),
        piece => piece.map(|piece| format!("Achei a *peça {piece}*! Para quem entrego?")),
    },
    close: "Fechar",
    faults: FAULTS,
};

fn name(id: MemberId) -> &'static str {
    Lang::Pt.friend(id)
}

fn names(ids: &[MemberId]) -> String {
    Lang::Pt.list(&ids.iter().map(|&id| name(id).to_owned()).collect::<Vec<_>>())
}

fn party(party: &Party) -> String {
    match party {
        Party::Member(id) => name(*id).to_owned(),
        Party::Visitor => Lang::Pt.client("visitor").to_owned(),
        Party::Terminal => Lang::Pt.client("terminal").to_owned(),
        Party::Client(client) => Lang::Pt.client(client).to_owned(),
    }
}

fn summary(summary: &Summary) -> String {
    let round = match summary.round {
        Round::None => "*Ainda sem rodada.*".to_owned(),
        Round::One(term) => format!("*Rodada {term}.*"),
        Round::Two(old, new) => format!("*Duas rodadas: {old} e {new}.*"),
    };
    if !summary.sides.is_empty() {
        return format!("{round} {} {}", who_leads(summary), (FAULTS.parted)(&summary.sides));
    }
    format!("{round} {} {} de {} em casa.", who_leads(summary), summary.home, summary.of)
}

fn who_leads(summary: &Summary) -> String {
    match (&summary.candidates[..], summary.leader) {
        _ if summary.home == 0 => "Todos saíram.".to_owned(),
        ([], None) => "Ninguém coordena.".to_owned(),
        ([], Some(leader)) if !summary.quorum => format!("{} está sem maioria.", name(leader)),
        ([], Some(leader)) => format!("{} coordena.", name(leader)),
        ([one], Some(leader)) if summary.quorum => format!("{} coordena, {} pede votos.", name(leader), name(*one)),
        ([one], _) => format!("{} pede votos.", name(*one)),
        (several, _) => format!("{} pedem votos.", names(several)),
    }
}

fn description(of: &Summary) -> String {
    let letters = match of.letters {
        0 => "Nenhuma carta no ar.".to_owned(),
        1 => "Uma carta no ar.".to_owned(),
        n => format!("{n} cartas no ar."),
    };
    let pieces = of.pieces.map_or(String::new(), |(placed, whole)| format!(" {placed} de {whole} peças encaixadas."));
    format!("{} {letters}{pieces}", summary(of).replace('*', ""))
}

fn plate(plate: Plate, id: MemberId) -> &'static str {
    match plate {
        Plate::Leader => "Coordena",
        Plate::NoMajority => "sem maioria",
        Plate::Candidate => gender(id).of("Candidata", "Candidato"),
        Plate::Away => "Saiu",
    }
}

fn caption(caption: Caption) -> String {
    match caption {
        Caption::Away => "saiu".to_owned(),
        Caption::Leads => "coordena".to_owned(),
        Caption::Counts => "contando".to_owned(),
        Caption::Insists => "insisto…".to_owned(),
        Caption::AsksVotes => "peço voto".to_owned(),
        Caption::Voted(_) => "votei sim".to_owned(),
        Caption::Found(piece) => format!("achei a {piece}"),
        Caption::Noted(piece) => format!("anotei a {piece}"),
        Caption::NotedLine(_) => "anotei".to_owned(),
        Caption::Fitted(piece) => format!("encaixei a {piece}"),
        Caption::AtHome => "em casa".to_owned(),
        Caption::Waits => "esperando".to_owned(),
        Caption::HearsNobody => "silêncio…".to_owned(),
        Caption::Learns => "aprendo".to_owned(),
        Caption::Taken(_) => "já estava lá".to_owned(),
        Caption::Empty => "vazio".to_owned(),
    }
}

fn caption_short(caption: Caption) -> &'static str {
    match caption {
        Caption::Away => "saiu",
        Caption::AsksVotes => "peço",
        Caption::Voted(_) => "votei",
        Caption::Found(_) => "achei",
        Caption::Waits | Caption::HearsNobody => "espera",
        Caption::Taken(_) => "já tem",
        Caption::Empty => "vazio",
        _ => "",
    }
}

fn ring_left(ring: &Ring, short: bool) -> Option<String> {
    let Ring::Waiting { stage, left_us, .. } = ring else { return None };
    let time = Lang::Pt.time(*left_us);
    Some(match stage {
        _ if short => time,
        RingStage::Lease => format!("confia {time}"),
        _ => format!("faltam {time}"),
    })
}

fn ring_name(ring: &Ring) -> &'static str {
    match ring {
        Ring::Leader { quorum: true } => "Anel dourado: coordena",
        Ring::Leader { quorum: false } => "Anel cinza: usa o quepe, mas não ouve a maioria",
        Ring::Candidate { .. } => "Anel tracejado: pede votos",
        Ring::Waiting { stage: RingStage::Lease, .. } => {
            "Anel fino com cadeado: teve notícia há pouco e não dá voto a ninguém"
        }
        Ring::Waiting { stage: RingStage::Timer, .. } => "Anel grosso: a paciência está correndo",
        Ring::Waiting { stage: RingStage::TimerLow, .. } => "Anel quase no fim: vai pedir votos",
        Ring::Idle => "Anel vazio",
        Ring::Away => "Fora de casa",
    }
}

fn home_label(home: &Home) -> String {
    let state = match home.plate {
        None => "em casa",
        Some(Plate::Leader) => "coordena",
        Some(Plate::NoMajority) => "coordena sem maioria",
        Some(Plate::Candidate) => "pede votos",
        Some(Plate::Away) => "fora de casa",
    };
    let mut label = format!("{}, {state}", name(home.id));
    if let Some(board) = &home.board {
        label += &match board.placed.len() {
            0 => ", nenhuma peça encaixada".to_owned(),
            1 => ", 1 peça encaixada".to_owned(),
            n => format!(", {n} peças encaixadas"),
        };
        match &board.noted[..] {
            [] => {}
            [one] => label += &format!(", peça {one} só anotada"),
            several => label += &format!(", peças {} só anotadas", numbers(several)),
        }
    }
    let absent = home.is_absent.then(|| FAULTS.absent.to_owned());
    for ailment in absent.into_iter().chain((FAULTS.ailments)(&home.faults)) {
        label += &format!(", {ailment}");
    }
    label
}

fn numbers(pieces: &[u8]) -> String {
    Lang::Pt.list(&pieces.iter().map(u8::to_string).collect::<Vec<_>>())
}

fn cell(cell: &Cell) -> String {
    if cell.kind == CellKind::Photo {
        return format!("Foto: vale pelas linhas até a {}", cell.index);
    }
    let state = if cell.ink { "a tinta: vale" } else { "a lápis: ainda não vale" };
    let unsaved = if cell.unsaved { ", ainda não guardada" } else { "" };
    format!("Linha {}, {}, {state}{unsaved}", cell.index, kind(cell.kind))
}

fn kind(kind: CellKind) -> String {
    match kind {
        CellKind::Piece(piece) => format!("peça {piece}"),
        CellKind::Write => "outra anotação".to_owned(),
        CellKind::Blank => "em branco: começo de uma rodada".to_owned(),
        CellKind::Membership => "quem faz parte do grupo".to_owned(),
        CellKind::Presence => "sinal de quem está em casa".to_owned(),
        CellKind::Lease => "prazo novo".to_owned(),
        CellKind::LeaseOver => "fim de um prazo".to_owned(),
        CellKind::Compaction => "limpeza do que é antigo".to_owned(),
        CellKind::Photo => "foto do desenho".to_owned(),
    }
}

fn pill(pill: &Pill) -> String {
    match *pill {
        Pill::NotYet { piece: Some(piece), known, of, .. } => {
            format!("Peça {piece}: *{known} de {of}. Ainda não vale*")
        }
        Pill::NotYet { index, known, of, .. } => format!("Linha {index}: *{known} de {of}. Ainda não vale*"),
        Pill::Term(term) => format!("*Aqui: rodada {term}*"),
    }
}

fn tag(tag: &Tag) -> String {
    match tag {
        Tag::Pieces(pieces) if pieces.len() == 1 => format!("peça {}", pieces[0]),
        Tag::Pieces(pieces) if pieces.len() < 4 => numbers(pieces),
        Tag::Pieces(pieces) => format!("{} peças", pieces.len()),
        Tag::Lines { first, last } if first == last => format!("linha {first}"),
        // Long numbers leave no room for the word.
        Tag::Lines { first, last } if *last > 99 => format!("{first} a {last}"),
        Tag::Lines { first, last } => format!("linhas {first} a {last}"),
        Tag::InkUpTo(index) => format!("vale até {index}"),
        Tag::Term(term) => format!("rodada {term}"),
        Tag::PreVote(term) => format!("e na {term}?"),
        Tag::Yes => "sim".to_owned(),
        Tag::No => "não".to_owned(),
        Tag::Revision(revision) => format!("mudança {revision}"),
    }
}

fn glyph(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Append => "bilhete do caderno",
        Glyph::Ack => "resposta “anotei”",
        Glyph::Reject => "resposta “não bate com meu caderno”",
        Glyph::VoteRequest => "pedido de voto",
        Glyph::VoteYes => "voto sim",
        Glyph::VoteNo => "voto não",
        Glyph::Heartbeat => "“estou aqui”",
        Glyph::Snapshot => "foto do quebra-cabeça",
        Glyph::Suggestion => "sugestão de peça",
        Glyph::Request => "pedido",
        Glyph::Answer => "resposta “feito”",
        Glyph::Denied => "resposta “não deu”",
        Glyph::Ask => "pergunta",
        Glyph::News => "aviso",
    }
}

fn letter_label(letter: &Letter) -> String {
    let tag = letter.tag.as_ref().map_or(String::new(), |one| format!(", {}", tag(one)));
    let copy = if letter.copy { ", cópia" } else { "" };
    let state = match (letter.lost, letter.delayed) {
        (true, _) => ", perdida",
        (false, true) => ", atrasada",
        (false, false) => "",
    };
    format!("{}{copy}{tag}, de {} para {}{state}", glyph(letter.glyph), party(&letter.from), party(&letter.to))
}

fn counted(counted: Counted, index: u64) -> String {
    match counted {
        Counted::Piece(piece) => format!("peça {piece}"),
        _ => format!("linha {index}"),
    }
}

fn card_title(card: &Card) -> String {
    match card {
        Card::Entry(count) => format!("Contagem da {}", counted(count.counted, count.index)),
        Card::Votes(tallies) => format!("Votação da rodada {}", tallies[0].term),
        Card::Complete { picture, .. } => format!("Quebra-cabeça {picture} completo!"),
    }
}

fn card_known(card: &Card) -> String {
    match card {
        Card::Entry(count) => known(&count.tally, "sabe de"),
        Card::Votes(tallies) => known(&tallies[0], "tem"),
        Card::Complete { boards, of, .. } => format!("*{boards} de {of}* tabuleiros prontos"),
    }
}

fn known(tally: &Tally, verb: &str) -> String {
    format!("{} {verb} *{} de {}*", name(tally.by), tally.known(), tally.slots.len())
}

fn card_missing(card: &Card) -> String {
    let missing = |tally: &Tally, done: &str| match tally.missing() {
        0 => done.to_owned(),
        1 => "Falta *1* para a maioria.".to_owned(),
        n => format!("Faltam *{n}* para a maioria."),
    };
    match card {
        Card::Entry(count) => missing(&count.tally, "*Maioria!* Agora vale."),
        Card::Votes(tallies) => missing(&tallies[0], "*Maioria!*"),
        Card::Complete { .. } => "Peça por peça, com a maioria.".to_owned(),
    }
}

fn strip_title(card: &Card) -> String {
    match card {
        Card::Entry(count) => match count.counted {
            Counted::Piece(piece) => format!("Peça {piece}"),
            _ => format!("Linha {}", count.index),
        },
        Card::Votes(_) => "Votos".to_owned(),
        Card::Complete { picture, .. } => format!("Quebra-cabeça {picture} completo!"),
    }
}

fn strip_missing(card: &Card) -> String {
    let missing = |tally: &Tally| match tally.missing() {
        0 => "*Vale!*".to_owned(),
        1 => "Falta *1*".to_owned(),
        n => format!("Faltam *{n}*"),
    };
    match card {
        Card::Entry(count) => missing(&count.tally),
        Card::Votes(tallies) => missing(&tallies[0]),
        Card::Complete { boards, of, .. } => format!("*{boards} de {of}*"),
    }
}

fn tally(tally: &Tally) -> String {
    let pick = |wanted: fn(&Slot) -> Option<MemberId>| tally.slots.iter().filter_map(wanted).collect::<Vec<_>>();
    let known = pick(|slot| if let Slot::Known(id) = slot { Some(*id) } else { None });
    let coming = pick(|slot| if let Slot::OnTheWay(id) = slot { Some(*id) } else { None });
    let coming = if coming.is_empty() { String::new() } else { format!(" A caminho: {}.", names(&coming)) };
    format!("{} conta: {}.{coming} A maioria são {}.", name(tally.by), names(&known), tally.majority)
}
