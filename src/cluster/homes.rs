//! Where members live: how they come, start, stop and begin anew.

use std::rc::Rc;

use super::clients;
use super::lessor;
use super::member::Member;
use super::post::PostOffice;
use super::serve::{self, Service};
use super::witness::Witness;
use super::{MemberId, TraceEvent, compactor, settler};
use crate::etcd::Store;
use crate::raft::StoredMembership;
use crate::sim::{Kernel, Sleep};

/// How long it takes a client to notice that nobody is at the other end any more, or that a letter got lost: TCP asks
/// a few times.
pub const HANG_UP_US: u64 = 500_000;

impl PostOffice {
    /// A new member in the list, with empty stores.
    fn build(&self, id: MemberId) -> Rc<Member> {
        let witness = Rc::new(Witness::new(id, self.recorder.clone()));
        let member = Rc::new(Member::new(id, self.spec.seed, witness, self.spec.mistakes));
        self.add_member(member.clone());
        member
    }

    /// The members `1..=count` found a group, with what `store` holds.
    pub fn found(&self, members: &[MemberId], store: Option<&Rc<Store>>) {
        if let Some(store) = store {
            let (revision, store) = (store.revision(), store.clone());
            self.recorder.record(TraceEvent::Restore { revision, store });
        }
        self.settled.replace(StoredMembership::default());
        for id in members {
            self.build(*id).found(members, store);
        }
        for member in self.members().into_iter().filter(|member| members.contains(&member.id)) {
            self.start(&member);
        }
    }

    /// Everybody stops and begins anew, as members of a new group that has what `store` holds. Nothing of the old
    /// group is left, its letters neither.
    pub fn begin_anew(&self, store: &Rc<Store>) {
        let mut ids = Vec::new();
        for member in self.members().iter().filter(|member| !member.removed.get()) {
            if member.is_up() {
                self.recorder.record(TraceEvent::Crash { member: member.id });
                self.crash(member);
            }
            ids.push(member.id);
        }
        let mut letters = Vec::new();
        self.bus.for_each_in_flight(|envelope| letters.push(envelope.id));
        for id in letters {
            self.bus.take(id);
        }
        self.lives.set(self.lives.get() + 1);
        self.restored_us.set(Some(self.kernel.now_us()));
        self.clear_members();
        self.found(&ids, Some(store));
    }

    pub fn start(&self, member: &Rc<Member>) {
        let Some(post) = self.this.upgrade() else { return };
        let incarnation = member.start(&post);
        let service = Service { member: member.clone(), incarnation: incarnation.clone(), post: post.clone() };
        self.kernel.spawn_in(incarnation.domain, lessor::count(service.clone()));
        self.kernel.spawn_in(incarnation.domain, compactor::compact(service.clone()));
        self.kernel.spawn_in(incarnation.domain, serve::get_ready(service.clone()));
        self.kernel.spawn_in(incarnation.domain, settler::settle(service));
        if self.spec.puzzle && self.spec.search {
            clients::live(member.id, &post, &incarnation);
        }
    }

    /// Starts it from what it stored, and says what that is.
    pub fn restart(&self, member: &Rc<Member>) {
        self.recorder.record(TraceEvent::Restart {
            member: member.id,
            last: member.log.last_index(),
            committed: member.log.committed().map(|id| id.index()),
            snapshot: member.shelf.index(),
        });
        self.start(member);
    }

    /// Has somebody at home who is about to join, or to join again with what it stored.
    pub fn take_in(&self, id: MemberId) {
        match self.member(id) {
            Some(member) => {
                member.removed.set(false);
                self.restart(&member);
            }
            None => self.start(&self.build(id)),
        }
    }

    /// The member stops at once; whoever was connected to it notices a little later.
    pub fn crash(&self, member: &Member) {
        let streams = member.incarnation().map(|incarnation| incarnation.watchers.take_streams());
        for stream in streams.unwrap_or_default() {
            self.kernel.spawn_in(Kernel::ROOT, async move {
                Sleep::truly_for_us(HANG_UP_US).await;
                stream.break_off();
            });
        }
        member.crash(&self.kernel);
        self.desk.found.borrow_mut().remove(&member.id);
    }
}
