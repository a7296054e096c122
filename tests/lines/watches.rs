//! Mistakes in what watchers are told.

use std::rc::Rc;

use quorum::cluster::TraceEvent;

use super::History;

/// Where a watcher is told of changes for the `nth` time, with its operation.
fn told(history: &History, nth: usize) -> Option<(usize, u64)> {
    let news = history.lines.iter().enumerate().filter_map(|(at, line)| match &line.event {
        TraceEvent::Watch { op, events: 1.., .. } => Some((at, *op)),
        _ => None,
    });
    let news: Vec<(usize, u64)> = news.collect();
    news.iter().copied().find(|(_, op)| news.iter().filter(|(_, other)| other == op).count() > nth)
}

pub fn change_left_out(history: &mut History) -> bool {
    let Some((at, _)) = told(history, 0) else { return false };
    let TraceEvent::Watch { events, told, .. } = &mut history.lines[at].event else { unreachable!() };
    (*events, *told) = (0, Rc::default());
    true
}

pub fn told_twice(history: &mut History) -> bool {
    let Some((at, _)) = told(history, 0) else { return false };
    let again = history.event(at).clone();
    history.insert(at + 1, [again]);
    true
}

pub fn told_in_another_order(history: &mut History) -> bool {
    let Some((at, op)) = told(history, 1) else { return false };
    let is_next =
        |event: &TraceEvent| matches!(event, TraceEvent::Watch { op: other, events: 1.., .. } if *other == op);
    let Some(next) = history.next(at + 1, is_next) else { return false };
    let (first, second) = (history.event(at).clone(), history.event(next).clone());
    history.lines[at].event = second;
    history.lines[next].event = first;
    true
}

pub fn told_another_value(history: &mut History) -> bool {
    let Some((at, _)) = told(history, 0) else { return false };
    let TraceEvent::Watch { told, .. } = &mut history.lines[at].event else { unreachable!() };
    let mut events = told.to_vec();
    Rc::make_mut(&mut events[0].kv).value = "never written".into();
    *told = events.into();
    true
}
