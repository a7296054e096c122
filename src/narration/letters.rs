//! Letters: which of them are worth a sentence, and what the leader learns from the answers.

use super::{LetterAbout, Narrator, NoBecause, Note, Run, What};
use crate::cluster::{Address, Content, DropReason, MemberId, MessageKind, Role, VoteRefused};

/// A heartbeat after so much silence gets a line of its own; closer ones would drown the rest.
const QUIET_US: u64 = 900_000;
/// Letters to one friend that follow each other within this time are told once.
const REPEAT_US: u64 = 1_500_000;
/// Letters of one friend that find no way within this time are told once.
const NO_WAY_US: u64 = 5_000_000;

impl Narrator {
    #[expect(clippy::too_many_arguments, reason = "the fields of one trace event")]
    pub(super) fn sent(
        &mut self,
        t: u64,
        id: u64,
        from: &Address,
        to: &Address,
        kind: MessageKind,
        copy: bool,
        content: &Content,
    ) {
        let about = self.about(from, kind, content);
        self.flying.insert(id, (from.clone(), to.clone(), about));
        let (Address::Member(from), Address::Member(to)) = (from, to) else { return };
        // What it says was told when the first one set out.
        if copy {
            return;
        }
        match (kind, content) {
            (MessageKind::Heartbeat, _) => self.heartbeat(t, *from),
            (MessageKind::Snapshot, _) => self.tell(t, Some(*from), What::SnapshotSent { to: *to }),
            (_, Content::Append { entries, .. }) if !entries.is_empty() => self.sent_entries(t, *from, *to, entries),
            (
                MessageKind::VoteResponse | MessageKind::PreVoteResponse,
                Content::Vote { refused: Some(refused), .. },
            ) => {
                let would = kind == MessageKind::PreVoteResponse;
                let because = because(*to, refused);
                self.tell(t, Some(*from), What::VoteNo { candidate: *to, because, would });
            }
            (MessageKind::PreVoteRequest, _) => self.wondering(t, *from),
            (MessageKind::PreVoteResponse, _) => self.would_vote(t, *from, *to),
            _ => {}
        }
    }

    /// One letter to each friend, all at the same moment, are one question.
    fn wondering(&mut self, t: u64, member: MemberId) {
        let same = |line: &super::Line| line.who == Some(member) && matches!(line.what, What::Wonders { .. });
        if self.told_since(t, same).is_none() {
            let friend = self.friend(member);
            let already = std::mem::replace(&mut friend.wondered, true) || friend.role == Some(Role::Candidate);
            let run = self.run(t, member, already);
            self.tell(t, Some(member), What::Wonders { run });
        }
    }

    fn would_vote(&mut self, t: u64, member: MemberId, candidate: MemberId) {
        let same =
            |line: &super::Line| matches!(line.what, What::WouldVote { candidate: other, .. } if other == candidate);
        match self.merge(t, same) {
            Some(What::WouldVote { friends, .. }) => friends.push(member),
            _ => self.tell(t, Some(member), What::WouldVote { candidate, friends: vec![member] }),
        }
    }

    /// The first letter with a line tells that it is on its way to everybody; later ones only when they repeat
    /// a letter or bring somebody up to date, and only to those who can hear: a leader goes on writing to a
    /// friend who is away.
    fn sent_entries(&mut self, t: u64, leader: MemberId, to: MemberId, entries: &[u64]) {
        let last = entries.iter().copied().max().unwrap_or_default();
        let away = self.friend(to).away;
        let friend = self.friend(leader);
        let notes: Vec<Note> = told(entries).map(|index| friend.note(index)).collect();
        let is_upkeep = notes.iter().all(Note::is_upkeep);
        let leading = &mut friend.leading;
        let again = leading.sent.insert(to, last).is_some_and(|sent| sent >= last);
        if last > leading.announced && last > leading.commit {
            leading.announced = last;
            if !is_upkeep {
                self.tell(t, Some(leader), What::SentToAll { notes });
            }
            return;
        }
        let news = again || last <= leading.commit;
        let lately = leading.told.get(&to).is_some_and(|told| t < told + REPEAT_US);
        if news && !away && !lately && !is_upkeep {
            leading.told.insert(to, t);
            self.tell(t, Some(leader), What::SentTo { to, notes, again });
        }
    }

