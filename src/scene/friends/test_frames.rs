//! Frames made by hand, for tests of what a frame looks like.

use std::rc::Rc;

use crate::cluster::*;

/// A frame being made. Everybody is an idle follower until told otherwise.
pub struct FrameBuilder(pub Frame);

/// Names of the pieces in the order of their numbers.
pub const PIECES: [&str; 12] =
    ["r1c1", "r1c2", "r1c3", "r1c4", "r2c1", "r2c2", "r2c3", "r2c4", "r3c1", "r3c2", "r3c3", "r3c4"];

pub fn frame(members: u64) -> FrameBuilder {
    let timing = Timing::default();
    let member = |id| MemberFrame {
        id,
        name: member_name(id),
        up: true,
        role: Role::Follower,
        term: 1,
        removed: false,
        voted_for: None,
        leader: None,
        log: LogFrame::default(),
        commit: None,
        applied: None,
        snapshot: None,
        peers: None,
        election: ElectionFrame::default(),
        revision: 1,
        keys: 0,
        quorum: None,
        acked: vec![],
        voters: vec![],
        votes: vec![],
        faults: Default::default(),
    };
    FrameBuilder(Frame {
        t_us: 10_000_000,
        seed: 7,
        members: (1..=members).map(member).collect(),
        messages: vec![],
        landed: vec![],
        network: NetworkFrame { latency_us: timing.latency_us, ..NetworkFrame::default() },
        watches: vec![],
        leases: vec![],
        puzzle: PuzzleFrame {
            rows: 3,
            cols: 4,
            picture: 1,
            placed: (1..=members).map(|id| (id, vec![])).collect(),
            ..PuzzleFrame::default()
        },
        door: Default::default(),
        clients: vec![],
        files: vec![],
        data_dirs: vec![],
        violations: vec![],
        unchecked_since_us: None,
        restored_us: None,
        timing,
    })
}

impl FrameBuilder {
    pub fn member(&mut self, id: MemberId) -> &mut MemberFrame {
        &mut self.0.members[(id - 1) as usize]
    }

    /// `leader` leads `term`; everybody follows it.
    pub fn led_by(mut self, leader: MemberId, term: u64) -> Self {
        let now = self.0.t_us;
        for member in &mut self.0.members {
            member.term = term;
            member.leader = Some(leader);
            member.voted_for = Some(leader);
            member.election.lease_until_us = Some(now + 2_400_000);
            member.election.campaign_at_us = Some(now + 4_400_000);
        }
        let others = (1..=self.0.members.len() as u64).filter(|&id| id != leader);
        let peers = Some(others.map(|id| (id, PeerFrame { matched: None, next: 1 })).collect());
        let member = self.member(leader);
        member.role = Role::Leader;
        member.quorum = Some(true);
        member.peers = peers;
        self
    }

    /// Everybody's notebook: membership, blank, then the pieces by number, all in ink and fitted.
    pub fn fitted(mut self, pieces: u8) -> Self {
        for id in 1..=self.0.members.len() as u64 {
            self = self.notebook(id, pieces, pieces);
        }
        self
    }

    /// One notebook with `pieces` pieces, of which the first `fitted` are in ink and on the board.
    pub fn notebook(mut self, id: MemberId, pieces: u8, fitted: u8) -> Self {
        let entry = |index: u64| {
            let (kind, key) = match index {
                0 => (EntryKind::Membership, None),
                1 => (EntryKind::Blank, None),
                n => (EntryKind::Normal, Some(format!("/puzzle/{}", PIECES[(n - 2) as usize]).into())),
            };
            EntryFrame { index, term: 1, kind, label: "".into(), key, command: None }
        };
        let last = u64::from(pieces) + 1;
        let commit = Some(u64::from(fitted) + 1);
        let member = self.member(id);
        member.log =
            LogFrame { first: Some(0), last: Some(last), unflushed: None, entries: (0..=last).map(entry).collect() };
        (member.commit, member.applied) = (commit, commit);
        self.0.puzzle.placed.insert(id, PIECES[..fitted.into()].to_vec());
        let leader = self.0.members.iter_mut().find(|member| member.role == Role::Leader);
        if let Some(peer) = leader.and_then(|leader| leader.peers.as_mut()?.get_mut(&id)) {
            *peer = PeerFrame { matched: Some(last), next: last + 1 };
        }
        self
    }

    /// What the leader knows of `id`'s notebook.
    pub fn acked(mut self, leader: MemberId, id: MemberId, matched: u64) -> Self {
        let member = self.member(leader);
        member.peers.get_or_insert_default().insert(id, PeerFrame { matched: Some(matched), next: matched + 1 });
        member.acked.push(id);
        self
    }

    pub fn away(mut self, id: MemberId) -> Self {
        self.member(id).up = false;
        self
    }

    pub fn candidate(mut self, id: MemberId, term: u64, votes: &[MemberId]) -> Self {
        let member = self.member(id);
        member.role = Role::Candidate;
        member.term = term;
        member.votes = votes.to_vec();
        member.leader = None;
        member.peers = None;
        self
    }

    /// A letter that is `gone_us` on its way of 120 ms.
    pub fn letter(self, from: MemberId, to: MemberId, kind: MessageKind, content: Content, gone_us: u64) -> Self {
        self.message(Address::Member(from), Address::Member(to), kind, content, gone_us)
    }

    pub fn message(mut self, from: Address, to: Address, kind: MessageKind, content: Content, gone_us: u64) -> Self {
        let sent_us = self.0.t_us - gone_us;
        let id = 100 + self.0.messages.len() as u64;
        let term = self.0.members.iter().map(|member| member.term).max().unwrap_or(0);
        self.0.messages.push(MessageFrame {
            id,
            from,
            to,
            kind,
            term,
            sent_us,
            due_us: sent_us + 120_000,
            planned_us: sent_us + 120_000,
            lost: false,
            delayed_us: 0,
            copy_of: None,
            content: Rc::new(content),
        });
        self
    }

    /// The last letter was lost where it is.
    pub fn lost(mut self) -> Self {
        let now = self.0.t_us;
        let message = self.0.messages.last_mut().expect("a letter");
        (message.lost, message.due_us) = (true, now);
        self
    }

    pub fn delayed(mut self, by_us: u64) -> Self {
        let message = self.0.messages.last_mut().expect("a letter");
        message.delayed_us = by_us;
        message.due_us += by_us;
        message.planned_us += by_us;
        self
    }

    /// The last letter has just arrived.
    pub fn landed(mut self) -> Self {
        let mut message = self.0.messages.pop().expect("a letter");
        message.due_us = self.0.t_us - 50_000;
        self.0.landed.push(message);
        self
    }
}

/// A note that carries the pieces of these numbers.
pub fn pieces(numbers: &[u8]) -> Content {
    let keys: Vec<Rc<str>> = numbers.iter().map(|&n| format!("/puzzle/{}", PIECES[n as usize - 1]).into()).collect();
    let entries: Vec<u64> = numbers.iter().map(|&n| u64::from(n) + 1).collect();
    Content::Append { prev: None, entries: entries.into(), keys: keys.into(), commit: None }
}

pub fn noted(index: u64) -> Content {
    Content::AppendResult { ok: true, matched: Some(index) }
}
