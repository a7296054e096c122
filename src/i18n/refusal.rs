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
        Refusal::BadGroups => "Para separar, forme dois grupos ou mais, sem repetir ninguém.".to_owned(),
        Refusal::BadWay => "Um caminho leva de uma casa a outra.".to_owned(),
        Refusal::AlreadyCut { from, to } => {
            format!("O caminho de {} para {} já está fechado.", name(from), name(to))
        }
        Refusal::BadRate => "No máximo todas: um milhão em um milhão.".to_owned(),
        Refusal::BadTime { max_us } => {
            format!("Primeiro o tempo menor, depois o maior; no máximo {}.", Lang::Pt.time(*max_us))
        }
        Refusal::BadClock { max_ppm } => {
            format!("Um relógio adianta ou atrasa no máximo {}%.", max_ppm / 10_000)
        }
        Refusal::NothingToChange => "Diga o que deve mudar.".to_owned(),
        Refusal::NoLeader => "Ninguém coordena agora.".to_owned(),
        Refusal::NoVoter(id) => format!("{} ainda não tem voto.", name(id)),
        Refusal::NothingNew(id) => format!("{} não tem nada de novo para fotografar.", name(id)),
        Refusal::NoRoom { max, .. } => format!("A vila só tem casas de 1 a {max}."),
        Refusal::AlreadyMember(id) => format!("{} já faz parte do grupo.", name(id)),
        Refusal::Removed(id) => format!("{} não faz mais parte do grupo.", name(id)),
        Refusal::LastMember(id) => format!("{} é a última pessoa do grupo.", name(id)),
        Refusal::ChangeUnderWay(id) => {
            format!("Espere: {} ainda está entrando ou saindo. Uma mudança de cada vez.", name(id))
        }
        Refusal::BadClient { max } => {
            format!("Escolha outro nome para quem pede: até {max} letras ou algarismos, e não o nome de um amigo.")
        }
        Refusal::CommandTooLong { max_bytes } => {
            format!("Um comando, e o que ele lê, têm no máximo {} KiB cada um.", max_bytes >> 10)
        }
        Refusal::BadFileName { max } => {
            format!("Dê ao arquivo um nome de até {max} letras, algarismos, pontos ou traços, sem pasta.")
        }
        Refusal::FolderFull => "Já há arquivos demais nesta vila.".to_owned(),
        Refusal::BadBase64 => "O conteúdo do arquivo não chegou inteiro.".to_owned(),
        Refusal::NoSuchDataDir(name) => {
            format!("Não há pasta {name}. Primeiro use etcdctl snapshot restore.")
        }
        Refusal::NoTool => "O terminal ainda está chegando. Tente de novo daqui a pouco.".to_owned(),
        Refusal::NothingRuns => "Não há nada rodando para parar.".to_owned(),
        Refusal::LogFull { max } => {
            format!("Esta história já tem {max} ações. Guarde-a e comece outra.")
        }
        Refusal::TextsFull { max_bytes } => {
            format!("Esta história já tem {} KiB de comandos. Guarde-a e comece outra.", max_bytes >> 10)
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
        Refusal::BadGroups => "To part them, make two groups or more, with nobody in two of them.".to_owned(),
        Refusal::BadWay => "A way leads from one house to another.".to_owned(),
        Refusal::AlreadyCut { from, to } => format!("The way from {} to {} is closed already.", name(from), name(to)),
        Refusal::BadRate => "All of them at the most: one million in a million.".to_owned(),
        Refusal::BadTime { max_us } => {
            format!("The shorter time first, then the longer one; {} at the most.", Lang::En.time(*max_us))
        }
        Refusal::BadClock { max_ppm } => {
            format!("A clock gains or loses {}% at the most.", max_ppm / 10_000)
        }
        Refusal::NothingToChange => "Say what is to be changed.".to_owned(),
        Refusal::NoLeader => "Nobody coordinates now.".to_owned(),
        Refusal::NoVoter(id) => format!("{} has no vote yet.", name(id)),
        Refusal::NothingNew(id) => format!("{} has nothing new to take a photo of.", name(id)),
        Refusal::NoRoom { max, .. } => format!("The village has houses 1 to {max} only."),
        Refusal::AlreadyMember(id) => format!("{} belongs to the group already.", name(id)),
        Refusal::Removed(id) => format!("{} does not belong to the group any more.", name(id)),
        Refusal::LastMember(id) => format!("{} is the last one in the group.", name(id)),
        Refusal::ChangeUnderWay(id) => {
            format!("Wait: {} is still joining or leaving. One change at a time.", name(id))
        }
        Refusal::BadClient { max } => {
            format!("Choose another name for who asks: up to {max} letters or digits, and not a friend's name.")
        }
        Refusal::CommandTooLong { max_bytes } => {
            format!("A command, and what it reads, are {} KiB long each at the most.", max_bytes >> 10)
        }
        Refusal::BadFileName { max } => {
            format!("Call the file by up to {max} letters, digits, dots or dashes, without a folder.")
        }
        Refusal::FolderFull => "There are too many files in this village already.".to_owned(),
        Refusal::BadBase64 => "The file’s content did not come whole.".to_owned(),
        Refusal::NoSuchDataDir(name) => {
            format!("There is no folder {name}. First use etcdctl snapshot restore.")
        }
        Refusal::NoTool => "The terminal is still on its way. Try again in a moment.".to_owned(),
        Refusal::NothingRuns => "Nothing runs that could be stopped.".to_owned(),
        Refusal::LogFull { max } => format!("This story already has {max} actions. Save it and begin another."),
        Refusal::TextsFull { max_bytes } => {
            format!("This story already has {} KiB of commands. Save it and begin another.", max_bytes >> 10)
        }
    }
}
