//! stub until merged
pub mod call;
mod words;
use call::*;
use serde::Serialize;
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
        ["lease", "grant", n] => Command::LeaseGrant { ttl_s: n.parse().unwrap_or(0) },
        _ => return Err(CommandOutput::error("unknown")),
    };
    Ok(Invocation { command, style: Style::default(), endpoints: vec![], timeout_us: 5_000_000 })
}
pub fn failure(_c: &Command, error: &str) -> CommandOutput {
    CommandOutput::error(error)
}
pub fn print(_style: &Style, _header: &Header, answer: &Answer) -> String {
    format!("{answer:?}\n")
}
pub mod base64 {
    pub fn decode(_: &str) -> Option<Vec<u8>> {
        None
    }
}
