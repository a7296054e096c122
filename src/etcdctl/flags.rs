//! Flags among arguments, as Go's `pflag` reads them: `--rev=3`, `--rev 3`, `-w json`, `-wjson`, anywhere, up to a `--`.

use super::call::Format;
use super::number;
use super::table::{Flag, HELP_FLAG, Value};
use super::text::quoted;
use super::trouble::{Instead, Refused, Trouble, exit};
use super::words;

/// The flags that a command knows: its own, its groups', the global ones.
#[derive(Clone, Default)]
pub struct Known(pub Vec<&'static [Flag]>);

impl Known {
    pub fn all(&self) -> impl Iterator<Item = &'static Flag> {
        self.0.iter().flat_map(|flags| flags.iter())
    }

    pub fn named(&self, name: &str) -> Option<&'static Flag> {
        self.all().find(|flag| flag.name == name)
    }

    /// A flag that is none of these, and the one that may have been meant: a long one with one hyphen too few, or one
    /// that begins like it or differs from it in one or two letters.
    fn unknown(&self, flag: String) -> Trouble {
        let word = flag.trim_start_matches('-');
        let word = word.split_once('=').map_or(word, |(name, _)| name);
        let long = self.all().map(|flag| flag.name).filter(|_| word.chars().count() > 1);
        let like = words::nearest(word, long).into_iter().next();
        Trouble::UnknownFlag { flag, like }
    }

    pub fn lettered(&self, letter: &str) -> Option<&'static Flag> {
        self.all().find(|flag| flag.letter == letter && !letter.is_empty())
    }
}

/// What stands behind a command.
#[derive(Default)]
pub struct Args {
    pub words: Vec<String>,
    /// How many of the words stand before a `--`, if there is one.
    pub before_dash: Option<usize>,
    /// Whether anything at all stands behind the command.
    pub has_any: bool,
    pub stdin: String,
    given: Vec<(&'static Flag, String)>,
}

impl Args {
    /// # Errors
    /// As `pflag` words them, with exit code 1.
    pub fn read(known: &Known, args: Vec<String>, stdin: &str) -> Result<Self, Refused> {
        let mut read = Self { has_any: !args.is_empty(), stdin: stdin.to_owned(), ..Self::default() };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            if arg == "--" {
                read.before_dash = Some(read.words.len());
                read.words.extend(args.by_ref());
            } else if let Some(name) = arg.strip_prefix("--") {
                read.long(known, &arg, name, &mut args)?;
            } else if let Some(letters) = arg.strip_prefix('-').filter(|letters| !letters.is_empty()) {
                read.short(known, letters, &mut args)?;
            } else {
                read.words.push(arg);
            }
        }
        Ok(read)
    }