    fn heartbeat(&mut self, t: u64, leader: MemberId) {
        let same = |line: &super::Line| line.who == Some(leader) && matches!(line.what, What::Heartbeats { .. });
        match self.last_line() {
            // One letter to each friend, all at the same moment, are one beat.
            Some(line) if same(line) && line.t_us == t => {}
            Some(line) if same(line) => {
                if let Some(What::Heartbeats { times }) = self.merge(t, |_| true) {
                    *times += 1;
                }
            }
            Some(line) if t < line.t_us + QUIET_US => {}
            _ => self.tell(t, Some(leader), What::Heartbeats { times: 1 }),
        }
    }

    pub(super) fn delivered(&mut self, t: u64, from: &Address, to: &Address, kind: MessageKind, content: &Content) {
        let (Address::Member(from), Address::Member(to)) = (from, to) else {
            self.delivered_outside(t, from, to, content);
            return;
        };
        match (kind, content) {
            (MessageKind::Heartbeat | MessageKind::Append | MessageKind::Snapshot, _) => {
                let friend = self.friend(*to);
                friend.heard = Some(*from);
                friend.wondered = false;
            }
            (MessageKind::TransferLeader, _) => self.friend(*to).driven(t, Run::Handed { by: *from }),
            (MessageKind::PreVoteResponse, Content::Vote { granted: true, .. }) => {
                self.friend(*to).driven(t, Run::Encouraged);
            }
            (MessageKind::VoteResponse, Content::Vote { granted: true, .. }) => {
                let yes = &mut self.friend(*to).leading.yes;
                if !yes.contains(from) {
                    yes.push(*from);
                }
            }
            (MessageKind::AppendResponse, Content::AppendResult { ok: true, matched: Some(matched) }) => {
                self.acknowledged(t, *from, *to, *matched);
            }
            (MessageKind::AppendResponse, Content::AppendResult { ok: false, .. }) if self.friend(*to).leads() => {
                self.tell(t, Some(*from), What::NotMatching { to: *to });
            }
            _ => {}
        }
    }

    /// A letter came to a client.
    fn delivered_outside(&mut self, t: u64, from: &Address, to: &Address, content: &Content) {
        let Address::Client(client) = to else { return };
        let client = client.to_string();
        match content {
            Content::WatchEvent { keys, .. } if !keys.is_empty() => {
                let notes = keys.iter().map(|key| Note::of_key(key)).collect();
                self.tell(t, from.member(), What::Warned { client, notes });
            }
            Content::Denied => self.tell(t, None, What::TurnedAway { client }),
            _ => {}
        }
    }

    fn acknowledged(&mut self, t: u64, from: MemberId, to: MemberId, matched: u64) {
        let (of, voters) = (self.group(), self.voters.clone());
        let friend = self.friend(to);
        if !friend.leads() {
            return;
        }
        let before = friend.leading.matched.insert(from, matched).unwrap_or_default();
        // The answer to a letter without lines tells nothing new.
        if matched <= before || matched > friend.last_index() {
            return;
        }
        let late = matched <= friend.leading.commit;
        let count = friend.known(matched, &voters);
        let first = if before == 0 { matched } else { before + 1 };
        let notes: Vec<Note> = (first..=matched).map(|index| friend.note(index)).collect();
        if notes.iter().all(Note::is_upkeep) {
            return;
        }
        if !late {
            self.tell(t, Some(from), What::AckArrived { to, notes, count, of });
            return;
        }
        let same = |line: &super::Line| matches!(&line.what, What::AckedToo { notes: before, .. } if *before == notes);
        match self.merge(t, same) {
            Some(What::AckedToo { friends, count: known, .. }) => {
                friends.push(from);
                *known = count;
            }
            _ => self.tell(t, Some(from), What::AckedToo { notes, friends: vec![from], count, of }),
        }
    }

