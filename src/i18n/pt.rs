//! The catalogue in Brazilian Portuguese.

use super::*;

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
        tab_etcd: "etcd",
        tab_legend: "Legenda",
        sheet_open: "Abrir o painel",
        sheet_close: "Fechar o painel",
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
    notice: Notices {
        close: "Fechar aviso",
        coming: "Um instante: o resto da página está chegando.",
        missing: "Parte da página não chegou: laboratório, história, menus e ajuda. Veja se há conexão.",
        retry: "Tentar de novo",
        address: "Este endereço não leva a lugar nenhum. Você está na vila, e nada se perdeu.",
        skipped: |count, last| match count {
            1 => format!("Uma ação desta história não pôde ser feita. {last}"),
            _ => format!("{count} ações desta história não puderam ser feitas. A última: {last}"),
        },
        no_session: "A história deste endereço não pôde ser lida. Aqui está uma vila nova.",
    },
    places: Places {
        label: "Lugares",
        village: "Vila",
        laboratory: "Laboratório",
        laboratory_open: "Abrir o laboratório",
    },
    stage: &super::stage::PT,
};

pub(super) fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "automático",
        Theme::Light => "claro",
        Theme::Dark => "escuro",
    }
}
