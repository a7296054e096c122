//! Mistakes in what clients are told.

use std::collections::BTreeSet;
use std::rc::Rc;

use quorum::cluster::{ClientAnswer, ClientRequest, Outcome, TraceEvent};
use quorum::etcd::{Command, KeyValue, Reply, Request, Response};

use super::{History, Village, machines, reply_mut, revision};

/// Where an acknowledged write returns that fits: where, its operation and its index.
fn acknowledged(history: &History, fits: impl Fn(&Village, u64) -> bool) -> Option<(usize, u64, u64)> {
    history.find(|at, village, event| match event {
        TraceEvent::Return { op, outcome: Outcome::Ok, index: Some(index), .. } if fits(village, *index) => {
            Some((at, *op, *index))
        }
        _ => None,
    })
}

pub fn acknowledged_early(history: &mut History) -> bool {
    let Some((at, op, index)) = acknowledged(history, |_, _| true) else { return false };
    let is_applied = |event: &TraceEvent| matches!(event, TraceEvent::Apply { index: place, .. } if *place == index);
    let applied = history.next(0, is_applied).unwrap();
    let asked = history.next(0, |event| matches!(event, TraceEvent::Invoke { op: other, .. } if *other == op));
    assert!(asked.unwrap() < applied && applied < at);
    history.bring_forward(at, applied);
    true
}

pub fn write_vanished(history: &mut History) -> bool {
    let Some((_, _, place)) = acknowledged(history, |_, _| true) else { return false };
    for line in &mut history.lines {
        if let TraceEvent::Apply { index, op, .. } = &mut line.event
            && *index == place
        {
            *op = None;
        }
    }
    true
}

pub fn wrong_index(history: &mut History) -> bool {
    let Some((at, ..)) = acknowledged(history, |_, index| index > 0) else { return false };
    let TraceEvent::Return { index: Some(index), .. } = &mut history.lines[at].event else { unreachable!() };
    *index -= 1;
    true
}

pub fn promise_replaced(history: &mut History) -> bool {
    machines::promised_entry_differs(history)
}

/// Changes what the client was told at `at`.
fn retell(history: &mut History, at: usize, change: impl FnOnce(&mut ClientAnswer)) {
    let TraceEvent::Return { told: Some(told), .. } = &mut history.lines[at].event else { unreachable!() };
    change(Rc::make_mut(told));
}

/// Where a read returns that fits; `fits` gets the greatest revision told before it was asked, too.
fn read(history: &History, fits: impl Fn(u64, &[Rc<KeyValue>], u64) -> bool) -> Option<usize> {
    history.find(|at, village, event| match event {
        TraceEvent::Return { op, told: Some(told), .. } => match &**told {
            ClientAnswer::Read(Reply { revision, response: Response::Range(found) })
                if matches!(village.asked[op].0, ClientRequest::Read { serializable: false, .. }) =>
            {
                fits(village.asked[op].1, &found.kvs, *revision).then_some(at)
            }
            _ => None,
        },
        _ => None,
    })
}

pub fn stale_read(history: &mut History) -> bool {
    let Some(at) = read(history, |floor, _, revision| revision == floor && floor > 1) else { return false };
    retell(history, at, |told| reply_mut(told).revision -= 1);
    true
}

/// Whether every write of the whole trace was answered: else it may be the one that is not accounted for.
fn all_is_known(history: &History) -> bool {
    let mut open = BTreeSet::new();
    for line in &history.lines {
        match &line.event {
            TraceEvent::Invoke { op, asked: Some(ClientRequest::Write { .. }), .. } => drop(open.insert(*op)),
            TraceEvent::Return { op, outcome: Outcome::Ok, .. } => drop(open.remove(op)),
            _ => {}
        }
    }
    open.is_empty()
}

pub fn phantom_read(history: &mut History) -> bool {
    let Some(at) = read(history, |_, values, _| !values.is_empty()) else { return false };
    retell(history, at, |told| {
        if let Response::Range(found) = &mut reply_mut(told).response {
            Rc::make_mut(&mut found.kvs[0]).value = "never written".into();
        }
    });
    all_is_known(history)
}

