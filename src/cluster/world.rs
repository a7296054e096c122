//! The world: everything that runs, behind three verbs. Advance it, act on it, look at it.
//!
//! A moment is a virtual time t: every event up to and at t has happened and nothing is ready to
//! run. [`World::apply`] acts at the present moment and settles it again, so whatever is done at one
//! moment gives the same world no matter how the way there was cut into advances.

use std::rc::Rc;

use super::clients::{self, Desk};
use super::letter::Payload;
use super::member::Member;
use super::post::PostOffice;
use super::recorder::Recorder;
use super::witness::Witness;
use super::{
    Action, Address, EtcdctlCall, Frame, LOST_LISTED_US, MEMBERS_MAX, MemberId, Refusal, Role, TraceEvent, TraceLine,
    WorldSpec, view,
};
use crate::etcdctl::CommandOutput;
use crate::puzzle::Piece;
use crate::raft::{RaftTiming, config};
use crate::sim::{Bus, Kernel, LinkTimes, mix};

/// The longest that one action can hold a message up.
pub const DELAY_US_MAX: u64 = 60_000_000;

/// openraft counts in milliseconds; nobody waits longer than ten minutes.
const TIMING_US_MIN: u64 = 1_000;
const TIMING_US_MAX: u64 = 600_000_000;

/// Random streams of the world itself; members have theirs from 1000 on.
const STREAM_KERNEL: u64 = 1;
const STREAM_BUS: u64 = 2;

/// Why a world can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadWorld {
    #[error("a world has 1 to {MEMBERS_MAX} members")]
    Members,
    #[error("these times contradict each other: {0}")]
    Timing(String),
}

pub struct World {
    spec: WorldSpec,
    post: Rc<PostOffice>,
    desk: Rc<Desk>,
}

impl World {
    /// A world at time 0, everybody just started.
    ///
    /// # Errors
    /// If the description can't be met.
    pub fn new(spec: WorldSpec) -> Result<Self, BadWorld> {
        let raft_timing = raft_timing(&spec)?;
        let raft_config = config(&raft_timing, spec.pre_vote).map_err(|why| BadWorld::Timing(why.to_string()))?;
        let kernel = Kernel::new(mix(spec.seed, STREAM_KERNEL));
        let recorder = Rc::new(Recorder::new(kernel.clone()));
        let times = LinkTimes { latency_us: spec.timing.latency_us, loss_ppm: 0 };
        let bus: Rc<Bus<Address, Payload>> =
            Bus::new(kernel.clone(), mix(spec.seed, STREAM_BUS), times, LOST_LISTED_US);
        let post = PostOffice::new(kernel, recorder.clone(), bus, spec.seed, raft_config, raft_timing);
        for id in 1..=spec.members.into() {
            let witness = Rc::new(Witness::new(id, recorder.clone()));
            post.add_member(Rc::new(Member::founding(id, spec.members, witness)));
        }
        let world = Self { spec, post, desk: Rc::default() };
        for member in world.post.members() {
            world.start(&member);
        }
        world.settle();
        Ok(world)
    }

    fn start(&self, member: &Rc<Member>) {
        let incarnation = member.start(&self.post);
        if self.spec.puzzle && self.spec.search {
            clients::live(member.id, self.spec.members.into(), &self.post, &self.desk, &incarnation);
        }
    }

    pub fn spec(&self) -> &WorldSpec {
        &self.spec
    }

    pub fn now_us(&self) -> u64 {
        self.post.kernel.now_us()
    }

    /// When something is next due to happen, visible or not.
    pub fn next_event_us(&self) -> Option<u64> {
        self.post.kernel.next_event_us()
    }

    /// Lets everything happen up to and at `t_us`. Does nothing if that is past.
    pub fn advance_to(&self, t_us: u64) {
        while self.post.kernel.step(t_us) {
            self.observe();
        }
    }

    fn settle(&self) {
        self.post.kernel.drain();
        self.observe();
        self.advance_to(self.now_us());
    }

    fn observe(&self) {
        self.post.for_each_member(|member| member.observe());
    }

