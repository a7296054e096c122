//! What can be seen of one member from outside: its stores' hooks, its letters, openraft's metrics.
//!
//! It writes the member's part of the trace and keeps what frames show. It never asks openraft
//! anything: a question would be one more message in its queues, and a run must not depend on who
//! looks at it.

use std::cell::RefCell;
use std::rc::Rc;

use openraft::entry::RaftEntry;
use openraft::{EmptyNode, EntryPayload, ServerState};

use super::contacts::Contacts;
use super::letter::{Body, Letter, entry_key};
use super::recorder::Recorder;
use super::{Content, EntryFrame, EntryKind, MemberId, MessageKind, Role, TraceEvent};
use crate::few::{SmallMap, sorted};
use crate::raft::{
    ElectionTimer, Entry, HeartbeatTimer, LogId, Metrics, Observer, RaftTiming, Request, Response, SnapshotMeta,
    Stored, Vote,
};
use crate::sim::DomainId;

type Membership = openraft::Membership<MemberId, EmptyNode>;

/// The state that frames show, as of now.
#[derive(Default)]
pub struct Seen {
    pub role: Option<Role>,
    pub term: u64,
    /// The term and the candidate of its last vote, in the paper's sense.
    pub voted: Option<(u64, MemberId)>,
    pub leader: Option<MemberId>,
    pub commit: Option<u64>,
    pub timer: Option<ElectionTimer>,
    heartbeat: Option<HeartbeatTimer>,
    pub matched: SmallMap<MemberId, Option<u64>>,
    /// On a leader: the index after the last one sent to each peer.
    pub next: SmallMap<MemberId, u64>,
    /// On a leader: who was learnt to have the log up to which index, in the order of learning it. What
    /// everybody counts no more is forgotten.
    acks: Vec<(MemberId, u64)>,
    /// On a candidate: who is known to have said yes.
    pub votes: Vec<MemberId>,
    /// On a leader: when a majority last showed that it follows, by the leader's clock.
    pub quorum_us: Option<u64>,
    pub contacts: Contacts,
    /// The incarnation that runs, or ran last: its clock is the member's.
    domain: Option<DomainId>,
    vote: Option<Vote>,
    /// The configurations in the log, by index: the last one is in effect.
    voters: SmallMap<u64, Vec<Vec<MemberId>>>,
}

pub struct Witness {
    id: MemberId,
    recorder: Rc<Recorder>,
    pub seen: RefCell<Seen>,
}

impl Witness {
    pub fn new(id: MemberId, recorder: Rc<Recorder>) -> Self {
        Self { id, recorder, seen: RefCell::default() }
    }

    /// The member has started, for the first time or again.
    pub fn started(&self, domain: DomainId, commit: Option<u64>, timer: Option<ElectionTimer>, timing: &RaftTiming) {
        let mut seen = self.seen.borrow_mut();
        seen.contacts = Contacts::new(self.recorder.kernel().shown_us(domain), timing);
        seen.heartbeat = Some(HeartbeatTimer::new(timing.heartbeat_ms * 1000));
        seen.domain = Some(domain);
        seen.commit = commit;
        seen.timer = timer;
        // openraft starts as if it had voted just now.
        if let Some(timer) = &mut seen.timer {
            timer.touch(self.recorder.kernel(), false);
        }
    }

    /// The member has stopped: what it knew besides its stores is gone.
    pub fn stopped(&self) {
        let mut seen = self.seen.borrow_mut();
        seen.role = None;
        seen.leader = None;
        seen.timer = None;
        seen.forget_leadership();
    }

    fn change_role(&self, seen: &mut Seen, role: Role, term: u64) {
        if seen.role == Some(role) && seen.term == term {
            return;
        }
        seen.role = Some(role);
        seen.term = term;
        seen.forget_leadership();
        let now_us = seen.domain.map_or(0, |domain| self.recorder.kernel().shown_us(domain));
        let voters = (role == Role::Leader).then(|| seen.voters());
        seen.contacts.turn(now_us, voters);
        self.recorder.record(TraceEvent::Role { member: self.id, term, role });
    }

    fn record_vote(&self, seen: &mut Seen, term: u64, candidate: MemberId) {
        if seen.voted != Some((term, candidate)) {
            seen.voted = Some((term, candidate));
            self.recorder.record(TraceEvent::Vote { member: self.id, term, candidate });
        }
    }

