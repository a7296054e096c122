//! What Tab offers.

use super::flags;
use super::table::{COMMANDS, Flag, GLOBAL, HELP_FLAG, Spec, Takes, Value};
use super::{Found, find, without_tool, words};

/// What the last word of a line may become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Where the word begins, in bytes of the line: what is offered takes the place of all behind it.
    pub from: usize,
    /// Sorted, each quoted if a shell needs that.
    pub words: Vec<String>,
}

impl Completion {
    /// What all of them begin with.
    pub fn common(&self) -> &str {
        let Some((first, others)) = self.words.split_first() else { return "" };
        let ends = first.char_indices().map(|(at, char)| at + char.len_utf8());
        let common = ends.take_while(|end| others.iter().all(|other| other.starts_with(&first[..*end]))).last();
        &first[..common.unwrap_or(0)]
    }
}

/// What only a store knows.
pub struct Offers<'a> {
    /// The keys that begin like this.
    pub keys: &'a dyn Fn(&str) -> Vec<String>,
    /// The leases, as etcdctl writes their ids.
    pub leases: &'a [String],
}

/// Completes the word that `line` ends in.
pub fn complete(line: &str, store: &Offers) -> Completion {
    let words::Open { words: mut before, last, .. } = words::read(line);
    let (from, word) = last.unwrap_or((line.len(), String::new()));
    without_tool(&mut before);
    let Found { path, known, args, word: stray } = find(COMMANDS, flags::Known(vec![GLOBAL]), before);
    let mut offered = match &path[..] {
        [.., spec] if !spec.is_here() => Vec::new(),
        _ => offers(path.last().copied(), &known, &args, stray.is_some(), &word, store),
    };
    offered.sort_unstable();
    offered.dedup();
    Completion { from, words: offered }
}

fn offers(
    spec: Option<&'static Spec>,
    known: &flags::Known,
    args: &[String],
    has_stray: bool,
    word: &str,
    store: &Offers,
) -> Vec<String> {
    let is_dashed = args.iter().any(|arg| arg == "--");
    let value_of = args.last().filter(|_| !is_dashed).and_then(|arg| flag_awaiting_value(known, arg));
    if let Some(flag) = value_of {
        return values(flag, word, "", store);
    }
    if let Some((name, value)) = word.split_once('=').filter(|_| word.starts_with("--") && !is_dashed) {
        let flag = known.named(&name[2..]);
        return flag.map_or_else(Vec::new, |flag| values(flag, value, &word[..=name.len()], store));
    }
    if word.starts_with('-') && !is_dashed {
        let names = known.all().chain([&HELP_FLAG]).map(|flag| ["--", flag.name].concat());
        return names.filter(|name| name.starts_with(word)).collect();
    }
    let commands = match spec {
        None if has_stray => return Vec::new(),
        None => COMMANDS,
        Some(spec) => spec.commands(),
    };
    match spec.map(|spec| spec.takes) {
        _ if !commands.is_empty() => names(commands, word),
        Some(Takes::Commands) => topics(args, word),
        Some(takes @ (Takes::Key | Takes::Keys)) => {
            let most = if takes == Takes::Keys { 2 } else { 1 };
            let is_key = positionals(known, args) < most;
            if is_key { (store.keys)(word).iter().map(|key| shell_quoted(key)).collect() } else { Vec::new() }
        }
        Some(Takes::Lease) if positionals(known, args) == 0 => beginning(store.leases, word, ""),
        _ => Vec::new(),
    }
}

fn values(flag: &Flag, word: &str, before: &str, store: &Offers) -> Vec<String> {
    if flag.name == "lease" { beginning(store.leases, word, before) } else { beginning(flag.choices, word, before) }
}

fn names(commands: &'static [Spec], word: &str) -> Vec<String> {
    let here = commands.iter().filter(|spec| spec.is_here() && spec.name.starts_with(word));
    here.map(|spec| spec.name.to_owned()).collect()
}

