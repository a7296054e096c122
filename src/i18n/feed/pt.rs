//! The story in Portuguese.

use super::answered::{self, Answered};
use super::{Words, asked, one_in};
use crate::cluster::{Address, MemberId, Outcome};
use crate::i18n::{Gender, Lang, capitalised, gender};
use crate::narration::{LetterAbout, NoBecause, Note, Run, What};

const PT: Lang = Lang::Pt;

pub(super) fn sentence(w: &Words, who: Option<MemberId>, what: &What) -> String {
    let name = who.map_or("", |id| PT.friend(id));
    let gender = who.map_or(Gender::She, gender);
    let hers = gender.of("dela", "dele");
    let n = format!("*{name}*");
    match what {
        What::Woke { members } => format!(
            "{}. Ninguém coordena ainda.",
            PT.plural(
                *members,
                "Um amigo está em casa".to_owned(),
                format!("{} amigos estão em casa", capitalised(&PT.count_word(*members)))
            )
        ),
        What::Found { note, tells: Some(to) } => format!("{n} achou {} e conta para {}.", thing(note), PT.friend(*to)),
        What::Found { note, tells: None } => format!("{n} achou {} em casa.", thing(note)),
        What::VisitorBrought { note: Some(note) } => {
            format!("{} trouxe {}.", w.say("Uma pessoa de fora", "cliente"), thing(note))
        }
        What::VisitorBrought { note: None } => format!("{} bate à porta.", w.say("Uma pessoa de fora", "cliente")),
        What::Noted { notes, leads: true } => {
            format!("{n} anotou {} a lápis{}. Ainda não vale.", things(notes), w.remark("sem confirmação"))
        }
        What::Noted { notes, leads: false } => {
            format!("{n} anotou {}{}. A resposta {hers} está a caminho.", things(notes), w.remark("no log"))
        }
        What::SentToAll { notes } => {
            format!("{n} mandou {} aos outros amigos{}.", things(notes), w.remark("AppendEntries"))
        }
        What::SentTo { to, notes, again } => {
            let again = if *again { " de novo" } else { "" };
            format!("{n} mandou {} para {}{again}{}.", things(notes), PT.friend(*to), w.remark("AppendEntries"))
        }
        What::AckArrived { to, count, of, .. } => {
            format!("{n} respondeu: anotei{}. {} já conta *{count} de {of}*.", w.remark("match"), PT.friend(*to))
        }
        What::AckedToo { friends, count, of, .. } => {
            let verb = PT.plural(friends.len(), "respondeu", "responderam");
            format!("{} também {verb}: anotei{}. Já são *{count} de {of}*.", names(friends), w.remark("match"))
        }
        What::NotMatching { to } => {
            format!("{n} respondeu: não bate com meu caderno{}. {} manda o que falta.", w.remark("log"), PT.friend(*to))
        }
        What::Fitted { notes, count, of } => fitted(w, &n, notes, *count, *of),
        What::FittedToo { notes, friends } => fitted_too(w, notes, friends),
        What::Taken { note, by, first } => {
            let first = PT.client(first);
            format!(
                "*{}* e *{first}* acharam {}. *{}* chegou antes.",
                capitalised(PT.client(by)),
                thing(note),
                capitalised(first)
            )
        }
        What::SaidHome { again: false } => format!("{n} avisou que está em casa{}.", w.remark("lease")),
        What::SaidHome { again: true } => format!("{n} deu sinal de novo: está em casa{}.", w.remark("lease")),
        What::PresenceOver => format!(
            "A presença {} {n} venceu{}. As peças que {} procurava vão para os outros.",
            gender.of("da", "do"),
            w.remark("lease"),
            gender.of("ela", "ele")
        ),
        What::PictureDone { picture } => format!("Desenho *{picture}* completo! As doze peças estão encaixadas."),
        What::NewPicture { picture } => format!("Começa o quebra-cabeça *{picture}*. O tabuleiro fica vazio de novo."),
        What::Overwritten { notes } => format!(
            "{n} apagou {} do {}. A {} nunca anotou.",
            things(notes),
            w.say("caderno", "log"),
            w.say("maioria", "quórum")
        ),
        What::Candidate { term, run } => {
            let round = w.say("rodada", "termo");
            let asks = w.say("pede votos", "RequestVote");
            match run {
                Run::Silence => format!("{n} cansou de esperar. Abre a {round} *{term}* e {asks}."),
                Run::Asked => format!("Você pediu: {n} abre a {round} *{term}* e {asks}."),
                Run::Again => format!("Faltou {}. {n} tenta de novo na {round} *{term}*.", w.say("maioria", "quórum")),
                Run::Encouraged => {
                    format!("A {} diz que sim: {n} abre a {round} *{term}* e {asks}.", w.say("maioria", "quórum"))
                }
                Run::Handed { by } => {
                    format!("{} passa a vez: {n} abre a {round} *{term}* e {asks}.", PT.friend(*by))
                }
            }
        }
        What::Wonders { run } => {
            let pre_vote = w.remark("PreVote");
            match run {
                Run::Asked => format!("Você pediu: {n} pergunta aos outros se ganharia{pre_vote}."),
                Run::Again => format!("{n} pergunta de novo se ganharia{pre_vote}."),
                _ => format!("{n} cansou de esperar. Pergunta aos outros se ganharia{pre_vote}."),
            }
        }
        What::WouldVote { candidate, friends } => {
            let verb = PT.plural(friends.len(), "votaria", "votariam");
            format!("{} {verb} em *{}*{}.", names(friends), PT.friend(*candidate), w.remark("PreVote"))
        }
        What::Trusts { leader: Some(leader) } => {
            format!("Você pediu, mas {n} há pouco ouviu {}, que coordena{}.", PT.friend(*leader), w.remark("lease"))
        }
        What::Trusts { leader: None } => format!("Você pediu, mas {n} prefere esperar{}.", w.remark("lease")),
        What::VoteYes { candidate, term } => {
            format!("{n} vota em *{}* na {} {term}.", PT.friend(*candidate), w.say("rodada", "termo"))
        }
        What::VoteNo { candidate, because, would } => {
            let votes = if *would { "votaria" } else { "vota" };
            refused(w, who, &n, hers, &format!("{n} não {votes} em {}", PT.friend(*candidate)), *because)
        }
        What::Elected { term, votes, of } => format!(
            "{n} tem *{votes} de {of}* votos e {} a {} *{term}*.",
            w.say("coordena", "líder"),
            w.say("rodada", "termo")
        ),
        What::GaveUp { leader: Some(leader) } => {
            format!("{n} desiste do pedido: *{}* já {}.", PT.friend(*leader), w.say("coordena", "líder"))
        }
        What::GaveUp { leader: None } => {
            format!("{n} desiste do pedido: soube de uma {} maior.", w.say("rodada", "termo"))
        }
        What::SteppedDown { term } => {
            format!("{n} soube da {} *{term}* e deixou de coordenar.", w.say("rodada", "termo"))
        }
        What::Heartbeats { times } => {
            let said = format!("{n} avisa: {}.", w.say("estou aqui", "heartbeat"));
            if *times > 1 { format!("{said} Foram *{times}* vezes.") } else { said }
        }
        What::Away { led: true } => format!("{n} saiu de casa{}. Agora ninguém coordena.", w.remark("caiu")),
        What::Away { led: false } => format!("{n} saiu de casa{}. Fica sem ler as cartas.", w.remark("caiu")),
        What::Back => format!("{n} voltou{}. O caderno {hers} ficou como estava.", w.remark("reiniciou")),
        What::NobodyHome => format!("A carta chegou, mas {n} não está em casa."),
        What::Lost { from, to, about, .. } => {
            format!("{} se perdeu. Ia de {} para {}.", capitalised(&letter(w, about)), party(from), party(to))
        }
        What::Delayed { to, about, by_us, .. } => {
            format!("{} atrasou {}. Vai para {}.", capitalised(&letter(w, about)), PT.time(*by_us), party(to))
        }
        What::Parted { groups } => {
            format!("O rio encheu{}: {}. Uma carta não passa para o outro lado.", w.remark("partição"), sides(groups))
        }
        What::CutOff { to } => format!("As cartas de {n} para {} se perdem{}.", PT.friend(*to), w.remark("corte")),
        What::Ebbed => format!("O rio baixou{}. As cartas passam de novo.", w.remark("fim da partição")),
        What::NoWay { to, times } => no_way(w, &n, gender, *to, *times),
        What::Copied { to, about } => {
            format!("{} ganhou uma cópia. Ela também vai para {}.", capitalised(&letter(w, about)), party(to))
        }
        What::Loss { ppm: 0 } => format!("O correio parou de perder cartas{}.", w.remark("perda")),
        What::Loss { ppm } => format!("O correio agora perde {}{}.", rate(*ppm), w.remark("perda")),
        What::Copies { ppm: 0 } => format!("O correio parou de copiar cartas{}.", w.remark("duplicação")),
        What::Copies { ppm } => format!("O correio agora copia {}{}.", rate(*ppm), w.remark("duplicação")),
        What::Latency { us: [min, max] } => {
            let from = if min < max { format!("de *{}* a ", PT.seconds(*min)) } else { String::new() };
            format!("Uma carta agora leva {from}*{}*{}.", PT.seconds(*max), w.remark("latência"))
        }
        What::Slow { us: 0 } => format!("{n} voltou a ler as cartas na hora."),
        What::Slow { us } => {
            format!("{n} agora demora *{}* para ler cada carta{}.", PT.seconds(*us), w.remark("nó lento"))
        }
        What::ClockOff { ppm } => {
            let runs = match *ppm {
                0 => "voltou a andar certo",
                1.. => "agora adianta",
                _ => "agora atrasa",
            };
            format!("O relógio {} {n} {runs}{}.", gender.of("da", "do"), w.remark(&format!("{ppm:+} ppm")))
        }
        What::SlowDisk { us: 0 } => format!("{n} voltou a guardar na hora o que anota."),
        What::SlowDisk { us } => {
            format!("{n} agora leva até *{}* para guardar o que anota{}.", PT.seconds(*us), w.remark("disco lento"))
        }
        What::PreVote { on: true } => {
            format!("Agora, antes de pedir votos, cada amigo pergunta se ganharia{}.", w.remark("PreVote"))
        }
        What::PreVote { on: false } => {
            format!("Agora os amigos pedem votos sem perguntar antes{}.", w.remark("sem PreVote"))
        }
        What::Healed => "Tudo voltou a funcionar. Quem saiu de casa continua fora.".to_owned(),
        What::LinesLost { notes } => {
            format!("{n} não tinha guardado {}{}. Perdeu.", things(notes), w.remark("sem flush"))
        }
        What::HandOver { leader: Some(leader) } => {
            format!("Você pediu: {} passa a vez a {n}{}.", PT.friend(*leader), w.remark("transferência"))
        }
        What::HandOver { leader: None } => format!("Você pediu: {n} deve coordenar."),
        What::Joining => format!("{n} quer entrar no grupo. Primeiro copia o {}.", w.say("caderno", "log")),
        What::Leaving => format!("{n} vai sair do grupo. A {} precisa anotar.", w.say("maioria", "quórum")),
        What::Joined { voters } => {
            format!("{n} agora vota. O grupo tem *{}*{}.", friends(*voters), w.remark("configuração nova"))
        }
        What::Left { voters } => {
            format!("{n} não vota mais. O grupo tem *{}*{}.", friends(*voters), w.remark("configuração nova"))
        }
        What::SnapshotSent { to } => format!("{n} mandou a {} para {}.", w.say("foto", "snapshot"), PT.friend(*to)),
        What::SnapshotBuilt => format!("{n} tirou uma {} do quebra-cabeça.", w.say("foto", "snapshot")),
        What::SnapshotInstalled => {
            format!("{n} recebeu a {} e copiou tudo de uma vez.", w.say("foto", "snapshot"))
        }
        What::Warned { client, notes } => {
            format!("{n} avisou {}: mudou {}{}.", PT.client(client), things(notes), w.remark("watch"))
        }
        What::TurnedAway { client } => {
            format!("A porta está trancada{}: {} não pode entrar.", w.remark("TLS"), PT.client(client))
        }
        What::Door { locked: true } => "Você trancou a porta: só entra quem tem a chave.".to_owned(),
        What::Door { locked: false } => "Você abriu a porta: qualquer pessoa pode pedir.".to_owned(),
        What::BeganAnew { keys } => {
            format!("Um grupo novo começa da foto, com *{keys}* {}.", PT.plural(*keys, "gaveta", "gavetas"))
        }
        What::FileCame { name } => format!("Chegou de fora o arquivo *{name}*."),
        What::VisitorTold { outcome, note } => visitor_told(*outcome, note.as_ref()),
        What::ClientAsked { client, request } => asked::pt(client, request, w),
        What::ClientTold { client, outcome, response } => {
            let told = match outcome {
                Outcome::Ok => format!("tem resposta: *{}*", answered::pt(Answered::of(response), w)),
                Outcome::Error => format!("ouve um não: *{response}*"),
                Outcome::Unknown => "fica sem resposta".to_owned(),
            };
            format!("{} {told}.", capitalised(PT.client(client)))
        }
    }
}

