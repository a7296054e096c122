//! One line of a transcript for each event of the trace that is shown.

use std::collections::BTreeMap;

use quorum::cluster::{
    Action, Address, Content, DropReason, MemberId, MessageKind, Outcome, Role, TraceEvent, TraceLine, VoteRefused,
    member_name,
};

/// What of a run a transcript shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Who becomes what.
    Roles,
    /// Who leads.
    Leaders,
    /// Letters of elections, and votes when they are durable.
    Votes,
    /// Letters with entries or a commit index, and the answers.
    Appends,
    Heartbeats,
    Snapshots,
    /// What is written into logs, rubbed out, purged or lost.
    Logs,
    Commits,
    Applies,
    Clients,
    /// Letters that do not arrive, of the kinds that are shown.
    Lost,
}

/// A line before it is laid out: lines of one moment that say the same are told as one.
pub struct Row {
    pub t_us: u64,
    who: Who,
    what: String,
    /// What `what` is done to, if it can be done to several: entries.
    items: Vec<String>,
}

#[derive(PartialEq)]
enum Who {
    Members(Vec<String>),
    Letter { from: String, to: Vec<String> },
    Nobody,
}

/// Of several indices that are committed in one moment, the last one counts.
const COMMITTED: &str = "knows: committed up to";

/// How many entries a line lists.
const LISTED_MAX: usize = 8;

const FOLLOWS: &str = "is follower";
const VOTES: &str = "votes for";

fn is(what: &str, row: &Row) -> bool {
    row.what.starts_with(what)
}

impl Row {
    /// Whether the other line could be taken into this one.
    pub fn merge(&mut self, other: &mut Row) -> bool {
        // Whoever votes for somebody follows: saying one is enough.
        if self.t_us == other.t_us && self.who == other.who && is(FOLLOWS, self) && is(VOTES, other) {
            std::mem::swap(self, other);
            return true;
        }
        if (self.t_us, &self.what) != (other.t_us, &other.what) {
            return false;
        }
        if self.who == other.who && !self.items.is_empty() && !other.items.is_empty() {
            if self.what == COMMITTED {
                self.items.clear();
            }
            self.items.append(&mut other.items);
            return true;
        }
        match (&mut self.who, &mut other.who) {
            (Who::Members(mine), Who::Members(others)) if self.items == other.items => mine.append(others),
            (Who::Letter { from, to }, Who::Letter { from: same, to: others }) if from == same => to.append(others),
            _ => return false,
        }
        true
    }

    pub fn text(&self) -> String {
        let who = match &self.who {
            Who::Members(names) => names.join(", "),
            Who::Letter { from, to } => format!("{from} → {}", to.join(", ")),
            Who::Nobody => String::new(),
        };
        let items = brief(&self.items);
        let space = if items.is_empty() { "" } else { " " };
        format!("{} {who:<16} {}{space}{items}", seconds(self.t_us), self.what)
    }
}

/// Entries one by one, or the first and the last of too many.
fn brief(entries: &[String]) -> String {
    match entries {
        [first, .., last] if entries.len() > LISTED_MAX => format!("{first} … {last}, {} entries", entries.len()),
        _ => entries.join(" "),
    }
}

pub fn seconds(t_us: u64) -> String {
    format!("{:>4}.{:03}", t_us / 1_000_000, t_us / 1000 % 1000)
}

/// Reads the trace along: knows every log, so that entries can be named `index.term`.
#[derive(Default)]
pub struct Words {
    logs: BTreeMap<MemberId, BTreeMap<u64, u64>>,
    /// What letters say, from the moment in which they were sent.
    letters: BTreeMap<u64, String>,
}

fn name(address: &Address) -> String {
    match address {
        Address::Member(id) => member_name(*id).to_owned(),
        Address::Client(name) => name.to_string(),
    }
}

fn one(member: MemberId, what: impl Into<String>, items: Vec<String>) -> Option<(Who, String, Vec<String>)> {
    Some((Who::Members(vec![member_name(member).to_owned()]), what.into(), items))
}

