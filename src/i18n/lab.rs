//! The laboratory's words.

use super::Lang;
use crate::cluster::MemberId;

pub struct Lab {
    pub motto: &'static str,

    pub friends: &'static str,
    pub fewer: &'static str,
    pub more: &'static str,
    /// What a press on somebody who is away does.
    pub send_out: fn(MemberId) -> String,
    pub call_back: fn(MemberId) -> String,
    /// How to send away and call back, and who is away, marked.
    pub door_hint: fn(&[MemberId]) -> String,

    pub letters: &'static str,
    pub loss: &'static str,
    pub delay: &'static str,
    pub shortest: &'static str,
    pub longest: &'static str,
    pub copies: &'static str,
    pub delay_hint: &'static str,

    pub river: &'static str,
    pub fill: &'static str,
    pub lower: &'static str,
    pub sides: &'static str,
    /// Somebody's side, from 1 on, and the one that a press leads to.
    pub side: fn(MemberId, usize, usize) -> String,

    pub now: &'static str,
    pub election: &'static str,
    pub cap: &'static str,
    pub photo: &'static str,
    pub heal: &'static str,

    /// Marked.
    pub seed: fn(u64) -> String,
    pub pre_vote: &'static str,
    pub pre_vote_hint: &'static str,
}

pub(super) const PT: Lab = Lab {
    motto: "Mexa em tudo. Nada se estraga.",
    friends: "Amigos",
    fewer: "Um amigo a menos",
    more: "Mais um amigo",
    send_out: |id| format!("Tirar {} de casa", Lang::Pt.friend(id)),
    call_back: |id| format!("{} saiu. Chamar de volta", Lang::Pt.friend(id)),
    door_hint: |away| match away {
        [] => "Toque para sair ou voltar.".to_owned(),
        [_] => format!("Toque para sair ou voltar. *{} saiu.*", names(Lang::Pt, away)),
        _ => format!("Toque para sair ou voltar. *{} saíram.*", names(Lang::Pt, away)),
    },
    letters: "Cartas",
    loss: "Perda",
    delay: "Demora",
    shortest: "Menor demora",
    longest: "Maior demora",
    copies: "Repetição",
    delay_hint: "Com demoras bem diferentes, as cartas chegam fora de ordem.",
    river: "Rio",
    fill: "Encher o rio",
    lower: "Baixar o rio",
    sides: "Quem fica de cada lado",
    side: |id, side, next| format!("{}: lado {side}. Passar ao lado {next}", Lang::Pt.friend(id)),
    now: "Fazer agora",
    election: "Eleição",
    cap: "Passar o quepe",
    photo: "Foto",
    heal: "Consertar tudo",
    seed: |seed| format!("Semente *{seed}*"),
    pre_vote: "Pré-voto",
    pre_vote_hint: "Pergunta antes de pedir voto.",
};

pub(super) const EN: Lab = Lab {
    motto: "Change anything. Nothing breaks.",
    friends: "Friends",
    fewer: "One friend fewer",
    more: "One more friend",
    send_out: |id| format!("Send {} away", Lang::En.friend(id)),
    call_back: |id| format!("{} is away. Call back", Lang::En.friend(id)),
    door_hint: |away| match away {
        [] => "Press to send away or back.".to_owned(),
        [_] => format!("Press to send away or back. *{} is away.*", names(Lang::En, away)),
        _ => format!("Press to send away or back. *{} are away.*", names(Lang::En, away)),
    },
    letters: "Letters",
    loss: "Loss",
    delay: "Delay",
    shortest: "Shortest delay",
    longest: "Longest delay",
    copies: "Copies",
    delay_hint: "With very different delays, letters arrive out of order.",
    river: "River",
    fill: "Fill the river",
    lower: "Lower the river",
    sides: "Who is on which side",
    side: |id, side, next| format!("{}: side {side}. Move to side {next}", Lang::En.friend(id)),
    now: "Do now",
    election: "Election",
    cap: "Pass the cap",
    photo: "Photo",
    heal: "Fix it all",
    seed: |seed| format!("Seed *{seed}*"),
    pre_vote: "Pre-vote",
    pre_vote_hint: "Asks before it asks for votes.",
};

fn names(lang: Lang, members: &[MemberId]) -> String {
    lang.list(&members.iter().map(|id| lang.friend(*id).to_owned()).collect::<Vec<_>>())
}
