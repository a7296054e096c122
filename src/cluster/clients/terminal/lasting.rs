//! Commands that run until they are stopped: watches, and leases kept alive.

use futures_util::future::{Either, join_all, select};

use super::super::watcher::{self, Ended};
use super::{Failed, Run, header, watch_request};
use crate::cluster::Outcome;
use crate::cluster::letter::{ClientAnswer, ClientRequest, Told};
use crate::etcd::LeaseId;
use crate::etcdctl::call::{Answer, Watch};
use crate::etcdctl::{self, CommandOutput};
use crate::sim::Sleep;

impl Run {
    /// Each watch on a connection of its own; over once the first one has to end, or somebody stops them.
    pub async fn watch(self, watches: &[Watch]) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let stopped = self.post.desk.run(self.op, &self.client);
        let print = |header: &etcdctl::call::Header, events: &[crate::etcd::Event]| {
            let text = self.text(header, &Answer::Events(events.to_vec()));
            self.post.desk.print(self.op, &text, "");
        };
        // Each one is an operation of its own; the first one's is the command's.
        let op_of = |place: usize, watch: &Watch| match place {
            0 => self.op,
            _ => self.post.desk.invoke(&self.post, &self.client, "watch", |_| Some(watch_request(watch))),
        };
        let ops: Vec<u64> = watches.iter().enumerate().map(|(place, watch)| op_of(place, watch)).collect();
        let follow = |(op, asked)| watcher::watch(&self.post, op, &self.client, to, asked, stopped.clone(), print);
        let ended = join_all(ops.iter().copied().zip(watches).map(follow)).await;
        for op in ops.into_iter().skip(1) {
            self.post.desk.ended(&self.post, op, Outcome::Ok, "ok");
            self.post.desk.forget_watch(op);
        }
        let cancelled = ended.into_iter().find_map(|ended| match ended {
            Ended::Cancelled(error) => Some(error),
            Ended::Stopped => None,
        });
        match cancelled {
            Some(error) => {
                let output = etcdctl::failure(&self.invocation.command, &error.to_string());
                self.end(Outcome::Error, output);
            }
            None => self.end(Outcome::Ok, CommandOutput::default()),
        }
    }

    /// Renews a lease three times as often as it takes, and says so each time (etcd's `lessor.KeepAlive`).
    pub async fn keep_alive(self, id: LeaseId) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let mut stopped = self.post.desk.run(self.op, &self.client);
        let renewing = Box::pin(async {
            loop {
                let told = match self.ask(to, ClientRequest::LeaseKeepAlive { id }).await {
                    Ok(told) => told,
                    Err(failed) => return failed,
                };
                let Told { response, member, term, revision } = told;
                let granted_s = match response {
                    Ok(ClientAnswer::Lease { granted_s, remaining_s: 0.., .. }) => granted_s,
                    Ok(_) => return Failed::Here(crate::etcd::Error::LeaseNotFound.to_string()),
                    Err(error) => return Failed::Told(error),
                };
                let answer = Answer::LeaseKeptAlive { id, ttl_s: granted_s };
                self.post.desk.print(self.op, &self.text(&header(member, revision, term), &answer), "");
                Sleep::for_us(u64::try_from(granted_s).unwrap_or(1).max(1) * 1_000_000 / 3).await;
            }
        });
        let failed = match select(renewing, Box::pin(stopped.changed())).await {
            Either::Left((failed, _)) => Some(failed),
            Either::Right(_) => None,
        };
        match failed {
            // The real tool's last words, once the lease is gone.
            Some(Failed::Here(_)) => {
                let text = format!("lease {id:016x} expired or revoked.\n");
                self.end(Outcome::Ok, CommandOutput::of(text));
            }
            Some(failed) => self.finish(Err(failed)),
            None => self.end(Outcome::Ok, CommandOutput::default()),
        }
    }
}
