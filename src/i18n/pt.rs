//! The catalogue in Brazilian Portuguese.

use super::*;
use crate::cluster::Property;

pub(super) const PT: Catalogue = Catalogue {
    page: Page { title: "Quórum · cinco amigos, um só caderno", stage: "Vila dos amigos", skip: "Ir para a vila" },
    header: Header {
        brand: "Quórum",
        language: "Idioma",
        help: "Ajuda",
        theme: |now, next| format!("Tema: {}. Mudar para {}", theme_name(now), theme_name(next)),
    },
    welcome: Welcome {
        label: "Boas-vindas",
        title: |friends| match friends {
            1 => "Um amigo. Um só caderno.".to_owned(),
            _ => format!("{} amigos. Um só caderno.", capitalised(&Lang::Pt.count_word(friends))),
        },
        promise: |friends| {
            let half = "Eles montam o mesmo quebra-cabeça, cada um em casa, e só se falam por *carta*.";
            match friends {
                1 => "Sozinho, quem anota uma peça já decidiu.".to_owned(),
                2 => format!("{half} Uma peça vale quando *os dois* anotaram."),
                _ => {
                    let [most, all] = [friends / 2 + 1, friends].map(|n| Lang::Pt.count_word(n));
                    format!("{half} Uma peça vale quando *{most} dos {all}* anotaram.")
                }
            }
        },
        real: "Nada aqui é filme: são programas de verdade, dentro da sua tela.",
        invitation: "Experimente",
        technical: "Mostrar nomes técnicos",
    },
    trials: Trials {
        progress: |done, of| format!("{done} de {of} feitas"),
        done: "Feito",
        all_done: "Você já viu o principal. Agora mexa em tudo: nada quebra.",
        change: "Tire de casa quem coordena",
        change_how: "Quem usa o quepe coordena. E se essa pessoa sair?",
        change_do: |leader| format!("Tirar {} de casa", Lang::Pt.friend(leader)),
        change_wait: "Espere alguém ganhar o quepe.",
        change_doing: "Ninguém coordena. Veja os anéis se esvaziarem.",
        change_done: |before, now| {
            format!("{} saiu, e {} ganhou o quepe.", Lang::Pt.friend(before), Lang::Pt.friend(now))
        },
        no_majority: |home, of| format!("Só {home} de {of} em casa: sem maioria, nada novo pode valer."),
        change_back: |who| format!("Chamar {} de volta", Lang::Pt.friend(who)),
        loss: "Perca uma carta",
        loss_how: "A peça que ia dentro dela se perde também?",
        loss_do: "Perder a próxima carta",
        loss_armed: "Esperando uma carta com peça. Desistir",
        loss_doing: "A carta se perdeu. E a peça?",
        loss_done: |piece, who| match piece {
            Some(piece) => format!("Veio outra carta: {} encaixou a peça {piece}.", Lang::Pt.friend(who)),
            None => format!("Veio outra carta para {}.", Lang::Pt.friend(who)),
        },
        steps: "Pare o tempo",
        steps_how: "Ande três passos, para a frente ou para trás.",
        steps_pause: "Parar o tempo",
        steps_do: "Andar um passo",
        steps_doing: |left| match left {
            1 => "Falta um passo.".to_owned(),
            _ => format!("Faltam {} passos.", Lang::Pt.count_word(left as usize)),
        },
        steps_done: "Você manda no tempo.",
    },
    side: Side {
        label: "Narração",
        feed: "O que está acontecendo",
        feed_open: "Ver toda a narração",
        feed_earlier: "Aqui ficam só as últimas linhas. Volte no tempo, até o começo se quiser, e as anteriores estarão aqui.",
        tabs: "O que mostrar",
        tab_try: "Experimente",
        tab_feed: "Narração",
        tab_legend: "Legenda",
        sheet_open: "Abrir o painel",
        sheet_close: "Fechar o painel",
    },
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
            Property::WatchComplete => "Quem pediu aviso sabe de tudo, na ordem, uma vez só.",
        },
    },
    transport: Transport {
        label: "Tempo",
        back: "Um passo para trás",
        play: "Tocar",
        pause: "Pausar",
        forward: "Um passo para a frente",
        speed: "Velocidade",
        slow: "Devagar",
        normal: "Normal",
        fast: "Rápido",
        speed_button: |now| format!("Velocidade: {now}. Mudar"),
        skip: "Pular silêncio",
        skip_hint: "Quando só há bilhetes “estou aqui”, o tempo passa mais depressa.",
        scrubber: "Linha do tempo",
        live: "agora",
        clock: "hora da vila",
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
    notice: Notices {
        close: "Fechar aviso",
        address: "Este endereço não leva a lugar nenhum. Você está na vila, e nada se perdeu.",
        skipped: |count, last| match count {
            1 => format!("Uma ação desta história não pôde ser feita. {last}"),
            _ => format!("{count} ações desta história não puderam ser feitas. A última: {last}"),
        },
        no_session: "A história deste endereço não pôde ser lida. Aqui está uma vila nova.",
    },
    lab: super::lab::PT,
    stage: &super::stage::PT,
};

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "automático",
        Theme::Light => "claro",
        Theme::Dark => "escuro",
    }
}
