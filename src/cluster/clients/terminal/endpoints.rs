//! Which members a command asks, and what it asks several of them.

use super::super::DEADLINE_EXCEEDED;
use super::{Failed, Run, header};
use crate::cluster::letter::{ClientAnswer, ClientRequest, Told};
use crate::cluster::{MEMBERS_MAX, MemberId, Outcome, member_name};
use crate::etcd::{self, KeyRange, RangeRequest};
use crate::etcdctl::CommandOutput;
use crate::etcdctl::call::{Answer, HashLine, HealthLine, StatusLine};

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
        let host = address.rsplit("://").next()?.split(':').next()?;
        match host {
            "127.0.0.1" | "localhost" => Some(self.endpoint),
            _ => (1..=MEMBERS_MAX).find(|id| member_name(*id) == host && self.post.member(*id).is_some()),
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
        let (members, _) = self.members(self.endpoint()?).await?;
        let urls =
            members.into_iter().flat_map(|member| member.client_urls.into_iter().map(move |url| (member.id, url)));
        Ok(urls.map(|(id, url)| (Some(id), url)).collect())
    }

    async fn ask_endpoint(&self, member: Option<MemberId>, request: ClientRequest) -> Result<Told, Failed> {
        self.ask(member.ok_or(Failed::Silence)?, request).await
    }

    pub async fn statuses(self, cluster: bool) {
        let request = |_: &Self| ClientRequest::Status;
        let answer = |lines| Answer::Statuses(lines);
        self.each(
            cluster,
            "status",
            request,
            |endpoint, told, answer| match answer {
                ClientAnswer::Status(status) => Some(StatusLine {
                    endpoint,
                    header: header(told.member, told.revision, told.term),
                    db_bytes: status.snapshot_bytes,
                    leader: status.leader,
                    is_learner: status.is_learner,
                    raft_index: status.index,
                    applied_index: status.applied,
                }),
                _ => None,
            },
            answer,
        )
        .await;
    }

    pub async fn hashes(self, cluster: bool, revision: i64) {
        let request = move |_: &Self| ClientRequest::HashKv { revision };
        self.each(
            cluster,
            "hash",
            request,
            |endpoint, told, answer| match answer {
                ClientAnswer::Hash { hash, compacted } => Some(HashLine {
                    endpoint,
                    header: header(told.member, told.revision, told.term),
                    hash: *hash,
                    compacted: *compacted,
                }),
                _ => None,
            },
            Answer::Hashes,
        )
        .await;
    }

    /// Asks each endpoint the same; who does not answer is named, and the command fails in the end.
    async fn each<Line>(
        self,
        cluster: bool,
        what: &str,
        request: impl Fn(&Self) -> ClientRequest,
        line: impl Fn(String, &Told, &ClientAnswer) -> Option<Line>,
        answer: impl FnOnce(Vec<Line>) -> Answer,
    ) {
        let endpoints = match self.all(cluster).await {
            Ok(endpoints) => endpoints,
            Err(failed) => return self.finish(Err(failed)),
        };
        let (mut lines, mut stderr) = (Vec::new(), String::new());
        for (member, name) in endpoints {
            let told = self.ask_endpoint(member, request(&self)).await;
            let error = match &told {
                Ok(told) => match &told.response {
                    Ok(answer) => {
                        lines.extend(line(name.clone(), told, answer));
                        continue;
                    }
                    Err(error) => error.to_string(),
                },
                Err(_) => DEADLINE_EXCEEDED.to_owned(),
            };
            stderr.push_str(&format!("Failed to get the {what} of endpoint {name} ({error})\n"));
        }
        let stdout = self.text(&header(self.endpoint, 0, 0), &answer(lines));
        let exit = i32::from(!stderr.is_empty());
        let outcome = if exit == 0 { Outcome::Ok } else { Outcome::Error };
        self.end(outcome, CommandOutput { stderr, exit, ..CommandOutput::of(stdout) });
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
        let stdout = self.text(&header(self.endpoint, 0, 0), &Answer::Health(lines));
        let outcome = if is_healthy { Outcome::Ok } else { Outcome::Error };
        let output = CommandOutput::of(stdout);
        let output = if is_healthy {
            output
        } else {
            CommandOutput { exit: 1, stderr: "Error: unhealthy cluster\n".to_owned(), ..output }
        };
        self.end(outcome, output);
    }
}
