//! What exactly an action comes to in this world, or why it can't be done. Looks, and touches nothing.

use std::rc::Rc;

use super::clients::{self, Tool, board};
use super::member::Member;
use super::operator::Wish;
use super::{
    Action, CLOCK_PPM_MAX, EtcdctlCall, FAULT_US_MAX, MEMBERS_MAX, MemberFaults, MemberId, Refusal, Role, World,
    settler,
};
use crate::etcd::Store;
use crate::few::sorted;
use crate::puzzle::Piece;
use crate::sim::LinkTimes;

/// The most parts in a million there are.
const PPM_MAX: u32 = 1_000_000;

/// The longest command line, and the longest text that it reads from its standard input.
const COMMAND_MAX_BYTES: usize = 64 << 10;

/// An action that can be done.
pub enum Doing {
    Crash(Rc<Member>),
    Restart(Rc<Member>),
    Campaign(Rc<Member>),
    TakeSnapshot(Rc<Member>),
    Drop(u64),
    Delay(u64, u64),
    Duplicate(u64),
    Part(Vec<Vec<MemberId>>),
    Cut(MemberId, MemberId),
    Heal,
    SetNetwork(LinkTimes),
    SetMember(Rc<Member>, MemberFaults),
    SetPreVote(bool),
    Transfer { from: Rc<Member>, to: MemberId },
    Change(Wish),
    Bring { to: MemberId, picture: u64, piece: Piece },
    Etcdctl { tool: Tool, call: EtcdctlCall, endpoint: MemberId, is_open: bool },
    Say(String, String),
    LayDown(String, Vec<u8>),
    StartFrom(Rc<Store>),
    SetDoor(bool),
    Interrupt(String),
}

impl World {
    /// A member, here or away, that has not left the group.
    fn member(&self, id: MemberId) -> Result<Rc<Member>, Refusal> {
        let member = self.post.member(id).ok_or(Refusal::NoSuchMember(id))?;
        if member.removed.get() { Err(Refusal::Removed(id)) } else { Ok(member) }
    }

    fn member_at_home(&self, id: MemberId) -> Result<Rc<Member>, Refusal> {
        let member = self.member(id)?;
        if member.is_up() { Ok(member) } else { Err(Refusal::Down(id)) }
    }

    /// A member at home that has a vote, by its own account, and does not lead.
    fn follower(&self, id: MemberId) -> Result<Rc<Member>, Refusal> {
        let member = self.member_at_home(id)?;
        if member.leads() {
            return Err(Refusal::AlreadyLeader(id));
        }
        let has_vote = member.witness.seen.borrow().voters().contains(&id);
        if has_vote { Ok(member) } else { Err(Refusal::NoVoter(id)) }
    }

    /// Says what exactly is to be done, without doing any of it.
    ///
    /// # Errors
    /// If it can't be done, with the reason.
    pub(super) fn check(&self, action: &Action) -> Result<Doing, Refusal> {
        match action {
            Action::Crash { member } => {
                let found = self.member(*member)?;
                if found.is_up() { Ok(Doing::Crash(found)) } else { Err(Refusal::AlreadyDown(*member)) }
            }
            Action::Restart { member } => {
                let found = self.member(*member)?;
                if found.is_up() { Err(Refusal::AlreadyUp(*member)) } else { Ok(Doing::Restart(found)) }
            }
            Action::Campaign { member } => self.follower(*member).map(Doing::Campaign),
            Action::TransferLeader { to } => {
                self.follower(*to)?;
                // A leader that hands over proposes nothing more, so the change could never be finished.
                self.no_change_under_way()?;
                Ok(Doing::Transfer { from: self.post.leader().ok_or(Refusal::NoLeader)?, to: *to })
            }
            Action::TakeSnapshot { member } => self.snapshot(*member),
            Action::DropMessage { id } => self.message(*id).map(Doing::Drop),
            Action::DelayMessage { by_us: 0, .. } => Err(Refusal::BadDelay { max_us: FAULT_US_MAX }),
            Action::DelayMessage { by_us, .. } if *by_us > FAULT_US_MAX => {
                Err(Refusal::BadDelay { max_us: FAULT_US_MAX })
            }
            Action::DelayMessage { id, by_us } => self.message(*id).map(|id| Doing::Delay(id, *by_us)),
            Action::DuplicateMessage { id } => self.message(*id).map(Doing::Duplicate),
            Action::Partition { groups } => self.partition(groups),
            Action::Cut { from, to } => self.cut(*from, *to),
            Action::Heal => Ok(Doing::Heal),
            Action::SetNetwork { loss_ppm, duplicate_ppm, latency_us } => {
                self.set_network(*loss_ppm, *duplicate_ppm, *latency_us)
            }
            Action::SetMember { member, slow_us, clock_ppm, flush_us } => {
                self.set_member(*member, *slow_us, *clock_ppm, *flush_us)
            }
            Action::SetPreVote { on } => Ok(Doing::SetPreVote(*on)),
            Action::AddMember { member } => self.add(*member),
            Action::RemoveMember { member } => self.remove(*member),
            Action::SuggestPiece => self.next_piece(),
            Action::Etcdctl(call) => self.command(call, false),
            Action::Converse(call) => self.command(call, true),
            Action::Say { client, text } => {
                if text.len() > COMMAND_MAX_BYTES {
                    return Err(Refusal::CommandTooLong { max_bytes: COMMAND_MAX_BYTES });
                }
                let reads = self.post.desk.is_read_from(client);
                if reads { Ok(Doing::Say(client.clone(), text.clone())) } else { Err(Refusal::NothingRuns) }
            }
            Action::File { name, base64 } => self.upload(name, base64),
            Action::StartFrom { data_dir } => {
                self.no_change_under_way()?;
                let found = self.post.desk.files.data_dir(data_dir);
                found.map(Doing::StartFrom).ok_or_else(|| Refusal::NoSuchDataDir(data_dir.clone()))
            }
            Action::SetDoor { locked } if *locked == self.post.is_locked.get() => Err(Refusal::NothingToChange),
            Action::SetDoor { locked } => Ok(Doing::SetDoor(*locked)),
            Action::Interrupt { client } => {
                let runs = self.post.desk.is_running(client);
                if runs { Ok(Doing::Interrupt(client.clone())) } else { Err(Refusal::NothingRuns) }
            }
        }
    }

