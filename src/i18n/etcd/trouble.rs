//! Why a command of etcdctl failed, in a friendly sentence beside what the tool itself says.

use crate::etcdctl::{Trouble, Usage};

/// How a command is written, behind what was wrong with how it was.
fn written(usage: &Usage) -> String {
    [&usage.name, " ", usage.usage].concat().trim_end().to_owned()
}

pub fn pt(trouble: &Trouble, technical: bool) -> Option<String> {
    let change = if technical { "revisão" } else { "mudança" };
    let text = match trouble {
        Trouble::UnknownCommand { word, like } => match like.first() {
            Some(like) => format!("Não conheço “{word}”. Você quis dizer “{like}”?"),
            None => format!("Não conheço “{word}”. Tente “help”."),
        },
        Trouble::NotHere { what, instead } => match instead {
            Some(instead) => format!("“{what}” não existe nesta vila. Tente “{instead}”."),
            None => format!("“{what}” não existe nesta vila."),
        },
        Trouble::UnknownFlag { flag, like } => match like {
            Some(like) => format!("Este comando não tem a opção “{flag}”. Você quis dizer “--{like}”?"),
            None => format!("Este comando não tem a opção “{flag}”."),
        },
        Trouble::FlagNeedsValue { flag } => format!("Depois de “{flag}” falta um valor."),
        Trouble::BadFlagValue { flag, value } => format!("“{value}” não serve para “{flag}”."),
        Trouble::BadNumber { text } => format!("“{text}” não é um número que sirva aqui."),
        Trouble::BadLeaseId { text } => format!("“{text}” não é o número de um prazo. Veja “lease list”."),
        Trouble::BadMemberId { text } => format!("“{text}” não é o número de um membro. Veja “member list”."),
        Trouble::UnknownFormat { format } => {
            format!("Não há o formato “{format}”. Há simple, json, fields e table.")
        }
        Trouble::Arguments(usage) if usage.name.is_empty() => "As palavras depois do comando não fecham.".to_owned(),
        Trouble::Arguments(usage) => match usage.missing {
            Some("key") => format!("Falta a etiqueta da gaveta (key). Escreve-se assim: {}", written(usage)),
            Some("value") => format!("Falta o que guardar (value). Escreve-se assim: {}", written(usage)),
            Some("ttl") => format!("Falta o prazo em segundos (ttl). Escreve-se assim: {}", written(usage)),
            Some("filename") => format!("Falta o nome do arquivo (filename). Escreve-se assim: {}", written(usage)),
            Some(word) => format!("Falta uma palavra: {word}. Escreve-se assim: {}", written(usage)),
            None => format!("Há palavras demais. Escreve-se assim: {}", written(usage)),
        },
        Trouble::NoPeerUrls => "Falta o endereço de quem entra: --peer-urls=http://nome:2380.".to_owned(),
        Trouble::Contradiction => "Essas opções não combinam: use só uma delas.".to_owned(),
        Trouble::OpenQuote => "Uma aspa abriu e não fechou.".to_owned(),
        Trouble::FormatUnsupported => "O pedido foi feito, mas não há como mostrar nesse formato.".to_owned(),
        Trouble::MalformedComparison => {
            "Não entendi a comparação. Um jeito certo: value(\"foo\") = \"bar\".".to_owned()
        }
        Trouble::MalformedOperation => "Dentro de txn só há get, put e del.".to_owned(),
        Trouble::InputEnds => {
            "A entrada acabou antes da hora. Em txn, três partes, com uma linha vazia depois de cada.".to_owned()
        }
        Trouble::SessionEnds => {
            "A entrada acabou, e com ela os avisos. Para ficar escutando, use watch sem -i.".to_owned()
        }
        Trouble::Crash => "A ferramenta de verdade também quebra com isso.".to_owned(),
        Trouble::NoEndpoints => "Não há endereço para onde mandar o pedido.".to_owned(),
        Trouble::BadPeerUrl => "Esse endereço não tem a forma certa: http://nome:2380.".to_owned(),
        Trouble::NotListening => "Ninguém abre a porta nesse endereço.".to_owned(),
        Trouble::EmptyKey => "Falta a etiqueta da gaveta.".to_owned(),
        Trouble::EmptyRange => "Esse pedaço não tem nenhuma gaveta: o fim vem antes do começo.".to_owned(),
        Trouble::KeyNotFound => "Não há gaveta com essa etiqueta.".to_owned(),
        Trouble::ValueProvided => "Ou você dá um texto novo, ou fica com o antigo.".to_owned(),
        Trouble::LeaseProvided => "Ou você dá um prazo novo, ou fica com o antigo.".to_owned(),
        Trouble::TooManyOps => "São passos demais de uma vez: no máximo 128.".to_owned(),
        Trouble::DuplicateKey => "A mesma gaveta aparece duas vezes no mesmo pedido.".to_owned(),
        Trouble::Compacted => format!("Essa {change} já foi jogada fora na limpeza."),
        Trouble::FutureRevision => format!("Essa {change} ainda não aconteceu."),
        Trouble::LeaseNotFound => "Esse prazo não existe, ou já acabou.".to_owned(),
        Trouble::LeaseExists => "Já há um prazo com esse número.".to_owned(),
        Trouble::LeaseTtlTooLarge => "Esse prazo é longo demais.".to_owned(),
        Trouble::NoLeader => "Ninguém coordena agora. Espere a votação acabar.".to_owned(),
        Trouble::Timeout => "Ninguém respondeu a tempo. Se era uma mudança, não dá para saber se valeu.".to_owned(),
        Trouble::ReadTimeout => "Ninguém respondeu a tempo. Era só uma pergunta: nada mudou. Pode repetir.".to_owned(),
        Trouble::WatchNoLeader => {
            "O aviso acabou: essa casa ficou sem ninguém que coordene, e não sabe das novidades. Peça o aviso de novo a \
             outra casa."
                .to_owned()
        }
        Trouble::MemberNotFound => "Não há membro com esse número.".to_owned(),
        Trouble::PeerUrlExists => "Já há um membro com esse endereço.".to_owned(),
        Trouble::LearnerNotReady => "Esse membro ainda está copiando o caderno. Tente daqui a pouco.".to_owned(),
        Trouble::NoLearner => "Esse membro já vota. Só quem está aprendendo pode ser promovido.".to_owned(),
        Trouble::TooManyLearners => "Já há gente demais aprendendo. Promova alguém antes.".to_owned(),
        Trouble::NotEnoughStarted => {
            "Sobraria gente de menos para votar, ou a mudança anterior ainda não acabou. Nada mudou.".to_owned()
        }
        Trouble::NotForLearners => "Quem ainda está aprendendo não responde a isso.".to_owned(),
        Trouble::Unhealthy => "O grupo não está bem: mudar agora seria perigoso.".to_owned(),
        Trouble::BadTransferee => "Não dá para passar o quepe a esse membro.".to_owned(),
        Trouble::LeaderNotAmongEndpoints => "Este pedido precisa chegar a quem coordena.".to_owned(),
        Trouble::File => "O arquivo não está no álbum, não está inteiro, ou a pasta já existe.".to_owned(),
        Trouble::Other => return None,
    };
    Some(text)
}

