//! What the leader has noted in its log and not committed yet, by the keys that it is about.

use crate::cluster::{Frame, Role};
use crate::etcd::{Command, KeyRange, Op, Request};

/// Changes that do not count yet. A transaction's are those that it makes if its comparisons hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// Keys that would be put, in the order of the log.
    pub puts: Vec<String>,
    /// What would be deleted.
    pub deletions: Vec<KeyRange>,
}

impl Pending {
    /// Of the leader with the greatest term that is at home; nothing without one.
    pub fn of(frame: &Frame) -> Pending {
        let leaders = frame.members.iter().filter(|member| member.up && member.role == Role::Leader);
        let Some(leader) = leaders.max_by_key(|member| member.term) else { return Pending::default() };
        let mut pending = Pending::default();
        let waiting = leader.log.entries.iter().filter(|entry| Some(entry.index) > leader.commit);
        for command in waiting.filter_map(|entry| entry.command.as_deref()) {
            pending.note(command);
        }
        pending
    }

    fn note(&mut self, command: &Command) {
        match command {
            Command::Txn(txn) => {
                for op in &txn.then {
                    match op {
                        Op::Put { key, .. } => self.puts.push(key.clone()),
                        Op::Delete(range) => self.deletions.push(range.clone()),
                    }
                }
            }
            Command::Request(request) => self.ask(request),
            Command::Compact { .. } | Command::LeaseGrant { .. } | Command::LeaseRevoke { .. } => {}
        }
    }

    fn ask(&mut self, request: &Request) {
        match request {
            Request::Put(put) => self.puts.push(put.key.clone()),
            Request::Delete(delete) => self.deletions.push(delete.range.clone()),
            Request::Txn(txn) => txn.then.iter().for_each(|request| self.ask(request)),
            Request::Range(_) => {}
        }
    }

    pub fn deletes(&self, key: &str) -> bool {
        self.deletions.iter().any(|range| range.contains(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::etcd::{DeleteRequest, PutRequest, Txn, TxnRequest};

    #[test]
    fn every_kind_of_change_names_its_keys() {
        let mut pending = Pending::default();
        let put = |key: &str| Request::Put(PutRequest { key: key.into(), ..PutRequest::default() });
        let delete = Request::Delete(DeleteRequest { range: KeyRange::prefix("/p/"), prev_kv: false });
        let txn = TxnRequest { then: vec![put("c"), delete], otherwise: vec![put("never")], ..TxnRequest::default() };
        for command in [
            Command::Txn(Txn::put("a", "1")),
            Command::Request(put("b")),
            Command::Request(Request::Txn(txn)),
            Command::LeaseGrant { id: 1, ttl_s: 2 },
        ] {
            pending.note(&command);
        }
        assert_eq!(pending.puts, ["a", "b", "c"]);
        assert!(pending.deletes("/p/1") && !pending.deletes("/q"));
    }
}