    pub(super) fn dropped(
        &mut self,
        t: u64,
        from: &Address,
        to: &Address,
        kind: MessageKind,
        why: DropReason,
        content: &Content,
    ) {
        if why == DropReason::Down {
            let Some(friend) = to.member().map(|to| self.friend(to)) else { return };
            // Once per absence: the leader goes on writing to a friend who is away.
            if friend.away && !std::mem::replace(&mut friend.missed, true) {
                self.tell(t, to.member(), What::NobodyHome);
            }
            return;
        }
        let asked = why == DropReason::Action;
        if kind.is_heartbeat() && !asked {
            return;
        }
        if matches!(why, DropReason::Partition | DropReason::Cut) {
            self.no_way(t, from.member(), to.member().filter(|_| why == DropReason::Cut));
            return;
        }
        let about = self.about(from, kind, content);
        self.tell(t, from.member(), What::Lost { from: from.clone(), to: to.clone(), about, asked });
    }

    /// Whoever has no way goes on writing: one line, counted up where it stands.
    fn no_way(&mut self, t: u64, from: Option<MemberId>, to: Option<MemberId>) {
        let same =
            |line: &super::Line| line.who == from && matches!(line.what, What::NoWay { to: other, .. } if other == to);
        match self.told_since(self.ways_us.max(t.saturating_sub(NO_WAY_US)), same) {
            Some(What::NoWay { times, .. }) => *times += 1,
            _ => self.tell(t, from, What::NoWay { to, times: 1 }),
        }
    }

    /// What a letter carries, with its lines read from the sender's own notebook.
    fn about(&self, from: &Address, kind: MessageKind, content: &Content) -> LetterAbout {
        match (kind, content) {
            (MessageKind::Heartbeat, _) => LetterAbout::Heartbeat,
            (MessageKind::HeartbeatResponse, _) => LetterAbout::HeartbeatAnswer,
            (_, Content::Append { entries, .. }) if entries.is_empty() => LetterAbout::Ink,
            (_, Content::Append { entries, .. }) => {
                let sender = from.member().and_then(|id| self.friends.get(&id));
                let note = |index: u64| sender.map_or(Note::Line(index), |sender| sender.note(index));
                let notes: Vec<Note> = told(entries).map(note).collect();
                if notes.is_empty() { LetterAbout::Other } else { LetterAbout::Notes(notes) }
            }
            (_, Content::AppendResult { ok: true, .. }) => LetterAbout::Noted,
            (_, Content::AppendResult { ok: false, .. }) => LetterAbout::NotMatching,
            (MessageKind::PreVoteRequest, _) => LetterAbout::Wondering,
            (MessageKind::PreVoteResponse, _) => LetterAbout::Answer,
            (_, Content::VoteAsked { .. }) => LetterAbout::VoteAsked,
            (_, Content::Vote { granted, .. }) => LetterAbout::Vote { granted: *granted },
            (_, Content::Request { key, .. }) => LetterAbout::Request(key.as_deref().map(Note::of_key)),
            (_, Content::Answer { .. }) => LetterAbout::Answer,
            (_, Content::WatchEvent { keys, .. }) => {
                LetterAbout::News(keys.iter().map(|key| Note::of_key(key)).collect())
            }
            (_, Content::Denied) => LetterAbout::Answer,
            (_, Content::Nothing) => LetterAbout::Other,
        }
    }
}

/// The lines of a letter that people would count: the one that founds the group, with which openraft begins to write to
/// anybody it has not heard of, is in every notebook from the start.
fn told(entries: &[u64]) -> impl Iterator<Item = u64> {
    entries.iter().copied().filter(|index| *index > 0)
}

/// In the order in which a member checks a request: its leader's lease, the logs, its vote.
fn because(candidate: MemberId, refused: &VoteRefused) -> NoBecause {
    let ahead = refused.last > refused.asked_last;
    if refused.committed && (refused.leased || !ahead) {
        return NoBecause::Lease { leader: refused.node };
    }
    if ahead {
        return NoBecause::LogAhead;
    }
    if refused.term == refused.asked_term && refused.node != candidate {
        return NoBecause::Voted { other: refused.node };
    }
    NoBecause::Unknown
}
