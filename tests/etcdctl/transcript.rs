//! Recorded sessions of the real etcdctl, and whether another's output is theirs.

use std::collections::BTreeMap;
use std::path::Path;

use quorum::etcdctl::CommandOutput;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Transcript {
    pub name: String,
    /// How many members it holds for, if it speaks of members or leaders; else it holds for any cluster.
    pub members: Option<u8>,
    pub steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A command line; one that ends in ` &` is a watch that runs until the session ends.
    pub cmd: Option<String>,
    /// The number of the watch that is looked at, from 1 on.
    pub end_of_watch: Option<usize>,
    #[serde(default)]
    pub stdin: String,
    #[serde(default)]
    pub stdout: String,
    #[serde(default)]
    pub stderr: String,
    #[serde(default)]
    pub exit: i32,
}

/// Something that etcdctl's command lines can be given to.
pub trait Etcdctl {
    /// Carries a command line out.
    fn run(&mut self, line: &str, stdin: &str) -> CommandOutput;
    /// Begins a watch that goes on while other commands run.
    ///
    /// # Errors
    /// Why it can't begin.
    fn watch(&mut self, line: &str) -> Result<(), String>;
    /// All that the watch of this number printed, from 1 on.
    fn end_of_watch(&mut self, number: usize) -> CommandOutput;
}

impl Transcript {
    /// # Errors
    /// If it can't be read, or is none.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// # Errors
    /// The first step that came out differently, and how.
    pub fn play(&self, etcdctl: &mut dyn Etcdctl) -> Result<(), String> {
        let mut names = Names::default();
        for (number, step) in self.steps.iter().enumerate() {
            let (what, output) = match (&step.cmd, step.end_of_watch) {
                (Some(cmd), _) if cmd.ends_with(" &") => {
                    let begun = etcdctl.watch(&names.fill(cmd.trim_end_matches(" &")));
                    begun.map_err(|why| format!("{}, step {}: {cmd}\n{why}", self.name, number + 1))?;
                    continue;
                }
                (Some(cmd), _) => (cmd.clone(), etcdctl.run(&names.fill(cmd), &names.fill(&step.stdin))),
                (None, Some(watch)) => {
                    // How the killed watch ended was not recorded.
                    let output = etcdctl.end_of_watch(watch);
                    (format!("end of watch {watch}"), CommandOutput { exit: step.exit, ..output })
                }
                (None, None) => return Err(format!("step {}: neither a command nor a watch", number + 1)),
            };
            let is_same = names.matches(&step.stdout, &output.stdout)
                && names.matches_error(step.stderr.trim_end(), output.stderr.trim_end())
                && step.exit == output.exit;
            if !is_same {
                let expected = (&step.stdout, &step.stderr, step.exit);
                let found = (&output.stdout, &output.stderr, output.exit);
                return Err(format!(
                    "{}, step {}: {what}\nexpected {expected:?}\nfound    {found:?}",
                    self.name,
                    number + 1
                ));
            }
        }
        Ok(())
    }
}

/// What the names in a transcript stand for: `$LEASE1`, and `$LEASE1_DEC` for the same in decimal.
#[derive(Default)]
pub struct Names(BTreeMap<String, String>);

impl Names {
    pub fn fill(&self, text: &str) -> String {
        // Longer names first: `$LEASE1` begins `$LEASE12` and `$LEASE1_DEC`.
        let mut names: Vec<(&String, &String)> = self.0.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name.as_str(), value))
    }

    /// Of what stands beside an `Error:` line, not everything was recorded.
    fn matches_error(&mut self, pattern: &str, text: &str) -> bool {
        let mut errors = text.lines().filter(|line| line.starts_with("Error: "));
        self.matches(pattern, text) || errors.next_back().is_some_and(|error| self.matches(pattern, error))
    }

    /// Whether a text is as a pattern says, in which `*` is anything within a line and `*usage*` any help text. A lease
    /// that is named for the first time gets its name.
    pub fn matches(&mut self, pattern: &str, text: &str) -> bool {
        if pattern == "*usage*" {
            return text.starts_with("NAME:\n") && text.contains("\nUSAGE:\n");
        }
        let pattern = self.fill(pattern);
        match pattern.find("$LEASE") {
            None => is_like(&pattern, text),
            Some(at) => {
                let digits = pattern[at + 6..].bytes().take_while(u8::is_ascii_digit).count();
                let name = pattern[at..at + 6 + digits].to_owned();
                let is_decimal = pattern[at + name.len()..].starts_with("_DEC");
                // All that stands before may be of any length: every id that the text has is tried.
                ids(text, is_decimal).any(|id| {
                    let kept = self.0.clone();
                    self.0.insert(name.clone(), format!("{id:016x}"));
                    self.0.insert(format!("{name}_DEC"), id.to_string());
                    let is_same = self.matches(&pattern, text);
                    if !is_same {
                        self.0 = kept;
                    }
                    is_same
                })
            }
        }
    }
}

fn ids(text: &str, is_decimal: bool) -> impl Iterator<Item = u64> {
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    words.filter_map(move |word| match is_decimal {
        true => word.parse().ok(),
        false => u64::from_str_radix(word, 16).ok().filter(|_| word.len() == 16),
    })
}

fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        // The shortest that will do is right here: what follows a `*` is never within what it stands for.
        match rest.find(part) {
            Some(at) if at > 0 && !rest[..at].contains('\n') => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    rest.strip_suffix(last).is_some_and(|value| !value.is_empty() && !value.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_something_within_a_line() {
        assert!(is_like("a(*), b *\n", "a(12s), b x y\n"));
        assert!(!is_like("a(*)\n", "a()\n"));
        assert!(!is_like("a(*)\n", "a(1\n2)\n"));
        assert!(!is_like("a(*)\n", "a(1)\nb\n"));
        assert!(!is_like("a", "ab"));
    }

    #[test]
    fn leases_get_their_names_once() {
        let mut names = Names::default();
        assert!(names.matches("lease $LEASE1 granted *", "lease 00000000000000ff granted now"));
        assert!(names.matches("\"Lease\" : $LEASE1_DEC", "\"Lease\" : 255"));
        assert!(!names.matches("lease $LEASE1", "lease 00000000000000fe"));
        assert_eq!(names.fill("put a b --lease=$LEASE1"), "put a b --lease=00000000000000ff");
    }
}
