//! Why a command of etcdctl failed, in a friendly sentence beside what the tool itself says.

use crate::etcdctl::{Instead, Trouble};

/// What is wrong with the words of a command, and a line that works, if there is one to be had.
fn with_example(what: &str, for_example: &str, example: Option<&str>) -> String {
    example.map_or_else(|| what.to_owned(), |example| format!("{what} {for_example}: {example}"))
}

pub fn pt(trouble: &Trouble, technical: bool) -> Option<String> {
    let change = if technical { "revisão" } else { "mudança" };
    let text = match trouble {
        Trouble::UnknownCommand { word, like } => match like.first() {
            _ if word == "clear" => "Para limpar a tela, Ctrl-L.".to_owned(),
            Some(like) => format!("Não conheço “{word}”. Você quis dizer “{like}”?"),
            None => format!("Não conheço “{word}”. Tente “help”."),
        },
        Trouble::NotHere { what, instead } => match instead {
            Instead::Command(line) => format!("“{what}” não existe nesta vila. Tente “{line}”."),
            Instead::Door => format!(
                "“{what}” não existe nesta vila: aqui ninguém tem senha. Para escolher quem entra, toque em “Trancar a porta”."
            ),
            Instead::Tab => format!("“{what}” não existe nesta vila, nem precisa: a tecla Tab já completa o que você digita."),
            Instead::Nothing => format!(
                "“{what}” não existe nesta vila: não há nada de versão antiga para trazer. Para guardar algo, tente “put foo bar”."
            ),
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
        Trouble::Arguments(usage) => {
            let what = match usage.missing {
                Some("key") => "Falta a etiqueta da gaveta.",
                Some("value") => "Falta o que guardar.",
                Some("ttl") => "Falta o prazo, em segundos.",
                Some("filename") => "Falta o nome do arquivo.",
                Some("revision") => "Falta até onde limpar.",
                Some("memberName") => "Falta o nome de quem entra.",
                Some("leaseID") => "Falta o número do prazo. Veja qual é com “lease list”.",
                Some("memberID" | "transferee-member-id") => {
                    "Falta o número do membro. Veja qual é com “member list”."
                }
                Some(_) => "Falta uma palavra.",
                None => "Há palavras demais.",
            };
            with_example(what, "Por exemplo", usage.example)
        }
        Trouble::NoPeerUrls => "Falta o endereço de quem entra: --peer-urls=http://nome:2380.".to_owned(),
        Trouble::Contradiction => "Essas opções não combinam: use só uma delas.".to_owned(),
        Trouble::OpenQuote => "Uma aspa abriu e não fechou.".to_owned(),
        Trouble::FormatUnsupported => {
            "O pedido foi feito, mas este comando não sabe mostrar a resposta assim. Use “-w simple” ou “-w json”.".to_owned()
        }
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
        Trouble::NoLeader => "Ninguém coordena agora: ou a votação não acabou, ou falta a maioria.".to_owned(),
        Trouble::Timeout => "Ninguém respondeu a tempo. Era uma mudança, e não dá para saber se valeu.".to_owned(),
        Trouble::NoTime => "O tempo do comando acabou antes de começar: nada saiu daqui.".to_owned(),
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
        Trouble::NotEnoughStarted => "Sobraria gente de menos para votar. Nada mudou.".to_owned(),
        Trouble::Stranger => "Na vila só há casa para os amigos cujos nomes a mensagem lista.".to_owned(),
        Trouble::NotForLearners => "Quem ainda está aprendendo não responde a isso.".to_owned(),
        Trouble::Unhealthy => "O grupo não está bem: mudar agora seria perigoso.".to_owned(),
        Trouble::BadTransferee => "Não dá para passar o quepe a esse membro.".to_owned(),
        Trouble::LeaderNotAmongEndpoints => "Este pedido precisa chegar a quem coordena.".to_owned(),
        Trouble::SomeUnhealthy => "Nem todas as casas estão bem. Sem a maioria, nada é guardado.".to_owned(),
        Trouble::NoSuchFile => "Não há arquivo com esse nome no álbum.".to_owned(),
        Trouble::FileDamaged => "Este arquivo não é uma foto inteira: está cortado ou estragado. Nada foi mudado.".to_owned(),
        Trouble::DirExists => "Essa pasta já existe. Escolha outro nome em --data-dir.".to_owned(),
        Trouble::NoRoom => "O álbum está cheio. Nada foi guardado.".to_owned(),
        Trouble::BadFileName => "Um arquivo não pode ter esse nome, ou essa pasta não existe. Nada foi guardado.".to_owned(),
        Trouble::SeveralEndpoints => "A foto se pede a uma casa só: deixe um endereço em --endpoints.".to_owned(),
        Trouble::NotInCluster => "O nome em --name precisa estar também em --initial-cluster.".to_owned(),
        Trouble::Other => return None,
    };
    Some(text)
}

pub fn en(trouble: &Trouble, technical: bool) -> Option<String> {
    let change = if technical { "revision" } else { "change" };
    let text = match trouble {
        Trouble::UnknownCommand { word, like } => match like.first() {
            _ if word == "clear" => "To clear the screen, Ctrl-L.".to_owned(),
            Some(like) => format!("I don’t know “{word}”. Did you mean “{like}”?"),
            None => format!("I don’t know “{word}”. Try “help”."),
        },
        Trouble::NotHere { what, instead } => match instead {
            Instead::Command(line) => format!("There is no “{what}” in this village. Try “{line}”."),
            Instead::Door => format!(
                "There is no “{what}” in this village: nobody has a password here. To choose who comes in, press “Lock the door”."
            ),
            Instead::Tab => {
                format!("There is no “{what}” in this village, and no need: the Tab key completes what you type.")
            }
            Instead::Nothing => format!(
                "There is no “{what}” in this village: nothing old is there to bring over. To keep something, try “put foo bar”."
            ),
        },
        Trouble::UnknownFlag { flag, like } => match like {
            Some(like) => format!("This command has no option “{flag}”. Did you mean “--{like}”?"),
            None => format!("This command has no option “{flag}”."),
        },
        Trouble::FlagNeedsValue { flag } => format!("A value is missing behind “{flag}”."),
        Trouble::BadFlagValue { flag, value } => format!("“{value}” is no use for “{flag}”."),
        Trouble::BadNumber { text } => format!("“{text}” is no number that fits here."),
        Trouble::BadLeaseId { text } => format!("“{text}” is no time limit’s number. See “lease list”."),
        Trouble::BadMemberId { text } => format!("“{text}” is no member’s number. See “member list”."),
        Trouble::UnknownFormat { format } => {
            format!("There is no format “{format}”. There are simple, json, fields and table.")
        }
        Trouble::Arguments(usage) => {
            let what = match usage.missing {
                Some("key") => "The drawer’s label is missing.",
                Some("value") => "What to keep is missing.",
                Some("ttl") => "The time limit in seconds is missing.",
                Some("filename") => "The file’s name is missing.",
                Some("revision") => "Up to where to clean up is missing.",
                Some("memberName") => "The newcomer’s name is missing.",
                Some("leaseID") => "The time limit’s number is missing. See which it is with “lease list”.",
                Some("memberID" | "transferee-member-id") => {
                    "The member’s number is missing. See which it is with “member list”."
                }
                Some(_) => "A word is missing.",
                None => "There are too many words.",
            };
            with_example(what, "For example", usage.example)
        }
        Trouble::NoPeerUrls => "The newcomer’s address is missing: --peer-urls=http://name:2380.".to_owned(),
        Trouble::Contradiction => "These options don’t go together: use one of them.".to_owned(),
        Trouble::OpenQuote => "A quote was opened and never closed.".to_owned(),
        Trouble::FormatUnsupported => {
            "It was done, but this command can’t show its answer like that. Use “-w simple” or “-w json”.".to_owned()
        }
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
        Trouble::LeaseProvided => "Either give a new time limit or keep the old one.".to_owned(),
        Trouble::TooManyOps => "Too many steps at once: 128 at most.".to_owned(),
        Trouble::DuplicateKey => "The same drawer is there twice in one request.".to_owned(),
        Trouble::Compacted => format!("That {change} was thrown away in the clean-up."),
        Trouble::FutureRevision => format!("That {change} has not happened yet."),
        Trouble::LeaseNotFound => "There is no such time limit, or it is over.".to_owned(),
        Trouble::LeaseExists => "There is a time limit with that number already.".to_owned(),
        Trouble::LeaseTtlTooLarge => "That time limit is too far away.".to_owned(),
        Trouble::NoLeader => "Nobody coordinates now: the vote is not over, or the majority is missing.".to_owned(),
        Trouble::Timeout => "Nobody answered in time. It was a change, and you cannot tell if it counted.".to_owned(),
        Trouble::NoTime => "The command’s time was over before it began: nothing left this place.".to_owned(),
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
        Trouble::NotEnoughStarted => "Too few would be left to vote. Nothing changed.".to_owned(),
        Trouble::Stranger => "The village has houses only for the friends whom the message names.".to_owned(),
        Trouble::NotForLearners => "Who is still learning does not answer this.".to_owned(),
        Trouble::Unhealthy => "The group is not well: a change now would be dangerous.".to_owned(),
        Trouble::BadTransferee => "The cap can’t be handed to that member.".to_owned(),
        Trouble::LeaderNotAmongEndpoints => "This has to reach the coordinator.".to_owned(),
        Trouble::SomeUnhealthy => "Not every house is well. Without the majority nothing is kept.".to_owned(),
        Trouble::NoSuchFile => "There is no file with that name in the album.".to_owned(),
        Trouble::FileDamaged => "This file is no whole photo: it is cut or damaged. Nothing was changed.".to_owned(),
        Trouble::DirExists => "That folder is there already. Choose another name in --data-dir.".to_owned(),
        Trouble::NoRoom => "The album is full. Nothing was kept.".to_owned(),
        Trouble::BadFileName => "No file can have that name, or that folder is not there. Nothing was kept.".to_owned(),
        Trouble::SeveralEndpoints => "A photo is asked of one house: leave one address in --endpoints.".to_owned(),
        Trouble::NotInCluster => "The name in --name has to be in --initial-cluster, too.".to_owned(),
        Trouble::Other => return None,
    };
    Some(text)
}
