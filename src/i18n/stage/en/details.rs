//! What is known of a friend, line by line.

use super::{kind, name};
use crate::cluster::Role;
use crate::i18n::Lang;
use crate::scene::friends::{Details, Ring, RingStage};

pub fn details(of: &Details) -> Vec<(&'static str, String)> {
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
    let last = of.last.map_or("empty".to_owned(), |(index, what)| format!("{index}: {}", kind(what)));
    let ink = of.commit.map_or("no line".to_owned(), |index| format!("line {index}"));
    let mut rows = vec![
        ("Role", role),
        ("Round", of.term.to_string()),
        ("Voted for", vote),
        ("Last line", last),
        ("Ink up to", ink),
        ("Change number", of.revision.to_string()),
    ];
    if let Ring::Waiting { stage, left_us, .. } = of.ring {
        let what = if stage == RingStage::Lease { "Still trusts for" } else { "Patience for" };
        rows.push((what, Lang::En.time(left_us)));
    }
    rows
}