impl Words {
    /// The entry `index.term` as this member's log has it; the index alone if it has it no more.
    fn entry(&self, member: MemberId, index: u64) -> String {
        match self.logs.get(&member).and_then(|log| log.get(&index)) {
            Some(term) => format!("{index}.{term}"),
            None => index.to_string(),
        }
    }

    /// Takes in the next event. Returns its line, if it is to be shown.
    pub fn read(&mut self, line: &TraceLine, show: &[Show]) -> Option<Row> {
        self.learn(&line.event);
        let (who, what, items) = self.tell(&line.event, show)?;
        Some(Row { t_us: line.t_us, who, what, items })
    }

    fn learn(&mut self, event: &TraceEvent) {
        match event {
            TraceEvent::LogAppend { member, index, term, .. } => {
                self.logs.entry(*member).or_default().insert(*index, *term);
            }
            TraceEvent::LogTruncate { member, from_index } | TraceEvent::LogLost { member, from_index } => {
                self.logs.entry(*member).or_default().split_off(from_index);
            }
            TraceEvent::Send { id, from, kind, term, content, .. } => {
                let text = self.letter(from.member(), *kind, *term, content);
                self.letters.insert(*id, text);
            }
            _ => {}
        }
    }

    fn letter(&self, from: Option<MemberId>, kind: MessageKind, term: u64, content: &Content) -> String {
        let entry = |index: u64| from.map_or_else(|| index.to_string(), |member| self.entry(member, index));
        let after =
            |prev: Option<u64>| prev.map_or("from the start".to_owned(), |prev| format!("after {}", entry(prev)));
        match content {
            Content::Append { commit, .. } if kind == MessageKind::Heartbeat => {
                format!("heartbeat of term {term}, commit {}", index(*commit))
            }
            Content::Append { prev, entries, commit, .. } => {
                let listed: Vec<String> = entries.iter().map(|index| entry(*index)).collect();
                let what = if entries.is_empty() { "nothing".to_owned() } else { brief(&listed) };
                format!("append of term {term}: {what} {}, commit {}", after(*prev), index(*commit))
            }
            Content::AppendResult { ok: true, .. } if kind == MessageKind::HeartbeatResponse => "heard".to_owned(),
            Content::AppendResult { ok: true, matched } => format!("yes, the same up to {}", index(*matched)),
            Content::AppendResult { ok: false, .. } => format!("no, in term {term}"),
            Content::VoteAsked { last } => {
                let asked = if kind == MessageKind::PreVoteRequest { "would you vote for me" } else { "vote for me" };
                format!("{asked} in term {term}; my log ends at {}", last.map_or("nothing".to_owned(), entry))
            }
            Content::Vote { granted: true, .. } => "yes".to_owned(),
            Content::Vote { refused: Some(refused), .. } => format!("no: {}", reasons(refused)),
            Content::Vote { .. } => "no".to_owned(),
            Content::Request { label, .. } => label.to_string(),
            Content::Answer { ok: true, .. } => "done".to_owned(),
            Content::Answer { ok: false, .. } => "not done".to_owned(),
            Content::Denied => "the door is locked".to_owned(),
            Content::WatchEvent { revision, .. } => format!("news of revision {revision}"),
            Content::Nothing => match kind {
                MessageKind::Snapshot => "snapshot".to_owned(),
                MessageKind::SnapshotResponse => "snapshot received".to_owned(),
                MessageKind::TransferLeader => "take over from me".to_owned(),
                _ => "…".to_owned(),
            },
        }
    }

