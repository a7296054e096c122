//! JSON as Go's `encoding/json` makes it of etcd's structures: bytes in base 64, and mostly without what is empty.

use super::call::{Answer, Header, MemberLine};
use super::other::VERSION;
use super::text::{duration, escape};
use crate::base64;
use crate::etcd::{Event, KeyValue, Response};

/// `None` for what the real tool can't print like this.
pub fn print(header: &Header, answer: &Answer) -> Option<String> {
    let mut out = Json::default();
    match answer {
        Answer::LeaseGone { .. } => return Some(String::new()),
        Answer::MemberPromoted { .. } => return None,
        Answer::Health(lines) => out.list(lines, |out, line| {
            out.text("endpoint", &line.endpoint);
            out.always("health", &line.error.is_none());
            out.text("took", &duration(line.took_us));
            out.text("error", line.error.as_deref().unwrap_or_default());
        }),
        Answer::Statuses(lines, _) => out.list(lines, |out, line| {
            out.text("Endpoint", &line.endpoint);
            out.object("Status", |out| {
                out.header("header", &line.header);
                out.text("version", VERSION);
                out.number("dbSize", line.db_bytes);
                out.number("leader", line.leader);
                out.number("raftIndex", line.raft_index);
                out.number("raftTerm", line.header.raft_term);
                out.number("raftAppliedIndex", line.applied_index);
                out.texts("errors", &line.errors);
                out.number("dbSizeInUse", line.db_bytes);
                out.flag("isLearner", line.is_learner);
            });
        }),
        Answer::Hashes(lines, _) => out.list(lines, |out, line| {
            out.text("Endpoint", &line.endpoint);
            out.object("HashKV", |out| {
                out.header("header", &line.header);
                out.number("hash", u64::from(line.hash));
                out.signed("compact_revision", line.compacted);
            });
        }),
        _ => out.braces(|out| out.answer(header, answer)),
    }
    out.0.push('\n');
    Some(out.0)
}

#[derive(Default)]
struct Json(String);

impl Json {
    fn answer(&mut self, header: &Header, answer: &Answer) {
        match answer {
            Answer::Store(response) => self.response(header, response),
            Answer::Events(events) => self.watched(header, Some(events), None),
            // Such a watch has never been one.
            Answer::WatchCanceled { compacted: 0, .. } => self.watched(&Header::default(), None, Some(0)),
            Answer::WatchCanceled { compacted, .. } => {
                self.watched(&Header { revision: 0, ..*header }, Some(&[]), Some(*compacted));
            }
            Answer::LeaseGranted { id, ttl_s } => {
                self.header_fields(header);
                self.always("ID", id);
                self.always("TTL", ttl_s);
                self.always("Error", &"\"\"");
            }
            Answer::LeaseKeptAlive { id, ttl_s } => {
                self.header_fields(header);
                self.always("ID", id);
                self.always("TTL", ttl_s);
            }
            Answer::LeaseRevoked { .. } => self.header("header", header),
            Answer::LeaseTimeToLive { id, granted_s, remaining_s, keys } => {
                self.header_fields(header);
                self.always("id", id);
                self.always("ttl", remaining_s);
                self.always("granted-ttl", granted_s);
                if keys.is_empty() {
                    self.always("keys", &"null");
                } else {
                    self.key("keys");
                    self.array(keys, |out, key| out.string(&base64::encode(key.as_bytes())));
                }
            }
            Answer::Leases(ids) => {
                self.header_fields(header);
                self.key("leases");
                self.list(ids, |out, id| out.always("id", id));
            }
            Answer::Members(members) | Answer::MemberRemoved { members, .. } => {
                self.header("header", &Header { revision: 0, ..*header });
                self.members(members);
            }
            Answer::MemberAdded { member, members } => {
                self.header("header", &Header { revision: 0, ..*header });
                self.object("member", |out| out.member(member));
                self.members(members);
            }
            Answer::SnapshotStatus { hash, revision, total_keys, total_bytes } => {
                self.always("hash", hash);
                self.always("revision", revision);
                self.always("totalKey", total_keys);
                self.always("totalSize", total_bytes);
            }
            // The server gives no header to who moves a leader.
            _ => {}
        }
    }