    pub fn frame(&self) -> Frame {
        view::frame(&self.spec, &self.post, &self.desk)
    }

    /// The trace since it was last taken.
    pub fn take_trace(&self) -> Vec<TraceLine> {
        self.post.recorder.take_lines()
    }

    /// How many trace events there have been.
    pub fn events(&self) -> u64 {
        self.post.recorder.events()
    }

    pub fn trace_hash(&self) -> u64 {
        self.post.recorder.hash()
    }

    /// Whether a message other than a heartbeat is under way.
    pub fn is_busy(&self) -> bool {
        let mut busy = false;
        self.post.bus.for_each_in_flight(|envelope| busy |= !envelope.payload.kind.is_heartbeat());
        busy
    }

    /// What the command of this operation printed, once it is done. Given out once.
    pub fn take_output(&self, op: u64) -> Option<CommandOutput> {
        self.desk.take_output(op)
    }

    /// Does what is asked, at the present moment. Returns the operation of a command line.
    ///
    /// # Errors
    /// If it can't be done; then nothing has changed and the trace holds nothing of it.
    pub fn apply(&self, action: &Action) -> Result<Option<u64>, Refusal> {
        let doing = self.check(action)?;
        self.post.recorder.record(TraceEvent::Action { action: Rc::new(action.clone()) });
        let op = self.perform(doing);
        self.settle();
        Ok(op)
    }

    fn member(&self, id: MemberId) -> Result<Rc<Member>, Refusal> {
        self.post.member(id).ok_or(Refusal::NoSuchMember(id))
    }

    fn member_at_home(&self, id: MemberId) -> Result<Rc<Member>, Refusal> {
        let member = self.member(id)?;
        if member.is_up() { Ok(member) } else { Err(Refusal::Down(id)) }
    }

    /// Says what exactly is to be done, without doing any of it.
    fn check(&self, action: &Action) -> Result<Doing, Refusal> {
        match action {
            Action::Crash { member } => {
                let found = self.member(*member)?;
                if found.is_up() { Ok(Doing::Crash(found)) } else { Err(Refusal::AlreadyDown(*member)) }
            }
            Action::Restart { member } => {
                let found = self.member(*member)?;
                if found.is_up() { Err(Refusal::AlreadyUp(*member)) } else { Ok(Doing::Restart(found)) }
            }
            Action::Campaign { member } => {
                let found = self.member_at_home(*member)?;
                let leads = found.witness.seen.borrow().role == Some(Role::Leader);
                if leads { Err(Refusal::AlreadyLeader(*member)) } else { Ok(Doing::Campaign(found)) }
            }
            Action::DropMessage { id } => self.message(*id).map(Doing::Drop),
            Action::DelayMessage { by_us: 0, .. } => Err(Refusal::BadDelay { max_us: DELAY_US_MAX }),
            Action::DelayMessage { by_us, .. } if *by_us > DELAY_US_MAX => {
                Err(Refusal::BadDelay { max_us: DELAY_US_MAX })
            }
            Action::DelayMessage { id, by_us } => self.message(*id).map(|id| Doing::Delay(id, *by_us)),
            Action::SuggestPiece => self.next_piece(),
            Action::Etcdctl(call) => {
                if !clients::may_be_called(&call.client) {
                    return Err(Refusal::BadClient { max: clients::NAME_LEN_MAX });
                }
                let endpoint = match call.endpoint {
                    Some(id) => self.member(id)?.id,
                    None => self.door().map_or(1, |member| member.id),
                };
                Ok(Doing::Etcdctl(call.clone(), endpoint))
            }
        }
    }

    fn message(&self, id: u64) -> Result<u64, Refusal> {
        if self.post.bus.is_in_flight(id) { Ok(id) } else { Err(Refusal::NoSuchMessage(id)) }
    }

    /// At whose door somebody from outside knocks: the leader's with the greatest term, else anybody's who is at home.
    fn door(&self) -> Option<Rc<Member>> {
        let members = self.post.members();
        let at_home = members.into_iter().filter(|member| member.is_up());
        at_home.max_by_key(|member| {
            let seen = member.witness.seen.borrow();
            let leads = (seen.role == Some(Role::Leader)).then_some(seen.term);
            (leads, std::cmp::Reverse(member.id))
        })
    }

