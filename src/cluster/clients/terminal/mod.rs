//! A command line as a client: its letters go out to members, and what comes back is printed.

mod endpoints;
mod lasting;
mod members;
mod photos;
mod waiting;

use std::rc::Rc;

use super::DEADLINE_EXCEEDED;
use super::presence::lease_id;
use crate::cluster::api::{ClientAnswer, ClientError, ClientRequest, Told, WatchCall};
use crate::cluster::change::Change;
use crate::cluster::post::PostOffice;
use crate::cluster::{EtcdctlCall, MEMBERS_MAX, MemberId, Outcome, etcd_id};
use crate::etcd;
use crate::etcdctl::call::{Answer, Command, Header, Invocation, Watch};
use crate::etcdctl::{self, CommandOutput};
use crate::sim::Kernel;

/// etcd grants no shorter lease (`minTTL` for its usual election timeout).
const LEASE_TTL_MIN_S: i64 = 2;

/// Starts the command; its output lies on the desk once it is done. `is_open`: its input goes on behind `stdin`. Returns
/// its operation.
pub fn run_command(post: &Rc<PostOffice>, call: &EtcdctlCall, endpoint: MemberId, is_open: bool) -> u64 {
    let client: Rc<str> = call.client.as_str().into();
    let invocation = etcdctl::parse(&call.line, &call.stdin);
    let asked = |op| invocation.as_ref().ok().and_then(|invocation| request_of(post, op, &invocation.command));
    let op = post.desk.invoke(post, &client, &call.line, asked);
    match invocation {
        Ok(invocation) => {
            let run = Run { post: post.clone(), client, op, endpoint, invocation };
            if is_open && matches!(run.invocation.command, Command::Interactive { .. }) {
                post.kernel.spawn_in(Kernel::ROOT, Rc::new(run).converse(call.stdin.clone()));
            } else {
                post.kernel.spawn_in(Kernel::ROOT, run.run());
            }
        }
        Err(refused) => {
            post.desk.ended(post, op, Outcome::Error, &refused.output.stderr);
            post.desk.done(op, refused.output);
        }
    }
    op
}

/// One command while it runs.
struct Run {
    post: Rc<PostOffice>,
    client: Rc<str>,
    op: u64,
    /// The member that the terminal is connected to.
    endpoint: MemberId,
    invocation: Invocation,
}

/// Why a command came to nothing.
enum Failed {
    /// A member said no.
    Told(ClientError),
    /// Nobody answered in time.
    Silence,
    /// The time was over before anybody was asked.
    Unsent,
    /// Somebody stopped it while it waited.
    Stopped,
    /// It did not get as far as asking anybody.
    Here(String),
}

/// Who says an answer.
pub fn header(member: MemberId, revision: u64, raft_term: u64) -> Header {
    Header { cluster_id: etcd_id(0), member_id: etcd_id(member), revision, raft_term }
}

/// The member that etcd would number like this; one that nobody is, if there is none.
fn member_of(etcd: u64) -> MemberId {
    (1..=MEMBERS_MAX).find(|member| etcd_id(*member) == etcd).unwrap_or(MEMBERS_MAX + 1)
}

impl Run {
    async fn run(self) {
        let command = self.invocation.command.clone();
        let outcome = match &command {
            Command::Say(text) => {
                let output = CommandOutput { stdout: text.clone(), ..CommandOutput::default() };
                return self.end(Outcome::Ok, output);
            }
            Command::Watch(watch) => return self.watch(watch).await,
            Command::Interactive { said, end } => return self.interact(said, end),
            Command::LeaseKeepAlive { id, once: false } => return self.keep_alive(*id).await,
            Command::SnapshotSave { file } => self.save(file).await,
            Command::SnapshotStatus { file } => self.photo_status(file),
            Command::SnapshotRestore { file, data_dir, name, initial_cluster } => {
                self.restore(file, data_dir, name, initial_cluster)
            }
            Command::MemberAdd { name, peer_urls, learner, .. } => self.add_member(name, peer_urls, *learner).await,
            Command::MemberRemove { id } => self.remove_member(*id).await,
            Command::MemberList => self.list_members().await,
            Command::MoveLeader { to } => self.move_leader(*to).await,
            Command::EndpointStatus { cluster } => return self.statuses(*cluster).await,
            Command::EndpointHealth { cluster } => return self.health(*cluster).await,
            Command::EndpointHashKv { cluster, revision } => return self.hashes(*cluster, *revision).await,
            command => match request_of(&self.post, self.op, command) {
                Some(request) => return self.ask_once(request).await,
                None => unreachable!("every other command is one request"),
            },
        };
        self.finish(outcome);
    }