    fn tell(&mut self, event: &TraceEvent, show: &[Show]) -> Option<(Who, String, Vec<String>)> {
        let shown = |what: Show| show.contains(&what);
        match event {
            TraceEvent::Deliver { id, from, to, kind, .. } if class(*kind).is_some_and(shown) => {
                let who = Who::Letter { from: name(from), to: vec![name(to)] };
                Some((who, self.letters.get(id)?.clone(), Vec::new()))
            }
            TraceEvent::Drop { id, from, to, kind, why, .. }
                if shown(Show::Lost) && class(*kind).is_some_and(shown) =>
            {
                let who = Who::Letter { from: name(from), to: vec![name(to)] };
                Some((who, format!("✗ {}: {}", lost(*why), self.letters.get(id)?), Vec::new()))
            }
            TraceEvent::Role { member, term, role }
                if shown(Show::Roles) || (shown(Show::Leaders) && *role == Role::Leader) =>
            {
                let role = match role {
                    Role::Leader => "is LEADER",
                    Role::Candidate => "is candidate",
                    Role::Follower => FOLLOWS,
                    Role::Learner => "is learner",
                };
                one(*member, format!("{role} in term {term}"), Vec::new())
            }
            TraceEvent::Vote { member, term, candidate } if shown(Show::Votes) => {
                one(*member, format!("{VOTES} {} in term {term}", member_name(*candidate)), Vec::new())
            }
            TraceEvent::LogAppend { member, index, term, entry, .. } if shown(Show::Logs) => {
                one(*member, "writes", vec![format!("{index}.{term} ({})", entry.label)])
            }
            TraceEvent::LogTruncate { member, from_index } if shown(Show::Logs) => {
                one(*member, format!("rubs out all from index {from_index} on"), Vec::new())
            }
            TraceEvent::LogPurge { member, upto_index } if shown(Show::Logs) => {
                one(*member, format!("purges its log up to index {upto_index}"), Vec::new())
            }
            TraceEvent::LogLost { member, from_index } => {
                one(*member, format!("has lost all from index {from_index} on: not flushed"), Vec::new())
            }
            TraceEvent::Commit { member, index, voters } if shown(Show::Commits) => {
                let lists = |voters: &Vec<Vec<MemberId>>| {
                    let lists = voters.iter().map(|list| names(list));
                    format!(", by {}", lists.collect::<Vec<_>>().join(" and by "))
                };
                let by = voters.as_ref().filter(|voters| voters.len() > 1).map_or(String::new(), lists);
                one(*member, COMMITTED, vec![format!("{index}{by}")])
            }
            TraceEvent::Apply { member, index, term, .. } if shown(Show::Applies) => {
                one(*member, "applies", vec![format!("{index}.{term}")])
            }
            TraceEvent::SnapshotBuild { member, index, term } if shown(Show::Snapshots) => {
                one(*member, format!("builds a snapshot up to {index}.{term}"), Vec::new())
            }
            TraceEvent::SnapshotInstall { member, index, term } if shown(Show::Snapshots) => {
                one(*member, format!("installs the snapshot up to {index}.{term}"), Vec::new())
            }
            TraceEvent::Shutdown { member } => one(*member, "is shut down: it has left", Vec::new()),
            TraceEvent::Restart { member, last, committed, .. } => {
                let what =
                    format!("starts from what it stored: log to {}, committed {}", index(*last), index(*committed));
                one(*member, what, Vec::new())
            }
            TraceEvent::Invoke { client, request, .. } if shown(Show::Clients) => {
                Some((Who::Members(vec![client.to_string()]), format!("asks: {request}"), Vec::new()))
            }
            TraceEvent::Return { outcome, response, index, .. } if shown(Show::Clients) => {
                let outcome = match outcome {
                    Outcome::Ok => "OK",
                    Outcome::Error => "ERROR",
                    Outcome::Unknown => "UNKNOWN",
                };
                let at = index.map_or(String::new(), |index| format!(", at index {index}"));
                Some((
                    Who::Members(vec!["terminal".to_owned()]),
                    format!("is told: {outcome} ({response}){at}"),
                    Vec::new(),
                ))
            }
            TraceEvent::Action { action } => deed(action).map(|text| (Who::Nobody, text, Vec::new())),
            _ => None,
        }
    }
}

