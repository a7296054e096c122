//! Since when a leader reaches its peers without a break (`ActiveSince` of etcd's `rafthttp`).
//!
//! etcd's members have a connection each to each other, and whoever is asked for a change looks at its own ones. Ours
//! know of each other by letters alone, and a follower writes to nobody, so only the leader can tell: the member that is
//! asked passes the question on to it. A peer is lost once nothing is acknowledged that was sent to it within the
//! shortest election timeout (three heartbeats at least); it counts anew from its next acknowledgement on. Who is away
//! for less is not missed.
//!
//! An election breaks no connection: whom a leader has not missed itself it has reached since its own start, if that
//! one answers now. What broke while others led it can't know. All times are of the member's own clock.

use super::MemberId;
use crate::few::SmallMap;
use crate::raft::RaftTiming;

#[derive(Default)]
pub struct Contacts {
    started_us: u64,
    patience_us: u64,
    /// Since when it leads.
    leads_us: Option<u64>,
    peers: SmallMap<MemberId, Peer>,
}

#[derive(Default)]
struct Peer {
    /// `None` once it is lost.
    since_us: Option<u64>,
    /// When the last letter set out that it has acknowledged, of those sent by the leader that this member is now.
    acked_us: Option<u64>,
}

impl Contacts {
    /// Of a member that starts now.
    pub fn new(started_us: u64, timing: &RaftTiming) -> Self {
        // About as long as the least patient follower waits for its leader; one heartbeat may get lost.
        let patience_us = 1000 * timing.election_ms[0].max(3 * timing.heartbeat_ms);
        Self { started_us, patience_us, ..Self::default() }
    }

    /// The member begins to lead these voters, or does not lead, whatever it did before.
    pub fn turn(&mut self, now_us: u64, voters: Option<Vec<MemberId>>) {
        let ids: Vec<MemberId> = self.peers.keys().copied().collect();
        for id in ids {
            let is_lost = self.leads_us.is_some() && self.is_lost(id, now_us);
            let peer = self.peers.get_or_default(id);
            peer.acked_us = None;
            peer.since_us = peer.since_us.filter(|_| !is_lost);
        }
        self.leads_us = voters.is_some().then_some(now_us);
        for id in voters.into_iter().flatten() {
            if !self.peers.contains_key(&id) {
                self.peers.insert(id, Peer { since_us: Some(self.started_us), acked_us: None });
            }
        }
    }

    /// A peer has acknowledged what was sent to it at `sent_us`.
    pub fn acked(&mut self, id: MemberId, sent_us: u64) {
        let Some(leads_us) = self.leads_us else { return };
        let patience_us = self.patience_us;
        let peer = self.peers.get_or_default(id);
        if peer.acked_us.is_some_and(|acked_us| acked_us >= sent_us) {
            return;
        }
        let silent_us = sent_us.saturating_sub(peer.acked_us.unwrap_or(leads_us));
        peer.since_us = peer.since_us.filter(|_| silent_us <= patience_us).or(Some(sent_us));
        peer.acked_us = Some(sent_us);
    }

    /// Whether nothing has come from a peer for too long.
    fn is_lost(&self, id: MemberId, now_us: u64) -> bool {
        let heard_us = self.peers.get(&id).and_then(|peer| peer.acked_us).or(self.leads_us);
        heard_us.is_none_or(|heard_us| now_us > heard_us + self.patience_us)
    }

    /// Whether a peer may still acknowledge what was sent to it since `asked_us`.
    pub fn may_answer(&self, id: MemberId, asked_us: u64, now_us: u64) -> bool {
        let acked_us = self.peers.get(&id).and_then(|peer| peer.acked_us);
        acked_us.is_none_or(|acked_us| acked_us < asked_us) && !self.is_lost(id, now_us)
    }

    /// Since when a peer is reached without a break; `None` if it is not.
    pub fn since_us(&self, id: MemberId, now_us: u64) -> Option<u64> {
        self.peers.get(&id)?.since_us.filter(|_| !self.is_lost(id, now_us))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts() -> Contacts {
        let mut contacts = Contacts { started_us: 10, patience_us: 100, ..Contacts::default() };
        contacts.turn(1000, Some(vec![1, 2]));
        contacts
    }

    #[test]
    fn whom_nobody_missed_is_reached_since_the_start() {
        let mut contacts = contacts();
        contacts.acked(2, 1050);
        assert_eq!(contacts.since_us(2, 1150), Some(10));
        // Who joins later, since it has answered.
        assert_eq!(contacts.since_us(3, 1050), None);
        contacts.acked(3, 1060);
        assert_eq!(contacts.since_us(3, 1100), Some(1060));
    }

    #[test]
    fn who_was_silent_for_too_long_begins_anew() {
        let mut contacts = contacts();
        contacts.acked(2, 1050);
        assert!(contacts.may_answer(2, 1051, 1150));
        assert_eq!((contacts.since_us(2, 1151), contacts.may_answer(2, 1051, 1151)), (None, false));
        contacts.acked(2, 1151);
        assert_eq!(contacts.since_us(2, 1200), Some(1151));
        // An old acknowledgement says nothing new.
        contacts.acked(2, 1100);
        assert_eq!(contacts.since_us(2, 1251), Some(1151));
    }

    #[test]
    fn a_break_is_remembered_by_who_leads_again() {
        let mut contacts = contacts();
        contacts.acked(1, 1090);
        contacts.turn(1150, None);
        assert_eq!(contacts.since_us(1, 1150), None, "only a leader can tell");
        contacts.turn(2000, Some(vec![1, 2]));
        contacts.acked(1, 2010);
        contacts.acked(2, 2020);
        assert_eq!((contacts.since_us(1, 2050), contacts.since_us(2, 2050)), (Some(10), Some(2020)));
    }
}
