//! One member that needs nobody: etcdctl's commands, carried out on a store at once.

use std::collections::BTreeMap;

use quorum::etcd::{
    Command as StoreCommand, Error, Event, FIRST_REVISION, LeaseId, RangeEnd, Request, Response, Store,
};
use quorum::etcdctl::call::{
    Answer, Command, HashLine, Header, HealthLine, Invocation, MemberLine, StatusLine, Unanswered, Watch,
};
use quorum::etcdctl::{self, CommandOutput};

use crate::transcript::Etcdctl;

const ENDPOINT: &str = "127.0.0.1:2379";
/// What etcd's one member called `default` has for ids.
const CLUSTER: u64 = 0xcdf8_1819_4e3a_8c32;
const ME: u64 = 0x8e9e_05c5_2164_694d;

pub struct Alone {
    store: Store,
    leases: LeaseId,
    members: Vec<MemberLine>,
    files: BTreeMap<String, Vec<u8>>,
    watches: Vec<Watching>,
}

/// A watch in the background.
struct Watching {
    invocation: Invocation,
    watch: Option<Watch>,
    /// What it is told of next. Less than 0 as it was asked for.
    next: i64,
    printed: CommandOutput,
}

impl Default for Alone {
    fn default() -> Self {
        let me = MemberLine {
            id: ME,
            name: "default".into(),
            peer_urls: vec!["http://localhost:2380".into()],
            client_urls: vec!["http://localhost:2379".into()],
            is_learner: false,
        };
        Self {
            store: Store::default(),
            leases: 0x694d_0000_0000_0000,
            members: vec![me],
            files: BTreeMap::new(),
            watches: Vec::new(),
        }
    }
}

impl Etcdctl for Alone {
    fn run(&mut self, line: &str, stdin: &str) -> CommandOutput {
        let output = self.carry_out(line, stdin);
        self.tell_watches();
        output
    }

    fn watch(&mut self, line: &str) -> Result<(), String> {
        let invocation = etcdctl::parse(line, "").map_err(|refused| refused.output.stderr)?;
        let Command::Watch(watch) = invocation.command.clone() else { return Err("it is no watch".to_owned()) };
        let next = if watch.revision == 0 { self.store.revision() as i64 + 1 } else { watch.revision };
        let printed = CommandOutput::default();
        self.watches.push(Watching { invocation, watch: Some(watch), next, printed });
        self.tell_watches();
        Ok(())
    }

    fn end_of_watch(&mut self, number: usize) -> CommandOutput {
        self.watches[number - 1].printed.clone()
    }
}

impl Alone {
    fn header(&self) -> Header {
        Header { cluster_id: CLUSTER, member_id: ME, revision: self.store.revision(), raft_term: 2 }
    }

    fn carry_out(&mut self, line: &str, stdin: &str) -> CommandOutput {
        let invocation = match etcdctl::parse(line, stdin) {
            Ok(invocation) => invocation,
            Err(refused) => return refused.output,
        };
        if let Command::Say(text) = invocation.command {
            return CommandOutput { stdout: text, ..CommandOutput::default() };
        }
        if let Command::Interactive { said, end } = &invocation.command {
            let stderr = [said.as_str(), &end.output.stderr].concat();
            return CommandOutput { stderr, ..end.output.clone() };
        }
        if let Command::Watch(watch) = &invocation.command {
            return self.watch_to_its_end(&invocation, watch);
        }
        match self.answer(&invocation.command) {
            Ok(answer) => shown(&invocation, &self.header(), &answer),
            Err(error) => etcdctl::failure(&invocation, &error).output,
        }
    }

    /// Only of use if the server ends it.
    fn watch_to_its_end(&self, invocation: &Invocation, watch: &Watch) -> CommandOutput {
        match self.told(watch, watch.revision) {
            Ok(_) => panic!("nothing would end {invocation:?}"),
            Err(canceled) => shown(invocation, &self.header(), &canceled),
        }
    }

