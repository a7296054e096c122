//! What a client was answered, read from the trace's own words so that each language has its own.

use super::Words;
use crate::i18n::Lang;

/// An answer, as far as it has words that are to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered<'a> {
    /// A change, or something read at one.
    Revision(&'a str),
    /// News from this revision on.
    From(&'a str),
    Keys(usize),
    /// How long a lease still lasts, with its unit.
    Left(&'a str),
    Leases(usize),
    Members(usize),
    Other(&'a str),
}

impl Answered<'_> {
    pub fn of(response: &str) -> Answered<'_> {
        let counted = |unit: &str| response.strip_suffix(unit)?.parse::<usize>().ok();
        if let Some(revision) = response.strip_prefix("revision ") {
            Answered::Revision(revision)
        } else if let Some(revision) = response.strip_prefix("watching from revision ") {
            Answered::From(revision)
        } else if let Some(left) = response.strip_suffix(" left") {
            Answered::Left(left)
        } else if let Some(keys) = counted(" keys") {
            Answered::Keys(keys)
        } else if let Some(leases) = counted(" leases") {
            Answered::Leases(leases)
        } else if let Some(members) = counted(" members") {
            Answered::Members(members)
        } else {
            Answered::Other(response)
        }
    }
}

pub fn pt(answer: Answered, w: &Words) -> String {
    let change = w.say("mudança", "revisão");
    match answer {
        Answered::Revision(revision) => format!("{change} {revision}"),
        Answered::From(revision) => format!("novidades a partir da {change} {revision}"),
        Answered::Keys(n) => format!("{n} {}", Lang::Pt.plural(n, "gaveta", "gavetas")),
        Answered::Left(left) => format!("faltam {left}"),
        Answered::Leases(n) => format!("{n} {}", Lang::Pt.plural(n, "prazo", "prazos")),
        Answered::Members(n) => format!("{n} {}", Lang::Pt.plural(n, "membro", "membros")),
        Answered::Other("ok") => "feito".to_owned(),
        Answered::Other(text) => text.to_owned(),
    }
}

pub fn en(answer: Answered, w: &Words) -> String {
    let change = w.say("change", "revision");
    match answer {
        Answered::Revision(revision) => format!("{change} {revision}"),
        Answered::From(revision) => format!("news from {change} {revision} on"),
        Answered::Keys(n) => format!("{n} {}", Lang::En.plural(n, "drawer", "drawers")),
        Answered::Left(left) => format!("{left} left"),
        Answered::Leases(n) => format!("{n} {}", Lang::En.plural(n, "time limit", "time limits")),
        Answered::Members(n) => format!("{n} {}", Lang::En.plural(n, "member", "members")),
        Answered::Other("ok") => "done".to_owned(),
        Answered::Other(text) => text.to_owned(),
    }
}
