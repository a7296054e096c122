//! Makes frames: reads everything, changes nothing.

use std::rc::Rc;

use super::clients::{Counts, Desk, Watching, board, is_present};
use super::letter::Payload;
use super::member::Member;
use super::post::PostOffice;
use super::{
    Address, ClientFrame, DataDirFrame, Door, ElectionFrame, FileFrame, Frame, LANDED_LISTED_US, LOST_LISTED_US,
    LeaseFrame, MemberFrame, MemberId, MessageFrame, NetworkFrame, PeerFrame, PuzzleFrame, Role, WatchFrame, WorldSpec,
    member_name,
};
use crate::etcd::{Lease, LeaseId, RangeEnd};
use crate::few::SmallMap;
use crate::puzzle;
use crate::sim::Envelope;

pub fn frame(post: &PostOffice) -> Frame {
    let (spec, desk) = (&post.spec, &*post.desk);
    let t_us = post.kernel.now_us();
    let mut members = Vec::new();
    post.for_each_member(|member| members.push(member_frame(spec, post, member)));
    let mut messages = Vec::new();
    let mut landed = Vec::new();
    post.bus.for_each_past(|envelope, lost| {
        let since_us = t_us - envelope.due_us;
        if lost && since_us <= LOST_LISTED_US {
            insert(&mut messages, message_frame(envelope, true));
        } else if !lost && since_us <= LANDED_LISTED_US {
            insert(&mut landed, message_frame(envelope, false));
        }
    });
    post.bus.for_each_in_flight(|envelope| insert(&mut messages, message_frame(envelope, false)));
    let times = post.bus.times();
    let ids: Vec<_> = members.iter().filter(|member| !member.removed).map(|member| member.id).collect();
    Frame {
        t_us,
        seed: spec.seed,
        members,
        messages,
        landed,
        network: NetworkFrame {
            groups: post.roads.groups(ids.into_iter()),
            cuts: post.roads.cuts(),
            loss_ppm: times.loss_ppm,
            duplicate_ppm: times.duplicate_ppm,
            latency_us: times.latency_us,
            pre_vote: post.pre_vote.get(),
        },
        watches: watches(desk),
        leases: leases(post),
        puzzle: puzzle_frame(spec, post, desk),
        door: if post.is_locked.get() { Door::Locked } else { Door::Open },
        clients: clients(desk),
        files: files(desk),
        data_dirs: data_dirs(desk),
        violations: Vec::new(),
        unchecked_since_us: None,
        restored_us: post.restored_us.get(),
        timing: spec.timing.clone(),
    }
}

/// Keeps messages in the order they were sent.
fn insert(messages: &mut Vec<MessageFrame>, message: MessageFrame) {
    let at = messages.partition_point(|before| before.id < message.id);
    messages.insert(at, message);
}

fn message_frame(envelope: &Envelope<Address, Payload>, lost: bool) -> MessageFrame {
    MessageFrame {
        id: envelope.id,
        from: envelope.from.clone(),
        to: envelope.to.clone(),
        kind: envelope.payload.kind,
        term: envelope.payload.term,
        sent_us: envelope.sent_us,
        due_us: envelope.due_us,
        planned_us: envelope.planned_us,
        lost,
        delayed_us: envelope.delayed_us,
        copy_of: envelope.copy_of,
        content: envelope.payload.content.clone(),
    }
}

fn member_frame(spec: &WorldSpec, post: &PostOffice, member: &Member) -> MemberFrame {
    let seen = member.witness.seen.borrow();
    let incarnation = member.incarnation();
    let up = incarnation.is_some();
    let role = seen.role.unwrap_or(Role::Follower);
    let (applied, revision, keys) = match &incarnation {
        Some(incarnation) => {
            let state_machine = &incarnation.state_machine;
            let (revision, keys) = state_machine.read(|store| (store.revision(), store.len()));
            (state_machine.applied_index(), revision, keys)
        }
        None => (None, 1, 0),
    };
    let leads = up && role == Role::Leader;
    let voters = seen.voters();
    let alone = voters == [member.id];
    let kernel = &post.kernel;
    let election = match &seen.timer {
        // While its disk is slow, nobody can tell when openraft looks at its timer.
        Some(timer) if up && !leads && !member.disk.is_slow() => ElectionFrame {
            lease_until_us: timer.lease_until_us(kernel),
            campaign_at_us: timer
                .campaign_at_us(kernel, member.log.last(), alone)
                .filter(|_| voters.contains(&member.id)),
        },
        _ => ElectionFrame::default(),
    };
    let now_us = incarnation.as_ref().map_or(0, |incarnation| kernel.shown_us(incarnation.domain));
    let lease_us = spec.timing.election_us[1];
    MemberFrame {
        id: member.id,
        name: member_name(member.id),
        up,
        role,
        term: seen.term,
        removed: member.removed.get(),
        voted_for: seen.voted.filter(|(term, _)| *term == seen.term).map(|(_, candidate)| candidate),
        leader: seen.leader.filter(|_| up),
        log: member.log_frame(),
        commit: seen.commit,
        applied,
        snapshot: member.shelf.index(),
        peers: leads.then(|| peers(member)),
        election,
        revision,
        keys,
        quorum: leads.then(|| alone || seen.quorum_us.is_some_and(|at_us| now_us < at_us + lease_us)),
        acked: if leads { seen.acked(member.log.last_index()) } else { Vec::new() },
        voters: if leads { voters } else { Vec::new() },
        votes: if up && role == Role::Candidate { seen.votes.clone() } else { Vec::new() },
        faults: member.faults(),
    }
}

