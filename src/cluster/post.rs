//! The post office: puts letters on the bus and brings them to their receivers, writing it down.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use super::api::{ClientError, ClientRequest, ClientResponse, Told};
use super::clients::{Desk, has_certificate};
use super::homes::HANG_UP_US;
use super::letter::{Body, Letter, Payload, ReplyTo};
use super::member::Member;
use super::recorder::Recorder;
use super::roads::Roads;
use super::serve::{Service, confirmed_index};
use super::{Address, Content, Door, DropReason, MemberId, TraceEvent, WorldSpec};
use crate::mistake::{Mistake, Mistakes};
use crate::raft::{RaftTiming, Request, Response, StoredMembership, Transport, handle};
use crate::sim::{Bus, BusHandler, DropWhy, Envelope, Kernel, OneshotReceiver, Sleep, oneshot};

pub type LetterBus = Bus<Address, Payload>;

pub struct PostOffice {
    pub kernel: Rc<Kernel>,
    pub recorder: Rc<Recorder>,
    pub bus: Rc<LetterBus>,
    pub roads: Roads,
    pub desk: Rc<Desk>,
    pub spec: WorldSpec,
    /// Whether members ask, before they campaign, if they would win.
    pub pre_vote: Cell<bool>,
    /// Whether only those with a certificate are let in.
    pub is_locked: Cell<bool>,
    /// When everybody last began anew from a snapshot.
    pub restored_us: Cell<Option<u64>>,
    /// Who is joining or leaving, until that is done.
    pub changing: Cell<Option<MemberId>>,
    /// Of the configurations that are known to be committed, the last one.
    pub settled: RefCell<StoredMembership>,
    /// Counts how often leadership was asked to be handed over: a later wish ends an earlier one.
    pub handovers: Cell<u64>,
    /// How often the group has begun anew.
    pub lives: Cell<u64>,
    pub seed: u64,
    pub raft_config: Arc<openraft::Config>,
    pub raft_timing: RaftTiming,
    pub mistakes: Mistakes,
    /// Where answers go that are mixed up.
    #[cfg(feature = "mistakes")]
    mixed_up: RefCell<crate::few::SmallMap<(MemberId, MemberId), ReplyTo<Response>>>,
    members: RefCell<Vec<Rc<Member>>>,
    pub this: Weak<PostOffice>,
}

impl PostOffice {
    pub fn new(
        kernel: Rc<Kernel>,
        recorder: Rc<Recorder>,
        bus: Rc<LetterBus>,
        spec: WorldSpec,
        raft_config: Arc<openraft::Config>,
        raft_timing: RaftTiming,
    ) -> Rc<Self> {
        let post = Rc::new_cyclic(|this| Self {
            kernel,
            recorder,
            bus: bus.clone(),
            roads: Roads::default(),
            desk: Rc::default(),
            pre_vote: Cell::new(raft_config.enable_pre_vote == Some(true)),
            is_locked: Cell::new(spec.door == Door::Locked),
            restored_us: Cell::default(),
            changing: Cell::default(),
            settled: RefCell::default(),
            handovers: Cell::default(),
            lives: Cell::default(),
            seed: spec.seed,
            raft_config,
            raft_timing,
            mistakes: spec.mistakes,
            spec,
            #[cfg(feature = "mistakes")]
            mixed_up: RefCell::default(),
            members: RefCell::default(),
            this: this.clone(),
        });
        bus.set_handler(post.clone());
        post
    }

    /// Members stay in the order of their ids.
    pub fn add_member(&self, member: Rc<Member>) {
        let mut members = self.members.borrow_mut();
        let at = members.partition_point(|other| other.id < member.id);
        members.insert(at, member);
    }

    /// Everybody has gone.
    pub fn clear_members(&self) {
        self.members.borrow_mut().clear();
    }

    /// Who leads: of those at home that do, the one in the greatest term. It may not know yet that its
    /// time is over.
    pub fn leader(&self) -> Option<Rc<Member>> {
        let members = self.members();
        let leaders = members.into_iter().filter(|member| member.leads());
        leaders.max_by_key(|member| member.witness.seen.borrow().term)
    }

    /// Of those at home, the one that has applied most.
    pub fn furthest(&self) -> Option<Rc<Member>> {
        let applied = |member: &Rc<Member>| member.incarnation().map(|run| run.state_machine.applied_index());
        self.members().into_iter().filter(|member| member.is_up()).max_by_key(applied)
    }

    pub fn member(&self, id: MemberId) -> Option<Rc<Member>> {
        self.members.borrow().iter().find(|member| member.id == id).cloned()
    }

    pub fn members(&self) -> Vec<Rc<Member>> {
        self.members.borrow().clone()
    }

    /// Whether a member belongs to the group, learner or not.
    pub fn lists(&self, id: MemberId) -> bool {
        self.settled.borrow().membership().get_node(&id).is_some()
    }

