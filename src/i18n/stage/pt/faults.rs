//! O que pode dar errado.

use crate::cluster::{MemberFaults, MemberId};
use crate::i18n::Lang;
use crate::i18n::stage::FaultWords;
use crate::scene::friends::Post;

pub(super) const FAULTS: FaultWords = FaultWords {
    flood: "Encher o rio",
    drain: "Baixar o rio",
    shore: |term| format!("Aqui: rodada {term}"),
    parted,
    sides: "O rio separou",
    side_count: |side| format!("{} de {}", side.votes, side.of),
    side_round: |term| format!("rodada {term}"),
    side_can: |side| if side.has_majority() { "Podem eleger e decidir." } else { "Anotam a lápis. Nada novo vale." },
    post,
    post_title: "Correio",
    absent: "a presença venceu",
    ailments,
    join: |id| format!("Terreno vazio: chamar {} para o grupo", name(id)),
};

fn name(id: MemberId) -> &'static str {
    Lang::Pt.friend(id)
}

fn parted(sides: &[usize]) -> String {
    let numbers: Vec<String> = sides.iter().map(usize::to_string).collect();
    format!("O rio separa {}.", Lang::Pt.list(&numbers))
}

fn post(post: &Post) -> Vec<String> {
    let mut said = Vec::new();
    if post.loss_ppm > 0 {
        said.push(format!("perde *{}*", Lang::Pt.percent(post.loss_ppm)));
    }
    if post.duplicate_ppm > 0 {
        said.push(format!("repete *{}*", Lang::Pt.percent(post.duplicate_ppm)));
    }
    if let Some([min, max]) = post.latency_us {
        said.push(format!("demora *{} a {}*", Lang::Pt.bare_seconds(min), Lang::Pt.seconds(max)));
    }
    match post.cuts {
        0 => {}
        1 => said.push("*1* caminho cortado".to_owned()),
        n => said.push(format!("*{n}* caminhos cortados")),
    }
    said
}

fn ailments(faults: &MemberFaults) -> Vec<String> {
    let mut said = Vec::new();
    if faults.slow_us > 0 {
        said.push(format!("lê cartas {} depois", Lang::Pt.seconds(faults.slow_us)));
    }
    if faults.clock_ppm != 0 {
        said.push(format!("relógio {}", clock_value(faults.clock_ppm)));
    }
    if faults.flush_us[1] > 0 {
        said.push(format!("guarda o que anota em até {}", Lang::Pt.seconds(faults.flush_us[1])));
    }
    said
}

pub(super) fn clock_value(ppm: i32) -> String {
    let percent = Lang::Pt.percent(ppm.unsigned_abs());
    match ppm {
        0 => "certo".to_owned(),
        1.. => format!("adianta {percent}"),
        _ => format!("atrasa {percent}"),
    }
}
