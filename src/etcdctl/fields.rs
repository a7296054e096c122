//! One field a line: `"Revision" : 6`.

use super::call::{Answer, Header, MemberLine};
use super::other::VERSION;
use super::text::{duration, quoted};
use crate::etcd::{KeyValue, Response};

/// `None` for what the real tool doesn't print like this.
pub fn print(header: &Header, answer: &Answer) -> Option<String> {
    let mut out = Fields::default();
    match answer {
        Answer::Store(response) => out.store(header, response),
        Answer::Events(events) => {
            out.header(header);
            for event in events {
                out.plain("Type", if event.kv.is_tombstone() { "DELETE" } else { "PUT" });
                event.prev_kv.iter().for_each(|kv| out.pair("Prev", kv));
                out.pair("", &event.kv);
            }
        }
        Answer::LeaseRevoked { .. } => out.header(header),
        Answer::WatchCanceled { compacted: 0, .. } => out.header(&Header::default()),
        Answer::WatchCanceled { .. } => out.header(&Header { revision: 0, ..*header }),
        Answer::LeaseGranted { id, ttl_s } | Answer::LeaseKeptAlive { id, ttl_s } => {
            out.header(header);
            out.number("ID", id);
            out.number("TTL", ttl_s);
        }
        Answer::LeaseGone { .. } => {}
        Answer::LeaseTimeToLive { id, granted_s, remaining_s, keys } => {
            out.header(header);
            out.number("ID", id);
            out.number("TTL", remaining_s);
            out.number("GrantedTTL", granted_s);
            keys.iter().for_each(|key| out.text("Key", key));
        }
        Answer::Leases(ids) => {
            out.header(header);
            ids.iter().for_each(|id| out.number("ID", id));
        }
        Answer::Members(members) => {
            out.header(&Header { revision: 0, ..*header });
            members.iter().for_each(|member| out.member(member));
        }
        Answer::Health(lines) => {
            for line in lines {
                out.text("Endpoint", &line.endpoint);
                out.number("Health", &line.error.is_none());
                out.plain("Took", &duration(line.took_us));
                out.plain("Error", line.error.as_deref().unwrap_or_default());
                out.end();
            }
        }
        Answer::Statuses(lines, _) => {
            for line in lines {
                out.header(&line.header);
                out.text("Version", VERSION);
                out.number("DBSize", &line.db_bytes);
                out.number("Leader", &line.leader);
                out.number("IsLearner", &line.is_learner);
                out.number("RaftIndex", &line.raft_index);
                out.number("RaftTerm", &line.header.raft_term);
                out.number("RaftAppliedIndex", &line.applied_index);
                out.plain("Errors", &["[", &line.errors.join(" "), "]"].concat());
                out.text("Endpoint", &line.endpoint);
                out.end();
            }
        }
        Answer::Hashes(lines, _) => {
            for line in lines {
                out.header(&line.header);
                out.text("Endpoint", &line.endpoint);
                out.number("Hash", &line.hash);
                out.end();
            }
        }
        Answer::SnapshotStatus { hash, revision, total_keys, total_bytes } => {
            out.number("Hash", hash);
            out.number("Revision", revision);
            out.number("Keys", total_keys);
            out.number("Size", total_bytes);
        }
        _ => return None,
    }
    Some(out.0)
}

#[derive(Default)]
struct Fields(String);

impl Fields {
    /// As it is.
    fn plain(&mut self, name: &str, value: &str) {
        self.prefixed("", name, value);
    }

    fn prefixed(&mut self, prefix: &str, name: &str, value: &str) {
        ["\"", prefix, name, "\" : ", value, "\n"].iter().for_each(|part| self.0.push_str(part));
    }

    fn number(&mut self, name: &str, value: &dyn ToString) {
        self.plain(name, &value.to_string());
    }

    fn text(&mut self, name: &str, value: &str) {
        self.plain(name, &quoted(value));
    }

    fn end(&mut self) {
        self.0.push('\n');
    }

    fn header(&mut self, header: &Header) {
        self.number("ClusterID", &header.cluster_id);
        self.number("MemberID", &header.member_id);
        self.number("Revision", &header.revision);
        self.number("RaftTerm", &header.raft_term);
    }

    fn pair(&mut self, prefix: &str, kv: &KeyValue) {
        self.prefixed(prefix, "Key", &quoted(&kv.key));
        let mut number = |name, value: &dyn ToString| self.prefixed(prefix, name, &value.to_string());
        number("CreateRevision", &kv.create_revision);
        number("ModRevision", &kv.mod_revision);
        number("Version", &kv.version);
        self.prefixed(prefix, "Value", &quoted(&kv.value));
        self.prefixed(prefix, "Lease", &kv.lease.to_string());
    }

    fn store(&mut self, header: &Header, response: &Response) {
        self.header(header);
        match response {
            Response::Range(range) => {
                range.kvs.iter().for_each(|kv| self.pair("", kv));
                self.number("More", &range.more);
                self.number("Count", &range.count);
            }
            Response::Put { prev_kv } => prev_kv.iter().for_each(|kv| self.pair("Prev", kv)),
            Response::Delete { deleted, prev_kvs } => {
                self.number("Deleted", deleted);
                prev_kvs.iter().for_each(|kv| self.pair("Prev", kv));
            }
            Response::Txn { succeeded, responses } => {
                self.number("Succeeded", succeeded);
                let within = Header { revision: header.revision, ..Header::default() };
                responses.iter().for_each(|response| self.store(&within, response));
            }
            Response::Answer(_) | Response::Done | Response::Revoked { .. } => {}
        }
    }

    fn member(&mut self, member: &MemberLine) {
        self.number("ID", &member.id);
        self.text("Name", &member.name);
        member.peer_urls.iter().for_each(|url| self.text("PeerURL", url));
        member.client_urls.iter().for_each(|url| self.text("ClientURL", url));
        self.number("IsLearner", &member.is_learner);
        self.end();
    }
}