/// What it tells has not been written yet: the write is asked for only afterwards.
pub fn read_from_the_future(history: &mut History) -> bool {
    let Some(at) = read(history, |_, _, _| true) else { return false };
    retell(history, at, |told| reply_mut(told).revision += 1000);
    all_is_known(history)
}

/// The puts: where their answers are, by revision.
fn puts(history: &History) -> Vec<(u64, usize)> {
    let is_put = |command: &Command| match command {
        Command::Txn(txn) => txn.key().is_some(),
        Command::Request(request) => matches!(request, Request::Put(_)),
        _ => false,
    };
    let mut puts = Vec::new();
    let _ = history.find(|at, village, event| {
        if let TraceEvent::Return { op, told: Some(told), .. } = event
            && matches!(&village.asked[op].0, ClientRequest::Write { command, .. } if is_put(command))
            && matches!(&**told, ClientAnswer::Written { reply, .. } if reply.succeeded())
        {
            puts.push((revision(told), at));
        }
        None::<()>
    });
    puts.sort_unstable();
    puts
}

pub fn counted_twice(history: &mut History) -> bool {
    if !all_is_known(history) {
        return false;
    }
    let puts = puts(history);
    let Some((twice, _)) = puts.get(puts.len() / 2).copied() else { return false };
    let mut later = 0;
    for at in 0..history.lines.len() {
        let is_later = |told: &ClientAnswer| revision(told) > twice;
        if matches!(history.event(at), TraceEvent::Return { told: Some(told), .. } if is_later(told)) {
            later += 1;
            retell(history, at, |told| reply_mut(told).revision += 1);
        }
    }
    later > 0
}

/// Two puts are told the same revision.
pub fn lost_update(history: &mut History) -> bool {
    let puts = puts(history);
    let pair = puts.windows(2).find(|pair| pair[0].0 + 1 == pair[1].0);
    let Some(&[(first, _), (_, at)]) = pair else { return false };
    retell(history, at, |told| reply_mut(told).revision = first);
    true
}

/// A transaction is told that its condition did not hold.
pub fn refused_without_reason(history: &mut History) -> bool {
    if !all_is_known(history) {
        return false;
    }
    let found = history.find(|at, _, event| match event {
        TraceEvent::Return { told: Some(told), .. } => match &**told {
            ClientAnswer::Written { reply: Reply { response: Response::Txn { succeeded: true, .. }, .. }, .. } => {
                Some(at)
            }
            _ => None,
        },
        _ => None,
    });
    let Some(at) = found else { return false };
    retell(history, at, |told| {
        if let Response::Txn { succeeded, .. } = &mut reply_mut(told).response {
            *succeeded = false;
        }
    });
    true
}

pub fn done_though_refused(history: &mut History) -> bool {
    let puts = puts(history);
    if !all_is_known(history) || puts.len() < 2 {
        return false;
    }
    let TraceEvent::Return { outcome, index, told, .. } = &mut history.lines[puts[0].1].event else { unreachable!() };
    (*outcome, *index, *told) = (Outcome::Error, None, None);
    true
}

/// Two writes, one after the other, get each other's answers.
pub fn responses_swapped(history: &mut History) -> bool {
    let all = puts(history);
    let found = all.windows(2).find_map(|pair| {
        let [(earlier, first), (later_on, second)] = *pair else { return None };
        if earlier + 1 != later_on {
            return None;
        }
        let TraceEvent::Return { op: later, .. } = history.event(second) else { return None };
        let asked = history.next(0, |event| matches!(event, TraceEvent::Invoke { op, .. } if op == later))?;
        (first < asked).then_some((first, second))
    });
    let Some((first, second)) = found else { return false };
    let (mut a, mut b) = (history.event(first).clone(), history.event(second).clone());
    if let (TraceEvent::Return { op: a, .. }, TraceEvent::Return { op: b, .. }) = (&mut a, &mut b) {
        std::mem::swap(a, b);
    }
    history.lines[first].event = b;
    history.lines[second].event = a;
    true
}