    /// A command that is one request and its answer.
    async fn ask_once(self, request: ClientRequest) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        match self.ask(to, request).await {
            Ok(told) => {
                self.post.desk.returned(&self.post, self.op, Some(&told.response));
                let output = match &told.response {
                    Ok(answer) => self.print(&told, answer),
                    Err(error) => self.failure(&error.to_string()),
                };
                self.post.desk.done(self.op, output);
            }
            Err(Failed::Silence) => {
                self.post.desk.returned(&self.post, self.op, None);
                self.post.desk.done(self.op, self.failure(DEADLINE_EXCEEDED));
            }
            Err(failed) => self.finish(Err(failed)),
        }
    }

    /// What the tool prints of an error.
    fn failure(&self, error: &str) -> CommandOutput {
        etcdctl::failure(&self.invocation, error).output
    }

    fn print(&self, told: &Told, answer: &ClientAnswer) -> CommandOutput {
        let revision = match answer {
            ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply) => reply.revision,
            _ => told.revision,
        };
        let header = header(told.member, revision, told.term);
        match answer_of(&self.invocation.command, self.op, &self.post, answer) {
            Ok(answer) => self.text(&header, &answer),
            Err(error) => self.failure(&error.to_string()),
        }
    }

    /// What the tool prints of an answer.
    fn text(&self, header: &Header, answer: &Answer) -> CommandOutput {
        etcdctl::print(&self.invocation, header, answer).unwrap_or_else(|refused| refused.output)
    }

    /// A command that is no single request is over.
    fn finish(&self, outcome: Result<CommandOutput, Failed>) {
        let (outcome, output) = match outcome {
            Ok(output) => (Outcome::Ok, output),
            Err(Failed::Silence) => (Outcome::Unknown, self.failure(DEADLINE_EXCEEDED)),
            Err(Failed::Stopped) => {
                self.post.desk.ended(&self.post, self.op, Outcome::Unknown, "stopped");
                return self.post.desk.done(self.op, CommandOutput::default());
            }
            Err(Failed::Unsent | Failed::Told(ClientError::Denied)) => {
                (Outcome::Error, self.failure(DEADLINE_EXCEEDED))
            }
            Err(Failed::Told(ClientError::Unknown)) => {
                (Outcome::Unknown, self.failure(&ClientError::Unknown.to_string()))
            }
            Err(Failed::Told(error)) => (Outcome::Error, self.failure(&error.to_string())),
            Err(Failed::Here(error)) => (Outcome::Error, self.failure(&error)),
        };
        self.end(outcome, output);
    }

    fn end(&self, outcome: Outcome, output: CommandOutput) {
        let text = if output.stderr.is_empty() { "ok" } else { &output.stderr };
        self.post.desk.ended(&self.post, self.op, outcome, text);
        self.post.desk.done(self.op, output);
    }
}

/// The one request that a command comes to, if it is one.
fn request_of(post: &PostOffice, op: u64, command: &Command) -> Option<ClientRequest> {
    let write = |command| Some(ClientRequest::Write { op, command: Rc::new(command) });
    let read = |request, serializable| Some(ClientRequest::Read { request: Rc::new(request), serializable });
    match command.clone() {
        Command::Get { request, serializable } => read(etcd::Request::Range(request), serializable),
        Command::Put(put) => write(etcd::Command::Request(etcd::Request::Put(put))),
        Command::Delete(delete) => write(etcd::Command::Request(etcd::Request::Delete(delete))),
        Command::Txn(txn) => {
            let request = etcd::Request::Txn(txn);
            if request.only_reads() { read(request, false) } else { write(etcd::Command::Request(request)) }
        }
        Command::Compact { revision } => write(etcd::Command::Compact { revision }),
        Command::LeaseGrant { ttl_s } => {
            write(etcd::Command::LeaseGrant { id: lease_id(post, op), ttl_s: ttl_s.max(LEASE_TTL_MIN_S) })
        }
        Command::LeaseRevoke { id } => write(etcd::Command::LeaseRevoke { id }),
        Command::LeaseTimeToLive { id, .. } => Some(ClientRequest::LeaseTimeToLive { id }),
        Command::LeaseKeepAlive { id, .. } => Some(ClientRequest::LeaseKeepAlive { id }),
        Command::LeaseList => Some(ClientRequest::Leases),
        Command::Watch(watch) => Some(watch_request(&watch)),
        Command::MemberPromote { id } => {
            Some(ClientRequest::Change { change: Change::Promote(member_of(id)), claimed: Rc::default() })
        }
        _ => None,
    }
}

fn watch_request(watch: &Watch) -> ClientRequest {
    let (range, prev_kv, stream) = (watch.range.clone(), watch.prev_kv, Rc::default());
    ClientRequest::Watch(Rc::new(WatchCall { range, revision: watch.revision, prev_kv, stream }))
}

/// What a member's answer says, as it is printed.
fn answer_of(command: &Command, op: u64, post: &PostOffice, answer: &ClientAnswer) -> Result<Answer, etcd::Error> {
    Ok(match (command, answer) {
        (Command::Compact { revision }, _) => Answer::Compacted { revision: *revision },
        (Command::LeaseGrant { ttl_s }, _) => {
            Answer::LeaseGranted { id: lease_id(post, op), ttl_s: (*ttl_s).max(LEASE_TTL_MIN_S) }
        }
        (Command::LeaseRevoke { id }, _) => Answer::LeaseRevoked { id: *id },
        (Command::LeaseTimeToLive { id, keys: wanted }, ClientAnswer::Lease { granted_s, remaining_s, keys }) => {
            let keys = keys.iter().filter(|_| *wanted).map(|key| key.to_string()).collect();
            Answer::LeaseTimeToLive { id: *id, granted_s: *granted_s, remaining_s: *remaining_s, keys }
        }
        (Command::LeaseKeepAlive { .. }, ClientAnswer::Lease { remaining_s: ..0, .. }) => {
            return Err(etcd::Error::LeaseNotFound);
        }
        (Command::LeaseKeepAlive { id, .. }, ClientAnswer::Lease { granted_s, .. }) => {
            Answer::LeaseKeptAlive { id: *id, ttl_s: *granted_s }
        }
        (_, ClientAnswer::Leases(leases)) => Answer::Leases(leases.to_vec()),
        (Command::MemberPromote { id }, _) => Answer::MemberPromoted { id: *id },
        (_, ClientAnswer::Written { reply, .. } | ClientAnswer::Read(reply)) => Answer::Store(reply.response.clone()),
        _ => Answer::WatchCreated,
    })
}