    /// A file from outside, for commands to read.
    fn upload(&self, name: &str, base64: &str) -> Result<Doing, Refusal> {
        if !clients::may_be_a_file(name) {
            return Err(Refusal::BadFileName { max: clients::FILE_NAME_LEN_MAX });
        }
        if !self.post.desk.files.have_room(name) {
            return Err(Refusal::FolderFull);
        }
        let bytes = crate::base64::decode(base64).ok_or(Refusal::BadBase64)?;
        Ok(Doing::LayDown(name.to_owned(), bytes))
    }

    /// `is_open`: its input goes on.
    fn command(&self, call: &EtcdctlCall, is_open: bool) -> Result<Doing, Refusal> {
        let tool = clients::tool().ok_or(Refusal::NoTool)?;
        if !clients::may_be_called(&call.client) {
            return Err(Refusal::BadClient { max: clients::NAME_LEN_MAX });
        }
        if call.line.len().max(call.stdin.len()) > COMMAND_MAX_BYTES {
            return Err(Refusal::CommandTooLong { max_bytes: COMMAND_MAX_BYTES });
        }
        let endpoint = match call.endpoint {
            Some(id) => self.member(id)?.id,
            None => self.door().map_or(1, |member| member.id),
        };
        Ok(Doing::Etcdctl { tool, call: call.clone(), endpoint, is_open })
    }

    fn message(&self, id: u64) -> Result<u64, Refusal> {
        if self.post.bus.is_in_flight(id) { Ok(id) } else { Err(Refusal::NoSuchMessage(id)) }
    }

    fn snapshot(&self, id: MemberId) -> Result<Doing, Refusal> {
        let member = self.member_at_home(id)?;
        let applied = member.incarnation().and_then(|incarnation| incarnation.state_machine.applied_index());
        if applied > member.shelf.index() { Ok(Doing::TakeSnapshot(member)) } else { Err(Refusal::NothingNew(id)) }
    }

    /// Groups are of known members, of everybody at most once: those whom none names are one more. All in
    /// one group is the end of a partition, and needs one to end.
    fn partition(&self, groups: &[Vec<MemberId>]) -> Result<Doing, Refusal> {
        let named = groups.concat();
        for id in &named {
            self.post.member(*id).ok_or(Refusal::NoSuchMember(*id))?;
        }
        let count = named.len();
        let mut named = sorted(named, |member| *member);
        named.dedup();
        // Whoever has left is on no side.
        let mut living = Vec::new();
        self.post.for_each_member(|member| living.extend((!member.removed.get()).then_some(member.id)));
        let inhabited = groups.iter().filter(|group| group.iter().any(|id| living.contains(id))).count();
        let parts = inhabited + usize::from(living.iter().any(|id| !named.contains(id))) > 1;
        if named.len() != count || groups.iter().any(Vec::is_empty) || !(parts || self.post.roads.are_parted()) {
            return Err(Refusal::BadGroups);
        }
        Ok(Doing::Part(if parts { groups.to_vec() } else { Vec::new() }))
    }