    /// Compares with openraft's own account, after everything that was ready has run.
    pub fn compare(&self, metrics: &Metrics) {
        let mut seen = self.seen.borrow_mut();
        let role = match metrics.state {
            ServerState::Leader => Role::Leader,
            ServerState::Candidate => Role::Candidate,
            ServerState::Learner => Role::Learner,
            ServerState::Follower => Role::Follower,
            ServerState::Shutdown => return,
        };
        self.change_role(&mut seen, role, metrics.current_term);
        seen.leader = metrics.current_leader;
        if role == Role::Leader {
            if let Some(replication) = &metrics.replication {
                for (id, last) in replication.iter().filter(|(id, _)| **id != self.id) {
                    let matched = last.as_ref().map(LogId::index);
                    let before = seen.matched.insert(*id, matched).flatten();
                    seen.acks.extend(matched.filter(|_| matched > before).map(|index| (*id, index)));
                }
            }
            let acked = metrics.heartbeat.iter().flatten().filter(|(id, _)| **id != self.id);
            acked.for_each(|(id, at)| at.iter().for_each(|at| seen.contacts.acked(*id, at.0)));
            let acked_us = metrics.last_quorum_acked.as_ref().map(|instant| instant.0);
            seen.quorum_us = seen.quorum_us.max(acked_us);
        }
        if let Some(committed) = &metrics.local_committed {
            self.committed(&mut seen, committed.index());
        }
    }

    fn committed(&self, seen: &mut Seen, index: u64) {
        if Some(index) <= seen.commit {
            return;
        }
        seen.commit = Some(index);
        seen.acks.retain(|(_, matched)| *matched >= index);
        let leads = seen.role == Some(Role::Leader);
        let voters = seen.voters.values().next_back().filter(|_| leads).cloned();
        self.recorder.record(TraceEvent::Commit { member: self.id, index, voters });
    }

    /// It has sent a letter.
    pub fn sent(&self, to: Option<MemberId>, letter: &Letter) {
        let mut seen = self.seen.borrow_mut();
        match (&letter.body, &*letter.content) {
            (Body::Request(Request::PreVote(_), _), _) => {
                seen.timer.iter_mut().for_each(|timer| timer.pre_voted(self.recorder.kernel()));
            }
            (Body::Request(Request::Append(_), _), Content::Append { prev, entries, .. }) => {
                let next = prev.map_or(0, |prev| prev + 1) + entries.len() as u64;
                if let Some(to) = to {
                    seen.next.insert(to, next);
                }
            }
            (Body::Response(Response::Vote(vote), _), Content::Vote { granted: true, .. })
                if letter.kind == MessageKind::VoteResponse =>
            {
                self.record_vote(&mut seen, vote.vote.leader_id.term, vote.vote.leader_id.voted_for);
                // Asked a second time, by a copy or a late letter. A no renews nothing, whoever the vote went to.
                if seen.timer.as_ref().is_some_and(ElectionTimer::is_on_track) {
                    self.renew(&mut seen, &vote.vote, false);
                }
            }
            _ => {}
        }
    }

    /// It reads a letter that came to it. `slow_disk`: maybe openraft only will, once its disk is done.
    pub fn received(&self, from: Option<MemberId>, letter: &Letter, slow_disk: bool) {
        let mut seen = self.seen.borrow_mut();
        match &letter.body {
            Body::Request(Request::Append(append) | Request::Heartbeat(append), _) => {
                self.renew(&mut seen, &append.vote, slow_disk);
            }
            Body::Request(Request::Snapshot(vote, _), _) => self.renew(&mut seen, vote, slow_disk),
            // Maybe for the vote that it gave: its answer will tell, but not since when it holds.
            Body::Request(Request::Vote(asked), _) if slow_disk => self.renew(&mut seen, &asked.vote, true),
            Body::Response(Response::Vote(vote), _) => {
                let is_real = letter.kind == MessageKind::VoteResponse;
                let mine = is_real && seen.role == Some(Role::Candidate) && Some(vote.vote) == seen.vote;
                if let Some(from) = from.filter(|from| vote.vote_granted && mine && !seen.votes.contains(from)) {
                    seen.votes.push(from);
                }
                let asks = seen.role == Some(Role::Candidate);
                if let Some(timer) = seen.timer.as_mut().filter(|_| !vote.vote_granted)
                    && if is_real { asks } else { timer.awaits_pre_votes() }
                {
                    timer.saw_log(vote.last_log_id);
                }
            }
            _ => {}
        }
    }