    /// The next piece for a visitor to bring: the first one that the member at the door misses.
    fn next_piece(&self) -> Result<Doing, Refusal> {
        if !self.spec.puzzle {
            return Err(Refusal::NoPuzzle);
        }
        let member = self.door().ok_or(Refusal::NobodyHome)?;
        let incarnation = member.incarnation().ok_or(Refusal::NobodyHome)?;
        let board = incarnation.state_machine.read(clients::board);
        let brought = self.desk.visitors.borrow();
        let missing = |piece: &Piece| !board.placed.contains(piece) && !brought.values().any(|held| held == piece);
        let piece = Piece::all().find(missing).ok_or(Refusal::NoPieceLeft)?;
        Ok(Doing::Bring { to: member.id, picture: board.picture, piece })
    }

    fn perform(&self, doing: Doing) -> Option<u64> {
        let post = &self.post;
        let _entered = post.kernel.enter();
        match doing {
            Doing::Crash(member) => {
                member.crash(&post.kernel);
                self.desk.found.borrow_mut().remove(&member.id);
                post.recorder.record(TraceEvent::Crash { member: member.id });
            }
            Doing::Restart(member) => {
                post.recorder.record(TraceEvent::Restart {
                    member: member.id,
                    last: member.log.last_index(),
                    committed: member.log.committed().map(|id| id.index()),
                    snapshot: member.shelf.index(),
                });
                self.start(&member);
            }
            Doing::Campaign(member) => {
                if let (Some(raft), Some(incarnation)) = (member.raft(), member.incarnation()) {
                    let pre_vote = self.spec.pre_vote;
                    post.kernel.spawn_in(incarnation.domain, async move {
                        // An error means that the member stops, and then there is nothing to campaign for.
                        let _ = raft.trigger().elect(pre_vote).await;
                    });
                }
            }
            Doing::Drop(id) => {
                post.bus.take(id);
            }
            Doing::Delay(id, by_us) => {
                post.bus.delay(id, by_us);
            }
            Doing::Bring { to, picture, piece } => clients::bring(post, &self.desk, to, picture, piece),
            Doing::Etcdctl(call, endpoint) => {
                return Some(clients::run_command(post, &self.desk, &call, endpoint));
            }
        }
        None
    }
}

/// An action that can be done.
enum Doing {
    Crash(Rc<Member>),
    Restart(Rc<Member>),
    Campaign(Rc<Member>),
    Drop(u64),
    Delay(u64, u64),
    Bring { to: MemberId, picture: u64, piece: Piece },
    Etcdctl(EtcdctlCall, MemberId),
}

impl Drop for World {
    /// Tasks, bus and members hold each other: take them apart.
    fn drop(&mut self) {
        for member in self.post.members() {
            member.crash(&self.post.kernel);
        }
        self.post.kernel.shut_down();
        self.post.bus.shut_down();
    }
}

/// openraft counts in whole milliseconds.
fn raft_timing(spec: &WorldSpec) -> Result<RaftTiming, BadWorld> {
    if spec.members == 0 || u64::from(spec.members) > MEMBERS_MAX {
        return Err(BadWorld::Members);
    }
    let [shortest_us, longest_us] = spec.timing.latency_us;
    if shortest_us > longest_us || longest_us > TIMING_US_MAX {
        return Err(BadWorld::Timing(format!("latency from {shortest_us} to {longest_us} us")));
    }
    for us in spec.timing.election_us.into_iter().chain([spec.timing.heartbeat_us]) {
        if !(TIMING_US_MIN..=TIMING_US_MAX).contains(&us) {
            return Err(BadWorld::Timing(format!("{us} us is not between {TIMING_US_MIN} and {TIMING_US_MAX}")));
        }
    }
    let ms = |us: u64| us / 1000;
    Ok(RaftTiming { heartbeat_ms: ms(spec.timing.heartbeat_us), election_ms: spec.timing.election_us.map(ms) })
}
