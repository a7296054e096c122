//! Runs a session to its end and beyond, and says whether all went as it must.

use std::fmt;

use crate::check::{Checks, Violation};
use crate::cluster::{Action, EtcdctlCall, Frame, MemberFrame, Role, WatchFrame};
use crate::etcd::{KeyRange, RangeEnd, Store};
use crate::session::{Session, SessionFile};

/// How long after the last action everybody has to agree again, in virtual microseconds. Elections with letters and
/// patience as they are take up to about 20 s, a member that was slow to join or leave several of them.
pub const AGREEMENT_US_MAX: u64 = 180_000_000;
/// How long a write may take when nothing stands in its way.
const WRITE_US_MAX: u64 = 5_000_000;
/// How long it may take until every watcher has found a member that is at home, and was told of everything.
const TOLD_US_MAX: u64 = 60_000_000;
/// How often is looked whether all agree, in virtual microseconds.
const LOOK_US: u64 = 500_000;

/// What must not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Something that always holds did not.
    Broken(Violation),
    /// Long after all was healed somebody still disagrees.
    NoAgreement,
    /// All agree, but no new write is ever taken.
    NotWritable,
    /// All agree, but somebody who watches was not told of everything.
    NotTold,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Broken(violation) => {
                let Violation { property, t_us, at } = violation;
                write!(f, "{} ({}) broke at {t_us} us: {at:?}", property.name(), property.section())
            }
            Fault::NoAgreement => write!(f, "no agreement {AGREEMENT_US_MAX} us after all was healed"),
            Fault::NotWritable => {
                write!(f, "all agree, but no write is taken {AGREEMENT_US_MAX} us after all was healed")
            }
            Fault::NotTold => write!(f, "all agree, but {TOLD_US_MAX} us later a watcher was not told of everything"),
        }
    }
}

pub struct Verdict {
    pub faults: Vec<Fault>,
    /// How many trace events were checked.
    pub events: u64,
    /// The virtual time of the whole run.
    pub virtual_us: u64,
    /// How long after the last action everybody agreed and took a new write.
    pub agreed_after_us: Option<u64>,
    /// Too much was unknown to tell whether the whole run is linearizable: no fault, but no proof either.
    pub is_undecided: bool,
    pub trace_hash: u64,
}

/// Judges a session that ends in a healed world.
///
/// # Panics
/// If it is no session that can be imported.
pub fn judge(file: &SessionFile) -> Verdict {
    let mut run = Run {
        session: Session::import(file.clone()).expect("a session that was exported can be imported"),
        checks: Checks::default(),
        events: 0,
    };
    let last_us = file.log.last().map_or(0, |entry| entry.at_us);
    while run.session.now_us() < last_us {
        run.advance_to(last_us.min(run.session.now_us() + LOOK_US));
    }
    let mut agreed_after_us = None;
    while agreed_after_us.is_none() && run.session.now_us() < last_us + AGREEMENT_US_MAX {
        run.advance_to(run.session.now_us() + LOOK_US);
        let now_us = run.session.now_us();
        // A change of the group that was under way may still stand in the way of a write.
        if agree(&run.session.frame()) && run.write() {
            agreed_after_us = Some(now_us - last_us);
        }
    }
    let agreed_us = run.session.now_us();
    while !run.all_are_told() && run.session.now_us() < agreed_us + TOLD_US_MAX {
        run.advance_to(run.session.now_us() + LOOK_US);
    }
    run.checks.finish(run.session.now_us());
    let mut faults: Vec<Fault> = run.checks.violations().iter().copied().map(Fault::Broken).collect();
    if agreed_after_us.is_none() {
        let agreed = agree(&run.session.frame());
        faults.push(if agreed { Fault::NotWritable } else { Fault::NoAgreement });
    } else if !run.all_are_told() {
        faults.push(Fault::NotTold);
    }
    Verdict {
        faults,
        events: run.events,
        virtual_us: run.session.now_us(),
        agreed_after_us,
        is_undecided: run.checks.undecided_since_us().is_some(),
        trace_hash: run.session.trace_hash(),
    }
}

struct Run {
    session: Session,
    checks: Checks,
    events: u64,
}

impl Run {
    fn advance_to(&mut self, t_us: u64) {
        self.session.advance_to(t_us);
        self.check();
    }

    fn check(&mut self) {
        for line in self.session.take_news().lines {
            self.checks.observe(&line);
            self.events += 1;
        }
    }

    /// Whether everybody who watches was told of all that happened to their keys.
    fn all_are_told(&self) -> bool {
        let watches = self.session.frame().watches;
        let is_told = |watch: &WatchFrame, store: &Store| {
            let end = match watch.range_end.as_deref() {
                None => RangeEnd::Single,
                Some("") => RangeEnd::Unbounded,
                Some(end) => RangeEnd::Before(end.to_owned()),
            };
            let range = KeyRange { key: watch.key.clone(), end };
            let rest = watch.revision.map(|revision| store.events(&range, revision + 1, u64::MAX, false));
            let is_up_to_date = match rest {
                Some(Ok(events)) => events.is_empty(),
                // What happened since it was told last is forgotten, so it can't be compared.
                Some(Err(_)) => true,
                None => false,
            };
            watch.connected && is_up_to_date
        };
        let all = self.session.read_store(None, |_, store| watches.iter().all(|watch| is_told(watch, store)));
        all.unwrap_or(false)
    }

    /// Whether a new write is acknowledged.
    fn write(&mut self) -> bool {
        let line = "put healed yes".to_owned();
        let call = EtcdctlCall { line, endpoint: None, stdin: String::new(), client: "terminal".to_owned() };
        let op = self.session.dispatch(Action::Etcdctl(call)).ok().flatten();
        let output = op.map(|op| self.session.run_until_done(op, WRITE_US_MAX));
        self.check();
        output.is_some_and(|(output, is_done)| is_done && output.exit == 0)
    }
}

/// Whether everybody who belongs to the group is at home, follows one leader and has the same log, all of it applied.
fn agree(frame: &Frame) -> bool {
    let members = || frame.members.iter().filter(|member| !member.removed);
    let Some(leader) = members().find(|member| member.up && member.role == Role::Leader) else { return false };
    let follows = |member: &MemberFrame| {
        member.up
            && member.leader == Some(leader.id)
            && (member.term, member.log.last) == (leader.term, leader.log.last)
            && member.applied == member.log.last
    };
    members().all(follows)
}