    /// Whether it may refuse votes for the sake of the leader it knows, itself perhaps. What can't be told
    /// may be so.
    pub fn may_be_leased(&self, lease_us: u64) -> bool {
        let (seen, kernel) = (self.seen.borrow(), self.recorder.kernel());
        if seen.role == Some(Role::Leader) {
            let shown_us = seen.domain.map_or(0, |domain| kernel.shown_us(domain));
            return seen.quorum_us.is_none_or(|at_us| shown_us < at_us + lease_us);
        }
        let until_us = seen.timer.as_ref().and_then(|timer| timer.lease_until_us(kernel));
        until_us.is_none_or(|until_us| kernel.now_us() < until_us)
    }

    /// There is a tick at `shown_us` of the member's clock. Whether openraft would find nothing to do at it. It looks
    /// at its timers several times a heartbeat, and needs them seldom. While a disk is slow nobody can tell what
    /// it has done and what it still waits with. `watched`: somebody may wait for its metrics, and is woken at each.
    pub fn sleeps_at(&self, shown_us: u64, slow_disk: bool, watched: bool) -> bool {
        let seen = &mut *self.seen.borrow_mut();
        let Some(heartbeat) = &mut seen.heartbeat else { return false };
        if slow_disk || seen.role != Some(Role::Leader) {
            heartbeat.lose_track();
        }
        // Who has the only vote campaigns at once.
        let has_others =
            || seen.voters.last().is_some_and(|(_, configs)| configs.iter().any(|voters| voters.len() > 1));
        let is_patient = || seen.timer.as_ref().is_some_and(|timer| timer.sleeps_at(shown_us));
        let follows = seen.role == Some(Role::Follower) && !slow_disk && !watched;
        (follows && is_patient() && has_others()) || heartbeat.sleeps_at(shown_us, watched)
    }

    /// A letter renews the vote that its receiver already gave to whoever it speaks of.
    fn renew(&self, seen: &mut Seen, vote: &Vote, slow_disk: bool) {
        if let Some(timer) = seen.timer.as_mut().filter(|_| seen.vote.as_ref() == Some(vote)) {
            match slow_disk {
                true => timer.lose_track(),
                false => timer.touch(self.recorder.kernel(), vote.committed),
            }
        }
    }
}

impl Seen {
    fn forget_leadership(&mut self) {
        self.matched.clear();
        self.next.clear();
        self.acks.clear();
        self.votes.clear();
        self.quorum_us = None;
    }

    /// Whether it knows of a leader and does not ask for pre-votes against it.
    pub fn follows(&self) -> bool {
        self.leader.is_some() && !self.timer.as_ref().is_some_and(ElectionTimer::awaits_pre_votes)
    }

    /// Who has a vote in the configuration in effect: two lists in a joint one, the old voters first.
    pub fn configs(&self) -> Vec<Vec<MemberId>> {
        self.voters.values().next_back().cloned().unwrap_or_default()
    }

    /// Of both lists.
    pub fn voters(&self) -> Vec<MemberId> {
        let mut voters = sorted(self.configs().concat(), |voter| *voter);
        voters.dedup();
        voters
    }

    /// Who is known to have the first entry that is not committed, else the `last` one, in the order of
    /// learning it.
    pub fn acked(&self, last: Option<u64>) -> Vec<MemberId> {
        let counted = self.commit.map(|commit| commit + 1).min(last);
        let mut acked = Vec::new();
        for (id, _) in self.acks.iter().filter(|(_, matched)| Some(*matched) >= counted) {
            if !acked.contains(id) {
                acked.push(*id);
            }
        }
        acked
    }

    fn configure(&mut self, index: u64, membership: &Membership) {
        let configs = membership.get_joint_config().iter();
        self.voters.insert(index, configs.map(|voters| voters.iter().copied().collect()).collect());
    }

    /// Entries from this index on are gone.
    fn forget_from(&mut self, from_index: u64) {
        self.voters.split_off(&from_index);
    }
}