fn fitted(w: &Words, n: &str, notes: &[Note], count: Option<usize>, of: usize) -> String {
    let counted = match count {
        Some(count) => format!("{n} conta *{count} de {of}*: é a {}. ", w.say("maioria", "quórum")),
        None => format!("{n} passa a tinta. "),
    };
    let pieces = only_pieces(notes);
    let result = match (pieces, notes.len()) {
        (true, 1) => format!("está encaixada{}", w.remark("confirmada")),
        (true, _) => format!("estão encaixadas{}", w.remark("confirmadas")),
        (false, 1) => format!("já vale{}", w.remark("confirmado")),
        (false, _) => format!("já valem{}", w.remark("confirmados")),
    };
    format!("{counted}{} {result}.", capitalised(&things(notes)))
}

fn fitted_too(w: &Words, notes: &[Note], friends: &[MemberId]) -> String {
    let names = names(friends);
    let applied = w.remark("aplicação");
    if only_pieces(notes) {
        let verb = PT.plural(friends.len(), "encaixou", "encaixaram");
        format!("{names} também {verb} {}{applied}.", things(notes))
    } else {
        let verb = PT.plural(friends.len(), "passou", "passaram");
        format!("{names} também {verb} {} a tinta{applied}.", things(notes))
    }
}

fn names(friends: &[MemberId]) -> String {
    let names: Vec<_> = friends.iter().map(|id| PT.friend(*id).to_owned()).collect();
    format!("*{}*", PT.list(&names))
}

