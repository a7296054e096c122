//! Commands that run until they are stopped: watches, and leases kept alive.

use futures_util::future::{Either, join_all, select};

use super::super::watcher::{self, Ended, next_member};
use super::{Failed, Run, header, watch_request};
use crate::cluster::api::{ClientAnswer, ClientRequest, Told};
use crate::cluster::{MemberId, Outcome};
use crate::etcd::{Event, LeaseId};
use crate::etcdctl::call::{Answer, Header, Watch, WatchLine};
use crate::etcdctl::{CommandOutput, Refused, Trouble};
use crate::sim::{Sleep, WatchReceiver};

/// Between two tries to keep a lease alive.
const AGAIN_US: u64 = 500_000;

impl Run {
    /// Over once the server ends it, or somebody stops it.
    pub async fn watch(self, asked: &Watch) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let stopped = self.post.desk.run(self.op, &self.client);
        let print = |header: &Header, events: &[Event]| self.tell(header, &Answer::Events(events.to_vec()));
        match watcher::watch(&self.post, self.op, &self.client, to, asked, stopped, print).await {
            Ended::Cancelled { header, compacted, error } => {
                let answer = Answer::WatchCanceled { compacted, error: error.to_string() };
                self.end(Outcome::Error, self.text(&header, &answer));
            }
            Ended::Stopped => self.end(Outcome::Ok, CommandOutput::default()),
        }
    }

    /// What the lines of an interactive session begin, side by side. Its input has ended by then, which the real tool
    /// takes for its end; here it goes on until somebody stops it, unless a line was wrong.
    pub async fn interact(self, lines: &[WatchLine], end: &Refused) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let stopped = self.post.desk.run(self.op, &self.client);
        let mut watches = Vec::new();
        for line in lines {
            match line {
                WatchLine::Watch(watch) => {
                    let asked = watch_request(watch);
                    // Each one is an operation of its own.
                    let op = self.post.desk.invoke(&self.post, &self.client, &asked.label(), |_| Some(asked.clone()));
                    watches.push(self.watch_beside(op, to, watch, stopped.clone()));
                }
                // All that there was has been told already: the watches of one client are not behind.
                WatchLine::Progress => {}
                WatchLine::Invalid(text) => self.post.desk.print(self.op, "", text),
            }
        }
        if end.why == Trouble::InputEnds {
            join_all(watches).await;
        }
        match end.why {
            Trouble::InputEnds => self.end(Outcome::Ok, CommandOutput::default()),
            _ => self.end(Outcome::Error, end.output.clone()),
        }
    }

    /// One watch of an interactive session.
    async fn watch_beside(&self, op: u64, to: MemberId, asked: &Watch, stopped: WatchReceiver<bool>) {
        let print = |header: &Header, events: &[Event]| self.tell(header, &Answer::Events(events.to_vec()));
        let ended = watcher::watch(&self.post, op, &self.client, to, asked, stopped, print).await;
        let (outcome, text) = match ended {
            Ended::Cancelled { header, compacted, error } => {
                self.tell(&header, &Answer::WatchCanceled { compacted, error: error.to_string() });
                (Outcome::Error, error.to_string())
            }
            Ended::Stopped => (Outcome::Ok, "ok".to_owned()),
        };
        self.post.desk.ended(&self.post, op, outcome, &text);
        self.post.desk.forget_watch(op);
    }

    fn tell(&self, header: &Header, answer: &Answer) {
        let CommandOutput { stdout, stderr, .. } = self.text(header, answer);
        self.post.desk.print(self.op, &stdout, &stderr);
    }

    /// Renews a lease three times as often as it takes, and says so each time (etcd's `lessor.KeepAlive`).
    pub async fn keep_alive(self, id: LeaseId) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let mut stopped = self.post.desk.run(self.op, &self.client);
        let renewing = Box::pin(async {
            let (mut to, mut until_us) = (to, 0);
            loop {
                let failed = match self.ask(to, ClientRequest::LeaseKeepAlive { id }).await {
                    Ok(Told {
                        response: Ok(ClientAnswer::Lease { granted_s, remaining_s: 0.., .. }),
                        member,
                        term,
                        revision,
                    }) => {
                        self.tell(&header(member, revision, term), &Answer::LeaseKeptAlive { id, ttl_s: granted_s });
                        let ttl_us = u64::try_from(granted_s).unwrap_or(1).max(1) * 1_000_000;
                        until_us = self.post.kernel.now_us() + ttl_us;
                        Sleep::for_us(ttl_us / 3).await;
                        continue;
                    }
                    Ok(Told { response: Ok(_), .. }) => {
                        return Failed::Here(crate::etcd::Error::LeaseNotFound.to_string());
                    }
                    Ok(Told { response: Err(error), .. }) => Failed::Told(error),
                    Err(failed) => failed,
                };
                // As etcd's client: another member is asked as long as the lease may still live.
                if self.post.kernel.now_us() >= until_us {
                    return if until_us == 0 { failed } else { Failed::Here(String::new()) };
                }
                to = next_member(&self.post, to);
                Sleep::for_us(AGAIN_US).await;
            }
        });
        let failed = match select(renewing, Box::pin(stopped.changed())).await {
            Either::Left((failed, _)) => Some(failed),
            Either::Right(_) => None,
        };
        match failed {
            Some(Failed::Here(_)) => self.end(Outcome::Ok, self.text(&Header::default(), &Answer::LeaseGone { id })),
            Some(failed) => self.finish(Err(failed)),
            None => self.end(Outcome::Ok, CommandOutput::default()),
        }
    }
}
