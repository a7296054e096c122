//! The etcd panel in Brazilian Portuguese.

use super::*;
use crate::i18n::{Lang, gender};

const PT_BR: Lang = Lang::Pt;

fn of(id: MemberId) -> String {
    format!("{} {}", gender(id).of("da", "do"), PT_BR.friend(id))
}

fn size(bytes: u64) -> String {
    if bytes < 1_000 { format!("{bytes} bytes") } else { format!("{} kB", bytes.div_ceil(1_000)) }
}

fn keys(n: usize, technical: bool) -> String {
    let (one, more) = if technical { ("chave", "chaves") } else { ("gaveta", "gavetas") };
    format!("{n} {}", PT_BR.plural(n, one, more))
}

/// The number that goes up by one with each change.
fn change(revision: u64, technical: bool) -> String {
    format!("{} {revision}", if technical { "revisão" } else { "mudança" })
}

pub const PT: Etcd = Etcd {
    panel: "As gavetas da vila (etcd)",
    parts: "O que ver",
    keys: ("Gavetas", "Chaves"),
    leases: ("Prazos", "Leases"),
    album: ("Álbum", "Snapshots"),
    terminal: Terminal {
        title: "Terminal",
        asks: "Quem responde",
        whoever_leads: "quem coordena",
        house: |id, house| match house {
            House::AtHome => format!("casa {}", of(id)),
            House::Away => format!("casa {} (vazia)", of(id)),
            House::Left => format!("{} (fora do grupo)", PT_BR.friend(id)),
        },
        examples: "Exemplos para tocar",
        line: "Comando",
        invitation: "Digite um comando, ou toque num exemplo aqui embaixo.",
        send: "Enviar",
        stdin: "Entrada",
        stdin_label: "O que o comando lê, linha por linha",
        txn_label: "O que o comando lê: três partes. Uma *linha vazia* termina cada uma.",
        txn_parts: [("Compara", "Compares"), ("Se bate", "Success"), ("Se não bate", "Failure")],
        session_label: "Um pedido por linha, como watch foo. Pode deixar vazio e escrever depois.",
        talk_label: "O comando escuta: um pedido por linha, como watch foo",
        how: "Ctrl+Enter envia, Esc fecha",
        how_talk: "Enter envia, Esc fecha",
        how_touch: "A seta envia",
        blank: "Ainda não há nada escrito aqui.",
        value_label: "O que guardar, se não estiver na linha",
        stop: ("Parar", "Parar todos"),
        copy: "Copiar",
        copied: "Copiado",
        waiting: "esperando a resposta…",
        patience: |id, house, seconds| {
            let why = match house {
                House::AtHome => format!("A casa {} ainda não respondeu.", of(id)),
                House::Away => format!("Ninguém lê a carta na casa {}: está vazia.", of(id)),
                House::Left => format!("{} não é mais do grupo: ninguém lê essa carta.", PT_BR.friend(id)),
            };
            match seconds {
                Some(seconds) => format!("{why} O etcdctl espera {seconds} s da vila e desiste."),
                None => format!("{why} O etcdctl tenta outra casa, até você parar."),
            }
        },
        listening: "escutando…",
        lasting: "continua…",
        stop_keys: ("Ctrl-C para parar", "Ctrl-C para todos"),
        locked: "A porta está trancada. Este terminal tem a chave, então entra. Quem não tem volta sem resposta.",
        otherwise: "Não é erro: uma condição não bateu, e valeu a segunda lista.",
        nothing_deleted: "Nada foi apagado: não havia gaveta assim.",
        no_lease: "Esse prazo não existe, ou já acabou. Veja “lease list”.",
        in_the_past: "Você está no passado. O que fizer daqui abre outro caminho.",
        help: &[
            ("Gavetas", "put, get, del, txn, watch"),
            ("Prazos", "lease grant, lease keep-alive, lease list…"),
            ("Grupo", "member list, endpoint status, move-leader…"),
            ("Fotos", "snapshot save, snapshot restore…"),
            ("Limpeza", "compaction"),
        ],
        help_head: "Os comandos, pelo que fazem. Embaixo, o texto da própria ferramenta, em inglês.",
        help_foot: "Para saber mais de um deles: *help get*.",
        help_one: "O texto é da própria ferramenta, em inglês. *<Assim>* é preciso escrever, *[assim]* é se você quiser, e as \
                   opções começam com *--*.",
        standing: "O tempo está parado: nenhuma carta anda.",
        silent_get: "Não veio nada: não há gaveta com essa etiqueta.",
        silent_prefix: "Não veio nada: nenhuma etiqueta começa assim.",
        silent_stretch: "Não veio nada: não há gaveta nesse pedaço.",
        silent: "Pronto. Quando dá certo, este comando não diz nada.",
        no_prefix: |key| {
            format!(
                "Aqui fica silêncio: este aviso olha só a gaveta de nome exato *{key}*, e ela não existe. \
                 Ponha *--prefix* no fim: aí vale para todas que começam assim."
            )
        },
        branched: |forgotten| {
            let commands = match forgotten {
                0 => String::new(),
                1 => " 1 comando que você tinha dado também.".to_owned(),
                n => format!(" {n} comandos que você tinha dado também."),
            };
            format!("*Outra história começa aqui.* Você agiu no passado: o que vinha depois foi esquecido.{commands}")
        },
        left_out: |lines| format!("… e {lines} linhas antes"),
        offers: "Pode continuar assim:",
        no_offers: "Nada começa assim.",
        trouble: super::trouble::pt,
    },
    tree: Tree {
        label: "Gavetas, pelas etiquetas",
        empty: "Nenhuma gaveta ainda.",
        away: |id| format!("{} saiu de casa. Escolha outra casa em “Quem responde”.", PT_BR.friend(id)),
        nobody: "Ninguém está em casa.",
        whose: |id, revision, technical| format!("Na casa {}, *{}*", of(id), change(revision, technical)),
        revision: |revision, technical| {
            if technical { format!("rev {revision}") } else { change(revision, false) }
        },
        count: keys,
        count_noted: |n| format!("{n} só {}", PT_BR.plural(n, "anotada", "anotadas")),
        nameless: "sem nome",
        blank: "vazia",
        changed: "mudou agora",
        deleted: "apagada agora",
        noted: "só anotada",
        doomed: "vai sair",
        lease: |seconds| match seconds {
            Some(seconds) => format!("some em {seconds} s"),
            None => "com prazo".to_owned(),
        },
    },
    object: Object {
        back: ("Todas as gavetas", "Todas as chaves"),
        created: |revision, technical| format!("criada na *{}*", change(revision, technical)),
        changed: |revision| format!("mudou na *{revision}*"),
        version: "versão",
        deleted: |revision, technical| format!("Apagada na {}.", change(revision, technical)),
        nothing: "Não sobrou nada desta gaveta.",
        past: |revision, technical| format!("Como era na {}.", change(revision, technical)),
        newest: "Ver como está agora",
        value: "O que há dentro",
        empty: "Vazia por dentro.",
        cut: "O texto é longo: aqui está só o começo.",
        added: "entrou",
        removed: "saiu",
        history: ("História", "Histórico"),
        was_deleted: "apagada",
        more: |n| format!("e mais {n}, antes"),
        watchers: ("Quem está de olho", "Watches"),
        nobody: ("Ninguém pediu aviso desta gaveta.", "Nenhum watch desta chave."),
        knows: "já sabe",
        on_its_way: "a caminho",
        not_connected: "não ouve agora",
    },
    lease: Lease {
        none: "Nenhum prazo agora. Gaveta com prazo some sozinha, se ninguém o renova.",
        granted: |ttl_s| format!("prazo de {ttl_s} s"),
        left: |s| format!("faltam {s} s"),
        nobody_counts: "ninguém conta o tempo agora",
        no_keys: "nenhuma gaveta",
    },
    photo: Photo {
        take: "Tirar foto",
        none: "Nenhuma foto ainda. Uma foto guarda todas as gavetas num arquivo, fora da vila.",
        tells: |revision, technical, count, pieces, bytes| {
            let pieces = match pieces {
                0 => String::new(),
                n => format!(", {n} {}", PT_BR.plural(n, "peça", "peças")),
            };
            format!("{}, {}{pieces}, {}", change(revision, technical), keys(count, technical), size(bytes))
        },
        bytes: size,
        well: "conferida",
        bad: "Não serve. Nada foi mudado.",
        fault: |fault| match fault {
            SnapshotError::Foreign => "Não é uma foto destas gavetas.",
            SnapshotError::UnknownVersion(_) => "É de outra versão.",
            SnapshotError::Truncated { .. } => "Está cortada no meio.",
            SnapshotError::Damaged => "Está estragada: a conferência não bate.",
            SnapshotError::Malformed => "O que há dentro não faz sentido.",
        },
        download: "Baixar",
        restore: "Restaurar",
        drop: "Solte um arquivo aqui",
        choose: "ou escolha no aparelho",
        too_large: |name| format!("{name} tem mais de 512 KiB: grande demais para esta vila. Nada foi mudado."),
        unreadable: |name| format!("Não deu para ler {name}. Nada foi mudado."),
        came: |name| format!("{name} está no álbum."),
        refused: |name, why| format!("{name}: {why}"),
        ready: |dir, revision, technical| {
            let upto = change(revision, technical);
            format!("A pasta *{dir}* está pronta, até a *{upto}*. O grupo ainda é o de antes.")
        },
        begun: |dir, revision, technical, at_us| {
            let (upto, at) = (change(revision, technical), PT_BR.time(at_us));
            format!("O grupo *começou da pasta {dir}*, até a {upto}, na hora *{at}* da vila.")
        },
        outdated: |dir, revision, technical| {
            format!("A pasta *{dir}* vai até a {}. Você restaurou outra depois.", change(revision, technical))
        },
        gone: "Veio depois da foto, e some",
        older: "Volta ao texto antigo",
        back: "Volta",
        same: |n, technical| format!("{} como {}.", keys(n, technical), PT_BR.plural(n, "está", "estão")),
        nothing_gone: "Nada foi escrito depois da foto.",
        pieces: |numbers| {
            let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
            format!("{} {}", PT_BR.plural(numbers.len(), "Peça", "Peças"), PT_BR.list(&numbers))
        },
        more: |n| format!("e mais {n}"),
        board_now: |n| format!("Agora: {n} {}", PT_BR.plural(n, "peça", "peças")),
        board_then: |n| format!("Da foto: {n} {}", PT_BR.plural(n, "peça", "peças")),
        begin: "Começar da foto",
        begin_hint: "Todas as casas param e abrem de novo, com as gavetas da foto.",
        etcdutl: "Desde o etcd 3.5, o comando snapshot restore é do etcdutl.",
    },
};