    fn cut(&self, from: MemberId, to: MemberId) -> Result<Doing, Refusal> {
        for id in [from, to] {
            self.post.member(id).ok_or(Refusal::NoSuchMember(id))?;
        }
        match (from == to, self.post.roads.is_cut(from, to)) {
            (true, _) => Err(Refusal::BadWay),
            (_, true) => Err(Refusal::AlreadyCut { from, to }),
            _ => Ok(Doing::Cut(from, to)),
        }
    }

    fn set_network(
        &self,
        loss_ppm: Option<u32>,
        duplicate_ppm: Option<u32>,
        latency_us: Option<[u64; 2]>,
    ) -> Result<Doing, Refusal> {
        if loss_ppm.or(duplicate_ppm).is_none() && latency_us.is_none() {
            return Err(Refusal::NothingToChange);
        }
        let now = self.post.bus.times();
        let times = LinkTimes {
            loss_ppm: loss_ppm.unwrap_or(now.loss_ppm),
            duplicate_ppm: duplicate_ppm.unwrap_or(now.duplicate_ppm),
            latency_us: latency_us.unwrap_or(now.latency_us),
        };
        if times.loss_ppm > PPM_MAX || times.duplicate_ppm > PPM_MAX {
            return Err(Refusal::BadRate);
        }
        check_range(latency_us)?;
        Ok(Doing::SetNetwork(times))
    }

    fn set_member(
        &self,
        id: MemberId,
        slow_us: Option<u64>,
        clock_ppm: Option<i32>,
        flush_us: Option<[u64; 2]>,
    ) -> Result<Doing, Refusal> {
        let member = self.member(id)?;
        if slow_us.is_none() && clock_ppm.is_none() && flush_us.is_none() {
            return Err(Refusal::NothingToChange);
        }
        let now = member.faults();
        check_range(slow_us.map(|us| [us, us]))?;
        check_range(flush_us)?;
        if clock_ppm.is_some_and(|ppm| ppm.unsigned_abs() > CLOCK_PPM_MAX.unsigned_abs()) {
            return Err(Refusal::BadClock { max_ppm: CLOCK_PPM_MAX });
        }
        let faults = MemberFaults {
            slow_us: slow_us.unwrap_or(now.slow_us),
            clock_ppm: clock_ppm.unwrap_or(now.clock_ppm),
            flush_us: flush_us.unwrap_or(now.flush_us),
        };
        Ok(Doing::SetMember(member, faults))
    }

    fn no_change_under_way(&self) -> Result<(), Refusal> {
        let changing = self.post.changing.get().or_else(|| settler::under_way(&self.post));
        changing.map_or(Ok(()), |id| Err(Refusal::ChangeUnderWay(id)))
    }

    fn add(&self, id: MemberId) -> Result<Doing, Refusal> {
        if id == 0 || id > MEMBERS_MAX {
            return Err(Refusal::NoRoom { member: id, max: MEMBERS_MAX });
        }
        self.no_change_under_way()?;
        match self.post.member(id) {
            Some(member) if !member.removed.get() => Err(Refusal::AlreadyMember(id)),
            _ => Ok(Doing::Change(Wish::TakeIn(id))),
        }
    }

    fn remove(&self, id: MemberId) -> Result<Doing, Refusal> {
        self.member(id)?;
        self.no_change_under_way()?;
        let mut left = 0;
        self.post.for_each_member(|member| left += u64::from(!member.removed.get()));
        if left == 1 { Err(Refusal::LastMember(id)) } else { Ok(Doing::Change(Wish::LetGo(id))) }
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
        if !self.post.spec.puzzle {
            return Err(Refusal::NoPuzzle);
        }
        let member = self.door().ok_or(Refusal::NobodyHome)?;
        let incarnation = member.incarnation().ok_or(Refusal::NobodyHome)?;
        let board = incarnation.state_machine.read(board);
        let brought = self.post.desk.visitors.borrow();
        let missing = |piece: &Piece| !board.placed.contains(piece) && !brought.values().any(|held| held == piece);
        let piece = Piece::all().find(missing).ok_or(Refusal::NoPieceLeft)?;
        Ok(Doing::Bring { to: member.id, picture: board.picture, piece })
    }
}

/// A range of times has its shortest first and ends within a minute.
fn check_range(range_us: Option<[u64; 2]>) -> Result<(), Refusal> {
    match range_us {
        Some([min_us, max_us]) if min_us > max_us || max_us > FAULT_US_MAX => {
            Err(Refusal::BadTime { max_us: FAULT_US_MAX })
        }
        _ => Ok(()),
    }
}
