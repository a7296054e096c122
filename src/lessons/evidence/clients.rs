//! What clients asked for, what they were told, and which letters that took.

use std::rc::Rc;

use super::Evidence;
use crate::cluster::{Address, ClientAnswer, Content, MemberId, MessageKind, Outcome, TraceEvent};
use crate::etcd::{KeyValue, Reply, Response};

/// How a client's request ended.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub at_us: u64,
    pub outcome: Outcome,
    /// `None` for an error.
    pub answer: Option<&'a ClientAnswer>,
}

impl Evidence {
    /// What a client asked for since the scene began: when, its operation, and the request in its own words.
    pub fn asked<'a>(&'a self, client: &'a str) -> impl Iterator<Item = (u64, u64, &'a str)> {
        self.all().iter().filter_map(move |line| match &line.event {
            TraceEvent::Invoke { op, client: who, request, .. } if &**who == client => {
                Some((line.t_us, *op, &**request))
            }
            _ => None,
        })
    }

    /// What came of an operation; `None` as long as nothing did.
    pub fn told(&self, operation: u64) -> Option<Told<'_>> {
        self.all().iter().rev().find_map(|line| match &line.event {
            TraceEvent::Return { op, outcome, told, .. } if *op == operation => {
                Some(Told { at_us: line.t_us, outcome: *outcome, answer: told.as_deref() })
            }
            _ => None,
        })
    }

    /// What came of all that a client asked for since the scene began and was told about, in the order it asked.
    pub fn answers<'a>(&'a self, client: &'a str) -> impl Iterator<Item = (&'a str, Told<'a>)> {
        self.asked(client).filter_map(|(_, op, request)| Some((request, self.told(op)?)))
    }

    /// When each letter to or from a client was sent since the scene began.
    pub fn letters<'a>(&'a self, client: &'a str) -> impl Iterator<Item = u64> {
        let is_hers = move |address: &Address| matches!(address, Address::Client(who) if &**who == client);
        self.all().iter().filter_map(move |line| match &line.event {
            TraceEvent::Send { from, to, .. } if is_hers(from) || is_hers(to) => Some(line.t_us),
            _ => None,
        })
    }

    /// How many letters with lines, and answers to them, members have sent since the scene began.
    pub fn appends(&self) -> u64 {
        let is_append = |event: &TraceEvent| {
            matches!(event, TraceEvent::Send { kind: MessageKind::Append | MessageKind::AppendResponse, .. })
        };
        self.all().iter().filter(|line| is_append(&line.event)).count() as u64
    }

    /// Which members answered a client's request since the scene began, and when that arrived. A locked door is none.
    pub fn answered_by<'a>(&'a self, client: &'a str) -> impl Iterator<Item = (u64, MemberId)> {
        self.all().iter().filter_map(move |line| match &line.event {
            TraceEvent::Deliver {
                from, to: Address::Client(who), kind: MessageKind::ClientResponse, content, ..
            } if &**who == client && !matches!(**content, Content::Denied) => {
                from.member().map(|member| (line.t_us, member))
            }
            _ => None,
        })
    }
}

/// The keys that a read brought.
pub fn read_keys(answer: &ClientAnswer) -> &[Rc<KeyValue>] {
    match answer {
        ClientAnswer::Read(Reply { response: Response::Range(range), .. }) => &range.kvs,
        _ => &[],
    }
}