    pub fn for_each_member(&self, visit: impl FnMut(&Rc<Member>)) {
        self.members.borrow().iter().for_each(visit);
    }

    /// A client's letter to a member, and its answer, for as long as the caller waits.
    pub async fn ask_as_client(&self, client: &Rc<str>, to: MemberId, request: ClientRequest) -> Told {
        self.desk.count(client, |counts| counts.sent += 1);
        self.ask_from(Address::Client(client.clone()), to, 0, request).await
    }

    /// A member's letter to the leader on behalf of a client.
    pub async fn ask(&self, from: MemberId, to: MemberId, term: u64, request: ClientRequest) -> ClientResponse {
        self.ask_from(Address::Member(from), to, term, request).await.response
    }

    async fn ask_from(&self, from: Address, to: MemberId, term: u64, request: ClientRequest) -> Told {
        let (sender, receiver) = oneshot();
        let letter = Letter::client_request(request, term, ReplyTo::new(sender));
        self.bus.send(from, Address::Member(to), letter);
        answer(receiver).await
    }

    pub async fn ask_read_index(&self, from: MemberId, to: MemberId, term: u64) -> Option<u64> {
        let (sender, receiver) = oneshot();
        let letter = Letter::read_index(term, ReplyTo::new(sender));
        self.bus.send(Address::Member(from), Address::Member(to), letter);
        answer(receiver).await
    }

    /// The member reads a letter that came for it, some time after it came if it is slow.
    fn receive(&self, member: Rc<Member>, from: Address, letter: Payload) {
        let slow_us = member.slow_us.get();
        if slow_us == 0 {
            self.read(member, from, &letter);
            return;
        }
        let (Some(post), Some(incarnation)) = (self.this.upgrade(), member.incarnation()) else { return };
        self.kernel.spawn_in(incarnation.domain, async move {
            Sleep::truly_for_us(slow_us).await;
            post.read(member, from, &letter);
        });
    }

    fn read(&self, member: Rc<Member>, from: Address, letter: &Payload) {
        member.witness.received(from.member(), letter, member.disk.is_slow());
        self.hand_over(member, from, letter.clone());
        answered(letter);
    }

    /// Has the member handle a letter that came for it, in its current incarnation.
    fn hand_over(&self, member: Rc<Member>, from: Address, letter: Payload) {
        let (Some(post), Some(incarnation)) = (self.this.upgrade(), member.incarnation()) else { return };
        if let Body::ClientRequest(_, reply_to) = &letter.body
            && !reply_to.take()
            && !self.mistakes.makes(Mistake::CopyDone)
        {
            return;
        }
        let me = Address::Member(member.id);
        self.kernel.spawn_in(incarnation.domain, async move {
            let term = || member.witness.seen.borrow().term;
            let reply = match &letter.body {
                Body::Request(request, reply_to) => {
                    let raft = incarnation.raft.borrow().clone();
                    let Some(raft) = raft else { return };
                    let Some(response) = handle(&raft, request.clone()).await else { return };
                    let leased = member.witness.may_be_leased(post.raft_timing.election_ms[1] * 1000);
                    Letter::response(request, response, term(), leased, reply_to.clone())
                }
                Body::ClientRequest(request, reply_to) => {
                    let response = match post.lets_in(&from) {
                        true => {
                            let (member, incarnation) = (member.clone(), incarnation.clone());
                            let service = Service { member, incarnation, post: post.clone() };
                            service.answer(from.clone(), request.clone()).await
                        }
                        false => Err(ClientError::Denied),
                    };
                    let revision = incarnation.state_machine.read(|store| store.revision());
                    let told = Told { response, member: member.id, term: term(), revision };
                    Letter::client_response(told, reply_to.clone())
                }
                Body::ReadIndex(reply_to) => {
                    let index = confirmed_index(&incarnation, post.mistakes).await;
                    Letter::read_index_response(index, term(), reply_to.clone())
                }
                Body::Response(..) | Body::ClientResponse(..) | Body::ReadIndexResponse(..) => return,
                Body::WatchEvent(..) => return,
            };
            post.bus.send(me, from, reply);
        });
    }

    /// Where the answer to a request goes; as a mistake, to whichever request was the last one that way.
    #[cfg(feature = "mistakes")]
    fn mixed_up(&self, way: (MemberId, MemberId), reply_to: ReplyTo<Response>) -> ReplyTo<Response> {
        if !self.mistakes.makes(Mistake::ResponseMixedUp) {
            return reply_to;
        }
        let mut mixed_up = self.mixed_up.borrow_mut();
        match mixed_up.get(&way) {
            Some(earlier) => earlier.pass_on(&reply_to),
            None => drop(mixed_up.insert(way, reply_to)),
        }
        mixed_up[&way].clone()
    }

