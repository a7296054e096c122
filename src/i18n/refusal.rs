//! Why something that was asked for was not done, in words.

use super::Lang;
use crate::session::Refusal;

impl Lang {
    pub fn refusal(self, refusal: &Refusal) -> String {
        match self {
            Lang::Pt => pt(refusal),
            Lang::En => en(refusal),
        }
    }
}

fn pt(refusal: &Refusal) -> String {
    let name = |id: &u64| Lang::Pt.friend(*id);
    match refusal {
        Refusal::NoSuchMember(id) => format!("Não há amigo número {id} nesta vila."),
        Refusal::AlreadyDown(id) => format!("{} já saiu de casa.", name(id)),
        Refusal::AlreadyUp(id) => format!("{} já está em casa.", name(id)),
        Refusal::Down(id) => format!("{} não está em casa.", name(id)),
        Refusal::AlreadyLeader(id) => format!("{} já coordena.", name(id)),
        Refusal::NoSuchMessage(_) => "Essa carta já chegou ou já se perdeu.".to_owned(),
        Refusal::BadDelay { max_us } => {
            format!("O atraso precisa ser maior que zero e no máximo {}.", Lang::Pt.time(*max_us))
        }
        Refusal::NoPuzzle => "Não há quebra-cabeça nesta vila.".to_owned(),
        Refusal::NoPieceLeft => "Todas as peças deste quebra-cabeça já apareceram.".to_owned(),
        Refusal::NobodyHome => "Não há ninguém em casa para receber.".to_owned(),
        Refusal::BadClient { max } => {
            format!("Escolha outro nome para quem pede: até {max} letras ou algarismos, e não o nome de um amigo.")
        }
        Refusal::LogFull { max } => {
            format!("Esta história já tem {max} ações. Guarde-a e comece outra.")
        }
    }
}

fn en(refusal: &Refusal) -> String {
    let name = |id: &u64| Lang::En.friend(*id);
    match refusal {
        Refusal::NoSuchMember(id) => format!("There is no friend number {id} in this village."),
        Refusal::AlreadyDown(id) => format!("{} has already left home.", name(id)),
        Refusal::AlreadyUp(id) => format!("{} is already at home.", name(id)),
        Refusal::Down(id) => format!("{} is not at home.", name(id)),
        Refusal::AlreadyLeader(id) => format!("{} already coordinates.", name(id)),
        Refusal::NoSuchMessage(_) => "That letter has already arrived or been lost.".to_owned(),
        Refusal::BadDelay { max_us } => {
            format!("The delay has to be more than zero and at most {}.", Lang::En.time(*max_us))
        }
        Refusal::NoPuzzle => "There is no puzzle in this village.".to_owned(),
        Refusal::NoPieceLeft => "Every piece of this picture has turned up already.".to_owned(),
        Refusal::NobodyHome => "Nobody is at home to take it.".to_owned(),
        Refusal::BadClient { max } => {
            format!("Choose another name for who asks: up to {max} letters or digits, and not a friend's name.")
        }
        Refusal::LogFull { max } => format!("This story already has {max} actions. Save it and begin another."),
    }
}
