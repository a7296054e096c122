//! Commands that run until they are stopped: watches, and leases kept alive.

use futures_util::future::{Either, select};

use super::super::watcher::{self, Ended, next_member};
use super::{Run, header};
use crate::cluster::Outcome;
use crate::cluster::api::{ClientAnswer, ClientRequest, Told};
use crate::etcd::{Event, LeaseId};
use crate::etcdctl::call::{Answer, Header, Watch};
use crate::etcdctl::{CommandOutput, Refused};
use crate::sim::Sleep;

/// Between two tries to keep a lease alive.
const AGAIN_US: u64 = 500_000;
/// How long one try may take.
const TRY_US: u64 = 5_000_000;
/// How long the first answer may take: etcdctl's default for `--dial-timeout`, and a second.
const FIRST_US: u64 = 3_000_000;

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

    /// An interactive session. All of its input is there from the beginning, so the tool comes to its end before any
    /// watch has been told anything, and with its end the watches are over: as with the real one, fed by a pipe.
    pub fn interact(self, said: &str, end: &Refused) {
        self.post.desk.print(self.op, "", said);
        self.end(Outcome::Error, end.output.clone());
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
            let now_us = || self.post.kernel.now_us();
            let (mut to, mut until_us) = (to, now_us() + FIRST_US);
            loop {
                let try_us = until_us.min(now_us() + TRY_US);
                match self.ask_until(to, ClientRequest::LeaseKeepAlive { id }, try_us).await {
                    Ok(Told {
                        response: Ok(ClientAnswer::Lease { granted_s, remaining_s: 0.., .. }),
                        member,
                        term,
                        revision,
                    }) => {
                        self.tell(&header(member, revision, term), &Answer::LeaseKeptAlive { id, ttl_s: granted_s });
                        let ttl_us = u64::try_from(granted_s).unwrap_or(1).max(1) * 1_000_000;
                        until_us = now_us() + ttl_us;
                        Sleep::for_us(ttl_us / 3).await;
                        continue;
                    }
                    Ok(Told { response: Ok(_), .. }) => return,
                    _ => {}
                }
                // As etcd's client: another member is asked as long as the lease may still live.
                if now_us() >= until_us {
                    return;
                }
                to = next_member(&self.post, to);
                Sleep::for_us(AGAIN_US).await;
            }
        });
        let output = match select(renewing, Box::pin(stopped.changed())).await {
            Either::Left(_) => self.text(&Header::default(), &Answer::LeaseGone { id }),
            Either::Right(_) => CommandOutput::default(),
        };
        self.end(Outcome::Ok, output);
    }
}