impl Observer for Witness {
    fn voted(&self, vote: &Vote, waited: bool) {
        let seen = &mut *self.seen.borrow_mut();
        let kernel = self.recorder.kernel();
        let (term, node) = (vote.leader_id.term, vote.leader_id.voted_for);
        seen.vote = Some(*vote);
        if let Some(timer) = &mut seen.timer {
            match waited {
                true => timer.lose_track(),
                false => timer.touch(kernel, vote.committed),
            }
        }
        match (node == self.id, vote.committed) {
            (true, false) => {
                self.record_vote(seen, term, node);
                self.change_role(seen, Role::Candidate, term);
                seen.votes.push(node);
                seen.timer.iter_mut().for_each(ElectionTimer::campaigned);
            }
            (true, true) => {
                let is_news = (seen.role, seen.term) != (Some(Role::Leader), term);
                self.change_role(seen, Role::Leader, term);
                seen.quorum_us = seen.domain.map(|domain| kernel.shown_us(domain));
                if let (Some(heartbeat), Some(now_us)) =
                    (&mut seen.heartbeat, seen.quorum_us.filter(|_| is_news && !waited))
                {
                    heartbeat.elected(now_us);
                }
            }
            (false, _) => {
                let role = if seen.role == Some(Role::Learner) { Role::Learner } else { Role::Follower };
                self.change_role(seen, role, term);
            }
        }
    }

    fn appended(&self, stored: &Stored) {
        let entry = Rc::new(entry_frame(&stored.entry));
        let (index, term) = (entry.index, entry.term);
        let mut seen = self.seen.borrow_mut();
        if let EntryPayload::Membership(membership) = &stored.entry.payload {
            seen.configure(index, membership);
        }
        self.recorder.record(TraceEvent::LogAppend { member: self.id, index, term, hash: stored.hash, entry });
    }

    fn truncated(&self, from_index: u64) {
        self.seen.borrow_mut().forget_from(from_index);
        self.recorder.record(TraceEvent::LogTruncate { member: self.id, from_index });
    }

    fn lost(&self, from_index: u64) {
        self.seen.borrow_mut().forget_from(from_index);
        self.recorder.record(TraceEvent::LogLost { member: self.id, from_index });
    }

    fn purged(&self, upto_index: u64) {
        self.recorder.record(TraceEvent::LogPurge { member: self.id, upto_index });
    }

    fn applied(&self, stored: &Stored) {
        let entry = Rc::new(entry_frame(&stored.entry));
        let op = match &stored.entry.payload {
            EntryPayload::Normal(proposal) => Some(proposal.op),
            _ => None,
        };
        let (member, index, term, hash) = (self.id, entry.index, entry.term, stored.hash);
        // What is applied is committed; openraft says so itself only after it has applied it.
        self.committed(&mut self.seen.borrow_mut(), index);
        self.recorder.record(TraceEvent::Apply { member, index, term, hash, op, entry });
    }

    fn snapshot_built(&self, last: &LogId) {
        let (index, term) = (last.index(), last.committed_leader_id().term);
        self.recorder.record(TraceEvent::SnapshotBuild { member: self.id, index, term });
    }

    fn snapshot_installed(&self, meta: &SnapshotMeta) {
        let Some(last) = meta.last_log_id else { return };
        let (index, term) = (last.index(), last.committed_leader_id().term);
        {
            let mut seen = self.seen.borrow_mut();
            if let Some(at) = meta.last_membership.log_id() {
                seen.configure(at.index(), meta.last_membership.membership());
            }
        }
        self.recorder.record(TraceEvent::SnapshotInstall { member: self.id, index, term });
    }
}

/// An entry as frames show it.
pub fn entry_frame(entry: &Entry) -> EntryFrame {
    let id = entry.log_id();
    let (kind, label): (_, Rc<str>) = match &entry.payload {
        EntryPayload::Blank => (EntryKind::Blank, "blank".into()),
        EntryPayload::Normal(proposal) => (EntryKind::Normal, proposal.command.label().into()),
        EntryPayload::Membership(membership) => {
            let voters: Vec<String> = membership.voter_ids().map(|id| id.to_string()).collect();
            (EntryKind::Membership, format!("members {}", voters.join(" ")).into())
        }
    };
    let command = match &entry.payload {
        EntryPayload::Normal(proposal) => Some(proposal.command.clone()),
        _ => None,
    };
    EntryFrame { index: id.index(), term: id.committed_leader_id().term, kind, label, key: entry_key(entry), command }
}