fn refused(w: &Words, who: Option<MemberId>, n: &str, hers: &str, no: &str, because: NoBecause) -> String {
    match because {
        NoBecause::Lease { leader } if Some(leader) == who => {
            format!("{no}: coordena, e a maioria responde{}.", w.remark("lease"))
        }
        NoBecause::Lease { leader } => {
            format!("{no}: há pouco ouviu {}, que coordena{}.", PT.friend(leader), w.remark("lease"))
        }
        NoBecause::LogAhead => {
            format!("{no}: o {} {hers} está mais em dia.", w.say("caderno", "log"))
        }
        NoBecause::Voted { other } if Some(other) == who => {
            format!("{no}: também quer coordenar.")
        }
        NoBecause::Voted { other } => {
            format!("{n} já votou em {}. É um só voto por {}.", PT.friend(other), w.say("rodada", "termo"))
        }
        NoBecause::Unknown => format!("{no}."),
    }
}

fn no_way(w: &Words, n: &str, gender: Gender, to: Option<MemberId>, times: usize) -> String {
    let letters = PT.plural(times, "A carta", "As cartas");
    let told = match to {
        None => {
            let fall = PT.plural(times, "caiu", "caíram");
            format!("{letters} {} {n} {fall} no rio{}.", gender.of("da", "do"), w.remark("partição"))
        }
        Some(to) => {
            let arrive = PT.plural(times, "chegou", "chegaram");
            let to = PT.friend(to);
            format!("{letters} de {n} para {to} não {arrive}: o caminho estava cortado{}.", w.remark("corte"))
        }
    };
    if times > 1 { format!("{told} Já foram *{times}*.") } else { told }
}

