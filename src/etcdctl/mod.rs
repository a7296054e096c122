//! stub until merged
pub mod call;
mod trouble;
mod words;
use call::*;
use serde::Serialize;
pub use trouble::Trouble;
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CommandOutput {
    pub stdout: String,
    pub stderr: String,
    pub exit: i32,
}
impl CommandOutput {
    pub fn of(stdout: String) -> Self {
        Self { stdout, ..Self::default() }
    }
    pub fn error(message: &str) -> Self {
        Self { stdout: String::new(), stderr: format!("Error: {message}\n"), exit: 1 }
    }
}
pub fn parse(line: &str, _stdin: &str) -> Result<Invocation, CommandOutput> {
    let words = words::split(line).map_err(|why| CommandOutput::error(&why.to_string()))?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    use crate::etcd::{DeleteRequest, KeyRange, PutRequest, RangeRequest};
    let command = match words[..] {
        ["put", k, v] => Command::Put(PutRequest::new(k, v)),
        ["get", k] => Command::Get { request: RangeRequest::new(KeyRange::single(k)), serializable: false },
        ["get", k, "--prefix"] | ["get", "--prefix", k] => {
            Command::Get { request: RangeRequest::new(KeyRange::prefix(k)), serializable: false }
        }
        ["del", k] => Command::Delete(DeleteRequest::new(KeyRange::single(k))),
        ["watch", k, "--prefix"] => {
            Command::Watch(vec![Watch { range: KeyRange::prefix(k), revision: 0, prev_kv: false }])
        }
        ["watch", k] => Command::Watch(vec![Watch { range: KeyRange::single(k), revision: 0, prev_kv: false }]),
        ["version"] => Command::Say("etcdctl version: 3.4.23\nAPI version: 3.4\n".to_owned()),
        ["snapshot", "save", f] => Command::SnapshotSave { file: f.to_owned() },
        ["snapshot", "restore", f, d] => {
            Command::SnapshotRestore { file: f.to_owned(), data_dir: d.trim_start_matches("--data-dir=").to_owned() }
        }
        ["lease", "grant", n] => Command::LeaseGrant { ttl_s: n.parse().unwrap_or(0) },
        _ => return Err(CommandOutput::error("unknown")),
    };
    Ok(Invocation { command, style: Style::default(), endpoints: vec![], timeout_us: 5_000_000 })
}
pub fn failure(_c: &Command, error: &str) -> CommandOutput {
    CommandOutput::error(error)
}
pub fn print(_style: &Style, _header: &Header, answer: &Answer) -> String {
    match answer {
        Answer::Store(crate::etcd::Response::Range(found)) => {
            found.kvs.iter().map(|kv| format!("{}\n{}\n", kv.key, kv.value)).collect()
        }
        Answer::Store(crate::etcd::Response::Put { .. }) => "OK\n".to_owned(),
        Answer::WatchCreated => String::new(),
        answer => format!("{answer:?}\n"),
    }
}
pub mod base64 {
    pub fn decode(text: &str) -> Option<Vec<u8>> {
        let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
        for byte in text.trim_end_matches('=').bytes() {
            let value =
                b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|b| *b == byte)?;
            (bits, count) = ((bits << 6) | value as u32, count + 6);
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count) as u8);
                bits &= (1 << count) - 1;
            }
        }
        Some(bytes)
    }
}

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
pub fn complete(line: &str, keys: &dyn Fn(&str) -> Vec<String>) -> Completion {
    let from = line.rfind(' ').map_or(0, |at| at + 1);
    let word = &line[from..];
    let known = ["del", "get", "lease", "put", "snapshot", "txn", "version", "watch"];
    let words = match line[..from].trim() {
        "" | "etcdctl" => known.iter().filter(|name| name.starts_with(word)).map(|name| (*name).to_owned()).collect(),
        _ => keys(word),
    };
    Completion { from, words }
}