    fn key(&mut self, name: &str) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
        ["\"", name, "\":"].iter().for_each(|part| self.0.push_str(part));
    }

    fn braces(&mut self, fill: impl FnOnce(&mut Self)) {
        self.0.push('{');
        fill(self);
        self.0.push('}');
    }

    fn object(&mut self, name: &str, fill: impl FnOnce(&mut Self)) {
        self.key(name);
        self.braces(fill);
    }

    fn array<T>(&mut self, items: &[T], mut fill: impl FnMut(&mut Self, &T)) {
        self.0.push('[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.0.push(',');
            }
            fill(self, item);
        }
        self.0.push(']');
    }

    /// Of objects.
    fn list<T>(&mut self, items: &[T], mut fill: impl FnMut(&mut Self, &T)) {
        self.array(items, |out, item| out.braces(|out| fill(out, item)));
    }

    fn always(&mut self, name: &str, value: &dyn ToString) {
        self.key(name);
        self.0.push_str(&value.to_string());
    }

    fn number(&mut self, name: &str, value: u64) {
        if value != 0 {
            self.always(name, &value);
        }
    }

    fn signed(&mut self, name: &str, value: i64) {
        if value != 0 {
            self.always(name, &value);
        }
    }

    fn flag(&mut self, name: &str, value: bool) {
        if value {
            self.always(name, &value);
        }
    }

    fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.key(name);
            self.string(value);
        }
    }

    fn bytes(&mut self, name: &str, value: &str) {
        self.text(name, &base64::encode(value.as_bytes()));
    }

    fn texts(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.key(name);
            self.array(values, |out, value| out.string(value));
        }
    }

    fn string(&mut self, value: &str) {
        self.0.push('"');
        for char in value.chars() {
            match char {
                '"' | '\\' => self.0.extend(['\\', char]),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                // Go keeps JSON fit for a web page.
                '\0'..' ' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escape(&mut self.0, "\\u", char, 4),
                _ => self.0.push(char),
            }
        }
        self.0.push('"');
    }

    fn header(&mut self, name: &str, header: &Header) {
        self.object(name, |out| out.header_fields(header));
    }

    fn header_fields(&mut self, header: &Header) {
        self.number("cluster_id", header.cluster_id);
        self.number("member_id", header.member_id);
        self.number("revision", header.revision);
        self.number("raft_term", header.raft_term);
    }

    fn pair(&mut self, kv: &KeyValue) {
        self.bytes("key", &kv.key);
        self.number("create_revision", kv.create_revision);
        self.number("mod_revision", kv.mod_revision);
        self.number("version", kv.version);
        self.bytes("value", &kv.value);
        self.signed("lease", kv.lease);
    }

    fn pairs(&mut self, name: &str, kvs: &[std::rc::Rc<KeyValue>]) {
        if !kvs.is_empty() {
            self.key(name);
            self.list(kvs, |out, kv| out.pair(kv));
        }
    }

    fn response(&mut self, header: &Header, response: &Response) {
        self.header("header", header);
        match response {
            Response::Range(range) => {
                self.pairs("kvs", &range.kvs);
                self.flag("more", range.more);
                self.number("count", range.count);
            }
            Response::Put { prev_kv } => prev_kv.iter().for_each(|kv| self.object("prev_kv", |out| out.pair(kv))),
            Response::Delete { deleted, prev_kvs } => {
                self.number("deleted", *deleted);
                self.pairs("prev_kvs", prev_kvs);
            }
            Response::Txn { succeeded, responses } => {
                self.flag("succeeded", *succeeded);
                if !responses.is_empty() {
                    let within = Header { revision: header.revision, ..Header::default() };
                    self.key("responses");
                    self.list(responses, |out, response| {
                        out.object("Response", |out| {
                            out.object(kind(response), |out| out.response(&within, response));
                        });
                    });
                }
            }
            Response::Answer(_) | Response::Done | Response::Revoked { .. } => {}
        }
    }

    /// `canceled`: at which compaction.
    fn watched(&mut self, header: &Header, events: Option<&[Event]>, canceled: Option<i64>) {
        self.header("Header", header);
        match events {
            None => self.always("Events", &"null"),
            Some(events) => {
                self.key("Events");
                self.list(events, |out, event| {
                    if event.kv.is_tombstone() {
                        out.always("type", &1);
                    }
                    out.object("kv", |out| out.pair(&event.kv));
                    event.prev_kv.iter().for_each(|kv| out.object("prev_kv", |out| out.pair(kv)));
                });
            }
        }
        self.always("CompactRevision", &canceled.unwrap_or(0));
        self.always("Canceled", &canceled.is_some());
        self.always("Created", &false);
    }

    fn members(&mut self, members: &[MemberLine]) {
        if !members.is_empty() {
            self.key("members");
            self.list(members, |out, member| out.member(member));
        }
    }

    fn member(&mut self, member: &MemberLine) {
        self.number("ID", member.id);
        self.text("name", &member.name);
        self.texts("peerURLs", &member.peer_urls);
        self.texts("clientURLs", &member.client_urls);
        self.flag("isLearner", member.is_learner);
    }
}

fn kind(response: &Response) -> &'static str {
    match response {
        Response::Range(_) => "ResponseRange",
        Response::Put { .. } => "ResponsePut",
        Response::Delete { .. } => "ResponseDeleteRange",
        _ => "ResponseTxn",
    }
}