/// How many letters `ppm` in a million are.
fn rate(ppm: u32) -> String {
    match one_in(ppm) {
        (_, 1) => "*todas* as cartas".to_owned(),
        (few, many) => format!("*{few} em cada {many}* cartas"),
    }
}

fn visitor_told(outcome: Outcome, note: Option<&Note>) -> String {
    match (outcome, note) {
        (Outcome::Ok, Some(note)) => format!("A pessoa de fora já sabe: {} está no quebra-cabeça.", thing(note)),
        (Outcome::Ok, None) => "A pessoa de fora já sabe: deu certo.".to_owned(),
        (Outcome::Error, _) => "A pessoa de fora ouviu um não. Nada mudou.".to_owned(),
        (Outcome::Unknown, _) => "A pessoa de fora ficou sem resposta. Pode ter valido, ou não.".to_owned(),
    }
}

fn letter(w: &Words, about: &LetterAbout) -> String {
    match about {
        LetterAbout::Notes(notes) => format!("a carta com {}", things(notes)),
        LetterAbout::Ink => format!("a carta “pode encaixar”{}", w.remark("commit")),
        LetterAbout::Noted => format!("a resposta “anotei”{}", w.remark("match")),
        LetterAbout::NotMatching => "a resposta “não bate”".to_owned(),
        LetterAbout::VoteAsked => format!("o pedido de voto{}", w.remark("RequestVote")),
        LetterAbout::Wondering => format!("a pergunta “eu ganharia?”{}", w.remark("PreVote")),
        LetterAbout::Vote { granted: true } => "o voto “sim”".to_owned(),
        LetterAbout::Vote { granted: false } => "o voto “não”".to_owned(),
        LetterAbout::Heartbeat => format!("o bilhete “estou aqui”{}", w.remark("heartbeat")),
        LetterAbout::HeartbeatAnswer => "a resposta ao “estou aqui”".to_owned(),
        LetterAbout::Request(Some(note)) => format!("o recado sobre {}", thing(note)),
        LetterAbout::Request(None) => "o pedido".to_owned(),
        LetterAbout::News(notes) => format!("o aviso sobre {}", things(notes)),
        LetterAbout::Answer => "a resposta".to_owned(),
        LetterAbout::Other => "a carta".to_owned(),
    }
}

