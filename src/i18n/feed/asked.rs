//! What a client asks for, read from its command line so that each language has its own words for it.

use super::Words;
use crate::i18n::{Lang, capitalised};
use crate::narration::Note;

/// A command line, as far as it can be told without being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Reads(About),
    Writes(About),
    Deletes(About),
    Watches(About),
    /// Only those who know commands ask for this.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Piece(u8),
    Key(String),
    /// All keys that begin like this.
    Folder(String),
    Everything,
}

impl Asked {
    pub fn of(request: &str) -> Asked {
        let mut words = request.split_whitespace().filter(|word| !word.starts_with('-'));
        let ask = match words.next() {
            Some("get") => Asked::Reads,
            Some("put") => Asked::Writes,
            Some("del") => Asked::Deletes,
            Some("watch") => Asked::Watches,
            _ => return Asked::Other,
        };
        let Some(key) = words.next().map(|key| key.trim_matches('"')) else { return Asked::Other };
        let has_prefix = request.split_whitespace().any(|word| word == "--prefix");
        ask(match (Note::of_key(key), has_prefix) {
            (_, true) if key.is_empty() => About::Everything,
            (_, true) => About::Folder(key.to_owned()),
            (Note::Piece(number), false) => About::Piece(number),
            (_, false) => About::Key(key.to_owned()),
        })
    }
}

pub fn pt(client: &str, request: &str, w: &Words) -> String {
    let name = capitalised(Lang::Pt.client(client));
    let thing = |about: &About| match about {
        About::Piece(number) => format!("a *peça {number}*"),
        About::Key(key) => format!("*{key}*"),
        About::Folder(folder) => format!("tudo em *{folder}*"),
        About::Everything => "*tudo*".to_owned(),
    };
    let what = match Asked::of(request) {
        _ if w.technical => return format!("{name} pede: *{request}*."),
        Asked::Reads(About::Piece(number)) => format!("pergunta pela *peça {number}*"),
        Asked::Reads(about) => format!("pergunta por {}", thing(&about)),
        Asked::Writes(About::Piece(number)) => format!("traz a *peça {number}*"),
        Asked::Writes(about) => format!("quer escrever em {}", thing(&about)),
        Asked::Deletes(about) => format!("quer apagar {}", thing(&about)),
        Asked::Watches(About::Folder(folder)) => format!("quer saber o que muda em *{folder}*"),
        Asked::Watches(about) => format!("quer saber quando {} muda", thing(&about)),
        Asked::Other => return format!("{name} pede: *{request}*."),
    };
    format!("{name} {what}.")
}

pub fn en(client: &str, request: &str, w: &Words) -> String {
    let name = capitalised(Lang::En.client(client));
    let thing = |about: &About| match about {
        About::Piece(number) => format!("*piece {number}*"),
        About::Key(key) => format!("*{key}*"),
        About::Folder(folder) => format!("everything in *{folder}*"),
        About::Everything => "*everything*".to_owned(),
    };
    let what = match Asked::of(request) {
        _ if w.technical => return format!("{name} asks: *{request}*."),
        Asked::Reads(about) => format!("asks about {}", thing(&about)),
        Asked::Writes(About::Piece(number)) => format!("brings *piece {number}*"),
        Asked::Writes(about) => format!("wants to write to {}", thing(&about)),
        Asked::Deletes(about) => format!("wants to delete {}", thing(&about)),
        Asked::Watches(About::Folder(folder)) => format!("wants to know what changes in *{folder}*"),
        Asked::Watches(about) => format!("wants to know when {} changes", thing(&about)),
        Asked::Other => return format!("{name} asks: *{request}*."),
    };
    format!("{name} {what}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::narration::What;

    fn told(client: &str, request: &str) -> String {
        let what = What::ClientAsked { client: client.to_owned(), request: request.to_owned() };
        Lang::Pt.told(None, &what, false).plain()
    }

    #[test]
    fn friends_do_not_speak_in_commands() {
        assert_eq!(told("lia", "get /filme/03 --consistency=s --command-timeout=1s"), "Lia pergunta por /filme/03.");
        assert_eq!(told("lia", "get /puzzle/r1c1 --consistency=s"), "Lia pergunta pela peça 1.");
        assert_eq!(told("rui", "put /puzzle/r2c2 rui"), "Rui traz a peça 6.");
        assert_eq!(told("rui", "del \"\" --prefix"), "Rui quer apagar tudo.");
        assert_eq!(told("lia", "watch /registry/pods/ --prefix"), "Lia quer saber o que muda em /registry/pods/.");
        assert_eq!(told("terminal", "version"), "O terminal pede: version.");
        let what = What::ClientAsked { client: "lia".to_owned(), request: "get capa".to_owned() };
        assert_eq!(Lang::Pt.told(None, &what, true).plain(), "Lia pede: get capa.");
        assert_eq!(Lang::En.told(None, &what, false).plain(), "Lia asks about capa.");
    }
}
