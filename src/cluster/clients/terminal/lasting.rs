//! Commands that run until they are stopped: watches, and leases kept alive.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{Either, select};

use super::super::watcher::{self, Ended, next_member};
use super::{Run, header, watch_request};
use crate::cluster::api::{ClientAnswer, ClientRequest, Told};
use crate::cluster::{MemberId, Outcome};
use crate::etcd::{Event, LeaseId};
use crate::etcdctl::call::{Answer, Header, Spoken, Watch};
use crate::etcdctl::{self, CommandOutput, Refused};
use crate::sim::{Kernel, Sleep};

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

    /// The same at a keyboard: as its input doesn't end, its watches go on, until somebody stops it or a line ends it.
    /// Each watch is an operation of its own; it prints where the session does.
    pub async fn converse(self: Rc<Self>, typed: String) {
        let to = match self.endpoint() {
            Ok(to) => to,
            Err(failed) => return self.finish(Err(failed)),
        };
        let desk = &self.post.desk;
        let mut stopped = desk.run(self.op, &self.client);
        let input = desk.read_lines(self.op);
        input.type_in(&typed);
        let watches = RefCell::new(Vec::new());
        let reading = Box::pin(async {
            loop {
                let line = input.line().await;
                match etcdctl::spoken(&line) {
                    Ok(Spoken::Complaint(complaint)) => desk.print(self.op, "", &complaint),
                    Ok(Spoken::Progress) => {
                        let progress = self.clone().progress(watches.borrow().clone());
                        self.post.kernel.spawn_in(Kernel::ROOT, progress);
                    }
                    Ok(Spoken::Watch(watch)) => {
                        let op = desk.invoke(&self.post, &self.client, &line, |_| Some(watch_request(&watch)));
                        watches.borrow_mut().push(op);
                        self.post.kernel.spawn_in(Kernel::ROOT, self.clone().follow(op, to, watch));
                    }
                    Err(refused) => return refused.output,
                }
            }
        });
        let ended = match select(reading, Box::pin(stopped.changed())).await {
            Either::Left((output, _)) => Some(output),
            Either::Right(_) => None,
        };
        watches.borrow().iter().for_each(|op| desk.stop(*op));
        match ended {
            Some(output) => self.end(Outcome::Error, output),
            None => self.end(Outcome::Ok, CommandOutput::default()),
        }
    }

    /// One watch of an interactive session, until the session is over or a member ends the watch.
    async fn follow(self: Rc<Self>, op: u64, to: MemberId, asked: Watch) {
        let desk = &self.post.desk;
        let stopped = desk.run(op, &self.client);
        let print = |header: &Header, events: &[Event]| self.tell(header, &Answer::Events(events.to_vec()));
        match watcher::watch(&self.post, op, &self.client, to, &asked, stopped, print).await {
            Ended::Cancelled { header, compacted, error } => {
                let error = error.to_string();
                desk.ended(&self.post, op, Outcome::Error, &error);
                // The session goes on.
                self.tell(&header, &Answer::WatchCanceled { compacted, error });
            }
            Ended::Stopped => desk.ended(&self.post, op, Outcome::Ok, "ok"),
        }
        desk.left(op);
    }

    /// How far each watch of a session is: as far as the member that tells it.
    async fn progress(self: Rc<Self>, watches: Vec<u64>) {
        let watching = self.post.desk.watches().into_iter();
        for watching in watching.filter(|watching| watches.contains(&watching.op) && watching.is_connected.get()) {
            if let Ok(told) = self.ask(watching.member.get(), ClientRequest::Status).await {
                let notice = format!("progress notify: {}\n", told.revision);
                self.post.desk.print(self.op, &notice, "");
                self.tell(&header(told.member, told.revision, told.term), &Answer::Events(Vec::new()));
            }
        }
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