/// Of `help`.
fn topics(args: &[String], word: &str) -> Vec<String> {
    let Found { path, word: stray, .. } = find(COMMANDS, flags::Known(vec![GLOBAL]), args.to_vec());
    match (path.last(), stray) {
        (None, None) => names(COMMANDS, word),
        (Some(spec), None) => names(spec.commands(), word),
        _ => Vec::new(),
    }
}

fn beginning(choices: &[impl AsRef<str>], word: &str, before: &str) -> Vec<String> {
    let like =
        choices.iter().map(AsRef::as_ref).filter(|choice| choice.to_lowercase().starts_with(&word.to_lowercase()));
    like.map(|choice| [before, choice].concat()).collect()
}

/// The flag whose value is the next word.
fn flag_awaiting_value(known: &flags::Known, arg: &str) -> Option<&'static Flag> {
    let flag = match arg.strip_prefix("--") {
        Some(name) => known.named(name),
        None => known.lettered(arg.strip_prefix('-')?),
    };
    flag.filter(|flag| flag.value != Value::Bool)
}

/// How many arguments stand there already.
fn positionals(known: &flags::Known, args: &[String]) -> usize {
    let mut count = 0;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--" {
            return count + args.len();
        }
        if flag_awaiting_value(known, arg).is_some() {
            args.next();
        } else if !arg.starts_with('-') {
            count += 1;
        }
    }
    count
}

fn shell_quoted(word: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || "/_-.,:=@%+".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    ["'", &word.replace('\'', "'\\''"), "'"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(line: &str) -> String {
        let store = ["/p/a", "/p/b", "two words"];
        let keys =
            |start: &str| store.iter().filter(|key| key.starts_with(start)).map(|key| (*key).to_owned()).collect();
        let leases = ["1fdc".to_owned(), "2a".to_owned()];
        complete(line, &Offers { keys: &keys, leases: &leases }).words.join(" ")
    }

    #[test]
    fn commands_and_their_parts() {
        assert_eq!(offered("etcdctl me"), "member");
        assert_eq!(offered("etcdctl member "), "add list promote remove");
        assert_eq!(offered("--hex lease re"), "revoke");
        assert_eq!(offered("help lea"), "lease");
        assert_eq!(offered("help lease k"), "keep-alive");
        assert_eq!(offered("de"), "del");
        assert_eq!(offered("nope g"), "");
        assert!(offered("").starts_with("compaction del endpoint get"));
    }

    #[test]
    fn flags_and_their_values() {
        assert_eq!(offered("get --pr"), "--prefix --print-value-only");
        assert_eq!(offered("get a --order=d"), "--order=DESCEND");
        assert_eq!(offered("get a --sort-by V"), "VALUE VERSION");
        assert_eq!(offered("get a -w j"), "json");
        assert_eq!(offered("get --limit "), "");
        assert_eq!(offered("endpoint health --cl"), "--cluster");
        assert_eq!(offered("version --he"), "--help --hex");
    }

    #[test]
    fn keys_where_keys_stand() {
        assert_eq!(offered("get /p"), "/p/a /p/b");
        assert_eq!(offered("get /p/a "), "'two words' /p/a /p/b");
        assert_eq!(offered("get /p/a /p/b "), "");
        assert_eq!(offered("put --lease 1f /p/"), "/p/a /p/b");
        assert_eq!(offered("put /p/a "), "");
        assert_eq!(offered("watch --prefix 'two"), "'two words'");
        assert_eq!(offered("del -- /"), "/p/a /p/b");
        assert_eq!(offered("compaction "), "");
    }

    #[test]
    fn leases_where_leases_stand() {
        assert_eq!(offered("put a b --lease="), "--lease=1fdc --lease=2a");
        assert_eq!(offered("put --lease 1"), "1fdc");
        assert_eq!(offered("lease revoke "), "1fdc 2a");
        assert_eq!(offered("lease revoke 1fdc "), "");
        assert_eq!(offered("lease grant "), "");
    }

    #[test]
    fn what_all_begin_with() {
        let completion = complete("get '/", &Offers { keys: &|_| vec!["/é/a".into(), "/é/b".into()], leases: &[] });
        assert_eq!((completion.from, completion.common()), (4, "/é/"));
        assert_eq!(Completion::default().common(), "");
    }
}
