//! What comes later in Brazilian Portuguese.

use super::*;
use crate::cluster::Property;
use crate::i18n::pt::theme_name;

pub(super) const PT: Later = Later {
    legend: Legend {
        title: "Legenda",
        notebook: "No caderno",
        numbers: "O número é o da linha do caderno.",
        fitted: "encaixada",
        noted: "só anotada",
        blank: "rodada nova",
        membership: "lista do grupo",
        letters: "As cartas",
        append: "peça",
        ack: "anotei",
        reject: "não bate",
        vote_request: "peço voto",
        vote_yes: "voto sim",
        vote_no: "voto não",
        heartbeat: "estou aqui",
        found: "achei",
        answer: "resposta",
        ring: "O anel",
        ring_lease: "tem notícia",
        ring_timer: "paciência",
        ring_low: "vai pedir voto",
        technical: LegendTechnical {
            numbers: "O número é o índice no log.",
            fitted: "confirmada",
            noted: "não confirmada",
            blank: "em branco",
            membership: "membros",
            append: "AppendEntries",
            ack: "match",
            reject: "recusa (prev)",
            vote_request: "RequestVote",
            vote_yes: "voto sim",
            vote_no: "voto não",
            heartbeat: "heartbeat",
            found: "pedido (put)",
            answer: "resposta",
            ring_lease: "lease",
            ring_timer: "tempo limite",
            ring_low: "fim do tempo",
        },
    },
    seal: Seal {
        well: "Tudo certo",
        broken: "Uma regra quebrou",
        unchecked: "Nem tudo aqui foi conferido",
        checked: "Conferido a cada passo, por fora:",
        property: |property| match property {
            Property::ElectionSafety => "Uma rodada nunca tem dois coordenadores.",
            Property::LeaderAppendOnly => "Quem coordena não apaga o próprio caderno.",
            Property::LogMatching => "Se uma linha é igual, tudo antes dela é igual.",
            Property::LeaderCompleteness => "Quem ganha o quepe tem tudo o que já valia.",
            Property::StateMachineSafety => "Na mesma linha, todos encaixam a mesma coisa.",
            Property::VoteOnce => "Cada amigo vota uma vez por rodada.",
            Property::CommitMonotonic => "O que virou tinta não volta a ser lápis.",
            Property::AcknowledgedWrites => "O que foi confirmado a alguém não se perde.",
            Property::Linearizability => "Quem pergunta recebe a resposta mais nova.",
        },
    },
    help: Help {
        title: "Ajuda",
        close: "Fechar",
        keys: "Teclas",
        key_list: [
            ("Espaço", "tocar ou pausar"),
            ("←", "um passo para trás"),
            ("→", "um passo para a frente"),
            ("1 2 3", "devagar, normal, rápido"),
            ("?", "abrir esta ajuda"),
            ("Esc", "fechar ou sair"),
        ],
        real: "O que é de verdade",
        real_text: |openraft| {
            format!(
                "Cada amigo é um nó Raft de verdade, da biblioteca *openraft {openraft}*. \
                 Só o correio e o relógio são simulados. A mesma semente conta sempre a mesma história."
            )
        },
        seed: "Semente",
        seed_text: "A semente decide tudo o que é sorteado: peças, atrasos, paciência.",
        seed_now: |seed| format!("Esta vila nasceu da semente *{seed}*."),
        seed_new: "Outra semente",
        seed_go: "Começar com ela",
        restart: "Recomeçar",
        seed_empty: "Escreva um número, por exemplo 7.",
        seed_not_a_number: "A semente é um número sem vírgula nem letras.",
        seed_too_long: "Este número é grande demais. Use até 15 algarismos.",
    },
    settings: Settings {
        title: "Ajustes",
        motion: "Menos movimento",
        motion_hint: "Começa em pausa e anda passo a passo.",
        theme: "Tema",
        theme_name,
    },
    lab: super::super::lab::PT,
};
