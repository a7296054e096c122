//! What a step draws, in Brazilian Portuguese.

use super::{Measured, PictureWords};
use crate::i18n::Lang;
use crate::i18n::friends::gender;

pub const PT: PictureWords = PictureWords {
    as_computer: "Ver o computador",
    as_house: "Ver a casa de novo",
    memory: Measured {
        label: "memória",
        amount: |pieces| match pieces {
            1 => "1 peça".to_owned(),
            n => format!("{n} peças"),
        },
    },
    disk: Measured {
        label: "disco",
        amount: |lines| match lines {
            1 => "1 linha".to_owned(),
            n => format!("{n} linhas"),
        },
    },
    network: Measured {
        label: "rede",
        amount: |letters| match letters {
            1 => "1 carta".to_owned(),
            n => format!("{n} cartas"),
        },
    },
    computer: |friend, memory, disk, network| {
        format!(
            "No lugar de {friend}: um computador. O tabuleiro é a memória: {memory}. O caderno é o disco: {disk}. No caminho, pela rede: {network}."
        )
    },
    group: |nth| format!("Grupo {}", nth + 1),
    in_both: |friends, count| match count {
        1 => format!("Nos dois grupos: {friends}."),
        n => format!("Nos dois grupos, {n} amigos: {friends}."),
    },
    always: |majority| format!("Troque quem quiser: dois grupos de {majority} sempre têm alguém em comum."),
    too_few: |nth, count| match count {
        0 => format!("O grupo {} está vazio.", nth + 1),
        1 => format!("O grupo {} tem só 1 amigo. Não é a maioria: esse grupo não decide nada.", nth + 1),
        n => format!("O grupo {} tem só {n} amigos. Não é a maioria: esse grupo não decide nada.", nth + 1),
    },
    copies: "O que está em cada caderno agora",
    copies_line: "linha",
    change: |friend| format!("Mudar uma linha na cópia de {friend}"),
    restore: |friend| format!("Desfazer na cópia de {friend}"),
    copies_equal: |copies, lines| format!("São {copies} cópias, e as {lines} linhas são iguais em todas."),
    copies_short: "Alguém ainda não tem todas as linhas.",
    copies_differ: |member, line, others| {
        let whose = gender(member).of("da", "do");
        format!(
            "A linha {line} {whose} {} não bate: {others} cópias dizem outra coisa. Todos percebem.",
            Lang::Pt.friend(member)
        )
    },
    copies_say: |there, others| format!("Ali: {there}. Nas outras: {others}."),
    copies_own: "Esta cópia é sua, só para testar. Na vila, nenhum caderno mudou.",
    moment: |lesson, step| format!("Ver no passo {lesson}.{step}"),
};
