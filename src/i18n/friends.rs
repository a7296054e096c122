//! The friends' names and how their sentences agree with them.

use super::Lang;
use crate::cluster::{Address, MEMBERS_MAX, MemberId, member_name};

const NAMES: [&str; MEMBERS_MAX as usize] = ["Ana", "Beto", "Caio", "Duda", "Elis", "Fabi", "Gil", "Hugo", "Iara"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    She,
    He,
}

/// How sentences speak of member `id`.
pub fn gender(id: MemberId) -> Gender {
    match id {
        2 | 3 | 7 | 8 => Gender::He,
        _ => Gender::She,
    }
}

impl Gender {
    /// One of two forms of a word.
    pub(crate) fn of<T>(self, she: T, he: T) -> T {
        match self {
            Gender::She => she,
            Gender::He => he,
        }
    }
}

impl Lang {
    /// The name of member `id`; the same in both languages.
    pub fn friend(self, id: MemberId) -> &'static str {
        NAMES.get(id.wrapping_sub(1) as usize).copied().unwrap_or("?")
    }

    /// Anybody who sends or receives letters.
    pub fn party(self, party: &Address) -> String {
        match party {
            Address::Member(id) => self.friend(*id).to_owned(),
            Address::Client(name) => self.client(name).to_owned(),
        }
    }

    /// Somebody who is no member.
    pub fn client(self, name: &str) -> &str {
        match (self, name) {
            (Lang::Pt, "visitor") => "a pessoa de fora",
            (Lang::En, "visitor") => "the visitor",
            (Lang::Pt, "terminal") => "o terminal",
            (Lang::En, "terminal") => "the terminal",
            (_, "rosa") => "Rosa",
            (_, "tome") => "Tomé",
            (_, "lia") => "Lia",
            (_, "rui") => "Rui",
            (Lang::Pt, "apiserver") => "a prefeitura",
            (Lang::En, "apiserver") => "the town hall",
            _ => (1..=MEMBERS_MAX).find(|id| member_name(*id) == name).map_or(name, |id| self.friend(id)),
        }
    }

    /// `Ana`, `Ana e Caio`, `Ana, Caio e Elis`.
    pub fn list(self, items: &[String]) -> String {
        let and = match self {
            Lang::Pt => " e ",
            Lang::En => " and ",
        };
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => format!("{}{and}{last}", start.join(", ")),
        }
    }
}