pub fn en(trouble: &Trouble, technical: bool) -> Option<String> {
    let change = if technical { "revision" } else { "change" };
    let text = match trouble {
        Trouble::UnknownCommand { word, like } => match like.first() {
            Some(like) => format!("I don’t know “{word}”. Did you mean “{like}”?"),
            None => format!("I don’t know “{word}”. Try “help”."),
        },
        Trouble::NotHere { what, instead } => match instead {
            Some(instead) => format!("There is no “{what}” in this village. Try “{instead}”."),
            None => format!("There is no “{what}” in this village."),
        },
        Trouble::UnknownFlag { flag, like } => match like {
            Some(like) => format!("This command has no option “{flag}”. Did you mean “--{like}”?"),
            None => format!("This command has no option “{flag}”."),
        },
        Trouble::FlagNeedsValue { flag } => format!("A value is missing behind “{flag}”."),
        Trouble::BadFlagValue { flag, value } => format!("“{value}” is no use for “{flag}”."),
        Trouble::BadNumber { text } => format!("“{text}” is no number that fits here."),
        Trouble::BadLeaseId { text } => format!("“{text}” is no deadline’s number. See “lease list”."),
        Trouble::BadMemberId { text } => format!("“{text}” is no member’s number. See “member list”."),
        Trouble::UnknownFormat { format } => {
            format!("There is no format “{format}”. There are simple, json, fields and table.")
        }
        Trouble::Arguments(usage) if usage.name.is_empty() => "The words behind the command don’t add up.".to_owned(),
        Trouble::Arguments(usage) => match usage.missing {
            Some("key") => format!("The drawer’s label (key) is missing. It is written like this: {}", written(usage)),
            Some("value") => format!("What to keep (value) is missing. It is written like this: {}", written(usage)),
            Some("ttl") => format!("The deadline in seconds (ttl) is missing. Write it like this: {}", written(usage)),
            Some("filename") => format!("The file’s name is missing. It is written like this: {}", written(usage)),
            Some(word) => format!("A word is missing: {word}. It is written like this: {}", written(usage)),
            None => format!("There are too many words. It is written like this: {}", written(usage)),
        },
        Trouble::NoPeerUrls => "The newcomer’s address is missing: --peer-urls=http://name:2380.".to_owned(),
        Trouble::Contradiction => "These options don’t go together: use one of them.".to_owned(),
        Trouble::OpenQuote => "A quote was opened and never closed.".to_owned(),
        Trouble::FormatUnsupported => "It was done, but it can’t be shown in that format.".to_owned(),
        Trouble::MalformedComparison => "I don’t get the comparison. A right one: value(\"foo\") = \"bar\".".to_owned(),
        Trouble::MalformedOperation => "In txn there are only get, put and del.".to_owned(),
        Trouble::InputEnds => {
            "The input ends too early. For txn: three parts, with an empty line after each.".to_owned()
        }
        Trouble::SessionEnds => {
            "The input is over, and the notices with it. To go on listening, use watch without -i.".to_owned()
        }
        Trouble::Crash => "The real tool breaks at this, too.".to_owned(),
        Trouble::NoEndpoints => "There is no address to send this to.".to_owned(),
        Trouble::BadPeerUrl => "That address has the wrong form. A right one: http://name:2380.".to_owned(),
        Trouble::NotListening => "Nobody opens the door at that address.".to_owned(),
        Trouble::EmptyKey => "The drawer’s label is missing.".to_owned(),
        Trouble::EmptyRange => "That stretch holds no drawer: its end comes before its start.".to_owned(),
        Trouble::KeyNotFound => "There is no drawer with that label.".to_owned(),
        Trouble::ValueProvided => "Either give a new text or keep the old one.".to_owned(),
        Trouble::LeaseProvided => "Either give a new deadline or keep the old one.".to_owned(),
        Trouble::TooManyOps => "Too many steps at once: 128 at most.".to_owned(),
        Trouble::DuplicateKey => "The same drawer is there twice in one request.".to_owned(),
        Trouble::Compacted => format!("That {change} was thrown away in the clean-up."),
        Trouble::FutureRevision => format!("That {change} has not happened yet."),
        Trouble::LeaseNotFound => "There is no such deadline, or it is over.".to_owned(),
        Trouble::LeaseExists => "There is a deadline with that number already.".to_owned(),
        Trouble::LeaseTtlTooLarge => "That deadline is too far away.".to_owned(),
        Trouble::NoLeader => "Nobody coordinates now. Wait for the vote to end.".to_owned(),
        Trouble::Timeout => "Nobody answered in time. If it was a change, you cannot tell if it counted.".to_owned(),
        Trouble::ReadTimeout => "Nobody answered in time. You only asked: nothing changed. Ask again.".to_owned(),
        Trouble::WatchNoLeader => {
            "The notices have ended: that house hears nobody who coordinates, so it can’t tell what is new. Ask for them \
             at another house."
                .to_owned()
        }
        Trouble::MemberNotFound => "There is no member with that number.".to_owned(),
        Trouble::PeerUrlExists => "There is a member with that address already.".to_owned(),
        Trouble::LearnerNotReady => "That member is still copying the notebook. Try again soon.".to_owned(),
        Trouble::NoLearner => "That member has a vote already. Only learners can be promoted.".to_owned(),
        Trouble::TooManyLearners => "Too many are learning already. Promote somebody first.".to_owned(),
        Trouble::NotEnoughStarted => {
            "Too few would be left to vote, or the change before is not over yet. Nothing changed.".to_owned()
        }
        Trouble::NotForLearners => "Who is still learning does not answer this.".to_owned(),
        Trouble::Unhealthy => "The group is not well: a change now would be dangerous.".to_owned(),
        Trouble::BadTransferee => "The cap can’t be handed to that member.".to_owned(),
        Trouble::LeaderNotAmongEndpoints => "This has to reach the coordinator.".to_owned(),
        Trouble::File => "The file is not in the album, not whole, or the folder is there already.".to_owned(),
        Trouble::Other => return None,
    };
    Some(text)
}