fn class(kind: MessageKind) -> Option<Show> {
    match kind {
        MessageKind::VoteRequest
        | MessageKind::VoteResponse
        | MessageKind::PreVoteRequest
        | MessageKind::PreVoteResponse
        | MessageKind::TransferLeader => Some(Show::Votes),
        MessageKind::Append | MessageKind::AppendResponse => Some(Show::Appends),
        MessageKind::Heartbeat | MessageKind::HeartbeatResponse => Some(Show::Heartbeats),
        MessageKind::Snapshot | MessageKind::SnapshotResponse => Some(Show::Snapshots),
        MessageKind::ClientRequest | MessageKind::ClientResponse | MessageKind::WatchEvent => Some(Show::Clients),
        MessageKind::TransferLeaderResponse | MessageKind::ReadIndex | MessageKind::ReadIndexResponse => None,
    }
}

fn index(index: Option<u64>) -> String {
    index.map_or("nothing".to_owned(), |index| index.to_string())
}

/// What the voter says of itself; which of it made it refuse follows from that.
fn reasons(refused: &VoteRefused) -> String {
    let mut reasons = vec![format!("my vote is for {} in term {}", member_name(refused.node.max(1)), refused.term)];
    if refused.node == 0 {
        reasons[0] = format!("I have voted for nobody, my term is {}", refused.term);
    }
    if refused.leased {
        reasons.push("who leads, and the lease holds".to_owned());
    } else if refused.committed {
        reasons.push("who led".to_owned());
    }
    if refused.last > refused.asked_last
        && let Some((term, index)) = refused.last
    {
        reasons.push(format!("and my log is ahead, it ends at {index}.{term}"));
    }
    reasons.join(", ")
}

fn lost(why: DropReason) -> &'static str {
    match why {
        DropReason::Loss => "lost",
        DropReason::Cut => "cut off",
        DropReason::Partition => "parted",
        DropReason::Action => "taken away",
        DropReason::Down => "nobody there",
    }
}

pub fn names(members: &[MemberId]) -> String {
    members.iter().map(|id| member_name(*id)).collect::<Vec<_>>().join(" ")
}

/// What somebody did to the world; letters taken away are told where they get lost.
fn deed(action: &Action) -> Option<String> {
    let text = match action {
        Action::DropMessage { .. } => return None,
        // What a client asks is told as the client's.
        Action::Etcdctl(_) => return None,
        Action::Crash { member } => format!("{} crashes", member_name(*member)),
        Action::Restart { member } => format!("{} restarts", member_name(*member)),
        Action::Campaign { member } => format!("{} is told to campaign now", member_name(*member)),
        Action::DelayMessage { by_us, .. } => format!("a letter is held up for {} s", seconds(*by_us).trim()),
        Action::DuplicateMessage { .. } => "a letter is copied".to_owned(),
        Action::Partition { groups } => {
            let sides: Vec<String> = groups.iter().map(|side| names(side)).collect();
            format!("partition: {} | the others", sides.join(" | "))
        }
        Action::Cut { from, to } => format!("letters from {} to {} get lost", member_name(*from), member_name(*to)),
        Action::Heal => "all ways are open again".to_owned(),
        Action::AddMember { member } => format!("{} is to join", member_name(*member)),
        Action::RemoveMember { member } => format!("{} is to leave", member_name(*member)),
        Action::TakeSnapshot { member } => format!("{} is told to take a snapshot", member_name(*member)),
        Action::TransferLeader { to } => format!("the leader is told to hand over to {}", member_name(*to)),
        Action::SetPreVote { on } => format!("pre-votes: {}", if *on { "on" } else { "off" }),
        Action::SetMember { member, flush_us: Some([shortest_us, longest_us]), .. } => format!(
            "{}'s disk takes {} to {} s for a flush",
            member_name(*member),
            seconds(*shortest_us).trim(),
            seconds(*longest_us).trim()
        ),
        other => serde_json::to_string(other).unwrap(),
    };
    Some(format!("» {text}"))
}
