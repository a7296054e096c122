//! Which members a command asks, and what it asks several of them.

use super::super::DEADLINE_EXCEEDED;
use super::{Failed, Run, header, member_of};
use crate::cluster::address::{host_of, member_at};
use crate::cluster::api::{ClientAnswer, ClientError, ClientRequest, Told};
use crate::cluster::{MemberId, Outcome, etcd_id, member_name};
use crate::etcd::{self, KeyRange, RangeRequest};
use crate::etcdctl::call::{Answer, HashLine, HealthLine, StatusLine, Unanswered};

/// The key that `endpoint health` reads.
const HEALTH_KEY: &str = "health";

impl Run {
    /// The members that the command line names, as it writes them; nobody lives at some addresses.
    pub fn endpoints(&self) -> Vec<(Option<MemberId>, String)> {
        if self.invocation.endpoints.is_empty() {
            return vec![(Some(self.endpoint), format!("{}:2379", member_name(self.endpoint)))];
        }
        let find = |address: &String| (self.find(address), address.clone());
        self.invocation.endpoints.iter().map(find).collect()
    }

    fn find(&self, address: &str) -> Option<MemberId> {
        match host_of(address) {
            "127.0.0.1" | "localhost" => Some(self.endpoint),
            _ => member_at(address).filter(|id| self.post.member(*id).is_some()),
        }
    }

    /// The member that is asked, if it is one: the first of them.
    pub fn endpoint(&self) -> Result<MemberId, Failed> {
        self.endpoints().into_iter().find_map(|(member, _)| member).ok_or(Failed::Silence)
    }

    /// The endpoints of the command line or, with `--cluster`, those of all members.
    async fn all(&self, cluster: bool) -> Result<Vec<(Option<MemberId>, String)>, Failed> {
        if !cluster {
            return Ok(self.endpoints());
        }
        let listed = match self.endpoint() {
            Ok(to) => self.members(to).await,
            Err(failed) => Err(failed),
        };
        let (members, _) = listed.map_err(|failed| {
            let error = match failed {
                Failed::Here(error) => error,
                Failed::Told(ClientError::Denied) | Failed::Silence | Failed::Unsent | Failed::Stopped => {
                    DEADLINE_EXCEEDED.to_owned()
                }
                Failed::Told(error) => error.to_string(),
            };
            Failed::Here(format!("failed to fetch endpoints from etcd cluster member list: {error}"))
        })?;
        let urls = members
            .into_iter()
            .flat_map(|member| member.client_urls.into_iter().map(move |url| (member_of(member.id), url)));
        Ok(urls.map(|(id, url)| (Some(id), url)).collect())
    }

    async fn ask_endpoint(&self, member: Option<MemberId>, request: ClientRequest) -> Result<Told, Failed> {
        self.ask(member.ok_or(Failed::Silence)?, request).await
    }

    pub async fn statuses(self, cluster: bool) {
        let line = |endpoint, told: &Told, answer: &ClientAnswer| match answer {
            ClientAnswer::Status(status) => Some(StatusLine {
                endpoint,
                header: header(told.member, told.revision, told.term),
                db_bytes: status.snapshot_bytes,
                leader: if status.leader == 0 { 0 } else { etcd_id(status.leader) },
                is_learner: status.is_learner,
                raft_index: status.index,
                applied_index: status.applied,
                errors: if status.leader == 0 { vec![ClientError::NoLeader.to_string()] } else { Vec::new() },
            }),
            _ => None,
        };
        self.each(cluster, ClientRequest::Status, line, Answer::Statuses).await;
    }

    pub async fn hashes(self, cluster: bool, revision: i64) {
        let line = |endpoint, told: &Told, answer: &ClientAnswer| match answer {
            ClientAnswer::Hash { hash, compacted } => {
                let header = header(told.member, told.revision, told.term);
                Some(HashLine { endpoint, header, hash: *hash, compacted: *compacted })
            }
            _ => None,
        };
        self.each(cluster, ClientRequest::HashKv { revision }, line, Answer::Hashes).await;
    }

    /// Asks each endpoint the same; who does not answer is named, and the command fails in the end.
    async fn each<Line>(
        self,
        cluster: bool,
        request: ClientRequest,
        line: impl Fn(String, &Told, &ClientAnswer) -> Option<Line>,
        answer: impl FnOnce(Vec<Line>, Vec<Unanswered>) -> Answer,
    ) {
        let endpoints = match self.all(cluster).await {
            Ok(endpoints) => endpoints,
            Err(failed) => return self.finish(Err(failed)),
        };
        let (mut lines, mut unanswered) = (Vec::new(), Vec::new());
        for (member, endpoint) in endpoints {
            let told = self.ask_endpoint(member, request.clone()).await;
            let error = match &told {
                Ok(told) => match &told.response {
                    Ok(answer) => {
                        lines.extend(line(endpoint, told, answer));
                        continue;
                    }
                    Err(error) => error.to_string(),
                },
                Err(_) => DEADLINE_EXCEEDED.to_owned(),
            };
            unanswered.push(Unanswered { endpoint, error });
        }
        let outcome = if unanswered.is_empty() { Outcome::Ok } else { Outcome::Error };
        let output = self.text(&header(self.endpoint, 0, 0), &answer(lines, unanswered));
        self.end(outcome, output);
    }

    /// A linearizable read at each endpoint: who answers it is healthy.
    pub async fn health(self, cluster: bool) {
        let endpoints = match self.all(cluster).await {
            Ok(endpoints) => endpoints,
            Err(failed) => return self.finish(Err(failed)),
        };
        let mut lines = Vec::new();
        for (member, endpoint) in endpoints {
            let read = etcd::Request::Range(RangeRequest::new(KeyRange::single(HEALTH_KEY)));
            let request = ClientRequest::Read { request: read.into(), serializable: false };
            let since_us = self.post.kernel.now_us();
            let told = self.ask_endpoint(member, request).await;
            let error = match told {
                Ok(Told { response: Ok(_), .. }) => None,
                Ok(Told { response: Err(error), .. }) => Some(error.to_string()),
                Err(_) => Some(DEADLINE_EXCEEDED.to_owned()),
            };
            lines.push(HealthLine { endpoint, took_us: self.post.kernel.now_us() - since_us, error });
        }
        let is_healthy = lines.iter().all(|line| line.error.is_none());
        let output = self.text(&header(self.endpoint, 0, 0), &Answer::Health(lines));
        self.end(if is_healthy { Outcome::Ok } else { Outcome::Error }, output);
    }
}