    /// Members that write and read for themselves: no letter is needed within one house.
    pub async fn serve_at_home(&self, member: MemberId, request: ClientRequest) -> ClientResponse {
        let (Some(post), Some(member)) = (self.this.upgrade(), self.member(member)) else {
            return Err(ClientError::NoLeader);
        };
        let Some(incarnation) = member.incarnation() else { return Err(ClientError::NoLeader) };
        let from = Address::Member(member.id);
        Service { member, incarnation, post }.answer(from, request).await
    }

    /// Members know each other; of all others a locked door lets in who has a certificate.
    fn lets_in(&self, from: &Address) -> bool {
        match from {
            Address::Client(client) => !self.is_locked.get() || has_certificate(client),
            Address::Member(_) => true,
        }
    }
}

/// Gives an answer to whoever asked and still waits.
fn answered(letter: &Payload) {
    match &letter.body {
        Body::Response(response, reply_to) => reply_to.send(response.clone()),
        Body::ClientResponse(told, reply_to) => reply_to.send(told.clone()),
        Body::ReadIndexResponse(index, reply_to) => reply_to.send(*index),
        Body::WatchEvent(stream, number, news) => stream.arrived(*number, news.clone()),
        Body::Request(..) | Body::ClientRequest(..) | Body::ReadIndex(_) => {}
    }
}

/// The answer, if it ever comes: nobody tells the asker that a letter got lost.
async fn answer<T>(receiver: OneshotReceiver<T>) -> T {
    match receiver.await {
        Ok(answer) => answer,
        Err(_) => std::future::pending().await,
    }
}

impl Transport for PostOffice {
    fn call(&self, from: MemberId, to: MemberId, request: Request) -> OneshotReceiver<Response> {
        let (sender, receiver) = oneshot();
        let reply_to = ReplyTo::new(sender);
        #[cfg(feature = "mistakes")]
        let reply_to = self.mixed_up((from, to), reply_to);
        let letter = Letter::request(request, reply_to);
        self.bus.send(Address::Member(from), Address::Member(to), letter);
        receiver
    }
}

impl BusHandler<Address, Payload> for PostOffice {
    fn sent(&self, envelope: &Envelope<Address, Payload>) {
        let Envelope { id, from, to, payload, copy_of, .. } = envelope;
        // A copy is the network's doing, not its sender's.
        if let Some(member) = from.member().filter(|_| copy_of.is_none()).and_then(|from| self.member(from)) {
            member.witness.sent(to.member(), payload);
        }
        self.recorder.record(TraceEvent::Send {
            id: *id,
            from: from.clone(),
            to: to.clone(),
            kind: payload.kind,
            term: payload.term,
            copy_of: *copy_of,
            content: payload.content.clone(),
        });
    }

    fn closed(&self, from: &Address, to: &Address) -> Option<DropWhy> {
        self.roads.closed(from, to)
    }

    fn is_there(&self, to: &Address) -> bool {
        to.member().is_none_or(|id| self.member(id).is_some_and(|member| member.is_up()))
    }

    fn deliver(&self, envelope: &Envelope<Address, Payload>) {
        let Envelope { id, from, to, payload, .. } = envelope;
        self.recorder.record(TraceEvent::Deliver {
            id: *id,
            from: from.clone(),
            to: to.clone(),
            kind: payload.kind,
            term: payload.term,
            content: payload.content.clone(),
        });
        match to.member().and_then(|to| self.member(to)) {
            Some(member) => self.receive(member, from.clone(), payload.clone()),
            None => {
                if let Address::Client(client) = to {
                    let denied = matches!(*payload.content, Content::Denied).then(|| self.kernel.now_us());
                    self.desk.count(client, |counts| {
                        counts.received += 1;
                        counts.denied_us = denied.or(counts.denied_us);
                    });
                }
                answered(payload)
            }
        }
    }

    fn dropped(&self, envelope: &Envelope<Address, Payload>, why: DropWhy) {
        let Envelope { id, from, to, payload, copy_of, .. } = envelope;
        // News are sent once: what is lost breaks their connection.
        if let Body::WatchEvent(stream, ..) = &payload.body
            && copy_of.is_none()
        {
            let stream = stream.clone();
            self.kernel.spawn_in(Kernel::ROOT, async move {
                Sleep::truly_for_us(HANG_UP_US).await;
                stream.break_off();
            });
        }
        self.recorder.record(TraceEvent::Drop {
            id: *id,
            from: from.clone(),
            to: to.clone(),
            kind: payload.kind,
            term: payload.term,
            why: match why {
                DropWhy::Loss => DropReason::Loss,
                DropWhy::Taken => DropReason::Action,
                DropWhy::NobodyThere => DropReason::Down,
                DropWhy::Parted => DropReason::Partition,
                DropWhy::Cut => DropReason::Cut,
            },
            content: payload.content.clone(),
        });
    }
}