fn peers(leader: &Member) -> SmallMap<u64, PeerFrame> {
    let seen = leader.witness.seen.borrow();
    let mut peers = SmallMap::new();
    for (id, matched) in seen.matched.iter().filter(|(id, _)| **id != leader.id) {
        let after_match = matched.map_or(0, |matched| matched + 1);
        let next = seen.next.get(id).copied().unwrap_or(0).max(after_match);
        peers.insert(*id, PeerFrame { matched: *matched, next });
    }
    peers
}

fn watches(desk: &Desk) -> Vec<WatchFrame> {
    let watch = |watching: Rc<Watching>| WatchFrame {
        op: watching.op,
        client: watching.client.clone(),
        member: watching.member.get(),
        connected: watching.is_connected.get(),
        denied: watching.is_denied.get(),
        key: watching.range.key.clone(),
        range_end: match &watching.range.end {
            RangeEnd::Single => None,
            RangeEnd::Before(end) => Some(end.clone()),
            RangeEnd::Unbounded => Some(String::new()),
        },
        revision: watching.revision.get(),
        events: watching.events.get(),
        told_us: watching.told_us.get(),
    };
    desk.watches().into_iter().map(watch).collect()
}

/// The leases as the leader has them: it alone counts their time.
fn leases(post: &PostOffice) -> Vec<LeaseFrame> {
    let Some(incarnation) = post.leader().or_else(|| post.furthest()).and_then(|member| member.incarnation()) else {
        return Vec::new();
    };
    let now_us = post.kernel.shown_us(incarnation.domain);
    incarnation.state_machine.read(|store| {
        let lease = |(id, lease): (LeaseId, &Lease)| LeaseFrame {
            id: format!("{id:x}"),
            ttl_s: lease.ttl_s(),
            remaining_us: incarnation.lessor.remaining_us(id, now_us),
            keys: lease.keys().to_vec(),
        };
        store.leases().map(lease).collect()
    })
}

fn clients(desk: &Desk) -> Vec<ClientFrame> {
    let counts = desk.counts();
    let client = |(name, counts): (&Rc<str>, &Counts)| ClientFrame {
        name: name.clone(),
        sent: counts.sent,
        received: counts.received,
        denied_us: counts.denied_us,
    };
    counts.iter().map(client).collect()
}

fn files(desk: &Desk) -> Vec<FileFrame> {
    let mut files = Vec::new();
    desk.files.for_each_file(|name, file| {
        let store = file.store.as_ref().ok();
        files.push(FileFrame {
            name: name.to_owned(),
            bytes: file.bytes.len() as u64,
            revision: store.map(|store| store.revision()),
            keys: store.map(|store| store.len()),
            fault: file.store.as_ref().err().copied(),
        });
    });
    files
}

fn data_dirs(desk: &Desk) -> Vec<DataDirFrame> {
    let mut found = Vec::new();
    desk.files.for_each_data_dir(|name, store| {
        found.push(DataDirFrame { name: name.to_owned(), revision: store.revision(), keys: store.len() });
    });
    found
}

fn puzzle_frame(spec: &WorldSpec, post: &PostOffice, desk: &Desk) -> PuzzleFrame {
    if !spec.puzzle {
        return PuzzleFrame::default();
    }
    let mut picture = 1;
    let mut placed = SmallMap::new();
    post.for_each_member(|member| {
        let pieces = member.incarnation().map(|incarnation| incarnation.state_machine.read(board));
        if let Some(board) = &pieces {
            picture = picture.max(board.picture);
        }
        let names = pieces.map(|board| board.placed.iter().map(|piece| piece.name()).collect());
        placed.insert(member.id, names.unwrap_or_default());
    });
    PuzzleFrame {
        rows: puzzle::ROWS,
        cols: puzzle::COLS,
        picture,
        placed,
        found: desk.found.borrow().iter().map(|(friend, piece)| (*friend, piece.name())).collect(),
        visitor: desk.visitors.borrow().last().map(|(_, piece)| piece.name()),
        taken: desk.taken(post.kernel.now_us()).map(|(friend, piece)| (friend, piece.name())).collect(),
        absent: absent(post, desk),
    }
}

/// By the word of the leader's store, else of the member that has applied most.
fn absent(post: &PostOffice, desk: &Desk) -> Vec<MemberId> {
    let Some(incarnation) = post.leader().or_else(|| post.furthest()).and_then(|member| member.incarnation()) else {
        return Vec::new();
    };
    incarnation.state_machine.read(|store| {
        let came = desk.came.borrow();
        let stays = |id: MemberId| post.member(id).is_some_and(|member| !member.removed.get());
        came.keys().copied().filter(|id| stays(*id) && !is_present(store, *id)).collect()
    })
}