fn party(address: &Address) -> String {
    PT.party(address)
}

fn only_pieces(notes: &[Note]) -> bool {
    notes.iter().all(|note| matches!(note, Note::Piece(_)))
}

/// More than this many lines are counted, not named.
const NAMED_MAX: usize = 5;

fn things(notes: &[Note]) -> String {
    if notes.len() > NAMED_MAX {
        return format!("*{} linhas* do caderno", notes.len());
    }
    if notes.len() > 1 && only_pieces(notes) {
        let numbers: Vec<_> = notes.iter().filter_map(number).collect();
        return format!("as *peças {}*", PT.list(&numbers));
    }
    PT.list(&notes.iter().map(thing).collect::<Vec<_>>())
}

fn number(note: &Note) -> Option<String> {
    match note {
        Note::Piece(number) => Some(number.to_string()),
        _ => None,
    }
}

fn thing(note: &Note) -> String {
    match note {
        Note::Piece(number) => format!("a *peça {number}*"),
        Note::Round(term) => format!("o *começo da rodada {term}*"),
        Note::Members => "a *lista do grupo*".to_owned(),
        Note::NextPicture => "o pedido de *quebra-cabeça novo*".to_owned(),
        Note::Presence(id) => format!("o *sinal de casa* {} {}", gender(*id).of("da", "do"), PT.friend(*id)),
        Note::Lease => "um *prazo novo*".to_owned(),
        Note::LeaseOver => "o *fim de um prazo*".to_owned(),
        Note::Cleared => "a *limpeza do antigo*".to_owned(),
        Note::Key(key) => format!("a gaveta *{key}*"),
        Note::Command(label) => format!("o pedido *{label}*"),
        Note::Line(index) => format!("a *linha {index}*"),
    }
}

fn friends(count: usize) -> String {
    format!("{count} {}", PT.plural(count, "amigo", "amigos"))
}

/// `Ana e Beto | Caio, Duda e Elis`
fn sides(groups: &[Vec<MemberId>]) -> String {
    groups.iter().map(|group| names(group)).collect::<Vec<_>>().join(" | ")
}