    fn long(
        &mut self,
        known: &Known,
        arg: &str,
        name: &str,
        args: &mut impl Iterator<Item = String>,
    ) -> Result<(), Refused> {
        if name.starts_with(['-', '=']) {
            let why = known.unknown(arg.to_owned());
            return Err(refused(["bad flag syntax: ", arg].concat(), why));
        }
        let (name, value) = name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value.to_owned())));
        let Some(flag) = known.named(name) else {
            let flag = ["--", name].concat();
            return Err(refused(["unknown flag: ", &flag].concat(), known.unknown(flag)));
        };
        let or_true = || (flag.value == Value::Bool).then(|| "true".to_owned());
        match value.or_else(or_true).or_else(|| args.next()) {
            Some(value) => self.set(flag, value),
            None => {
                let why = Trouble::FlagNeedsValue { flag: arg.to_owned() };
                Err(refused(["flag needs an argument: ", arg].concat(), why))
            }
        }
    }

    /// Letters may stand together; a value takes the rest of them.
    fn short(
        &mut self,
        known: &Known,
        mut letters: &str,
        args: &mut impl Iterator<Item = String>,
    ) -> Result<(), Refused> {
        while let Some(letter) = letters.chars().next() {
            let rest = &letters[letter.len_utf8()..];
            let told = |what: &str, middle: &str| [what, "'", &letter.to_string(), "' in ", middle, letters].concat();
            let Some(flag) = known.lettered(&letters[..letter.len_utf8()]) else {
                let why = known.unknown(["-", letters].concat());
                return Err(refused(told("unknown shorthand flag: ", "-"), why));
            };
            let (value, left) = match rest.strip_prefix('=') {
                Some(value) if !value.is_empty() => (Some(value.to_owned()), ""),
                _ if flag.value == Value::Bool => (Some("true".to_owned()), rest),
                _ if !rest.is_empty() => (Some(rest.to_owned()), ""),
                _ => (args.next(), ""),
            };
            let Some(value) = value else {
                let why = Trouble::FlagNeedsValue { flag: ["-", letters].concat() };
                return Err(refused(told("flag needs an argument: ", "-"), why));
            };
            self.set(flag, value)?;
            letters = left;
        }
        Ok(())
    }

    fn set(&mut self, flag: &'static Flag, value: String) -> Result<(), Refused> {
        let wrong = match flag.value {
            Value::Bool => number::boolean(&value).err(),
            Value::Number => number::int(&value, 0).err(),
            Value::Duration => number::duration_us(&value).err(),
            Value::Text | Value::List => None,
        };
        if let Some(wrong) = wrong {
            let letter = if flag.letter.is_empty() { String::new() } else { ["-", flag.letter, ", "].concat() };
            let parts =
                ["invalid argument ", &quoted(&value), " for \"", &letter, "--", flag.name, "\" flag: ", &wrong];
            return Err(refused(parts.concat(), Trouble::BadFlagValue { flag: flag.name, value }));
        }
        self.given.push((flag, value));
        Ok(())
    }

    /// The last value that was given.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.given.iter().rev().find(|(flag, _)| flag.name == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default()
    }

    pub fn is_on(&self, name: &str) -> bool {
        self.given(name).is_some_and(|value| number::boolean(value) == Ok(true))
    }

    pub fn number(&self, name: &str) -> i64 {
        self.given(name).and_then(|value| number::int(value, 0).ok()).unwrap_or(0)
    }

    pub fn duration_us(&self, name: &str) -> Option<u64> {
        self.given(name).and_then(|value| number::duration_us(value).ok())
    }

    /// `--endpoints`, from wherever it was given. An empty text is a list of none; between commas there may be an empty one.
    pub fn endpoints(&self) -> Vec<String> {
        let given = self.given.iter().filter(|(flag, value)| flag.name == "endpoints" && !value.is_empty());
        given.flat_map(|(_, value)| value.split(',')).map(|endpoint| endpoint.trim().to_owned()).collect()
    }

    pub fn asks_for_help(&self) -> bool {
        self.is_on(HELP_FLAG.name)
    }

    /// What the real tool looks at when it makes its client, before it asks anybody.
    ///
    /// # Errors
    /// An empty `--cert`, `--key` or `--cacert`, an unknown format, no endpoint at all.
    pub fn format(&self) -> Result<Format, Refused> {
        for name in ["cert", "key", "cacert"] {
            if self.given(name) == Some("") {
                let message = ["empty string is passed to --", name, " option"].concat();
                let why = Trouble::BadFlagValue { flag: name, value: String::new() };
                return Err(Refused::new(exit::BAD_ARGUMENTS, message, why));
            }
        }
        let format = match self.given("write-out").unwrap_or("simple") {
            "simple" => Format::Simple,
            "json" => Format::Json,
            "fields" => Format::Fields,
            "table" => Format::Table,
            "protobuf" => return Err(Refused::not_here("--write-out=protobuf", Instead::Command("--write-out=json"))),
            format => {
                let why = Trouble::UnknownFormat { format: format.to_owned() };
                return Err(Refused::new(exit::BAD_FEATURE, "unsupported output format", why));
            }
        };
        if self.given("endpoints").is_some() && self.endpoints().is_empty() {
            let message = "etcdclient: no available endpoints";
            return Err(Refused::new(exit::BAD_CONNECTION, message, Trouble::NoEndpoints));
        }
        Ok(format)
    }
}

fn refused(message: String, why: Trouble) -> Refused {
    Refused::new(exit::ERROR, message, why)
}
