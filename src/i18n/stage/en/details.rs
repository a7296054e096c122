//! What is known of a friend, line by line.

use super::{kind, name};
use crate::cluster::Role;
use crate::i18n::Lang;
use crate::scene::friends::{Details, Ring, RingStage};

pub fn details(of: &Details, technical: bool) -> Vec<(&'static str, String)> {
    let role = match of.role {
        _ if !of.up => "away from home".to_owned(),
        Role::Leader => "coordinates".to_owned(),
        Role::Candidate => "candidate".to_owned(),
        Role::Learner => "only learns, has no vote".to_owned(),
        Role::Follower => match of.leader {
            Some(leader) => format!("follows {}", name(leader)),
            None => "follows along".to_owned(),
        },
    };
    let vote = of.voted_for.map_or("nobody".to_owned(), |id| name(id).to_owned());
    let last = of.last.map_or("empty".to_owned(), |(index, what)| format!("line {index}: {}", kind(what)));
    let ink = of.commit.map_or("no line".to_owned(), |index| format!("line {index}"));
    let wait = match of.ring {
        Ring::Waiting { stage, left_us, .. } => Some((stage == RingStage::Lease, Lang::En.time(left_us))),
        _ => None,
    };
    if !technical {
        let mut rows = vec![("Now", role), ("Round", of.term.to_string()), ("Voted for", vote)];
        rows.extend([("Noted up to", last), ("In ink up to", ink)]);
        rows.extend(wait.map(|(lease, left)| (if lease { "Heard news; waits" } else { "Asks for votes in" }, left)));
        return rows;
    }
    let role = match of.role {
        Role::Leader => "leader",
        Role::Candidate => "candidate",
        Role::Follower => "follower",
        Role::Learner => "learner",
    };
    let number = |index: Option<u64>| index.map_or("–".to_owned(), |index| index.to_string());
    let mut rows = vec![
        ("Role", if of.up { role } else { "down" }.to_owned()),
        ("Term", of.term.to_string()),
        ("Vote", vote),
        ("Last index", number(of.last.map(|(index, _)| index))),
        ("Committed up to", number(of.commit)),
        ("Revision", of.revision.to_string()),
    ];
    rows.extend(wait.map(|(lease, left)| (if lease { "Leader lease" } else { "Election timeout" }, left)));
    rows
}
