//! The world: everything that runs, behind three verbs. Advance it, act on it, look at it.
//!
//! A moment is a virtual time t: every event up to and at t has happened and nothing is ready to
//! run. [`World::apply`] acts at the present moment and settles it again, so whatever is done at one
//! moment gives the same world no matter how the way there was cut into advances.

use std::rc::Rc;

use super::clients::{self, File};
use super::doing::Doing;
use super::letter::Payload;
use super::operator;
use super::post::PostOffice;
use super::recorder::Recorder;
use super::{
    Action, Address, Frame, LOST_LISTED_US, MEMBERS_MAX, MemberFaults, MemberId, Refusal, TraceEvent, TraceLine,
    WorldSpec, sample, view,
};
use crate::etcd::Store;
use crate::etcdctl::CommandOutput;
use crate::raft::{RaftTiming, config};
use crate::sim::{Bus, Kernel, LinkTimes, mix};

/// The longest that one fault can hold anything up: a letter, a reader, a disk.
pub const FAULT_US_MAX: u64 = 60_000_000;
/// The most that a clock gains or loses in a million.
pub const CLOCK_PPM_MAX: i32 = 500_000;

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
    pub(super) post: Rc<PostOffice>,
}

impl World {
    /// A world at time 0, everybody just started.
    ///
    /// # Errors
    /// If the description can't be met.
    pub fn new(spec: WorldSpec) -> Result<Self, BadWorld> {
        let raft_timing = raft_timing(&spec)?;
        let raft_config =
            config(&raft_timing, spec.pre_vote, spec.keep_log).map_err(|why| BadWorld::Timing(why.to_string()))?;
        let kernel = Kernel::new(mix(spec.seed, STREAM_KERNEL));
        let recorder = Rc::new(Recorder::new(kernel.clone()));
        let bus: Rc<Bus<Address, Payload>> =
            Bus::new(kernel.clone(), mix(spec.seed, STREAM_BUS), healthy(&spec), LOST_LISTED_US);
        let members: Vec<MemberId> = (1..=spec.members.into()).collect();
        let sample = spec.preload.then(|| Rc::new(sample::store()));
        let post = PostOffice::new(kernel, recorder, bus, spec, raft_config, raft_timing);
        let world = Self { post };
        world.post.found(&members, sample.as_ref());
        world.settle();
        Ok(world)
    }

    pub fn spec(&self) -> &WorldSpec {
        &self.post.spec
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
        view::frame(&self.post)
    }

    /// The trace since it was last taken.
    pub fn take_trace(&self) -> Vec<TraceLine> {
        self.post.recorder.take_lines()
    }

    /// How many trace events there have been.
    pub fn events(&self) -> u64 {
        self.post.recorder.events()
    }

    /// How often a task has been polled so far: a measure of work, and no part of the world.
    pub fn polls(&self) -> u64 {
        self.post.kernel.polls()
    }

    pub fn trace_hash(&self) -> u64 {
        self.post.recorder.hash()
    }

    /// Whether a message other than a sign of life is under way.
    pub fn is_busy(&self) -> bool {
        let mut busy = false;
        self.post.bus.for_each_in_flight(|envelope| busy |= !envelope.payload.is_sign_of_life());
        busy
    }

    /// What the command of this operation printed since this was last called, and whether it is done; then this was
    /// the last time.
    pub fn take_output(&self, op: u64) -> Option<(CommandOutput, bool)> {
        self.post.desk.take_output(op)
    }

    /// Whether a command runs until somebody stops it, as a watch does.
    pub fn runs(&self, op: u64) -> bool {
        self.post.desk.runs(op)
    }

    /// Looks into the store of a member at home; without one, of the member that has applied most. `None` if nobody is
    /// there.
    pub fn read_store<T>(&self, member: Option<MemberId>, read: impl FnOnce(MemberId, &Store) -> T) -> Option<T> {
        let member = member.map_or_else(|| self.post.furthest(), |id| self.post.member(id))?;
        Some(member.incarnation()?.state_machine.read(|store| read(member.id, store)))
    }

    /// A file of the session's folder, and what is in it if it is a snapshot.
    pub fn file(&self, name: &str) -> Option<File> {
        self.post.desk.files.file(name)
    }

    /// What is in a data directory that `snapshot restore` made.
    pub fn data_dir(&self, name: &str) -> Option<Rc<Store>> {
        self.post.desk.files.data_dir(name)
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

    fn perform(&self, doing: Doing) -> Option<u64> {
        let post = &self.post;
        let _entered = post.kernel.enter();
        match doing {
            Doing::Crash(member) => {
                post.recorder.record(TraceEvent::Crash { member: member.id });
                post.crash(&member);
            }
            Doing::Restart(member) => post.restart(&member),
            Doing::Campaign(member) => {
                let pre_vote = post.pre_vote.get();
                member.tell(&post.kernel, move |raft| async move { raft.trigger().elect(pre_vote).await });
            }
            Doing::TakeSnapshot(member) => {
                member.tell(&post.kernel, |raft| async move { raft.trigger().snapshot().await });
            }
            Doing::Drop(id) => {
                post.bus.take(id);
            }
            Doing::Delay(id, by_us) => {
                post.bus.delay(id, by_us);
            }
            Doing::Duplicate(id) => {
                post.bus.duplicate(id);
            }
            Doing::Part(groups) => post.roads.part(groups),
            Doing::Cut(from, to) => post.roads.cut(from, to),
            Doing::Heal => self.heal(),
            Doing::SetNetwork(times) => post.bus.set_times(times),
            Doing::SetMember(member, faults) => member.set_faults(&post.kernel, faults),
            Doing::SetPreVote(on) => {
                post.pre_vote.set(on);
                post.for_each_member(|member| {
                    if let Some(raft) = member.raft() {
                        raft.runtime_config().pre_vote(on);
                    }
                });
            }
            Doing::Transfer { from, to } => operator::hand_over(post, from, to),
            Doing::Change(wish) => operator::change(post, wish),
            Doing::Bring { to, picture, piece } => clients::bring(post, to, picture, piece),
            Doing::Etcdctl { tool, call, endpoint, is_open } => return Some(tool(post, &call, endpoint, is_open)),
            Doing::Say(client, text) => post.desk.say(&client, &text),
            Doing::LayDown(name, bytes) => post.desk.files.lay_down(name, bytes),
            Doing::StartFrom(store) => post.begin_anew(&store),
            Doing::SetDoor(is_locked) => clients::lock(post, is_locked),
            Doing::Interrupt(client) => post.desk.interrupt(&client),
        }
        None
    }

    /// Everything works as it did when the world was made. Whoever is away stays away.
    fn heal(&self) {
        self.post.roads.open();
        self.post.bus.set_times(healthy(&self.post.spec));
        self.post.for_each_member(|member| member.set_faults(&self.post.kernel, MemberFaults::default()));
    }
}

/// What becomes of letters in a network without faults.
fn healthy(spec: &WorldSpec) -> LinkTimes {
    LinkTimes { latency_us: spec.timing.latency_us, loss_ppm: 0, duplicate_ppm: 0 }
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