    fn told(&self, watch: &Watch, next: i64) -> Result<Vec<Event>, Answer> {
        if matches!(&watch.range.end, RangeEnd::Before(end) if *end <= watch.range.key) {
            return Err(Answer::WatchCanceled { compacted: 0, error: "mvcc: watcher range is empty".into() });
        }
        let now = self.store.revision();
        let events = self.store.events(&watch.range, u64::try_from(next).unwrap_or(now + 1), now, watch.prev_kv);
        let compacted = self.store.compacted().map_or(-1, |compacted| compacted as i64);
        let events = if next < compacted.min(0) { Err(Error::Compacted) } else { events };
        events.map_err(|error| Answer::WatchCanceled { compacted, error: error.to_string() })
    }

    fn tell_watches(&mut self) {
        let mut watches = std::mem::take(&mut self.watches);
        for watching in &mut watches {
            let Some(watch) = watching.watch.clone() else { continue };
            let told = self.told(&watch, watching.next);
            watching.next = watching.next.max(self.store.revision() as i64 + 1);
            let answer = match told {
                Ok(events) if events.is_empty() => continue,
                Ok(events) => Answer::Events(events),
                Err(canceled) => canceled,
            };
            let printed = shown(&watching.invocation, &self.header(), &answer);
            watching.printed.stdout += &printed.stdout;
            watching.printed.stderr += &printed.stderr;
            watching.printed.exit = printed.exit;
            if matches!(answer, Answer::WatchCanceled { .. }) {
                watching.watch = None;
            }
        }
        self.watches = watches;
    }

    fn execute(&mut self, command: StoreCommand) -> Result<Response, String> {
        self.store.execute(&command).map(|reply| reply.response).map_err(|error| error.to_string())
    }

    fn request(&mut self, request: Request) -> Result<Answer, String> {
        self.execute(StoreCommand::Request(request)).map(Answer::Store)
    }

    fn answer(&mut self, command: &Command) -> Result<Answer, String> {
        let no_such_file = |verb: &str, file: &str| format!("{verb} {file}: no such file or directory");
        match command.clone() {
            Command::Get { request, .. } => self.request(Request::Range(request)),
            Command::Put(put) => self.request(Request::Put(put)),
            Command::Delete(delete) => self.request(Request::Delete(delete)),
            Command::Txn(txn) => self.request(Request::Txn(txn)),
            Command::Compact { revision } => {
                self.execute(StoreCommand::Compact { revision })?;
                Ok(Answer::Compacted { revision })
            }
            Command::LeaseGrant { ttl_s } => {
                let (id, ttl_s) = (self.leases, ttl_s.max(2));
                self.execute(StoreCommand::LeaseGrant { id, ttl_s })?;
                self.leases += 1;
                Ok(Answer::LeaseGranted { id, ttl_s })
            }
            Command::LeaseRevoke { id } => {
                self.execute(StoreCommand::LeaseRevoke { id })?;
                Ok(Answer::LeaseRevoked { id })
            }
            Command::LeaseTimeToLive { id, keys } => Ok(match self.store.lease(id) {
                None => Answer::LeaseTimeToLive { id, granted_s: 0, remaining_s: -1, keys: Vec::new() },
                Some(lease) => {
                    let attached = lease.keys().iter().filter(|_| keys).map(|key| key.to_string()).collect();
                    let ttl_s = lease.ttl_s();
                    Answer::LeaseTimeToLive { id, granted_s: ttl_s, remaining_s: ttl_s - 1, keys: attached }
                }
            }),
            Command::LeaseKeepAlive { id, once } => match self.store.lease(id) {
                Some(lease) => Ok(Answer::LeaseKeptAlive { id, ttl_s: lease.ttl_s() }),
                None if once => Err(Error::LeaseNotFound.to_string()),
                None => Ok(Answer::LeaseGone { id }),
            },
            Command::LeaseList => {
                // The one that runs out first comes first.
                let mut leases: Vec<(i64, LeaseId)> =
                    self.store.leases().map(|(id, lease)| (lease.ttl_s(), id)).collect();
                leases.sort_unstable();
                Ok(Answer::Leases(leases.into_iter().map(|(_, id)| id).collect()))
            }
            Command::SnapshotSave { file } => {
                self.files.insert(file.clone(), self.store.to_snapshot());
                Ok(Answer::SnapshotSaved { file })
            }
            Command::SnapshotStatus { file } => {
                let bytes = self.files.get(&file).ok_or_else(|| no_such_file("stat", &file))?;
                let store = Store::from_snapshot(bytes).map_err(|error| error.to_string())?;
                Ok(Answer::SnapshotStatus {
                    hash: store.hash_kv(0).map_err(|error| error.to_string())?,
                    revision: store.last_kept(),
                    total_keys: store.changes() as u64,
                    total_bytes: bytes.len() as u64,
                })
            }
            Command::SnapshotRestore { file, data_dir, .. } => {
                let bytes = self.files.get(&file).ok_or_else(|| no_such_file("open", &file))?.clone();
                if self.files.contains_key(&data_dir) {
                    return Err(format!("data-dir \"{data_dir}\" exists"));
                }
                self.files.insert(data_dir, bytes);
                Ok(Answer::SnapshotRestored)
            }
            _ => self.of_members(command),
        }
    }

    fn of_members(&mut self, command: &Command) -> Result<Answer, String> {
        let named = |id: u64| move |member: &MemberLine| member.id == id;
        match command.clone() {
            Command::MemberList => Ok(Answer::Members(self.members.clone())),
            Command::MemberAdd { peer_urls, learner, .. } => {
                if self.members.iter().any(|member| member.peer_urls.iter().any(|url| peer_urls.contains(url))) {
                    return Err("etcdserver: Peer URLs already exists".into());
                }
                let id = ME + self.members.len() as u64;
                let name = String::new();
                let member = MemberLine { id, name, peer_urls, client_urls: Vec::new(), is_learner: learner };
                self.members.push(member.clone());
                Ok(Answer::MemberAdded { member, members: self.members.clone() })
            }
            Command::MemberRemove { id } => {
                let at = self.members.iter().position(named(id)).ok_or("etcdserver: member not found")?;
                self.members.remove(at);
                Ok(Answer::MemberRemoved { id, members: self.members.clone() })
            }
            Command::MemberPromote { id } => match self.members.iter().find(|member| member.id == id) {
                None => Err("etcdserver: member not found".into()),
                Some(member) if member.is_learner => {
                    Err("etcdserver: can only promote a learner member which is in sync with leader".into())
                }
                Some(_) => Err("etcdserver: can only promote a learner member".into()),
            },
            Command::MoveLeader { .. } => Err("etcdserver: bad leader transferee".into()),
            Command::EndpointStatus { cluster } => {
                let status = StatusLine {
                    endpoint: endpoint(cluster),
                    header: self.header(),
                    db_bytes: 20_480,
                    leader: ME,
                    is_learner: false,
                    raft_index: 5,
                    applied_index: 5,
                    errors: Vec::new(),
                };
                Ok(Answer::Statuses(vec![status], Vec::new()))
            }
            Command::EndpointHealth { cluster } => {
                let endpoint = endpoint(cluster);
                Ok(Answer::Health(vec![HealthLine { endpoint, took_us: 1_234, error: None }]))
            }
            Command::EndpointHashKv { cluster, revision } => {
                let endpoint = endpoint(cluster);
                let compacted = self.store.compacted().map_or(-1, |compacted| compacted as i64);
                Ok(match self.store.hash_kv(u64::try_from(revision).unwrap_or(FIRST_REVISION)) {
                    Ok(hash) => {
                        let line = HashLine { endpoint, header: self.header(), hash, compacted };
                        Answer::Hashes(vec![line], Vec::new())
                    }
                    Err(error) => Answer::Hashes(Vec::new(), vec![Unanswered { endpoint, error: error.to_string() }]),
                })
            }
            other => Err(format!("{other:?} is for more than one")),
        }
    }
}

fn endpoint(cluster: bool) -> String {
    if cluster { "http://localhost:2379".into() } else { ENDPOINT.into() }
}

fn shown(invocation: &Invocation, header: &Header, answer: &Answer) -> CommandOutput {
    etcdctl::print(invocation, header, answer).unwrap_or_else(|refused| refused.output)
}
